//! The paper as data, and the ways out of it: the files of the templates, the pages, the findings.

use panel_compare::Comparison;
use panel_core::FindingsRecord;
use serde::Serialize;

use crate::breakable::{needs_breaks, with_breaks};
use crate::printable::printable;
use crate::typeset::{Attachment, TypesetError, Typesetting, VirtualFile, typeset};
use crate::view::{ChangesTable, Look, Paper, PrioritySection, Summary};
use panel_accessibility::{PaperDate, PaperFacts};

/// A paper as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Composition {
    /// The paper, less its priorities.
    pub paper: Paper,
    /// What it looks like.
    pub look: Look,
    /// The crest at its head, as a file that the template reads.
    pub logo: Option<VirtualFile>,
    /// The page that says how every row stands.
    pub summary: Summary,
    /// The priorities, in order.
    pub priorities: Vec<PrioritySection>,
    /// The rows of the dashboard as data.
    pub findings: FindingsRecord,
    /// What changed since the last report, where a previous quarter is named.
    pub comparison: Option<Comparison>,
    /// The same as a table, with the names that the paper has for rows and areas.
    pub changes: Option<ChangesTable>,
}

/// The findings with what changed.
#[derive(Serialize)]
struct Findings<'a> {
    #[serde(flatten)]
    record: &'a FindingsRecord,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a Comparison>,
}

/// The rows of a dashboard as data, and what changed since the last report.
#[must_use]
pub fn findings_and_changes<'a>(
    record: &'a FindingsRecord,
    changes: Option<&'a Comparison>,
) -> impl Serialize + 'a {
    Findings { record, changes }
}

impl Composition {
    /// The rows of the dashboard as data, and what changed since the last report.
    #[must_use]
    pub fn findings_and_changes(&self) -> impl Serialize + '_ {
        findings_and_changes(&self.findings, self.comparison.as_ref())
    }

    /// The files that the templates read: the paper, the summary, and one a priority.
    ///
    /// # Errors
    /// [`TypesetError`] where the view cannot be written as JSON.
    pub fn files(&self) -> Result<Vec<VirtualFile>, TypesetError> {
        let mut files = vec![
            self.file("paper.json", &self.paper)?,
            self.file("look.json", &self.look)?,
            self.file("summary.json", &self.summary)?,
        ];
        for priority in &self.priorities {
            files.push(self.file(&format!("{}.json", priority.id), priority)?);
        }
        files.extend(self.logo.clone());
        Ok(files)
    }

    /// Reads `pdf` back, which is to be called `name`, and checks it: the record of that is the file
    /// `accessibility.json`.
    ///
    /// # Errors
    /// [`TypesetError::Accessibility`] where a check fails.
    pub fn accessibility(&self, name: &str, pdf: &[u8]) -> Result<VirtualFile, TypesetError> {
        let date = self.paper.date;
        let facts = PaperFacts {
            title: self.paper.title.clone(),
            body: self.paper.body.clone(),
            date: PaperDate { year: date.year, month: date.month, day: date.day },
        };
        let record = panel_accessibility::check(name, pdf, &facts)?;
        VirtualFile::json("accessibility.json", &record)
    }

    /// A letter that the typeface lacks is refused in a paper, and named in a draft. Words that are too long
    /// for a cell may break.
    fn file(&self, name: &str, value: &impl Serialize) -> Result<VirtualFile, TypesetError> {
        let file = VirtualFile::json(name, value)?;
        let is_draft = self.paper.draft.is_some();
        let value = serde_json::from_slice(&file.bytes).map_err(|error| TypesetError::Data {
            name: name.to_owned(),
            why: error.to_string(),
        })?;
        if !is_draft && !needs_breaks(&value) {
            return Ok(file);
        }
        let value = if is_draft { printable(value) } else { value };
        VirtualFile::json(name, &with_breaks(value))
    }

    /// Lays the paper out, with the data behind it attached.
    ///
    /// # Errors
    /// [`TypesetError`] where a template refuses what it is given, and where a text of a paper runs past
    /// the margins.
    pub fn typeset(&self, attachments: Vec<Attachment>) -> Result<Typesetting, TypesetError> {
        let typesetting = typeset(self.files()?, attachments, self.paper.date)?;
        let beyond = typesetting.texts_beyond_margins();
        if beyond.is_empty() || self.paper.draft.is_some() {
            return Ok(typesetting);
        }
        Err(TypesetError::BeyondMargins(beyond))
    }
}
