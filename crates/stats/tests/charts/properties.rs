use panel_stats::charts::chart::{Chart, Position, Scale, Side};
use panel_stats::charts::individuals::{Screening, xmr_chart};
use panel_stats::charts::laney::{laney_p_chart, laney_u_chart};
use panel_stats::charts::recent_mean::{Reading, RecentMean, recent_mean};
use panel_stats::charts::run_chart::{RunChart, run_chart};
use panel_stats::charts::segments::Segments;
use panel_stats::charts::signals::{Rules, Signal, Variation, signals, variation};
use panel_stats::counts::Counted;
use panel_stats::groups::funnel::{Funnel, proportion_funnel, rate_funnel};
use panel_stats::groups::group_lines::{GroupLines, OwnValue, group_lines};
use panel_stats::groups::overdispersion::{
    Extremes, OverdispersedFunnel, RateTransform, overdispersed_proportions, overdispersed_rates,
};
use panel_stats::proportions::proportion::Proportion;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::support::near;

const HOUSE: Rules = Rules::MAKING_DATA_COUNT;

/// Series with ties, steps, outliers; whole numbers, so that shifts are exact.
fn series() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![-3..=3_i32, -50..=50_i32, -10_000..=10_000_i32];
    vec(value.prop_map(f64::from), 1..40)
}

/// Values of every size that is accepted.
fn wild() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![
        Just(0.0),
        Just(1e100),
        Just(-1e100),
        Just(f64::MIN_POSITIVE),
        Just(5e-324),
        -1e100..1e100,
        -1.0..1.0,
    ];
    vec(value, 1..40)
}

fn chart(values: &[f64]) -> Chart {
    let segments = Segments::whole(values.len()).expect("segments");
    xmr_chart(values, &segments, 3.0, Screening::Once, Scale::Unbounded).expect("a chart")
}

fn mirrored(side: Side) -> Side {
    match side {
        Side::High => Side::Low,
        Side::Low => Side::High,
    }
}

fn flipped(position: Position) -> Position {
    match position {
        Position::Above => Position::Below,
        Position::Below => Position::Above,
        Position::Within => Position::Within,
    }
}

fn counted() -> impl Strategy<Value = Vec<Counted>> {
    let count = prop_oneof![0..5_u64, 0..5_000_u64, 0..=u64::MAX];
    let exposure = prop_oneof![Just(1.0), 0.1..1e6, Just(1e-9), Just(1e15)];
    let one = (count, exposure).prop_map(|(count, e)| Counted::new(count, e).expect("a rate"));
    vec(one, 1..20)
}

fn parts() -> impl Strategy<Value = Vec<Proportion>> {
    let trials = prop_oneof![1..20_u64, 1..5_000_u64, 1..=u64::MAX];
    let one = trials.prop_flat_map(|trials| {
        let some = prop_oneof![Just(0), Just(trials), 0..=trials];
        some.prop_map(move |x| Proportion::new(x, trials).expect("a proportion"))
    });
    vec(one, 1..20)
}

/// Every limit is finite and in order.
fn finite(chart: &Chart, scale: Scale) -> bool {
    chart.segments.iter().filter_map(|segment| segment.limits()).flatten().all(|limits| {
        let (low, high) = (limits.low(), limits.high());
        low.is_finite()
            && high.is_finite()
            && low <= limits.centre()
            && limits.centre() <= high
            && scale.holds(low)
            && scale.holds(high)
    })
}

