//! A sheet: its cells, and what it says of them besides. A value that nobody sees must not be filed in
//! silence.

use std::collections::btree_map::Entry;

use super::super::value::Stored;
use super::Shared;
use super::cells::OpenCell;
use super::formats::number;
use super::grid::Grid;
use super::limits::{Counted, Refused, SENT, Spent};
use super::place;
use super::xml::{Element, Name, What, Xml, is_true};

/// A sheet while it is read.
#[derive(Default)]
struct Reading {
    grid: Grid,
    /// The row, from 1; 0 before the first.
    row: u32,
    /// The column of the next cell, from 0, where it does not say its own.
    column: u32,
    /// The look of the row's cells that have none of their own.
    style: Option<usize>,
    cell: Option<OpenCell>,
}

/// The sheet in this part.
pub(super) fn grid(mut xml: Xml<'_>, shared: &Shared, spent: &Spent) -> Result<Grid, Refused> {
    let mut reading = Reading::default();
    reading.grid.marks.size = shared.formats.size;
    reading.grid.recalculates = shared.recalculates;
    while let Some(step) = xml.step()? {
        match (step.path, step.what) {
            ([Name::Worksheet, Name::SheetData, Name::Row], What::Open(row)) => {
                reading.row(&row)?;
            }
            ([Name::Worksheet, Name::SheetData, Name::Row, Name::C], What::Open(cell)) => {
                reading.open(&cell)?;
            }
            ([Name::Worksheet, Name::SheetData, Name::Row, Name::C], What::Close) => {
                reading.close(shared, spent)?;
            }
            ([Name::Worksheet, Name::SheetData, Name::Row, Name::C, inner @ ..], what) => {
                if let Some(cell) = &mut reading.cell {
                    cell.take(inner, &what, &shared.formats.palette)?;
                }
            }
            ([Name::Worksheet, Name::Cols, Name::Col], What::Open(column)) => {
                reading.grid.marks.columns.describe(&column)?;
            }
            ([Name::Worksheet, Name::MergeCells, Name::MergeCell], What::Open(range)) => {
                reading.grid.marks.merge(&range)?;
            }
            ([Name::Worksheet, Name::SheetFormatPr], What::Open(defaults)) => {
                reading.grid.marks.take_defaults(&defaults)?;
            }
            ([Name::Worksheet, Name::SheetViews, Name::SheetView], What::Open(view)) => {
                reading.grid.marks.take_view(&view)?;
            }
            (
                [Name::Worksheet, Name::SheetViews, Name::SheetView, Name::Pane],
                What::Open(pane),
            ) => {
                reading.grid.marks.take_pane(&pane)?;
            }
            ([Name::Worksheet, Name::SheetPr, Name::OutlinePr], What::Open(outlines)) => {
                reading.grid.marks.take_outlines(&outlines)?;
            }
            ([Name::Worksheet, inner @ ..], what)
                if matches!(inner, [Name::ConditionalFormatting | Name::ExtLst, ..]) =>
            {
                reading.grid.rules.take(inner, &what, &shared.formats)?;
            }
            ([other], What::Open(_)) if *other != Name::Worksheet => {
                return Err(Refused::unreadable(
                    "a part is not a sheet, although it is said to be",
                ));
            }
            _ => {}
        }
    }
    reading.grid.marks.settle();
    Ok(reading.grid)
}

impl Reading {
    fn row(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [row, style, has_style] = element.values(["r", "s", "customFormat"])?;
        let style = number(style.as_deref())?.filter(|_| is_true(has_style.as_deref()));
        self.style = style.and_then(|style| style.try_into().ok());
        // Rows are numbered from 1, and may leave their numbers out.
        self.row = match row {
            Some(row) => place::row_number(&row).ok_or_else(|| too_far_down(&row))?,
            None => self.row + 1,
        };
        if self.row > place::ROWS {
            return Err(too_far_down(&self.row.to_string()));
        }
        self.column = 0;
        self.grid.marks.take_row(self.row - 1, element)
    }

    fn open(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [name, style, kind] = element.values(["r", "s", "t"])?;
        let row = self.row - 1;
        let at = match name {
            Some(name) => place::place(&name).ok_or_else(|| outside(&name))?,
            None if self.column >= place::COLUMNS => {
                return Err(Refused::unreadable(format!(
                    "its row {} has more than {} cells",
                    self.row,
                    place::COLUMNS
                )));
            }
            None => (row, self.column),
        };
        if at.0 != row {
            let cell = format!("{}{}", place::letters(at.1), at.0 + 1);
            let why = format!("its cell {cell} is written in row {}", self.row);
            return Err(Refused::unreadable(why));
        }
        self.column = at.1 + 1;
        self.cell = Some(OpenCell::new(at, style.as_deref(), kind.as_deref())?);
        Ok(())
    }

    fn close(&mut self, shared: &Shared, spent: &Spent) -> Result<(), Refused> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let at = cell.at;
        let inherited = self.style.or_else(|| self.grid.marks.columns.style(at.1));
        let Some(cell) = cell.close(shared, inherited)? else { return Ok(()) };
        spent.add(Counted::Cells, 1, SENT)?;
        if let Stored::Text(text) = &cell.stored {
            spent.add(Counted::Text, text.len(), SENT)?;
        }
        match self.grid.cells.entry(at) {
            Entry::Vacant(place) => {
                place.insert(cell);
                Ok(())
            }
            Entry::Occupied(_) => {
                let cell = format!("{}{}", place::letters(at.1), at.0 + 1);
                Err(Refused::unreadable(format!("it has the cell {cell} twice")))
            }
        }
    }
}

fn too_far_down(number: &str) -> Refused {
    // A text in place of a number may be of a person.
    let number = number.parse::<u32>().ok().filter(|number| *number < 2 * place::ROWS);
    let which = number.map_or_else(|| "a row".to_owned(), |number| format!("row {number}"));
    Refused::unreadable(format!("it has {which}, and a sheet has {} at most", place::ROWS))
}

fn outside(name: &str) -> Refused {
    let begins = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let place =
        begins > 0 && begins < name.len() && name.bytes().skip(begins).all(|b| b.is_ascii_digit());
    let why = if place { "beyond the end of a sheet" } else { "not at a place in a sheet" };
    Refused::unreadable(format!("it has a cell that is {why}"))
}
