//! A quarter as it was read.

use std::path::{Path, PathBuf};

use panel_core::{Fault, Plan, Severity};
use panel_report::told_once;
use panel_returns::{Reading, is_of_commentary};

use crate::judged::JudgedQuarter;
use crate::last::LastQuarter;

/// A quarter as it was read, whatever is at fault, and nothing judged yet.
pub struct QuarterReading {
    folder: PathBuf,
    plan: Plan,
    reading: Reading,
}

impl QuarterReading {
    /// Reads all that is in `folder` for the rows of `plan`.
    #[must_use]
    pub fn read(folder: &Path, plan: Plan) -> Self {
        let reading = panel_returns::read(folder, &plan.asked());
        Self { folder: folder.to_owned(), plan, reading }
    }

    /// The same, where the folder is that of a quarter.
    ///
    /// # Errors
    /// Why it is not.
    pub fn of_quarter(self) -> Result<Self, Vec<Fault>> {
        if self.reading.is_of_quarter() { Ok(self) } else { Err(self.reading.faults) }
    }

    /// The folder of the last quarter, where one is named and the configuration can be read.
    #[must_use]
    pub fn previous(&self) -> Option<PathBuf> {
        let previous = self.reading.submission.as_ref()?.previous.as_ref()?;
        Some(previous.folder(&self.folder))
    }

    /// Judges its rows, and those of the last quarter where one is named.
    ///
    /// # Errors
    /// Every fault, where the configuration or the returns cannot be read. Where they can, the faults found
    /// so far come with the judged quarter.
    pub fn judge(self) -> Result<JudgedQuarter, Vec<Fault>> {
        let Self { folder, plan, reading } = self;
        let mut faults = reading.faults.clone();
        let Some(submission) = &reading.submission else {
            // Without the package nobody knows which rows there are to speak of.
            if reading.is_of_quarter() && reading.knows_tables() {
                faults.extend(panel_report::check_commentary(&plan, &reading.commentary));
            }
            told_once(&mut faults);
            return Err(faults);
        };
        let terms = &submission.terms;
        let last = || {
            let previous = submission.previous.as_ref()?;
            Some(LastQuarter::read(previous, &plan, &folder, terms))
        };
        let ((rows, unjudged), last) =
            rayon::join(|| plan.assess(&submission.returns, terms), last);
        let mut rows = rows.screen(&terms.disclosure, &plan.relations());
        panel_measures::count_all_tests(&mut rows, terms);
        faults.extend(panel_commentary::typed_beside_withheld(&reading.commentary, &rows));
        faults.extend(panel_commentary::shown_and_typed(&reading.commentary, &rows, terms));
        faults.extend(reading.faults_of(&unjudged));
        let last = last.transpose().unwrap_or_else(|found| {
            faults.extend(found);
            None
        });
        let comparison =
            last.map(|last| last.compare(panel_compare::Judged { terms, rows: &rows }));
        let texts = reading.texts().to_vec();
        let Reading { submission, commentary, .. } = reading;
        let Some(submission) = submission else { return Err(faults) };
        Ok(JudgedQuarter {
            plan,
            submission,
            commentary,
            texts,
            rows,
            unjudged,
            comparison,
            faults,
        })
    }

    /// Judges it by its returns and configuration alone: whoever asks for its figures need not have written
    /// of them.
    ///
    /// # Errors
    /// Every fault but those of commentary, where one of them stops a paper.
    pub fn judge_figures(self) -> Result<JudgedQuarter, Vec<Fault>> {
        let leave_out_commentary = |faults: &mut Vec<Fault>| {
            faults.retain(|fault| !is_of_commentary(fault));
        };
        let mut judged = self.judge().map_err(|mut faults| {
            leave_out_commentary(&mut faults);
            faults
        })?;
        leave_out_commentary(&mut judged.faults);
        if judged.faults.iter().any(|fault| fault.severity == Severity::Error) {
            return Err(judged.faults);
        }
        Ok(judged)
    }
}
