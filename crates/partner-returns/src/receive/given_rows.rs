//! The rows that were handed in. Those of a sheet are kept; lines of a CSV are read again each time, since a
//! million of them would take more memory than their text.

use std::borrow::Cow;
use std::slice;

use panel_core::{Column, Fault, ReturnTable, code};
use panel_returns::{Cell, CsvRows, MOST_ROWS, Record, Shown, TableRows, record_rows, rows_under};

use super::given::{Given, NOTE_ALONE, Told, WORDS_ALONE, beside, given};
use super::limits::{are_enough, too_many_rows};

/// The rows of a table that were filled in.
#[derive(Debug, Clone, Default)]
pub(super) struct GivenRows<'a> {
    kept: Vec<Given>,
    lines: Option<Lines<'a>>,
}

/// The rows of a CSV under its heads.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) shown: Shown<'a>,
    pub(super) of: ReturnTable,
    pub(super) layout: Layout,
}

/// How the columns of a CSV stand.
#[derive(Debug, Clone)]
pub(super) enum Layout {
    /// In their order, under their names in the first row.
    Named,
    /// In any order, under the heads of a sheet.
    Titled(Titled),
}

/// Where the columns of a sheet stand.
#[derive(Debug, Clone)]
pub(super) struct Titled {
    /// Each column of the table.
    pub(super) placed: Vec<usize>,
    /// The column that only explains.
    pub(super) explains: Option<usize>,
    /// How many cells the row of heads has.
    pub(super) width: usize,
    /// The line of the heads.
    pub(super) line: u32,
}

impl<'a> GivenRows<'a> {
    /// Those of a CSV.
    pub(super) fn of_lines(lines: Lines<'a>) -> Self {
        Self { kept: Vec::new(), lines: Some(lines) }
    }

    /// Keeps a row.
    pub(super) fn push(&mut self, row: Given) {
        self.kept.push(row);
    }

    /// Whether nothing was filled in, be it right or wrong.
    pub(super) fn is_empty(&self) -> bool {
        let mut faults = Vec::new();
        self.reading().next(&mut faults).is_none() && faults.is_empty()
    }

    /// Those that are kept: of lines of records nothing was read otherwise than it stands.
    pub(super) fn kept(&self) -> &[Given] {
        &self.kept
    }

    /// The same, to be shown otherwise: lines have no sheet.
    pub(super) fn kept_mut(&mut self) -> &mut [Given] {
        &mut self.kept
    }

    /// Where the row of this number stands, which is its line in a CSV.
    pub(super) fn place(&self, number: u32) -> String {
        if self.lines.is_some() {
            return format!("line {number}");
        }
        self.kept.get(number as usize).map(|row| row.place.clone()).unwrap_or_default()
    }

    /// Every row, in their order.
    pub(super) fn reading(&self) -> Reading<'_, 'a> {
        let under = self.lines.as_ref().map(|lines| (lines, Under::new(lines)));
        Reading { kept: self.kept.iter(), read: 0, under, empty: 0 }
    }
}

