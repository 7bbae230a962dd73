//! Note ③: statistical process control.

use panel_core::{
    Columns, Evidence, Figure, Figures, Finding, Measure, MeasureError, Need, Observation,
    Quantity, Reason, ReturnKind, Returns, Rule, Series, Supply, Terms,
};

/// The mean of the latest 6 months against that of the 12 before them.
///
/// The note needs 18 consecutive months. With fewer the row says how many there are; its control
/// lines are not yet computed.
pub struct SpcVariance(pub Series);

impl Measure for SpcVariance {
    fn id(&self) -> &'static str {
        "spc_variance"
    }

    fn label(&self) -> &'static str {
        "SPC variance"
    }

    fn columns(&self) -> Columns {
        Columns::Latest
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.0, kind: ReturnKind::MonthlyCounts }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let mut evidence = Evidence::for_rule(Rule::SpcVariance);
        let months = latest_months(returns, self.0, terms);
        let Some(latest) = months.first() else {
            let figure = match returns.awaited(ReturnKind::MonthlyCounts, self.0, None) {
                Supply::Awaited(awaiting) => Figure::Awaited(awaiting.into()),
                other => other.figure(ReturnKind::MonthlyCounts, self.0, None)?,
            };
            let figures = Figures::latest_only(figure);
            return Ok(Finding::without_test(figures, Reason::Awaited, evidence));
        };
        let reason =
            if months.len() < 18 { Reason::Needs18Months } else { Reason::ControlLinesNotComputed };
        for month in &months {
            evidence = evidence.with_input("month", month);
        }
        let received = i64::try_from(months.len()).unwrap_or(i64::MAX);
        let figure = Figure::Known {
            value: Quantity::Words(format!("{received} of 18 months")),
            status: panel_core::Status::Final,
            note: latest.note.clone(),
            period: latest.period.to_string(),
        };
        Ok(Finding::without_test(Figures::latest_only(figure), reason, evidence))
    }
}

/// The consecutive months that end with the quarter, latest first, 18 at most.
fn latest_months<'a>(returns: &'a Returns, series: Series, terms: &Terms) -> Vec<&'a Observation> {
    let last = terms.quarter.last_month();
    let all: Vec<_> = returns.own(ReturnKind::MonthlyCounts, series).collect();
    (0..18)
        .map_while(|back| all.iter().find(|one| one.period.first() == last.plus(-back)).copied())
        .collect()
}
