//! Records with something wrong in them: each is told with its cell and a remedy, files nothing, and no
//! fault repeats the number of a person.

use std::fmt::Write as _;

use panel_core::Fault;
use panel_partner_returns::Delivery;

use crate::edited::Edited;
use crate::reports::{FILED, covers, csv, quarter, receive};

/// A number that no fault may repeat.
const NUMBER: &str = "QX8812";

fn describe_faults(faults: &[Fault]) -> String {
    let mut text = String::new();
    for fault in faults {
        let _ = writeln!(text, "{fault}\n  help: {}", fault.remedy);
        for shown in [&fault.message, &fault.remedy, &fault.place.source.text.to_string()] {
            assert!(!shown.contains(NUMBER), "{fault} shows a number:\n{shown}");
        }
    }
    text
}

fn line(cells: &str) -> String {
    format!("{NUMBER},{cells}")
}

const RIGHT: &str = "QX8812,QX8812,2024-10-05,,missing,no,,2";

#[test]
fn each_broken_table_of_records_is_told_with_its_line() {
    let cases = [
        ("no day", csv(&[&line(",05/10/2024,,missing,no,,")])),
        ("a day to come", csv(&[&line(",2025-01-21,,missing,no,,")])),
        (
            "days of which one is none",
            csv(&[&line(",2024-10-05,,missing,no,2024-10-06 2024-13-06,")]),
        ),
        ("a time without its day", csv(&[&line(",2024-10-05,23:40,missing,no,,")])),
        ("a name that is not known", csv(&[&line(",2024-10-05,,lost,no,,")])),
        ("a name that is nearly known", csv(&[&line(",2024-10-05,,mising,no,,")])),
        ("a name of a person", csv(&[&line(",2024-10-05,,anne,jdoe,,")])),
        ("a day of birth", csv(&[&line(",01/02/1985,,1985-02-01,no,1985-2-1,")])),
        ("neither yes nor no", csv(&[&line(",2024-10-05,,missing,perhaps,,")])),
        ("no whole number", csv(&[&line(",2024-10-05,,missing,no,,2.5")])),
        ("a cell that must not be empty", csv(&[&line(",,,missing,no,,")])),
        ("no number", csv(&[&format!(",{NUMBER},2024-10-05,,missing,no,,")])),
        (
            "cells that contradict each other",
            csv(&[&line(",2024-10-05,2024-10-04T10:00,missing,no,,")]),
        ),
        (
            "the same record twice",
            csv(&[RIGHT, &format!(" {},,2024-11-05,,missing,yes,,", NUMBER.to_lowercase())]),
        ),
        ("a row that is cut off", csv(&[RIGHT, NUMBER])),
        ("a quotation that is never closed", csv(&[&format!("\"{RIGHT}")])),
        ("a header of no table", format!("number,when\n{RIGHT}\n")),
        ("no header", format!("{RIGHT}\n{RIGHT}\n")),
        ("a header with another column", csv(&[RIGHT]).replace("hours", "minutes")),
        ("a header and no rows", csv(&[]).trim_end().to_owned()),
    ];
    let quarter = quarter();
    let mut all = String::new();
    for (what, text) in cases {
        let sent = Delivery { name: "bad.csv", bytes: text.as_bytes() };
        let faults = receive(&quarter, &[sent], |_| {}).expect_err(what);
        let _ = writeln!(all, "## {what}\n{}", describe_faults(&faults));
    }
    insta::assert_snapshot!("tables_of_records", all);
}

#[test]
fn what_a_delivery_of_records_must_bring_with_it_is_told_at_once() {
    let quarter = quarter();
    let force = quarter.partners[0].clone();
    let text = csv(&[RIGHT]);
    let sent = [Delivery { name: "sent.csv", bytes: text.as_bytes() }];
    let faults = receive(&quarter, &sent, |receiving| {
        (receiving.covers, receiving.keys, receiving.from) = (None, None, &force);
    });
    let faults = faults.unwrap_err();
    assert_eq!(faults.len(), 3);
    let mut all = describe_faults(&faults);
    for months in ["2024-01/2025-01", "2024-01/2025-06"] {
        let refused = receive(&quarter, &sent, |receiving| receiving.covers = Some(covers(months)));
        all.push_str(&describe_faults(&refused.unwrap_err()));
    }
    insta::assert_snapshot!("what_records_want", all);
    // Two with one number are two of one also where no key can be made.
    let text = csv(&[RIGHT, &RIGHT.replace(",no,", ",yes,"), &RIGHT.replacen(NUMBER, "QX8813", 1)]);
    let sent = [Delivery { name: "sent.csv", bytes: text.as_bytes() }];
    let faults = receive(&quarter, &sent, |receiving| receiving.keys = None).unwrap_err();
    let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["receive::no_key_file", "records::twice"]);
}

/// The template with one right report.
fn filled() -> Edited {
    Edited::new(&quarter().template(1).unwrap())
        .text("Reports", "A4", NUMBER)
        .text("Reports", "C4", "2024-10-05")
        .text("Reports", "E4", "missing")
        .text("Reports", "F4", "no")
}

