//! The key, for the year to date against the same months of the year before.

use panel_core::{Columns, Measure, Quantity, ReturnKind, Rule, Series};
use panel_measures::YearToDate;

use crate::support::{
    Built, HIGHER, LATEST, LOWER, NEITHER, TO_DATE, YEAR_BEFORE, assert_near, describe_finding,
    inputs, number, printed, returns, settings, share, terms, terms_of,
};

fn row(series: Series) -> YearToDate {
    YearToDate::new("to_date", "To date", series)
}

fn counts() -> Built {
    returns(ReturnKind::Counts)
}

#[test]
fn the_year_to_date_is_judged_in_each_direction() {
    // z is (L − B)/√(L + B) for equal months; exact p as in count_against_baseline.rs.
    for (name, before, after, lower, higher) in [
        ("lower: z = −4.71", 1000, 800, "Green significantly_better", "Red significantly_worse"),
        ("higher: z = 4.71", 800, 1000, "Red significantly_worse", "Green significantly_better"),
        (
            "no evidence: z = 0.40",
            300,
            310,
            "Amber no_significant_change",
            "Amber no_significant_change",
        ),
        (
            "at the line: z = 1.96",
            1201,
            1299,
            "Red significantly_worse",
            "Green significantly_better",
        ),
        ("small: p = 0.0352", 12, 3, "Green significantly_better", "Red significantly_worse"),
        ("nothing and nothing", 0, 0, "Amber no_significant_change", "Amber no_significant_change"),
        (
            "nothing, then 6: p = 0.0312",
            0,
            6,
            "Red significantly_worse",
            "Green significantly_better",
        ),
    ] {
        let built = counts().with_count(YEAR_BEFORE, before).with_count(TO_DATE, after);
        assert_eq!(describe_finding(&built.judge(&row(LOWER))), lower, "{name}");
        assert_eq!(describe_finding(&built.judge(&row(HIGHER))), higher, "{name}");
        assert_eq!(
            describe_finding(&built.judge(&row(NEITHER))),
            "reported neither_is_better",
            "{name}"
        );
    }
}

#[test]
fn a_finding_names_its_months_its_lines_and_its_settings() {
    let finding =
        counts().with_count(TO_DATE, 800).with_count(YEAR_BEFORE, 1000).judge(&row(LOWER));
    let evidence = finding.evidence();
    assert_eq!(printed(&finding), ["800", "1,000"]);
    assert_eq!(evidence.rule, Rule::Key);
    assert_eq!(evidence.method, Some("z test of two Poisson counts with their months as exposure"));
    assert_eq!(
        inputs(evidence),
        ["last year to date returns/counts.csv:3", "year to date returns/counts.csv:2"]
    );
    let months: Vec<_> = evidence.inputs.iter().map(|input| input.period.as_str()).collect();
    assert_eq!(months, ["April to September 2013", "April to September 2014"]);
    assert_eq!(settings(evidence), ["tests.control_line_sd 1.96"]);
    // (800 − 1000)/√1800
    assert_near("z", number(evidence, "z"), -4.714_045_207_9, 1e-9);
    assert_eq!(row(LOWER).columns(), Columns::YearToDate);
}

#[test]
fn the_quarter_says_which_months() {
    for (quarter, now, before) in [
        ("2014-15 Q1", "2014-04/2014-06", "2013-04/2013-06"),
        ("2014-15 Q4", "2014/15", "2013/14"),
        // The first quarter after the baseline year is compared with months of it.
        ("2013-14 Q1", "2013-04/2013-06", "2012-04/2012-06"),
    ] {
        let built = counts().with_count(before, 1000).with_count(now, 800);
        let finding = built.judge_under(&row(LOWER), &terms_of(quarter));
        assert_eq!(describe_finding(&finding), "Green significantly_better", "{quarter}");
    }
}

#[test]
fn what_is_missing_is_awaited_or_a_fault() {
    let now = || counts().with_count(TO_DATE, 800);
    let awaited = now().awaiting(Some(YEAR_BEFORE)).judge(&row(LOWER));
    assert_eq!(describe_finding(&awaited), "reported no_comparison");
    assert_eq!(printed(&awaited), ["800", "NA"]);
    assert_eq!(describe_finding(&counts().awaiting(None).judge(&row(LOWER))), "awaited awaited");
    assert_eq!(
        now().refusal(&row(LOWER)),
        "the-series has no counts return for 2013-04/2013-09, and nothing says why"
    );
    assert_eq!(
        counts().with_count(YEAR_BEFORE, 1).with_count(LATEST, 1).refusal(&row(LOWER)),
        "the-series has no counts return for 2014-04/2014-09, and nothing says why"
    );
}

#[test]
fn a_year_to_date_that_is_missing_is_awaited() {
    let finding = counts().with_count(YEAR_BEFORE, 1000).awaiting(Some(TO_DATE)).judge(&row(LOWER));
    assert_eq!(printed(&finding), ["NA", "1,000"]);
    assert_eq!(describe_finding(&finding), "awaited awaited");
}

#[test]
fn a_count_that_cannot_be_is_a_fault_at_its_line() {
    let before = || counts().with_count(YEAR_BEFORE, 1000);
    let negative = before().with(TO_DATE, Quantity::Count(-1)).refusal(&row(LOWER));
    assert!(negative.starts_with("the-series is −1 at returns/counts.csv:3: "), "{negative}");
    let wrong = before().with(TO_DATE, share(1, 2));
    assert_eq!(
        wrong.refusal(&row(LOWER)),
        "the-series at returns/counts.csv:3 is in Percent, not in Count"
    );
    assert!(wrong.try_judge(&row(LOWER), &terms()).is_err());
}

#[test]
fn a_negative_count_of_six_months_is_not_called_one_of_twelve() {
    let built = counts().with_count(YEAR_BEFORE, 1000).with_count(TO_DATE, -1);
    assert!(!built.refusal(&row(LOWER)).contains("twelve"));
}
