//! What has changed since the last report, where a previous quarter is named.

use serde::Serialize;

use super::{Paragraph, Standing};

/// The section that says so.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// `5`.
    pub number: String,
    /// The heading.
    pub title: String,
    /// The name that links go to.
    pub anchor: String,
    /// Its parts, each with what it has.
    pub parts: Vec<ChangesPart>,
}

/// A numbered paragraph, and a table under it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangesPart {
    /// What it says.
    pub paragraph: Paragraph,
    /// The rows that changed colour or state.
    pub rows: Vec<ChangedRow>,
    /// The figures that were restated.
    pub restated: Vec<RestatedFigure>,
}

/// A row that changed colour or state, came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedRow {
    /// `SP12 Number of offences`.
    pub name: String,
    /// The widget that links go to; none where the row is gone.
    pub anchor: Option<String>,
    /// How it stood; none where it is new.
    pub before: Option<StandingView>,
    /// How it stands; none where it is gone.
    pub now: Option<StandingView>,
    /// Why, and what differs.
    pub why: String,
}

/// How a row stands, with the word for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandingView {
    /// What decides its mark and its tint.
    pub standing: Standing,
    /// The word.
    pub word: String,
}

/// A figure of months that both reports read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestatedFigure {
    /// The rows that read it.
    pub rows: String,
    /// The months, and the area where it is not the force's own.
    pub period: String,
    /// As the last report had it.
    pub before: String,
    /// As it is now.
    pub now: String,
}

/// What has changed, a line each, for those who tabulate it: nothing is counted instead of told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesTable {
    /// The quarter of the last report: `Quarter 2 of 2014/15`.
    pub since: String,
    /// The lines, in the order of the section.
    pub lines: Vec<ChangeLine>,
}

/// One change. A text that does not apply is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// What kind of change: `Colour or state`, `Restated figure`, …
    pub kind: &'static str,
    /// The row or rows with their figure, or the setting.
    pub of: String,
    /// The months, and the area where it is not the force's own.
    pub period: String,
    /// How it was.
    pub before: String,
    /// How it is.
    pub now: String,
    /// Why, and what differs.
    pub why: String,
}
