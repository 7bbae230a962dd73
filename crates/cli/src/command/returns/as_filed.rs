//! The quarter as it would be: what is refused is what `panel check` would refuse.

use std::path::Path;

use panel_core::{Fault, Plan, Severity};
use panel_returns::{WouldBe, read_as};

/// What would be at fault in the quarter if these files were written, and is not yet; and how many
/// faults would stand as they do. Judged both as it is and as if every board had approved what waits for
/// it. The commentary, which is written after, is left out.
pub(crate) fn brought(
    plan: &Plan,
    folder: &Path,
    files: &[(String, String)],
    traced: impl Fn(Fault) -> Fault,
) -> (Vec<Fault>, usize) {
    let (mut new, mut standing) = (Vec::<Fault>::new(), 0);
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
            if before.iter().any(same) {
                standing += usize::from(!approved);
            } else if !new.iter().any(same) {
                new.push(fault);
            }
        }
    }
    (new, standing)
}

/// What stops the paper of a quarter, apart from its commentary.
fn faults(plan: &Plan, folder: &Path, would_be: WouldBe<'_>) -> Vec<Fault> {
    let reading = read_as(folder, &plan.asked(), would_be);
    let mut faults = reading.faults.clone();
    if let Some(submission) = &reading.submission {
        let (_, unjudged) = plan.assess(&submission.returns, &submission.terms);
        faults.extend(reading.faults_of(&unjudged));
    }
    faults.retain(|fault| fault.severity == Severity::Error);
    faults
}
