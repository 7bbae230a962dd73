//! The year to date against the same months of the year before, judged by the key.

use panel_core::{
    Columns, Evidence, Figures, Finding, Measure, MeasureError, Need, Reason, ReturnKind, Returns,
    Rule, Series, Terms,
};

use crate::count_against_baseline::{compared, judged, with_comparison};
use crate::supply::{figure, received, untested, with_statuses};

/// A count from April to the end of the quarter, against the same months of the year before.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::YearToDate;
///
/// const SERIES: Series = Series::higher_is_better("treatment/completions");
/// const ROW: YearToDate = YearToDate::new("completions", "Completions of treatment", SERIES);
/// assert_eq!(ROW.id(), "completions");
/// ```
pub struct YearToDate {
    id: &'static str,
    label: &'static str,
    series: Series,
}

impl YearToDate {
    /// The row `id` with its label and its series.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, series: Series) -> Self {
        Self { id, label, series }
    }
}

impl Measure for YearToDate {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        Columns::YearToDate
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.series, kind: ReturnKind::Counts }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let this_year = terms.year_to_date();
        let last_year = this_year.year_earlier();
        let now = returns.supply(ReturnKind::Counts, self.series, this_year);
        let before = returns.supply(ReturnKind::Counts, self.series, last_year);
        let figures = Figures::to_date(
            figure(now, ReturnKind::Counts, self.series, this_year)?,
            figure(before, ReturnKind::Counts, self.series, last_year)?,
        );
        let mut evidence = Evidence::for_rule(Rule::Key);
        if let Some(before) = received(before) {
            evidence = evidence.with_input("last year to date", before);
        }
        if let Some(now) = received(now) {
            evidence = evidence.with_input("year to date", now);
        }
        let (Some(before), Some(now)) = (received(before), received(now)) else {
            let reason =
                if received(now).is_some() { Reason::NoComparison } else { Reason::Awaited };
            return Ok(Finding::without_test(figures, reason, evidence));
        };
        if let Some(reason) = untested(now).or_else(|| untested(before)) {
            return Ok(Finding::without_test(figures, reason, evidence));
        }
        let evidence = with_statuses(evidence, &[before, now]);
        let compared = compared(self.series, before, now)?;
        let evidence = with_comparison(evidence, &compared, self.series, (before, now), terms);
        match judged(&compared, self.series.better(), terms) {
            Some((assessment, reason)) => {
                Ok(Finding::Assessed { figures, assessment, reason, evidence })
            }
            None => Ok(Finding::without_test(figures, Reason::NeitherIsBetter, evidence)),
        }
    }
}
