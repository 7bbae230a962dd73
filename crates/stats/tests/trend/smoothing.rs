use panel_stats::trend::smoothing::{Damping, Model, Weights, smooth, smooth_with};
use panel_stats::trend::{Ahead, Cadence, History, Law, TrendError};

use crate::table::{Table, series};

fn weights(given: &[f64]) -> Weights {
    Weights { level: given[0], trend: given[1], season: given[2], damping: 1.0 }
}

fn model(name: &str) -> Model {
    match name {
        "additive" => Model::HoltWintersAdditive,
        "multiplicative" => Model::HoltWintersMultiplicative,
        _ => Model::Holt,
    }
}

const CASES: [(&str, Cadence, &str); 9] = [
    ("air", Cadence::Monthly, "additive"),
    ("air", Cadence::Monthly, "multiplicative"),
    ("co2", Cadence::Monthly, "additive"),
    ("co2", Cadence::Monthly, "multiplicative"),
    ("ldeaths", Cadence::Monthly, "additive"),
    ("ukgas", Cadence::Quarterly, "additive"),
    ("ukgas", Cadence::Quarterly, "multiplicative"),
    ("nile", Cadence::Annual, "holt"),
    ("ldeaths", Cadence::Monthly, "holt"),
];

#[test]
fn given_weights_give_what_r_gives() {
    let table = Table::new("smoothing");
    for (case, cadence, name) in CASES {
        let (history, key) = (series(case, cadence), format!("{case} {name}"));
        let given = weights(&table.values(&key, "weight"));
        let smoothed = smooth_with(&history, model(name), given).expect("a smoothing");
        table.check(&key, "sse", &[smoothed.squared_errors()]);
        let state = [&[smoothed.level(), smoothed.trend()], smoothed.season()].concat();
        table.check(&key, "state", &state);

        let steps = table.values(&key, "forecast").len();
        let ahead = Ahead::new(1, steps).expect("a horizon");
        let projection = smoothed.project(&history, ahead).expect("a projection");
        let forecast: Vec<f64> = projection.points().iter().map(|p| p.estimate()).collect();
        table.check(&key, "forecast", &forecast);
        let Law::Student { degrees } = projection.total().law() else { panic!("no law") };
        table.check(&key, "degrees", &[f64::from(u32::try_from(degrees).expect("small"))]);
        if table.has(&key, "error_multiple") {
            let sigma = smoothed.error_variance().sqrt();
            let multiples: Vec<f64> =
                projection.points().iter().map(|p| p.standard_error() / sigma).collect();
            table.check(&key, "error_multiple", &multiples);
        }
    }
}

/// R searches downhill from one start, so it may stop higher, never lower.
#[test]
fn fitted_weights_are_as_good_as_those_of_r() {
    let table = Table::new("smoothing");
    for (case, cadence, name) in CASES {
        let smoothed = smooth(&series(case, cadence), model(name)).expect("a smoothing");
        let best = table.values(&format!("{case} {name}"), "best_sse")[0];
        assert!(
            smoothed.squared_errors() <= best * (1.0 + 1e-6),
            "{case} {name}: {} above {best}",
            smoothed.squared_errors()
        );
    }
}

#[test]
fn totals_have_the_variance_of_errors_run_through_the_recursion() {
    let table = Table::new("smoothing");
    for (case, cadence, name, given, first, last) in [
        ("air", Cadence::Monthly, "additive", [0.4, 0.1, 0.3], 19, 30),
        ("ukgas", Cadence::Quarterly, "additive", [0.5, 0.2, 0.6], 3, 6),
        ("co2", Cadence::Monthly, "multiplicative", [0.5, 0.01, 0.4], 19, 30),
    ] {
        let history = series(case, cadence);
        let smoothed = smooth_with(&history, model(name), weights(&given));
        let smoothed = smoothed.expect("a smoothing");
        let ahead = Ahead::new(first, last).expect("a horizon");
        let total = smoothed.project(&history, ahead).expect("a projection").total();
        let factor = total.standard_error().powi(2) / smoothed.error_variance();
        table.check(&format!("{case} {name}"), "total_variance_factor", &[factor]);
    }
}

#[test]
fn damping_is_as_written() {
    let table = Table::new("smoothing");
    let history = series("nile", Cadence::Annual);
    let given = Weights { level: 0.3, trend: 0.2, season: 0.0, damping: 0.9 };
    let model = Model::DampedHolt(Damping::Fixed(0.9));
    let smoothed = smooth_with(&history, model, given).expect("a smoothing");
    table.check("nile damped", "sse", &[smoothed.squared_errors()]);
    let ahead = Ahead::new(3, 6).expect("a horizon");
    let projection = smoothed.project(&history, ahead).expect("a projection");
    let forecast: Vec<f64> = projection.points().iter().map(|p| p.estimate()).collect();
    table.check("nile damped", "forecast", &forecast);
    table.check("nile damped", "total_error", &[projection.total().standard_error()]);

    let fixed = smooth(&history, model).expect("a smoothing");
    assert!(fixed.squared_errors() <= smoothed.squared_errors());
    let fitted = smooth(&history, Model::DampedHolt(Damping::Fitted)).expect("a smoothing");
    assert!((0.8..=0.98).contains(&fitted.weights().damping));
    assert!(fitted.squared_errors() <= fixed.squared_errors() * (1.0 + 1e-9));
}

#[test]
fn what_cannot_be_smoothed_is_named() {
    let few = History::new(vec![1.0, 4.0, 2.0, 5.0, 3.0, 6.0], Cadence::Annual).expect("values");
    assert_eq!(
        smooth(&few, Model::Holt).map(|_| ()),
        Err(TrendError::TooFew { got: 6, needed: 7 })
    );
    let no_season = smooth(&few, Model::HoltWintersAdditive).map(|_| ());
    assert_eq!(no_season, Err(TrendError::NoSeason));

    let mut values = vec![5.0; 40];
    values[30] = 0.0;
    let zero = History::new(values, Cadence::Quarterly).expect("values");
    assert_eq!(
        smooth(&zero, Model::HoltWintersMultiplicative).map(|_| ()),
        Err(TrendError::NotAllPositive { index: 30 })
    );
    for factor in [0.0, -0.5, 1.01, f64::NAN] {
        let refused = smooth(&zero, Model::DampedHolt(Damping::Fixed(factor)));
        assert!(matches!(refused, Err(TrendError::DampingOutOfRange(_))));
    }
    let given = Weights { level: 1.5, trend: 0.0, season: 0.0, damping: 1.0 };
    let refused = smooth_with(&zero, Model::Holt, given).map(|_| ());
    assert_eq!(refused, Err(TrendError::WeightOutOfRange(1.5)));
}
