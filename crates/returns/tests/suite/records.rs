//! A table of records in a quarter: counted, held back until it is approved, or refused.

use std::path::Path;

use panel_core::{
    Asked, Column, GivenFigure, Holds, Month, Need, RecordTable, ReturnKind, Series, Supply, Tally,
};
use panel_returns::Reading;

use crate::made_up::{AREA, quarter, received, write};

const ENTRANTS: Series = Series::lower_is_better("entrants/all");

const COLUMNS: &[Column] = &[
    Column::new("person", "Person", Holds::Key).said("Who it was.").key(),
    Column::new("day", "Day", Holds::Day).said("The day of the outcome."),
];

static TABLE: RecordTable = RecordTable::new("entrants", "Entrants", "One line a person.", COLUMNS);

static TALLY: Tally = Tally {
    tables: &[&TABLE],
    gives: &[GivenFigure::count(ENTRANTS)],
    rule: "Each person counts in the month of the outcome.",
    relations: &[],
    count: |counting| {
        let periods = counting.against_baseline();
        counting.give_counts(ENTRANTS, &periods, &TABLE, |one| one.day("day").map(Month::of));
    },
};

fn asked() -> Asked {
    let needs = vec![Need { series: ENTRANTS, kind: ReturnKind::Counts }];
    Asked { needs, tallies: vec![&TALLY], collation: None }
}

/// A package of the table of records, with this said of it.
fn package(folder: &Path, said: &str) {
    let package = format!(
        r#"{{ "resources": [ {{ "name": "entrants", "path": "entrants.csv",
  "schema": {{ "fields": [ {{ "name": "person" }}, {{ "name": "day" }} ] }},
  "panel": {{ "return": "entrants"{said} }} }} ] }}"#
    );
    write(folder, "returns/datapackage.json", package);
}

const COVERS: &str = r#", "covers": "2012-04/2014-09""#;

const LINES: &str = "person,day
00000000000000a1,2012-04-01
00000000000000a2,2013-10-01
00000000000000a3,2014-09-30
";

fn read(said: &str, lines: &str) -> Reading {
    let folder = quarter();
    package(folder.path(), said);
    write(folder.path(), "returns/entrants.csv", lines);
    panel_returns::read(folder.path(), &asked())
}

fn describe_faults(reading: &Reading) -> Vec<String> {
    reading.faults.iter().map(|fault| format!("{}: {fault}", fault.code)).collect()
}

#[test]
fn what_the_records_say_is_received_as_if_it_had_been_returned() {
    let reading = read(COVERS, LINES);
    assert_eq!(describe_faults(&reading), Vec::<String>::new());
    let figures = received(&reading).unwrap();
    let printed: Vec<_> = figures
        .iter()
        .map(|one| format!("{} {} {}", one.area, one.period.iso(), one.value))
        .collect();
    assert_eq!(printed, [format!("{AREA} 2012/13 1"), format!("{AREA} 2013-10/2014-09 2")]);
    assert_eq!(figures[1].counted.as_ref().unwrap().records.len(), 2);
}

static TALLY_WITH_WHY: Tally = Tally {
    count: |counting| {
        for period in counting.against_baseline() {
            let why = "The records do not hold the period.";
            counting.give_nothing_of(ReturnKind::Counts, ENTRANTS, period, why);
        }
    },
    ..TALLY
};

