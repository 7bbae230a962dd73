//! A row of the dashboard, judged.

use std::fmt;

use serde::Serialize;

use crate::{Columns, Direction, Finding, Finite, Measure, MeasureError, Returns, Terms};

/// The name of a row: `sp12.satisfaction`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId {
    /// The priority's half, such as `sp12`.
    pub owner: String,
    /// The measure's half, such as `satisfaction`.
    pub measure: &'static str,
}

impl fmt::Display for RowId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.owner, self.measure)
    }
}

impl Serialize for RowId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A row and its finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub id: RowId,
    /// Its label.
    pub label: &'static str,
    /// The columns it fills.
    pub columns: Columns,
    /// Which way is better.
    pub better: Direction,
    /// Whether it stands in the dashboard; the others are quoted by commentary alone.
    pub on_dashboard: bool,
    /// What the panel is told.
    pub finding: Finding,
    /// What is left of its test when those of all rows are counted; `None` where there was no test,
    /// or where its neighbours are not known.
    pub among_all: Option<ManyTests>,
}

/// A test among all the tests of a paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ManyTests {
    /// How many tests there were.
    pub tests: usize,
    /// The least rate of false discoveries at which this one survives.
    pub adjusted_p: Finite,
    /// Whether it survives at the plan's rate.
    pub survives: bool,
}

/// A row that could not be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The row.
    pub id: RowId,
    /// Why.
    pub error: Box<MeasureError>,
}

impl Row {
    pub(crate) fn judge(
        owner: &str,
        measure: &dyn Measure,
        on_dashboard: bool,
        returns: &Returns,
        terms: &Terms,
    ) -> Result<Self, RowError> {
        let id = RowId { owner: owner.to_owned(), measure: measure.id() };
        match measure.assess(returns, terms) {
            Ok(finding) => Ok(Self {
                id,
                label: measure.label(),
                columns: measure.columns(),
                better: measure.better(),
                on_dashboard,
                finding,
                among_all: None,
            }),
            Err(error) => Err(RowError { id, error: Box::new(error) }),
        }
    }
}
