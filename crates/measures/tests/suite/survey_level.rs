//! Note ⑤: the truth table of METHODS.md §6.2, with the caution of §6.1.

use panel_core::{Caution, Quantity, ReturnKind, Series, Status};
use panel_measures::SurveyLevel;

use crate::support::{
    BASELINE, Built, HIGHER, LATEST, LOWER, NEITHER, describe_finding, percentage, period, printed,
    returns, share, terms, terms_of,
};

const BETTER: &str = "Green significantly_better";
const NO_CHANGE: &str = "Amber no_significant_change";
const WORSE: &str = "Red significantly_worse";
const SMALL: &str = "Amber small_sample";

fn surveys() -> Built {
    returns(ReturnKind::Surveys)
}

fn compared(before: (u64, u64), after: (u64, u64)) -> Built {
    surveys().with(BASELINE, share(before.0, before.1)).with(LATEST, share(after.0, after.1))
}

/// What the row says with `small_sample_forces_amber` on and off.
fn both_settings(built: &Built, series: Series) -> [String; 2] {
    [true, false].map(|forced| {
        let mut terms = terms();
        terms.tests.small_sample_forces_amber = forced;
        describe_finding(&built.judge_under(&SurveyLevel::satisfaction(series), &terms))
    })
}

#[test]
fn two_shares_are_judged_by_newcombes_interval() {
    // The differences and intervals are statsmodels 0.15.0, confint_proportions_2indep(newcomb).
    for (name, before, after, forced, unforced) in [
        ("better: 3.5, 0.48 to 6.52", (845, 1000), (880, 1000), BETTER, BETTER),
        ("no evidence: 0.5, −2.66 to 3.66", (845, 1000), (850, 1000), NO_CHANGE, NO_CHANGE),
        ("worse: −4.5, −7.84 to −1.15", (845, 1000), (800, 1000), WORSE, WORSE),
        ("the same", (500, 1000), (500, 1000), NO_CHANGE, NO_CHANGE),
        ("just enough: 0.02 to 8.75", (500, 1000), (544, 1000), BETTER, BETTER),
        ("just too little: −0.08 to 8.65", (500, 1000), (543, 1000), NO_CHANGE, NO_CHANGE),
        ("small and better: 20.36 to 44.74", (50, 100), (80, 96), SMALL, BETTER),
        ("one more is not small: 19.47 to 43.96", (50, 100), (80, 97), BETTER, BETTER),
        ("small and worse: −41.02 to −15.88", (50, 100), (20, 96), SMALL, WORSE),
        ("small, no evidence: −9.28 to 13.31", (150, 300), (50, 96), SMALL, NO_CHANGE),
        ("29 of 32: −8.87 to 12.70", (845, 1000), (29, 32), SMALL, NO_CHANGE),
        ("a small baseline is no small latest", (20, 40), (800, 1000), BETTER, BETTER),
        ("none both times: −1.88 to 1.26", (0, 200), (0, 300), NO_CHANGE, NO_CHANGE),
        ("all both times: −1.26 to 1.88", (200, 200), (300, 300), NO_CHANGE, NO_CHANGE),
        ("none, then all: 97.73 to 100", (0, 200), (300, 300), BETTER, BETTER),
        ("all, then none: −100 to −97.73", (300, 300), (0, 200), WORSE, WORSE),
        ("none, then few: −0.45 to 3.84", (0, 200), (5, 300), NO_CHANGE, NO_CHANGE),
        ("none, then some: 0.64 to 5.60", (0, 200), (9, 300), BETTER, BETTER),
        ("one person, who agreed", (845, 1000), (1, 1), SMALL, NO_CHANGE),
        ("two of one person", (0, 1), (1, 1), SMALL, NO_CHANGE),
    ] {
        let built = compared(before, after);
        assert_eq!(both_settings(&built, HIGHER), [forced, unforced], "{name}");
        // The other direction swaps green and red and leaves amber.
        let swap = |outcome| match outcome {
            BETTER => WORSE,
            WORSE => BETTER,
            amber => amber,
        };
        assert_eq!(both_settings(&built, LOWER), [swap(forced), swap(unforced)], "{name}, flipped");
        let neutral = "reported neither_is_better";
        assert_eq!(both_settings(&built, NEITHER), [neutral; 2], "{name}, neither is better");
    }
}

