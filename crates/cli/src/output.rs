//! Printing.

use std::io::Write as _;

use crate::failure::Failure;

/// Prints to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    write_out(text).map_err(Failure::Print)
}

/// Prints what was done, after it was done: where that fails, it was done all the same.
pub(crate) fn report(text: &str) -> Result<(), Failure> {
    write_out(text).map_err(Failure::Untold)
}

fn write_out(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}

/// Prints `value` as indented JSON.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    print(&format!("{}\n", serde_json::to_string_pretty(value)?))
}

/// Tells the user something on standard error; that it cannot be told is no failure of its own.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
