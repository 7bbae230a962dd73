//! A series of figures and which way is better.

use serde::Serialize;

/// Which way a series should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Fewer is better: offences.
    Lower,
    /// More is better: satisfaction, and reports of hidden crimes.
    Higher,
    /// Neither way is better; a change is shown and never coloured.
    Neither,
}

/// A series and which way is better. No constructor lacks a direction: three priorities *want* more
/// reports.
///
/// ```
/// use panel_core::{Direction, Series};
/// const OFFENCES: Series = Series::lower_is_better("offences/all-crime");
/// assert_eq!(OFFENCES.better(), Direction::Lower);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Series {
    id: &'static str,
    better: Direction,
}

impl Series {
    /// A series that should fall.
    #[must_use]
    pub const fn lower_is_better(id: &'static str) -> Self {
        Self { id, better: Direction::Lower }
    }

    /// A series that should rise.
    #[must_use]
    pub const fn higher_is_better(id: &'static str) -> Self {
        Self { id, better: Direction::Higher }
    }

    /// A series that gives context: neither way is better.
    #[must_use]
    pub const fn neither_is_better(id: &'static str) -> Self {
        Self { id, better: Direction::Neither }
    }

    /// Its name in the returns, such as `offences/domestic-burglary`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// Which way is better.
    #[must_use]
    pub const fn better(self) -> Direction {
        self.better
    }
}
