//! Cells that hold numbers of people, with keys in place of them.

use panel_core::{Holds, RecordTable};
use panel_returns::Record;

use crate::keys::normalised;

/// What stands for a key where none can be made.
pub(super) const STAND_IN: &str = "0000000000000000";

/// The record with keys made by `make` in place of what stands in its columns of keys.
pub(super) fn keyed(table: &RecordTable, record: Record, make: impl Fn(&str) -> String) -> Record {
    let mut record = record;
    for (column, cell) in table.columns.iter().zip(&mut record.cells) {
        if column.holds == Holds::Key && !cell.text.is_empty() {
            // What is not seen is not a number.
            let number = normalised(&cell.text);
            cell.text = if number.is_empty() { number } else { make(&cell.text) };
        }
    }
    record
}
