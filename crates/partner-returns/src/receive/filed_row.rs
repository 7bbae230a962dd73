//! A row of records as it is filed.

use std::cmp::Ordering;

/// The cells of a row that is filed, in one piece: there may be a million.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FiledRow {
    /// The first bytes, by which most rows are told apart at once.
    first: u64,
    text: Box<str>,
    /// Where each cell ends.
    ends: Box<[u32]>,
}

impl FiledRow {
    /// A row of these cells.
    pub(super) fn new<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        // What is kept is as long as it is, and not as a growing text would have it.
        let cells: Vec<_> = cells.collect();
        let length = cells.iter().map(|cell| cell.len()).sum();
        let (mut text, mut ends) = (String::with_capacity(length), Vec::with_capacity(cells.len()));
        for cell in cells {
            text.push_str(cell);
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        let first = ends.first().map_or(0, |end| *end as usize).min(8);
        let mut bytes = [0; 8];
        bytes[..first].copy_from_slice(&text.as_bytes()[..first]);
        Self { first: u64::from_be_bytes(bytes), text: text.into(), ends: ends.into() }
    }

    /// Its cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let spans = starts.zip(self.ends.iter().copied());
        spans.map(|(start, end)| self.text.get(start as usize..end as usize).unwrap_or_default())
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
