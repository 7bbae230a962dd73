//! A quarter's folder, read under its lock and judged by the plan that is linked.

use std::path::{Path, PathBuf};

use panel_core::{Plan, Severity};
use panel_quarter::{ComposedQuarter, JudgedQuarter, QuarterReading};
use panel_returns::{Reading, Submission};

use crate::failure::Failure;
use crate::writing::journal;
use crate::writing::lock::{Access, FolderLock};

/// The plan that is linked.
pub(crate) fn plan() -> Result<Plan, Failure> {
    Plan::linked().map_err(Failure::MisLinked)
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
pub(crate) fn load(folder: &Path) -> Result<ComposedQuarter, Failure> {
    LockedReading::read(folder)?.load()
}

/// Reads and judges the quarter in `folder`, whatever its commentary says.
pub(crate) fn figures(folder: &Path) -> Result<JudgedQuarter, Failure> {
    LockedReading::read(folder)?.judge_with(QuarterReading::judge_figures)
}

/// A quarter as it was read. Nothing of it is written meanwhile.
pub(crate) struct LockedReading {
    reading: QuarterReading,
    _lock: FolderLock,
}

impl LockedReading {
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let plan = plan()?;
        let lock = journal::enter(folder, Access::Read)?;
        Ok(Self { reading: QuarterReading::read(folder, plan), _lock: lock })
    }

    /// The same, where the folder is that of a quarter.
    pub(crate) fn of_quarter(self) -> Result<Self, Failure> {
        let reading = self.reading.of_quarter().map_err(Failure::Rejected)?;
        Ok(Self { reading, ..self })
    }

    /// The folder of the last quarter, where one is named and the configuration can be read.
    pub(crate) fn previous(&self) -> Option<PathBuf> {
        self.reading.previous()
    }

    /// Judges and composes it.
    pub(crate) fn load(self) -> Result<ComposedQuarter, Failure> {
        self.judge_with(QuarterReading::judge)?.compose().map_err(Failure::Rejected)
    }

    /// The same as a draft, which shows every fault: there is one wherever the configuration can be read.
    pub(crate) fn draft(self) -> Result<ComposedQuarter, Failure> {
        Ok(self.judge_with(QuarterReading::judge)?.compose_draft())
    }

    /// Judges it while nothing of the last quarter is written either.
    fn judge_with(
        self,
        judge: impl FnOnce(QuarterReading) -> Result<JudgedQuarter, Vec<panel_core::Fault>>,
    ) -> Result<JudgedQuarter, Failure> {
        let last = self.previous();
        let _last_lock = last.map(|folder| journal::enter(&folder, Access::Read)).transpose()?;
        judge(self.reading).map_err(Failure::Rejected)
    }
}
