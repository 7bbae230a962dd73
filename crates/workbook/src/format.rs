//! How cells look; no meaning hangs on it.

use rust_xlsxwriter::{Format, FormatAlign};

/// The looks of cells.
#[derive(Debug, Clone)]
pub struct Formats {
    /// The title of a sheet.
    pub title: Format,
    /// A sentence that runs over the empty cells beside it.
    pub plain: Format,
    /// A sentence that is wrapped.
    pub words: Format,
    /// The head of a column.
    pub head: Format,
    /// Codes, periods and words, so that a spreadsheet takes none for a number, a date or a formula.
    pub text: Format,
    /// A number as it is typed.
    pub number: Format,
}

impl Formats {
    /// The looks of our workbooks.
    #[must_use]
    pub fn new() -> Self {
        let plain =
            Format::new().set_font_name("Arial").set_font_size(12).set_align(FormatAlign::Top);
        Self {
            title: plain.clone().set_bold().set_font_size(15),
            words: plain.clone().set_text_wrap(),
            head: plain.clone().set_bold().set_text_wrap(),
            text: plain.clone().set_num_format("@").set_text_wrap(),
            number: plain.clone().set_num_format("General"),
            plain,
        }
    }

    /// A number with thousands separators and so many decimals.
    #[must_use]
    pub fn decimals(&self, decimals: u32) -> Format {
        let format = match decimals {
            0 => "#,##0".to_owned(),
            more => format!("#,##0.{}", "0".repeat(more as usize)),
        };
        self.number.clone().set_num_format(format)
    }
}

impl Default for Formats {
    fn default() -> Self {
        Self::new()
    }
}
