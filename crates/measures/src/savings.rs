//! The savings ledger.

use panel_core::{
    Columns, Evidence, Figures, Finding, Measure, MeasureError, Need, Pounds, Quantity, Reason,
    ReturnKind, Returns, Rule, Series, Supply, Terms,
};
use rust_decimal::Decimal;

use crate::supply::received;

/// A line of the savings ledger, in millions of pounds.
pub struct SavingsLine {
    id: &'static str,
    label: &'static str,
    series: Series,
    parts: &'static [Series],
}

impl SavingsLine {
    /// A line that is no total.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, series: Series) -> Self {
        Self { id, label, series, parts: &[] }
    }

    /// A line that `parts` must add up to.
    #[must_use]
    pub const fn total_of(mut self, parts: &'static [Series]) -> Self {
        self.parts = parts;
        self
    }
}

impl Measure for SavingsLine {
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
        let all = std::iter::once(&self.series).chain(self.parts);
        all.map(|series| Need { series: *series, kind: ReturnKind::Money }).collect()
    }

    fn assess(&self, returns: &Returns, _terms: &Terms) -> Result<Finding, MeasureError> {
        let supply = returns.supply_latest_own(ReturnKind::Money, self.series);
        let figure = supply.figure(ReturnKind::Money, self.series, None)?;
        let mut evidence = Evidence::for_rule(Rule::NoTest);
        if let Supply::Received(total) = supply {
            evidence = evidence.with_input("latest", total);
            let parts: Vec<_> = self
                .parts
                .iter()
                .filter_map(|part| received(returns.supply(ReturnKind::Money, *part, total.period)))
                .collect();
            // A part that is awaited leaves nothing to check.
            if !parts.is_empty() && parts.len() == self.parts.len() {
                let sum: Decimal = parts.iter().filter_map(|part| part.value.number()).sum();
                if Some(sum) != total.value.number() {
                    return Err(MeasureError::PartsDoNotMakeTotal {
                        series: self.series.id(),
                        parts: Quantity::Money(Pounds::millions(sum)).to_string(),
                        total: total.value.to_string(),
                        source_line: total.source.clone(),
                    });
                }
                for part in parts {
                    evidence = evidence.with_input("part", part);
                }
            }
        }
        Ok(Finding::without_test(Figures::latest_only(figure), Reason::NoTestSet, evidence))
    }
}
