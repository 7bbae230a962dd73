//! A template, read back.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use zip::ZipArchive;

use crate::edited::Edited;
use crate::made_up::Quarter;

fn opened(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The texts of a sheet.
pub(crate) fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let range = opened(bytes).worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn it_has_a_cover_its_contents_a_sheet_a_kind_and_notes() {
    let bytes = Quarter::new().template(0).unwrap();
    let names = opened(&bytes).sheet_names();
    let kinds = ["Counts", "Monthly counts", "Surveys", "Positions", "Money", "Figures"];
    let expected: Vec<_> = ["Cover", "Contents"]
        .into_iter()
        .chain(kinds)
        .chain(["Series", "Periods", "Notes"])
        .collect();
    assert_eq!(names, expected);
    let listed: Vec<_> =
        rows(&bytes, "Contents").into_iter().skip(3).map(|row| row[0].clone()).collect();
    let others: Vec<_> = expected.iter().filter(|name| **name != "Contents").collect();
    assert_eq!(listed.iter().collect::<Vec<_>>(), others);
}

#[test]
fn the_cover_says_what_for_whom_by_when_and_how() {
    let bytes = Quarter::new().template(0).unwrap();
    let lines: Vec<_> = rows(&bytes, "Cover").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(lines[0], "Return of Anyshire Constabulary for Quarter 3 of 2024/25");
    for said in [
        "This return is fictional: neither its figures nor its bodies exist.",
        "Quarter: Quarter 3 of 2024/25, which ends with December 2024",
        "Contact: Head of Analysis",
        "Approved by: Fictional Performance Board",
        "Return it by: Friday 24 January 2025",
        "Return it to: Performance Officer, Office of the Anyshire Mayor",
        // Burglary's latest year, missing's latest year, 21 months, two shares, a place, money, stars.
        "Asked for: 28 figures. What has been received already is not asked again.",
    ] {
        assert!(lines.iter().any(|line| line == said), "no {said:?} in {lines:#?}");
    }
    let lines = rows(&Quarter::new().template(1).unwrap(), "Cover");
    assert!(lines.iter().any(|line| line[0] == "Return it by: no day is set"));
}

#[test]
fn rows_are_filled_in_but_for_their_figures() {
    let bytes = Quarter::new().template(0).unwrap();
    assert_eq!(
        rows(&bytes, "Counts")[2..],
        [
            ["What it is", "Series", "Area", "Period", "Count", "Status", "Note"],
            [
                "SP12: Offences",
                "offences/burglary",
                "X23000001",
                "2024-01/2024-12",
                "",
                "final",
                ""
            ],
            ["SP12: Reports", "reports/missing", "X23000001", "2024-01/2024-12", "", "final", ""],
        ]
    );
    let months = rows(&bytes, "Monthly counts");
    assert_eq!(months.len(), 3 + 21);
    assert_eq!((months[3][3].as_str(), months[23][3].as_str()), ("2023-04", "2024-12"));
    assert_eq!(rows(&bytes, "Positions")[3][3], "2024-12");
}

#[test]
fn nothing_is_asked_where_nothing_is_awaited() {
    let mut quarter = Quarter::new();
    quarter.partners[1].returns.clear();
    assert_eq!(quarter.template(1), None);
}

#[test]
fn each_sheet_but_the_cover_has_one_table_under_one_frozen_head() {
    let bytes = Quarter::new().template(0).unwrap();
    let mut workbook = opened(&bytes);
    workbook.load_tables().unwrap();
    let tables: Vec<_> = workbook.table_names().into_iter().cloned().collect();
    let unique: BTreeSet<_> = tables.iter().collect();
    assert_eq!(unique.len(), tables.len(), "{tables:?}");
    let parts = Edited::new(&bytes);
    for name in workbook.sheet_names() {
        let sheet = parts.part(&parts.path(&name)).to_owned();
        assert!(!sheet.contains("mergeCell"), "{name}");
        assert!(!sheet.contains("hidden=\"1\""), "{name}");
        assert!(sheet.contains("<cols>"), "{name} has columns of no width");
        let of_sheet = workbook.table_names_in_sheet(&name).len();
        if name == "Cover" {
            assert_eq!(of_sheet, 0);
            continue;
        }
        assert_eq!(of_sheet, 1, "{name}");
        assert!(sheet.contains("<pane ySplit=\"3\" topLeftCell=\"A4\""), "{name}");
        let table = workbook.table_by_name(&format!("Table_{}", name.replace(' ', "_"))).unwrap();
        assert_eq!(table.data().start(), Some((3, 0)), "{name}");
        assert!(table.columns().iter().all(|head| !head.is_empty()), "{name}");
        // A title and a sentence stand above, at the left edge.
        let range = workbook.worksheet_range(&name).unwrap();
        assert!(range.get_value((0, 0)).is_some() && range.get_value((1, 0)).is_some(), "{name}");
    }
}

#[test]
fn the_first_sheet_opens_at_its_first_cell() {
    let parts = Edited::new(&Quarter::new().template(0).unwrap());
    let workbook = parts.part("xl/workbook.xml");
    assert!(!workbook.contains("activeTab") && !workbook.contains("firstSheet"), "{workbook}");
    let cover = parts.part(&parts.path("Cover"));
    assert!(cover.contains("tabSelected=\"1\"") && !cover.contains("activeCell"), "{cover}");
}

#[test]
fn what_may_be_entered_is_checked_as_it_is_entered() {
    let parts = Edited::new(&Quarter::new().template(0).unwrap());
    let counts = parts.part(&parts.path("Counts"));
    for check in [
        "type=\"whole\" operator=\"greaterThanOrEqual\"",
        "<formula1>\"final,provisional,revised,annualised,partial,proxy,definition_differs\"</formula1>",
        "<formula1>\"X23000001\"</formula1>",
        "<formula1>Periods!$A$4:$A$",
    ] {
        assert!(counts.contains(check), "{check}: {counts}");
    }
    let figures = parts.part(&parts.path("Figures"));
    assert!(figures.contains("<formula1>\"count,percent,points,million_pounds,stars\"</formula1>"));
    let surveys = parts.part(&parts.path("Surveys"));
    assert!(surveys.contains("type=\"decimal\""), "{surveys}");
}

#[test]
fn the_list_of_periods_holds_every_period_that_is_asked_for() {
    let bytes = Quarter::new().template(0).unwrap();
    let periods: Vec<_> =
        rows(&bytes, "Periods").into_iter().skip(3).map(|row| row[0].clone()).collect();
    let last = 3 + periods.len();
    let parts = Edited::new(&bytes);
    assert!(parts.part(&parts.path("Surveys")).contains(&format!("$A$4:$A${last}<")));
    for sheet in ["Counts", "Monthly counts", "Surveys", "Positions", "Money", "Figures"] {
        for row in &rows(&bytes, sheet)[3..] {
            // A figure that is known for whatever period has none before the partner writes it.
            let is_free = sheet == "Figures" && row[3].is_empty();
            assert!(is_free || periods.contains(&row[3]), "{sheet}: {}", row[3]);
        }
    }
}

#[test]
fn codes_are_text() {
    let bytes = Quarter::new().template(0).unwrap();
    let mut workbook = opened(&bytes);
    let mut reader = workbook.worksheet_cells_reader("Counts").unwrap();
    let styles = reader.styles().to_vec();
    let mut seen = 0;
    while let Some((cell, style)) = reader.next_cell_with_style_id().unwrap() {
        let (row, column) = cell.get_position();
        let format = styles[style].number_format.as_ref().map(|one| one.format_code.as_str());
        if row >= 3 && (1..=3).contains(&column) {
            assert_eq!(format, Some("@"), "{row} {column}");
            seen += 1;
        }
    }
    assert_eq!(seen, 6);
}

#[test]
fn its_properties_are_filled_in() {
    let parts = Edited::new(&Quarter::new().template(0).unwrap());
    let core = parts.part("docProps/core.xml");
    for property in [
        "<dc:title>Return of Anyshire Constabulary for Quarter 3 of 2024/25</dc:title>",
        "<dc:subject>Figures for the paper to the Anyshire Policing Board</dc:subject>",
        "<dc:creator>Anyshire Mayor for Policing</dc:creator>",
        ">2025-02-13T00:00:00Z</dcterms:created>",
        ">2025-02-13T00:00:00Z</dcterms:modified>",
    ] {
        assert!(core.contains(property), "{property}: {core}");
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let bytes = Quarter::new().template(0).unwrap();
    assert!(bytes == Quarter::new().template(0).unwrap());
    // Nor does the day on which it is written stand in it.
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).unwrap();
        assert_eq!(entry.last_modified().map(|time| time.year()), Some(1980), "{index}");
    }
}
