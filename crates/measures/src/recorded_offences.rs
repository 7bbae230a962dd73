//! Note ①: number of offences.

use panel_core::{
    Columns, Evidence, Finding, Measure, MeasureError, Need, Reason, ReturnKind, Returns, Rule,
    Series, Terms,
};

use crate::supply::against_baseline;

/// Offences in the latest twelve months against the baseline year.
///
/// Note ① asks for projections to the end of the plan as well as for a test of the change; until
/// they are computed the row is shown without a colour.
pub struct RecordedOffences(pub Series);

impl Measure for RecordedOffences {
    fn id(&self) -> &'static str {
        "offences"
    }

    fn label(&self) -> &'static str {
        "Number of offences"
    }

    fn columns(&self) -> Columns {
        Columns::BaselineAndLatest { projection: true }
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.0, kind: ReturnKind::Counts }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let found = against_baseline(returns, terms, ReturnKind::Counts, self.0)?;
        let evidence = found.inputs(Evidence::for_rule(Rule::NumberOfOffences));
        let reason = match (found.baseline, found.latest) {
            (Some(_), Some(_)) => Reason::ProjectionNotComputed,
            (None, Some(_)) => Reason::NoBaseline,
            (_, None) => Reason::Awaited,
        };
        Ok(Finding::without_test(found.figures, reason, evidence))
    }
}
