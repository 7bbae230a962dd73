use panel_stats::trend::back_test::{ScaledError, back_test};
use panel_stats::trend::family::{Trend, USUAL_SMOOTHING, project_member};
use panel_stats::trend::no_change::no_change;
use panel_stats::trend::ols::project_line;
use panel_stats::trend::{Ahead, Cadence, History, Law, TrendError};

use crate::table::series;

#[test]
fn the_benchmark_is_level_with_itself() {
    let history = series("ldeaths", Cadence::Monthly);
    let tested = back_test(&history, 12, &no_change).expect("a back-test");
    assert_eq!((tested.origins, tested.refused), (72 - 12 - 24 + 1, 0));
    assert_eq!(tested.scaled, tested.no_change);
}

/// By hand: four annual values before each origin at most, one step.
#[test]
fn errors_are_scaled_by_those_of_the_past() {
    let history = History::new(vec![10.0, 12.0, 11.0, 15.0, 14.0], Cadence::Annual);
    let tested = back_test(&history.expect("values"), 1, &no_change).expect("a back-test");
    assert_eq!(tested.origins, 2);
    // Origins 3 and 4: errors 4 and 1, scales (2+1)/2 and (2+1+4)/3.
    assert!((tested.mean_absolute_error - 2.5).abs() < 1e-12);
    let ScaledError::Mase(mase) = tested.scaled else { panic!("no scale") };
    assert!((mase - f64::midpoint(4.0 / 1.5, 3.0 / 7.0)).abs() < 1e-12);
}

#[test]
fn a_trend_beats_no_change_where_there_is_one() {
    let history = series("air", Cadence::Monthly);
    for trend in [Trend::Linear, Trend::LogLinear, Trend::Robust, Trend::Smoothing] {
        let projector =
            |history: &History, ahead| project_member(history, ahead, trend, USUAL_SMOOTHING);
        let tested = back_test(&history, 12, &projector).expect("a back-test");
        let (ScaledError::Mase(trend), ScaledError::Mase(benchmark)) =
            (tested.scaled, tested.no_change)
        else {
            panic!("no scale")
        };
        assert!(trend < benchmark, "{trend} {benchmark}");
    }
}

#[test]
fn what_cannot_be_tested_is_named() {
    let history = History::new(vec![5.0; 35], Cadence::Monthly).expect("values");
    assert_eq!(
        back_test(&history, 12, &no_change),
        Err(TrendError::TooFew { got: 35, needed: 36 })
    );
    let level = back_test(&history, 11, &no_change).expect("a back-test");
    assert_eq!(level.scaled, ScaledError::NaiveIsExact);
    let never = |_: &History, _| Err(TrendError::LawUnknown);
    assert_eq!(back_test(&history, 11, &never), Err(TrendError::LawUnknown));
    let late = |history: &History, ahead| {
        if history.len() < 25 { Err(TrendError::AllZero) } else { project_line(history, 0, ahead) }
    };
    let tested = back_test(&history, 10, &late).expect("a back-test");
    assert_eq!((tested.origins, tested.refused), (1, 1));
}

#[test]
fn no_change_walks_from_year_to_year() {
    let ahead = |first, last| Ahead::new(first, last).expect("a horizon");
    let quarters = vec![8.0, 6.0, 7.0, 9.0, 10.0, 8.0, 9.0, 11.0];
    let history = History::new(quarters, Cadence::Quarterly).expect("values");
    // Every yearly difference is 2, so σ = 2 with 4 degrees of freedom.
    for (first, last, steps) in [(1, 1, 1.0), (4, 4, 1.0), (5, 5, 2.0), (1, 4, 4.0), (1, 8, 20.0)] {
        let total = no_change(&history, ahead(first, last)).expect("a projection").total();
        assert_eq!(total.law(), Law::Student { degrees: 4 });
        assert!((total.standard_error() - 2.0 * f64::sqrt(steps)).abs() < 1e-12);
    }
    let short = no_change(&history.first(6), ahead(1, 4)).expect("a projection");
    assert_eq!(short.total().law(), Law::Unknown);
    assert_eq!(short.interval(0.95), Err(TrendError::LawUnknown));
    assert_eq!(short.total().probability_at_most(1.0), Err(TrendError::LawUnknown));
    let year = no_change(&history.first(3), ahead(1, 4));
    assert_eq!(year, Err(TrendError::TooFew { got: 3, needed: 4 }));
}
