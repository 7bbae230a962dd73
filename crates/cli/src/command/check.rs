//! `panel check`: every fault at once, and whatever else would keep the paper from being made.

use std::path::Path;

use crate::command::paper;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{faults, output, quarter};

/// Shows every fault of the quarter in `folder`.
pub(crate) fn run(folder: &Path) -> Result<(), Failure> {
    let progress = Progress::begin("Reading returns and commentary");
    let quarter = paper::rehearse(quarter::load(folder)?, |stage| progress.stage(stage))?;
    drop(progress);
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
