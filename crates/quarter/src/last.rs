//! The last quarter, where `panel.toml` names one: read and judged, and what changed since.

use std::path::Path;

use panel_compare::{Comparison, Judged, compare};
use panel_core::{Fault, Plan, RowError, ScreenedRows, Terms};
use panel_returns::{Previous, Submission};

/// The rows of an earlier quarter as a report under `new` terms may show them, and those that could not be
/// judged.
#[must_use]
pub fn judge_earlier(
    plan: &Plan,
    earlier: &Submission,
    new: &Terms,
) -> (ScreenedRows, Vec<RowError>) {
    let terms = &earlier.terms;
    let (rows, unjudged) = plan.assess(&earlier.returns, terms);
    (rows.screen_for_later(&terms.disclosure, &new.disclosure, &plan.relations()), unjudged)
}

/// The last quarter as it was judged.
pub(crate) struct LastQuarter {
    terms: Terms,
    rows: ScreenedRows,
}

impl LastQuarter {
    /// Reads and judges the quarter that the one in `folder` names.
    ///
    /// # Errors
    /// Why it cannot be compared; every reason.
    pub(crate) fn read(
        previous: &Previous,
        plan: &Plan,
        folder: &Path,
        new: &Terms,
    ) -> Result<Self, Vec<Fault>> {
        let reading = previous.read(folder, &plan.asked()).map_err(|fault| vec![*fault])?;
        let Some(submission) = &reading.submission else {
            return Err(vec![previous.at_fault(reading.faults.len())]);
        };
        let terms = &submission.terms;
        let faults = previous.faults(terms, new);
        if !faults.is_empty() {
            return Err(faults);
        }
        let (rows, unjudged) = judge_earlier(plan, submission, new);
        if !unjudged.is_empty() {
            return Err(vec![previous.at_fault(unjudged.len())]);
        }
        Ok(Self { terms: terms.clone(), rows })
    }

    /// What changed since.
    pub(crate) fn compare(&self, new: Judged<'_>) -> Comparison {
        compare(Judged { terms: &self.terms, rows: &self.rows }, new)
    }
}
