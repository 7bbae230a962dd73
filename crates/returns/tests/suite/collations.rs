//! The table that an appendix is collated from: whose lines may be shown, and who has not returned.

use std::fs;
use std::path::Path;

use panel_core::{
    Asked, Collated, CollatedLine, CollatedTheme, Collation, Column, Direction, Holds, RecordTable,
    Uncollated,
};
use panel_returns::Reading;

use crate::made_up::{AREA, quarter, write};

const COLUMNS: &[Column] = &[
    Column::new("partnership", "Partnership", Holds::Partnership).said("Whose line it is.").key(),
    Column::new("latest", "Latest", Holds::Decimal).said("How many.").optional(),
];

static TABLE: RecordTable = RecordTable::new("shared", "Shared", "One line each.", COLUMNS);

/// A line each; a figure below nought cannot be put together.
static COLLATION: Collation = Collation {
    table: &TABLE,
    title: "What partnerships return",
    introduction: &[],
    collate: |lines, partnerships| {
        let faulty = |line: &&panel_core::TableRecord| {
            line.decimal("latest").is_some_and(|one| one.is_sign_negative())
        };
        let faults = lines.iter().filter(faulty).map(|line| Uncollated {
            source: line.source.clone(),
            message: "it is below nought".to_owned(),
            remedy: "correct it",
        });
        let faults = faults.collect();
        let lines = lines.iter().filter_map(|line| {
            Some(CollatedLine {
                partnership: partnerships.of_code(line.text("partnership"))?.name.clone(),
                measure: line.decimal("latest").map_or("none".to_owned(), |one| one.to_string()),
                wanted: Direction::Neither,
                previous: None,
                latest: None,
                sources: vec![line.source.clone()],
            })
        });
        let theme = CollatedTheme { title: "All", lines: lines.collect(), context: Vec::new() };
        (vec![theme], faults)
    },
};

/// A package of these files of the table, each with what is said of it.
fn package(folder: &Path, files: &[(&str, &str)]) {
    let resource = |(name, said): &(&str, &str)| {
        format!(
            r#"{{ "name": "{name}", "path": "{name}.csv",
  "schema": {{ "fields": [ {{ "name": "partnership" }}, {{ "name": "latest" }} ] }},
  "panel": {{ "return": "shared"{said} }} }}"#
        )
    };
    let resources: Vec<_> = files.iter().map(resource).collect();
    let package = format!(r#"{{ "resources": [ {} ] }}"#, resources.join(", "));
    write(folder, "returns/datapackage.json", package);
}

const COVERS: &str = r#", "covers": "2014-07/2014-09""#;

fn read(files: &[(&str, &str, &str)], own: Option<&str>) -> Reading {
    let folder = quarter();
    let panel = folder.path().join("panel.toml");
    let text = fs::read_to_string(&panel).unwrap().replace(AREA, "E23000021");
    fs::write(panel, text).unwrap();
    let said: Vec<_> = files.iter().map(|(name, said, _)| (*name, *said)).collect();
    package(folder.path(), &said);
    for (name, _, lines) in files {
        let text = format!("partnership,latest\n{lines}");
        write(folder.path(), &format!("returns/{name}.csv"), text);
    }
    if let Some(own) = own {
        write(folder.path(), "partnerships.csv", own);
    }
    let asked = Asked { collation: Some(&COLLATION), ..Asked::default() };
    panel_returns::read(folder.path(), &asked)
}

fn describe_faults(reading: &Reading) -> Vec<String> {
    reading.faults.iter().map(ToString::to_string).collect()
}

fn collated(reading: &Reading) -> &Collated {
    assert_eq!(describe_faults(reading), Vec::<String>::new());
    reading.submission.as_ref().unwrap().collated.as_ref().unwrap()
}

fn missing(collated: &Collated) -> Vec<String> {
    let missing = collated.not_returned.iter();
    missing.map(|one| format!("{}: {}", one.partnership, one.why)).collect()
}

#[test]
fn the_partnerships_of_the_force_are_those_of_the_official_list() {
    // Blaby by its own code and Rutland by that of its authority.
    let reading = read(&[("a", COVERS, "E22000164,5\nE06000017,2.5\n")], None);
    let collated = collated(&reading);
    let lines: Vec<_> =
        collated.themes[0].lines.iter().map(|one| one.partnership.clone()).collect();
    assert_eq!(lines, ["Blaby", "Rutland"]);
    assert_eq!(collated.themes[0].lines[1].measure, "2.5");
    assert_eq!(missing(collated).len(), 7);
    assert_eq!(missing(collated)[0], "Charnwood: Nothing was received.");
}

#[test]
fn a_code_of_no_partnership_of_the_force_is_refused() {
    let reading = read(&[("a", COVERS, "E22000219,5\n")], None); // Broadland
    assert_eq!(
        describe_faults(&reading),
        [
            "returns/a.csv:2:1: partnerships::unknown: `E22000219` is neither a community safety partnership of the force's area nor an authority in one"
        ]
    );
    assert!(reading.submission.unwrap().collated.is_none());
}

#[test]
fn a_list_of_the_quarter_stands_instead_of_the_official_one() {
    let own = "authority,partnership,name,police_area\n\
               E07000129,E22000900,Blaby and Harborough,E23000021\n\
               E07000131,E22000900,Blaby and Harborough,E23000021\n";
    let reading = read(&[("a", COVERS, "E07000131,5\n")], Some(own));
    assert_eq!(collated(&reading).themes[0].lines[0].partnership, "Blaby and Harborough");
    assert_eq!(missing(collated(&reading)), [""; 0]);
    let reading = read(&[("a", COVERS, "E22000164,5\n")], Some(own));
    assert_eq!(reading.faults.len(), 1);
}

#[test]
fn what_its_board_has_not_approved_is_told_as_not_returned() {
    let pending = format!(
        r#"{COVERS}, "approval": "pending", "approved_by": "its board", "received": "2014-10-05""#
    );
    let files = [("a", COVERS, "E22000164,5\n"), ("b", pending.as_str(), "E22000165,9\n")];
    let reading = read(&files, None);
    let collated = collated(&reading);
    assert_eq!(collated.themes[0].lines.len(), 1);
    assert_eq!(
        missing(collated)[0],
        "Charnwood: Received on 5 October 2014, not yet approved by its board."
    );
}

#[test]
fn a_return_of_another_quarter_is_not_printed_as_one_of_this() {
    let earlier = r#", "covers": "2014-04/2014-06""#;
    let reading = read(&[("a", earlier, "E22000164,5\n")], None);
    assert_eq!(
        describe_faults(&reading),
        [
            "returns/a.csv: contributions::other_quarter: it covers April to June 2014, and the paper is of July to September 2014"
        ]
    );
}

#[test]
fn what_cannot_be_put_together_is_told_at_its_line() {
    let reading = read(&[("a", COVERS, "E22000164,5\nE22000165,-1\n")], None);
    assert_eq!(
        describe_faults(&reading),
        ["returns/a.csv:3:1: contributions::contradiction: it is below nought"]
    );
}

#[test]
fn where_nobody_returned_anything_there_is_no_appendix() {
    let reading = read(&[], None);
    assert_eq!(describe_faults(&reading), Vec::<String>::new());
    assert!(reading.submission.unwrap().collated.is_none());
}
