//! The chart of individual values behind note ③: which months are more than chance, and what the
//! latest one says.

use panel_core::{
    ChartedPoint, ControlChart, Direction, Finite, Lines, Marker, Observation, Series, Terms,
    Variation,
};
use panel_stats::charts::chart::{Chart, Limits, Scale, Side};
use panel_stats::charts::individuals::{Screening, xmr_chart};
use panel_stats::charts::segments::Segments;
use panel_stats::charts::signals::{self, Rule, Rules};

/// Fewer points than this make only trial limits, from which nothing is concluded.
const FEWEST: usize = 12;

/// Natural limits of individual values stand three sigma out.
const SIGMAS: f64 = 3.0;

/// A chart with what it was drawn from.
pub(crate) struct ControlCharted<'a> {
    observations: &'a [&'a Observation],
    values: &'a [f64],
    /// None where the values make no chart.
    chart: Option<Chart>,
    /// The points from which recording is another, with the reason.
    changes: Vec<(usize, String)>,
}

impl<'a> ControlCharted<'a> {
    /// The chart of `values`, its limits anew at each month at which recording changed.
    pub(crate) fn new(
        observations: &'a [&'a Observation],
        values: &'a [f64],
        series: Series,
        terms: &Terms,
    ) -> Self {
        let mut changes: Vec<_> = terms
            .recording_changes_of(series.id())
            .filter_map(|change| {
                let at = observations.iter().position(|one| one.period.last() >= change.from)?;
                (at > 0).then(|| (at, change.why.clone()))
            })
            .collect();
        changes.sort();
        let mut starts: Vec<_> = changes.iter().map(|(at, _)| *at).collect();
        starts.dedup();
        let chart = Segments::rebased(values.len(), &starts).and_then(|segments| {
            xmr_chart(values, &segments, SIGMAS, Screening::Once, Scale::NotNegative)
        });
        Self { observations, values, chart: chart.ok(), changes }
    }

    /// What the latest point says; `None` where its stretch of the chart is too short to say.
    pub(crate) fn variation(&self, better: Direction) -> Option<Variation> {
        let chart = self.chart.as_ref()?;
        let latest = chart.segments.last()?;
        // Limits without width say nothing, and runs beside them no more: a rare crime has both.
        let width = latest.limits().and_then(<[_]>::last).is_some_and(|limits| limits.has_width());
        if latest.values.len() < FEWEST || !width {
            return None;
        }
        match signals::variation(chart, Rules::MAKING_DATA_COUNT) {
            signals::Variation::SpecialCause(side) => Some(match (side, better) {
                (Side::High, Direction::Higher) | (Side::Low, Direction::Lower) => {
                    Variation::Improvement
                }
                (Side::High, Direction::Lower) | (Side::Low, Direction::Higher) => {
                    Variation::Concern
                }
                (Side::High, Direction::Neither) => Variation::High,
                (Side::Low, Direction::Neither) => Variation::Low,
            }),
            signals::Variation::CommonCause => Some(Variation::CommonCause),
            signals::Variation::NoSpread | signals::Variation::NoLimits => None,
        }
    }

    /// What an exhibit draws; `None` where a number is not finite.
    pub(crate) fn exhibit(
        &self,
        (recent, earlier): (usize, usize),
        lines: Option<Lines>,
    ) -> Option<ControlChart> {
        let limits = self.limits();
        let marks = self
            .chart
            .as_ref()
            .map(|chart| signals::signals(chart, Rules::MAKING_DATA_COUNT))
            .unwrap_or_default();
        let points = self.observations.iter().zip(self.values).enumerate().map(
            |(place, (observation, value))| {
                let limits = limits.get(place).copied().flatten();
                let marks = limits.and(marks.get(place));
                let signals = marks.into_iter().flatten();
                Some(ChartedPoint {
                    period: observation.period,
                    value: Finite::new(*value)?,
                    limits,
                    signals: signals.map(|signal| name(signal.rule)).collect(),
                })
            },
        );
        Some(ControlChart {
            points: points.collect::<Option<_>>()?,
            recent,
            earlier,
            lines,
            changes: self
                .changes
                .iter()
                .map(|(at, why)| Marker { period: self.observations[*at].period, why: why.clone() })
                .collect(),
        })
    }

    /// The natural limits of each point, where its stretch is long enough for any.
    fn limits(&self) -> Vec<Option<Lines>> {
        let Some(chart) = &self.chart else { return Vec::new() };
        let drawn = |limits: &Limits| {
            Some(Lines {
                mean: Finite::new(limits.centre())?,
                low: Finite::new(limits.low())?,
                high: Finite::new(limits.high())?,
            })
        };
        chart
            .segments
            .iter()
            .flat_map(|segment| match segment.limits() {
                Some(limits) if limits.len() >= FEWEST && limits[0].has_width() => {
                    limits.iter().map(drawn).collect()
                }
                _ => vec![None; segment.values.len()],
            })
            .collect()
    }
}

/// The name of a rule, as data.
fn name(rule: Rule) -> &'static str {
    match rule {
        Rule::Outside => "outside",
        Rule::Trend => "trend",
        Rule::TwoOfThree => "two_of_three",
        Rule::Shift => "shift",
    }
}
