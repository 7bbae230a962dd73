//! Every cause, on rows that are made up.

mod made_up;

use panel_core::{
    Assessment, Caution, ControlChart, DisclosurePolicy, Exhibit, Finding, JudgedRows, Marker,
    Observation, Period, Quantity, Reason, RecordingChange, Row, Status, Terms,
};

use self::made_up::{SERIES, assessed, awaited_row, evidence_of, received, terms, usual};
use crate::{Cause, Comparison, Judged, RowChange, compare};

fn under(old: (&Terms, &[Row]), new: (&Terms, &[Row])) -> Comparison {
    let screened = |rows: &[Row]| JudgedRows::new(rows.to_vec()).screen(&[], &[]);
    let (before, now) = (screened(old.1), screened(new.1));
    compare(Judged { terms: old.0, rows: &before }, Judged { terms: new.0, rows: &now })
}

fn between(old: &[Row], new: &[Row]) -> Comparison {
    under((&terms(), old), (&terms(), new))
}

fn only(comparison: &Comparison) -> &RowChange {
    assert_eq!(comparison.changes.len(), 1, "{:?}", comparison.changes);
    &comparison.changes[0]
}

fn describe(comparison: &Comparison) -> Vec<String> {
    only(comparison).causes.iter().map(Cause::to_string).collect()
}

#[test]
fn a_quarter_and_itself_are_alike() {
    let mut awaited = awaited_row("Fictional.");
    awaited.id.measure = "satisfaction";
    let rows = [assessed(Assessment::Red, &usual()), awaited];
    let comparison = between(&rows, &rows);
    assert!(comparison.is_empty(), "{comparison:?}");
    assert_eq!(comparison.awaited.still.len(), 1, "what is still awaited is no change");
}

#[test]
fn a_change_is_said_in_plain_english_with_the_words_of_its_reason() {
    let comparison =
        between(&[assessed(Assessment::Amber, &usual())], &[assessed(Assessment::Red, &usual())]);
    assert_eq!(
        only(&comparison).sentence,
        "SP12 Number of offences: amber before, red now, because: Significant deterioration."
    );
    // Nothing in the evidence tells why.
    assert_eq!(only(&comparison).causes, [Cause::NotTold]);
}

#[test]
fn the_same_colour_for_another_reason_is_no_change() {
    let mut now = assessed(Assessment::Amber, &usual());
    if let Finding::Assessed { reason, .. } = &mut now.finding {
        *reason = Reason::SmallSample;
    }
    assert!(between(&[assessed(Assessment::Amber, &usual())], &[now]).is_empty());
}

#[test]
fn figures_that_no_row_read_before_are_new_data() {
    let mut later = usual();
    later[1] = received("2024-01/2024-12", 800, 4);
    let comparison =
        between(&[assessed(Assessment::Amber, &usual())], &[assessed(Assessment::Red, &later)]);
    assert_eq!(
        describe(&comparison),
        ["new data: 800 for 12 months to December 2024 (returns/counts.csv:4)"]
    );
    assert_eq!(comparison.restated, []);
}

#[test]
fn another_figure_of_the_same_months_is_restated() {
    let mut later = usual();
    later[0] = received("2022/23", 650, 9);
    let comparison =
        between(&[assessed(Assessment::Amber, &usual())], &[assessed(Assessment::Red, &later)]);
    assert_eq!(
        describe(&comparison),
        [
            "restated past: 700 before (returns/counts.csv:2), 650 now (returns/counts.csv:9) for 2022/23"
        ]
    );
    assert_eq!(comparison.restated.len(), 1);
    assert_eq!(comparison.restated[0].rows[0].to_string(), "sp12.offences");
}

#[test]
fn a_figure_is_restated_although_its_row_keeps_its_colour() {
    let mut later = usual();
    later[0] = received("2022/23", 701, 2);
    let comparison =
        between(&[assessed(Assessment::Amber, &usual())], &[assessed(Assessment::Amber, &later)]);
    assert_eq!(comparison.changes, []);
    let one = &comparison.restated[0];
    assert_eq!((one.old.as_str(), one.new.as_str()), ("700", "701"));
    assert!(!comparison.is_empty());
}

#[test]
fn figures_of_other_areas_months_or_units_are_others() {
    let place = Quantity::Place { place: 3, of: Some(8) };
    let others = [
        Observation { area: "X23000002".into(), ..received("2022/23", 9, 2) },
        Observation { series: "offences/other".into(), ..received("2022/23", 9, 2) },
        Observation { value: place, ..received("2022/23", 9, 2) },
        received("2022-04", 9, 2),
    ];
    for other in others {
        let comparison = between(
            &[assessed(Assessment::Amber, &[received("2022/23", 700, 2)])],
            &[assessed(Assessment::Amber, &[other])],
        );
        assert_eq!(comparison.restated, []);
    }
}

