//! Rows that say something in words: a partner's own assessment, or the progress of a milestone.

use panel_core::{
    Columns, DatedMilestone, Evidence, Exhibit, Figures, Finding, Measure, MeasureError,
    Milestones, Need, Observation, Quantity, Reason, ReturnKind, ReturnedMilestone, Returns, Rule,
    Series, Terms,
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

/// A milestone and its progress. Where its status, owner and date were returned as well, an exhibit
/// draws it among those of its priority, and one whose date is past must be done or late.
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
        words(returns, self.series, Reason::AssessedByPartner, |_| Ok(None))
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

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        words(returns, self.series, Reason::NoTestSet, |observation| {
            let Quantity::Milestone(milestone) = &observation.value else { return Ok(None) };
            self.exhibit(milestone, observation, terms).map(Some)
        })
    }
}

impl Milestone {
    fn exhibit(
        &self,
        returned: &ReturnedMilestone,
        observation: &Observation,
        terms: &Terms,
    ) -> Result<Exhibit, MeasureError> {
        let as_at = terms.quarter.last_month();
        if returned.is_overdue_at(as_at) {
            return Err(MeasureError::Overdue {
                series: self.series.id(),
                status: returned.status,
                due: returned.due,
                source_line: observation.source.clone(),
            });
        }
        let milestone = DatedMilestone {
            name: self.label.to_owned(),
            status: returned.status,
            owner: returned.owner.clone(),
            due: returned.due,
        };
        Ok(Exhibit::Milestones(Milestones { as_at, milestones: vec![milestone] }))
    }
}

fn words(
    returns: &Returns,
    series: Series,
    reason: Reason,
    exhibit: impl FnOnce(&Observation) -> Result<Option<Exhibit>, MeasureError>,
) -> Result<Finding, MeasureError> {
    let supply = returns.supply_latest(ReturnKind::Words, series);
    let figure = supply.figure(ReturnKind::Words, series, None)?;
    let mut evidence = Evidence::for_rule(Rule::NoTest);
    let mut reason = reason;
    if let Some(observation) = received(supply) {
        evidence = evidence.with_input("latest", observation);
        evidence = evidence.drawing(exhibit(observation)?, [observation]);
        reason = untested(observation).unwrap_or(reason);
    }
    Ok(Finding::without_test(Figures::latest_only(figure), reason, evidence))
}
