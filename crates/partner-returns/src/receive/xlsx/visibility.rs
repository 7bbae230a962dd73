//! What of a sheet a reader sees: the one place that decides whether a cell is visible.

use super::cells::SheetCell;
use super::columns::Columns;
use super::limits::{MERGED, Refused};
use super::outline::{Collapsing, Outlined};
use super::place::{self, At};
use super::xml::{Element, is_false, is_true};

/// Lower than this, in points, a row shows nothing that can be read.
const LOWEST: f64 = 4.0;
/// A row that has less than this of the size of its letters cuts digits off.
const CUTTING: f64 = 0.65;
/// What is hidden or merged in a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::receive) struct Marks {
    /// Hidden rows, from 0, in their order.
    pub(in crate::receive) rows: Vec<u32>,
    /// Rows that do not say whether they are hidden.
    unsaid_rows: Vec<u32>,
    /// The heights of rows that say theirs, in their order.
    heights: Vec<(u32, f32)>,
    hides_rows: bool,
    outlined: Vec<Outlined>,
    /// Whether groups of rows, and of columns, stand before what sums them up.
    collapsing: [Collapsing; 2],
    pub(super) columns: Columns,
    pub(super) hides_noughts: bool,
    /// Whether calculations are shown in place of what they give.
    pub(in crate::receive) shows_formulas: bool,
    /// The first cell that is in sight, where panes are frozen.
    top_left: At,
    /// The size of letters from which the widths of columns follow.
    pub(super) size: f32,
    /// Merged cells: the first, and the last.
    pub(in crate::receive) merged: Vec<(At, At)>,
}

impl Marks {
    pub(super) fn size_of(&self, cell: &SheetCell) -> f32 {
        cell.look.ink.size.unwrap_or(self.size)
    }

    /// Whether a row that shows nothing that can be read is merely low.
    pub(in crate::receive) fn is_low(&self, row: u32) -> bool {
        let at = self.heights.binary_search_by_key(&row, |(row, _)| *row);
        at.is_ok_and(|at| {
            (LOWEST..CUTTING * f64::from(self.size)).contains(&self.heights[at].1.into())
        })
    }

    /// Whether a row is too low for the letters of a cell.
    pub(super) fn cuts_off(&self, row: u32, cell: &SheetCell) -> bool {
        let at = self.heights.binary_search_by_key(&row, |(row, _)| *row);
        at.is_ok_and(|at| f64::from(self.heights[at].1) < CUTTING * f64::from(self.size_of(cell)))
    }

    /// Takes what a row, counted from 0, says of itself.
    pub(super) fn take_row(&mut self, row: u32, element: &Element<'_>) -> Result<(), Refused> {
        let [hidden, height, level, collapsed] =
            element.values(["hidden", "ht", "outlineLevel", "collapsed"])?;
        let height = height.and_then(|height| height.trim().parse::<f32>().ok());
        let lowest = LOWEST.max(CUTTING * f64::from(self.size));
        if is_true(hidden.as_deref()) || height.is_some_and(|height| f64::from(height) < lowest) {
            self.rows.push(row);
        } else if height.is_none() && hidden.is_none() {
            self.unsaid_rows.push(row);
        }
        self.heights.extend(height.map(|height| (row, height)));
        let level = level.and_then(|level| level.trim().parse().ok()).unwrap_or(0);
        let collapsed = is_true(collapsed.as_deref());
        if level > 0 || collapsed {
            self.outlined.push(Outlined::new(row, level, collapsed));
        }
        Ok(())
    }

    /// Takes what the sheet says of rows and columns that say nothing.
    pub(super) fn take_defaults(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [hidden, height] = element.values(["zeroHeight", "defaultRowHeight"])?;
        let height = height.and_then(|height| height.trim().parse::<f64>().ok());
        self.hides_rows =
            is_true(hidden.as_deref()) || height.is_some_and(|height| height < LOWEST);
        self.columns.take_defaults(element)
    }

    /// Takes how the sheet is looked at. How large it is shown hides nothing in particular.
    pub(super) fn take_view(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [noughts, formulas, first] =
            element.values(["showZeros", "showFormulas", "topLeftCell"])?;
        self.hides_noughts |= is_false(noughts.as_deref());
        self.shows_formulas |= is_true(formulas.as_deref());
        self.top_left = first.and_then(|first| place::place(&first)).unwrap_or_default();
        Ok(())
    }

    /// Takes how the sheet is divided. Nobody sees what is above or before panes that are frozen.
    pub(super) fn take_pane(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [state, rows, columns] = element.values(["state", "ySplit", "xSplit"])?;
        let is_frozen = state.is_some_and(|state| state.starts_with("frozen"));
        let some = |split: Option<&str>| {
            split.is_some_and(|split| split.trim().parse::<f64>().is_ok_and(|split| split > 0.0))
        };
        if is_frozen && some(rows.as_deref()) {
            self.rows.extend(0..self.top_left.0);
        }
        if is_frozen && some(columns.as_deref()) {
            self.columns.first_in_sight = self.columns.first_in_sight.max(self.top_left.1);
        }
        Ok(())
    }

    /// Takes on which side of groups their sums stand.
    pub(super) fn take_outlines(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let sides = element.values(["summaryBelow", "summaryRight"])?;
        self.collapsing = sides.map(|side| {
            if is_false(side.as_deref()) { Collapsing::After } else { Collapsing::Before }
        });
        Ok(())
    }

    pub(super) fn merge(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [range] = element.values(["ref"])?;
        let merged = place::range(&range.unwrap_or_default());
        self.merged.push(
            merged.ok_or_else(|| {
                Refused::unreadable("it merges cells in a range that no sheet has")
            })?,
        );
        MERGED.check("the sheet", self.merged.len())
    }

    /// Puts in order what was taken, once all of it was.
    pub(super) fn settle(&mut self) {
        let unsaid = std::mem::take(&mut self.unsaid_rows);
        if self.hides_rows {
            self.rows.extend(unsaid);
        }
        let [rows, columns] = self.collapsing;
        self.rows.extend(rows.hidden(std::mem::take(&mut self.outlined)));
        self.columns.fold(columns);
        self.rows.sort_unstable();
        self.rows.dedup();
        self.heights.sort_unstable_by_key(|(row, _)| *row);
    }
}
