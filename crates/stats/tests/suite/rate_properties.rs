use panel_stats::counts::dispersion::{Pearson, dispersion_from_counts};
use panel_stats::counts::exact::{PValueKind, exact_conditional_with};
use panel_stats::counts::rates::{byar, garwood, rate_interval};
use panel_stats::counts::standardised::{StandardisedRate, Stratum, directly_standardised};
use panel_stats::counts::{Counted, LARGEST_EXPOSURE, SMALLEST_EXPOSURE};
use panel_stats::groups::ranks::{Best, competition_ranks};
use panel_stats::moments::moments;
use panel_stats::multiple::{DiscoveryRate, benjamini_hochberg};
use panel_stats::normal::{LARGEST_Z, multiple_for};
use panel_stats::proportions::effective::{
    DesignEffect, EffectiveProportion, newcombe_effective, wilson_effective,
};
use panel_stats::proportions::fisher::{FisherTest, fisher};
use panel_stats::proportions::population::{Surveyed, required_size};
use panel_stats::proportions::proportion::{Proportion, wilson};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::properties::{count, proportion};

fn exposure() -> impl Strategy<Value = f64> {
    (SMALLEST_EXPOSURE.ln()..LARGEST_EXPOSURE.ln())
        .prop_map(|e: f64| e.exp().clamp(SMALLEST_EXPOSURE, LARGEST_EXPOSURE))
}

fn effective() -> impl Strategy<Value = EffectiveProportion> {
    let share = prop_oneof![Just(0.0), Just(1.0), Just(f64::MIN_POSITIVE), 0.0..1.0];
    let size = prop_oneof![0.1..1e4, Just(1e-20), Just(1e60)];
    (share, size).prop_map(|(p, n)| EffectiveProportion::new(p, n).expect("a proportion"))
}

