//! Note ③ asks for 18 consecutive months that end with the quarter.

use std::ops::Range;

use panel_core::{Columns, Measure, Quantity, ReturnKind, Rule};
use panel_measures::SpcVariance;

use crate::support::{Built, LOWER, OTHER, OWN, describe_finding, inputs, month, printed, returns};

const ROW: SpcVariance = SpcVariance::new(LOWER);

fn months() -> Built {
    returns(ReturnKind::MonthlyCounts)
}

/// One count for each month so many back from September 2014.
fn back(built: Built, back: Range<i32>) -> Built {
    back.fold(built, |built, back| {
        built.with_count(&month("2014-09").plus(-back).iso(), 100 + i64::from(back))
    })
}

#[test]
fn only_consecutive_months_of_the_force_up_to_the_quarter_count() {
    let (few, enough) = ("reported needs_18_months", "Green beyond_control_line_better");
    // The latest are 100 to 105 with mean 102.5, the 12 before them 106 to 117 with mean 111.5.
    let lower = "102.5 against 111.5";
    let own_few = || back(months(), 0..2);
    for (name, built, outcome, figure) in [
        ("one", back(months(), 0..1), few, "1 of 18 months"),
        ("five of eight with a gap", back(back(months(), 0..3), 4..6), few, "3 of 18 months"),
        ("17", back(months(), 0..17), few, "17 of 18 months"),
        ("18", back(months(), 0..18), enough, lower),
        ("30", back(months(), 0..30), enough, lower),
        ("30 with the 18th missing", back(back(months(), 0..17), 18..30), few, "17 of 18 months"),
        ("30 with the 19th missing", back(back(months(), 0..18), 19..30), enough, lower),
        ("months after the quarter", back(own_few(), -3..0), few, "2 of 18 months"),
        (
            "a month of another force in the gap",
            back(own_few().with_other_force("2014-07", Quantity::Count(1)), 3..20),
            few,
            "2 of 18 months",
        ),
        (
            "a month with nothing is a month",
            back(own_few().with_count("2014-07", 0), 3..18),
            enough,
            "85.5 against 111.5",
        ),
    ] {
        let finding = built.judge(&ROW);
        assert_eq!(describe_finding(&finding), outcome, "{name}");
        assert_eq!(printed(&finding), [figure], "{name}");
        let evidence = finding.evidence();
        assert_eq!(evidence.rule, Rule::SpcVariance, "{name}");
        assert_eq!(evidence.method.is_some(), outcome != few, "{name}");
        assert_eq!(evidence.exhibit().is_some(), outcome != few, "{name}");
        let count = if outcome == few { figure.to_owned() } else { "18 of 18 months".to_owned() };
        let inputs = evidence.inputs.len();
        assert_eq!(format!("{inputs} of 18 months"), count, "{name}: every month is an input");
    }
}

#[test]
fn the_months_are_named_oldest_first_with_their_lines() {
    let finding = months().with_count("2014-08", 5).with_count("2014-09", 6).judge(&ROW);
    let lines = ["month returns/monthly_counts.csv:2", "month returns/monthly_counts.csv:3"];
    assert_eq!(inputs(finding.evidence()), lines);
    assert_eq!(ROW.columns(), Columns::Latest);
    assert_eq!(ROW.needs()[0].kind, ReturnKind::MonthlyCounts);
}

#[test]
fn without_the_last_month_the_row_is_awaited_or_at_fault() {
    let unexplained = "the-series has no monthly_counts return, and nothing says why";
    for (name, built) in [
        ("nothing", months()),
        ("all but the last month", back(months(), 1..30)),
        ("months of another force alone", months().with_other_force("2014-09", Quantity::Count(1))),
    ] {
        assert_eq!(built.refusal(&ROW), unexplained, "{name}");
        let finding = built.awaiting(None).judge(&ROW);
        assert_eq!(describe_finding(&finding), "awaited awaited", "{name}");
        assert_eq!(printed(&finding), ["NA"], "{name}");
    }
}

#[test]
fn months_that_are_not_approved_are_awaited() {
    let few = || back(months(), 0..7);
    let (waits, short) = ("awaited awaited", "reported needs_18_months");
    for (name, built, outcome, figure) in [
        ("a month before those", few().pending("2014-02", &[OWN]), waits, "NA"),
        ("long ago", few().pending("2013-03", &[OWN]), short, "7 of 18 months"),
        ("after the quarter", few().pending("2014-10", &[OWN]), short, "7 of 18 months"),
        ("of another force", few().pending("2014-02", &[OTHER]), short, "7 of 18 months"),
    ] {
        let finding = built.judge(&ROW);
        assert_eq!(describe_finding(&finding), outcome, "{name}");
        assert_eq!(printed(&finding), [figure], "{name}");
    }
}
