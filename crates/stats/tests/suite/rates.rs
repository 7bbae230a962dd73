use panel_stats::StatsError;
use panel_stats::counts::Counted;
use panel_stats::counts::rates::{CountMethod, byar, count_interval, garwood, rate_interval};
use panel_stats::normal::{LARGEST_Z, Z_975, multiple_for};
use statrs::distribution::{Discrete, Poisson};

use crate::golden::rows;

#[test]
fn multiples_agree_with_mpmath() {
    for row in rows("multiple_for") {
        row.check("z", multiple_for(row.real("confidence")).expect("a multiple"));
    }
    assert!((multiple_for(0.95).expect("a multiple") - Z_975).abs() < 1e-14);
}

#[test]
fn garwood_agrees_with_scipy_and_the_published_table() {
    for row in rows("garwood") {
        let interval = garwood(row.count("count"), row.real("confidence")).expect("an interval");
        row.check("low", interval.low());
        row.check("high", interval.high());
    }
}

#[test]
fn byar_agrees_with_mpmath() {
    for row in rows("byar") {
        let interval = byar(row.count("count"), row.real("z")).expect("an interval");
        row.check("low", interval.low());
        row.check("high", interval.high());
    }
}

#[test]
fn the_rule_changes_method_at_ten() {
    for (count, method) in [
        (0, CountMethod::Garwood),
        (9, CountMethod::Garwood),
        (10, CountMethod::Byar),
        (1_000_000_000_000, CountMethod::Byar),
        (u64::MAX, CountMethod::Byar),
    ] {
        assert_eq!(count_interval(count, 0.95).expect("an interval").method, method, "{count}");
    }
}

/// From ten events the two methods differ by less than a fiftieth of an event.
#[test]
fn byar_is_near_garwood_from_ten() {
    for count in (10..1_000).chain([10_000, 1_000_000]) {
        let exact = garwood(count, 0.95).expect("an interval");
        let near = byar(count, Z_975).expect("an interval");
        assert!((exact.low() - near.low()).abs() < 0.02, "{count}");
        assert!((exact.high() - near.high()).abs() < 0.02, "{count}");
    }
}

/// The chance that the interval of a Poisson count holds the mean, all counts enumerated.
fn coverage(mean: f64, holds: impl Fn(u64) -> bool) -> f64 {
    let poisson = Poisson::new(mean).expect("a mean");
    (0..400).filter(|&count| holds(count)).map(|count| poisson.pmf(count)).sum()
}

#[test]
fn garwood_covers_what_it_says_and_the_rule_nearly_so() {
    for hundredths in (5..6_000).step_by(35) {
        let mean = f64::from(hundredths) / 100.0;
        let exact =
            coverage(mean, |count| garwood(count, 0.95).expect("an interval").contains(mean));
        assert!(exact >= 0.95 - 1e-12, "{mean}: {exact}");
        let rule = coverage(mean, |count| {
            count_interval(count, 0.95).expect("an interval").interval.contains(mean)
        });
        assert!(rule >= 0.949, "{mean}: {rule}");
    }
}

#[test]
fn nothing_counted_still_has_an_upper_end() {
    let none = rate_interval(Counted::new(0, 2.0).expect("a count"), 0.95).expect("a rate");
    assert!(none.rate.abs() < f64::MIN_POSITIVE && none.interval.low().abs() < f64::MIN_POSITIVE);
    assert!((none.interval.high() + 0.025_f64.ln() / 2.0).abs() < 1e-12);
}

#[test]
fn faulty_inputs_are_named() {
    for confidence in [0.0, 0.49, 1.0, 95.0, f64::NAN] {
        for refused in [garwood(3, confidence), multiple_for(confidence).and(garwood(3, 0.95))] {
            assert!(matches!(refused, Err(StatsError::ConfidenceOutOfRange(_))));
        }
        let refused = count_interval(30, confidence);
        assert!(matches!(refused, Err(StatsError::ConfidenceOutOfRange(_))));
    }
    for z in [0.0, -1.0, LARGEST_Z + 1.0, f64::INFINITY, f64::NAN] {
        assert!(matches!(byar(3, z), Err(StatsError::MultipleOutOfRange(_))));
    }
    let many = garwood(1_000_001, 0.95);
    assert_eq!(many, Err(StatsError::TooManyForExact { total: 1_000_001 }));
}
