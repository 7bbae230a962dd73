//! The last quarter, where `panel.toml` names one: read and judged, and what changed since.

use std::path::Path;

use panel_compare::{Comparison, Judged, compare};
use panel_core::{Fault, Plan, Row, Terms, control_earlier};
use panel_returns::{Previous, Submission};

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
        let Some(Submission { terms, returns, .. }) = &reading.submission else {
            return Err(vec![previous.at_fault(reading.faults.len())]);
        };
        let faults = previous.faults(terms, new);
        if !faults.is_empty() {
            return Err(faults);
        }
        let (mut rows, unjudged) = plan.assess(returns, terms);
        if !unjudged.is_empty() {
            return Err(vec![previous.at_fault(unjudged.len())]);
        }
        control_earlier(&mut rows, &terms.disclosure, &new.disclosure);
        Ok(Self { terms: terms.clone(), rows })
    }

    /// What changed since.
    pub(crate) fn compared(&self, new: Judged<'_>) -> Comparison {
        compare(Judged { terms: &self.terms, rows: &self.rows }, new)
    }
}
