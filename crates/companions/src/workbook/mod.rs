//! `dashboard.xlsx`: a cover, the contents, the notes, and one table a sheet.
//!
//! As the Government Analysis Function asks of accessible spreadsheets: one header row, no merged or
//! blank cell, shorthand that is explained, nothing said by colour.

mod cell;
mod changes;
mod cover;
mod dashboard;
mod lists;
mod notes;
mod sheet;

use std::collections::BTreeSet;

use panel_report::Composition;
use panel_workbook::{About, Formats};
use rust_xlsxwriter::Workbook;

use crate::CompanionError;
use crate::figures::FigureRecord;

/// The workbook.
pub(crate) fn xlsx(
    composition: &Composition,
    figures: &[FigureRecord<'_>],
) -> Result<Vec<u8>, CompanionError> {
    let paper = &composition.paper;
    let (dashboard, notes) = dashboard::of(composition, figures);
    let mut sheets = Vec::from_iter(notes.sheet());
    // A table has a row at least.
    sheets.extend((!dashboard.rows.is_empty()).then_some(dashboard));
    sheets.extend(changes::of(composition));
    sheets.extend(lists::of(composition));
    let contents = lists::contents(&sheets);
    let used: BTreeSet<_> = sheets.iter().flat_map(sheet::Sheet::shorthand).collect();

    let formats = Formats::new();
    let notice = paper.notice.as_deref();
    let title = cover::title(composition);
    let about = About {
        title: &title,
        subject: &paper.dashboard.period,
        body: &paper.body,
        office: &paper.office,
        date: (paper.date.year, paper.date.month, paper.date.day),
    };
    let mut workbook = Workbook::new();
    workbook.set_properties(&about.properties()?);
    let told = cover::lines(composition, &used);
    panel_workbook::cover(workbook.add_worksheet(), cover::COVER, &title, &told, &formats)?;
    contents.write(workbook.add_worksheet(), notice, &formats)?;
    for sheet in sheets {
        sheet.write(workbook.add_worksheet(), notice, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}
