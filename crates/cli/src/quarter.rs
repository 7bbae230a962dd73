//! The way that every command goes: link, read, judge, compose; with every fault of all four.

use std::path::{Path, PathBuf};

use panel_compare::Comparison;
use panel_core::{Fault, Plan, Row, RowError, Severity, SourceText, control_disclosure};
use panel_report::{Composition, Material, compose, compose_draft, told_once};
use panel_returns::{Reading, Submission, is_of_commentary};

use crate::failure::Failure;
use crate::previous::Last;
use crate::writing::journal;
use crate::writing::lock::{Access, FolderLock};

/// A quarter that was composed.
pub(crate) struct Quarter {
    /// What was handed in.
    pub(crate) submission: Submission,
    pub(crate) rows: Vec<Row>,
    pub(crate) composition: Composition,
    /// What somebody should look at; of a draft, every fault.
    pub(crate) faults: Vec<Fault>,
}

/// A quarter judged by its returns and configuration alone: whoever asks for its figures need not have
/// written of them.
pub(crate) struct Figures {
    /// What was handed in.
    pub(crate) submission: Submission,
    /// The commentary as it was written, as far as there is any.
    pub(crate) commentary: Vec<SourceText>,
    /// The tables and what is awaited, as they were written.
    pub(crate) texts: Vec<SourceText>,
    pub(crate) rows: Vec<Row>,
    /// What changed since the last quarter, where one is named.
    pub(crate) comparison: Option<Comparison>,
}

/// The plan that is linked.
pub(crate) fn plan() -> Result<Plan, Failure> {
    panel_plan::linked().map_err(Failure::MisLinked)
}

/// What was handed in for the quarter in `folder`, where nothing of it is at fault.
pub(crate) fn reading(plan: &Plan, folder: &Path) -> Result<Reading, Failure> {
    let _lock = journal::enter(folder, Access::Read)?;
    let reading = panel_returns::read(folder, &plan.asked());
    let faulty = reading.faults.iter().any(|fault| fault.severity == Severity::Error);
    if faulty { Err(Failure::Rejected(reading.faults)) } else { Ok(reading) }
}

/// The same, as figures and terms.
pub(crate) fn submission(plan: &Plan, folder: &Path) -> Result<Submission, Failure> {
    let reading = reading(plan, folder)?;
    reading.submission.ok_or(Failure::Rejected(reading.faults))
}

/// Reads, judges and composes the quarter in `folder`.
pub(crate) fn load(folder: &Path) -> Result<Quarter, Failure> {
    Read::of(folder)?.load()
}

/// Reads and judges the quarter in `folder`, whatever its commentary says.
pub(crate) fn figures(folder: &Path) -> Result<Figures, Failure> {
    Read::of(folder)?.figures()
}

/// A quarter as it was read, whatever is at fault, and nothing judged yet.
pub(crate) struct Read<'a> {
    folder: &'a Path,
    plan: Plan,
    reading: Reading,
    /// Nothing of it is written meanwhile.
    _lock: FolderLock,
}

impl<'a> Read<'a> {
    pub(crate) fn of(folder: &'a Path) -> Result<Self, Failure> {
        let plan = plan()?;
        let lock = journal::enter(folder, Access::Read)?;
        let reading = panel_returns::read(folder, &plan.asked());
        Ok(Self { folder, plan, reading, _lock: lock })
    }

    /// The same, where the folder is that of a quarter.
    pub(crate) fn of_quarter(self) -> Result<Self, Failure> {
        if self.reading.is_of_quarter() {
            Ok(self)
        } else {
            Err(Failure::Rejected(self.reading.faults))
        }
    }

    /// The folder of the last quarter, where one is named and the configuration can be read.
    pub(crate) fn previous(&self) -> Option<PathBuf> {
        let previous = self.reading.submission.as_ref()?.previous.as_ref()?;
        Some(previous.folder(self.folder))
    }

    /// Judges and composes it.
    pub(crate) fn load(self) -> Result<Quarter, Failure> {
        self.judge()?.composed(|material, mut faults| match compose(material) {
            Ok(composition) if faults.iter().all(|fault| fault.severity == Severity::Warning) => {
                Ok((composition, faults))
            }
            composed => {
                faults.extend(composed.err().unwrap_or_default());
                told_once(&mut faults);
                faults.sort_by_key(|fault| fault.severity);
                Err(Failure::Rejected(faults))
            }
        })
    }