proptest! {
    #[test]
    fn intervals_of_counts_hold_them_and_nest(x in count(100_000), c in 0.5..0.999, d in 0.0..1.0) {
        let (inner, outer) = (c, c + (0.999_999 - c) * d);
        let narrow = garwood(x, inner).expect("an interval");
        let wide = garwood(x, outer).expect("an interval");
        prop_assert!(narrow.contains(real(x)));
        prop_assert!(wide.low() <= narrow.low() && narrow.high() <= wide.high());

        let [narrow, wide] =
            [inner, outer].map(|c| byar(x, multiple_for(c).expect("z")).expect("an interval"));
        prop_assert!(narrow.contains(real(x)));
        prop_assert!(wide.low() <= narrow.low() && narrow.high() <= wide.high());
    }

    #[test]
    fn rates_are_finite_and_held(x in any::<u64>(), e in exposure(), c in 0.5..0.999_999) {
        let found = rate_interval(Counted::new(x, e).expect("a count"), c).expect("a rate");
        prop_assert!(found.rate.is_finite() && found.interval.contains(found.rate));
        prop_assert!(found.interval.low() >= 0.0);
    }

    #[test]
    fn byar_holds_any_count(x in any::<u64>(), z in 1e-9..LARGEST_Z) {
        let interval = byar(x, z).expect("an interval");
        prop_assert!(interval.low() >= 0.0 && interval.contains(real(x)));
    }

    #[test]
    fn the_mid_p_is_less_and_swapping_keeps_both(
        x in count(5_000), y in count(5_000), e in 0.001..1_000.0,
    ) {
        let first = Counted::new(x, 1.0).expect("a count");
        let second = Counted::new(y, e).expect("a count");
        let p = |a, b, kind| exact_conditional_with(a, b, kind, 0.95).expect("a test").p_value;
        let (ordinary, mid) =
            (p(first, second, PValueKind::Ordinary), p(first, second, PValueKind::Mid));
        prop_assert!(0.0 <= mid && mid <= ordinary && ordinary <= 1.0);
        prop_assert!(mid >= ordinary / 2.0 * (1.0 - 1e-12));
        prop_assert!((p(second, first, PValueKind::Mid) - mid).abs() <= 1e-9);
    }

    #[test]
    fn fisher_is_a_probability_and_symmetric(a in proportion(5_000), b in proportion(5_000)) {
        let p = |a, b, kind| match fisher(a, b, kind).expect("a test") {
            FisherTest::P(p) => p,
            FisherTest::BothAtSameExtreme => 1.0,
        };
        let ordinary = p(a, b, PValueKind::Ordinary);
        prop_assert!((0.0..=1.0).contains(&ordinary));
        prop_assert!((ordinary - p(b, a, PValueKind::Ordinary)).abs() <= 1e-9);
        let flipped =
            |q: Proportion| Proportion::new(q.failures(), q.trials()).expect("a proportion");
        prop_assert!((ordinary - p(flipped(a), flipped(b), PValueKind::Ordinary)).abs() <= 1e-9);
        prop_assert!(p(a, b, PValueKind::Mid) <= ordinary);
    }

    #[test]
    fn without_a_design_effect_wilson_is_wilson(p in proportion(u64::MAX), z in 1e-9..LARGEST_Z) {
        let plain = EffectiveProportion::of(p, DesignEffect::NONE).expect("a proportion");
        prop_assert_eq!(wilson_effective(plain, z), wilson(p, z));
    }

    #[test]
    fn effective_intervals_hold_their_share(
        a in effective(), b in effective(), z in 1e-9..LARGEST_Z,
    ) {
        let interval = wilson_effective(a, z).expect("an interval");
        prop_assert!(interval.contains(a.share()));
        prop_assert!(interval.low() >= 0.0 && interval.high() <= 1.0);
        let change = newcombe_effective(a, b, z).expect("a difference");
        prop_assert!(change.interval.contains(change.estimate));
        prop_assert!(change.interval.low() >= -1.0 && change.interval.high() <= 1.0);
    }

    #[test]
    fn a_larger_design_effect_is_wider(p in proportion(100_000), f in 1.0..50.0, g in 1.0..2.0) {
        let around = |factor| {
            let design = DesignEffect::new(factor).expect("an effect");
            let proportion = EffectiveProportion::of(p, design).expect("a proportion");
            wilson_effective(proportion, 1.96).expect("an interval")
        };
        let (narrow, wide) = (around(f), around(f * g));
        prop_assert!(wide.low() <= narrow.low() + 1e-12 && narrow.high() <= wide.high() + 1e-12);
    }

    #[test]
    fn a_population_narrows_until_it_is_a_census(asked in 1_u64..2_000, more in 0_u64..2_000) {
        let sample = EffectiveProportion::new(0.3, real(asked)).expect("a proportion");
        let width = |people| {
            Surveyed::among(sample, asked, people).expect("a survey").interval(1.96)
                .expect("an interval").width()
        };
        prop_assert!(width(asked + more) <= width(asked + more + 1) + 1e-12);
    }

    #[test]
    fn weights_count_for_at_most_their_number(
        answers in vec((any::<bool>(), 1e-9..1e14_f64), 1..40)
    ) {
        let found = EffectiveProportion::weighted(&answers).expect("a proportion");
        let size = found.size();
        prop_assert!(size >= 1.0 - 1e-12 && size <= real(answers.len() as u64) + 1e-9);
        let weights: Vec<_> = answers.iter().map(|&(_, w)| w).collect();
        let effect = DesignEffect::kish(&weights).expect("an effect").factor();
        prop_assert!((real(answers.len() as u64) / effect - size).abs() < 1e-9 * size);
        // Only the weights' proportions matter.
        let scaled: Vec<_> = answers.iter().map(|&(yes, w)| (yes, w * 4.0)).collect();
        prop_assert_eq!(EffectiveProportion::weighted(&scaled), Ok(found));
    }

    #[test]
    fn the_required_size_suffices(
        p in 0.01..0.99, m in 0.001..0.5, z in 0.1..5.0, n in count(1_000_000),
    ) {
        let size = required_size(p, m, z, None).expect("a size");
        let reached = |size: u64| z * (p * (1.0 - p) / real(size)).sqrt();
        prop_assert!(reached(size) <= m * (1.0 + 1e-9));
        prop_assert!(size == 1 || reached(size - 1) >= m * (1.0 - 1e-9));
        let people = n + 1;
        let limited = required_size(p, m, z, Some(people)).expect("a size");
        prop_assert!(limited >= 1 && limited <= people && limited <= size);
    }

    #[test]
    fn adjusted_p_values_are_the_step_up_rule(
        p_values in vec(prop_oneof![0.0..1.0, 0.0..0.05, Just(0.01)], 0..60), q in 0.001..0.999,
    ) {
        let adjusted = benjamini_hochberg(&p_values).expect("p-values");
        let mut sorted = p_values.clone();
        sorted.sort_by(f64::total_cmp);
        let line = |i: usize| q * real(i as u64 + 1) / real(sorted.len() as u64);
        let last = (0..sorted.len()).rev().find(|&i| sorted[i] <= line(i));
        let rate = DiscoveryRate::new(q).expect("a rate");
        // A p-value on the line itself may go either way by a rounding.
        if (0..sorted.len()).all(|i| (sorted[i] - line(i)).abs() > 1e-12) {
            for (test, p) in adjusted.iter().zip(&p_values) {
                prop_assert_eq!(test.p_value.to_bits(), p.to_bits());
                prop_assert!(test.adjusted >= *p && test.adjusted <= 1.0);
                prop_assert_eq!(test.survives(rate), last.is_some_and(|i| *p <= sorted[i]));
            }
        }
    }

    #[test]
    fn ranks_count_the_better(
        values in vec(prop_oneof![-5.0..5.0, Just(1.0), Just(0.0), Just(-0.0)], 0..30),
    ) {
        for best in [Best::Highest, Best::Lowest] {
            let ranks = competition_ranks(&values, best).expect("ranks");
            for (rank, value) in ranks.iter().zip(&values) {
                let better = |other: &&f64| match best {
                    Best::Highest => *other > value,
                    Best::Lowest => *other < value,
                };
                prop_assert_eq!(rank.place, 1 + values.iter().filter(better).count());
                let equal =
                    values.iter().filter(|other| (*other - value).abs() < f64::MIN_POSITIVE);
                prop_assert_eq!(rank.sharing, equal.count());
            }
        }
    }

    #[test]
    fn one_stratum_is_its_own_rate(
        x in 10_u64..1_000_000_000_000, e in exposure(), w in 1e-9..1e15,
    ) {
        let counted = Counted::new(x, e).expect("a count");
        let found = directly_standardised(&[Stratum::new(counted, w).expect("a stratum")], 1.96);
        let StandardisedRate::Rate { estimate, interval } = found.expect("a rate") else {
            panic!("enough events")
        };
        let own = byar(x, 1.96).expect("an interval");
        prop_assert!((estimate / counted.rate() - 1.0).abs() < 1e-12);
        prop_assert!((interval.low() * e / own.low() - 1.0).abs() < 1e-9);
        prop_assert!((interval.high() * e / own.high() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn standardised_rates_are_finite_and_held(
        strata in vec((any::<u64>(), exposure(), 1e-9..1e15), 0..20), z in 1e-9..LARGEST_Z,
    ) {
        let strata: Vec<_> = strata
            .iter()
            .map(|&(x, e, w)| (Counted::new(x, e).expect("a count"), w))
            .map(|(counted, w)| Stratum::new(counted, w).expect("a stratum"))
            .collect();
        if let StandardisedRate::Rate { estimate, interval } =
            directly_standardised(&strata, z).expect("a rate")
        {
            prop_assert!(estimate.is_finite() && interval.contains(estimate));
            prop_assert!(interval.low() >= 0.0);
        }
    }

    #[test]
    fn dispersion_is_finite_and_at_least_one(
        counts in vec(any::<u64>(), 2..40), mean in 1e-100..1e20, parameters in 0_usize..40,
    ) {
        let fit = Pearson::new(&counts, &vec![mean; counts.len()], parameters).ok();
        let found = dispersion_from_counts(&counts, fit).expect("a dispersion");
        prop_assert!(found.dispersion.factor().is_finite() && found.dispersion.factor() >= 1.0);
    }

    #[test]
    fn moments_are_finite_and_between(values in vec(-1e100..1e100, 2..40)) {
        let found = moments(&values).expect("moments");
        let mean = found.mean().expect("a mean");
        let deviation = found.deviation().expect("a deviation");
        let lowest = values.iter().copied().fold(f64::MAX, f64::min);
        let highest = values.iter().copied().fold(f64::MIN, f64::max);
        let slack = 1e-12 * (highest - lowest);
        prop_assert!(lowest - slack <= mean && mean <= highest + slack);
        prop_assert!(deviation >= 0.0 && deviation <= (highest - lowest) * (1.0 + 1e-12));
    }
}

/// A count as a real number.
#[expect(clippy::cast_precision_loss, reason = "the nearest number will do")]
fn real(count: u64) -> f64 {
    count as f64
}
