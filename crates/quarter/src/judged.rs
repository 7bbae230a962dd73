//! A quarter that was judged and is not composed yet.

use panel_compare::Comparison;
use panel_core::{Fault, Plan, RowError, ScreenedRows, SourceText};
use panel_report::Material;
use panel_returns::Submission;

/// A quarter whose rows were judged and screened.
pub struct JudgedQuarter {
    /// The plan that it was judged by.
    pub plan: Plan,
    /// What was handed in.
    pub submission: Submission,
    /// The commentary as it was written, as far as there is any.
    pub commentary: Vec<SourceText>,
    /// The tables and what is awaited, as they were written.
    pub texts: Vec<SourceText>,
    /// Its rows.
    pub rows: ScreenedRows,
    /// The rows that could not be judged.
    pub unjudged: Vec<RowError>,
    /// What changed since the last quarter, where one is named.
    pub comparison: Option<Comparison>,
    /// The faults found so far.
    pub faults: Vec<Fault>,
}

impl JudgedQuarter {
    /// What a paper is composed of.
    #[must_use]
    pub fn material(&self) -> Material<'_> {
        Material {
            plan: &self.plan,
            terms: &self.submission.terms,
            details: &self.submission.details,
            rows: &self.rows,
            unjudged: &self.unjudged,
            commentary: &self.commentary,
            comparison: self.comparison.as_ref(),
            collated: self.submission.collated.as_ref(),
        }
    }
}
