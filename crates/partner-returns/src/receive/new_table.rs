//! A table of records as it is to be filed.

use panel_core::{Period, RecordTable};

use super::filed_row::FiledRow;
use super::receipt;

/// The table of a partner as it is to be filed.
#[derive(Debug, Clone)]
pub(super) struct NewTable {
    pub(super) table: &'static RecordTable,
    /// Its path from the folder of returns.
    pub(super) path: String,
    /// The months of which it holds every record.
    pub(super) covers: Period,
    /// Every row with its source, in their order.
    pub(super) rows: Vec<FiledRow>,
    /// What the receipt says of it.
    pub(super) told: receipt::FiledRecords,
    /// What the receipt says of its numbers of people.
    pub(super) alike: Option<String>,
}

/// The cells that name a record, of cells in the order of its table's columns.
pub(super) fn names(table: &RecordTable, cells: &[String]) -> Vec<String> {
    let each = table.columns.iter().zip(cells).filter(|(column, _)| column.names_the_row);
    each.map(|(_, cell)| cell.clone()).collect()
}
