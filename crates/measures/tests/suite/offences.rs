//! Note ①: every row of its truth table, each way.

use panel_core::{Quantity, ReturnKind, Series, Terms};
use panel_measures::RecordedOffences;

use crate::support::{
    BASELINE, Built, HIGHER, LATEST, LOWER, NEITHER, describe_finding, number, printed, returns,
    terms, terms_of,
};

pub(crate) const PUBLISHED: Series = Series::lower_is_better("published");

/// What varies without a trend: no more than a count does by itself.
const NOISE: [i64; 5] = [0, 7, -4, 3, -6];

/// April 2012 to September 2014, in months from 0.
pub(crate) fn thirty_months(shape: impl Fn(i64) -> i64) -> Vec<i64> {
    (0..30).zip(NOISE.iter().cycle()).map(|(month, noise)| shape(month) + noise).collect()
}

/// Both totals.
pub(crate) fn totals(baseline: i64, latest: i64) -> Built {
    returns(ReturnKind::Counts).with_count(BASELINE, baseline).with_count(LATEST, latest)
}

/// Thirty months and the totals that they make.
pub(crate) fn offences(months: &[i64]) -> Built {
    totals(months[..12].iter().sum(), months[18..].iter().sum())
        .and(ReturnKind::MonthlyCounts)
        .with_run(LOWER, 1, "2014-09", months)
}

/// Two totals of the force's own, and thirty months published.
fn with_published(baseline: i64, latest: i64, months: &[i64]) -> Built {
    totals(baseline, latest)
        .and(ReturnKind::MonthlyCounts)
        .with_run(PUBLISHED, 1, "2014-09", months)
}

/// As Poisson counts.
pub(crate) fn poisson() -> Terms {
    let mut terms = terms();
    terms.tests.dispersion_estimated = false;
    terms
}

fn worse_is_red() -> Terms {
    let mut terms = terms();
    terms.tests.worse_is_red = true;
    terms
}

const HOLDS: &str = "Green improved_and_projected_to_hold";
const DOES_NOT_HOLD: &str = "Amber improved_not_projected_to_hold";
const WILL_IMPROVE: &str = "Amber projected_to_improve";
const WILL_NOT: &str = "Red not_improved_nor_projected_to";
const WORSE: &str = "Red significantly_worse";
const WORSE_NOW: &str = "Amber significantly_worse_now";
const NEUTRAL: &str = "reported neither_is_better";

#[test]
fn a_history_of_its_own_is_judged_in_each_direction() {
    for (name, months, lower, higher) in [
        ("rows 1 and 6, falls", thirty_months(|month| 1000 - 10 * month), HOLDS, WORSE),
        ("rows 6 and 1, rises", thirty_months(|month| 1000 + 10 * month), WORSE, HOLDS),
        // −1 a month: 18 months make 216 fewer (z = −1.4), 48 months 576 fewer (z = −3.8).
        (
            "rows 3 and 4, falls a little",
            thirty_months(|month| 1000 - month),
            WILL_IMPROVE,
            WILL_NOT,
        ),
        (
            "rows 4 and 3, rises a little",
            thirty_months(|month| 1000 + month),
            WILL_NOT,
            WILL_IMPROVE,
        ),
        ("row 4, flat", thirty_months(|_| 1000), WILL_NOT, WILL_NOT),
        ("row 4, all alike", vec![1000; 30], WILL_NOT, WILL_NOT),
        ("row 4, nothing at all", vec![0; 30], WILL_NOT, WILL_NOT),
    ] {
        let built = offences(&months);
        assert_eq!(describe_finding(&built.judge(&RecordedOffences::new(LOWER))), lower, "{name}");
        assert_eq!(
            describe_finding(&built.judge(&RecordedOffences::new(HIGHER))),
            higher,
            "{name}, more"
        );
        assert_eq!(
            describe_finding(&built.judge(&RecordedOffences::new(NEITHER))),
            NEUTRAL,
            "{name}, neither"
        );
    }
}

