//! Typesets the view model: fixed templates, virtual files, one accessible PDF.

mod layout_tree;
mod margins;
mod pdf;
mod pictures;
#[cfg(test)]
mod tests;
mod world;

use std::fmt;

use panel_accessibility::AccessibilityError;
use thiserror::Error;
use typst::WorldExt;
use typst::diag::{SourceDiagnostic, Warned};
use typst_layout::PagedDocument;

pub use self::pictures::Picture;
use self::world::PaperWorld;
use crate::view::Date;

/// The name under which the template finds the list of attachments.
const ATTACHMENTS: &str = "attachments.json";

/// A file that the templates read: `paper.json`, and one file a priority.
///
/// ```
/// use panel_report::VirtualFile;
///
/// let file = VirtualFile::json("look.json", &[1, 2])?;
/// assert_eq!((file.name.as_str(), &*file.bytes), ("look.json", &b"[\n  1,\n  2\n]"[..]));
/// # Ok::<(), panel_report::TypesetError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VirtualFile {
    /// Its name, such as `sp12.json`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A file that travels within the PDF, as the data behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, such as `findings.csv`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Its media type, which PDF/A-3 demands.
    pub mime: String,
    /// What it is, for those who list the attachments.
    pub description: String,
}

/// Why a paper could not be typeset.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TypesetError {
    /// A template could not be laid out, or the PDF would break a standard.
    #[error("failed to typeset the paper:\n{}", lines(.0))]
    Refused(Vec<Fault>),
    /// Typst warned: a paper is not published with a warning.
    #[error("typesetting the paper gave a warning:\n{}", lines(.0))]
    Warned(Vec<Fault>),
    /// A text runs past a margin.
    #[error("text runs past the margins:\n{}", lines(.0))]
    BeyondMargins(Vec<String>),
    /// A file has a name that cannot be used.
    #[error("no file of a paper can be called `{name}`: {reason}")]
    FileName {
        /// The name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The date of the paper is not in the calendar.
    #[error("the paper's date is not in the calendar: {}-{:02}-{:02}", .0.year, .0.month, .0.day)]
    Date(Date),
    /// The PDF standards exclude each other.
    #[error("failed to combine the PDF standards: {0}")]
    Standards(String),
    /// A part of the view could not be written as JSON.
    #[error("failed to write `{name}`: {why}")]
    Data {
        /// The file.
        name: String,
        /// What went wrong.
        why: String,
    },
    /// An exhibit could not be drawn as a picture.
    #[error("failed to draw the picture of `{anchor}`: {why}")]
    Picture {
        /// The exhibit.
        anchor: String,
        /// What went wrong.
        why: String,
    },
    /// The PDF cannot be read back, or shuts somebody out.
    #[error(transparent)]
    Accessibility(#[from] AccessibilityError),
    /// The list of attachments could not be written.
    #[error("failed to list the attachments: {0}")]
    Attachments(String),
}

/// One thing that Typst objected to, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The template, such as `widget.typ`, and the line from 1; where Typst named them.
    pub place: Option<(String, usize)>,
    /// What is wrong.
    pub message: String,
    /// What Typst advises.
    pub hints: Vec<String>,
}

impl Fault {
    fn new(world: &PaperWorld, diagnostic: &SourceDiagnostic) -> Self {
        Self {
            place: place(world, diagnostic),
            message: diagnostic.message.to_string(),
            hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
        }
    }

    fn all(world: &PaperWorld, diagnostics: &[SourceDiagnostic]) -> Vec<Self> {
        diagnostics.iter().map(|diagnostic| Self::new(world, diagnostic)).collect()
    }
}

/// Each on a line of its own.
fn lines(faults: &[impl fmt::Display]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line)) = &self.place {
            write!(formatter, "{file}:{line}: ")?;
        }
        write!(formatter, "{}", self.message)?;
        for hint in &self.hints {
            write!(formatter, " (hint: {hint})")?;
        }
        Ok(())
    }
}

/// The template and the line that a diagnostic is about.
fn place(world: &PaperWorld, diagnostic: &SourceDiagnostic) -> Option<(String, usize)> {
    let id = diagnostic.span.id()?;
    let start = world.range(diagnostic.span)?.start;
    let line = world.line(id, start)?;
    Some((id.get().vpath().get_without_slash().to_owned(), line))
}

/// A paper, laid out.
pub struct Typesetting {
    document: PagedDocument,
    world: PaperWorld,
    date: Date,
}

