use panel_stats::trend::decomposition::{SeasonKind, decompose};
use panel_stats::trend::ols::project_line;
use panel_stats::trend::{Ahead, Cadence, History, TrendError};

use crate::table::{Table, series};

#[test]
fn trend_and_figures_agree_with_r_and_statsmodels() {
    let table = Table::new("decomposition");
    for (case, cadence) in [
        ("air", Cadence::Monthly),
        ("ldeaths", Cadence::Monthly),
        ("ukgas", Cadence::Quarterly),
        ("steady", Cadence::Monthly),
        ("odd", Cadence::Monthly),
    ] {
        let history = series(case, cadence);
        for (kind, quantity) in [
            (SeasonKind::Additive, "additive_figure"),
            (SeasonKind::Multiplicative, "multiplicative_figure"),
        ] {
            let taken_apart = decompose(&history, kind).expect("a decomposition");
            let trend: Vec<f64> = taken_apart.trend().iter().copied().flatten().collect();
            table.check(case, "trend", &trend);
            table.check(case, quantity, taken_apart.figures());
            for (index, (raw, adjusted)) in
                history.values().iter().zip(taken_apart.adjusted().values()).enumerate()
            {
                let figure = taken_apart.figures()[index % cadence.per_year()];
                let again = match kind {
                    SeasonKind::Additive => adjusted + figure,
                    SeasonKind::Multiplicative => adjusted * figure,
                };
                assert!((again - raw).abs() <= 1e-12 * raw.abs());
            }
        }
    }
}

#[test]
fn a_whole_year_does_not_feel_its_season() {
    let history = series("ldeaths", Cadence::Monthly);
    let taken_apart = decompose(&history, SeasonKind::Additive).expect("a decomposition");
    let line = |history: &History, ahead| project_line(history, 11, ahead);
    for (first, last) in [(1, 12), (6, 29)] {
        let ahead = Ahead::new(first, last).expect("a horizon");
        let plain = line(taken_apart.adjusted(), ahead).expect("a projection").total();
        let seasonal = taken_apart.project(ahead, line).expect("a projection");
        assert!((plain.estimate() - seasonal.total().estimate()).abs() < 1e-8);
        assert!((plain.standard_error() - seasonal.total().standard_error()).abs() < 1e-9);
    }
    // The values begin in January, and so does what is projected.
    let year = taken_apart.project(Ahead::new(1, 12).expect("a horizon"), line).expect("a year");
    assert!(year.points()[0].estimate() > year.points()[7].estimate() + 500.0);
}

#[test]
fn what_cannot_be_taken_apart_is_named() {
    let of = |values: Vec<f64>, cadence, kind| {
        decompose(&History::new(values, cadence).expect("a history"), kind).map(|_| ())
    };
    let additive = SeasonKind::Additive;
    assert_eq!(
        of(vec![1.0; 23], Cadence::Monthly, additive),
        Err(TrendError::TooFew { got: 23, needed: 24 })
    );
    assert_eq!(of(vec![1.0; 24], Cadence::Monthly, additive), Ok(()));
    assert_eq!(of(vec![1.0; 50], Cadence::Annual, additive), Err(TrendError::NoSeason));
    let zero = vec![1.0, 2.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0];
    assert_eq!(of(zero.clone(), Cadence::Quarterly, additive), Ok(()));
    assert_eq!(
        of(zero, Cadence::Quarterly, SeasonKind::Multiplicative),
        Err(TrendError::NotAllPositive { index: 2 })
    );
}
