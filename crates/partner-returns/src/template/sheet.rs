//! One sheet of a template: a title, a sentence and one table.

use panel_core::{Column, Holds, Presence, RecordTable, ReturnKind, ReturnTable, Unit, Wanted};
use panel_workbook::{Formats, Heading, WorkbookError, height, lines, table};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Worksheet,
};

use super::{Asked, PERIODS};
use crate::owed::Owed;

/// The head of the one column that only explains; what stands under it is not read.
pub(crate) const WHAT_IT_IS: &str = "What it is";

/// How many rows below the table are checked as those in it, for rows that the partner adds.
const MORE_ROWS: u32 = 200;

/// How many empty rows a sheet of records has; below them what is entered is checked as well.
const EMPTY_ROWS: u32 = 300;

/// How many rows of records are checked as they are entered.
const RECORDS: u32 = 5_000;

/// The width of that column.
const WIDEST: u16 = 44;

/// The row of the heads, from 0: above it stand a title and a sentence.
const HEADS: u32 = 2;

/// A sheet of words: a table of these columns, each with its width.
pub(crate) fn list<const N: usize>(
    sheet: &mut Worksheet,
    heading: &Heading,
    columns: &[(&str, u16); N],
    rows: &[[String; N]],
    formats: &Formats,
) -> Result<(), WorkbookError> {
    begin(sheet, heading, formats)?;
    for (row, cells) in (HEADS + 1..).zip(rows) {
        let lines = cells.iter().zip(columns).map(|(cell, (_, width))| lines(cell, *width)).max();
        sheet.set_row_height(row, height(lines.unwrap_or(1)))?;
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, cell, &formats.text)?;
        }
    }
    let columns = columns.map(|(head, width)| (head.to_owned(), width));
    table(sheet, heading, &columns, rows.len(), formats)
}

/// The sheet of a kind of return: its rows, with empty cells for the figures.
pub(crate) fn write(
    sheet: &mut Worksheet,
    asked: &Asked<'_>,
    kind: ReturnKind,
    rows: &[&Owed<'_>],
    periods: usize,
    formats: &Formats,
) -> Result<(), WorkbookError> {
    let heading = Heading {
        name: kind.title(),
        title: format!("{}: {}, {}", kind.title(), asked.partner.name, asked.terms.quarter),
        sentences: vec![format!(
            "{} Fill in the figures you have and leave the others empty. Notes says what each column means.",
            kind.description()
        )],
    };
    begin(sheet, &heading, formats)?;
    let columns = kind.columns();
    for (row, owed) in (HEADS + 1..).zip(rows) {
        let title = owed.title();
        sheet.set_row_height(row, height(lines(&title, WIDEST)))?;
        sheet.write_string_with_format(row, 0, title, &formats.text)?;
        for (index, column) in (1..).zip(columns) {
            let text = match column.holds {
                Holds::Series => owed.series.series.id().to_owned(),
                Holds::Area => owed.series.series.area().code(&asked.terms.force.area).to_owned(),
                // A figure that is wanted for whatever period it is known has the partner's own.
                Holds::Period
                    if owed.series.wanted == [Wanted::Latest] && kind == ReturnKind::Figures =>
                {
                    String::new()
                }
                Holds::Period | Holds::Month => owed.period.iso(),
                Holds::OneOf(_) if column.name == "unit" => {
                    name_unit(owed.series.series.scale().unit()).to_owned()
                }
                Holds::Status => kind.statuses()[0].name().to_owned(),
                _ => String::new(),
            };
            let format = if column.holds.is_number() { &formats.number } else { &formats.text };
            if text.is_empty() {
                sheet.write_blank(row, index, format)?;
            } else {
                sheet.write_string_with_format(row, index, text, format)?;
            }
        }
    }
    let last = HEADS + u32::try_from(rows.len()).unwrap_or(u32::MAX / 2) + MORE_ROWS;
    for (index, column) in (1..).zip(columns) {
        if let Some(check) = validation(asked, kind.into(), column, periods)? {
            sheet.add_data_validation(HEADS + 1, index, last, index, &check)?;
        }
    }
    let columns = columns.iter().map(|column| (column.title.to_owned(), width(column)));
    let columns: Vec<_> = std::iter::once((WHAT_IT_IS.to_owned(), WIDEST)).chain(columns).collect();
    table(sheet, &heading, &columns, rows.len(), formats)
}

/// The sheet of a table of records: its heads over empty rows.
pub(crate) fn write_records(
    sheet: &mut Worksheet,
    asked: &Asked<'_>,
    records: &'static RecordTable,
    formats: &Formats,
) -> Result<(), WorkbookError> {
    let heading = Heading {
        name: records.title,
        title: format!("{}: {}, {}", records.title, asked.partner.name, asked.terms.quarter),
        sentences: vec![format!(
            "{} Write every record of the months that you return; Notes says what each column means.",
            records.description
        )],
    };
    begin(sheet, &heading, formats)?;
    for (index, column) in (0..).zip(records.columns) {
        let format = if column.holds.is_number() { &formats.number } else { &formats.text };
        // Also below the empty rows, so that a number of a register keeps its zeros there.
        sheet.set_column_format(index, format)?;
        for row in HEADS + 1..=HEADS + EMPTY_ROWS {
            sheet.write_blank(row, index, format)?;
        }
        if let Some(check) = validation(asked, records.into(), column, 0)? {
            sheet.add_data_validation(HEADS + 1, index, HEADS + RECORDS, index, &check)?;
        }
    }
    let columns = records.columns.iter();
    let columns: Vec<_> = columns.map(|one| (one.title.to_owned(), width(one))).collect();
    table(sheet, &heading, &columns, EMPTY_ROWS as usize, formats)
}

/// As a return names it; nothing where each row says its own.
fn name_unit(unit: Option<Unit>) -> &'static str {
    match unit {
        Some(Unit::Count) => "count",
        Some(Unit::Percent) => "percent",
        Some(Unit::Points) => "points",
        Some(Unit::MillionPounds) => "million_pounds",
        Some(Unit::Stars) => "stars",
        Some(Unit::Place | Unit::Number | Unit::Words) | None => "",
    }
}

