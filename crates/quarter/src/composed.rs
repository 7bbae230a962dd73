//! A quarter that was composed.

use panel_core::{Fault, ScreenedRows};
use panel_report::Composition;
use panel_returns::Submission;

use crate::judged::JudgedQuarter;

/// A quarter and the paper that was composed of it.
pub struct ComposedQuarter {
    /// What was handed in.
    pub submission: Submission,
    /// Its rows.
    pub rows: ScreenedRows,
    /// Its paper.
    pub composition: Composition,
    /// What somebody should look at; of a draft, every fault.
    pub faults: Vec<Fault>,
}

impl ComposedQuarter {
    pub(crate) fn new(judged: JudgedQuarter, composition: Composition, faults: Vec<Fault>) -> Self {
        let JudgedQuarter { submission, rows, .. } = judged;
        Self { submission, rows, composition, faults }
    }
}
