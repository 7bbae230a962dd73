//! A sheet as it was read, and what of it a reader sees.

use std::collections::BTreeSet;

use super::super::number_format::Drawn;
use super::super::value::Stored;
use super::cells::{Cells, SheetCell};
use super::columns::width;
use super::conditional::{Changing, Rules};
use super::ink::SMALLEST;
use super::place::{At, address_of};
use super::unseen::{Cut, Unseen};
use super::visibility::Marks;

/// So many digits more than there is room for may yet fit, since fonts differ.
const NEARLY: f64 = 0.3;

/// A sheet as it was read.
#[derive(Debug, Default, PartialEq)]
pub(in crate::receive) struct Grid {
    pub(in crate::receive) cells: Cells,
    pub(in crate::receive) marks: Marks,
    pub(super) rules: Rules,
    /// Whether programs calculate everything anew when they open the workbook.
    pub(in crate::receive) recalculates: bool,
    /// The places of the cells that have comments.
    pub(in crate::receive) commented: BTreeSet<At>,
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
        } else if self.marks.columns.hides(at.1) {
            Some(Unseen::Column)
        } else if is_empty {
            Some(Unseen::Format)
        } else if cell.unseen.is_some() {
            cell.unseen
        } else {
            let shrunk = f64::from(self.marks.size_of(cell)) * self.shrinkage(at, cell);
            let too_small = cell.look.layout.shrinks && shrunk < f64::from(SMALLEST);
            let cuts = self.marks.cuts_off(at.0, cell);
            too_small.then_some(Unseen::Letters).or(cuts.then_some(Unseen::LowRow))
        }
    }

    /// What keeps the digits of a figure from being seen, where they do not fit into their cell.
    pub(in crate::receive) fn cut(&self, at: At) -> Option<Cut> {
        let cell = self.cells.get(&at)?;
        let layout = cell.look.layout;
        let is_narrow = !layout.shrinks && self.shrinkage(at, cell) < 1.0;
        layout.is_turned.then_some(Cut::Turned).or(is_narrow.then_some(Cut::Narrow))
    }

    /// How much smaller a cell must be written to fit.
    fn shrinkage(&self, (_, column): At, cell: &SheetCell) -> f64 {
        let scale = self.marks.size_of(cell) / self.marks.size.max(1.0);
        let needed = width(&cell.stored.shown(&cell.format)) * f64::from(scale);
        let room = self.marks.columns.room(column) - f64::from(cell.look.layout.indent);
        if needed <= room + NEARLY { 1.0 } else { room.max(0.0) / needed }
    }

    /// The range of a conditional format or of a table that may hide this cell or show it otherwise.
    pub(in crate::receive) fn changed_in(&self, at: At) -> Option<(String, Changing)> {
        let ((first, last), what) = self.rules.changing(at, self.cells.get(&at)?)?;
        let (first, last) = (address_of(first), address_of(last));
        let range = if first == last { first } else { format!("{first}:{last}") };
        Some((range, what))
    }
}
