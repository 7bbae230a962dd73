//! What holds of notes ①, ② and ③ for any counts.

use panel_core::{
    Assessment, Caution, Figure, Finding, Measure, Reason, ReturnKind, Series, Terms, Variation,
};
use panel_measures::{GroupPosition, RecordedOffences, SpcVariance};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::{array, collection, option};

use crate::offences::offences;
use crate::support::{BASELINE, Built, HIGHER, LATEST, LOWER, NEITHER, OWN, month, returns, terms};

const RESIDENTS: Series = Series::neither_is_better("population/usual-residents");
const MEMBERS: [&str; 4] = [OWN, "B", "C", "D"];

/// As many as a year of them can be added up.
const MANY: i64 = i64::MAX / 16;

fn count() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), 0..20_i64, 0..2000_i64, 0..=MANY, Just(MANY)]
}

fn any_terms() -> impl Strategy<Value = Terms> {
    (any::<[bool; 3]>(), 0..3_usize, 0.5..4.0).prop_map(
        |([estimated, red, own], reading, width)| {
            let mut terms = terms();
            terms.comparison_members = MEMBERS.map(str::to_owned).to_vec();
            terms.tests.dispersion_estimated = estimated;
            terms.tests.worse_is_red = red;
            terms.tests.group_includes_own = own;
            terms.tests.spc_reading = panel_core::SpcReading::ALL[reading];
            terms.tests.control_line_sd = width;
            terms
        },
    )
}

/// Counts back from September 2014, wherever there is one.
fn monthly(start: Built, months: &[Option<i64>]) -> Built {
    (0_i32..).zip(months).fold(start, |built, (back, count)| match count {
        Some(count) => built.with_count(&month("2014-09").plus(-back).iso(), *count),
        None => built,
    })
}

fn misses_a_figure(finding: &Finding) -> bool {
    finding.figures().all().any(|figure| matches!(figure, Figure::Awaited(_)))
}

/// What every finding keeps: a colour has a method, lines and whole figures.
fn is_sound(finding: &Finding) -> bool {
    let evidence = finding.evidence();
    let coloured = finding.assessment().is_some();
    let no_number_was_lost = !evidence.cautions.contains(&Caution::NotComputed);
    no_number_was_lost
        && (!coloured
            || evidence.method.is_some()
                && !evidence.inputs.is_empty()
                && !evidence.settings.is_empty()
                && !misses_a_figure(finding))
}

fn swapped(finding: &Finding) -> Option<Assessment> {
    finding.assessment().map(|colour| match colour {
        Assessment::Green => Assessment::Red,
        Assessment::Amber => Assessment::Amber,
        Assessment::Red => Assessment::Green,
    })
}

proptest! {
    // Each case fits and tries out a family of trends several times.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn offences_are_judged_soundly_whatever_is_counted(
        baseline in option::weighted(0.9, count()),
        latest in option::weighted(0.9, count()),
        months in collection::vec(option::weighted(0.98, count()), 0..40),
        terms in any_terms(),
    ) {
        let totals = [(BASELINE, baseline), (LATEST, latest)];
        let start = totals.into_iter().fold(
            returns(ReturnKind::Counts).awaiting(None),
            |built, (months, count)| match count {
                Some(count) => built.with_count(months, count),
                None => built,
            },
        );
        let built = monthly(start.and(ReturnKind::MonthlyCounts), &months);
        let judge = |series| built.judge_under(&RecordedOffences::new(series), &terms);
        let both = baseline.is_some() && latest.is_some();
        for finding in [judge(LOWER), judge(HIGHER)] {
            prop_assert!(is_sound(&finding));
            prop_assert!(both || finding.assessment().is_none());
            let undecided = finding.reason() == Reason::ProjectionNotComputed;
            prop_assert_eq!(finding.assessment().is_none(), !both || undecided);
        }
        prop_assert_eq!(judge(NEITHER).assessment(), None);
    }

    #[test]
    fn more_of_the_same_never_turns_better_into_worse(
        months in collection::vec(50..2000_i64, 30),
        slope in -30..30_i64,
        times in 1..40_i64,
        terms in any_terms(),
    ) {
        let months: Vec<_> =
            (0_i64..).zip(months).map(|(at, count)| (count + slope * at).max(50)).collect();
        let scaled: Vec<_> = months.iter().map(|count| count * times).collect();
        for series in [LOWER, HIGHER] {
            let judge = |months: &[i64]| {
                offences(months).judge_under(&RecordedOffences::new(series), &terms)
            };
            let (before, after) = (judge(&months), judge(&scaled));
            if before.assessment() == Some(Assessment::Green) {
                prop_assert_eq!(after.assessment(), Some(Assessment::Green));
            }
            if before.reason() == Reason::SignificantlyWorse {
                prop_assert!(after.assessment() != Some(Assessment::Green));
            }
        }
    }
}

