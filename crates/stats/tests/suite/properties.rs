use panel_stats::counts::comparison::{Change, Direction, compare};
use panel_stats::counts::exact::{Ratio, exact_conditional};
use panel_stats::counts::{Counted, Dispersion, LARGEST_EXPOSURE, SMALLEST_EXPOSURE};
use panel_stats::normal::LARGEST_Z;
use panel_stats::proportions::difference::{PooledZ, newcombe, pooled_z};
use panel_stats::proportions::proportion::{Proportion, clopper_pearson, wald, wilson};
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

/// Counts of every size, from 0 to `most`.
pub(crate) fn count(most: u64) -> impl Strategy<Value = u64> {
    prop_oneof![0..=most.min(20), 0..=most.min(10_000), 0..=most, Just(most)]
}

/// Proportions of any share, of 1 to `most` trials.
pub(crate) fn proportion(most: u64) -> impl Strategy<Value = Proportion> {
    count(most - 1).prop_flat_map(|trials| {
        let trials = trials + 1;
        count(trials).prop_map(move |x| Proportion::new(x, trials).expect("a proportion"))
    })
}

fn counted(most: u64) -> impl Strategy<Value = Counted> {
    let exposure = prop_oneof![
        Just(1.0),
        1.0..400.0,
        (SMALLEST_EXPOSURE.ln()..LARGEST_EXPOSURE.ln())
            .prop_map(|e: f64| e.exp().clamp(SMALLEST_EXPOSURE, LARGEST_EXPOSURE)),
    ];
    (count(most), exposure).prop_map(|(count, e)| Counted::new(count, e).expect("a count"))
}

const MOST: u64 = 1_000_000_000_000_000;

proptest! {
    #[test]
    fn wilson_holds_the_estimate_within_zero_and_one(p in proportion(MOST), z in 1e-9..LARGEST_Z) {
        let interval = wilson(p, z).expect("an interval");
        prop_assert!(interval.contains(p.estimate()));
        prop_assert!(interval.low() >= 0.0 && interval.high() <= 1.0);
        prop_assert!(wald(p, z).expect("an interval").contains(p.estimate()));
    }

    #[test]
    fn clopper_pearson_holds_the_estimate(p in proportion(1_000_000), c in 0.5..0.999_999) {
        let interval = clopper_pearson(p, c).expect("an interval");
        prop_assert!(interval.contains(p.estimate()));
        prop_assert!(interval.low() >= 0.0 && interval.high() <= 1.0);
    }

    #[test]
    fn swapping_groups_flips_the_difference(
        first in proportion(MOST),
        second in proportion(MOST),
        z in 1e-9..LARGEST_Z,
    ) {
        let there = newcombe(first, second, z).expect("a difference");
        let back = newcombe(second, first, z).expect("a difference");
        prop_assert!(there.interval.contains(there.estimate));
        prop_assert_eq!(there.estimate.abs().to_bits(), back.estimate.abs().to_bits());
        prop_assert!((there.estimate + back.estimate).abs() < f64::MIN_POSITIVE);
        prop_assert!((there.interval.low() + back.interval.high()).abs() < 1e-15);
        match (pooled_z(first, second), pooled_z(second, first)) {
            (PooledZ::Z(there), PooledZ::Z(back)) => {
                prop_assert!(there.is_finite());
                prop_assert!((there + back).abs() <= 1e-12 * there.abs());
            }
            (there, back) => prop_assert_eq!(there, back),
        }
    }

    #[test]
    fn comparing_never_gives_nan_and_swapping_flips_it(
        first in counted(MOST),
        second in counted(MOST),
        factor in 1.0..100.0,
    ) {
        let dispersion = Dispersion::new(factor).expect("a dispersion");
        let there = compare(first, second, dispersion);
        let back = compare(second, first, dispersion);
        prop_assert!((0.0..=1.0).contains(&there.p_value));
        prop_assert!(there.z().is_none_or(f64::is_finite));
        prop_assert_eq!(back.direction, match there.direction {
            Direction::Up => Direction::Down,
            Direction::Down => Direction::Up,
            Direction::Level => Direction::Level,
        });
        prop_assert_eq!(back.change, match there.change {
            Change::Higher => Change::Lower,
            Change::Lower => Change::Higher,
            Change::NoEvidence => Change::NoEvidence,
        });
    }

    #[test]
    fn the_exact_ratio_is_finite_and_holds_its_estimate(
        first in counted(500_000),
        second in counted(500_000),
    ) {
        let found = exact_conditional(first, second).expect("a comparison");
        prop_assert!((0.0..=1.0).contains(&found.p_value));
        match found.ratio {
            Ratio::Bounded { estimate, interval } => {
                prop_assert!(estimate.is_finite() && interval.contains(estimate));
            }
            Ratio::Unbounded { low } => prop_assert!(low.is_finite() && first.count() == 0),
            Ratio::NothingCounted => prop_assert_eq!(first.count() + second.count(), 0),
        }
    }
}
