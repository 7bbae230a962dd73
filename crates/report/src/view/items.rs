//! What sections that are no priority show besides their commentary: figures, and an appendix collated
//! of what partnerships returned.

use serde::Serialize;

use super::{Cell, Exhibit};

/// The figures of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionFigures {
    /// What they are of: their months, where they are the same.
    pub title: String,
    /// A row a figure.
    pub rows: Vec<SectionRow>,
    /// What a reader must know of them.
    pub notes: Vec<String>,
    /// The charts, those that stand beside each other together.
    pub exhibits: Vec<Vec<Exhibit>>,
}

/// A figure of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionRow {
    /// `feedback.comments`.
    pub id: String,
    /// The label.
    pub label: String,
    /// What it says.
    pub cell: Cell,
}

/// An appendix collated of what partnerships returned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contributions {
    /// `Appendix C: …`.
    pub title: String,
    /// What stands at its head.
    pub introduction: Vec<String>,
    /// The heads of its tables.
    pub heads: Vec<String>,
    /// The themes.
    pub themes: Vec<ContributedTheme>,
    /// Heads the partnerships that follow.
    pub not_returned_title: String,
    /// The partnerships of which nothing is shown: name, and why.
    pub not_returned: Vec<super::Field>,
}

/// A theme of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContributedTheme {
    /// Its title.
    pub title: String,
    /// A row a measure of a partnership.
    pub rows: Vec<ContributedRow>,
    /// What partnerships say of their figures: name, and words.
    pub context: Vec<super::Field>,
}

/// A measure of a partnership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContributedRow {
    /// The partnership.
    pub partnership: String,
    /// The measure.
    pub measure: String,
    /// `Lower`.
    pub wanted: String,
    /// The figure of the year before.
    pub previous: String,
    /// The latest figure.
    pub latest: String,
    /// The lines that it came from.
    pub source: String,
}
