use panel_stats::trend::quasi_poisson::{Terms, quasi_poisson};
use panel_stats::trend::{Ahead, Cadence, History, TrendError};

use crate::table::{Table, series};

#[test]
fn fits_and_totals_agree_with_statsmodels() {
    let table = Table::new("quasi_poisson");
    for (case, cadence, first, last) in [
        ("ldeaths", Cadence::Monthly, 7, 18),
        ("rare", Cadence::Annual, 1, 12),
        ("air30", Cadence::Monthly, 19, 30),
        ("ukgas", Cadence::Quarterly, 1, 4),
        ("totals", Cadence::Annual, 1, 1),
    ] {
        let history = series(case, cadence);
        let fit = quasi_poisson(&history, Terms::TrendAndPeriods).expect("a fit");
        table.check(case, "coefficient", fit.coefficients());
        table.check(case, "standard_error", &fit.standard_errors());
        table.check(case, "dispersion", &[fit.pearson_dispersion()]);
        let ahead = Ahead::new(first, last).expect("a horizon");
        let total = fit.project(&history, ahead).expect("a projection").total();
        table.check(case, "total", &[total.estimate()]);
        table.check(case, "total_error", &[total.standard_error()]);
        let interval = total.interval(0.95).expect("an interval");
        table.check(case, "low", &[interval.low()]);
        table.check(case, "high", &[interval.high()]);
        assert!(fit.iterations() < 10);
        assert_eq!(total.probability_at_most(0.0), Ok(0.0));
        let below = total.probability_at_most(interval.high()).expect("a probability");
        assert!((below - 0.975).abs() < 1e-9);
    }
}

#[test]
fn what_has_no_finite_estimate_is_named() {
    let fit = |counts: &[u64], terms| {
        quasi_poisson(&History::from_counts(counts, Cadence::Quarterly).expect("counts"), terms)
            .map(|_| ())
    };
    let both = Terms::TrendAndPeriods;
    assert_eq!(fit(&[1; 7], both), Err(TrendError::TooFew { got: 7, needed: 8 }));
    assert_eq!(fit(&[0; 12], both), Err(TrendError::AllZero));
    let no_second = [3, 0, 4, 5, 2, 0, 6, 3, 4, 0, 3, 3];
    assert_eq!(fit(&no_second, both), Err(TrendError::PeriodAllZero { period: 1 }));
    assert_eq!(fit(&no_second, Terms::Trend), Ok(()));
    assert_eq!(fit(&[0, 0, 0, 0, 0, 0, 0, 9], Terms::Trend), Err(TrendError::Separated));
    let negative = History::new(vec![1.0, -1.0, 2.0, 3.0, 4.0], Cadence::Annual).expect("values");
    assert_eq!(
        quasi_poisson(&negative, Terms::Trend).map(|_| ()),
        Err(TrendError::Negative { index: 1 })
    );
}

#[test]
fn a_trend_that_explodes_is_beyond_measure() {
    let doubling: Vec<u64> = (0..40).map(|power| 1 << power).collect();
    let history = History::from_counts(&doubling, Cadence::Annual).expect("counts");
    let fit = quasi_poisson(&history, Terms::Trend).expect("a fit");
    assert!((fit.growth() - 2.0).abs() < 1e-9);
    let far = Ahead::new(1, 600).expect("a horizon");
    assert_eq!(fit.project(&history, far), Err(TrendError::BeyondMeasure));
}
