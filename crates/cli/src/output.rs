//! What a command prints to standard output.

use std::io::Write as _;

use panel_core::readable_table;

use crate::failure::Failure;

/// No text that is printed has more bytes than this.
const MOST: usize = 900_000;

/// Prints text to standard output: what of it a terminal would obey is escaped, and what goes on and on is
/// cut.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    print_data(&shown(text))
}

/// Prints what was done, after it was done: where that fails, it was done all the same.
pub(crate) fn report(text: &str) -> Result<(), Failure> {
    write_out(&shown(text)).map_err(Failure::Untold)
}

/// Prints to standard output what another program reads, as it is.
pub(crate) fn print_data(text: &str) -> Result<(), Failure> {
    write_out(text).map_err(Failure::Print)
}

/// A text as a terminal may have it.
fn shown(text: &str) -> String {
    let text = readable_table(text);
    if text.len() <= MOST {
        return text.into_owned();
    }
    let kept = &text[..text.floor_char_boundary(MOST)];
    format!("{kept}…\n({} more bytes are not shown)\n", text.len() - kept.len())
}

fn write_out(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}

/// Prints `value` as indented JSON.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    print_data(&format!("{}\n", serde_json::to_string_pretty(value)?))
}
