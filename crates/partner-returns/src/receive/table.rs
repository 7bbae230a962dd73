//! A table as it was handed in, whether in a sheet or as CSV.

use std::collections::BTreeSet;

use panel_core::{Fault, ReturnKind, SourceText};
use panel_returns::{Record, records};

use super::workbook;
use crate::template::WHAT_IT_IS;

/// A table of one kind of return.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// The file, with its text where it is one.
    pub(super) source: SourceText,
    /// The kind of return.
    pub(super) kind: ReturnKind,
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
    /// What was read in a way that the partner should know of.
    pub(super) read: Vec<String>,
}

/// A head without what spreadsheets and people change in it.
pub(super) fn norm(head: &str) -> String {
    let words = head.split(|letter: char| letter.is_whitespace() || letter == '_');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The kind of return whose columns these heads are, or nearly are: more than half of them, and the
/// series among them.
pub(super) fn kind_of_heads(heads: &[&str]) -> Option<ReturnKind> {
    let found: BTreeSet<_> = heads.iter().map(|head| norm(head)).collect();
    if !found.contains("series") {
        return None;
    }
    let explains = usize::from(found.contains(&norm(WHAT_IT_IS)));
    let amiss = |kind: ReturnKind| {
        let columns = kind.columns();
        let there = |name: &str| found.contains(&norm(name));
        let right =
            columns.iter().filter(|column| there(column.title) || there(column.name)).count();
        let others = found.len().saturating_sub(right + explains);
        (right * 2 > columns.len()).then_some(columns.len() - right + others)
    };
    let kinds = ReturnKind::ALL.into_iter().filter_map(|kind| Some((amiss(kind)?, kind)));
    kinds.min_by_key(|(amiss, _)| *amiss).map(|(_, kind)| kind)
}

/// The tables of a file, with every fault of their form.
pub(super) fn tables(name: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Vec<Table> {
    if bytes.starts_with(b"PK") {
        return workbook::tables(name, bytes, faults);
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
        Ok(source) => csv(&source, faults).into_iter().collect(),
        Err(fault) => {
            faults.push(*fault);
            Vec::new()
        }
    }
}

/// A CSV: the heads of its first line say which kind it is.
fn csv(source: &SourceText, faults: &mut Vec<Fault>) -> Option<Table> {
    let first = source.text.lines().next().unwrap_or_default();
    let heads: Vec<_> =
        first.split([',', ';', '\t']).map(|head| head.trim().trim_matches('"')).collect();
    let Some(kind) = kind_of_heads(&heads) else {
        let known: Vec<_> =
            ReturnKind::ALL.iter().map(|kind| kind.column_names().join(",")).collect();
        faults.push(Fault::at(
            "returns::wrong_header",
            source,
            0..first.len(),
            "the first line is not the header of a return",
            format!("begin the file with one of:\n{}", known.join("\n")),
        ));
        return None;
    };
    let mut table = Table { source: source.clone(), kind, rows: Vec::new(), empty: 0 };
    for record in records(source, kind, faults)? {
        let filled = record.cells.iter().any(|cell| !cell.text.is_empty());
        // A row of another length is a fault already told.
        if !record.whole || !filled {
            table.empty += usize::from(!filled);
            continue;
        }
        let place = format!("line {}", record.line);
        table.rows.push(Given { record, place, read: Vec::new() });
    }
    Some(table)
}
