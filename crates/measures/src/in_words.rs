//! Rows that say something in words: a partner's own assessment, or the progress of a milestone.

use panel_core::{
    Columns, Evidence, Figures, Finding, Measure, MeasureError, Need, Reason, ReturnKind, Returns,
    Rule, Series, Terms,
};

use crate::supply::{received, untested};

/// A partner's own assessment, such as “No change”. No test of ours stands behind it, so it has no
/// colour.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::AssessedInWords;
///
/// const SERIES: Series = Series::lower_is_better("families/anti-social-behaviour");
/// const ROW: AssessedInWords = AssessedInWords::new("asb", "Anti-social behaviour by families", SERIES);
/// assert_eq!(ROW.id(), "asb");
/// ```
pub struct AssessedInWords {
    id: &'static str,
    label: &'static str,
    series: Series,
}

impl AssessedInWords {
    /// The row `id` with its label and its series.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, series: Series) -> Self {
        Self { id, label, series }
    }
}

/// A milestone and its progress.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::Milestone;
///
/// const SERIES: Series = Series::neither_is_better("milestone/training");
/// const ROW: Milestone = Milestone::new("training", "Train front-line staff", SERIES);
/// assert_eq!(ROW.id(), "training");
/// ```
pub struct Milestone {
    id: &'static str,
    label: &'static str,
    series: Series,
}

impl Milestone {
    /// The row `id` with its label and its series.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, series: Series) -> Self {
        Self { id, label, series }
    }
}

impl Measure for AssessedInWords {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        Columns::Words { head: "Partners' assessment" }
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.series, kind: ReturnKind::Words }]
    }

    fn assess(&self, returns: &Returns, _terms: &Terms) -> Result<Finding, MeasureError> {
        words(returns, self.series, Reason::AssessedByPartner)
    }
}

impl Measure for Milestone {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        Columns::Words { head: "Progress" }
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.series, kind: ReturnKind::Words }]
    }

    fn assess(&self, returns: &Returns, _terms: &Terms) -> Result<Finding, MeasureError> {
        words(returns, self.series, Reason::NoTestSet)
    }
}

fn words(returns: &Returns, series: Series, reason: Reason) -> Result<Finding, MeasureError> {
    let supply = returns.supply_latest_own(ReturnKind::Words, series);
    let figure = supply.figure(ReturnKind::Words, series, None)?;
    let mut evidence = Evidence::for_rule(Rule::NoTest);
    let mut reason = reason;
    if let Some(observation) = received(supply) {
        evidence = evidence.with_input("latest", observation);
        reason = untested(observation).unwrap_or(reason);
    }
    Ok(Finding::without_test(Figures::latest_only(figure), reason, evidence))
}
