//! The sheet of what has changed since the last report, where a previous quarter is named.

use panel_report::Composition;
use panel_report::view::ChangeLine;
use rust_decimal::Decimal;

use super::cell::Cell;
use super::sheet::Sheet;

/// The name of the sheet.
pub(crate) const CHANGES: &str = "Changes";

/// The sheet; that nothing changed is a row too.
pub(crate) fn of(composition: &Composition) -> Option<Sheet> {
    let changes = composition.changes.as_ref()?;
    let nothing = ChangeLine {
        kind: "Nothing has changed",
        of: String::new(),
        period: String::new(),
        before: String::new(),
        now: String::new(),
        why: String::new(),
    };
    let lines = if changes.lines.is_empty() { &[nothing][..] } else { &changes.lines };
    let columns = [
        ("What changed", 22),
        ("Rows and figure, or setting", 60),
        ("Months", 30),
        ("Before", 20),
        ("Now", 20),
        ("Why, and what differs", 70),
    ];
    Some(Sheet {
        name: CHANGES,
        what: "What has changed since the last report, a line each",
        title: format!("What has changed since the report for {}", changes.since),
        columns: columns.map(|(head, width)| (head.to_owned(), width)).to_vec(),
        rows: lines.iter().map(cells).collect(),
        marks: [].into(),
    })
}

fn cells(line: &ChangeLine) -> Vec<Cell> {
    let ChangeLine { kind, of, period, before, now, why } = line;
    vec![
        Cell::words(kind),
        Cell::words(of),
        Cell::words(period),
        number_or_words(before),
        number_or_words(now),
        Cell::words(why),
    ]
}

/// What is printed as a number and nothing more is one.
fn number_or_words(text: &str) -> Cell {
    let plain = text.replace('\u{2212}', "-").replace(',', "");
    plain.parse::<Decimal>().map_or_else(|_| Cell::words(text), Cell::Number)
}