fn begin(sheet: &mut Worksheet, heading: &Heading, formats: &Formats) -> Result<(), WorkbookError> {
    panel_workbook::begin(sheet, heading, formats)?;
    sheet.set_freeze_panes(HEADS + 1, 0)?;
    Ok(())
}

fn width(column: &Column) -> u16 {
    match column.holds {
        Holds::Series | Holds::Days => 40,
        Holds::Period => 20,
        Holds::Words => 50,
        Holds::Key | Holds::Moment => 22,
        _ => 16,
    }
}

/// What may be entered in a column; nothing where anything may.
fn validation(
    asked: &Asked<'_>,
    of: ReturnTable,
    column: &Column,
    periods: usize,
) -> Result<Option<DataValidation>, WorkbookError> {
    let check = DataValidation::new();
    let (check, says) = match column.holds {
        Holds::Whole { least } => {
            let least = i32::try_from(least).unwrap_or(0);
            (
                check.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(least)),
                format!("Write a whole number, {least} or more, in digits alone."),
            )
        }
        Holds::Decimal => (
            check.allow_decimal_number(DataValidationRule::Between(-1e12, 1e12)),
            "Write a number, without a unit.".to_owned(),
        ),
        Holds::Percentage => (
            check.allow_decimal_number(DataValidationRule::Between(0.0, 100.0)),
            "Write a number from 0 to 100, without the sign for per cent.".to_owned(),
        ),
        // Excel takes no longer list.
        Holds::OneOf(names) if names.join(",").len() > 255 => return Ok(None),
        Holds::OneOf(names) => (check.allow_list_strings(names)?, choose(names)),
        Holds::Status => {
            let names: Vec<_> = of.statuses().iter().map(|status| status.name()).collect();
            (check.allow_list_strings(&names)?, choose(&names))
        }
        Holds::Area => {
            let codes: Vec<_> = asked.areas.iter().map(|area| area.code.as_str()).collect();
            // Excel takes no longer list.
            if codes.join(",").len() > 255 {
                return Ok(None);
            }
            (check.allow_list_strings(&codes)?, choose(&codes))
        }
        Holds::Month if of.is_records() => {
            (check.allow_any_value(), "Write a month, as in 2024-10.".to_owned())
        }
        Holds::Period if of.is_records() => (
            check.allow_any_value(),
            "Write a period, as in 2024/25 or 2024-10/2025-09.".to_owned(),
        ),
        Holds::Period | Holds::Month => {
            let (first, last) = (HEADS as usize + 2, HEADS as usize + 1 + periods);
            let choices = Formula::new(format!("={PERIODS}!$A${first}:$A${last}"));
            let says = "Choose a period, or write another in the same way.".to_owned();
            // A year may be given for another period than was asked.
            let check = check.allow_list_formula(choices);
            (check.set_error_style(DataValidationErrorStyle::Warning), says)
        }
        Holds::YesNo => (check.allow_list_strings(&["yes", "no"])?, choose(&["yes", "no"])),
        Holds::Key => (
            check.allow_any_value(),
            "Write the number by which you know it: a key is made of it when it is received."
                .to_owned(),
        ),
        Holds::Day => (check.allow_any_value(), "Write a day, as in 2024-10-05.".to_owned()),
        Holds::Days => (
            check.allow_any_value(),
            "Write days with a space between them, as in 2024-10-05 2024-11-20.".to_owned(),
        ),
        Holds::Partnership => (
            check.allow_any_value(),
            "Write the GSS code of the partnership, or of an authority in it.".to_owned(),
        ),
        Holds::Moment => (
            check.allow_any_value(),
            "Write a day and its time, as in 2024-10-05T23:40.".to_owned(),
        ),
        Holds::Series | Holds::Words => return Ok(None),
    };
    let empty = if column.presence == Presence::Optional { " May be empty." } else { "" };
    let check = check
        .set_input_title(column.title)?
        .set_input_message(format!("{says}{empty}"))?
        .set_error_title(column.title)?
        .set_error_message(says)?;
    Ok(Some(check))
}

fn choose(names: &[&str]) -> String {
    let most = 6;
    if names.len() > most {
        return "Choose one of the list.".to_owned();
    }
    format!("Choose {}.", names.join(" or "))
}
