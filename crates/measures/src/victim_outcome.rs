//! Note ④: victim-focused outcome, which the plan has not yet defined.

use panel_core::{
    Columns, Evidence, Figures, Finding, Measure, MeasureError, Need, Reason, ReturnKind, Returns,
    Rule, Scale, Series, Terms,
};

use crate::supply::{against_baseline, received};
use crate::survey_level::with_share;

/// A victim-focused outcome. There is no rule for it yet, so it is never coloured.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::VictimOutcome;
///
/// const SERIES: Series = Series::higher_is_better("outcome/hate-crime");
/// const ROW: VictimOutcome = VictimOutcome(SERIES);
/// assert_eq!(ROW.id(), "victim_outcome");
/// ```
pub struct VictimOutcome(pub Series);

impl Measure for VictimOutcome {
    fn id(&self) -> &'static str {
        "victim_outcome"
    }

    fn label(&self) -> &'static str {
        "A victim-focused outcome"
    }

    fn columns(&self) -> Columns {
        Columns::BaselineAndLatest { projection: false }
    }

    fn needs(&self) -> Vec<Need> {
        let series = self.0.measured_in(Scale::Share);
        vec![Need { series, kind: ReturnKind::Figures }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let found = against_baseline(returns, terms, ReturnKind::Figures, self.0)?;
        let evidence = found.inputs(Evidence::for_rule(Rule::VictimOutcome));
        Ok(Finding::without_test(found.figures, Reason::NotDefined, evidence))
    }
}

/// The share of victims asked who are happy with the outcome: the question that was added to the
/// survey so that a victim-focused outcome can be measured. As there is no rule yet, it is shown with
/// its interval and never coloured.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::OutcomeQuestion;
///
/// const SERIES: Series = Series::higher_is_better("happy-with-outcome/hate-crime");
/// const ROW: OutcomeQuestion = OutcomeQuestion(SERIES);
/// assert_eq!(ROW.id(), "happy_with_outcome");
/// ```
pub struct OutcomeQuestion(pub Series);

impl Measure for OutcomeQuestion {
    fn id(&self) -> &'static str {
        "happy_with_outcome"
    }

    fn label(&self) -> &'static str {
        "Victims happy with the outcome"
    }

    fn columns(&self) -> Columns {
        Columns::Latest
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.0, kind: ReturnKind::Surveys }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let (kind, period) = (ReturnKind::Surveys, terms.latest());
        let supply = returns.supply(kind, self.0, period);
        let figures = Figures::latest_only(supply.figure(kind, self.0, Some(period))?);
        let evidence = Evidence::for_rule(Rule::VictimOutcome);
        let evidence = match received(supply) {
            Some(share) => with_share(evidence.with_input("latest", share), share, terms),
            None => evidence,
        };
        Ok(Finding::without_test(figures, Reason::NotDefined, evidence))
    }
}
