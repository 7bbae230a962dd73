//! Returns with something wrong in them: each is told with its cell and a remedy, and files nothing.
//!
//! The workbooks are made here from the template, one change each, so that it can be read what is
//! wrong with them; the CSVs stand in `tests/fixtures/bad-returns`.

use std::fmt::Write as _;

use panel_core::Fault;
use panel_partner_returns::Delivery;

use crate::edited::Edited;
use crate::made_up::{Quarter, template};

/// The template with its first count filled in, so that there is something to file.
fn filled() -> Edited {
    Edited::new(template()).number("Counts", "E4", "398")
}

/// The workbook with a row of its counts hidden.
fn hiding_row(book: Edited, row: u32) -> Edited {
    let path = book.path("Counts");
    book.replacing(&path, &format!("<row r=\"{row}\""), &format!("<row r=\"{row}\" hidden=\"1\""))
}

/// The workbook with a row of its counts under the table: cells, each with what it says.
fn with_row(book: Edited, cells: &[(&str, &str)]) -> Edited {
    let mut row = String::from("<row r=\"9\">");
    for (cell, text) in cells {
        let inner = match text.parse::<f64>() {
            Ok(_) => format!("<c r=\"{cell}\"><v>{text}</v></c>"),
            Err(_) => format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        row.push_str(&inner);
    }
    let path = book.path("Counts");
    book.replacing(&path, "</sheetData>", &format!("{row}</row></sheetData>"))
}

/// Each workbook: what is wrong with it, and the workbook.
fn workbooks() -> Vec<(&'static str, Edited)> {
    let counts = filled().path("Counts");
    vec![
        ("a text for a figure", filled().text("Counts", "E5", "n/a")),
        ("a thousands separator", filled().text("Counts", "E5", "1,204")),
        ("a code for a figure", filled().text("Counts", "E5", "007")),
        ("a count that is withheld", filled().text("Counts", "E5", "[c]")),
        ("a count that is only bounded", filled().text("Counts", "E5", "<5")),
        ("a status that is blank", filled().text("Counts", "F4", "")),
        ("a period that is blank", filled().text("Counts", "D4", "")),
        ("a total", with_row(filled(), &[("A9", "Total"), ("E9", "478")])),
        (
            "a total that failed",
            with_row(filled(), &[("A9", "Total"), ("E9", "n/a"), ("F9", "final")]),
        ),
        ("a figure of no series", with_row(filled(), &[("E9", "478")])),
        ("words beside the table", with_row(filled(), &[("I9", "See below")])),
        ("words under the table", with_row(filled(), &[("A9", "Provisional")])),
        ("a negative count", filled().number("Counts", "E5", "-4")),
        ("a count with decimals", filled().number("Counts", "E5", "80.5")),
        ("decimals that the format hides", filled().formatted("Counts", "E5", "80.4", 1)),
        ("a percentage by its format", filled().formatted("Surveys", "G4", "0.844", 10)),
        ("a date for a figure", filled().formatted("Counts", "E5", "45627", 14)),
        ("a calculation without a result", filled().formula("Counts", "E5", "E4*2", "")),
        ("a calculation that failed", filled().failed("Counts", "E5", "#DIV/0!")),
        (
            "a month in words",
            filled().number("Monthly counts", "E4", "3").text("Monthly counts", "D4", "Sept 24"),
        ),
        (
            "a month without its year",
            filled().number("Monthly counts", "E4", "3").text("Monthly counts", "D4", "September"),
        ),
        (
            "a month to come",
            filled().number("Monthly counts", "E4", "3").text("Monthly counts", "D4", "2025-01"),
        ),
        (
            "the same row twice",
            filled().number("Counts", "E5", "3").text("Counts", "B5", "offences/burglary"),
        ),
        (
            "a series misspelt",
            filled().number("Counts", "E5", "3").text("Counts", "B5", "offences/burglery"),
        ),
        (
            "an area that is none of the quarter's",
            filled().number("Counts", "E5", "3").text("Counts", "C5", "X23000002"),
        ),
        (
            "a number for a code",
            filled().number("Counts", "E5", "3").number("Counts", "C5", "23000001"),
        ),
        (
            "history restated",
            filled()
                .number("Counts", "E5", "91")
                .text("Counts", "B5", "reports/missing")
                .text("Counts", "D5", "2023/24"),
        ),
        ("a status of another return", filled().text("Counts", "F4", "impossible")),
        (
            "more people than were asked",
            filled().number("Surveys", "E4", "33").number("Surveys", "F4", "32"),
        ),
        (
            "a percentage that no people give",
            filled().number("Surveys", "F4", "65").number("Surveys", "G4", "37.5"),
        ),
        ("a note and no figure", filled().text("Counts", "G5", "To follow.")),
        ("a hidden row", hiding_row(filled().number("Counts", "E5", "80"), 5)),
        (
            "a hidden column",
            filled().replacing(&counts, "<col min=\"5\"", "<col hidden=\"1\" min=\"5\""),
        ),
        (
            "a hidden sheet",
            filled().replacing(
                "xl/workbook.xml",
                "<sheet name=\"Surveys\"",
                "<sheet state=\"hidden\" name=\"Surveys\"",
            ),
        ),
        (
            "merged cells",
            filled().replacing(
                &counts,
                "</sheetData>",
                "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"E4:E5\"/></mergeCells>",
            ),
        ),
        ("a head of another name", filled().text("Counts", "E3", "Number")),
        (
            "a sheet that is no return",
            filled().replacing(
                "xl/workbook.xml",
                "<sheet name=\"Notes\"",
                "<sheet name=\"Sheet9\"",
            ),
        ),
    ]
}

fn describe_faults(faults: &[Fault]) -> String {
    let mut text = String::new();
    for fault in faults {
        let _ = writeln!(text, "{fault}\n  help: {}", fault.remedy);
    }
    text
}

#[test]
fn each_broken_workbook_is_told_with_its_cell() {
    let quarter = Quarter::new();
    let mut all = String::new();
    for (what, book) in workbooks() {
        let bytes = book.bytes();
        let refused = quarter.receive(&[Delivery { name: "bad.xlsx", bytes: &bytes }], None);
        let faults = refused.expect_err(what);
        assert!(faults.iter().all(|fault| fault.place.cell.is_some()), "{what}: {faults:?}");
        // A head of another name is missing under its own; two columns of one width are hidden.
        let twice = ["a head of another name", "a hidden column"].contains(&what);
        assert_eq!(faults.len(), if twice { 2 } else { 1 }, "{what}: {faults:?}");
        let _ = writeln!(all, "## {what}\n{}", describe_faults(&faults));
    }
    insta::assert_snapshot!("workbooks", all);
}

#[test]
fn ten_faults_are_told_at_once() {
    let counts = filled().path("Counts");
    let book = filled()
        .text("Counts", "E5", "n/a")
        .text("Counts", "F4", "finall")
        .replacing(
            &counts,
            "</sheetData>",
            "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"G4:G5\"/></mergeCells>",
        )
        .text("Monthly counts", "D4", "Apr-23")
        .number("Monthly counts", "E4", "3")
        .number("Monthly counts", "E5", "-3")
        .formatted("Surveys", "G4", "0.9", 9)
        .number("Positions", "E4", "0")
        .text("Money", "E4", "£7.8m")
        .text("Figures", "D4", "2024-01/2024-12")
        .text("Figures", "F4", "star")
        .number("Figures", "E4", "4.5")
        .replacing(
            "xl/workbook.xml",
            "<sheet name=\"Notes\"",
            "<sheet state=\"hidden\" name=\"Notes\"",
        );
    let bytes = book.bytes();
    let faults = Quarter::new().receive(&[Delivery { name: "ten.xlsx", bytes: &bytes }], None);
    let faults = faults.unwrap_err();
    insta::assert_snapshot!("ten", describe_faults(&faults));
    assert_eq!(faults.len(), 10);
}

#[test]
fn two_faults_of_one_row_are_told_at_once() {
    let quarter = Quarter::new();
    for (book, told_of) in [
        // A code as a number, a status that is none, and less than nobody.
        (
            filled()
                .number("Counts", "C5", "23000001")
                .number("Counts", "E5", "-4")
                .text("Counts", "F5", "finall"),
            ["Counts!C5", "Counts!E5", "Counts!F5"].as_slice(),
        ),
        // A series that nobody reads, of an area that is none of the quarter's.
        (
            filled().number("Counts", "E5", "4").text("Counts", "B5", "offences/burglery").text(
                "Counts",
                "C5",
                "X99999999",
            ),
            &["Counts!B5", "Counts!C5"],
        ),
        // No figure is known, so nothing is said of how it is made up.
        (
            filled().formatted("Surveys", "G4", "0.9", 9).text("Surveys", "H4", "finall"),
            &["Surveys!G4", "Surveys!H4"],
        ),
    ] {
        let bytes = book.bytes();
        let refused = quarter.receive(&[Delivery { name: "two.xlsx", bytes: &bytes }], None);
        let faults = refused.unwrap_err();
        let cells: Vec<_> = faults.iter().filter_map(|one| one.place.cell.as_deref()).collect();
        assert_eq!(cells, told_of, "{}", describe_faults(&faults));
    }
}

/// The CSVs of the fixtures, by name.
const TABLES: &[(&str, &[u8])] = &[
    ("semicolons.csv", include_bytes!("../../../../tests/fixtures/bad-returns/semicolons.csv")),
    ("windows-1252.csv", include_bytes!("../../../../tests/fixtures/bad-returns/windows-1252.csv")),
    ("utf-16.csv", include_bytes!("../../../../tests/fixtures/bad-returns/utf-16.csv")),
    ("other-heads.csv", include_bytes!("../../../../tests/fixtures/bad-returns/other-heads.csv")),
    ("cut-off.csv", include_bytes!("../../../../tests/fixtures/bad-returns/cut-off.csv")),
    (
        "of-another-partner.csv",
        include_bytes!("../../../../tests/fixtures/bad-returns/of-another-partner.csv"),
    ),
    ("saved-sheet.csv", include_bytes!("../../../../tests/fixtures/bad-returns/saved-sheet.csv")),
    ("total.csv", include_bytes!("../../../../tests/fixtures/bad-returns/total.csv")),
    ("withheld.csv", include_bytes!("../../../../tests/fixtures/bad-returns/withheld.csv")),
    ("empty.csv", include_bytes!("../../../../tests/fixtures/bad-returns/empty.csv")),
    ("only-heads.csv", include_bytes!("../../../../tests/fixtures/bad-returns/only-heads.csv")),
    ("old-workbook.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    ("no-workbook.xlsx", b"PK\x03\x04 and nothing else"),
    ("utf-16-without-mark.csv", b"s\0e\0r\0i\0e\0s\0,\0a\0r\0e\0a\0\n\0"),
    ("by-its-name.xlsx", b"<html><table><tr><td>Series</td></tr></table></html>"),
    ("blank.csv", b"\xEF\xBB\xBF\r\n \r\n"),
    ("open-document.ods", b"PK\x03\x04--------------------------mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK"),
];

#[test]
fn each_broken_table_is_told_with_its_line() {
    let quarter = Quarter::new();
    let mut all = String::new();
    for (name, bytes) in TABLES {
        let refused = quarter.receive(&[Delivery { name, bytes }], None);
        let faults = refused.expect_err(name);
        assert_eq!(faults.len(), 1, "{name}: {faults:?}");
        let _ = writeln!(all, "## {name}\n{}", describe_faults(&faults));
    }
    insta::assert_snapshot!("tables", all);
}

#[test]
fn a_row_after_the_last_that_a_sheet_can_have() {
    let path = filled().path("Counts");
    let rows = "<sheetData><row r=\"4294967295\"/><row/>";
    let bytes = filled().replacing(&path, "<sheetData>", rows).bytes();
    let refused = Quarter::new().receive(&[Delivery { name: "r.xlsx", bytes: &bytes }], None);
    let told = describe_faults(&refused.expect_err("no sheet has so many rows"));
    assert!(told.contains("it has a row, and a sheet has 1048576 at most"), "{told}");
}

#[test]
fn a_cell_beyond_the_end_of_a_sheet() {
    let path = filled().path("Counts");
    for place in ["A4294967295", "ABCD1", "A99999999999999999999"] {
        let rows = format!("<sheetData><row r=\"1\"><c r=\"{place}\"><v>1</v></c></row>");
        let bytes = filled().replacing(&path, "<sheetData>", &rows).bytes();
        let refused = Quarter::new().receive(&[Delivery { name: "r.xlsx", bytes: &bytes }], None);
        let told = describe_faults(&refused.expect_err("no sheet has such a cell"));
        assert!(told.contains("it has a cell that is beyond"), "{told}");
    }
}

#[test]
fn a_workbook_that_is_cut_off_is_told_as_that() {
    let bytes = filled().bytes();
    let half = &bytes[..bytes.len() / 2];
    let refused = Quarter::new().receive(&[Delivery { name: "half.xlsx", bytes: half }], None);
    let told = describe_faults(&refused.expect_err("half of it is missing"));
    assert!(told.contains("the file is cut off, or is not a workbook at all"), "{told}");
}
