//! What stands beside the paper: the same figures as data, as an accessible workbook and as a summary
//! for an e-mail.
//!
//! All of it is made from the composition and the rows behind it, after disclosure control; bytes
//! come out, and nothing here touches a file.

mod figure_table;
mod figures;
mod package;
mod pictures;
mod shorthand;
mod summary;
mod workbook;

use panel_core::ScreenedRows;
use panel_report::{Attachment, Composition, TypesetError, VirtualFile};
use thiserror::Error;

pub use figure_table::{FIGURE_COLUMNS, FigureColumn};
pub use figures::FigureName;
pub use pictures::{EXHIBITS, PictureFile, pictures};
pub use shorthand::Shorthand;

/// The rows of the dashboard as JSON.
pub const FINDINGS: &str = "findings.json";
/// The figures, a line each.
pub const FIGURES: &str = "figures.csv";
/// What the columns of the figures mean, for machines.
pub const PACKAGE: &str = "datapackage.json";
/// The figures as a workbook.
pub const WORKBOOK: &str = "dashboard.xlsx";
/// A summary for an e-mail.
pub const SUMMARY: &str = "summary.txt";

/// Why a companion could not be made.
#[derive(Debug, Error)]
pub enum CompanionError {
    /// The findings could not be written as JSON.
    #[error(transparent)]
    Findings(#[from] TypesetError),
    /// The figures could not be written as CSV.
    #[error("failed to make {FIGURES}: {0}")]
    Figures(#[from] csv::Error),
    /// The package could not be written as JSON.
    #[error("failed to make {PACKAGE}: {0}")]
    Package(#[from] serde_json::Error),
    /// The workbook could not be made.
    #[error("failed to make {WORKBOOK}: {0}")]
    Workbook(#[from] panel_workbook::WorkbookError),
}

/// A file beside the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The name of the paper's own file; a draft never has that of the paper.
#[must_use]
pub fn paper_name(composition: &Composition) -> String {
    let ending = if composition.paper.draft.is_some() { "-draft" } else { "" };
    format!("panel-paper-{}{ending}.pdf", composition.findings.quarter)
}

/// Every companion of a paper, in the order in which they are written; `rows` are those that it was
/// composed from.
///
/// # Errors
/// [`CompanionError`] where one cannot be written in its format, which would be a fault of the
/// program.
///
/// ```
/// use panel_companions::{FIGURES, FINDINGS, PACKAGE, SUMMARY, WORKBOOK, attachments, paper_name};
/// # use panel_core::{
/// #     Code, Entry, Force, PaperDetails, Plan, Priority, SourceText, Terms, Tests,
/// # };
/// # use panel_report::{Material, compose};
/// # static FIRST: Entry = Entry::Priority(Priority::named(Code::sp(1), "To keep Anyshire safe"));
/// # let plan = Plan::of(vec![&FIRST]).map_err(|_| "no plan")?;
/// # let terms = Terms {
/// #     quarter: "2024-25 Q3".parse()?,
/// #     force: Force { name: "Anyshire".to_owned(), area: "X23000001".to_owned(), fictional: true },
/// #     plan_name: "Fictional Plan".to_owned(),
/// #     baseline_year: "2022/23".parse()?,
/// #     plan_ends: "2027-03".parse()?,
/// #     comparison_group: "fictional group".to_owned(),
/// #     comparison_members: Vec::new(),
/// #     recording_changes: Vec::new(),
/// #     disclosure: Vec::new(),
/// #     tests: Tests::shipped(),
/// # };
/// # let details = PaperDetails {
/// #     body: "Anyshire Mayor for Policing".to_owned(),
/// #     office: "Office of the Anyshire Mayor for Policing".to_owned(),
/// #     panel: "Anyshire Policing and Crime Board".to_owned(),
/// #     marked: String::new(),
/// #     notice: String::new(),
/// #     report_of: "Anyshire Mayor for Policing".to_owned(),
/// #     date: "2025-02-13".parse()?,
/// #     author: "Head of Analysis".to_owned(),
/// #     comparison_note: String::new(),
/// #     look: panel_core::Look::default(),
/// #     areas: Vec::new(),
/// #     implications: Vec::new(),
/// #     background_papers: Vec::new(),
/// #     contacts: Vec::new(),
/// # };
/// # let commentary: Vec<_> = panel_report::section_files(&plan)
/// #     .iter()
/// #     .map(|(file, _)| SourceText::new(file, "All of it is fictional.\n"))
/// #     .collect();
/// # let rows = panel_core::JudgedRows::new(Vec::new()).screen(&[], &[]);
/// # let composition = compose(Material {
/// #     plan: &plan,
/// #     terms: &terms,
/// #     details: &details,
/// #     rows: &rows,
/// #     unjudged: &[],
/// #     commentary: &commentary,
/// #     comparison: None,
/// #     collated: None,
/// # })
/// # .map_err(|faults| faults[0].to_string())?;
///
/// // `composition` is the fictional paper for Quarter 3 of 2024/25, composed from `rows`.
/// let companions = panel_companions::of(&composition, &rows)?;
/// let names: Vec<_> = companions.iter().map(|one| one.name).collect();
/// assert_eq!(names, [FINDINGS, FIGURES, PACKAGE, SUMMARY, WORKBOOK]);
/// assert_eq!(paper_name(&composition), "panel-paper-2024-25-q3.pdf");
/// // The data travel within the PDF as well.
/// let within: Vec<_> = attachments(&companions).into_iter().map(|one| one.name).collect();
/// assert_eq!(within, [FINDINGS, FIGURES]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn of(
    composition: &Composition,
    rows: &ScreenedRows,
) -> Result<Vec<Companion>, CompanionError> {
    let mut all = texts(composition, rows)?;
    all.push(workbook(composition, rows)?);
    Ok(all)
}

/// Every companion but the workbook, which nothing else is made of.
///
/// # Errors
/// As [`of`].
pub fn texts(
    composition: &Composition,
    rows: &ScreenedRows,
) -> Result<Vec<Companion>, CompanionError> {
    let figures = figures::of(&composition.findings.rows, rows);
    let companion = |name, bytes| Companion { name, bytes };
    Ok(vec![
        companion(
            FINDINGS,
            VirtualFile::json(FINDINGS, &composition.findings_and_changes())?.bytes,
        ),
        companion(FIGURES, figure_table::csv(&composition.findings, &figures)?),
        companion(PACKAGE, package::json(composition)?),
        companion(SUMMARY, summary::text(composition).into_bytes()),
    ])
}

/// The workbook.
///
/// # Errors
/// As [`of`].
pub fn workbook(
    composition: &Composition,
    rows: &ScreenedRows,
) -> Result<Companion, CompanionError> {
    let figures = figures::of(&composition.findings.rows, rows);
    Ok(Companion { name: WORKBOOK, bytes: workbook::xlsx(composition, &figures)? })
}

/// Those that travel within the PDF as well, as the data behind it.
#[must_use]
pub fn attachments(companions: &[Companion]) -> Vec<Attachment> {
    companions
        .iter()
        .filter_map(|companion| {
            let (mime, description) = match companion.name {
                FINDINGS => (
                    "application/json",
                    "The rows of the dashboard as data, with the file and line of each figure",
                ),
                FIGURES => ("text/csv", "Every figure of the dashboard, a line each"),
                _ => return None,
            };
            Some(Attachment {
                name: companion.name.to_owned(),
                bytes: companion.bytes.clone(),
                mime: mime.to_owned(),
                description: description.to_owned(),
            })
        })
        .collect()
}
