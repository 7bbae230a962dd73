use panel_stats::StatsError;
use panel_stats::counts::Counted;
use panel_stats::counts::exact::{Ratio, exact_conditional};

use crate::golden::rows;

#[test]
fn p_and_ratio_agree_with_scipy() {
    for row in rows("exact") {
        let counted = |c, e| Counted::new(row.count(c), row.real(e)).expect("a count");
        let found = exact_conditional(counted("c1", "e1"), counted("c2", "e2"));
        let found = found.expect("a comparison");
        row.check("p", found.p_value);
        let Ratio::Bounded { interval, .. } = found.ratio else { panic!("unbounded in {row}") };
        row.check("low", interval.low());
        row.check("high", interval.high());
    }
}

#[test]
fn nothing_at_first_leaves_the_ratio_unbounded() {
    // P(7 of 7 or 0 of 7) = 2/128; the limit is 0.025^(1/7) as odds.
    let found = exact_conditional(Counted::in_one_period(0), Counted::in_one_period(7));
    let found = found.expect("a comparison");
    assert!((found.p_value - 0.015_625).abs() < 1e-15);
    let Ratio::Unbounded { low } = found.ratio else { panic!("bounded") };
    let share = 0.025_f64.powf(1.0 / 7.0);
    assert!((low - share / (1.0 - share)).abs() < 1e-12);
}

#[test]
fn nothing_at_all_has_a_name() {
    let none = Counted::in_one_period(0);
    let found = exact_conditional(none, none).expect("a comparison");
    assert_eq!(found.ratio, Ratio::NothingCounted);
    assert!((found.p_value - 1.0).abs() < f64::EPSILON);
}

#[test]
fn large_totals_are_refused() {
    let refused =
        exact_conditional(Counted::in_one_period(u64::MAX), Counted::in_one_period(u64::MAX));
    let total = 2 * u128::from(u64::MAX);
    assert_eq!(refused, Err(StatsError::TooManyForExact { total }));
}

#[test]
fn the_farthest_outcome_is_finite() {
    let found = exact_conditional(Counted::in_one_period(0), Counted::in_one_period(1_000_000));
    let found = found.expect("a comparison");
    assert!((0.0..1e-300).contains(&found.p_value));
    assert!(matches!(found.ratio, Ratio::Unbounded { low } if low.is_finite() && low > 1.0));
}
