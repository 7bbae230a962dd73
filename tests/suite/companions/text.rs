//! Text that looks like something else, and figures at the edge of what there is.

use std::str;

use calamine::{Data, Reader as _};
use panel_companions::{Companion, FIGURES, FINDINGS, SUMMARY};
use serde_json::Value;

use super::read::{self, Line, sheets, workbook};
use crate::disclosure::Edited;
use crate::quarters::{self, composed};

const COUNTS: &str = "returns/counts.csv";
const WORDS: &str = "returns/assessments.csv";
const MONEY: &str = "returns/savings.csv";

fn companions(edits: &[(&str, &str, &str)]) -> Vec<Companion> {
    let (_, rows, composition) = composed(&Edited::new(edits).folder());
    panel_companions::of(&composition, &rows).unwrap()
}

fn line(companions: &[Companion], row: &str, figure: &str) -> Line {
    read::figures(companions)[&(row.to_owned(), figure.to_owned())].clone()
}

/// What the workbook says of a row under a head that begins so.
fn cell(companions: &[Companion], row: &str, head: &str) -> Data {
    let sheets = sheets(companions);
    let dashboard = sheets.iter().find(|sheet| sheet.name == "Dashboard").unwrap().rows();
    let row = dashboard.into_iter().find(|cells| cells["Row"] == *row).unwrap();
    row.into_iter().find(|(name, _)| name.starts_with(head)).unwrap().1
}

#[test]
fn text_like_a_formula_is_text() {
    let edits = [
        (WORDS, "Not begun,final,Fictional: it waits for the other two.", "=1+1,final,@SUM(A1:A9)"),
        (WORDS, "Done in November 2024", "-2+3 of five"),
        (
            COUNTS,
            "Fictional: recording began in April 2024.",
            "\"=HYPERLINK(\"\"http://fictional\"\",\"\"x\"\")\"",
        ),
    ];
    let companions = companions(&edits);
    let policies = line(&companions, "sp16.policies", "latest");
    assert_eq!((&*policies["words"], &*policies["note"]), ("'=1+1", "'@SUM(A1:A9)"));
    assert_eq!(line(&companions, "sp16.conveyancing", "latest")["words"], "'-2+3 of five");
    let note = &line(&companions, "sp3.night_time_economy", "year_to_date")["note"];
    assert_eq!(note, "'=HYPERLINK(\"http://fictional\",\"x\")");
    let findings: Value = serde_json::from_slice(read::bytes(&companions, FINDINGS)).unwrap();
    let rows = findings["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["latest"] == "=1+1"), "JSON keeps it as it is");
    assert_eq!(cell(&companions, "sp16.policies", "Latest in words"), Data::String("=1+1".into()));
    let mut workbook = workbook(&companions);
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).unwrap();
        assert_eq!(formulas.used_cells().count(), 0, "{name} has a formula");
    }
}

#[test]
fn only_numbers_begin_with_a_minus_sign() {
    for quarter in quarters::all() {
        let mut negative = 0;
        for line in read::figures(&quarter.companions).values() {
            for (head, held) in line {
                let begins = held.starts_with(['=', '+', '-', '@', '\t']);
                assert!(
                    !begins || (head == "value" && held.parse::<f64>().is_ok()),
                    "{head}: {held}"
                );
                negative += usize::from(begins);
            }
        }
        // The illustration of 2022 has rises alone.
        assert!(negative > 0 || quarter.name == "2022-23-q2", "{}", quarter.name);
    }
}

#[test]
fn a_negative_figure_is_a_number_everywhere() {
    let edits = [(MONEY, ",4.0,", ",2.6,"), (MONEY, ",0.7,", ",-0.7,")];
    let companions = companions(&edits);
    assert_eq!(line(&companions, "sp18.to_identify", "latest")["value"], "-0.7");
    assert_eq!(cell(&companions, "sp18.to_identify", "Latest or"), Data::Float(-0.7));
}

#[test]
fn what_is_provisional_or_revised_is_marked_and_explained() {
    let edits = [
        (COUNTS, "2024-01/2024-12,9,final,", "2024-01/2024-12,9,provisional,"),
        (COUNTS, "2022/23,40,final,", "2022/23,40,revised,Fictional: two were counted twice."),
    ];
    let companions = companions(&edits);
    let latest = line(&companions, "sp17.key_locations", "latest");
    assert_eq!((&*latest["value"], &*latest["shorthand"]), ("9", "p"));
    let baseline = line(&companions, "sp17.key_locations", "baseline");
    assert_eq!((&*baseline["value"], &*baseline["shorthand"]), ("40", "r"));
    assert_eq!(
        cell(&companions, "sp17.key_locations", "Status of the figures").to_string(),
        "baseline: revised [r]; latest: provisional [p]"
    );
    let sheets = sheets(&companions);
    for sheet in sheets.iter().filter(|sheet| ["Cover", "Dashboard"].contains(&&*sheet.name)) {
        let explains = |mark: &str| {
            sheet.cells.iter().any(|row| row[0].to_string().starts_with(&format!("{mark} means ")))
        };
        assert!(explains("[p]") && explains("[r]"), "{}", sheet.name);
    }
}

#[test]
fn what_is_withheld_or_not_there_has_its_shorthand_and_no_number() {
    let quarter = quarters::all().iter().find(|one| one.name == "tiny-quarter").unwrap();
    let said = |row: &str, figure: &str| {
        let line = line(&quarter.companions, row, figure);
        (line["value"].clone(), line["shorthand"].clone())
    };
    let expected = |value: &str, letter: &str| (value.to_owned(), letter.to_owned());
    assert_eq!(said("sp2.reoffending", "latest"), expected("[c]", "c"));
    assert_eq!(said("sp2.reoffending", "baseline"), expected("[x]", "x"));
    assert_eq!(said("sp2.reoffending", "change"), expected("[c]", "c"));
    assert_eq!(said("sp12.spc_variance", "latest"), expected("[z]", "z"));
    assert_eq!(said("sp17.absent", "change"), expected("[z]", "z"));
    assert_eq!(said("sp17.missing", "latest"), expected("0", ""));
    assert_eq!(cell(&quarter.companions, "sp17.missing", "Latest or"), Data::Float(0.0));
}

#[test]
fn long_labels_and_notes_are_whole_and_wrapped() {
    let long = "Fictional words without an end. ".repeat(3_000);
    let edits = [(WORDS, "Fictional: it waits for the other two.", long.trim())];
    let companions = companions(&edits);
    assert_eq!(line(&companions, "sp16.policies", "latest")["note"], long.trim());
    let sheets = sheets(&companions);
    let notes = sheets.iter().find(|sheet| sheet.name == "Notes").unwrap().rows();
    let shortened = notes.iter().map(|row| row["What it says"].to_string());
    let longest = shortened.max_by_key(String::len).unwrap();
    assert!(longest.ends_with("(shortened: a cell holds no more)"), "{}", longest.len());
    let figures = str::from_utf8(read::bytes(&companions, FIGURES)).unwrap();
    let summary = str::from_utf8(read::bytes(&companions, SUMMARY)).unwrap();
    assert!(summary.lines().all(|line| line.chars().count() <= 72));
    let labels = read::figures(&companions).into_values().map(|line| line["label"].clone());
    let longest = labels.max_by_key(String::len).unwrap();
    assert!(longest.len() >= 60 && figures.contains(&longest), "{longest}");
}
