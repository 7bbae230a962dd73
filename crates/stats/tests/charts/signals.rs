use panel_stats::charts::chart::{Chart, Scale, Side};
use panel_stats::charts::individuals::{Screening, xmr_chart};
use panel_stats::charts::segments::Segments;
use panel_stats::charts::signals::{
    Rule, Rules, Signal, Third, TwoOfThree, Variation, signals, variation,
};

use crate::support::{cases, frozen_chart, places, reals};

const HOUSE: Rules = Rules::MAKING_DATA_COUNT;

/// A point's signals as the golden table has them, one bit each.
fn bits(signals: &[Signal]) -> u64 {
    let bit = |signal: &Signal| {
        let shift = match signal.rule {
            Rule::Outside => 0,
            Rule::Trend => 2,
            Rule::TwoOfThree => 4,
            Rule::Shift => 6,
        };
        1 << (shift + u64::from(signal.side == Side::Low))
    };
    signals.iter().map(bit).sum()
}

/// A chart around 0 with limits at ±3: a baseline of ten points, and then `values`.
fn around_zero(values: &[f64]) -> Chart {
    let mut all = [0.564, -0.564].repeat(5);
    all.extend(values);
    frozen_chart(&all, 10)
}

/// The signals of the points after the baseline.
fn found(values: &[f64], rules: Rules) -> Vec<u64> {
    signals(&around_zero(values), rules)[10..].iter().map(|each| bits(each)).collect()
}

#[test]
fn signals_agree_with_windows() {
    for case in cases("signals") {
        let (values, run) = (reals(&case, "value"), places(&case[0], "run"));
        let two = match case[0].count("all") {
            1 => TwoOfThree::AllBeyondTwoSigma,
            _ => TwoOfThree::BetweenTwoAndThreeSigma,
        };
        let third = if case[0].count("same") == 1 { Third::OnSameSide } else { Third::Anywhere };
        let rules = Rules::new(run, run, two, third).expect("rules");
        let found = signals(&frozen_chart(&values, 20), rules);
        for (at, (row, signals)) in case.iter().zip(found).enumerate() {
            assert_eq!(bits(&signals), row.count("bits"), "point {at} of {row}");
        }
    }
}

#[test]
fn two_of_three_in_both_versions() {
    let since = HOUSE;
    let before = Rules::new(7, 7, TwoOfThree::BetweenTwoAndThreeSigma, Third::OnSameSide);
    let before = before.expect("rules");
    let western = Rules::new(7, 7, TwoOfThree::AllBeyondTwoSigma, Third::Anywhere).expect("rules");
    // One near the limit and one outside it count together only since November 2023.
    assert_eq!(found(&[2.5, 1.0, 3.5], since), [16, 0, 17]);
    assert_eq!(found(&[2.5, 1.0, 3.5], before), [0, 0, 1]);
    assert_eq!(found(&[2.5, 1.0, 2.9], before), [16, 0, 16]);
    // A point on the limit is inside it; one on the two thirds is not near it.
    assert_eq!(found(&[3.0, 1.0, 2.5], before), [16, 0, 16]);
    assert_eq!(found(&[2.0, 1.0, 2.5], since), [0, 0, 0]);
    // The third on the other side, and two on different sides.
    assert_eq!(found(&[-2.5, 1.0, -2.5], since), [0, 0, 0]);
    assert_eq!(found(&[-2.5, 1.0, -2.5], western), [32, 0, 32]);
    assert_eq!(found(&[2.5, -2.5, 1.0], western), [0, 0, 0]);
}

#[test]
fn a_point_on_the_centre_breaks_a_shift() {
    assert_eq!(
        found(&[0.0, 1.0, 0.5, 1.0, 0.5, 1.0, 0.5, 1.0], HOUSE),
        [0, 64, 64, 64, 64, 64, 64, 64]
    );
    assert_eq!(found(&[0.0, 1.0, 0.5, 1.0, 0.0, 1.0, 0.5, 1.0], HOUSE), [0; 8]);
}

#[test]
fn a_trend_needs_every_step() {
    let rising = [-0.7, -0.5, -0.3, -0.1, 0.1, 0.3, 0.5];
    assert_eq!(found(&rising, HOUSE), [4; 7]);
    assert_eq!(found(&[-0.7, -0.5, -0.3, -0.3, 0.1, 0.3, 0.5], HOUSE), [0; 7]);
    // Up and down: the turn is part of both.
    let mut turning = rising.to_vec();
    turning.extend(rising.iter().rev().skip(1));
    assert_eq!(found(&turning, HOUSE), [4, 4, 4, 4, 4, 4, 12, 8, 8, 8, 8, 8, 8]);
}

#[test]
fn no_run_crosses_a_rebase() {
    let values: Vec<_> = [0.564, -0.564].repeat(4).into_iter().chain([1.0; 3]).collect();
    let mut rebased = values.clone();
    rebased.extend([1.0, 1.5, 1.0, 1.5, 1.0, 1.5, 1.0, 1.5]);
    let segments = Segments::rebased(rebased.len(), &[values.len()]).expect("segments");
    let chart = xmr_chart(&rebased, &segments, 3.0, Screening::Off, Scale::Unbounded);
    assert!(signals(&chart.expect("a chart"), HOUSE).iter().all(Vec::is_empty));
}

#[test]
fn the_latest_point_decides_the_variation() {
    let latest = |values: &[f64]| variation(&around_zero(values), HOUSE);
    assert_eq!(latest(&[4.0]), Variation::SpecialCause(Side::High));
    assert_eq!(latest(&[-4.0]), Variation::SpecialCause(Side::Low));
    assert_eq!(latest(&[4.0, 0.1]), Variation::CommonCause);
    // A falling trend above the centre: the trend goes before the shift.
    let falling = [2.0, 1.8, 1.6, 1.4, 1.2, 1.0, 0.8];
    assert_eq!(latest(&falling), Variation::SpecialCause(Side::Low));
    assert_eq!(found(&falling, HOUSE)[6], 8 + 64);

    assert_eq!(variation(&frozen_chart(&[5.0], 1), HOUSE), Variation::NoLimits);
    assert_eq!(variation(&frozen_chart(&[5.0; 8], 8), HOUSE), Variation::NoSpread);
    let mut stepped = vec![5.0; 5];
    stepped.push(9.0);
    assert_eq!(variation(&frozen_chart(&stepped, 5), HOUSE), Variation::NoSpread);
    stepped.extend([9.0; 6]);
    assert_eq!(variation(&frozen_chart(&stepped, 5), HOUSE), Variation::SpecialCause(Side::High));
}