proptest! {
    #[test]
    fn negating_swaps_high_and_low(values in series()) {
        let negated: Vec<_> = values.iter().map(|value| -value).collect();
        let there = signals(&chart(&values), HOUSE);
        let back = signals(&chart(&negated), HOUSE);
        for (there, back) in there.iter().zip(back) {
            let mut turned: Vec<_> = there
                .iter()
                .map(|signal| Signal { rule: signal.rule, side: mirrored(signal.side) })
                .collect();
            turned.sort_unstable();
            prop_assert_eq!(turned, back);
        }
        match (run_chart(&values), run_chart(&negated)) {
            (Ok(RunChart::Judged(there)), Ok(RunChart::Judged(back))) => {
                prop_assert_eq!(there.longest_run, back.longest_run);
                prop_assert_eq!(there.crossings, back.crossings);
            }
            (there, back) => prop_assert_eq!(there, back),
        }
    }

    #[test]
    fn units_and_origin_do_not_matter(
        values in series(),
        power in -20..20_i32,
        shift in -1_000_000..1_000_000_i32,
    ) {
        let here = chart(&values);
        let scaled: Vec<_> = values.iter().map(|value| value * 2.0_f64.powi(power)).collect();
        let shifted: Vec<_> = values.iter().map(|value| value + f64::from(shift)).collect();
        for moved in [chart(&scaled), chart(&shifted)] {
            prop_assert_eq!(signals(&here, HOUSE), signals(&moved, HOUSE));
            prop_assert_eq!(variation(&here, HOUSE), variation(&moved, HOUSE));
        }
    }

    #[test]
    fn the_variation_is_the_latest_points(values in series()) {
        let here = chart(&values);
        let found = signals(&here, HOUSE);
        prop_assert_eq!(found.len(), values.len());
        let latest = found.last().and_then(|signals| signals.first());
        match variation(&here, HOUSE) {
            Variation::SpecialCause(side) => {
                prop_assert_eq!(latest.map(|signal| signal.side), Some(side));
            }
            Variation::CommonCause | Variation::NoSpread => prop_assert!(latest.is_none()),
            Variation::NoLimits => prop_assert!(values.len() < 5),
        }
    }

    #[test]
    fn recent_means_mirror_and_scale(
        earlier in series(),
        recent in series(),
        power in -20..20_i32,
    ) {
        for reading in [Reading::Individual, Reading::StandardErrorOfMean, Reading::Difference] {
            let by = |factor: f64| {
                let times = |values: &[f64]| -> Vec<f64> {
                    values.iter().map(|value| value * factor).collect()
                };
                recent_mean(&times(&earlier), &times(&recent), reading, 1.96, Scale::Unbounded)
            };
            let (here, back, larger) = (by(1.0), by(-1.0), by(2.0_f64.powi(power)));
            match (here.expect("lines"), back.expect("lines"), larger.expect("lines")) {
                (
                    RecentMean::Compared(here),
                    RecentMean::Compared(back),
                    RecentMean::Compared(larger),
                ) => {
                    prop_assert_eq!(flipped(here.position), back.position);
                    prop_assert_eq!(here.position, larger.position);
                    prop_assert!(near(here.sd, back.sd, 0.0));
                    prop_assert!(near(here.limits.high(), -back.limits.low(), 0.0));
                }
                (RecentMean::NoSpread { .. }, RecentMean::NoSpread { .. }, _) => {}
                (here, back, _) => prop_assert_eq!(here, back),
            }
        }
    }

    #[test]
    fn groups_mirror(values in series(), own in 0..40_usize) {
        let own = own % values.len();
        let negated: Vec<_> = values.iter().map(|value| -value).collect();
        for side in [OwnValue::Included, OwnValue::Excluded] {
            let here = group_lines(&values, own, side, 1.96, Scale::Unbounded).expect("lines");
            let back = group_lines(&negated, own, side, 1.96, Scale::Unbounded).expect("lines");
            match (here, back) {
                (GroupLines::Drawn(here), GroupLines::Drawn(back)) => {
                    prop_assert_eq!(flipped(here.position), back.position);
                }
                (
                    GroupLines::NoSpread { position: here, .. },
                    GroupLines::NoSpread { position: back, .. },
                ) => prop_assert_eq!(flipped(here), back),
                (here, back) => prop_assert_eq!(here, back),
            }
        }
    }

    #[test]
    fn nothing_is_ever_infinite(values in wild(), own in 0..40_usize) {
        prop_assert!(finite(&chart(&values), Scale::Unbounded));
        prop_assert_eq!(signals(&chart(&values), HOUSE).len(), values.len());
        run_chart(&values).expect("a run chart");
        let lines = group_lines(&values, own % values.len(), OwnValue::Included, 38.0, Scale::Unbounded);
        if let GroupLines::Drawn(found) = lines.expect("lines") {
            prop_assert!(found.sd.is_finite() && found.limits.high().is_finite());
        }
        let found = recent_mean(&values, &values, Reading::Individual, 38.0, Scale::Unbounded);
        if let RecentMean::Compared(found) = found.expect("lines") {
            prop_assert!(found.recent_mean.is_finite() && found.limits.low().is_finite());
        }
    }

    #[test]
    fn rates_and_shares_are_never_infinite(rates in counted(), parts in parts()) {
        let segments = Segments::whole(rates.len()).expect("segments");
        let drawn = laney_u_chart(&rates, &segments, 3.0).expect("a chart");
        prop_assert!(finite(&drawn, Scale::NotNegative));
        let segments = Segments::whole(parts.len()).expect("segments");
        let drawn = laney_p_chart(&parts, &segments, 3.0).expect("a chart");
        prop_assert!(finite(&drawn, Scale::Share));

        if let Funnel::Drawn { points, .. } = proportion_funnel(&parts, 1.96).expect("a funnel") {
            prop_assert!(points.iter().all(|point| point.lines.high() <= 1.0));
        }
        if let Ok(Funnel::Drawn { average, points }) = rate_funnel(&rates, 0.95) {
            prop_assert!(points.iter().all(|point| point.lines.contains(average)
                || near(point.lines.low(), average, 0.0)
                || near(point.lines.high(), average, 0.0)));
        }
        for extremes in [Extremes::Keep, Extremes::Winsorise(0.1), Extremes::Trim(0.1)] {
            let found = overdispersed_proportions(&parts, 3.0, extremes).expect("a funnel");
            if let OverdispersedFunnel::Drawn(found) = found {
                prop_assert!(found.phi.is_finite() && found.tau_squared.is_finite());
                prop_assert!(found.tau_squared >= 0.0);
            }
            for transform in [RateTransform::SquareRoot, RateTransform::Logarithm] {
                let found = overdispersed_rates(&rates, transform, 3.0, extremes);
                if let Ok(OverdispersedFunnel::Drawn(found)) = found {
                    prop_assert!(found.phi.is_finite() && found.tau_squared.is_finite());
                }
            }
        }
    }
}
