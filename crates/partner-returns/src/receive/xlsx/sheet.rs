//! A sheet: its cells, and what it says of them besides: hidden rows and columns, and merged cells. A
//! value that nobody sees must not be filed in silence.

use std::collections::btree_map::Entry;
use std::ops::RangeInclusive;

use super::super::value::Stored;
use super::Shared;
use super::cells::{Cells, OpenCell};
use super::limits::{COLUMNS, Counted, MERGED, Refused, SENT, Spent};
use super::place::{self, At};
use super::xml::{Element, Name, What, Xml};

/// A sheet as it was read.
#[derive(Debug, Default, PartialEq)]
pub(in crate::receive) struct Grid {
    pub(in crate::receive) cells: Cells,
    pub(in crate::receive) marks: Marks,
}

/// What is hidden or merged in a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::receive) struct Marks {
    /// Hidden rows, from 0.
    pub(in crate::receive) rows: Vec<u32>,
    /// Hidden columns, from 0: ranges in their order, none of which meets another.
    columns: Vec<RangeInclusive<u32>>,
    /// Merged cells: the first, and the last.
    pub(in crate::receive) merged: Vec<(At, At)>,
}

impl Marks {
    /// Whether a column is hidden.
    pub(in crate::receive) fn hides_column(&self, column: u32) -> bool {
        let before = self.columns.partition_point(|hidden| *hidden.start() <= column);
        before > 0 && self.columns[before - 1].contains(&column)
    }

    /// Puts the hidden columns in order.
    fn sort_columns(&mut self) {
        self.columns.sort_by_key(|hidden| *hidden.start());
        let mut merged: Vec<RangeInclusive<u32>> = Vec::new();
        for hidden in self.columns.drain(..) {
            match merged.last_mut() {
                Some(last) if hidden.start() <= last.end() => {
                    *last = *last.start()..=*last.end().max(hidden.end());
                }
                _ => merged.push(hidden),
            }
        }
        self.columns = merged;
    }
}

/// A sheet while it is read.
#[derive(Default)]
struct Reading {
    grid: Grid,
    /// The row, from 1; 0 before the first.
    row: u32,
    /// The column of the next cell, from 0, where it does not say its own.
    column: u32,
    /// Descriptions of columns.
    descriptions: usize,
    cell: Option<OpenCell>,
}

/// The sheet in this part.
pub(super) fn grid(mut xml: Xml<'_>, shared: &Shared, spent: &Spent) -> Result<Grid, Refused> {
    let mut reading = Reading::default();
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
                    cell.take(inner, &what)?;
                }
            }
            ([Name::Worksheet, Name::Cols, Name::Col], What::Open(column)) => {
                reading.describe(&column)?;
            }
            ([Name::Worksheet, Name::MergeCells, Name::MergeCell], What::Open(range)) => {
                reading.merge(&range)?;
            }
            ([other], What::Open(_)) if *other != Name::Worksheet => {
                return Err(Refused::unreadable(
                    "a part is not a sheet, although it is said to be",
                ));
            }
            _ => {}
        }
    }
    reading.grid.marks.sort_columns();
    Ok(reading.grid)
}

impl Reading {
    fn row(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [number, hidden] = element.values(["r", "hidden"])?;
        // Rows are numbered from 1, and may leave their numbers out.
        self.row = match number {
            Some(number) => place::row_number(&number).ok_or_else(|| too_far_down(&number))?,
            None => self.row + 1,
        };
        if self.row > place::ROWS {
            return Err(too_far_down(&self.row.to_string()));
        }
        self.column = 0;
        if is_true(hidden.as_deref()) {
            self.grid.marks.rows.push(self.row - 1);
        }
        Ok(())
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
        let Some(cell) = cell.close(shared)? else { return Ok(()) };
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

    fn describe(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        self.descriptions += 1;
        COLUMNS.check("the sheet", self.descriptions)?;
        let [first, last, hidden] = element.values(["min", "max", "hidden"])?;
        if !is_true(hidden.as_deref()) {
            return Ok(());
        }
        let number = |text: Option<std::borrow::Cow<'_, str>>| text?.parse::<u32>().ok();
        match (number(first), number(last)) {
            (Some(first), Some(last)) if 1 <= first && first <= last => {
                let last = last.min(place::COLUMNS) - 1;
                self.grid.marks.columns.push(first.min(place::COLUMNS) - 1..=last);
                Ok(())
            }
            _ => Err(Refused::unreadable("it hides columns that no sheet has")),
        }
    }

    fn merge(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [range] = element.values(["ref"])?;
        let range = range.unwrap_or_default();
        let (first, last) = range.split_once(':').unwrap_or((&range, &range));
        match (place::place(first), place::place(last)) {
            (Some(first), Some(last)) if first.0 <= last.0 && first.1 <= last.1 => {
                self.grid.marks.merged.push((first, last));
                MERGED.check("the sheet", self.grid.marks.merged.len())
            }
            _ => Err(Refused::unreadable("it merges cells in a range that no sheet has")),
        }
    }
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

fn too_far_down(number: &str) -> Refused {
    Refused::unreadable(format!(
        "it has a row {}, and a sheet has {} at most",
        shown(number),
        place::ROWS
    ))
}

fn outside(name: &str) -> Refused {
    let begins = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let place =
        begins > 0 && begins < name.len() && name.bytes().skip(begins).all(|b| b.is_ascii_digit());
    let why = if place { "beyond the end of a sheet" } else { "not a place in a sheet" };
    Refused::unreadable(format!("it has a cell {}, which is {why}", shown(name)))
}

/// The beginning of what a file says, without what only looks like letters.
fn shown(text: &str) -> String {
    text.chars().take(40).map(|one| if one.is_ascii_graphic() { one } else { '?' }).collect()
}
