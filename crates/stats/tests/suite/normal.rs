use panel_stats::StatsError;
use panel_stats::normal::{CONTROL_LINE_MULTIPLE, Z_975, two_sided_p};
use statrs::distribution::{ContinuousCDF, Normal};

use crate::golden::rows;

#[test]
fn p_values_agree_with_mpmath() {
    for row in rows("two_sided_p") {
        row.check("p", two_sided_p(row.real("z")).expect("a p-value"));
    }
}

#[test]
fn the_quantile_is_the_quantile() {
    // scipy 1.17.1: norm.ppf(0.975) = 1.959963984540054.
    assert!((Normal::standard().inverse_cdf(0.975) - Z_975).abs() < 1e-14);
    const { assert!(CONTROL_LINE_MULTIPLE > Z_975) };
}

#[test]
fn far_tails_are_zero_and_never_nan() {
    assert!(two_sided_p(f64::MAX).expect("a p-value").abs() < f64::MIN_POSITIVE);
    for z in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(matches!(two_sided_p(z), Err(StatsError::ZNotFinite(_))));
    }
}
