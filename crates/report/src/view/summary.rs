//! The page for the reader who reads no other: every priority and every row.

use serde::Serialize;

use super::{Drawing, Standing, Tally};

/// The summary.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// `Period ended September 2014`.
    pub period: String,
    /// How many rows stand how.
    pub tally: Vec<Tally>,
    /// The priorities, or their parts, in order.
    pub priorities: Vec<SummaryPriority>,
    /// Whether the awaited rows of each priority stand together, because a page has no room for each.
    pub gathered: bool,
}

/// A priority, or a part of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SummaryPriority {
    /// `12` or `14A`.
    pub code: String,
    /// The title.
    pub title: String,
    /// The widget that links go to.
    pub anchor: String,
    /// What it says in words, where it has no rows.
    pub statement: Option<String>,
    /// The rows.
    pub rows: Vec<SummaryRow>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SummaryRow {
    /// `sp12.satisfaction`.
    pub id: String,
    /// The label.
    pub label: String,
    /// The latest figure or words.
    pub latest: String,
    /// Whether that is words.
    pub words: bool,
    /// The change, as a number and in per cent.
    pub change: String,
    /// What was counted, in small.
    pub sparkline: Option<Drawing>,
    /// How it stands.
    pub standing: Standing,
    /// The word for it.
    pub word: String,
}