#[test]
fn a_period_that_records_do_not_give_says_why_unless_its_figure_was_returned() {
    let folder = quarter();
    let both = r#"{ "resources": [
  { "name": "entrants", "path": "entrants.csv", "schema": { "fields": [ { "name": "person" }, { "name": "day" } ] },
    "panel": { "return": "entrants", "covers": "2012-04/2014-09" } },
  { "name": "table", "path": "table.csv", "schema": { "fields": [ { "name": "series" }, { "name": "area" },
    { "name": "period" }, { "name": "count" }, { "name": "status" }, { "name": "note" } ] },
    "panel": { "return": "counts" } } ] }"#;
    write(folder.path(), "returns/datapackage.json", both);
    write(folder.path(), "returns/entrants.csv", LINES);
    let row =
        format!("series,area,period,count,status,note\nentrants/all,{AREA},2012/13,7,final,\n");
    write(folder.path(), "returns/table.csv", row);
    let asked = Asked { tallies: vec![&TALLY_WITH_WHY], ..asked() };
    let reading = panel_returns::read(folder.path(), &asked);
    assert_eq!(describe_faults(&reading), Vec::<String>::new());
    let submission = reading.submission.as_ref().unwrap();
    let awaited: Vec<_> = submission.returns.all_awaited().iter().map(|one| one.period).collect();
    assert_eq!(awaited, [Some(submission.terms.latest())]);
    let supply = submission.returns.supply(ReturnKind::Counts, ENTRANTS, submission.terms.latest());
    let Supply::Awaited(awaiting) = supply else { panic!("{supply:?}") };
    assert_eq!(awaiting.why, "The records do not hold the period.");
    assert_eq!(awaiting.source.to_string(), "returns/entrants.csv, counted");
}

#[test]
fn nothing_of_a_table_that_its_board_has_not_approved_appears() {
    let pending = format!(
        r#"{COVERS}, "approval": "pending", "approved_by": "the board", "received": "2014-10-05""#
    );
    let reading = read(&pending, LINES);
    let submission = reading.submission.as_ref().unwrap();
    assert_eq!(submission.returns.observations().count(), 0);
    let supply = submission.returns.supply(ReturnKind::Counts, ENTRANTS, submission.terms.latest());
    let Supply::Awaited(awaiting) = supply else { panic!("{supply:?}") };
    assert_eq!(awaiting.why, "Received on 5 October 2014, not yet approved by the board.");
}

#[test]
fn a_table_says_which_months_it_covers() {
    for (said, fault) in [
        ("", "`entrants` does not say which months it covers"),
        (r#", "covers": "all of it""#, "what `entrants` covers is not a period"),
        (r#", "covers": "2012-04/2014-12""#, "`entrants` cannot cover"),
    ] {
        let reading = read(said, LINES);
        let told = describe_faults(&reading);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("datapackage::covers") && told[0].contains(fault), "{told:?}");
        // That the figures are then missing is no fault of its own.
        assert!(reading.submission.is_some());
    }
}

#[test]
fn a_figure_is_given_or_counted_and_not_both() {
    let folder = quarter();
    let both = r#"{ "resources": [
  { "name": "entrants", "path": "entrants.csv", "schema": { "fields": [ { "name": "person" }, { "name": "day" } ] },
    "panel": { "return": "entrants", "covers": "2012-04/2014-09" } },
  { "name": "table", "path": "table.csv", "schema": { "fields": [ { "name": "series" }, { "name": "area" },
    { "name": "period" }, { "name": "count" }, { "name": "status" }, { "name": "note" } ] },
    "panel": { "return": "counts" } } ] }"#;
    write(folder.path(), "returns/datapackage.json", both);
    write(folder.path(), "returns/entrants.csv", LINES);
    let row =
        format!("series,area,period,count,status,note\nentrants/all,{AREA},2012/13,7,final,\n");
    write(folder.path(), "returns/table.csv", row);
    let told = describe_faults(&panel_returns::read(folder.path(), &asked()));
    assert_eq!(told.len(), 1, "{told:?}");
    let says = "`entrants/all` for 2012/13 is at returns/table.csv:2, and is counted from returns/entrants.csv too";
    assert!(told[0].contains(says), "{told:?}");
}

#[test]
fn every_fault_of_every_record_is_told_and_never_the_number_of_a_person() {
    let lines = "person,day
AB123456,2012-04-01
00000000000000a2,1 October 2013
00000000000000a2,2014-09-30
00000000000000a2,2014-08-30
00000000000000a4,2015-01-01
,2014-01-01
";
    let reading = read(COVERS, lines);
    let told = describe_faults(&reading);
    let codes: Vec<_> = reading.faults.iter().map(|fault| fault.code).collect();
    let twice = "records::twice";
    let expected =
        ["records::open_key", "records::wrong_day", twice, "records::future", "records::empty"];
    assert_eq!(codes, expected, "{told:?}");
    assert!(told.iter().all(|one| !one.contains("AB123456")), "{told:?}");
}
