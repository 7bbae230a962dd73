//! What is told of a workbook besides what is wrong, and the order in which what is wrong is told.

use panel_core::Fault;

use super::xlsx::place;

/// So many cells with comments are named one by one.
const MOST_NAMED: usize = 10;

/// What is told of a workbook besides what is wrong.
#[derive(Debug, Default)]
pub(super) struct Noticed {
    /// The names of its sheets that have no cells.
    pub(super) others: Vec<String>,
    /// Where its cells have comments.
    pub(super) commented: Vec<String>,
    /// Where its sheets begin, in their order.
    pub(super) order: Vec<String>,
}

impl Noticed {
    /// What the partner should know of how the file was read.
    pub(super) fn said(&self, file: &str) -> Vec<String> {
        let others = self.others.iter().map(|other| {
            format!("{file}: the sheet `{other}` has no cells, as one of a chart, and was not read")
        });
        let mut said: Vec<_> = others.collect();
        if !self.commented.is_empty() {
            let named = self.commented.iter().take(MOST_NAMED).map(String::as_str);
            let named = named.collect::<Vec<_>>().join(", ");
            let more = match self.commented.len().saturating_sub(MOST_NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let what = match self.commented.len() {
                1 => "a cell has a comment, which is not filed",
                _ => "cells have comments, which are not filed",
            };
            said.push(format!("{file}: {what}: {named}{more}"));
        }
        said
    }
}

/// Puts the faults of each workbook in the order of its sheets and their cells, and those of all of it
/// before them. Each delivery is named with where its sheets begin.
pub(super) fn put_in_order(faults: &mut [Fault], deliveries: &[(&str, Vec<String>)]) {
    let sheet = |address: &str| address.rsplit_once('!').map(|(sheet, _)| sheet.to_owned());
    faults.sort_by_cached_key(|fault| {
        let delivery = deliveries.iter().position(|(name, _)| **name == *fault.place.source.path);
        let (Some(delivery), Some(cell)) = (delivery, &fault.place.cell) else {
            return (delivery.unwrap_or(deliveries.len()), None);
        };
        let in_sheet = sheet(cell).and_then(|own| {
            let order = &deliveries[delivery].1;
            let index = order.iter().position(|one| sheet(one).as_ref() == Some(&own))?;
            let cells = &cell[own.len() + 1..];
            Some((index, place(cells.split(':').next().unwrap_or_default())))
        });
        (delivery, in_sheet)
    });
}
