//! Cells as they were handed in, each with its place in a text or in a sheet.

use std::ops::Range;

use panel_core::{Column, Fault, FaultCode, SourceText};

/// One row of a table.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its line, or its row in a sheet, from 1.
    pub line: u32,
    /// Its bytes; none in a sheet.
    pub span: Range<usize>,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether they are as many as the header has.
    pub whole: bool,
    /// Whether the heads over them are the titles of the columns, as in a sheet, and not their names.
    pub titled: bool,
}

impl Record {
    /// The head of a column, as whoever filled in the row reads it.
    pub(crate) fn head(&self, column: &Column) -> &'static str {
        if self.titled { column.title } else { column.name }
    }
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What it says, without quotation marks and spaces around it.
    pub text: String,
    /// Where it stands.
    pub spot: Spot,
}

/// Where a cell stands.
#[derive(Debug, Clone)]
pub enum Spot {
    /// In these bytes of a text.
    Bytes(Range<usize>),
    /// In a sheet.
    Sheet {
        /// Sheet and cell, such as `Counts!D7`.
        name: String,
        /// What a reader sees there and what is stored, where the two differ.
        differing: Option<Differing>,
    },
}

/// What a reader of a sheet sees in a cell, and what is stored in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// What is stored.
    pub stored: String,
    /// What is shown.
    pub shown: String,
}

impl Cell {
    /// Its bytes; those of the whole row for an empty cell or one of a sheet.
    pub(crate) fn bytes(&self, row: &Range<usize>) -> Range<usize> {
        match &self.spot {
            Spot::Bytes(span) if !span.is_empty() => span.clone(),
            Spot::Bytes(_) | Spot::Sheet { .. } => row.clone(),
        }
    }

    /// A fault in this cell of a row that has these bytes.
    #[must_use]
    pub fn fault(
        &self,
        code: FaultCode,
        source: &SourceText,
        row: &Range<usize>,
        message: String,
        remedy: &str,
    ) -> Fault {
        match &self.spot {
            Spot::Bytes(_) => Fault::at(code, source, self.bytes(row), message, remedy),
            Spot::Sheet { name, differing: None } => {
                Fault::in_cell(code, &source.path, name, message, remedy)
            }
            Spot::Sheet { name, differing: Some(Differing { stored, shown }) } => {
                let message = format!("{message} (stored {stored}, shown {shown})");
                Fault::in_cell(code, &source.path, name, message, remedy)
            }
        }
    }
}
