//! A table as it was handed in, whether in a sheet or as CSV.

use std::collections::BTreeSet;

use panel_core::{Column, Fault, Holds, RecordTable, ReturnKind, ReturnTable, SourceText};
use panel_returns::{Cell, Record, Spot, record_lines, records};

use super::{record_value, workbook};
use crate::template::WHAT_IT_IS;

/// A table of one kind of return, or of records.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// The file, with its text where it is one; of records, without what may name a person.
    pub(super) source: SourceText,
    /// What it holds.
    pub(super) of: ReturnTable,
    /// Where its heads stand, for what is wrong with all of it.
    pub(super) head: Cell,
    /// The rows that were filled in.
    pub(super) rows: Vec<Given>,
    /// How many were not.
    pub(super) empty: usize,
}

/// A row that was filled in.
#[derive(Debug, Clone)]
pub(super) struct Given {
    /// Its cells, in the order of the kind's columns.
    pub(super) record: Record,
    /// Where it stands: `Counts!B4:G4`, or `line 7`.
    pub(super) place: String,
    /// What was read in a way that the partner should know of: the cell, and how.
    pub(super) read: Vec<(String, String)>,
}

impl Table {
    /// A fault of all of it.
    pub(super) fn fault(&self, code: &'static str, message: String, remedy: &str) -> Fault {
        let row = match &self.head.spot {
            Spot::Bytes(span) => span.clone(),
            Spot::Sheet { .. } => 0..0,
        };
        self.head.fault(code, &self.source, &row, message, remedy)
    }
}

/// A head without what spreadsheets and people change in it.
pub(super) fn norm(head: &str) -> String {
    let words = head.split(|letter: char| letter.is_whitespace() || letter == '_');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The table whose columns these heads are, or nearly are: more than half of them, and of figures the
/// series among them.
pub(super) fn table_of_heads(
    heads: &[&str],
    records: &[&'static RecordTable],
) -> Option<ReturnTable> {
    let found: BTreeSet<_> = heads.iter().map(|head| norm(head)).collect();
    let explains = usize::from(found.contains(&norm(WHAT_IT_IS)));
    let amiss = |columns: &[Column]| {
        let there = |name: &str| found.contains(&norm(name));
        let right =
            columns.iter().filter(|column| there(column.title) || there(column.name)).count();
        let others = found.len().saturating_sub(right + explains);
        (right * 2 > columns.len()).then_some(columns.len() - right + others)
    };
    let kinds = ReturnKind::ALL.into_iter().filter(|_| found.contains("series"));
    let figures = kinds.map(ReturnTable::Figures);
    let all = figures.chain(records.iter().map(|table| ReturnTable::Records(table)));
    let near = all.filter_map(|table| Some((amiss(table.columns())?, table)));
    near.min_by_key(|(amiss, _)| *amiss).map(|(_, table)| table)
}

/// The tables of a file, with every fault of their form.
pub(super) fn tables(
    name: &str,
    bytes: &[u8],
    known: &[&'static RecordTable],
    faults: &mut Vec<Fault>,
) -> Vec<Table> {
    if bytes.starts_with(b"PK") {
        return workbook::tables(name, bytes, known, faults);
    }
    let refused = |code, message: &str, remedy: &str| Fault::of_file(code, name, message, remedy);
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        faults.push(refused(
            "workbook::old_or_locked",
            "this is an old Excel workbook (.xls), or one with a password",
            "save it as Excel workbook (.xlsx) without a password",
        ));
        return Vec::new();
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        faults.push(refused(
            "file::utf16",
            "the file is UTF-16, which a spreadsheet calls Unicode text",
            "save it as CSV (UTF-8)",
        ));
        return Vec::new();
    }
    match panel_returns::decode(name, bytes) {
        Ok(source) => csv(&source, known, faults).into_iter().collect(),
        Err(fault) => {
            faults.push(*fault);
            Vec::new()
        }
    }
}

/// A CSV: the heads of its first line say what it holds.
fn csv(
    source: &SourceText,
    known: &[&'static RecordTable],
    faults: &mut Vec<Fault>,
) -> Option<Table> {
    let first = source.text.lines().next().unwrap_or_default();
    let heads: Vec<_> =
        first.split([',', ';', '\t']).map(|head| head.trim().trim_matches('"')).collect();
    let Some(of) = table_of_heads(&heads, known) else {
        let figures = ReturnKind::ALL.into_iter().map(ReturnTable::Figures);
        let all = figures.chain(known.iter().map(|table| ReturnTable::Records(table)));
        let headers: Vec<_> = all.map(|table| table.column_names().join(",")).collect();
        faults.push(Fault::at(
            "returns::wrong_header",
            &first_line(source, first),
            0..first.len(),
            "the first line is not the header of a return",
            format!("begin the file with one of:\n{}", headers.join("\n")),
        ));
        return None;
    };
    let (source, lines) = match of {
        ReturnTable::Figures(kind) => (source.clone(), records(source, kind, faults)?),
        ReturnTable::Records(table) => record_lines(source, table, faults)?,
    };
    let head = Cell { text: String::new(), spot: Spot::Bytes(0..first.len()) };
    let mut table = Table { source, of, head, rows: Vec::new(), empty: 0 };
    for mut record in lines {
        let filled = record.cells.iter().any(|cell| !cell.text.is_empty());
        // A row of another length is a fault already told.
        if !record.whole || !filled {
            table.empty += usize::from(!filled);
            continue;
        }
        if of.is_records() {
            for (column, cell) in of.columns().iter().zip(&mut record.cells) {
                if column.holds != Holds::Key {
                    cell.text = record_value::written(column, &cell.text);
                }
            }
        }
        let place = format!("line {}", record.line);
        table.rows.push(Given { record, place, read: Vec::new() });
    }
    Some(table)
}

/// What a fault shows of a file that is none of ours: its first line, unless it may be of a person.
fn first_line(source: &SourceText, first: &str) -> SourceText {
    if first.contains(|letter: char| letter.is_ascii_digit()) {
        let dots = first.chars().map(|letter| if letter.is_ascii() { '*' } else { letter });
        let shown = dots.filter(char::is_ascii).collect::<String>();
        return SourceText::new(&source.path, &shown);
    }
    SourceText::new(&source.path, first)
}
