//! Note ④: victim-focused outcome, which the plan has not yet defined.

use panel_core::{
    Columns, Evidence, Finding, Measure, MeasureError, Need, Reason, ReturnKind, Returns, Rule,
    Series, Terms,
};

use crate::supply::against_baseline;

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
        vec![Need { series: self.0, kind: ReturnKind::Figures }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let found = against_baseline(returns, terms, ReturnKind::Figures, self.0)?;
        let evidence = found.inputs(Evidence::for_rule(Rule::VictimOutcome));
        Ok(Finding::without_test(found.figures, Reason::NotDefined, evidence))
    }
}
