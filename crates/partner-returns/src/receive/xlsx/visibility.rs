//! What of a sheet a reader sees: the one place that decides whether a cell is visible.

use std::ops::RangeInclusive;

use super::super::number_format::Drawn;
use super::super::value::Stored;
use super::limits::{COLUMNS, MERGED, Refused};
use super::place::{self, At};
use super::sheet::Grid;
use super::xml::{Element, is_false, is_true};

/// Lower than this, in points, a row shows nothing.
const LOWEST: f64 = 1.0;
/// Narrower than this, in letters, a column shows nothing.
const NARROWEST: f64 = 0.2;

/// Why a reader does not see a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::receive) enum Unseen {
    /// Its row is hidden, or has no height.
    Row,
    /// Its column is hidden, or has no width.
    Column,
    /// Its number format shows nothing, or the sheet shows no noughts.
    Format,
    /// It is written in the colour that is behind it.
    Colour,
}

/// What is hidden or merged in a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::receive) struct Marks {
    /// Hidden rows, from 0, in their order.
    pub(in crate::receive) rows: Vec<u32>,
    /// Rows that do not say whether they are hidden.
    unsaid_rows: Vec<u32>,
    hides_rows: bool,
    /// Hidden columns, from 0: ranges in their order, none of which meets another.
    columns: Vec<RangeInclusive<u32>>,
    /// The same of those that are said to be shown.
    shown_columns: Vec<RangeInclusive<u32>>,
    hides_columns: bool,
    hides_noughts: bool,
    /// Merged cells: the first, and the last.
    pub(in crate::receive) merged: Vec<(At, At)>,
    /// Descriptions of columns.
    descriptions: usize,
}

impl Grid {
    /// Why a reader does not see this cell; nothing where it is seen, or is empty.
    pub(in crate::receive) fn unseen(&self, at: At) -> Option<Unseen> {
        let cell = self.cells.get(&at)?;
        let is_empty = match &cell.stored {
            Stored::Number(number) => {
                self.marks.hides_noughts && number.abs() <= 0.0
                    || cell.format.draw_number(*number) == Drawn::Nothing
            }
            Stored::Text(text) => cell.format.draw_text(text) == Drawn::Nothing,
            Stored::Day(..) | Stored::Truth(_) | Stored::Failed(_) => false,
        };
        if self.marks.rows.binary_search(&at.0).is_ok() {
            Some(Unseen::Row)
        } else if self.marks.hides_column(at.1) {
            Some(Unseen::Column)
        } else if is_empty {
            Some(Unseen::Format)
        } else {
            cell.is_hidden.then_some(Unseen::Colour)
        }
    }
}

impl Marks {
    fn hides_column(&self, column: u32) -> bool {
        holds(&self.columns, column) || self.hides_columns && !holds(&self.shown_columns, column)
    }

    /// Takes what a row, counted from 0, says of itself.
    pub(super) fn take_row(&mut self, row: u32, hidden: Option<&str>, height: Option<&str>) {
        let height = height.and_then(|height| height.parse::<f64>().ok());
        if is_true(hidden) || height.is_some_and(|height| height < LOWEST) {
            self.rows.push(row);
        } else if height.is_none() && hidden.is_none() {
            self.unsaid_rows.push(row);
        }
    }

    /// Takes what the sheet says of rows and columns that say nothing.
    pub(super) fn take_defaults(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [hidden, height, width] =
            element.values(["zeroHeight", "defaultRowHeight", "defaultColWidth"])?;
        let below = |text: Option<std::borrow::Cow<'_, str>>, least| {
            text.and_then(|text| text.parse::<f64>().ok()).is_some_and(|number| number < least)
        };
        self.hides_rows = is_true(hidden.as_deref()) || below(height, LOWEST);
        self.hides_columns = below(width, NARROWEST);
        Ok(())
    }

    /// Takes how the sheet is looked at.
    pub(super) fn take_view(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [noughts] = element.values(["showZeros"])?;
        self.hides_noughts |= is_false(noughts.as_deref());
        Ok(())
    }

    /// Takes a description of columns.
    pub(super) fn describe(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        self.descriptions += 1;
        COLUMNS.check("the sheet", self.descriptions)?;
        let [first, last, hidden, width] = element.values(["min", "max", "hidden", "width"])?;
        let width = width.and_then(|width| width.parse::<f64>().ok());
        let is_hidden = is_true(hidden.as_deref()) || width.is_some_and(|width| width < NARROWEST);
        let number = |text: Option<std::borrow::Cow<'_, str>>| text?.parse::<u32>().ok();
        match (number(first), number(last)) {
            (Some(first), Some(last)) if 1 <= first && first <= last => {
                let range = first.min(place::COLUMNS) - 1..=last.min(place::COLUMNS) - 1;
                if is_hidden {
                    self.columns.push(range);
                } else if width.is_some() {
                    self.shown_columns.push(range);
                }
                Ok(())
            }
            _ if is_hidden => Err(Refused::unreadable("it hides columns that no sheet has")),
            _ => Ok(()),
        }
    }

    pub(super) fn merge(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [range] = element.values(["ref"])?;
        let range = range.unwrap_or_default();
        let (first, last) = range.split_once(':').unwrap_or((&range, &range));
        match (place::place(first), place::place(last)) {
            (Some(first), Some(last)) if first.0 <= last.0 && first.1 <= last.1 => {
                self.merged.push((first, last));
                MERGED.check("the sheet", self.merged.len())
            }
            _ => Err(Refused::unreadable("it merges cells in a range that no sheet has")),
        }
    }

    /// Puts in order what was taken, once all of it was.
    pub(super) fn settle(&mut self) {
        let unsaid = std::mem::take(&mut self.unsaid_rows);
        if self.hides_rows {
            self.rows.extend(unsaid);
        }
        self.rows.sort_unstable();
        self.rows.dedup();
        settle(&mut self.columns);
        settle(&mut self.shown_columns);
    }
}

/// Whether one of these ranges, which are in order, holds the column.
fn holds(ranges: &[RangeInclusive<u32>], column: u32) -> bool {
    let before = ranges.partition_point(|range| *range.start() <= column);
    before > 0 && ranges[before - 1].contains(&column)
}

/// Puts ranges in order, and those that meet together.
fn settle(ranges: &mut Vec<RangeInclusive<u32>>) {
    ranges.sort_by_key(|range| *range.start());
    let mut merged: Vec<RangeInclusive<u32>> = Vec::new();
    for range in ranges.drain(..) {
        match merged.last_mut() {
            Some(last) if range.start() <= last.end() => {
                *last = *last.start()..=*last.end().max(range.end());
            }
            _ => merged.push(range),
        }
    }
    *ranges = merged;
}
