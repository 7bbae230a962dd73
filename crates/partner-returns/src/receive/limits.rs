//! How much of a delivery is read.

use panel_core::{Fault, code};
use panel_returns::Shown;

/// After so many faults the rest of a delivery is not read: nobody corrects more at once.
pub(super) const MOST_FAULTS: usize = 1_000;

/// Whether so many faults were found that the rest is not read.
pub(super) fn are_enough(faults: &[Fault]) -> bool {
    faults.len() >= MOST_FAULTS
}

/// More figures than this are the wrong file: what is kept of each would be too much together.
pub(super) const MOST_FIGURES: usize = 60_000;
/// More text than this in their cells as well.
pub(super) const MOST_TEXT: usize = 16 << 20;

/// What is wrong with a table of more rows than any has.
pub(super) fn too_many_rows(shown: &Shown<'_>, most: usize) -> Fault {
    let message = format!("the table has more than {most} rows, and is read no further");
    Fault::of_file(
        code!("returns::too_many_rows"),
        shown.path(),
        message,
        "is this the right file?",
    )
}
