use panel_stats::trend::back_test::{ScaledError, back_test};
use panel_stats::trend::decomposition::{SeasonKind, decompose};
use panel_stats::trend::family::{Trend, USUAL_SMOOTHING, project_member, trend_family};
use panel_stats::trend::mann_kendall::{MannKendall, mann_kendall};
use panel_stats::trend::no_change::no_change;
use panel_stats::trend::ols::{least_squares, straight_line};
use panel_stats::trend::smoothing::{Damping, Model, smooth};
use panel_stats::trend::theil_sen::median_line;
use panel_stats::trend::{Ahead, Cadence, Flag, History, Projection};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::test_runner::TestCaseError;

const MODELS: [Model; 5] = [
    Model::Holt,
    USUAL_SMOOTHING,
    Model::DampedHolt(Damping::Fitted),
    Model::HoltWintersAdditive,
    Model::HoltWintersMultiplicative,
];

fn real(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("small"))
}

fn cadence() -> impl Strategy<Value = Cadence> {
    prop_oneof![Just(Cadence::Monthly), Just(Cadence::Quarterly), Just(Cadence::Annual)]
}

/// Counts of every size, often 0, often alike.
fn counts() -> impl Strategy<Value = Vec<u64>> {
    let most =
        prop_oneof![Just(0_u64), Just(2), Just(30), Just(5_000), Just(1_000_000_000_000_000)];
    most.prop_flat_map(|most| prop::collection::vec(0..=most, 1..=60))
}

fn ahead() -> impl Strategy<Value = Ahead> {
    (1..=36_usize, 0..=12_usize)
        .prop_map(|(first, more)| Ahead::new(first, first + more).expect("a horizon"))
}

/// Everything that a projection says is finite, in order and in agreement.
fn is_sound(projection: &Projection) -> Result<(), TestCaseError> {
    let all = projection.points().iter().copied().chain([projection.total()]);
    for prediction in all {
        prop_assert!(prediction.estimate().is_finite());
        prop_assert!(prediction.standard_error().is_finite());
        prop_assert!(prediction.standard_error() >= 0.0);
        let Ok(fan) = prediction.fan() else { continue };
        let widest = prediction.interval(0.999_999).expect("an interval");
        prop_assert!(fan.half.low() >= fan.eighty.low() && fan.half.high() <= fan.eighty.high());
        prop_assert!(fan.eighty.low() >= fan.ninety_five.low());
        prop_assert!(fan.eighty.high() <= fan.ninety_five.high());
        prop_assert!(fan.ninety_five.low() >= widest.low());
        prop_assert!(fan.ninety_five.high() <= widest.high());
        for target in [prediction.estimate(), fan.eighty.high(), -1e15, 0.0, 1e15, f64::MAX] {
            let at_most = prediction.probability_at_most(target).expect("a probability");
            let at_least = prediction.probability_at_least(target).expect("a probability");
            prop_assert!((0.0..=1.0).contains(&at_most) && (0.0..=1.0).contains(&at_least));
            prop_assert!(at_most + at_least >= 1.0 - 1e-9);
        }
    }
    Ok(())
}

