//! What a cell says as text.

use panel_core::FaultCode;

/// What a cell says, or why it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// Text, as a CSV would hold it.
    As(String),
    /// The same, read in a way that the partner should know of.
    Read {
        /// The text.
        text: String,
        /// How it was read.
        how: String,
    },
    /// Nothing that can be read in one way only.
    Refused {
        /// A stable name.
        code: FaultCode,
        /// What is wrong.
        message: String,
        /// What to do.
        remedy: String,
    },
}

/// A number with the fifteen digits that a spreadsheet works with, without an exponent.
pub(super) fn plain(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let text = rounded.to_string();
    if text == "-0" { "0".to_owned() } else { text }
}
