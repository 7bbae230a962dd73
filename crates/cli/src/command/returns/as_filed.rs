//! The quarter as it would be: what is refused is what `panel check` would refuse.

use std::path::Path;

use panel_core::{Fault, FaultCode, Plan, Severity, SourceText, code};
use panel_returns::{WouldBe, read_as};

/// Warnings that are of a figure by itself, and not of what is still to come beside it.
const FIGURE_WARNINGS: [FaultCode; 5] = [
    code!("returns::unlike_baseline"),
    code!("returns::unlike_share"),
    code!("returns::unlike_group"),
    code!("returns::unlike_money"),
    code!("returns::out_of_line"),
];

/// What a filing would bring to the quarter.
pub(crate) struct Brought {
    /// What would be at fault, and is not yet.
    pub(crate) refused: Vec<Fault>,
    /// Figures that somebody should look at.
    pub(crate) doubtful: Vec<Fault>,
    /// How many faults would stand as they do.
    pub(crate) standing: usize,
}

/// What would be at fault in the quarter if these files were written. Judged both as it is and as if every
/// board had approved what waits for it. The commentary, which is written after, is left out.
pub(crate) fn brought(
    plan: &Plan,
    folder: &Path,
    files: &[SourceText],
    traced: impl Fn(Fault) -> Fault,
) -> Brought {
    let mut brought = Brought { refused: Vec::new(), doubtful: Vec::new(), standing: 0 };
    for approved in [false, true] {
        let after = faults(plan, folder, WouldBe { files, approved });
        if after.is_empty() {
            continue;
        }
        let before = faults(plan, folder, WouldBe { files: &[], approved });
        for fault in after.into_iter().map(&traced) {
            // What stands for others must not stand for more of them than before.
            let same = |other: &Fault| {
                (other.code, &other.message) == (fault.code, &fault.message)
                    && other.more >= fault.more
            };
            let is_error = fault.severity == Severity::Error;
            let list = if is_error { &mut brought.refused } else { &mut brought.doubtful };
            if before.iter().any(same) {
                brought.standing += usize::from(is_error && !approved);
            } else if !list.iter().any(same) {
                list.push(fault);
            }
        }
    }
    brought
}

/// Faults that no row which is missing can bring.
const CONTRADICTIONS: [FaultCode; 4] = [
    code!("returns::wrong_unit"),
    code!("returns::out_of_range"),
    code!("returns::units_differ"),
    code!("returns::months_and_total"),
];

/// What would be at fault of these files beside what is filed, whatever else is sent.
pub(crate) fn contradictions(
    plan: &Plan,
    folder: &Path,
    files: &[SourceText],
    traced: impl Fn(Fault) -> Fault,
) -> Vec<Fault> {
    let mut refused = brought(plan, folder, files, traced).refused;
    refused.retain(|fault| CONTRADICTIONS.contains(&fault.code));
    refused
}

/// What stops the paper of a quarter, apart from its commentary.
fn faults(plan: &Plan, folder: &Path, would_be: WouldBe<'_>) -> Vec<Fault> {
    let reading = read_as(folder, &plan.asked(), would_be);
    let mut faults = reading.faults.clone();
    if let Some(submission) = &reading.submission {
        let (_, unjudged) = plan.assess(&submission.returns, &submission.terms);
        faults.extend(reading.faults_of(&unjudged));
    }
    faults
        .retain(|fault| fault.severity == Severity::Error || FIGURE_WARNINGS.contains(&fault.code));
    faults
}
