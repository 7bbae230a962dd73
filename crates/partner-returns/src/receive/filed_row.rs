//! A row of records as it is filed.

use std::cmp::Ordering;
use std::fmt::Write as _;

/// The cells of a row that is filed, in one piece: there may be a million.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FiledRow {
    /// The first bytes, by which most rows are told apart at once.
    first: u64,
    /// Before each cell its length in bytes and a colon, as in `3:abc`.
    text: Box<str>,
}

impl FiledRow {
    /// A row of these cells.
    pub(super) fn new<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut text, mut begins) = (String::new(), [0; 8]);
        for (index, cell) in cells.enumerate() {
            if index == 0 {
                let first = cell.len().min(begins.len());
                begins[..first].copy_from_slice(&cell.as_bytes()[..first]);
            }
            // Writing to a string succeeds.
            let _ = write!(text, "{}:{cell}", cell.len());
        }
        // What is kept is as long as it is, and not as a growing text would have it.
        Self { first: u64::from_be_bytes(begins), text: text.into() }
    }

    /// Its cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let mut rest = &*self.text;
        std::iter::from_fn(move || {
            let (length, after) = rest.split_once(':')?;
            let (cell, next) = after.split_at_checked(length.parse().ok()?)?;
            rest = next;
            Some(cell)
        })
    }
}

impl Ord for FiledRow {
    fn cmp(&self, other: &Self) -> Ordering {
        self.first.cmp(&other.first).then_with(|| self.cells().cmp(other.cells()))
    }
}

impl PartialOrd for FiledRow {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_ordered_as_their_cells(
            one in proptest::collection::vec("[ab\\x00\u{e9}]{0,10}", 1..4),
            other in proptest::collection::vec("[ab\\x00\u{e9}]{0,10}", 1..4),
        ) {
            let row = |cells: &[String]| FiledRow::new(cells.iter().map(String::as_str));
            prop_assert_eq!(row(&one).cmp(&row(&other)), one.cmp(&other));
            prop_assert!(row(&one).cells().eq(one.iter().map(String::as_str)));
        }
    }
}