    /// The same as a draft, which tells every fault: there is one wherever the configuration can be
    /// read.
    pub(crate) fn draft(self) -> Result<Quarter, Failure> {
        self.judge()?.composed(|material, faults| Ok(compose_draft(material, faults)))
    }

    /// Judges it by its returns and configuration alone, whatever its commentary says.
    fn figures(self) -> Result<Figures, Failure> {
        let of_figures = |mut faults: Vec<Fault>| {
            faults.retain(|fault| !is_of_commentary(fault));
            faults
        };
        let judged = self.judge().map_err(|failure| match failure {
            Failure::Rejected(faults) => Failure::Rejected(of_figures(faults)),
            other => other,
        })?;
        let Judged { submission, commentary, texts, rows, comparison, faults, .. } = judged;
        let faults = of_figures(faults);
        if faults.iter().any(|fault| fault.severity == Severity::Error) {
            return Err(Failure::Rejected(faults));
        }
        Ok(Figures { submission, commentary, texts, rows, comparison })
    }

    /// Judges its rows, and those of the last quarter where one is named.
    fn judge(self) -> Result<Judged, Failure> {
        let Self { folder, plan, reading, _lock } = self;
        let mut faults = reading.faults.clone();
        let Some(submission) = &reading.submission else {
            if reading.is_of_quarter() {
                faults.extend(panel_report::check_commentary(&plan, &reading.commentary));
            }
            told_once(&mut faults);
            return Err(Failure::Rejected(faults));
        };
        let terms = &submission.terms;
        let _last_lock = submission
            .previous
            .as_ref()
            .map(|previous| journal::enter(&previous.folder(folder), Access::Read))
            .transpose()?;
        let last = || {
            let previous = submission.previous.as_ref()?;
            Some(Last::of(previous, &plan, folder, terms))
        };
        let ((mut rows, unjudged), last) =
            rayon::join(|| plan.assess(&submission.returns, terms), last);
        // First: the tests of all rows together could give one away that is withheld.
        control_disclosure(&mut rows, &submission.terms.disclosure, &plan.relations());
        faults.extend(panel_commentary::typed_beside_withheld(&reading.commentary, &rows));
        faults.extend(panel_commentary::shown_and_typed(&reading.commentary, &rows, terms));
        panel_measures::count_all_tests(&mut rows, &submission.terms);
        faults.extend(reading.faults_of(&unjudged));
        let last = last.transpose().unwrap_or_else(|found| {
            faults.extend(found);
            None
        });
        let comparison =
            last.map(|last| last.compared(panel_compare::Judged { terms, rows: &rows }));
        let texts = reading.texts().to_vec();
        let Reading { submission, commentary, .. } = reading;
        let submission = submission.ok_or_else(|| Failure::Rejected(faults.clone()))?;
        Ok(Judged { plan, submission, commentary, texts, rows, unjudged, comparison, faults })
    }
}

/// A quarter that was judged and is not composed yet.
struct Judged {
    plan: Plan,
    submission: Submission,
    commentary: Vec<SourceText>,
    texts: Vec<SourceText>,
    rows: Vec<Row>,
    unjudged: Vec<RowError>,
    comparison: Option<Comparison>,
    /// The faults found so far.
    faults: Vec<Fault>,
}

impl Judged {
    /// Composes it of what was judged and of the faults found so far.
    fn composed(
        self,
        composed: impl FnOnce(Material<'_>, Vec<Fault>) -> Result<(Composition, Vec<Fault>), Failure>,
    ) -> Result<Quarter, Failure> {
        let Self { plan, submission, commentary, rows, unjudged, comparison, faults, .. } = self;
        let material = Material {
            plan: &plan,
            terms: &submission.terms,
            details: &submission.details,
            rows: &rows,
            unjudged: &unjudged,
            commentary: &commentary,
            comparison: comparison.as_ref(),
            collated: submission.collated.as_ref(),
        };
        let (composition, faults) = composed(material, faults)?;
        Ok(Quarter { submission, rows, composition, faults })
    }
}
