//! Counts that are missing or cannot be.

use panel_core::{
    Measure, MeasureError, Proportion, Quantity, ReturnKind, Rule, Source, Status, Unit,
};
use panel_measures::{CountAgainstBaseline, RecordedOffences, VictimOutcome};

use crate::support::{
    BASELINE, Built, HIGHER, LATEST, LOWER, TO_DATE, decimal, describe_finding, inputs, printed,
    returns, share, terms,
};

const ROW: CountAgainstBaseline = CountAgainstBaseline::new("count", "A count", LOWER);

fn counts() -> Built {
    returns(ReturnKind::Counts)
}

#[test]
fn what_is_not_received_is_awaited_and_never_nought() {
    for (name, built, outcome, figures) in [
        (
            "the baseline",
            counts().with_count(LATEST, 370).awaiting(Some(BASELINE)),
            "reported no_baseline",
            ["NA", "370"],
        ),
        (
            "the latest",
            counts().with_count(BASELINE, 667).awaiting(Some(LATEST)),
            "awaited awaited",
            ["667", "NA"],
        ),
        ("both", counts().awaiting(None), "awaited awaited", ["NA", "NA"]),
        (
            "own figures, though another force has them",
            counts()
                .with_other_force(BASELINE, Quantity::Count(1))
                .with_other_force(LATEST, Quantity::Count(1))
                .awaiting(None),
            "awaited awaited",
            ["NA", "NA"],
        ),
    ] {
        let finding = built.judge(&ROW);
        assert_eq!(describe_finding(&finding), outcome, "{name}");
        assert_eq!(printed(&finding), figures, "{name}");
        assert_eq!(finding.evidence().method, None, "{name}");
    }
}

#[test]
fn what_is_missing_without_a_word_is_a_fault() {
    for (name, built, months) in [
        ("everything", counts(), "2012/13"),
        ("the latest", counts().with_count(BASELINE, 667), "2013-10/2014-09"),
        ("the baseline", counts().with_count(LATEST, 370), "2012/13"),
        (
            "the latest, with another period explained",
            counts().with_count(BASELINE, 667).awaiting(Some("2013/14")),
            "2013-10/2014-09",
        ),
        (
            "the latest, with half of it not annualised",
            counts().with_count(BASELINE, 667).with_count(TO_DATE, 185),
            "2013-10/2014-09",
        ),
    ] {
        let message = format!("the-series has no counts return for {months}, and nothing says why");
        assert_eq!(built.refusal(&ROW), message, "{name}");
    }
}

#[test]
fn a_count_that_cannot_be_is_a_fault_at_its_line() {
    let against = |before: i64, months: &str, after: i64, status| {
        counts().with_count(BASELINE, before).with_status(months, Quantity::Count(after), status)
    };
    for (name, built, message) in [
        (
            "annualised, and no whole number",
            against(667, TO_DATE, 371, Status::Annualised),
            "the-series is 371 at returns/counts.csv:3: no whole number counted in these months gives it in twelve",
        ),
        (
            "annualised from five months, and no whole number",
            against(667, "2014-05/2014-09", 370, Status::Annualised),
            "the-series is 370 at returns/counts.csv:3: no whole number counted in these months gives it in twelve",
        ),
        (
            "negative",
            against(667, LATEST, -1, Status::Final),
            "the-series is −1 at returns/counts.csv:3: a count is not negative",
        ),
        (
            "negative and annualised",
            against(667, TO_DATE, -2, Status::Annualised),
            "the-series is −2 at returns/counts.csv:3: a count is not negative",
        ),
        (
            "a negative baseline",
            against(-667, LATEST, 370, Status::Final),
            "the-series is −667 at returns/counts.csv:2: a count is not negative",
        ),
    ] {
        assert_eq!(built.refusal(&ROW), message, "{name}");
    }
}

#[test]
fn a_count_in_another_unit_is_a_fault_at_its_line() {
    let source_line = Source { file: "returns/counts.csv".into(), line: 3 };
    for (value, found) in [
        (share(1, 2), Unit::Percent),
        (Quantity::PercentChange(decimal("1.5")), Unit::Percent),
        (Quantity::Words("many".to_owned()), Unit::Words),
        (Quantity::Place { place: 1, of: None }, Unit::Place),
    ] {
        let built = counts().with_count(BASELINE, 667).with(LATEST, value);
        let (series, wanted) = (LOWER.id(), Unit::Count);
        let fault =
            MeasureError::WrongUnit { series, found, wanted, source_line: source_line.clone() };
        assert_eq!(built.try_judge(&ROW, &terms()), Err(fault));
    }
    assert_eq!(
        counts().with_count(BASELINE, 667).with(LATEST, share(1, 2)).refusal(&ROW),
        "the-series at returns/counts.csv:3 is in Percent, not in Count"
    );
}

#[test]
fn offences_of_two_totals_alone_have_no_projection() {
    let row = RecordedOffences::new(LOWER);
    let finding = counts().with_count(BASELINE, 3935).with_count(LATEST, 4253).judge(&row);
    assert_eq!(describe_finding(&finding), "Red projection_unavailable");
    assert_eq!(printed(&finding), ["3,935", "4,253"]);
    assert_eq!(finding.evidence().rule, Rule::NumberOfOffences);
    assert_eq!(
        inputs(finding.evidence()),
        ["baseline returns/counts.csv:2", "latest returns/counts.csv:3"]
    );
    assert_eq!(describe_finding(&counts().awaiting(None).judge(&row)), "awaited awaited");
    assert_eq!(
        counts().with_count(BASELINE, 1).refusal(&row),
        "the-series has no counts return for 2013-10/2014-09, and nothing says why"
    );
}

#[test]
fn offences_without_a_figure_say_that_it_is_missing() {
    let row = RecordedOffences::new(LOWER);
    for (name, built, outcome) in [
        ("the latest", counts().with_count(BASELINE, 1).awaiting(None), "awaited awaited"),
        ("the baseline", counts().with_count(LATEST, 1).awaiting(None), "reported no_baseline"),
    ] {
        assert_eq!(describe_finding(&built.judge(&row)), outcome, "{name}");
    }
}

#[test]
fn a_victim_focused_outcome_is_never_coloured() {
    let row = VictimOutcome(HIGHER);
    let figures = || returns(ReturnKind::Figures);
    let half = || Quantity::Proportion(Proportion::new(1, 2).expect("a share"));
    for (name, built, outcome) in [
        ("both", figures().with(BASELINE, half()).with(LATEST, half()), "reported not_defined"),
        ("the latest", figures().with(LATEST, half()).awaiting(None), "reported not_defined"),
        ("neither", figures().awaiting(None), "awaited awaited"),
    ] {
        let finding = built.judge(&row);
        assert_eq!(
            (describe_finding(&finding).as_str(), finding.assessment()),
            (outcome, None),
            "{name}"
        );
        assert_eq!(finding.evidence().rule, Rule::VictimOutcome, "{name}");
    }
    assert_eq!(
        figures().refusal(&row),
        "the-series has no figures return for 2012/13, and nothing says why"
    );
    assert_eq!(row.needs().len(), 1);
}
