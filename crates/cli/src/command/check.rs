//! `panel check`: every fault at once.

use std::path::Path;

use crate::failure::Failure;
use crate::{faults, output, quarter};

/// Shows every fault of the quarter in `folder`.
pub(crate) fn run(folder: &Path) -> Result<(), Failure> {
    let quarter = quarter::load(folder)?;
    faults::show(&quarter.faults);
    output::print(&format!(
        "No fault found: {} rows judged for {}, {} sections of commentary.\n",
        quarter.rows.len(),
        quarter.submission.terms.quarter,
        quarter.composition.priorities.len()
            + quarter.composition.paper.opening.len()
            + quarter.composition.paper.items.len()
    ))
}
