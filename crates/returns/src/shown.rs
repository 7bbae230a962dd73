//! What faults show of a text that is read row by row: the one row that each is about.
//!
//! A fault that held all of a long text would keep it in memory, and a second one with stars for what may not be
//! shown. So a row is read without its text first, and again with it where something is wrong.

use std::cell::Cell as Counter;
use std::rc::Rc;

use panel_core::{Fault, FaultCode, SourceText};

use crate::cell_mask::{CellMask, mask_letters};
use crate::cells::{Cell, Record, Spot};
use crate::csv_rows::CsvRows;

/// So many bytes of rows are kept in faults; of further rows the line is told alone.
const MOST_KEPT: usize = 8 * 1024 * 1024;

/// What of a row is covered with stars.
#[derive(Debug, Clone, Copy)]
pub enum Cover<'a> {
    /// Nothing.
    Nothing,
    /// What this mask does not show, of rows whose cells are in the order of its table.
    Cells(CellMask<'a>),
    /// Everything but heads that this mask shows.
    AllBut(CellMask<'a>),
    /// Everything.
    All,
}

/// What faults show of a table.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    /// All of it; where rows are shown alone, its path.
    source: SourceText,
    rows: Option<Rows<'a>>,
}

#[derive(Debug, Clone)]
struct Rows<'a> {
    text: &'a str,
    cover: Cover<'a>,
    /// How many bytes of rows may still be kept.
    left: Rc<Counter<usize>>,
}

impl<'a> Shown<'a> {
    /// All of a text, or the name of a workbook.
    #[must_use]
    pub fn whole(source: SourceText) -> Self {
        Self { source, rows: None }
    }

    /// The rows of a text, each by itself.
    #[must_use]
    pub fn rows(path: &str, text: &'a str, cover: Cover<'a>) -> Self {
        let left = Rc::new(Counter::new(MOST_KEPT));
        Self { source: SourceText::new(path, ""), rows: Some(Rows { text, cover, left }) }
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.source.path
    }

    /// The text that shows a row, and the row with its places in that text.
    #[must_use]
    pub fn row(&self, row: &Record) -> (SourceText, Record) {
        self.excerpt(row, false)
    }

    /// The same for the row of heads, of which the cells say what may be shown as well.
    #[must_use]
    pub fn head(&self, head: &Record) -> (SourceText, Record) {
        let (source, mut shown) = self.excerpt(head, true);
        let text = match &self.rows {
            Some(_) => &*source.text,
            None => source.text.get(head.span.clone()).unwrap_or_default(),
        };
        if let Some(read) = CsvRows::new(text).next() {
            for (cell, read) in shown.cells.iter_mut().zip(read.cells) {
                cell.text = read.text;
            }
        }
        (source, shown)
    }

    /// The text that shows the row of heads, and the row with its places in that text and the cells as they
    /// stand.
    #[must_use]
    pub fn row_of_heads(&self, head: &Record) -> (SourceText, Record) {
        self.excerpt(head, true)
    }

    /// Reads a row by `read`, and where it finds a fault once more with the text that shows it.
    pub fn read<T>(
        &self,
        row: &Record,
        faults: &mut Vec<Fault>,
        read: impl Fn(&SourceText, &Record, &mut Vec<Fault>) -> T,
    ) -> T {
        let before = faults.len();
        let found = read(&self.source, row, faults);
        if faults.len() == before || self.rows.is_none() {
            return found;
        }
        faults.truncate(before);
        let (source, row) = self.row(row);
        read(&source, &row, faults)
    }

    fn excerpt(&self, row: &Record, is_head: bool) -> (SourceText, Record) {
        let Some(rows) = &self.rows else { return (self.source.clone(), row.clone()) };
        let mut row = row.clone();
        let Some(left) = rows.left.get().checked_sub(row.span.len()) else {
            let name = format!("line {}", row.line);
            for cell in &mut row.cells {
                cell.spot = Spot::Sheet { name: name.clone(), differing: None };
            }
            return (self.source.clone(), row);
        };
        rows.left.set(left);
        let text = rows.text.get(row.span.clone()).unwrap_or_default();
        let covered = match rows.cover {
            Cover::Nothing => None,
            Cover::Cells(mask) | Cover::AllBut(mask) if !mask.has_keys() => None,
            Cover::Cells(mask) => Some(mask.mask_row(text, is_head)),
            Cover::AllBut(mask) if is_head => Some(mask.mask_row(text, true)),
            Cover::AllBut(_) | Cover::All => Some(mask_letters(text)),
        };
        let source = self.source.with_lines(row.line, covered.as_deref().unwrap_or(text));
        let start = row.span.start;
        for cell in &mut row.cells {
            if let Spot::Bytes(span) = &mut cell.spot {
                *span = span.start.saturating_sub(start)..span.end.saturating_sub(start);
            }
        }
        row.span = 0..text.len();
        (source, row)
    }

    /// A fault of a whole row.
    #[must_use]
    pub fn fault(&self, code: FaultCode, row: &Record, message: String, remedy: &str) -> Fault {
        let (source, row) = self.row(row);
        let spot = match row.cells.first().map(|cell| &cell.spot) {
            Some(Spot::Sheet { name, .. }) => Spot::Sheet { name: name.clone(), differing: None },
            _ => Spot::Bytes(row.span.clone()),
        };
        Cell { text: String::new(), spot }.fault(code, &source, &row.span, message, remedy)
    }
}
