//! What the user is told on standard error.

use std::io::Write as _;

use panel_core::{readable_table, shortened};

/// What is told at once has no more letters than this.
const LONGEST_NOTE: usize = 20_000;

/// Tells the user something on standard error; that it cannot be told is no failure of its own.
pub(crate) fn note(text: &str) {
    drawn(&readable_table(&shortened(text, LONGEST_NOTE)));
}

/// The same for what was made for a terminal, and holds nothing as it was handed in.
pub(crate) fn drawn(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
