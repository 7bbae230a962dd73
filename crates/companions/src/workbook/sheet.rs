//! A sheet: one table of cells under its title and sentences.

use std::collections::BTreeSet;

use panel_workbook::{Formats, Heading, WorkbookError, begin, height, lines, table};
use rust_xlsxwriter::Worksheet;

use super::cell::Cell;
use crate::Shorthand;

/// A table on a sheet of its own.
pub(crate) struct Sheet {
    /// The name of the sheet, under 31 letters.
    pub(crate) name: &'static str,
    /// What is on it, for the contents.
    pub(crate) what: &'static str,
    /// The title.
    pub(crate) title: String,
    /// The heads of the columns, each with its width.
    pub(crate) columns: Vec<(String, u16)>,
    /// The rows, a cell a column.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The shorthand that stands within its words.
    pub(crate) marks: BTreeSet<Shorthand>,
}

impl Sheet {
    /// The shorthand that is used.
    pub(crate) fn shorthand(&self) -> BTreeSet<Shorthand> {
        let cells = self.rows.iter().flatten().filter_map(|cell| match cell {
            Cell::Shorthand(shorthand) => Some(*shorthand),
            _ => None,
        });
        cells.chain(self.marks.iter().copied()).collect()
    }

    /// Writes it.
    pub(crate) fn write(
        &self,
        sheet: &mut Worksheet,
        notice: Option<&str>,
        formats: &Formats,
    ) -> Result<(), WorkbookError> {
        let mut sentences: Vec<_> = notice.into_iter().map(str::to_owned).collect();
        sentences.push("This sheet holds one table.".to_owned());
        sentences.extend(legend(&self.shorthand()));
        let heading = Heading { name: self.name, title: self.title.clone(), sentences };
        begin(sheet, &heading, formats)?;
        for (row, cells) in (heading.heads() + 1..).zip(&self.rows) {
            let most = cells.iter().zip(&self.columns);
            let most = most.map(|(cell, (_, width))| lines(&cell.shown(), *width)).max();
            sheet.set_row_height(row, height(most.unwrap_or(1)))?;
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Number(number) => match Cell::as_float(*number) {
                        Some(float) => {
                            let format = formats.decimals(number.scale());
                            sheet.write_number_with_format(row, column, float, &format)?
                        }
                        None => sheet.write_string_with_format(
                            row,
                            column,
                            number.to_string(),
                            &formats.text,
                        )?,
                    },
                    Cell::Words(words) => {
                        sheet.write_string_with_format(row, column, words.text(), &formats.text)?
                    }
                    Cell::Shorthand(shorthand) => sheet.write_string_with_format(
                        row,
                        column,
                        shorthand.mark(),
                        &formats.text,
                    )?,
                };
            }
        }
        table(sheet, &heading, &self.columns, self.rows.len(), formats)
    }
}

/// What the shorthand that is used means, a sentence each.
pub(crate) fn legend(used: &BTreeSet<Shorthand>) -> Vec<String> {
    used.iter().map(|one| format!("{} means {}.", one.mark(), one.meaning())).collect()
}
