//! Two quarters side by side: which rows changed colour and why, which figures were restated, and
//! what is awaited now that was not, or no longer.
//!
//! Rows and terms in, a typed comparison out: no files, and no figure that disclosure control has
//! withheld, since it sees the rows as they are shown.

mod awaited;
mod cause;
mod figures;
mod setting;
mod standing;

pub use awaited::{AwaitedItem, AwaitedItems};
pub use cause::{Cause, Missing, Rebased};
pub use figures::{Given, Restated};
pub use setting::ChangedSetting;
pub use standing::{RowChange, RowName, Standing};

use panel_core::{Row, Terms};
use serde::Serialize;

use crate::figures::Figures;

/// A quarter as it was judged, after disclosure control.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The terms that it was judged under.
    pub terms: &'a Terms,
    /// Every row, those that commentary alone quotes as well.
    pub rows: &'a [Row],
}

/// Which report is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// `2014-15-q2`.
    pub quarter: String,
    /// The force.
    pub force: String,
    /// The area of the force, by its GSS code.
    pub area: String,
    /// Whether the force and its figures are made up.
    pub fictional: bool,
}

/// What changed between two reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The earlier report.
    pub old: Report,
    /// The later report.
    pub new: Report,
    /// The rows of the dashboard that changed colour or state, appeared or went, in its order.
    pub changes: Vec<RowChange>,
    /// The settings that differ.
    pub settings: Vec<ChangedSetting>,
    /// The figures that both reports read and that differ, by series, area and months.
    pub restated: Vec<Restated>,
    /// What is awaited.
    pub awaited: AwaitedItems,
}

impl Comparison {
    /// Whether nothing at all changed: what is still awaited is no change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.settings.is_empty()
            && self.restated.is_empty()
            && self.awaited.unchanged()
    }
}

impl Report {
    fn of(terms: &Terms) -> Self {
        Self {
            quarter: terms.quarter.id(),
            force: terms.force.name.clone(),
            area: terms.force.area.clone(),
            fictional: terms.force.fictional,
        }
    }
}

/// Compares the report `new` with the earlier report `old`.
#[must_use]
pub fn compare(old: Judged<'_>, new: Judged<'_>) -> Comparison {
    let settings = setting::changed(old.terms, new.terms);
    let figures = (Figures::of(old.rows), Figures::of(new.rows));
    Comparison {
        old: Report::of(old.terms),
        new: Report::of(new.terms),
        changes: standing::changed(old, new, &settings, (&figures.0, &figures.1)),
        restated: figures::restated(&figures.0, &figures.1),
        awaited: AwaitedItems::of(old.rows, new.rows),
        settings,
    }
}

/// The row of the same name.
fn same<'a>(row: &Row, rows: &'a [Row]) -> Option<&'a Row> {
    rows.iter().find(|other| other.id == row.id)
}

#[cfg(test)]
mod tests;
