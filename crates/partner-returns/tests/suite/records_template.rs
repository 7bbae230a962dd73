//! The template of a partner that returns records, read back.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use crate::edited::Edited;
use crate::reports::{REPORTS, quarter};

fn opened(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let range = opened(bytes).worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn it_has_a_sheet_a_table_and_what_is_asked_for_stays() {
    let bytes = quarter().template(1).unwrap();
    let names = opened(&bytes).sheet_names();
    let expected =
        ["Cover", "Contents", "Words", "Home visits", "Reports", "Series", "Periods", "Notes"];
    assert_eq!(names, expected);
    let listed: Vec<_> = rows(&bytes, "Contents").into_iter().skip(3).collect();
    let of_reports = listed.iter().find(|row| row[0] == "Reports").unwrap();
    assert_eq!(of_reports[1], "To fill in. Reports of people missing, one line each.");
}

#[test]
fn who_returns_records_alone_is_asked_for_no_series_and_no_periods() {
    let mut quarter = quarter();
    quarter.partners[1].returns.clear();
    let bytes = quarter.template(1).unwrap();
    let names = opened(&bytes).sheet_names();
    assert_eq!(names, ["Cover", "Contents", "Home visits", "Reports", "Notes"]);
    let cover = rows(&bytes, "Cover");
    assert!(cover.iter().any(|row| row[0] == "Records to return: Home visits, Reports."));
    assert!(!cover.iter().any(|row| row[0].starts_with("Asked for:")), "{cover:#?}");
}

#[test]
fn a_sheet_of_records_is_one_table_of_empty_rows_under_one_frozen_head() {
    let bytes = quarter().template(1).unwrap();
    let mut workbook = opened(&bytes);
    workbook.load_tables().unwrap();
    let parts = Edited::new(&bytes);
    let sheet = parts.part(&parts.path("Reports")).to_owned();
    assert!(!sheet.contains("mergeCell") && !sheet.contains("hidden=\"1\""));
    assert!(sheet.contains("<pane ySplit=\"3\" topLeftCell=\"A4\""), "{sheet:.600}");
    let table = workbook.table_by_name("Table_Reports").unwrap();
    assert_eq!(table.data().start(), Some((3, 0)));
    let titles: Vec<_> = REPORTS.columns.iter().map(|column| column.title).collect();
    assert_eq!(table.columns(), titles);
    assert_eq!(table.data().end(), Some((302, 7)));
    // Numbers of a register are text in every row, also below the table.
    let last = sheet.split("<c r=\"A303\" s=\"").nth(1).unwrap();
    let style = last.split('"').next().unwrap();
    assert!(
        sheet.contains(&format!("<col min=\"1\" max=\"2\" width=\"22.7109375\" style=\"{style}\"")),
        "{sheet:.900}"
    );
}

#[test]
fn what_may_be_entered_is_checked_far_below_the_empty_rows() {
    let parts = Edited::new(&quarter().template(1).unwrap());
    let reports = parts.part(&parts.path("Reports"));
    for check in [
        "<formula1>\"missing,not_known\"</formula1>",
        "<formula1>\"yes,no\"</formula1>",
        "sqref=\"H4:H5003\"",
        "Write the number by which you know it: a key is made of it when it is received.",
        "Write a day, as in 2024-10-05.",
        "Write a day and its time, as in 2024-10-05T23:40. May be empty.",
    ] {
        assert!(reports.contains(check), "{check}");
    }
    let visits = parts.part(&parts.path("Home visits"));
    assert!(visits.contains("Write a month, as in 2024-10.") && !visits.contains("Periods!"));
}

#[test]
fn the_cover_says_how_records_are_returned_and_what_becomes_of_numbers() {
    let bytes = quarter().template(1).unwrap();
    let lines: Vec<_> = rows(&bytes, "Cover").into_iter().map(|row| row[0].clone()).collect();
    let from = lines.iter().position(|line| line == "How to return records:").unwrap();
    insta::assert_snapshot!("cover_of_records", lines[from..].join("\n"));
    let mut quarter = quarter();
    quarter.partners[1].records = vec!["home_visits".to_owned()];
    let cover = rows(&quarter.template(1).unwrap(), "Cover");
    assert!(!cover.iter().any(|row| row[0].contains("keys")), "nobody has a key there");
}

#[test]
fn the_notes_explain_each_column() {
    let bytes = quarter().template(1).unwrap();
    let notes: Vec<_> =
        rows(&bytes, "Notes").into_iter().filter(|row| row[0] == "Reports").collect();
    assert_eq!(notes.len(), REPORTS.columns.len());
    assert_eq!(
        notes[0],
        [
            "Reports",
            "Report",
            "number of a register, filed as a key",
            "no",
            "The number of the report."
        ]
    );
    // Days may be none at all.
    assert_eq!(notes[6][1..4], ["Visits", "days with a space between them", "may be"]);
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    assert!(quarter().template(1).unwrap() == quarter().template(1).unwrap());
}
