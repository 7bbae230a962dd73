//! A share in the year to date beside the same months of the year before, with its interval.

use panel_core::{
    Columns, Evidence, Figures, Finding, Measure, MeasureError, Need, Reason, ReturnKind, Returns,
    Rule, Series, Terms,
};

use crate::supply::{figure, received, untested};
use crate::survey_level::with_share;

/// A share of records from April to the end of the quarter, beside that of the same months of the
/// year before. The plan sets no test; the interval of the year to date stands beside it.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::ShareToDate;
///
/// const SERIES: Series = Series::higher_is_better("return-interviews/police");
/// const ROW: ShareToDate = ShareToDate::new("interviews", "Interviews held in time", SERIES);
/// assert_eq!(ROW.id(), "interviews");
/// ```
pub struct ShareToDate {
    id: &'static str,
    label: &'static str,
    series: Series,
}

impl ShareToDate {
    /// The row `id` with its label and its series.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, series: Series) -> Self {
        Self { id, label, series }
    }
}

impl Measure for ShareToDate {
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
        vec![Need { series: self.series, kind: ReturnKind::Surveys }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let kind = ReturnKind::Surveys;
        let this_year = terms.year_to_date();
        let last_year = this_year.year_earlier();
        let now = returns.supply(kind, self.series, this_year);
        let before = returns.supply(kind, self.series, last_year);
        let figures = Figures::to_date(
            figure(now, kind, self.series, this_year)?,
            figure(before, kind, self.series, last_year)?,
        );
        let mut evidence = Evidence::for_rule(Rule::NoTest);
        if let Some(before) = received(before) {
            evidence = evidence.with_input("last year to date", before);
        }
        let mut reason = Reason::NoTestSet;
        if let Some(now) = received(now) {
            evidence = with_share(evidence.with_input("year to date", now), now, terms);
            reason = untested(now).unwrap_or(reason);
        }
        Ok(Finding::without_test(figures, reason, evidence))
    }
}