/// Reads the rows one after the other.
pub(super) struct Reading<'r, 'a> {
    kept: slice::Iter<'r, Given>,
    read: u32,
    under: Option<(&'r Lines<'a>, Under<'a>)>,
    /// How many rows were not filled in.
    pub(super) empty: usize,
}

/// The rows under the heads of a CSV.
enum Under<'a> {
    Named(Option<TableRows<'a>>),
    Titled { rows: CsvRows<'a>, read: usize, stray: Option<Record>, strays: usize },
}

impl<'a> Under<'a> {
    fn new(Lines { text, shown, of, layout }: &Lines<'a>) -> Self {
        match layout {
            Layout::Named => {
                // What is wrong with the heads was told when they were found.
                let told = &mut Vec::new();
                Self::Named(match of {
                    ReturnTable::Figures(kind) => {
                        rows_under(text, shown, kind.column_names(), told)
                    }
                    ReturnTable::Records(table) => record_rows(text, shown, table, told),
                })
            }
            Layout::Titled(titled) => {
                let mut rows = CsvRows::new(text);
                let _ = rows.by_ref().find(|row| row.line >= titled.line);
                Self::Titled { rows, read: 0, stray: None, strays: 0 }
            }
        }
    }
}

impl<'r> Reading<'r, '_> {
    /// The next row, with its number; what is wrong with the form of those that are passed over is told.
    pub(super) fn next(&mut self, faults: &mut Vec<Fault>) -> Option<(u32, Cow<'r, Given>)> {
        if let Some(row) = self.kept.next() {
            self.read += 1;
            return Some((self.read - 1, Cow::Borrowed(row)));
        }
        let (lines, under) = self.under.as_mut()?;
        loop {
            if are_enough(faults) {
                return None;
            }
            let row = match (&mut *under, &lines.layout) {
                (Under::Titled { rows, read, stray, strays }, Layout::Titled(titled)) => {
                    let Some(row) = rows.next().filter(|_| *read < MOST_ROWS) else {
                        faults.extend(rows.fault(lines.shown.path()));
                        if *read == MOST_ROWS {
                            faults.push(too_many_rows(&lines.shown, MOST_ROWS));
                        }
                        faults.extend(stray.take().map(|row| lines.stray(&row, *strays)));
                        return None;
                    };
                    *read += 1;
                    lines.titled(titled, row, (stray, strays), &mut self.empty, faults)
                }
                (Under::Named(rows), _) => {
                    let record = rows.as_mut()?.next_row(faults)?;
                    if !record.whole {
                        // That is a fault already told.
                        continue;
                    }
                    if record.cells.iter().all(|cell| cell.text.is_empty()) {
                        self.empty += 1;
                        continue;
                    }
                    Some(given(lines.of, record, String::new()))
                }
                (Under::Titled { .. }, Layout::Named) => return None,
            };
            if let Some(row) = row {
                return Some((row.record.line, Cow::Owned(row)));
            }
        }
    }
}

impl Lines<'_> {
    /// A row under the heads of a sheet; nothing where nothing was filled in, or it is cut off.
    fn titled(
        &self,
        titled: &Titled,
        row: Record,
        (stray, strays): (&mut Option<Record>, &mut usize),
        empty: &mut usize,
        faults: &mut Vec<Fault>,
    ) -> Option<Given> {
        if row.cells.iter().all(|cell| cell.text.is_empty()) {
            return None;
        }
        let (has, wants) = (row.cells.len(), titled.width);
        if has < wants {
            let cells = if has == 1 { "cell" } else { "cells" };
            let message = format!("the row has {has} {cells}, the heads {wants}");
            let remedy = "was the file cut off? Leave a cell empty by writing its comma";
            faults.push(self.shown.fault(code!("returns::wrong_length"), &row, message, remedy));
            return None;
        }
        for (index, cell) in row.cells.iter().enumerate() {
            let known = titled.placed.contains(&index) || titled.explains == Some(index);
            if known || cell.text.is_empty() {
                continue;
            }
            *strays += 1;
            stray.get_or_insert_with(|| Record { cells: vec![cell.clone()], ..row.clone() });
        }
        let cells = titled.placed.iter().map(|index| row.cells[*index].clone()).collect();
        let said = titled.explains.and_then(|index| row.cells.get(index)).cloned();
        self.filled(Record { cells, titled: true, ..row }, said, empty, faults)
    }

    /// The row, unless nothing was filled in.
    fn filled(
        &self,
        record: Record,
        said: Option<Cell>,
        empty: &mut usize,
        faults: &mut Vec<Fault>,
    ) -> Option<Given> {
        let columns = self.of.columns();
        let filled = |wanted: &dyn Fn(&Column) -> bool| {
            let mut cells = columns.iter().zip(&record.cells);
            let cell = cells.find(|(column, cell)| wanted(column) && !cell.text.is_empty());
            cell.map(|(_, cell)| cell)
        };
        let mut fault = |cell: &Cell, (code, message, remedy): Told| {
            let row = Record { cells: vec![cell.clone()], ..record.clone() };
            let (source, row) = self.shown.row(&row);
            let message = message.to_owned();
            faults.push(row.cells[0].fault(code, &source, &row.span, message, remedy));
        };
        if filled(&|_| true).is_none() {
            if let Some(cell) = said.filter(|cell| !cell.text.is_empty()) {
                fault(&cell, WORDS_ALONE);
            }
            return None;
        }
        if !self.of.is_records() && filled(&Column::is_given).is_none() {
            if let Some(note) = filled(&|column| column.name == "note") {
                fault(note, NOTE_ALONE);
            }
            *empty += 1;
            return None;
        }
        Some(given(self.of, record, said.map(|cell| cell.text).unwrap_or_default()))
    }

    /// What is wrong with the cells that stand beside the table, of which this row has the first.
    fn stray(&self, row: &Record, strays: usize) -> Fault {
        let (source, row) = self.shown.row(row);
        let (message, remedy) = beside(self.of, strays);
        row.cells[0].fault(code!("returns::beside"), &source, &row.span, message, remedy)
    }
}
