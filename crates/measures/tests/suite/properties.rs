//! What holds for any figures, however large.

use panel_core::{
    Assessment, Figure, Finding, Measure, Quantity, Reason, ReturnKind, Series, Status,
};
use panel_measures::{CountAgainstBaseline, SurveyLevel, YearToDate};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::support::{
    BASELINE, Built, HIGHER, LATEST, LOWER, NEITHER, TO_DATE, YEAR_BEFORE, percentage, returns,
    share, terms,
};

fn count() -> impl Strategy<Value = i64> {
    prop_oneof![0..20_i64, 0..10_000_i64, 0..=i64::MAX, Just(i64::MAX)]
}

/// A share of any size, or a bare percentage.
fn answers() -> impl Strategy<Value = Quantity> {
    let surveyed = prop_oneof![1..120_u64, 1..5000_u64, 1..=u64::MAX, Just(u64::MAX)];
    let counted = surveyed.prop_flat_map(|n| {
        prop_oneof![0..=n, Just(0), Just(n)].prop_map(move |positive| share(positive, n))
    });
    prop_oneof![9 => counted, 1 => Just(percentage("84.5", None))]
}

/// The figures for those months, and an explanation for what is not there.
fn built<const N: usize>(kind: ReturnKind, figures: [(&str, Option<Quantity>); N]) -> Built {
    figures.into_iter().fold(returns(kind).awaiting(None), |built, (months, value)| match value {
        Some(value) => built.with(months, value),
        None => built,
    })
}

fn misses_a_figure(finding: &Finding) -> bool {
    finding.figures().all().any(|figure| matches!(figure, Figure::Awaited(_)))
}

fn swapped(assessment: Option<Assessment>) -> Option<Assessment> {
    assessment.map(|colour| match colour {
        Assessment::Green => Assessment::Red,
        Assessment::Amber => Assessment::Amber,
        Assessment::Red => Assessment::Green,
    })
}

/// An assessed finding has its method and a line for every figure.
fn is_grounded(finding: &Finding) -> bool {
    let evidence = finding.evidence();
    let known = finding.figures().all().filter(|figure| figure.value().is_some()).count();
    finding.assessment().is_none() || evidence.method.is_some() && evidence.inputs.len() == known
}

/// What a row of each direction finds: lower, higher and neither the better.
fn each_way<M: Measure>(built: &Built, row: impl Fn(Series) -> M) -> [Finding; 3] {
    [LOWER, HIGHER, NEITHER].map(|series| built.judge(&row(series)))
}

proptest! {
    #[test]
    fn the_key_has_no_colour_without_both_figures_and_swaps_with_the_direction(
        before in option::weighted(0.9, count()),
        after in option::weighted(0.9, count()),
    ) {
        let (before, after) = (before.map(Quantity::Count), after.map(Quantity::Count));
        let kind = ReturnKind::Counts;
        let year = built(kind, [(BASELINE, before.clone()), (LATEST, after.clone())]);
        let to_date = built(kind, [(YEAR_BEFORE, before), (TO_DATE, after)]);
        for [lower, higher, neither] in [
            each_way(&year, |series| CountAgainstBaseline::new("count", "A count", series)),
            each_way(&to_date, |series| YearToDate::new("count", "A count", series)),
        ] {
            prop_assert!(lower.assessment().is_none() || !misses_a_figure(&lower));
            prop_assert_eq!(lower.assessment().is_none(), misses_a_figure(&lower));
            prop_assert_eq!(higher.assessment(), swapped(lower.assessment()));
            prop_assert_eq!(neither.assessment(), None);
            prop_assert_eq!(lower.evidence(), higher.evidence());
            prop_assert!(is_grounded(&lower));
        }
    }

    #[test]
    fn an_annualised_count_is_judged_or_refused(
        before in count(),
        after in any::<i64>(),
        back in 0..18_i32,
    ) {
        let first = crate::support::month("2014-09").plus(-back).iso();
        let row = CountAgainstBaseline::new("count", "A count", LOWER);
        let built = returns(ReturnKind::Counts).with_count(BASELINE, before).with_status(
            &format!("{first}/2014-09"),
            Quantity::Count(after),
            Status::Annualised,
        );
        if let Ok(finding) = built.try_judge(&row, &terms()) {
            prop_assert!(after >= 0);
            prop_assert!(finding.assessment().is_some() || finding.reason() == Reason::PeriodsOverlap);
        }
    }

    #[test]
    fn a_survey_without_a_baseline_is_amber_at_most_and_swaps_with_the_direction(
        before in option::weighted(0.9, answers()),
        after in option::weighted(0.9, answers()),
        forced in any::<bool>(),
    ) {
        let built = built(ReturnKind::Surveys, [(BASELINE, before), (LATEST, after.clone())]);
        let mut terms = terms();
        terms.tests.small_sample_forces_amber = forced;
        let judge = |series| built.judge_under(&SurveyLevel::satisfaction(series), &terms);
        let (lower, higher) = (judge(LOWER), judge(HIGHER));
        prop_assert_eq!(higher.assessment(), swapped(lower.assessment()));
        prop_assert_eq!(lower.evidence(), higher.evidence());
        prop_assert!(is_grounded(&lower));
        if misses_a_figure(&lower) && lower.assessment().is_some() {
            // Paragraph 10.2: a small survey is amber even with no baseline.
            prop_assert_eq!(lower.assessment(), Some(Assessment::Amber));
            prop_assert_eq!(lower.reason(), Reason::SmallSample);
            prop_assert!(after.and_then(|share| share.surveyed()).is_some_and(|n| n < 97));
        }
        if let Some(interval) = lower.evidence().interval {
            prop_assert!(interval.low.get() >= 0.0 && interval.high.get() <= 100.0);
        }
    }
}