#[test]
fn without_a_baseline_only_a_small_survey_is_amber() {
    for (name, built, forced, unforced) in [
        (
            "large",
            surveys().with(LATEST, share(880, 1000)),
            "reported no_baseline",
            "reported no_baseline",
        ),
        ("small: the precedent of priority 6", surveys().with(LATEST, share(29, 32)), SMALL, SMALL),
        ("96 are small", surveys().with(LATEST, share(96, 96)), SMALL, SMALL),
        (
            "97 are not",
            surveys().with(LATEST, share(97, 97)),
            "reported no_baseline",
            "reported no_baseline",
        ),
    ] {
        let built = built.awaiting(Some(BASELINE));
        assert_eq!(both_settings(&built, HIGHER), [forced, unforced], "{name}");
        let finding = built.judge(&SurveyLevel::satisfaction(HIGHER));
        assert_eq!(printed(&finding)[0], "NA", "{name}");
    }
}

#[test]
fn a_series_of_which_neither_way_is_better_is_never_coloured() {
    let built = surveys().with(LATEST, share(29, 32)).awaiting(Some(BASELINE));
    assert_eq!(built.judge(&SurveyLevel::satisfaction(NEITHER)).assessment(), None);
}

#[test]
fn the_settings_say_how_few_people_are_few() {
    // The half-width at 29 is 18.2 points, at 30 it is 17.9: wide of 100, so people decide. Newcombe
    // gives 26.37 to 61.62 and 26.74 to 61.72 (statsmodels 0.15.0).
    for (name, margin, people, latest, told_so) in [
        ("29 people", 100.0, 30, (28, 29), SMALL),
        ("30 people", 100.0, 30, (29, 30), BETTER),
        ("30 people under a floor of 31", 100.0, 31, (29, 30), SMALL),
        ("96 people: 10.002 points", 10.0, 0, (80, 96), SMALL),
        ("97 people: 9.950 points", 10.0, 0, (80, 97), BETTER),
        ("a margin of 18 at 29 people", 18.0, 0, (28, 29), SMALL),
        ("a margin of 18 at 30 people", 18.0, 0, (29, 30), BETTER),
        ("no rule at all", 1000.0, 0, (29, 30), BETTER),
    ] {
        let mut terms = terms();
        terms.tests.small_sample_margin_points = margin;
        terms.tests.small_sample_people = people;
        let finding =
            compared((20, 40), latest).judge_under(&SurveyLevel::satisfaction(HIGHER), &terms);
        assert_eq!(describe_finding(&finding), told_so, "{name}");
        let caution = Caution::SmallSample;
        let cautioned = finding.evidence().cautions.contains(&caution);
        assert_eq!(cautioned, told_so == SMALL, "{name}");
    }
}

#[test]
fn a_small_survey_keeps_its_caution_where_it_keeps_its_colour() {
    let mut terms = terms();
    terms.tests.small_sample_forces_amber = false;
    let row = SurveyLevel::satisfaction(HIGHER);
    let finding = compared((50, 100), (80, 96)).judge_under(&row, &terms);
    assert_eq!(describe_finding(&finding), BETTER);
    assert_eq!(finding.evidence().cautions, [Caution::SmallSample]);
}

