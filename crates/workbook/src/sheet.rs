//! The cover, and a sheet of a title, sentences and one table.

use rust_xlsxwriter::{Table, TableColumn, TableStyle, Worksheet};

use crate::{Formats, WorkbookError};

/// The width of the cover's one column.
const COVER_WIDTH: u16 = 72;

/// A4, by its number.
const A4: u8 = 9;

/// What stands above a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The name of the sheet and of the table.
    pub name: &'static str,
    /// The title.
    pub title: String,
    /// The sentences under it, a row each.
    pub sentences: Vec<String>,
}

impl Heading {
    /// The row of the heads, from 0: above it stand the title and the sentences.
    #[must_use]
    pub fn heads(&self) -> u32 {
        1 + u32::try_from(self.sentences.len()).unwrap_or(u32::MAX / 2)
    }
}

/// How many lines a text takes in a column of this width: a letter of twelve points is a little
/// wider than the unit of width.
///
/// ```
/// assert_eq!(panel_workbook::lines("Anyshire", 20), 1);
/// assert_eq!(panel_workbook::lines("Number of offences recorded", 20), 2);
/// ```
#[must_use]
pub fn lines(text: &str, width: u16) -> u16 {
    let letters = usize::from((width * 4 / 5).max(1));
    u16::try_from(text.chars().count().div_ceil(letters)).unwrap_or(20).clamp(1, 20)
}

/// The height of a row of so many lines, which not every spreadsheet finds by itself.
#[must_use]
pub fn height(lines: u16) -> u16 {
    lines * 16
}

/// The cover: a title and a line a row.
///
/// # Errors
/// Where a text is longer than a cell can hold.
///
/// ```
/// use panel_workbook::{Formats, cover};
///
/// let mut workbook = rust_xlsxwriter::Workbook::new();
/// let told = ["Anyshire is fictional.".to_owned()];
/// cover(workbook.add_worksheet(), "Cover", "Offences in Anyshire", &told, &Formats::new())?;
/// assert_eq!(workbook.worksheets()[0].name(), "Cover");
/// # Ok::<(), panel_workbook::WorkbookError>(())
/// ```
pub fn cover(
    sheet: &mut Worksheet,
    name: &str,
    title: &str,
    told: &[String],
    formats: &Formats,
) -> Result<(), WorkbookError> {
    sheet.set_name(name)?;
    sheet.set_column_width(0, COVER_WIDTH)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, title, &formats.title)?;
    for (row, line) in (1..).zip(told) {
        sheet.set_row_height(row, height(lines(line, COVER_WIDTH)))?;
        sheet.write_string_with_format(row, 0, line, &formats.words)?;
    }
    Ok(())
}

/// Begins a sheet: its name, its title and its sentences, and how it lies on paper.
///
/// # Errors
/// Where a text is longer than a cell can hold, or the name than a sheet's may be.
pub fn begin(
    sheet: &mut Worksheet,
    heading: &Heading,
    formats: &Formats,
) -> Result<(), WorkbookError> {
    sheet.set_name(heading.name)?;
    // Not wrapped: the title runs over the empty cells beside it.
    sheet.write_string_with_format(0, 0, &heading.title, &formats.title)?;
    for (row, sentence) in (1..).zip(&heading.sentences) {
        sheet.write_string_with_format(row, 0, sentence, &formats.plain)?;
    }
    // On paper: A4 across, as wide as the table, its heads on every page.
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(heading.heads(), heading.heads())?;
    Ok(())
}

/// Marks the rows under the heading as a table of these columns, each with its head and its width.
///
/// # Errors
/// Where there is no row or no column, or two heads are alike.
///
/// ```
/// use panel_workbook::{Formats, Heading, begin, table};
/// use rust_xlsxwriter::Workbook;
///
/// let columns = [("Force".to_owned(), 20), ("Offences".to_owned(), 12)];
/// let heading = Heading {
///     name: "Offences",
///     title: "Offences in Anyshire".to_owned(),
///     sentences: vec!["Anyshire is fictional.".to_owned()],
/// };
/// assert_eq!(heading.heads(), 2, "under the title and one sentence, from 0");
///
/// let made = || -> Result<Vec<u8>, panel_workbook::WorkbookError> {
///     let (mut workbook, formats) = (Workbook::new(), Formats::new());
///     let sheet = workbook.add_worksheet();
///     begin(sheet, &heading, &formats)?;
///     sheet.write_string_with_format(3, 0, "Anyshire", &formats.text)?;
///     sheet.write_number_with_format(3, 1, 412, &formats.decimals(0))?;
///     table(sheet, &heading, &columns, 1, &formats)?;
///     # workbook.set_properties(&panel_workbook::About {
///     #     title: "Offences", subject: "", body: "", office: "", date: (2025, 2, 13),
///     # }.properties()?);
///     workbook.save_to_buffer()
/// };
/// assert!(made()? == made()?, "the same inputs give the same bytes");
/// # Ok::<(), panel_workbook::WorkbookError>(())
/// ```
pub fn table(
    sheet: &mut Worksheet,
    heading: &Heading,
    columns: &[(String, u16)],
    rows: usize,
    formats: &Formats,
) -> Result<(), WorkbookError> {
    let heads = heading.heads();
    let headed: Vec<_> = columns
        .iter()
        .map(|(head, _)| TableColumn::new().set_header(head).set_header_format(&formats.head))
        .collect();
    // The name of a table takes letters, digits and underscores alone.
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
    let table = Table::new()
        .set_name(format!("Table_{}", heading.name.chars().map(plain).collect::<String>()))
        .set_columns(&headed)
        .set_autofilter(false)
        .set_banded_rows(false)
        .set_style(TableStyle::None);
    let last_row = heads + u32::try_from(rows).unwrap_or(u32::MAX / 2);
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    for (column, (_, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
    }
    let of_heads = columns.iter().map(|(head, width)| lines(head, *width)).max();
    sheet.set_row_height(heads, height(of_heads.unwrap_or(1)))?;
    sheet.add_table(heads, 0, last_row, last_column, &table)?;
    Ok(())
}