proptest! {
    #[test]
    fn months_are_judged_where_there_are_18_and_swap_with_the_direction(
        months in collection::vec(option::weighted(0.98, count()), 0..30),
        terms in any_terms(),
    ) {
        let built = monthly(returns(ReturnKind::MonthlyCounts).awaiting(None), &months);
        let judge = |series| built.judge_under(&SpcVariance::new(series), &terms);
        let (lower, higher) = (judge(LOWER), judge(HIGHER));
        let consecutive = months.iter().take(18).take_while(|count| count.is_some()).count();
        prop_assert!(is_sound(&lower));
        prop_assert_eq!(lower.evidence().inputs.len(), consecutive);
        prop_assert_eq!(lower.assessment().is_some(), consecutive == 18);
        prop_assert_eq!(lower.evidence().exhibit().is_some(), consecutive == 18);
        prop_assert_eq!(higher.assessment(), swapped(&lower));
        let mirrored = match lower.evidence().variation {
            Some(Variation::Improvement) => Some(Variation::Concern),
            Some(Variation::Concern) => Some(Variation::Improvement),
            other => other,
        };
        prop_assert_eq!(higher.evidence().variation, mirrored);
        let mut as_higher = lower.evidence().clone();
        as_higher.variation = mirrored;
        prop_assert_eq!(higher.evidence(), &as_higher);
        prop_assert_eq!(judge(NEITHER).assessment(), None);
    }

    #[test]
    fn a_group_is_judged_where_three_rates_are_known_and_swaps_with_the_direction(
        counts in array::uniform4(option::weighted(0.8, count())),
        residents in array::uniform4(option::weighted(0.8, 1..=MANY)),
        terms in any_terms(),
    ) {
        let mut built = returns(ReturnKind::Counts);
        for (area, (count, people)) in MEMBERS.iter().zip(counts.iter().zip(residents)) {
            if let Some(count) = count {
                built = built.with_area(LOWER, area, LATEST, *count);
            }
            if let Some(people) = people {
                built = built.with_area(RESIDENTS, area, "2013-06", people);
            }
        }
        let built = built.and(ReturnKind::Positions).awaiting(None);
        let judge = |series| built.judge_under(&GroupPosition::of_offences(series), &terms);
        let (lower, higher) = (judge(LOWER), judge(HIGHER));
        let known = counts.iter().zip(residents).filter(|(count, people)| count.is_some() && people.is_some());
        let own = counts[0].is_some() && residents[0].is_some();
        prop_assert!(is_sound(&lower));
        prop_assert_eq!(lower.assessment().is_some(), own && known.count() >= 3);
        prop_assert_eq!(lower.evidence().exhibit().is_some(), lower.assessment().is_some());
        prop_assert_eq!(higher.assessment(), swapped(&lower));
        prop_assert_eq!(GroupPosition::of_offences(LOWER).columns(), panel_core::Columns::Latest);
    }
}