#[test]
fn what_is_withheld_is_never_restated_and_told_as_withheld() {
    let rows = |assessment| JudgedRows::new(vec![assessed(assessment, &usual())]);
    let policy = DisclosurePolicy {
        series: vec![SERIES.to_owned()],
        threshold: 10_000,
        zero_is_safe: false,
        round_to: 1,
        sums: Vec::new(),
    };
    let before = rows(Assessment::Amber).screen(&[], &[]);
    let now = rows(Assessment::Red).screen(&[policy], &[]);
    let terms = terms();
    let comparison =
        compare(Judged { terms: &terms, rows: &before }, Judged { terms: &terms, rows: &now });
    assert_eq!(comparison.restated, []);
    assert_eq!(only(&comparison).causes, [Cause::Withheld]);
}

#[test]
fn rounding_is_no_restatement() {
    let mut later = usual();
    later[0] = received("2022/23", 705, 2);
    let mut now = assessed(Assessment::Amber, &later);
    evidence_of(&mut now).cautions.push(Caution::Rounded);
    assert_eq!(between(&[assessed(Assessment::Amber, &usual())], &[now]).restated, []);
}

#[test]
fn a_setting_is_a_cause_where_the_row_reads_it() {
    let rows = ([assessed(Assessment::Amber, &usual())], [assessed(Assessment::Red, &usual())]);
    let mut now = terms();
    now.tests.control_line_sd = 1.0;
    now.tests.false_discovery_rate = 0.2;
    let comparison = under((&terms(), &rows.0), (&now, &rows.1));
    assert_eq!(
        describe(&comparison),
        ["changed setting: tests.control_line_sd was 1.96 and is 1"],
        "the rate of false discoveries moves no colour"
    );
    let names: Vec<_> = comparison.settings.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["tests.control_line_sd", "tests.false_discovery_rate"]);
}

#[test]
fn the_terms_that_every_rule_rests_on_are_causes() {
    let rows = ([assessed(Assessment::Amber, &usual())], [assessed(Assessment::Red, &usual())]);
    let mut now = terms();
    now.baseline_year = "2023/24".parse().unwrap();
    now.comparison_members.push("X23000002".to_owned());
    let comparison = under((&terms(), &rows.0), (&now, &rows.1));
    assert_eq!(
        describe(&comparison),
        ["changed setting: baseline_year was 2022/23 and is 2023/24"]
    );
    assert_eq!(comparison.settings.len(), 2, "the group concerns rules of the group alone");
    // A row without a baseline does not hang on its year.
    let latest = &usual()[1..];
    let rows = ([assessed(Assessment::Amber, latest)], [assessed(Assessment::Red, latest)]);
    assert_eq!(only(&under((&terms(), &rows.0), (&now, &rows.1))).causes, [Cause::NotTold]);
}

#[test]
fn no_setting_is_a_cause_of_what_was_or_is_awaited() {
    let (awaited, known) = (awaited_row("Fictional."), assessed(Assessment::Red, &usual()));
    let mut now = terms();
    now.baseline_year = "2023/24".parse().unwrap();
    let received =
        under((&terms(), std::slice::from_ref(&awaited)), (&now, std::slice::from_ref(&known)));
    assert!(matches!(only(&received).causes[..], [Cause::NewData { .. }]));
    let lost = under((&terms(), &[known]), (&now, &[awaited]));
    assert!(matches!(only(&lost).causes[..], [Cause::NoLongerReceived { .. }]));
}

fn recording_change() -> RecordingChange {
    let why = "Fictional: counted otherwise.".to_owned();
    RecordingChange { series: SERIES.to_owned(), from: "2024-04".parse().unwrap(), why }
}

fn charted(mut row: Row, changes: Vec<Marker>) -> Row {
    let chart = ControlChart { points: Vec::new(), recent: 6, earlier: 12, lines: None, changes };
    let evidence = evidence_of(&mut row);
    *evidence = evidence.clone().drawing(Some(Exhibit::ControlChart(chart)), []);
    row
}

#[test]
fn a_marker_that_the_old_chart_had_not_is_a_rebase() {
    let change = recording_change();
    let marker = Marker { period: Period::month(change.from), why: change.why.clone() };
    let before = charted(assessed(Assessment::Amber, &usual()), Vec::new());
    let now = charted(assessed(Assessment::Green, &usual()), vec![marker.clone()]);
    assert_eq!(
        describe(&between(std::slice::from_ref(&before), std::slice::from_ref(&now))),
        ["rebase: recording changed from April 2024: Fictional: counted otherwise"]
    );
    let known = charted(before, vec![marker]);
    assert_eq!(only(&between(&[known], &[now])).causes, [Cause::NotTold]);
}

