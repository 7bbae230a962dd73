//! The rows that were handed in. Those of a sheet are kept; lines of records are read again each time, since a
//! million of them would take more memory than their text.

use std::borrow::Cow;

use panel_core::{RecordTable, SourceText};
use panel_returns::{Record, rows_under};

use super::table::{Given, given};

/// The rows of a table that were filled in.
#[derive(Debug, Clone, Default)]
pub(super) struct GivenRows {
    kept: Vec<Given>,
    lines: Option<Lines>,
}

/// The lines of a table of records, in a text without a fault of its form, or with faults that were told.
#[derive(Debug, Clone)]
struct Lines {
    source: SourceText,
    table: &'static RecordTable,
    count: usize,
}

impl GivenRows {
    /// So many lines of records under the header of `source`.
    pub(super) fn of_lines(source: &SourceText, table: &'static RecordTable, count: usize) -> Self {
        let lines = Some(Lines { source: source.clone(), table, count });
        Self { kept: Vec::new(), lines }
    }

    /// Keeps a row.
    pub(super) fn push(&mut self, row: Given) {
        self.kept.push(row);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.lines.as_ref().is_none_or(|lines| lines.count == 0)
    }

    /// Those that are kept: of lines of records nothing was read otherwise than it stands.
    pub(super) fn kept(&self) -> &[Given] {
        &self.kept
    }

    /// The same, to be shown otherwise: lines have no sheet.
    pub(super) fn kept_mut(&mut self) -> &mut [Given] {
        &mut self.kept
    }

    /// Every row, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'_, Given>> {
        let lines = self.lines.iter().flat_map(Lines::rows).map(Cow::Owned);
        self.kept.iter().map(Cow::Borrowed).chain(lines)
    }
}

impl<'a> IntoIterator for &'a GivenRows {
    type Item = Cow<'a, Given>;
    type IntoIter = Box<dyn Iterator<Item = Self::Item> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl Lines {
    fn rows(&self) -> impl Iterator<Item = Given> + use<> {
        // What is wrong with their form was told when they were read first.
        let mut told = Vec::new();
        let columns = self.table.column_names();
        let mut rows = rows_under(&self.source, &self.source, columns, &mut told);
        let table = self.table.into();
        std::iter::from_fn(move || {
            told.clear();
            rows.as_mut()?.next_row(&mut told)
        })
        .filter(is_filled)
        .map(move |record| given(table, record, String::new()))
    }
}

/// Whether anything stands in a row that has as many cells as its header.
pub(super) fn is_filled(record: &Record) -> bool {
    record.whole && record.cells.iter().any(|cell| !cell.text.is_empty())
}
