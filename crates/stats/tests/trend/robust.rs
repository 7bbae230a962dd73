use panel_stats::trend::mann_kendall::{MannKendall, mann_kendall};
use panel_stats::trend::theil_sen::{median_line, project_median_line};
use panel_stats::trend::{Ahead, Cadence, History, Law, TrendError};

use crate::table::{Table, series};

#[test]
fn line_and_test_agree_with_scipy_and_pymannkendall() {
    let table = Table::new("robust");
    for case in ["nile", "rare", "ldeaths", "steady", "totals"] {
        let history = series(case, Cadence::Monthly);
        let line = median_line(&history).expect("a line");
        table.check(case, "slope", &[line.slope]);
        table.check(case, "intercept", &[line.intercept]);

        let MannKendall::Trend { s, variance, z, p_value } =
            mann_kendall(&history).expect("a test")
        else {
            panic!("{case} is not all equal")
        };
        table.check(case, "s", &[s]);
        table.check(case, "variance", &[variance]);
        table.check(case, "z", &[z]);
        table.check(case, "p", &[p_value]);

        let ahead = Ahead::new(1, 12).expect("a horizon");
        let total = project_median_line(&history, 0, ahead).expect("a projection").total();
        table.check(case, "total", &[total.estimate()]);
        table.check(case, "total_error", &[total.standard_error()]);
    }
}

#[test]
fn one_wild_value_does_not_move_the_line() {
    let mut values: Vec<f64> = (1..=21).map(|t| 50.0 + 2.0 * f64::from(t)).collect();
    values[4] = 9_000.0;
    let history = History::new(values, Cadence::Monthly).expect("a history");
    let line = median_line(&history).expect("a line");
    assert!((line.slope - 2.0).abs() < 1e-12 && (line.intercept - 52.0).abs() < 3.0);
}

#[test]
fn steep_slopes_and_no_slopes_have_finite_errors() {
    let ahead = Ahead::new(1, 3).expect("a horizon");
    for n in [3_u32, 4, 24, 25] {
        let steep: Vec<f64> = (0..n).map(|t| 1e9 * f64::from(t) + f64::from(t % 2)).collect();
        let history = History::new(steep, Cadence::Quarterly).expect("a history");
        let total = project_median_line(&history, 0, ahead).expect("a projection").total();
        assert!(total.standard_error().is_finite());
    }
    let level = History::new(vec![4.0; 9], Cadence::Quarterly).expect("a history");
    assert_eq!(mann_kendall(&level), Ok(MannKendall::AllEqual));
    let total = project_median_line(&level, 0, ahead).expect("a projection").total();
    assert_eq!((total.law(), total.estimate()), (Law::Certain, 12.0));
}

#[test]
fn too_few_is_named() {
    let two = History::new(vec![1.0, 2.0], Cadence::Annual).expect("a history");
    let few = TrendError::TooFew { got: 2, needed: 3 };
    assert_eq!(median_line(&two), Err(few));
    assert_eq!(mann_kendall(&two), Err(few));
}