/// Lays the paper out.
///
/// `files` are `paper.json` and one file a priority, as the view model serialises; the
/// attachments are embedded in the PDF.
///
/// # Errors
///
/// Where a file is missing or is not what the templates expect, where a name is taken twice, and
/// where Typst warns: none of its warnings is harmless in a paper for publication.
///
/// ```
/// use panel_report::{TypesetError, VirtualFile, typeset};
/// use panel_report::view::Date;
///
/// // A name that leads out of the paper's files is refused before anything is laid out.
/// let file = VirtualFile { name: "../paper.json".to_owned(), bytes: Vec::new() };
/// let refused = typeset(vec![file], Vec::new(), Date { year: 2025, month: 2, day: 13 });
/// assert!(matches!(refused.err(), Some(TypesetError::FileName { .. })));
/// ```
pub fn typeset(
    files: Vec<VirtualFile>,
    attachments: Vec<Attachment>,
    date: Date,
) -> Result<Typesetting, TypesetError> {
    let mut files = files;
    files.extend(attachment_files(attachments)?);
    let world = PaperWorld::new(files)?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    // What the last ten papers did not use is forgotten: a batch would fill the memory.
    comemo::evict(10);
    let document = output.map_err(|errors| TypesetError::Refused(Fault::all(&world, &errors)))?;
    if !warnings.is_empty() {
        return Err(TypesetError::Warned(Fault::all(&world, &warnings)));
    }
    Ok(Typesetting { document, world, date })
}

/// Lays exhibits out without a paper around them, to be looked at.
#[cfg(test)]
pub(crate) fn typeset_gallery(rows: &[Vec<crate::view::Exhibit>]) -> Typesetting {
    let world = PaperWorld::gallery(vec![
        VirtualFile::json("gallery.json", &rows).unwrap(),
        VirtualFile { name: "look.json".to_owned(), bytes: br#"{"accent":null}"#.to_vec() },
    ]);
    let world = world.unwrap();
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    assert!(warnings.is_empty(), "{}", lines(&Fault::all(&world, &warnings)));
    let document = output.map_err(|errors| lines(&Fault::all(&world, &errors))).unwrap();
    Typesetting { document, world, date: Date { year: 2014, month: 12, day: 17 } }
}

/// Forgets, of what is kept so that a paper laid out anew takes less time, what the last `papers` did
/// not use: of many different ones most is of no more use.
pub fn forget_unused(papers: usize) {
    comemo::evict(papers);
}

impl Typesetting {
    /// The first page as PNG, a dot a point.
    #[cfg(test)]
    pub(crate) fn first_page(&self) -> Vec<u8> {
        let options = typst_render::RenderOptions { pixel_per_pt: 1.0.into(), render_bleed: false };
        typst_render::render(&self.document.pages()[0], &options).encode_png().unwrap()
    }

    /// How many pages there are.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// What stands where, a text a page, to be compared by people: see `layout_tree.rs`.
    #[must_use]
    pub fn layout_tree(&self) -> Vec<String> {
        layout_tree::layout_tree(&self.document)
    }

    /// The texts that run past a margin, each with its page.
    #[must_use]
    pub fn texts_beyond_margins(&self) -> Vec<String> {
        margins::beyond(&self.document)
    }

    /// For each page, the least and the greatest x of its text, in points: text that runs past a
    /// margin shows here.
    #[must_use]
    pub fn text_extents(&self) -> Vec<(f64, f64)> {
        layout_tree::text_extents(&self.document)
    }

    /// The exhibits as pictures of their own, in the order of the paper.
    ///
    /// # Errors
    ///
    /// [`TypesetError::Picture`] where one is too large to be drawn.
    pub fn pictures(&self) -> Result<Vec<Picture>, TypesetError> {
        pictures::pictures(&self.document)
    }

    /// The paper as PDF/A-3a and PDF/UA-1; the same bytes from the same data.
    ///
    /// # Errors
    ///
    /// Where the paper breaks one of the standards, such as by a character that the typeface
    /// lacks, and where its date is not in the calendar.
    pub fn pdf(&self) -> Result<Vec<u8>, TypesetError> {
        let options = pdf::options(self.date)?;
        typst_pdf::pdf(&self.document, &options)
            .map_err(|errors| TypesetError::Refused(Fault::all(&self.world, &errors)))
    }
}

impl fmt::Debug for Typesetting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Typesetting")
            .field("pages", &self.pages())
            .field("date", &self.date)
            .finish_non_exhaustive()
    }
}

/// The attachments as files that the template reads, and the list by which it finds them.
fn attachment_files(attachments: Vec<Attachment>) -> Result<Vec<VirtualFile>, TypesetError> {
    let list: Vec<_> = attachments
        .iter()
        .map(|Attachment { name, mime, description, .. }| {
            serde_json::json!({ "name": name, "mime": mime, "description": description })
        })
        .collect();
    let list =
        serde_json::to_vec(&list).map_err(|error| TypesetError::Attachments(error.to_string()))?;
    // A folder of their own, so that an attachment may have the name of a file of the paper.
    let files = attachments.into_iter().map(|attachment| VirtualFile {
        name: format!("attachments/{}", attachment.name),
        bytes: attachment.bytes,
    });
    Ok(std::iter::once(VirtualFile { name: ATTACHMENTS.to_owned(), bytes: list })
        .chain(files)
        .collect())
}