fn totals(history: &History, ahead: Ahead, model: Model) -> Vec<Option<(Trend, f64)>> {
    let family = trend_family(history, ahead, model).expect("a family");
    let total = |member: &Projection| member.total().estimate();
    family.iter().map(|m| m.outcome.as_ref().ok().map(|found| (m.trend, total(found)))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_family_is_sound_for_counts(
        counts in counts(),
        cadence in cadence(),
        ahead in ahead(),
        model in prop::sample::select(MODELS.to_vec()),
    ) {
        let history = History::from_counts(&counts, cadence).expect("a history");
        for member in trend_family(&history, ahead, model).expect("a family") {
            let Ok(projection) = member.outcome else { continue };
            is_sound(&projection)?;
            prop_assert!(projection.points().iter().all(|point| point.estimate() >= 0.0));
            prop_assert_eq!(projection.points().len(), ahead.last());
            let sum: f64 =
                projection.points()[ahead.first() - 1..].iter().map(|p| p.estimate()).sum();
            prop_assert!((sum - projection.total().estimate()).abs() <= 1e-6 * (1.0 + sum.abs()));
        }
    }

    #[test]
    fn nothing_panics_for_finite_values(
        values in prop::collection::vec(
            prop_oneof![any::<f64>(), -1e15..1e15, -10.0..10.0, Just(0.0), 0.0..1e-300],
            0..40,
        ),
        cadence in cadence(),
        ahead in ahead(),
    ) {
        let _ = straight_line(&values, &values);
        let rows: Vec<_> = values.iter().map(|&value| vec![1.0, value, value * value]).collect();
        if let Ok(fit) = least_squares(&rows, &values) {
            prop_assert!(fit.standard_errors().iter().all(|error| error.is_finite()));
            prop_assert!(fit.coefficients().iter().all(|b| b.is_finite()));
        }
        let Ok(history) = History::new(values, cadence) else { return Ok(()) };
        for model in MODELS {
            if let Ok(smoothed) = smooth(&history, model)
                && let Ok(projection) = smoothed.project(&history, ahead)
            {
                is_sound(&projection)?;
            }
        }
        for trend in Trend::ALL {
            if let Ok(projection) = project_member(&history, ahead, trend, USUAL_SMOOTHING) {
                is_sound(&projection)?;
            }
        }
        for kind in [SeasonKind::Additive, SeasonKind::Multiplicative] {
            if let Ok(found) = decompose(&history, kind) {
                prop_assert!(found.adjusted().values().iter().all(|value| value.is_finite()));
                prop_assert!(found.figures().iter().all(|value| value.is_finite()));
            }
        }
        if let Ok(MannKendall::Trend { z, p_value, .. }) = mann_kendall(&history) {
            prop_assert!(z.is_finite() && (0.0..=1.0).contains(&p_value));
        }
        if let Ok(tested) = back_test(&history, 2, &no_change) {
            prop_assert!(tested.mean_absolute_error.is_finite());
            prop_assert!(!matches!(tested.scaled, ScaledError::Mase(m) if !m.is_finite()));
        }
    }

    #[test]
    fn counting_in_thousands_changes_the_unit_alone(
        counts in prop::collection::vec(1_u64..400, 24..48),
        factor in 2_u32..1_000,
        ahead in ahead(),
    ) {
        let plain = History::from_counts(&counts, Cadence::Monthly).expect("a history");
        let scaled: Vec<u64> = counts.iter().map(|count| count * u64::from(factor)).collect();
        let scaled = History::from_counts(&scaled, Cadence::Monthly).expect("a history");
        let factor = f64::from(factor);
        // Weights of T4 lie in a flat valley, where rounding may choose another point of it.
        let (plain, scaled) =
            (totals(&plain, ahead, Model::Holt), totals(&scaled, ahead, Model::Holt));
        for (plain, scaled) in plain.iter().zip(&scaled).take(4) {
            let (Some((_, plain)), Some((trend, scaled))) = (plain, scaled) else {
                prop_assert_eq!(plain.is_some(), scaled.is_some());
                continue;
            };
            let near = 1e-7 * (1.0 + plain.abs() * factor);
            prop_assert!((plain * factor - scaled).abs() <= near, "{} {plain} {scaled}", trend.code());
        }
    }

    #[test]
    fn when_it_began_does_not_matter(
        values in prop::collection::vec(0.0..1_000.0, 3..40),
        shift in -1_000.0..1_000.0,
        step in 1_u32..50,
    ) {
        let times: Vec<f64> = (0..values.len()).map(real).collect();
        let later: Vec<f64> = times.iter().map(|t| t + shift).collect();
        let (now, then) = (straight_line(&times, &values), straight_line(&later, &values));
        let (now, then) = (now.expect("a line"), then.expect("a line"));
        let ahead = real(values.len()) + f64::from(step);
        let here = now.predict(&[1.0, ahead]).expect("a prediction");
        let there = then.predict(&[1.0, ahead + shift]).expect("a prediction");
        let near = 1e-6 * (1.0 + here.estimate().abs());
        prop_assert!((here.estimate() - there.estimate()).abs() <= near);
        prop_assert!((here.standard_error() - there.standard_error()).abs() <= near);
    }

    #[test]
    fn adding_a_line_tilts_the_median_slope(
        values in prop::collection::vec(0.0..1_000.0, 3..40),
        tilt in -50.0..50.0,
    ) {
        let tilted: Vec<f64> =
            values.iter().enumerate().map(|(t, value)| value + tilt * real(t)).collect();
        let slope = |values: Vec<f64>| {
            let history = History::new(values, Cadence::Monthly).expect("a history");
            median_line(&history).expect("a line").slope
        };
        let (before, after): (f64, f64) = (slope(values), slope(tilted));
        prop_assert!(f64::abs(after - before - tilt) < 1e-8);
    }

    #[test]
    fn level_histories_stay_level(
        level in prop_oneof![Just(0_u64), 0_u64..1_000, Just(1_000_000_000_000)],
        years in 2_usize..10,
        ahead in ahead(),
        model in prop::sample::select(MODELS.to_vec()),
    ) {
        let history = History::from_counts(&vec![level; 12 * years], Cadence::Monthly);
        let history = history.expect("a history");
        let expected = history.values()[0] * real(ahead.count());
        for member in trend_family(&history, ahead, model).expect("a family") {
            let Ok(projection) = member.outcome else {
                // No logarithm of 0, and no factors on it.
                prop_assert!(level == 0);
                continue;
            };
            let total = projection.total().estimate();
            prop_assert!((total - expected).abs() <= 1e-7 * expected, "{}", member.trend.code());
            let is_flagged = projection.flags().contains(&Flag::ZeroVariance);
            prop_assert_eq!(is_flagged, member.trend != Trend::LogLinear);
        }
    }
}

#[test]
fn ten_years_and_huge_counts() {
    let months: Vec<u64> =
        (0..120).map(|month| 900_000_000_000 + 1_000_000_007 * (month * month % 97)).collect();
    let history = History::from_counts(&months, Cadence::Monthly).expect("a history");
    let ahead = Ahead::new(19, 30).expect("a horizon");
    for model in MODELS {
        for member in trend_family(&history, ahead, model).expect("a family") {
            let projection = member.outcome.expect("a projection");
            is_sound(&projection).expect("a sound projection");
            assert!((1e12..1e14).contains(&projection.total().estimate()));
        }
    }
}
