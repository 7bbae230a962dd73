//! What a name or a sentence must be to be printed: no longer than pages can be laid out with, and of
//! letters that the typeface has.

use panel_core::{FaultCode, code};
use panel_typeface::{Misprint, find_misprint, plain};

/// More letters than a name has for which files are named.
pub(crate) const LONGEST_FILE_NAME: usize = 150;
/// Words that are not printed as they are.
pub(crate) struct Unprinted {
    pub(crate) code: FaultCode,
    /// Such as `holds …`.
    pub(crate) what: String,
    pub(crate) remedy: &'static str,
}

/// The words of a cell as they are printed, in one line and in letters that the typeface has.
pub(crate) fn print_words(text: &str) -> Result<String, Unprinted> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = panel_core::unescape_formula(&line);
    if let Some(Misprint { is_too_long, what, remedy, .. }) = find_misprint(line, usize::MAX) {
        let code =
            if is_too_long { code!("returns::too_long") } else { code!("returns::not_printable") };
        return Err(Unprinted { code, what, remedy });
    }
    Ok(plain(line).into_owned())
}
