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

use panel_core::{Row, ScreenedRows, Terms};
use serde::Serialize;

use crate::figures::Figures;

/// A quarter as it was judged, after disclosure control.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The terms that it was judged under.
    pub terms: &'a Terms,
    /// Every row, those that commentary alone quotes as well.
    pub rows: &'a ScreenedRows,
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
///
/// ```
/// use panel_compare::{Judged, compare};
/// use panel_core::{
///     Awaited, Columns, Evidence, Figure, Figures, Finding, Force, JudgedRows, Observation,
///     Quantity, Reason, Row, RowId, Rule, Source, Status, Terms, Tests,
/// };
/// # fn row(latest: Figure, reason: Reason) -> Row {
/// #     Row {
/// #         id: RowId { owner: "sp12".to_owned(), measure: "offences" },
/// #         label: "Number of offences",
/// #         columns: Columns::Latest,
/// #         better: panel_core::Direction::Lower,
/// #         on_dashboard: true,
/// #         finding: Finding::without_test(
/// #             Figures::latest_only(latest),
/// #             reason,
/// #             Evidence::for_rule(Rule::NumberOfOffences),
/// #         ),
/// #         among_all: None,
/// #     }
/// # }
/// # let terms = Terms {
/// #     quarter: "2024-25 Q3".parse()?,
/// #     force: Force { name: "Anyshire".to_owned(), area: "X23000001".to_owned(), fictional: true },
/// #     plan_name: "Fictional Plan".to_owned(),
/// #     baseline_year: "2022/23".parse()?,
/// #     plan_ends: "2027-03".parse()?,
/// #     comparison_group: String::new(),
/// #     comparison_members: Vec::new(),
/// #     recording_changes: Vec::new(),
/// #     disclosure: Vec::new(),
/// #     tests: Tests::shipped(),
/// # };
/// # let awaited = Figure::Awaited(Awaited {
/// #     why: "It was not counted yet.".to_owned(),
/// #     from: "Anyshire Constabulary".to_owned(),
/// #     expected: None,
/// #     since: None,
/// #     pending: false,
/// #     source: Source { file: "awaited.toml".into(), line: 5 },
/// # });
/// # let received = Figure::received(&Observation {
/// #     series: "offences/fictional".into(),
/// #     area: "X23000001".into(),
/// #     period: "2024-01/2024-12".parse()?,
/// #     value: Quantity::Count(700),
/// #     status: Status::Final,
/// #     note: None,
/// #     source: Source { file: "returns/counts.csv".into(), line: 2 },
/// #     counted: None,
/// #     summed: None,
/// # });
///
/// // Rows of a plan, judged for two quarters: a figure that was awaited has been received.
/// let screened = |row| JudgedRows::new(vec![row]).screen(&[], &[]);
/// let before = screened(row(awaited, Reason::Awaited));
/// let now = screened(row(received, Reason::NoTestSet));
/// let comparison =
///     compare(Judged { terms: &terms, rows: &before }, Judged { terms: &terms, rows: &now });
/// let change = &comparison.changes[0];
/// assert_eq!(change.row.to_string(), "SP12 Number of offences");
/// assert!(change.sentence.starts_with("SP12 Number of offences: awaited before, reported now"));
/// assert_eq!(comparison.awaited.resolved.len(), 1);
/// assert!(comparison.settings.is_empty() && comparison.restated.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
