//! Notes ② and ⑥: a place without the group's rates is shown and never coloured.

use panel_core::{Measure, Quantity, ReturnKind, Rule};
use panel_measures::GroupPosition;

use crate::support::{Built, HIGHER, LOWER, describe_finding, inputs, printed, returns};

fn positions() -> Built {
    returns(ReturnKind::Positions)
}

fn place(place: u32, of: Option<u32>) -> Quantity {
    Quantity::Place { place, of }
}

#[test]
fn a_place_is_shown_by_the_rule_of_its_note() {
    for (row, id, rule) in [
        (GroupPosition::of_offences(LOWER), "group_position", Rule::GroupPosition),
        (
            GroupPosition::of_satisfaction(HIGHER),
            "satisfaction_group_position",
            Rule::SurveyGroupPosition,
        ),
        (
            GroupPosition::of_confidence(HIGHER),
            "confidence_group_position",
            Rule::SurveyGroupPosition,
        ),
    ] {
        assert_eq!(row.id(), id);
        assert_eq!(row.needs()[0].kind, ReturnKind::Positions);
        for (name, value, figure) in [
            ("the best", place(1, Some(8)), "1st of 8"),
            ("the last", place(8, Some(8)), "8th of 8"),
            ("of a group of unknown size", place(5, None), "5th"),
        ] {
            let finding = positions().with("2014-09", value).judge(&row);
            assert_eq!(describe_finding(&finding), "reported rank_only", "{id}, {name}");
            assert_eq!(printed(&finding), [figure], "{id}, {name}");
            assert_eq!(finding.evidence().rule, rule, "{id}");
            assert_eq!(inputs(finding.evidence()), ["latest returns/positions.csv:2"], "{id}");
        }
    }
}

#[test]
fn the_latest_place_counts_with_the_month_it_stands_at() {
    let row = GroupPosition::of_confidence(HIGHER);
    let built = positions().with("2014-06", place(3, Some(8))).with("2014-03", place(1, Some(8)));
    let finding = built.judge(&row);
    assert_eq!(printed(&finding), ["3rd of 8"]);
    assert_eq!(finding.evidence().inputs[0].period, "June 2014");
}

#[test]
fn a_place_that_is_missing_is_awaited_or_a_fault() {
    let row = GroupPosition::of_offences(LOWER);
    assert_eq!(describe_finding(&positions().awaiting(None).judge(&row)), "awaited awaited");
    assert_eq!(
        positions().refusal(&row),
        "the-series has no positions return, and nothing says why"
    );
}

#[test]
fn the_place_of_another_force_is_not_ours() {
    let row = GroupPosition::of_offences(LOWER);
    let built = positions()
        .with("2014-09", place(5, Some(8)))
        .with_other_force("2014-09", place(1, Some(8)));
    assert_eq!(printed(&built.judge(&row)), ["5th of 8"]);
}
