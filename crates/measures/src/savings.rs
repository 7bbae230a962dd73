//! The savings ledger.

use panel_core::{
    Columns, Evidence, Exhibit, Figures, Finding, Finite, Measure, MeasureError, Need, Observation,
    Part, Pounds, Quantity, Reason, ReturnKind, Returns, Rule, Series, Supply, Terms, Waterfall,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::supply::received;

/// A line of the savings ledger, in millions of pounds.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::SavingsLine;
///
/// const SERIES: Series = Series::higher_is_better("savings/realised");
/// const ROW: SavingsLine = SavingsLine::new("realised", "Savings realised to date", SERIES);
/// assert_eq!(ROW.id(), "realised");
/// ```
pub struct SavingsLine {
    id: &'static str,
    label: &'static str,
    series: Series,
    parts: &'static [(&'static str, Series)],
}

impl SavingsLine {
    /// A line that is no total.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, series: Series) -> Self {
        Self { id, label, series, parts: &[] }
    }

    /// A line that `parts`, each with its name in an exhibit, must add up to.
    #[must_use]
    pub const fn total_of(mut self, parts: &'static [(&'static str, Series)]) -> Self {
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
        let all = std::iter::once(&self.series).chain(self.parts.iter().map(|(_, part)| part));
        all.map(|series| Need { series: *series, kind: ReturnKind::Money }).collect()
    }

    fn assess(&self, returns: &Returns, _terms: &Terms) -> Result<Finding, MeasureError> {
        let supply = returns.supply_latest(ReturnKind::Money, self.series);
        let figure = supply.figure(ReturnKind::Money, self.series, None)?;
        let mut evidence = Evidence::for_rule(Rule::NoTest);
        if let Supply::Received(total) = supply {
            evidence = evidence.with_input("latest", total);
            let parts: Vec<_> = self
                .parts
                .iter()
                .filter_map(|(name, part)| {
                    let supply = returns.supply(ReturnKind::Money, *part, total.period);
                    Some((*name, received(supply)?))
                })
                .collect();
            // A part that is awaited leaves nothing to check.
            if !parts.is_empty() && parts.len() == self.parts.len() {
                let sum: Decimal = parts.iter().filter_map(|(_, part)| part.value.number()).sum();
                if Some(sum) != total.value.number() {
                    return Err(MeasureError::PartsDoNotMakeTotal {
                        series: self.series.id(),
                        parts: Quantity::Money(Pounds::millions(sum)).to_string(),
                        total: total.value.to_string(),
                        source_line: total.source.clone(),
                    });
                }
                for (_, part) in &parts {
                    evidence = evidence.with_input("part", part);
                }
                let drawn = parts.iter().map(|(_, part)| *part).chain([total]);
                evidence = evidence.drawing(waterfall(total, &parts), drawn);
            }
        }
        Ok(Finding::without_test(Figures::latest_only(figure), Reason::NoTestSet, evidence))
    }
}

/// What an exhibit draws; `None` where a sum is too large for it.
fn waterfall(total: &Observation, parts: &[(&'static str, &Observation)]) -> Option<Exhibit> {
    let millions = |of: &Observation| of.value.number()?.to_f64().and_then(Finite::new);
    let part =
        |(name, of): &(&'static str, &Observation)| Some(Part { name, millions: millions(of)? });
    Some(Exhibit::Waterfall(Waterfall {
        period: total.period,
        millions: millions(total)?,
        parts: parts.iter().map(part).collect::<Option<_>>()?,
    }))
}
