use panel_stats::trend::family::{Trend, USUAL_SMOOTHING, trend_family};
use panel_stats::trend::smoothing::Model;
use panel_stats::trend::{Ahead, Cadence, Flag, History, TrendError};

use crate::table::series;

fn fitted(history: &History) -> Vec<Trend> {
    let ahead = Ahead::new(1, history.period()).expect("a horizon");
    let family = trend_family(history, ahead, USUAL_SMOOTHING).expect("a family");
    family.iter().filter(|member| member.outcome.is_ok()).map(|member| member.trend).collect()
}

#[test]
fn length_decides_who_is_fitted() {
    use Trend::{Linear, LogLinear, NoChange, Robust};
    let air = series("air", Cadence::Monthly);
    let gas = series("ukgas", Cadence::Quarterly);
    let totals = series("totals", Cadence::Annual);
    let short = vec![NoChange, Linear, Robust];
    for (history, members) in [
        (air.first(11), vec![]),
        (air.first(12), short.clone()),
        (air.first(23), short.clone()),
        (air.first(24), Trend::ALL.to_vec()),
        (air, Trend::ALL.to_vec()),
        (gas.first(3), vec![]),
        (gas.first(7), short),
        (gas.first(8), Trend::ALL.to_vec()),
        (totals.first(4), vec![]),
        (totals, vec![NoChange, Linear, LogLinear, Robust]),
    ] {
        assert_eq!(fitted(&history), members, "{} values", history.len());
    }
}

#[test]
fn flags_say_what_a_reader_must_know() {
    let flags = |history: &History, ahead, trend: Trend| {
        let family = trend_family(history, ahead, USUAL_SMOOTHING).expect("a family");
        let member = family.into_iter().find(|member| member.trend == trend).expect("a member");
        member.outcome.expect("a projection").flags().iter().copied().collect::<Vec<_>>()
    };
    let year = Ahead::new(1, 12).expect("a horizon");
    let air = series("air", Cadence::Monthly);
    assert_eq!(flags(&air, year, Trend::Linear), []);
    assert_eq!(flags(&air.first(20), year, Trend::Robust), [Flag::SeasonNotRemoved]);
    assert_eq!(flags(&air.first(20), year, Trend::NoChange), []);
    let far = Ahead::new(19, 30).expect("a horizon");
    assert_eq!(flags(&air.first(29), far, Trend::Linear), [Flag::LongExtrapolation]);
    assert_eq!(flags(&air.first(30), far, Trend::Linear), []);
    let totals = series("totals", Cadence::Annual);
    assert_eq!(
        flags(&totals, Ahead::new(2, 2).expect("a horizon"), Trend::LogLinear),
        [Flag::AnnualTotals]
    );

    let falling: Vec<f64> = (0..36).map(|month| 100.0 - 3.0 * f64::from(month % 34)).collect();
    let falling = History::new(falling, Cadence::Monthly).expect("values");
    assert_eq!(flags(&falling, far, Trend::Linear), [Flag::NegativeClamped]);
}

#[test]
fn a_projection_below_zero_is_cut_off() {
    let falling: Vec<u64> = (0..15).map(|month| 44 - 3 * month + month % 2).collect();
    let falling = History::from_counts(&falling, Cadence::Monthly).expect("values");
    let ahead = Ahead::new(1, 12).expect("a horizon");
    let family = trend_family(&falling, ahead, USUAL_SMOOTHING).expect("a family");
    let linear = family[1].outcome.as_ref().expect("a projection");
    assert!(linear.flags().contains(&Flag::NegativeClamped));
    let total = linear.total();
    let sum: f64 = linear.points().iter().map(|point| point.estimate()).sum();
    assert!(total.estimate() >= 0.0 && (total.estimate() - sum).abs() < 1e-12);
    let interval = linear.interval(0.95).expect("an interval");
    assert!(interval.low() >= 0.0 && interval.contains(total.estimate()));
    assert_eq!(total.probability_at_most(-1.0), Ok(0.0));
    assert_eq!(total.probability_at_least(0.0), Ok(1.0));
}

/// T1 of 30 months to the financial year 19 to 30 months ahead, as a paper asks for it.
#[test]
fn every_member_projects_a_known_growth() {
    let months: Vec<f64> = (0..30)
        .map(|month| {
            let season = f64::sin(std::f64::consts::TAU * f64::from(month) / 12.0);
            400.0 - 2.0 * f64::from(month) + 30.0 * season
        })
        .collect();
    let history = History::new(months, Cadence::Monthly).expect("values");
    let truth: f64 = (48..60).map(|month| 400.0 - 2.0 * f64::from(month)).sum();
    let ahead = Ahead::new(19, 30).expect("a horizon");
    for model in [USUAL_SMOOTHING, Model::Holt, Model::HoltWintersAdditive] {
        for member in trend_family(&history, ahead, model).expect("a family") {
            let total = member.outcome.expect("a projection").total().estimate();
            // A damped trend and no change are behind by what they leave out.
            let tolerance = match member.trend {
                Trend::NoChange => 0.25,
                Trend::Smoothing if model == USUAL_SMOOTHING => 0.25,
                // An exponential through a straight line.
                Trend::LogLinear => 0.04,
                _ => 0.02,
            };
            assert!((total / truth - 1.0).abs() < tolerance, "{} {total}", member.trend.code());
        }
    }
}

#[test]
fn negative_counts_are_refused() {
    let history = History::new(vec![1.0, -2.0, 3.0], Cadence::Annual).expect("values");
    let ahead = Ahead::new(1, 1).expect("a horizon");
    let refused = trend_family(&history, ahead, USUAL_SMOOTHING);
    assert_eq!(refused, Err(TrendError::Negative { index: 1 }));
}
