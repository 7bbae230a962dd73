//! What a partner returns, whichever it is: figures of one kind, or records of one table.

use std::cmp::Ordering;

use crate::{Column, Holds, RecordTable, ReturnKind, Status};

/// A table that is returned.
///
/// ```
/// use panel_core::{ReturnKind, ReturnTable};
/// let table = ReturnTable::from(ReturnKind::Positions);
/// assert_eq!((table.name(), table.is_records()), ("positions", false));
/// ```
#[derive(Debug, Clone, Copy)]
pub enum ReturnTable {
    /// Figures, one row each.
    Figures(ReturnKind),
    /// Records, from which figures are counted.
    Records(&'static RecordTable),
}

impl From<ReturnKind> for ReturnTable {
    fn from(kind: ReturnKind) -> Self {
        Self::Figures(kind)
    }
}

impl From<&'static RecordTable> for ReturnTable {
    fn from(table: &'static RecordTable) -> Self {
        Self::Records(table)
    }
}

impl ReturnTable {
    /// Its name in `datapackage.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Figures(kind) => kind.name(),
            Self::Records(table) => table.name,
        }
    }

    /// What it is called, which is also the name of its sheet in a template.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Figures(kind) => kind.title(),
            Self::Records(table) => table.title,
        }
    }

    /// What it holds, in a sentence.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Figures(kind) => kind.description(),
            Self::Records(table) => table.description,
        }
    }

    /// Its columns, in their order.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Figures(kind) => kind.columns(),
            Self::Records(table) => table.columns,
        }
    }

    /// The heads of its columns.
    #[must_use]
    pub fn column_names(self) -> Vec<&'static str> {
        self.columns().iter().map(|column| column.name).collect()
    }

    /// The statuses that its rows can have; a record has none.
    #[must_use]
    pub fn statuses(self) -> &'static [Status] {
        match self {
            Self::Figures(kind) => kind.statuses(),
            Self::Records(_) => &[],
        }
    }

    /// What a column means in it: for the status, each that it can be.
    #[must_use]
    pub fn describe(self, column: &Column) -> String {
        match self {
            Self::Figures(kind) if column.holds == Holds::Status => kind.describe(column),
            _ => column.description.to_owned(),
        }
    }

    /// Whether it holds records.
    #[must_use]
    pub fn is_records(self) -> bool {
        matches!(self, Self::Records(_))
    }

    /// Kinds in their order, then tables of records by name.
    fn place(self) -> (Option<&'static str>, Option<ReturnKind>) {
        match self {
            Self::Figures(kind) => (None, Some(kind)),
            Self::Records(table) => (Some(table.name), None),
        }
    }
}

impl PartialEq for ReturnTable {
    fn eq(&self, other: &Self) -> bool {
        self.place() == other.place()
    }
}

impl Eq for ReturnTable {}

impl PartialOrd for ReturnTable {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ReturnTable {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}
