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

/// What is wrong with a text in the place of a person's number: one that a spreadsheet spoiled, or words
/// that say that there is none.
pub(super) fn find_no_number(text: &str) -> Option<(&'static str, &'static str)> {
    const NONE: [&str; 12] = [
        "N/A", "NA", "#N/A", "NONE", "NIL", "NULL", "TBC", "UNKNOWN", "NOTKNOWN", "NOTGIVEN", "-",
        "?",
    ];
    let number = normalised(text);
    if NONE.contains(&number.as_str()) {
        let message =
            "this says that there is no number, and everybody without one would be one person";
        return Some((message, "leave the cell empty where the number is not known"));
    }
    let (digits, exponent) = number.split_once("E+")?;
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_spoiled = all(exponent) && all(&digits.replacen('.', "", 1));
    is_spoiled.then_some((
        "a spreadsheet made this number shorter, and its last digits are lost",
        "ask the partner for the number as text, with all of its digits",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_of_a_person_is_found() {
        for text in ["n/a", "Unknown", "not known", " - ", "4.029E+15", "4E+10", "#N/A"] {
            assert!(find_no_number(text).is_some(), "{text}");
        }
        for text in ["", "AB123", "4029", "E+15", "4.0.2E+15", "ABE+15", "12-3"] {
            assert!(find_no_number(text).is_none(), "{text}");
        }
    }
}
