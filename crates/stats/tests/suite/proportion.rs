use panel_stats::normal::{LARGEST_Z, Z_975};
use panel_stats::proportions::proportion::{
    Proportion, clopper_pearson, wald, wilson, worst_case_half_width,
};
use panel_stats::{Interval, StatsError};

use crate::golden::{Row, rows};

fn part(successes: u64, trials: u64) -> Proportion {
    Proportion::new(successes, trials).expect("a proportion")
}

fn check(row: &Row, interval: Interval) {
    row.check("low", interval.low());
    row.check("high", interval.high());
}

#[test]
fn wilson_agrees_with_statsmodels_and_newcombe() {
    for row in rows("wilson").into_iter().chain(rows("wilson_large")) {
        check(&row, wilson(part(row.count("x"), row.count("n")), Z_975).expect("an interval"));
    }
}

#[test]
fn clopper_pearson_agrees_with_scipy() {
    for row in rows("clopper_pearson") {
        let proportion = part(row.count("x"), row.count("n"));
        check(&row, clopper_pearson(proportion, row.real("confidence")).expect("an interval"));
    }
}

#[test]
fn twenty_nine_of_thirty_two() {
    let printed = |interval: Interval| {
        format!("{:.1} to {:.1}", 100.0 * interval.low(), 100.0 * interval.high())
    };
    let proportion = part(29, 32);
    assert_eq!(printed(wilson(proportion, Z_975).expect("an interval")), "75.8 to 96.8");
    assert_eq!(printed(clopper_pearson(proportion, 0.95).expect("an interval")), "75.0 to 98.0");
    let half = wald(proportion, Z_975).expect("an interval").width() / 2.0;
    assert_eq!(format!("{:.1}", 100.0 * half), "10.1");
    let worst = worst_case_half_width(32, Z_975).expect("a half-width");
    assert_eq!(format!("{worst:.4}"), "0.1732");
}

#[test]
fn wald_has_no_width_at_the_ends() {
    for successes in [0, 10] {
        let interval = wald(part(successes, 10), Z_975).expect("an interval");
        assert!(interval.width().abs() < f64::MIN_POSITIVE);
    }
}

#[test]
fn faulty_inputs_are_named() {
    assert_eq!(Proportion::new(0, 0), Err(StatsError::NoTrials));
    let more = StatsError::MoreThanAll { successes: 3, trials: 2 };
    assert_eq!(Proportion::new(3, 2), Err(more));
    assert_eq!(worst_case_half_width(0, Z_975), Err(StatsError::NoTrials));

    let half = part(1, 2);
    for z in [0.0, -1.0, LARGEST_Z + 1.0, f64::INFINITY, f64::NAN] {
        assert!(matches!(wilson(half, z), Err(StatsError::MultipleOutOfRange(_))));
        assert!(matches!(wald(half, z), Err(StatsError::MultipleOutOfRange(_))));
        assert!(matches!(worst_case_half_width(2, z), Err(StatsError::MultipleOutOfRange(_))));
    }
    for confidence in [0.0, 0.49, 1.0, 95.0, f64::NAN] {
        let refused = clopper_pearson(half, confidence);
        assert!(matches!(refused, Err(StatsError::ConfidenceOutOfRange(_))));
    }
    let many = clopper_pearson(part(1, 1_000_001), 0.95);
    assert_eq!(many, Err(StatsError::TooManyForExact { total: 1_000_001 }));
}

#[test]
fn an_interval_is_finite_and_in_order() {
    for (low, high) in [
        (1.0, 0.0),
        (f64::NAN, 1.0),
        (0.0, f64::NAN),
        (0.0, f64::INFINITY),
        (f64::NEG_INFINITY, 0.0),
        (f64::INFINITY, f64::INFINITY),
        (f64::MIN, f64::MAX),
    ] {
        assert!(matches!(Interval::new(low, high), Err(StatsError::NotAnInterval { .. })));
    }
    let point = Interval::new(2.0, 2.0).expect("a point");
    assert!(point.contains(2.0) && !point.contains(2.1) && !point.contains(f64::NAN));
}
