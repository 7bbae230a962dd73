//! The rows of a priority's widget in their order, judged or, in a draft, not.

use panel_core::{Columns, Priority, Row, RowError};

use super::Material;

/// A row of the dashboard.
pub(crate) enum Listed<'a> {
    /// It was judged.
    Judged(&'a Row),
    /// It could not be: the paper is a draft.
    Unjudged(Unjudged<'a>),
}

/// A row that could not be judged, with what its measure says of it.
pub(crate) struct Unjudged<'a> {
    pub(crate) label: &'static str,
    pub(crate) columns: Columns,
    pub(crate) error: &'a RowError,
}

impl Unjudged<'_> {
    /// Why, in a sentence.
    pub(crate) fn reason(&self) -> String {
        format!("Could not be judged: {}.", self.error.error)
    }
}

impl Listed<'_> {
    /// The columns that it fills.
    pub(crate) fn columns(&self) -> Columns {
        match self {
            Self::Judged(row) => row.columns,
            Self::Unjudged(row) => row.columns,
        }
    }
}

/// The rows of `priority` that stand in the dashboard.
pub(crate) fn of<'a>(priority: &Priority, material: Material<'a>) -> Vec<Listed<'a>> {
    let owner = priority.code.id();
    let rows = priority.measures.iter().chain(priority.of_records);
    let listed = rows.filter_map(|measure| {
        let id = |known: &panel_core::RowId| known.owner == owner && known.measure == measure.id();
        let mut judged = material.rows.iter().filter(|row| row.on_dashboard);
        if let Some(row) = judged.find(|row| id(&row.id)) {
            return Some(Listed::Judged(row));
        }
        let error = material.unjudged.iter().find(|error| id(&error.id))?;
        let (label, columns) = (measure.label(), measure.columns());
        Some(Listed::Unjudged(Unjudged { label, columns, error }))
    });
    listed.collect()
}