#[test]
fn a_new_caution_of_recording_is_a_rebase() {
    let mut now_terms = terms();
    now_terms.recording_changes.push(recording_change());
    let mut now = assessed(Assessment::Green, &usual());
    evidence_of(&mut now).cautions.push(Caution::RecordingChanged);
    let comparison =
        under((&terms(), &[assessed(Assessment::Amber, &usual())]), (&now_terms, &[now]));
    assert_eq!(comparison.settings.len(), 1, "it is among the settings, and no second cause");
    assert_eq!(
        describe(&comparison),
        ["rebase: recording changed from April 2024: Fictional: counted otherwise",]
    );
}

#[test]
fn a_row_is_new_or_gone() {
    let one = assessed(Assessment::Green, &usual());
    let appeared = between(&[], std::slice::from_ref(&one));
    assert_eq!(only(&appeared).causes, [Cause::NewRow]);
    assert!(only(&appeared).sentence.contains("not in the old report, green now, because"));
    let went = between(&[one], &[]);
    assert_eq!(only(&went).causes, [Cause::GoneRow]);
    assert!(only(&went).sentence.ends_with("green before, not in the new report."));
}

#[test]
fn a_figure_may_stand_otherwise() {
    let mut earlier = usual();
    earlier[1].status = Status::Partial;
    let comparison =
        between(&[assessed(Assessment::Amber, &earlier)], &[assessed(Assessment::Red, &usual())]);
    assert_eq!(describe(&comparison), ["the latest figure was partial before and is final now"]);
}

#[test]
fn the_rule_may_read_another_period_of_the_same_data() {
    let comparison = between(
        &[assessed(Assessment::Amber, &usual())],
        &[assessed(Assessment::Red, &usual()[1..])],
    );
    assert_eq!(
        describe(&comparison),
        ["the same data and settings; the rule reads another period"]
    );
}

#[test]
fn more_than_one_cause_may_hold() {
    let later = [received("2022/23", 650, 2), received("2024-01/2024-12", 800, 4)];
    let mut now = terms();
    now.tests.control_line_sd = 1.0;
    let comparison = under(
        (&terms(), &[assessed(Assessment::Amber, &usual())]),
        (&now, &[assessed(Assessment::Red, &later)]),
    );
    let kinds: Vec<_> = only(&comparison)
        .causes
        .iter()
        .map(|cause| serde_json::to_value(cause).unwrap()["cause"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["new_data", "restated_past", "changed_setting"]);
}

#[test]
fn what_is_awaited_is_new_still_so_received_or_no_longer_asked_for() {
    let (awaited, known) = (awaited_row("Not counted yet."), assessed(Assessment::Red, &usual()));
    let (awaited, known) = (std::slice::from_ref(&awaited), std::slice::from_ref(&known));
    let counts = |comparison: &Comparison| {
        let items = &comparison.awaited;
        [&items.new, &items.still, &items.resolved, &items.dropped].map(Vec::len)
    };
    let lost = between(known, awaited);
    assert_eq!(counts(&lost), [1, 0, 0, 0]);
    assert_eq!(
        only(&lost).sentence,
        "SP12 Number of offences: red before, awaited now, because: Not counted yet."
    );
    assert_eq!(describe(&lost), ["no longer received: latest"]);
    let found = between(awaited, known);
    assert_eq!(counts(&found), [0, 0, 1, 0]);
    assert_eq!(found.awaited.resolved[0].awaited.why, "Not counted yet.");
    assert!(matches!(only(&found).causes[..], [Cause::NewData { .. }]));
    assert_eq!(counts(&between(awaited, awaited)), [0, 1, 0, 0]);
    assert_eq!(counts(&between(awaited, &[])), [0, 0, 0, 1]);
    assert_eq!(counts(&between(&[], awaited)), [1, 0, 0, 0]);
}

#[test]
fn rows_that_commentary_alone_quotes_are_looked_at_for_figures_only() {
    let mut later = usual();
    later[0] = received("2022/23", 701, 2);
    let mut rows = (assessed(Assessment::Amber, &usual()), assessed(Assessment::Red, &later));
    rows.0.on_dashboard = false;
    rows.1.on_dashboard = false;
    let comparison = between(&[rows.0], &[rows.1]);
    assert_eq!(comparison.changes, []);
    assert_eq!(comparison.restated.len(), 1);
}

#[test]
fn causes_as_json_have_their_sentences() {
    let comparison =
        between(&[assessed(Assessment::Amber, &usual())], &[assessed(Assessment::Red, &usual())]);
    let value = serde_json::to_value(&comparison).unwrap();
    let change = &value["changes"][0];
    assert_eq!(change["id"], "sp12.offences");
    assert_eq!(change["old"]["assessment"], "amber");
    assert_eq!(change["causes"][0]["cause"], "not_told");
    assert!(change["causes"][0]["sentence"].as_str().unwrap().contains("evidence does not show"));
}
