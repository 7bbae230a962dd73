//! A sheet of a template that was saved as CSV: a title may stand over its heads, which are those of the
//! sheet in any order, and one column only explains.

use std::collections::BTreeMap;

use panel_core::{Fault, RecordTable, ReturnTable, SourceText, code, quoted_piece};
use panel_returns::{Cell, CellMask, Cover, Record, Shown, Spot, all_lines, mask_letters};

use super::given_rows::{GivenRows, Layout, Lines, Titled};
use super::heads::{LAST_HEAD, norm, table_of_heads};
use super::table::{Expected, Table};
use crate::template::WHAT_IT_IS;

/// A sheet that was saved as CSV.
pub(super) struct SavedSheet {
    of: ReturnTable,
    head: Record,
}

/// The sheet that was saved in a text; nothing where it holds none, or a table that has the names of
/// the columns over it.
///
/// # Errors
/// What is wrong with the form of a CSV that begins as no table does.
pub(super) fn found(
    (name, text): (&str, &str),
    known: &[&'static RecordTable],
) -> Result<Option<SavedSheet>, Vec<Fault>> {
    let mut faults = Vec::new();
    let shown = Shown::rows(name, text, Cover::All);
    let Some(mut rows) = all_lines(text, &shown, &mut faults) else { return Err(faults) };
    for head in rows.by_ref().take(LAST_HEAD as usize + 1) {
        let heads: Vec<_> = head.cells.iter().map(|cell| &*cell.text).collect();
        let Some(of) = table_of_heads(&heads, known) else { continue };
        let named = head.line == 1 && !heads.iter().any(|head| is_of_sheet(of, head));
        return Ok((!named).then_some(SavedSheet { of, head }));
    }
    rows.fault(name).map_or(Ok(None), |fault| Err(vec![fault]))
}

/// Whether a head is that of a sheet, and not the name of a column.
fn is_of_sheet(of: ReturnTable, head: &str) -> bool {
    let mut columns = of.columns().iter();
    norm(head) == norm(WHAT_IT_IS)
        || columns.any(|column| norm(column.title) == norm(head) && column.name != head)
}

impl SavedSheet {
    /// Its table, with every fault of its heads.
    pub(super) fn table<'a>(
        mut self,
        (name, text): (&str, &'a str),
        expected: &Expected<'_>,
        faults: &mut Vec<Fault>,
    ) -> Option<Table<'a>> {
        while self.head.cells.last().is_some_and(|cell| cell.text.is_empty()) {
            self.head.cells.pop();
        }
        let Self { of, head } = self;
        // A line of records may hold the number of a person anywhere.
        let cover = match of {
            ReturnTable::Records(table) => {
                Cover::AllBut(CellMask::new(table).covering(expected.covers))
            }
            ReturnTable::Figures(_) => Cover::Nothing,
        };
        let shown = Shown::rows(name, text, cover);
        let before = faults.len();
        let (source, shown_head) = shown.row_of_heads(&head);
        let (placed, explains) = columns(of, &head, (&source, &shown_head), faults);
        if faults.len() > before {
            return None;
        }
        let spot = Spot::Bytes(shown_head.span);
        let titled = Titled {
            placed: of.columns().iter().map(|column| placed[column.name]).collect(),
            explains,
            width: head.cells.len(),
            line: head.line,
        };
        let lines = Lines { text, shown: shown.clone(), of, layout: Layout::Titled(titled) };
        let head = Cell { text: String::new(), spot };
        Some(Table { source, shown, of, head, rows: GivenRows::of_lines(lines), empty: 0 })
    }
}

/// Where each column stands, and the one that only explains.
fn columns(
    of: ReturnTable,
    head: &Record,
    (source, shown_head): (&SourceText, &Record),
    faults: &mut Vec<Fault>,
) -> (BTreeMap<&'static str, usize>, Option<usize>) {
    let (mut placed, mut explains) = (BTreeMap::new(), None);
    let heads = of.columns().iter().map(|column| column.title).collect::<Vec<_>>().join(", ");
    for (index, cell) in head.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
        let text = norm(&cell.text);
        let mut all = of.columns().iter();
        let known = all.find(|one| norm(one.title) == text || norm(one.name) == text);
        let message = match known {
            Some(one) if placed.contains_key(one.name) => {
                format!("the column `{}` is here a second time", one.title)
            }
            Some(one) => {
                placed.insert(one.name, index);
                continue;
            }
            None if text == norm(WHAT_IT_IS) => {
                explains = Some(index);
                continue;
            }
            None => {
                let masked;
                let shown = if shows_head(of, &cell.text) {
                    &*cell.text
                } else {
                    masked = mask_letters(&cell.text);
                    &masked
                };
                format!("a return of {} has no column `{}`", of.name(), quoted_piece(shown))
            }
        };
        let remedy = format!("take the column away, or correct its head: there are {heads}");
        let (cell, row) = (&shown_head.cells[index], &shown_head.span);
        faults.push(cell.fault(code!("returns::wrong_header"), source, row, message, &remedy));
    }
    for column in of.columns().iter().filter(|one| !placed.contains_key(one.name)) {
        let message = format!("the column `{}` is missing", column.title);
        let remedy = format!("add it: there are {heads}");
        let span = shown_head.span.clone();
        faults.push(Fault::at(code!("returns::wrong_header"), source, span, message, remedy));
    }
    (placed, explains)
}

/// Whether a fault may show what stands over a column.
fn shows_head(of: ReturnTable, head: &str) -> bool {
    match of {
        ReturnTable::Records(table) => CellMask::new(table).shows_head(head),
        ReturnTable::Figures(_) => true,
    }
}