#[test]
fn a_percentage_without_its_people_is_not_tested() {
    let bare = || percentage("84.5", None);
    let unknown = "reported number_surveyed_unknown";
    let before_unknown = "reported baseline_number_unknown";
    for (name, before, after, outcome, figures) in [
        ("latest", share(845, 1000), bare(), unknown, ["84.5%", "84.5%"]),
        ("baseline", bare(), share(880, 1000), before_unknown, ["84.5%", "88.0%"]),
        ("both", bare(), percentage("88", None), unknown, ["84.5%", "88%"]),
        ("baseline of a small latest", bare(), share(29, 32), SMALL, ["84.5%", "90.6%"]),
    ] {
        let built = surveys().with(BASELINE, before).with(LATEST, after);
        let finding = built.judge(&SurveyLevel::satisfaction(HIGHER));
        assert_eq!(describe_finding(&finding), outcome, "{name}");
        assert_eq!(printed(&finding), figures, "{name}");
    }
}

fn impossible() -> Quantity {
    percentage("37.5", Some(65))
}

#[test]
fn an_impossible_share_is_shown_and_never_tested() {
    let row = SurveyLevel::satisfaction(HIGHER);
    for (name, built) in [
        ("with a baseline", surveys().with(BASELINE, share(845, 1000))),
        ("without one", surveys().awaiting(Some(BASELINE))),
    ] {
        let finding = built.with_status(LATEST, impossible(), Status::Impossible).judge(&row);
        assert_eq!(describe_finding(&finding), "reported impossible_share", "{name}");
        assert_eq!(printed(&finding)[1], "37.5%", "{name}");
        let evidence = finding.evidence();
        assert_eq!((evidence.n, evidence.method), (Some(65), None), "{name}");
    }
    let before = surveys().with_status(BASELINE, impossible(), Status::Impossible);
    assert_eq!(before.with(LATEST, share(880, 1000)).judge(&row).assessment(), None);
}

#[test]
fn an_impossible_baseline_is_called_so() {
    let built = surveys()
        .with_status(BASELINE, impossible(), Status::Impossible)
        .with(LATEST, share(880, 1000));
    let finding = built.judge(&SurveyLevel::satisfaction(HIGHER));
    assert_eq!(describe_finding(&finding), "reported impossible_share");
}

#[test]
fn what_is_not_received_is_awaited_and_never_guessed() {
    let row = SurveyLevel::satisfaction(HIGHER);
    let known = || surveys().with(BASELINE, share(845, 1000));
    for (name, built, outcome) in [
        ("the latest", known().awaiting(Some(LATEST)), "awaited awaited"),
        ("the whole series, but for the baseline", known().awaiting(None), "awaited awaited"),
        ("both", surveys().awaiting(None), "awaited awaited"),
    ] {
        assert_eq!(describe_finding(&built.judge(&row)), outcome, "{name}");
    }
    assert_eq!(
        known().refusal(&row),
        "the-series has no surveys return for 2013-10/2014-09, and nothing says why"
    );
    assert_eq!(
        surveys().with(LATEST, share(1, 2)).awaiting(Some(LATEST)).refusal(&row),
        "the-series has no surveys return for 2012/13, and nothing says why"
    );
}

#[test]
fn rolling_years_that_share_months_with_the_baseline_are_not_tested() {
    for (quarter, latest, outcome) in [
        ("2013-14 Q1", "2012-07/2013-06", "reported periods_overlap"),
        ("2013-14 Q2", "2012-10/2013-09", "reported periods_overlap"),
        ("2013-14 Q3", "2013-01/2013-12", "reported periods_overlap"),
        ("2013-14 Q4", "2013/14", BETTER),
        // March 2013 alone.
        ("2013-14 Q1", "2013-03/2013-06", "reported periods_overlap"),
    ] {
        let built = surveys().with(BASELINE, share(845, 1000)).with_status(
            latest,
            share(880, 1000),
            if period(latest).months() < 12 { Status::Annualised } else { Status::Final },
        );
        let finding = built.judge_under(&SurveyLevel::satisfaction(HIGHER), &terms_of(quarter));
        assert_eq!(describe_finding(&finding), outcome, "{quarter}");
    }
}
