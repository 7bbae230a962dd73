//! Rows before and after disclosure control. What shows a row takes [`ScreenedRows`], and only screening
//! makes them.

use std::ops::Deref;

use crate::disclosure::{control_disclosure, control_earlier};
use crate::{DisclosurePolicy, FigureRelation, ManyTests, Row};

/// Every row as it was judged. It can be screened, and nothing else: what shows rows does not take it.
///
/// ```compile_fail
/// use panel_core::{FindingsRecord, JudgedRows, Terms};
///
/// fn record_unscreened(terms: &Terms, rows: &JudgedRows) -> FindingsRecord {
///     FindingsRecord::of_dashboard(terms, rows)
/// }
/// ```
///
/// ```
/// use panel_core::{FindingsRecord, JudgedRows, Terms};
///
/// fn record_screened(terms: &Terms, rows: JudgedRows) -> FindingsRecord {
///     FindingsRecord::of_dashboard(terms, &rows.screen(&terms.disclosure, &[]))
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedRows(Vec<Row>);

/// Rows that have been through disclosure control: what they hold may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ScreenedRows(Vec<Row>);

impl JudgedRows {
    /// Rows that somebody judged.
    #[must_use]
    pub fn new(rows: Vec<Row>) -> Self {
        Self(rows)
    }

    /// Withholds and rounds what the policies say in every row. `relations` are what the plan's tallies
    /// know of their figures beside each other.
    ///
    /// A row that rests on a withheld count keeps the figures that it shows as they were received; but its
    /// colour, its change, its intervals, its statistics and its exhibit are taken out, whether or not they
    /// would give the count away: beside a baseline of 7, a significant improvement can only be a fall to
    /// none. The colour of a row whose counts are rounded stays: it was found from the true ones.
    ///
    /// ```
    /// use panel_core::JudgedRows;
    ///
    /// // A plan without a policy withholds nothing.
    /// assert!(JudgedRows::new(Vec::new()).screen(&[], &[]).is_empty());
    /// ```
    #[must_use]
    pub fn screen(
        mut self,
        policies: &[DisclosurePolicy],
        relations: &[FigureRelation],
    ) -> ScreenedRows {
        control_disclosure(&mut self.0, policies, relations);
        ScreenedRows(self.0)
    }

    /// Does what [`screen`](Self::screen) does under the report's `own` policies, and withholds besides what
    /// the policies of a `later` report would withhold or show otherwise: that report does not print of an
    /// earlier one what it would not print itself.
    #[must_use]
    pub fn screen_for_later(
        mut self,
        own: &[DisclosurePolicy],
        later: &[DisclosurePolicy],
        relations: &[FigureRelation],
    ) -> ScreenedRows {
        control_earlier(&mut self.0, own, later, relations);
        ScreenedRows(self.0)
    }
}

impl ScreenedRows {
    /// Notes what is left of each row's test when those of all rows are counted, where `noted` gives that.
    pub fn note_all_tests(&mut self, mut noted: impl FnMut(&Row) -> Option<ManyTests>) {
        for row in &mut self.0 {
            row.among_all = noted(row).or(row.among_all);
        }
    }
}

impl Deref for ScreenedRows {
    type Target = [Row];

    fn deref(&self) -> &[Row] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a ScreenedRows {
    type Item = &'a Row;
    type IntoIter = std::slice::Iter<'a, Row>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
