//! The last quarter, where `panel.toml` names one: read and judged, and what changed since.

use std::path::Path;

use panel_compare::{Comparison, Judged, compare};
use panel_core::{Fault, Plan, Row, RowError, Terms, control_earlier};
use panel_returns::{Previous, Submission};

/// The rows of an earlier quarter as a report under `new` terms may tell of them, and those that could
/// not be judged.
pub(crate) fn judged_earlier(
    plan: &Plan,
    earlier: &Submission,
    new: &Terms,
) -> (Vec<Row>, Vec<RowError>) {
    let terms = &earlier.terms;
    let (mut rows, unjudged) = plan.assess(&earlier.returns, terms);
    control_earlier(&mut rows, &terms.disclosure, &new.disclosure, &plan.relations());
    (rows, unjudged)
}

/// The last quarter as it was judged.
pub(crate) struct Last {
    terms: Terms,
    rows: Vec<Row>,
}

impl Last {
    /// Reads and judges the quarter that the one in `folder` names.
    ///
    /// # Errors
    /// Why it cannot be compared; every reason.
    pub(crate) fn of(
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
        let (rows, unjudged) = judged_earlier(plan, submission, new);
        if !unjudged.is_empty() {
            return Err(vec![previous.at_fault(unjudged.len())]);
        }
        Ok(Self { terms: terms.clone(), rows })
    }

    /// What changed since.
    pub(crate) fn compared(&self, new: Judged<'_>) -> Comparison {
        compare(Judged { terms: &self.terms, rows: &self.rows }, new)
    }
}
