//! Rows in words, and figures that commentary quotes.

use panel_core::{
    Columns, DatedMilestone, Exhibit, Measure, MilestoneStatus, Milestones, Quantity, ReturnKind,
    ReturnedMilestone, Rule,
};
use panel_measures::{AssessedInWords, Milestone, QuotedFigure};

use crate::support::{
    Built, HIGHER, NEITHER, decimal, describe_finding, inputs, month, percentage, printed, returns,
};

fn words() -> Built {
    returns(ReturnKind::Words)
}

fn said(words: &str) -> Quantity {
    Quantity::Words(words.to_owned())
}

#[test]
fn words_are_shown_as_they_were_given_and_never_coloured() {
    let partners = AssessedInWords::new("families", "Families", HIGHER);
    let milestone = Milestone::new("launch", "Launch", HIGHER);
    let rows: [(&dyn Measure, &str, &str); 2] = [
        (&partners, "reported assessed_by_partner", "Partners' assessment"),
        (&milestone, "reported no_test_set", "Progress"),
    ];
    for (row, outcome, head) in rows {
        let built = words().with("2014-06", said("Better")).with("2014-09", said("No change"));
        let finding = built.judge(row);
        assert_eq!(describe_finding(&finding), outcome);
        assert_eq!(printed(&finding), ["No change"], "the latest");
        assert_eq!(inputs(finding.evidence()), ["latest returns/words.csv:3"]);
        assert_eq!(finding.evidence().rule, Rule::NoTest);
        assert_eq!(row.columns(), Columns::Words { head });
        assert_eq!(row.needs()[0].kind, ReturnKind::Words);
        assert_eq!(describe_finding(&words().awaiting(None).judge(row)), "awaited awaited");
        assert_eq!(words().refusal(row), "the-series has no words return, and nothing says why");
    }
}

#[test]
fn a_quoted_figure_is_the_latest_of_its_area_and_of_any_unit() {
    let row = QuotedFigure::new("quoted", "Quoted", NEITHER);
    let figures = || returns(ReturnKind::Figures);
    for (name, built, figure) in [
        ("a count", figures().with("2014-09", Quantity::Count(1234)), "1,234"),
        ("a change", figures().with("2014-09", Quantity::PercentChange(decimal("-3.1"))), "−3.1%"),
        ("a percentage", figures().with("2014-09", percentage("84.5", None)), "84.5%"),
        ("stars", figures().with("2014-09", Quantity::Stars(decimal("4.3"))), "4.3"),
        (
            "the force's, before a later one of another force",
            figures()
                .with("2014-06", Quantity::Count(1))
                .with_other_force("2014-09", Quantity::Count(2)),
            "1",
        ),
    ] {
        let finding = built.judge(&row);
        assert_eq!(describe_finding(&finding), "reported no_test_set", "{name}");
        assert_eq!(printed(&finding), [figure], "{name}");
        assert_eq!(finding.evidence().inputs.len(), 1, "{name}");
    }
    assert_eq!(describe_finding(&figures().awaiting(None).judge(&row)), "awaited awaited");
    assert_eq!(figures().refusal(&row), "the-series has no figures return, and nothing says why");
}

fn milestone(status: MilestoneStatus, due: &str) -> Quantity {
    Quantity::Milestone(Box::new(ReturnedMilestone {
        progress: "Two of three courses held".to_owned(),
        status,
        owner: "Head of Training".to_owned(),
        due: month(due),
        evidence: Some("Register".to_owned()),
    }))
}

#[test]
fn a_milestone_with_its_date_is_shown_and_drawn() {
    let row = Milestone::new("training", "Train the staff", NEITHER);
    let finding =
        words().with("2014-09", milestone(MilestoneStatus::OnTrack, "2014-09")).judge(&row);
    assert_eq!(describe_finding(&finding), "reported no_test_set");
    assert_eq!(
        printed(&finding),
        [
            "On track: Two of three courses held. Due September 2014. Owner: Head of Training. Evidence: Register."
        ]
    );
    let drawn = DatedMilestone {
        name: "Train the staff".to_owned(),
        status: MilestoneStatus::OnTrack,
        owner: "Head of Training".to_owned(),
        due: month("2014-09"),
    };
    assert_eq!(
        finding.evidence().exhibit().cloned(),
        Some(Exhibit::Milestones(Milestones { as_at: month("2014-09"), milestones: vec![drawn] }))
    );
    let plain = words().with("2014-09", said("Begun")).judge(&row);
    assert_eq!(plain.evidence().exhibit(), None, "words alone have no date");
}

#[test]
fn a_milestone_whose_month_is_past_must_be_done_or_late() {
    let row = Milestone::new("training", "Train the staff", NEITHER);
    let built = |status, due| words().with("2014-09", milestone(status, due));
    for (status, name) in
        [(MilestoneStatus::OnTrack, "on track"), (MilestoneStatus::NotStarted, "not started")]
    {
        assert_eq!(describe_finding(&built(status, "2014-09").judge(&row)), "reported no_test_set");
        assert_eq!(
            built(status, "2014-08").refusal(&row),
            format!(
                "the-series is {name} at returns/words.csv:2, but was due by the end of August 2014"
            )
        );
    }
    for status in [MilestoneStatus::Done, MilestoneStatus::Late] {
        assert_eq!(describe_finding(&built(status, "2014-08").judge(&row)), "reported no_test_set");
    }
}
