//! How a workbook of ours is laid out: a cover, and sheets of a title, sentences and one table.
//!
//! One header row, nothing merged, nothing said by colour; the same inputs give the same bytes.

mod format;
mod sheet;

pub use format::Formats;
pub use rust_xlsxwriter::XlsxError as WorkbookError;
pub use sheet::{Heading, begin, cover, height, lines, table};

use rust_xlsxwriter::{DocProperties, ExcelDateTime};

/// What a workbook says of itself.
///
/// ```
/// use panel_workbook::About;
///
/// let about = About {
///     title: "Returns of Anyshire Constabulary",
///     subject: "Figures for the paper to the Anyshire Policing and Crime Board",
///     body: "Anyshire Mayor for Policing",
///     office: "Office of the Anyshire Mayor for Policing",
///     date: (2025, 2, 13),
/// };
/// assert!(about.properties().is_ok());
/// assert!(About { date: (2025, 2, 30), ..about }.properties().is_err());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// The body that publishes it.
    pub body: &'a str,
    /// The office of that body.
    pub office: &'a str,
    /// Year, month and day that stand for its making: there is no clock.
    pub date: (i16, i8, i8),
}

impl About<'_> {
    /// The properties of the document.
    ///
    /// # Errors
    /// Where the date is not in the calendar of workbooks, which begins with 1900.
    pub fn properties(&self) -> Result<DocProperties, WorkbookError> {
        let (year, month, day) = self.date;
        let year = u16::try_from(year).unwrap_or(1900);
        let made = ExcelDateTime::from_ymd(year, month.unsigned_abs(), day.unsigned_abs())?;
        Ok(DocProperties::new()
            .set_title(self.title)
            .set_subject(self.subject)
            .set_author(self.body)
            .set_company(self.office)
            .set_creation_datetime(&made))
    }
}
