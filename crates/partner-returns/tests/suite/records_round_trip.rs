//! Template, records written into it, received: the same records, and no number among them.

use std::collections::BTreeMap;

use panel_core::SourceText;
use panel_partner_returns::Delivery;
use panel_returns::{RecordReader, record_lines};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::edited::Edited;
use crate::reports::{FILED, HEAD, REPORTS, csv, keys, quarter, receive};

/// A day before the records are received.
fn day() -> impl Strategy<Value = String> {
    (2023..2025, 1..13, 1..29).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

/// The cells of a report but for its number, as a partner writes them and as they are filed.
fn report() -> impl Strategy<Value = Vec<String>> {
    let time = (0..24, 0..60).prop_map(|(hour, minute)| format!("T{hour:02}:{minute:02}"));
    let kind = prop_oneof![Just("missing"), Just("not_known")];
    let hours = proptest::option::of(0..1_000_u32);
    (
        proptest::option::of("[A-Z]{2}[0-9]{4}"),
        day(),
        proptest::option::of(time),
        kind,
        any::<bool>(),
        vec(day(), 0..4),
        hours,
    )
        .prop_map(|(person, reported, time, kind, child, mut visits, hours)| {
            visits.sort();
            vec![
                person.unwrap_or_default(),
                reported.clone(),
                time.map(|time| format!("{reported}{time}")).unwrap_or_default(),
                kind.to_owned(),
                if child { "yes" } else { "no" }.to_owned(),
                visits.join(" "),
                hours.map(|hours| hours.to_string()).unwrap_or_default(),
            ]
        })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 32,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_records_that_were_written_are_filed(
        reports in btree_map("[0-9]{3}/[A-Z]{3}", report(), 1..8),
        by_sheet in any::<bool>(),
    ) {
        let quarter = quarter();
        let bytes = if by_sheet {
            let mut book = Edited::new(&quarter.template(1).unwrap());
            for (row, (number, cells)) in (4..).zip(&reports) {
                book = book.text("Reports", &format!("A{row}"), number);
                for (column, cell) in ('B'..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                    let at = format!("{column}{row}");
                    book = if column == 'H' {
                        book.number("Reports", &at, cell)
                    } else {
                        book.text("Reports", &at, cell)
                    };
                }
            }
            book.bytes()
        } else {
            let lines: Vec<_> =
                reports.iter().map(|(number, cells)| format!("{number},{}", cells.join(","))).collect();
            csv(&lines.iter().map(String::as_str).collect::<Vec<_>>()).into_bytes()
        };
        let name = if by_sheet { "r.xlsx" } else { "r.csv" };
        let filing = receive(&quarter, &[Delivery { name, bytes: &bytes }], |_| {});
        prop_assert!(filing.is_ok(), "{filing:?}");
        let filing = filing.unwrap();
        let (_, table) = filing.files.iter().find(|(name, _)| name == FILED).unwrap();
        let keys = keys();
        let expected: BTreeMap<_, _> = reports
            .iter()
            .map(|(number, cells)| {
                let mut cells = cells.clone();
                if !cells[0].is_empty() {
                    cells[0] = keys.key(&cells[0]);
                }
                (keys.key(number), cells.join(","))
            })
            .collect();
        let found: BTreeMap<_, _> = table
            .lines()
            .skip(1)
            .map(|row| {
                let (key, rest) = row.split_once(',').unwrap();
                (key.to_owned(), rest.rsplit_once(',').unwrap().0.to_owned())
            })
            .collect();
        prop_assert_eq!(found, expected);
        for (number, cells) in &reports {
            prop_assert!(!table.contains(number.as_str()), "{}", table);
            prop_assert!(cells[0].is_empty() || !table.contains(&cells[0]), "{}", table);
        }
    }

    /// Whatever stands in the cells, there is a record, or a fault with its place.
    #[test]
    fn any_cells_are_a_record_or_told_in_their_places(
        rows in vec(vec("[ -~é\n]{0,20}|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?|yes|missing|[0-9a-f]{16}", 8), 0..4),
    ) {
        let mut writer = String::from(HEAD);
        for row in &rows {
            let cells: Vec<_> =
                row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            writer.push_str(&cells.join(","));
            writer.push('\n');
        }
        let source = SourceText::new("returns/reports.csv", &writer);
        let mut faults = Vec::new();
        let mut read = 0;
        if let Some((shown, lines)) = record_lines(&source, &REPORTS, &mut faults) {
            prop_assert_eq!(shown.text.len(), source.text.len());
            for line in lines.iter().filter(|line| line.whole) {
                let before = faults.len();
                let record = RecordReader::new(&shown, &REPORTS, line, &mut faults).parse();
                prop_assert_eq!(record.is_some(), faults.len() == before);
                read += usize::from(record.is_some());
            }
        }
        prop_assert!(read <= rows.len());
        for fault in &faults {
            prop_assert!(!fault.message.is_empty() && !fault.remedy.is_empty());
            let span = fault.place.span.clone();
            prop_assert!(span.is_some_and(|span| fault.place.source.text.get(span).is_some()), "{fault}");
        }
        // What a partner sent so is received, or refused without a word of what stood for a number.
        let sent = Delivery { name: "r.csv", bytes: writer.as_bytes() };
        if let Err(faults) = receive(&quarter(), &[sent], |_| {}) {
            prop_assert!(!faults.is_empty());
        }
    }
}
