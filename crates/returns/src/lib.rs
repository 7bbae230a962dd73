//! The only reader of files: returns, configuration and commentary of one quarter.
//!
//! [`read`] reads the whole folder and gives either a [`Submission`], in which each figure knows its
//! file and line, or every fault at once.

mod awaited;
mod configuration;
mod consistency;
mod datapackage;
mod fields;
mod folder;
mod rows;
mod shares;
mod table;

use std::path::Path;

use panel_core::{Fault, Need, PaperDetails, Returns, RowError, Severity, SourceText, Terms};

/// The returns that rows read, and what becomes of others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    needs: &'a [Need],
    /// Whether a return that none of them reads is a fault.
    others_are_faults: bool,
}

impl Wanted<'_> {
    fn reads(&self, series: &str, kind: panel_core::ReturnKind) -> bool {
        self.needs.iter().any(|need| need.series.id() == series && need.kind == kind)
    }
}

/// Everything handed in for one quarter.
#[derive(Debug, Clone)]
pub struct Submission {
    /// What measures judge by.
    pub terms: Terms,
    /// The particulars of the paper.
    pub details: PaperDetails,
    /// The figures, and what is awaited.
    pub returns: Returns,
    /// The commentary, by file name, unparsed.
    pub commentary: Vec<SourceText>,
    /// The files of figures, so that later faults can show a line of them.
    pub sources: Vec<SourceText>,
    /// What somebody should look at, though it does not stop the paper.
    pub warnings: Vec<Fault>,
}

/// Reads the folder of one quarter. `needs` are the returns that the plan's rows read; what none of
/// them reads is a fault, since its name is probably misspelt.
///
/// # Errors
/// Every fault of every file.
pub fn read(folder: &Path, needs: &[Need]) -> Result<Submission, Vec<Fault>> {
    read_wanted(folder, Wanted { needs, others_are_faults: true })
}

/// Reads what one priority needs, for its own tests: other returns are passed over.
///
/// # Errors
/// Every fault of every file.
pub fn read_for_one(folder: &Path, needs: &[Need]) -> Result<Submission, Vec<Fault>> {
    read_wanted(folder, Wanted { needs, others_are_faults: false })
}

fn read_wanted(folder: &Path, wanted: Wanted<'_>) -> Result<Submission, Vec<Fault>> {
    let mut faults = Vec::new();
    if !folder.is_dir() {
        return Err(vec![Fault::of_file(
            "folder::missing",
            &folder.display().to_string(),
            "there is no such folder",
            "name the folder of a quarter, such as reports/2014-15-q2",
        )]);
    }
    let configuration = configuration::read(folder, &mut faults);
    let area = configuration.as_ref().map_or("", |read| read.terms.force.area.as_str());
    let mut returns = Returns::new(area);
    let mut sources = datapackage::read(folder, wanted, &mut returns, &mut faults);
    sources.extend(awaited::read(folder, wanted, &mut returns, &mut faults));
    let commentary = folder::commentary(folder, &mut faults);
    if let Some(read) = &configuration {
        consistency::check(&read.terms, &returns, &sources, &mut faults);
    }
    let (errors, warnings): (Vec<_>, Vec<_>) =
        faults.into_iter().partition(|fault| fault.severity == Severity::Error);
    match configuration {
        Some(read) if errors.is_empty() => Ok(Submission {
            terms: read.terms,
            details: read.details,
            returns,
            commentary,
            sources,
            warnings,
        }),
        _ => Err(errors.into_iter().chain(warnings).collect()),
    }
}

impl Submission {
    /// The faults behind rows that could not be judged.
    #[must_use]
    pub fn faults_of(&self, errors: &[RowError]) -> Vec<Fault> {
        consistency::of_rows(errors, &self.sources)
    }
}
