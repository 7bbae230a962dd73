//! Where a figure was read.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// The line of a return that a figure came from.
///
/// ```
/// let source = panel_core::Source { file: "returns/surveys.csv".into(), line: 3 };
/// assert_eq!(source.to_string(), "returns/surveys.csv:3");
/// // No figure stands in the head of its table: this one was counted from the lines beneath.
/// let source = panel_core::Source { file: "returns/families.csv".into(), line: 1 };
/// assert_eq!(source.to_string(), "returns/families.csv, counted");
/// // Nor does a sum stand in one line.
/// let source = panel_core::Source { file: "returns/months.csv".into(), line: 0 };
/// assert_eq!(source.to_string(), "returns/months.csv, summed");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Source {
    /// Path from the quarter's folder.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
}

impl Source {
    /// The line of a table's head: the place of a figure that was counted from all of it.
    pub const HEAD: u32 = 1;

    /// No line: the place of a figure that is the sum of others.
    pub const SUM: u32 = 0;
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Self::SUM => write!(formatter, "{}, summed", self.file),
            Self::HEAD => write!(formatter, "{}, counted", self.file),
            line => write!(formatter, "{}:{line}", self.file),
        }
    }
}
