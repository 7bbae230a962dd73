//! Text in a table that no spreadsheet takes for a formula.

use std::borrow::Cow;

/// What a formula begins with; the wide letters are read as the plain ones.
const BEGINS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The text with an apostrophe before it where a spreadsheet might take it for a formula, whatever
/// spaces stand before; [`unescape_formula`] takes it off again.
///
/// ```
/// use panel_core::{escape_formula, unescape_formula};
///
/// assert_eq!(escape_formula("=1+1"), "'=1+1");
/// assert_eq!(escape_formula("\u{a0}=1+1"), "'\u{a0}=1+1");
/// assert_eq!(escape_formula("Done: 1+1"), "Done: 1+1");
/// assert_eq!(unescape_formula("'=1+1"), "=1+1");
/// assert_eq!(unescape_formula("'tis done"), "'tis done");
/// ```
#[must_use]
pub fn escape_formula(text: &str) -> Cow<'_, str> {
    if begins_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text without the apostrophe that [`escape_formula`] put before it.
#[must_use]
pub fn unescape_formula(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| begins_formula(rest)).unwrap_or(text)
}

/// Whether a letter leaves no mark, so that a formula may begin after it.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

/// Whether a text begins like a formula. One that has the apostrophe itself does as well, so that it
/// keeps it.
fn begins_formula(text: &str) -> bool {
    let is_skipped = |letter: char| letter == '\'' || letter.is_whitespace() || is_unseen(letter);
    text.trim_start_matches('\'').starts_with(['\t', '\r', '\n'])
        || text.trim_start_matches(is_skipped).starts_with(BEGINS)
}