#[test]
fn each_broken_sheet_of_records_is_told_with_its_cell() {
    let cases = [
        ("a number for a number of a register", filled().number("Reports", "A4", "8812")),
        ("a number for a day", filled().number("Reports", "C4", "45570")),
        ("a time for a day", filled().formatted("Reports", "C4", "0.5", 20)),
        ("a day for a moment", filled().formatted("Reports", "D4", "45570", 14)),
        ("a day to come", filled().formatted("Reports", "C4", "45700", 14)),
        ("a name that is not known", filled().text("Reports", "E4", "lost")),
        ("a calculation that failed", filled().failed("Reports", "A4", "#REF!")),
        ("a dash for nothing", filled().text("Reports", "H4", "-")),
        ("nothing where something must be", filled().text("Reports", "E4", " ")),
        (
            "the same record twice",
            filled()
                .text("Reports", "A6", &format!(" {NUMBER}"))
                .text("Reports", "C6", "2024-10-05")
                .text("Reports", "E6", "missing")
                .text("Reports", "F6", "no"),
        ),
        ("a number alone", filled().text("Reports", "A5", NUMBER)),
        (
            "several cells of one record",
            filled()
                .number("Reports", "A4", "8812")
                .number("Reports", "C4", "45570")
                .text("Reports", "E4", "lost"),
        ),
        ("a head of another name", filled().text("Reports", "H3", "Minutes")),
        (
            "merged cells",
            filled().replacing(
                &filled().path("Reports"),
                "</sheetData>",
                "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A4:A5\"/></mergeCells>",
            ),
        ),
    ];
    let quarter = quarter();
    let mut all = String::new();
    for (what, book) in cases {
        let bytes = book.bytes();
        let sent = Delivery { name: "bad.xlsx", bytes: &bytes };
        let faults = receive(&quarter, &[sent], |_| {}).expect_err(what);
        assert!(faults.iter().all(|fault| fault.place.cell.is_some()), "{what}: {faults:?}");
        let _ = writeln!(all, "## {what}\n{}", describe_faults(&faults));
        assert!(!all.contains("8812"), "{all}");
    }
    insta::assert_snapshot!("sheets_of_records", all);
}

#[test]
fn a_sheet_with_a_name_that_is_too_long_is_refused() {
    for (words, code) in [(20, "workbook::long_name"), (2_500, "workbook::too_large")] {
        let long = "Reports ".repeat(words);
        let name = ("name=\"Reports\"", format!("name=\"{long}\""));
        let bytes = filled().replacing("xl/workbook.xml", name.0, &name.1).bytes();
        let sent = Delivery { name: "long.xlsx", bytes: &bytes };
        let faults = receive(&quarter(), &[sent], |_| {}).unwrap_err();
        assert!(faults.iter().any(|fault| fault.code == code), "{faults:?}");
        assert!(faults.iter().all(|fault| fault.location().len() < 200), "{faults:?}");
    }
}

#[test]
fn a_figure_that_is_counted_is_not_received_as_well() {
    let mut quarter = quarter();
    let text = csv(&[RIGHT]);
    let sent = [Delivery { name: "sent.csv", bytes: text.as_bytes() }];
    quarter.file(&receive(&quarter, &sent, |_| {}).unwrap());
    // As a reading of the quarter would have it.
    let mut counted = quarter.returns.observations().next().unwrap().1.clone();
    counted.series = "reports/missing".into();
    counted.period = "2024-01/2024-12".parse().unwrap();
    counted.counted = Some(std::sync::Arc::new(panel_core::CountedFrom {
        rule: "Every report counts on its day.",
        records: Vec::new(),
        positive: None,
        left_out: Vec::new(),
    }));
    quarter.returns.receive(panel_core::ReturnKind::Counts, counted);
    let figure = "series,area,period,count,status,note\nreports/missing,X23000001,2024-01/2024-12,3,final,\n";
    let sent = [Delivery { name: "sent.csv", bytes: figure.as_bytes() }];
    let refused = quarter.receive(&sent, Some("Corrected")).unwrap_err();
    assert_eq!(
        refused[0].to_string(),
        "sent.csv:2:43: receive::counted: `reports/missing` for 12 months to December 2024 is counted from records, and is 407 by them"
    );
}

#[test]
fn a_table_that_somebody_filed_with_numbers_is_told_and_not_shown() {
    let mut quarter = quarter();
    let text = csv(&[RIGHT]);
    let sent = [Delivery { name: "sent.csv", bytes: text.as_bytes() }];
    quarter.file(&receive(&quarter, &sent, |_| {}).unwrap());
    let table = quarter.texts.get_mut(FILED).unwrap();
    let (head, row) = table.split_once('\n').unwrap();
    *table = format!("{head}\n{NUMBER},{}", row.split_once(',').unwrap().1);
    let refused = receive(&quarter, &sent, |_| {}).unwrap_err();
    assert_eq!(
        describe_faults(&refused),
        format!(
            "{FILED}:2:1: records::open_key: this is not a key of 16 hexadecimal digits\n  help: never file a name or a number of a person: `panel returns receive` makes a key of it\n"
        )
    );
}
