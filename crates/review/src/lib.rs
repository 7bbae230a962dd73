//! What a change did to the papers, for those who review it and read no program: the findings that
//! changed as sentences, and each changed page before, after and as a difference.
//!
//! [`gallery`] takes two sets of built papers, bytes and all, and gives one view model, which
//! [`Gallery::html`] makes one page that needs nothing but itself. No file is touched here, and the same
//! papers give the same bytes.

mod alignment;
mod finding;
mod gallery;
mod html;
mod page;
mod picture;
mod region;
mod wording;

pub use finding::FindingChange;
pub use gallery::{Gallery, PageChange, PageKind, PaperChange, RegionChange, gallery};
pub use html::is_gallery;
pub use picture::Picture;
pub use wording::{Piece, TextChange};

use serde::Deserialize;
use thiserror::Error;

/// Why a gallery could not be made.
#[derive(Debug, Error)]
pub enum ReviewError {
    /// The findings beside a paper cannot be read.
    #[error(
        "the findings of {place} cannot be read: {why}; make the paper again with `panel paper`"
    )]
    Findings {
        /// Where the paper is.
        place: String,
        /// What is wrong.
        why: String,
    },
    /// A paper cannot be read.
    #[error("the PDF of {place} cannot be read: {why}; make the paper again with `panel paper`")]
    Paper {
        /// Where the paper is.
        place: String,
        /// What is wrong.
        why: String,
    },
    /// A picture could not be written.
    #[error("failed to write a picture: {0}")]
    Picture(#[from] png::EncodingError),
    /// The page could not be made of its template.
    #[error("failed to make the page: {0}")]
    Template(#[from] minijinja::Error),
}

/// A paper with the findings that `panel paper` wrote beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct BuiltPaper {
    /// Where it is, as the user knows it.
    place: String,
    /// Whose paper it is, and of which quarter.
    of: Named,
    rows: Vec<serde_json::Map<String, serde_json::Value>>,
    pdf: Vec<u8>,
}

/// Whose paper it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Named {
    quarter: String,
    force: String,
    #[serde(default)]
    fictional: bool,
}

#[derive(Deserialize)]
struct Rows {
    rows: Vec<serde_json::Map<String, serde_json::Value>>,
}

/// The quarter that findings are of: it names the file of their paper.
///
/// # Errors
/// [`ReviewError::Findings`] where they are not as `panel paper` writes them.
///
/// ```
/// use panel_review::quarter_of;
///
/// let findings = br#"{"quarter": "2024-25-q3", "force": "Anyshire Constabulary", "rows": []}"#;
/// assert_eq!(quarter_of("reports/2024-25-q3/out", findings)?, "2024-25-q3");
/// let why = quarter_of("reports/2024-25-q3/out", b"{").map_err(|error| error.to_string());
/// assert!(why.is_err_and(|why| why.contains("reports/2024-25-q3/out cannot be read")));
/// # Ok::<(), panel_review::ReviewError>(())
/// ```
pub fn quarter_of(place: &str, findings: &[u8]) -> Result<String, ReviewError> {
    parsed::<Named>(place, findings).map(|of| of.quarter)
}

fn parsed<'a, T: Deserialize<'a>>(place: &str, findings: &'a [u8]) -> Result<T, ReviewError> {
    serde_json::from_slice(findings)
        .map_err(|why| ReviewError::Findings { place: place.to_owned(), why: why.to_string() })
}

impl BuiltPaper {
    /// A paper by the bytes of its PDF and of its `findings.json`.
    ///
    /// # Errors
    /// [`ReviewError::Findings`] where the findings are not as `panel paper` writes them.
    pub fn new(place: &str, findings: &[u8], pdf: Vec<u8>) -> Result<Self, ReviewError> {
        let of = parsed(place, findings)?;
        let Rows { rows } = parsed(place, findings)?;
        Ok(Self { place: place.to_owned(), of, rows, pdf })
    }

    /// The force and the quarter.
    fn title(&self) -> String {
        let fictional = if self.of.fictional { " (fictional)" } else { "" };
        format!("{}{fictional}, {}", self.of.force, self.of.quarter)
    }
}

/// The papers before a change, or after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Papers {
    /// What the user calls them, such as a revision.
    pub name: String,
    /// The papers, in the order in which they are shown.
    pub papers: Vec<BuiltPaper>,
}
