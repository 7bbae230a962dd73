//! A sheet of a workbook being read.

use panel_core::{Fault, FaultCode, Period, SourceText};

use super::xlsx::{Grid, Spent, address};

/// A sheet being read.
pub(super) struct Sheet<'a> {
    pub(super) source: &'a SourceText,
    pub(super) name: &'a str,
    pub(super) grid: Grid,
    pub(super) spent: &'a Spent,
    /// The months that records cover.
    pub(super) covers: Option<Period>,
}

impl Sheet<'_> {
    pub(super) fn fault(
        &self,
        code: FaultCode,
        at: (u32, u32),
        message: &str,
        remedy: &str,
    ) -> Fault {
        Fault::in_cell(code, &self.source.path, &address(self.name, at), message, remedy)
    }

    pub(super) fn text(&self, at: (u32, u32)) -> String {
        self.grid.cells.get(&at).map(|cell| cell.stored.shown(&cell.format)).unwrap_or_default()
    }
}
