//! Records counted by what they are of.

use panel_core::{
    Columns, Evidence, Exhibit, Figure, Figures, Finding, Measure, MeasureError, NamedCount,
    NamedCounts, Need, Period, Quantity, Reason, ReturnKind, Returns, Rule, Scale, Series, Supply,
    Terms,
};

use crate::supply::count;

/// A name, and the series of how many records are of it.
#[derive(Debug, Clone, Copy)]
pub struct NamedSeries {
    /// The name, as a chart prints it.
    pub name: &'static str,
    /// The series.
    pub series: Series,
}

/// How many records are of each of several names, none of two: the latest of each, and all together
/// as the row's figure.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::{CountsByName, NamedSeries};
///
/// const OF: &[NamedSeries] = &[
///     NamedSeries { name: "explaining the decision", series: Series::neither_is_better("learned/explained") },
///     NamedSeries { name: "the time that it took", series: Series::neither_is_better("learned/time") },
/// ];
/// const ROW: CountsByName = CountsByName::new("learned", "Crimes with a learning point", OF);
/// assert_eq!(ROW.needs().len(), 2);
/// ```
pub struct CountsByName {
    id: &'static str,
    label: &'static str,
    parts: &'static [NamedSeries],
}

impl CountsByName {
    /// The row `id` with its label and the names.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, parts: &'static [NamedSeries]) -> Self {
        Self { id, label, parts }
    }
}

impl Measure for CountsByName {
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
        let need = |part: &NamedSeries| Need {
            series: part.series.measured_in(Scale::Count),
            kind: ReturnKind::Figures,
        };
        self.parts.iter().map(need).collect()
    }

    fn assess(&self, returns: &Returns, _terms: &Terms) -> Result<Finding, MeasureError> {
        let mut evidence = Evidence::for_rule(Rule::NoTest);
        let mut counts = Vec::new();
        let mut drawn = Vec::new();
        let mut known: Option<(Period, Figure)> = None;
        for NamedSeries { name, series } in self.parts.iter().copied() {
            let supply = returns.supply_latest(ReturnKind::Figures, series);
            let figure = supply.figure(ReturnKind::Figures, series, None)?;
            let Supply::Received(one) = supply else {
                let figures = Figures::latest_only(figure);
                return Ok(Finding::without_test(figures, Reason::Awaited, evidence));
            };
            let count = count(series, one)?;
            evidence = evidence.with_input(name, one);
            counts.push(NamedCount { name, count });
            drawn.push(one);
            known = Some((one.period, figure));
        }
        // No row is of no names: without one there would be nothing to await either.
        let Some((months, Figure::Known { status, note, period, .. })) = known else {
            return Err(MeasureError::Unexplained {
                series: self.id,
                kind: ReturnKind::Figures,
                period: None,
            });
        };
        let counts = NamedCounts { period: months, counts };
        let value = Quantity::Count(i64::try_from(counts.n()).unwrap_or(i64::MAX));
        let evidence = evidence.drawing(Some(Exhibit::NamedCounts(counts)), drawn);
        let subject = None;
        let figures = Figures::latest_only(Figure::Known { value, status, note, period, subject });
        Ok(Finding::without_test(figures, Reason::NoTestSet, evidence))
    }
}
