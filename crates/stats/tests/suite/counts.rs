use panel_stats::StatsError;
use panel_stats::counts::{Counted, Dispersion, RateComparison, rate_comparison};

use crate::golden::rows;

#[test]
fn z_agrees_with_statsmodels_and_the_published_rows() {
    for row in rows("rate_z") {
        let counted = |c, e| Counted::new(row.count(c), row.real(e)).expect("a count");
        let dispersion = Dispersion::new(row.real("dispersion")).expect("a dispersion");
        let compared = rate_comparison(counted("c1", "e1"), counted("c2", "e2"), dispersion);
        let RateComparison::Z(z) = compared else { panic!("no z in {row}") };
        row.check("z", z);
    }
}

#[test]
fn nothing_counted_has_a_name() {
    let none = Counted::in_one_period(0);
    assert_eq!(rate_comparison(none, none, Dispersion::POISSON), RateComparison::NothingCounted);
}

#[test]
fn faulty_inputs_are_named() {
    for exposure in [0.0, -1.0, 1e-10, 1e16, f64::INFINITY, f64::NAN] {
        let refused = Counted::new(1, exposure);
        assert!(matches!(refused, Err(StatsError::ExposureOutOfRange(_))));
    }
    for factor in [0.99, 0.0, -1.0, f64::INFINITY, f64::NAN] {
        assert!(matches!(Dispersion::new(factor), Err(StatsError::DispersionOutOfRange(_))));
    }
}