#[test]
fn the_change_is_the_forces_own_and_the_projection_is_of_what_was_published() {
    // 12,000 and 10,800 or 13,200: beyond any doubt at φ = 1. 12,000 and 12,010: no doubt either.
    let falls = || thirty_months(|month| 1000 - 10 * month);
    let rises = || thirty_months(|month| 1000 + 10 * month);
    let flat = || thirty_months(|_| 1000);
    for (name, latest, months, by_the_letter, red) in [
        ("row 1: better, and falls", 10_800, falls(), HOLDS, HOLDS),
        ("row 2: better, and flat", 10_800, flat(), DOES_NOT_HOLD, DOES_NOT_HOLD),
        ("row 2: better, and rises", 10_800, rises(), DOES_NOT_HOLD, DOES_NOT_HOLD),
        ("row 3: none, and falls", 12_010, falls(), WILL_IMPROVE, WILL_IMPROVE),
        ("row 4: none, and flat", 12_010, flat(), WILL_NOT, WILL_NOT),
        ("row 4: none, and rises", 12_010, rises(), WILL_NOT, WILL_NOT),
        ("row 5: worse, and falls", 13_200, falls(), WORSE_NOW, WORSE),
        ("row 6: worse, and flat", 13_200, flat(), WORSE, WORSE),
        ("row 6: worse, and rises", 13_200, rises(), WORSE, WORSE),
    ] {
        let built = with_published(12_000, latest, &months);
        let row = RecordedOffences::new(LOWER).projected_from(PUBLISHED);
        assert_eq!(describe_finding(&built.judge_under(&row, &terms())), by_the_letter, "{name}");
        assert_eq!(
            describe_finding(&built.judge_under(&row, &worse_is_red())),
            red,
            "{name}, worse is red"
        );
    }
}

#[test]
fn more_is_better_for_what_was_published_too() {
    let row = RecordedOffences::new(HIGHER).projected_from(PUBLISHED);
    let falls = thirty_months(|month| 1000 - 10 * month);
    let rises = thirty_months(|month| 1000 + 10 * month);
    for (name, latest, months, outcome) in [
        ("row 1", 13_200, &rises, HOLDS),
        ("row 2", 13_200, &falls, DOES_NOT_HOLD),
        ("row 3", 12_010, &rises, WILL_IMPROVE),
        ("row 4", 12_010, &falls, WILL_NOT),
        ("row 5", 10_800, &rises, WORSE_NOW),
        ("row 6", 10_800, &falls, WORSE),
    ] {
        let built = with_published(12_000, latest, months);
        assert_eq!(describe_finding(&built.judge(&row)), outcome, "{name}");
    }
}

#[test]
fn two_totals_alone_are_judged_by_their_change() {
    let unavailable = "projection_unavailable";
    for (name, latest, lower, higher) in [
        ("rows 7 and 9: fewer", 10_800, "Amber", "Red"),
        ("rows 9 and 7: more", 13_200, "Red", "Amber"),
    ] {
        let built = totals(12_000, latest);
        for (series, colour) in [(LOWER, lower), (HIGHER, higher)] {
            let finding = built.judge(&RecordedOffences::new(series));
            assert_eq!(describe_finding(&finding), format!("{colour} {unavailable}"), "{name}");
            assert_eq!(finding.figures().projection, None, "{name}");
        }
        assert_eq!(
            describe_finding(&built.judge(&RecordedOffences::new(NEITHER))),
            NEUTRAL,
            "{name}"
        );
        let red = built.judge_under(&RecordedOffences::new(LOWER), &worse_is_red());
        assert_eq!(
            describe_finding(&red),
            format!("{lower} {unavailable}"),
            "{name}: the setting is for row 5"
        );
    }
    // For want of data nothing is red.
    for latest in [12_000, 12_010, 11_990] {
        let finding = totals(12_000, latest).judge(&RecordedOffences::new(LOWER));
        assert_eq!(
            describe_finding(&finding),
            "reported projection_not_computed",
            "row 8: {latest}"
        );
    }
}

#[test]
fn a_change_that_is_not_known_has_no_colour_whatever_is_projected() {
    let months = thirty_months(|month| 1000 - 10 * month);
    let counts = || returns(ReturnKind::Counts).awaiting(None);
    for (name, built, outcome) in [
        ("no baseline", counts().with_count(LATEST, 9000), "reported no_baseline"),
        ("no latest", counts().with_count(BASELINE, 12_000), "awaited awaited"),
        ("neither", counts(), "awaited awaited"),
    ] {
        let built = built.and(ReturnKind::MonthlyCounts).with_run(LOWER, 1, "2014-09", &months);
        let finding = built.judge(&RecordedOffences::new(LOWER));
        assert_eq!(describe_finding(&finding), outcome, "row 10: {name}");
        assert_eq!(finding.evidence().method, None, "row 10: {name}");
    }
}

