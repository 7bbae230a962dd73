//! A quarter that was composed.

use panel_core::{Fault, ScreenedRows, Severity};
use panel_report::{Composition, compose, compose_draft, told_once};
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
    fn new(judged: JudgedQuarter, composition: Composition, faults: Vec<Fault>) -> Self {
        let JudgedQuarter { submission, rows, .. } = judged;
        Self { submission, rows, composition, faults }
    }
}

impl JudgedQuarter {
    /// Composes the paper.
    ///
    /// # Errors
    /// Every fault, where one of them stops a paper.
    pub fn compose(mut self) -> Result<ComposedQuarter, Vec<Fault>> {
        let mut faults = std::mem::take(&mut self.faults);
        match compose(self.material()) {
            Ok(composition) if faults.iter().all(|fault| fault.severity == Severity::Warning) => {
                Ok(ComposedQuarter::new(self, composition, faults))
            }
            composed => {
                faults.extend(composed.err().unwrap_or_default());
                told_once(&mut faults);
                faults.sort_by_key(|fault| fault.severity);
                Err(faults)
            }
        }
    }

    /// Composes a draft, which shows what is at fault.
    #[must_use]
    pub fn compose_draft(mut self) -> ComposedQuarter {
        let faults = std::mem::take(&mut self.faults);
        let (composition, faults) = compose_draft(self.material(), faults);
        ComposedQuarter::new(self, composition, faults)
    }
}
