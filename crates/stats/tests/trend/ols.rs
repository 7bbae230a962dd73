use panel_stats::trend::ols::{least_squares, project_line, straight_line};
use panel_stats::trend::{Ahead, Cadence, Flag, History, Law, TrendError};

use crate::table::{Table, design};

#[test]
fn certified_values_of_nist_are_met() {
    let table = Table::new("ols");
    for case in ["norris", "longley"] {
        let (rows, values) = design(case);
        let fit = least_squares(&rows, &values).expect("a fit");
        table.check(case, "coefficient", fit.coefficients());
        table.check(case, "standard_error", &fit.standard_errors());
        table.check(case, "residual_variance", &[fit.residual_variance()]);

        let chosen = [&rows[0], &rows[rows.len() - 1], &rows[3]];
        let total = fit.predict_total(&chosen).expect("a prediction");
        table.check(case, "total", &[total.estimate()]);
        for confidence in [0.5, 0.8, 0.95, 0.999_999] {
            let interval = total.interval(confidence).expect("an interval");
            table.check(case, &format!("low_{confidence}"), &[interval.low()]);
            table.check(case, &format!("high_{confidence}"), &[interval.high()]);
        }
        let at_most = total.probability_at_most(1.001 * total.estimate()).expect("a probability");
        table.check(case, "at_most", &[at_most]);
    }
}

/// A line through 1 and −1 alternating has se known by hand; its intervals give back t.
#[test]
fn quantiles_of_t_agree_with_scipy() {
    let table = Table::new("quantile");
    for degrees in [1_usize, 2, 3, 5, 10, 28, 100, 1198] {
        let values: Vec<f64> =
            (0..degrees + 2).map(|i| if i % 3 == 0 { 1.0 } else { -1.0 }).collect();
        let history = History::new(values, Cadence::Monthly).expect("a history");
        let ahead = Ahead::new(1, 1).expect("a horizon");
        let total = project_line(&history, 0, ahead).expect("a projection").total();
        assert_eq!(total.law(), Law::Student { degrees });
        for confidence in [0.5, 0.8, 0.95, 0.99, 0.999_999] {
            let width = total.interval(confidence).expect("an interval").width();
            let multiple = width / 2.0 / total.standard_error();
            table.check(&degrees.to_string(), &confidence.to_string(), &[multiple]);
        }
    }
}

#[test]
fn a_history_is_a_line_over_its_months() {
    let values = [12.0, 15.0, 11.0, 18.0, 16.0, 21.0];
    let history = History::new(values, Cadence::Monthly).expect("a history");
    let ahead = Ahead::new(2, 4).expect("a horizon");
    let projection = project_line(&history, 0, ahead).expect("a projection");
    let times: Vec<f64> = (1..=6).map(f64::from).collect();
    let line = straight_line(&times, &values).expect("a line");
    let total = line.predict_total(&[[1.0, 8.0], [1.0, 9.0], [1.0, 10.0]]).expect("a total");
    assert!((projection.total().estimate() - total.estimate()).abs() < 1e-12);
    assert!((projection.total().standard_error() - total.standard_error()).abs() < 1e-12);
    assert_eq!(projection.points().len(), 4);
    // By hand: s² = SSE/4, Sxx = 17.5, the total's row is (3, 27).
    let s2 = line.residual_variance();
    let by_hand = s2 * (3.0 + 9.0 / 6.0 + (27.0 - 3.0 * 3.5_f64).powi(2) / 17.5);
    assert!((total.standard_error().powi(2) / by_hand - 1.0).abs() < 1e-12);

    let paid = project_line(&history, 2, ahead).expect("a projection").total();
    assert_eq!(paid.law(), Law::Student { degrees: 2 });
    assert!((paid.standard_error() / total.standard_error() - 2.0_f64.sqrt()).abs() < 1e-12);
}

#[test]
fn no_variance_is_certain_and_flagged() {
    let level = History::new(vec![7.0; 12], Cadence::Monthly).expect("a history");
    let ahead = Ahead::new(1, 12).expect("a horizon");
    let projection = project_line(&level, 0, ahead).expect("a projection");
    assert_eq!(projection.total().law(), Law::Certain);
    assert!(projection.flags().contains(&Flag::ZeroVariance));
    let interval = projection.interval(0.95).expect("an interval");
    assert!(interval.width() <= 0.0 && (interval.low() - 84.0).abs() < 1e-9);
    for (target, at_most, at_least) in [(83.0, 0.0, 1.0), (84.0, 1.0, 1.0), (85.0, 1.0, 0.0)] {
        let total = projection.total();
        assert_eq!(total.probability_at_most(target), Ok(at_most));
        assert_eq!(total.probability_at_least(target), Ok(at_least));
    }
}

#[test]
fn faulty_inputs_are_named() {
    assert_eq!(straight_line(&[], &[]), Err(TrendError::TooFew { got: 0, needed: 2 }));
    let two = straight_line(&[1.0, 2.0], &[1.0, 2.0]);
    assert_eq!(two, Err(TrendError::TooFew { got: 2, needed: 3 }));
    let unequal = straight_line(&[1.0, 2.0, 3.0], &[1.0, 2.0]);
    assert_eq!(unequal, Err(TrendError::Shape { got: 3, expected: 2 }));
    let together = straight_line(&[4.0; 5], &[1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(together, Err(TrendError::NotIndependent { columns: 2 }));
    let ragged = least_squares(&[vec![1.0], vec![1.0, 2.0], vec![1.0]], &[1.0, 2.0, 3.0]);
    assert_eq!(ragged, Err(TrendError::Shape { got: 2, expected: 1 }));
    for value in [f64::NAN, f64::INFINITY, 1e16] {
        let refused = straight_line(&[1.0, 2.0, 3.0], &[1.0, value, 2.0]);
        assert!(matches!(refused, Err(TrendError::ValueOutOfRange { index: 1, .. })));
        let refused = straight_line(&[1.0, value, 3.0], &[1.0, 1.0, 2.0]);
        assert!(matches!(refused, Err(TrendError::ValueOutOfRange { index: 1, .. })));
    }
    for (first, last) in [(0, 1), (2, 1), (1, 601)] {
        assert_eq!(Ahead::new(first, last), Err(TrendError::NotAhead { first, last }));
    }
    let line = straight_line(&[1.0, 2.0, 3.0], &[1.0, 4.0, 2.0]).expect("a line");
    assert_eq!(line.predict(&[1.0]), Err(TrendError::Shape { got: 1, expected: 2 }));
    let prediction = line.predict(&[1.0, 4.0]).expect("a prediction");
    for confidence in [0.0, 0.49, 1.0, f64::NAN] {
        assert!(matches!(prediction.interval(confidence), Err(TrendError::Stats(_))));
    }
    assert!(prediction.probability_at_most(f64::NAN).is_err());
    assert!(matches!(History::new(vec![], Cadence::Monthly), Err(TrendError::TooFew { .. })));
    let long = History::new(vec![0.0; 1_201], Cadence::Monthly);
    assert_eq!(long, Err(TrendError::TooMany(1_201)));
}