/// A year that rises, a step down, and a year that rises again from lower: 480 fewer in the latest
/// year, while every trend points up.
fn rising_after_a_step() -> Vec<i64> {
    (0..30)
        .map(|month| match month {
            0..12 => 880 + 24 * month,
            12..18 => 1000,
            _ => 840 + 24 * (month - 18),
        })
        .collect()
}

#[test]
fn that_nothing_changes_maintains_an_improvement_and_achieves_none() {
    let row = RecordedOffences::new(LOWER).projected_from(PUBLISHED);
    for (name, latest, outcome) in [
        ("an improvement is maintained", 11_000, HOLDS),
        ("none is achieved", 12_010, WILL_NOT),
        ("nor made good", 13_200, WORSE),
    ] {
        let built = with_published(12_000, latest, &rising_after_a_step());
        let finding = built.judge_under(&row, &poisson());
        assert_eq!(describe_finding(&finding), outcome, "{name}");
        let evidence = finding.evidence();
        assert_eq!(number(evidence, "trends that project it"), Some(0.0), "{name}");
        assert_eq!(number(evidence, "trends fitted"), Some(4.0), "{name}");
        let total = number(evidence, "T0 no change: total");
        let threshold = number(evidence, "total that would meet the target");
        assert!(total <= threshold, "{name}: {total:?} is an improvement by {threshold:?}");
    }
}

#[test]
fn dispersion_decides_between_two_colours() {
    // 12,000 and 11,600: z = −2.60 as Poisson counts. Published months that swing by a seventh
    // beside a rise make it nothing at all.
    let months: Vec<_> =
        (0..30).map(|month| 1000 + 10 * month + 30 * (month * 7 % 11 - 5)).collect();
    let built = with_published(12_000, 11_600, &months);
    let row = RecordedOffences::new(LOWER).projected_from(PUBLISHED);
    let judged = |terms: &Terms| built.judge_under(&row, terms);
    let (poisson, estimated) = (judged(&poisson()), judged(&terms()));
    assert_eq!(describe_finding(&poisson), DOES_NOT_HOLD);
    assert_eq!(describe_finding(&estimated), WILL_NOT);
    assert_eq!(number(poisson.evidence(), "dispersion φ"), Some(1.0));
    assert!(number(estimated.evidence(), "dispersion φ") > Some(2.0));
    assert_eq!(printed(&estimated), printed(&poisson));
}

#[test]
fn small_totals_are_judged_exactly_now() {
    // 12 and 3: p = 0.0352 (scipy 1.17.1, binomtest(3, 15, 0.5)). 9 and 3: p = 0.1460.
    let row = RecordedOffences::new(LOWER);
    assert_eq!(describe_finding(&totals(12, 3).judge(&row)), "Amber projection_unavailable");
    assert_eq!(describe_finding(&totals(3, 12).judge(&row)), "Red projection_unavailable");
    assert_eq!(describe_finding(&totals(9, 3).judge(&row)), "reported projection_not_computed");
    assert_eq!(describe_finding(&totals(0, 0).judge(&row)), "reported projection_not_computed");
}

#[test]
fn a_latest_year_that_shares_months_with_the_baseline_is_not_judged() {
    let row = RecordedOffences::new(LOWER);
    for (quarter, latest, outcome) in [
        ("2013-14 Q1", "2012-07/2013-06", "reported periods_overlap"),
        ("2013-14 Q3", "2013-01/2013-12", "reported periods_overlap"),
        ("2013-14 Q4", "2013/14", "Amber projection_unavailable"),
    ] {
        let built = returns(ReturnKind::Counts)
            .with_count(BASELINE, 12_000)
            .with(latest, Quantity::Count(10_800));
        let finding = built.judge_under(&row, &terms_of(quarter));
        assert_eq!(describe_finding(&finding), outcome, "{quarter}");
    }
}
