//! `panel check`: every fault at once, and whatever else would keep the paper from being made.

use std::path::Path;

use panel_core::{Fault, Row, count_faults};

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
        "{}: {} judged for {}, {} sections of commentary.\n",
        describe_warnings(&quarter.faults),
        describe_rows(&quarter.rows),
        quarter.submission.terms.quarter,
        quarter.composition.priorities.len()
            + quarter.composition.paper.opening.len()
            + quarter.composition.paper.items.len()
    ))
}

/// How many rows there are: those of the dashboard, and those that the commentary alone quotes.
fn describe_rows(rows: &[Row]) -> String {
    let shown = rows.iter().filter(|row| row.on_dashboard).count();
    match rows.len() - shown {
        0 => format!("{shown} rows"),
        quoted => format!("{shown} rows of the dashboard and {quoted} others"),
    }
}

/// What was found where nothing stops the paper: at most warnings.
fn describe_warnings(warnings: &[Fault]) -> String {
    match count_faults(warnings) {
        0 => "No fault found".to_owned(),
        1 => "1 warning, and no fault that stops the paper".to_owned(),
        more => format!("{more} warnings, and no fault that stops the paper"),
    }
}
