//! Figures that commentary quotes and no widget shows.

use panel_core::{
    Columns, Evidence, Figures, Finding, Measure, MeasureError, Need, Reason, ReturnKind, Returns,
    Rule, Series, Terms,
};

use crate::supply::received;
use crate::survey_level::with_share;

/// Any figure, of any period: its latest.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::QuotedFigure;
///
/// const SERIES: Series = Series::neither_is_better("feedback/comments");
/// const ROW: QuotedFigure = QuotedFigure::new("comments", "Comments posted", SERIES);
/// assert_eq!(ROW.id(), "comments");
/// ```
pub struct QuotedFigure {
    id: &'static str,
    label: &'static str,
    series: Series,
}

impl QuotedFigure {
    /// The row `id` with its label and its series.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, series: Series) -> Self {
        Self { id, label, series }
    }
}

/// A share of people asked: its latest.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::QuotedShare;
///
/// const SERIES: Series = Series::higher_is_better("support-take-up/domestic-abuse");
/// const ROW: QuotedShare = QuotedShare::new("take_up", "Victims who took up support", SERIES);
/// assert_eq!(ROW.id(), "take_up");
/// ```
pub struct QuotedShare {
    id: &'static str,
    label: &'static str,
    series: Series,
}

impl QuotedShare {
    /// The row `id` with its label and its series.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, series: Series) -> Self {
        Self { id, label, series }
    }
}

impl Measure for QuotedFigure {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        Columns::Latest
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.series, kind: ReturnKind::Figures }]
    }

    fn assess(&self, returns: &Returns, _terms: &Terms) -> Result<Finding, MeasureError> {
        let supply = returns.supply_latest(ReturnKind::Figures, self.series);
        let figure = supply.figure(ReturnKind::Figures, self.series, None)?;
        let mut evidence = Evidence::for_rule(Rule::NoTest);
        if let Some(observation) = received(supply) {
            evidence = evidence.with_input("latest", observation);
        }
        Ok(Finding::without_test(Figures::latest_only(figure), Reason::NoTestSet, evidence))
    }
}

impl Measure for QuotedShare {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        Columns::Latest
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.series, kind: ReturnKind::Surveys }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let supply = returns.supply_latest(ReturnKind::Surveys, self.series);
        let figure = supply.figure(ReturnKind::Surveys, self.series, None)?;
        let mut evidence = Evidence::for_rule(Rule::NoTest);
        let mut reason = Reason::NoTestSet;
        if let Some(observation) = received(supply) {
            evidence = with_share(evidence.with_input("latest", observation), observation, terms);
            if observation.status == panel_core::Status::Impossible {
                reason = Reason::ImpossibleShare;
            }
        }
        Ok(Finding::without_test(Figures::latest_only(figure), reason, evidence))
    }
}
