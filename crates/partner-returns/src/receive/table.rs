//! A table as it was handed in, whether in a sheet or as CSV.

use panel_core::{Fault, FaultCode, Period, RecordTable, ReturnKind, ReturnTable, SourceText};
use panel_returns::{Cell, CellMask, Record, Shown, Spot};

use super::Receiving;
use super::given_rows::GivenRows;

/// A table of one kind of return, or of records.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    /// The file, with its heads where it is a text; of records, without what may name a person.
    pub(super) source: SourceText,
    /// What faults show of its rows.
    pub(super) shown: Shown<'a>,
    /// What it holds.
    pub(super) of: ReturnTable,
    /// Where its heads stand, for what is wrong with all of it.
    pub(super) head: Cell,
    /// The rows that were filled in.
    pub(super) rows: GivenRows<'a>,
    /// How many of a sheet were not.
    pub(super) empty: usize,
}

impl Table<'_> {
    /// A fault of all of it.
    pub(super) fn fault(&self, code: FaultCode, message: String, remedy: &str) -> Fault {
        let row = match &self.head.spot {
            Spot::Bytes(span) => span.clone(),
            Spot::Sheet { .. } => 0..0,
        };
        self.head.fault(code, &self.source, &row, message, remedy)
    }

    /// A fault of a row of it, in the cell of this column.
    pub(super) fn row_fault(
        &self,
        record: &Record,
        column: usize,
        code: FaultCode,
        message: String,
        remedy: &str,
    ) -> Fault {
        let (source, record) = self.shown.row(record);
        record.cells[column].fault(code, &source, &record.span, message, remedy)
    }
}

/// What a delivery may hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected<'a> {
    /// Every table of records.
    pub(super) known: &'a [&'static RecordTable],
    /// The tables of the partner, for a file that holds none.
    pub(super) own: &'a [ReturnTable],
    /// The months that its records cover.
    pub(super) covers: Option<Period>,
}

/// Whether a table has keys of people.
pub(super) fn has_keys(table: &ReturnTable) -> bool {
    match table {
        ReturnTable::Records(table) => CellMask::new(table).has_keys(),
        ReturnTable::Figures(_) => false,
    }
}

/// What a partner returns: the kinds of its figures, and its tables of records; where it returns
/// nothing, every one.
pub(super) fn own_tables(receiving: &Receiving<'_>) -> Vec<ReturnTable> {
    let from = receiving.from;
    let owed = |kind: &ReturnKind| {
        let mut needs = receiving.needs.iter();
        needs.any(|need| need.kind == *kind && from.owes(need.series.id()))
    };
    let figures = ReturnKind::ALL.into_iter().filter(owed).map(ReturnTable::Figures);
    let tables = receiving.record_tables.iter().filter(|table| from.returns_records(table.name));
    let own: Vec<_> = figures.chain(tables.map(|table| ReturnTable::Records(table))).collect();
    if own.is_empty() {
        ReturnKind::ALL.into_iter().map(ReturnTable::Figures).collect()
    } else {
        own
    }
}
