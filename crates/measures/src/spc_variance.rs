//! Note ③: statistical process control.

use panel_core::{
    Assessment, Caution, Columns, Direction, Evidence, Exhibit, Figure, Figures, Finding, Finite,
    Measure, MeasureError, Month, Need, Observation, Period, Quantity, Reason, ReturnKind, Returns,
    Rule, Series, Status, Supply, Terms, grouped,
};
use panel_stats::charts::chart::Position;
use panel_stats::trend::decomposition::{SeasonKind, decompose};
use panel_stats::trend::{Cadence, History};
use rust_decimal::Decimal;

use crate::control_chart::ControlCharted;
use crate::history::{Shape, consecutive};
use crate::means_compared::{MeansCompared, exact_position, rare};
use crate::recording::changed_within;
use crate::supply::{count, real, with_statuses};

/// The mean of the latest 6 months against that of the 12 before them.
///
/// The note needs 18 consecutive months. A month that is missing is never filled in, and a month of
/// nothing is a month. For want of months, 2 quarters are set against the 4 before.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::SpcVariance;
///
/// const SERIES: Series = Series::lower_is_better("offences/all-crime");
/// const ROW: SpcVariance = SpcVariance::new(SERIES);
/// assert_eq!(ROW.id(), "spc_variance");
/// ```
pub struct SpcVariance {
    series: Series,
    published: Option<Series>,
}

impl SpcVariance {
    /// The months or quarters of a series.
    #[must_use]
    pub const fn new(series: Series) -> Self {
        Self { series, published: None }
    }

    /// The same, where a published series of the same offences is judged for want of months and
    /// quarters.
    #[must_use]
    pub const fn or_published(mut self, published: Series) -> Self {
        self.published = Some(published);
        self
    }
}

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
        [Some(self.series), self.published]
            .into_iter()
            .flatten()
            .flat_map(|series| {
                [ReturnKind::MonthlyCounts, ReturnKind::Counts].map(|kind| Need { series, kind })
            })
            .collect()
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let evidence = Evidence::for_rule(Rule::SpcVariance);
        let Some(points) = self.points(returns, terms)? else {
            return self.too_few(returns, terms, evidence);
        };
        Ok(self.judged(&points, evidence, terms))
    }
}

/// Enough counts in a row for the note.
struct Points<'a> {
    /// Of these, the last are judged.
    observations: Vec<&'a Observation>,
    counts: Vec<u64>,
    shape: Shape,
    published: bool,
}

impl Points<'_> {
    /// How many recent points are compared, and with how many before them: half a year and a year.
    fn windows(&self) -> (usize, usize) {
        let a_year = self.shape.cadence.per_year();
        (a_year / 2, a_year)
    }

    /// What the paper says of counts that are not the force's own months.
    fn note(&self) -> Option<&'static str> {
        match (self.shape.cadence, self.published) {
            (Cadence::Monthly, false) => None,
            (Cadence::Monthly, true) => {
                Some("The months are those of a published series, for want of the force's own.")
            }
            (_, false) => Some("For want of months, 2 quarters are set against the 4 before."),
            (_, true) => Some(
                "For want of the force's own months, 2 quarters of a published series are set against the 4 before.",
            ),
        }
    }

    fn names(&self) -> (&'static str, &'static str, &'static str) {
        match self.shape.cadence {
            Cadence::Monthly => ("month", "mean of the latest 6 months", "mean of the 12 before"),
            Cadence::Quarterly | Cadence::Annual => {
                ("quarter", "mean of the latest 2 quarters", "mean of the 4 before")
            }
        }
    }
}

impl SpcVariance {
    /// The finest counts that are enough: the force's own or the published, months or quarters.
    fn points<'a>(
        &self,
        returns: &'a Returns,
        terms: &Terms,
    ) -> Result<Option<Points<'a>>, MeasureError> {
        let last = terms.quarter.last_month();
        for shape in [Shape::monthly(18), Shape::quarterly(6)] {
            for (series, published) in [(Some(self.series), false), (self.published, true)] {
                let Some(series) = series else { continue };
                let mut observations = consecutive(returns, series, shape, (None, last));
                if observations.len() < shape.fewest {
                    continue;
                }
                // From the baseline year on, as for the trends, unless that is too short.
                let era = terms.baseline().first();
                let within = observations.iter().filter(|one| one.period.first() >= era).count();
                let kept = within.max(shape.fewest);
                observations.drain(..observations.len() - kept);
                let counts = observations
                    .iter()
                    .map(|one| count(series, one))
                    .collect::<Result<Vec<_>, _>>()?;
                return Ok(Some(Points { observations, counts, shape, published }));
            }
        }
        Ok(None)
    }

    /// What there is, where it is not enough.
    fn too_few(
        &self,
        returns: &Returns,
        terms: &Terms,
        mut evidence: Evidence,
    ) -> Result<Finding, MeasureError> {
        let shape = Shape::monthly(18);
        let last = terms.quarter.last_month();
        let of_these = |month: Month| month > last.plus(-18) && month <= last;
        let mut pending = returns.pending_own(ReturnKind::MonthlyCounts, self.series);
        let waits = pending.find(|one| one.period.is_none_or(|period| of_these(period.last())));
        if let Some(awaiting) = waits {
            let figures = Figures::latest_only(Figure::Awaited(awaiting.into()));
            return Ok(Finding::without_test(figures, Reason::Awaited, evidence));
        }
        let months = consecutive(returns, self.series, shape, (None, last));
        let Some(latest) = months.last() else {
            let kind = ReturnKind::MonthlyCounts;
            let figure = match returns.awaited(kind, self.series, None) {
                Supply::Awaited(awaiting) => Figure::Awaited(awaiting.into()),
                other => other.figure(kind, self.series, None)?,
            };
            let figures = Figures::latest_only(figure);
            return Ok(Finding::without_test(figures, Reason::Awaited, evidence));
        };
        for month in &months {
            evidence = evidence.with_input("month", month);
        }
        let words = format!("{} of {} months", months.len(), shape.fewest);
        let figures = Figures::latest_only(shown(words, latest));
        Ok(Finding::without_test(figures, Reason::Needs18Months, evidence))
    }

    /// The truth table of note ③.
    fn judged(&self, points: &Points<'_>, mut evidence: Evidence, terms: &Terms) -> Finding {
        let (recent, earlier) = points.windows();
        let (input, recent_name, earlier_name) = points.names();
        let judged = points.observations.len() - recent - earlier;
        for one in &points.observations[judged..] {
            evidence = evidence.with_input(input, one);
        }
        evidence = with_statuses(evidence, &points.observations[judged..]);
        evidence = self.with_cautions(with_settings(evidence, terms), points, terms);
        let latest = points.observations[points.observations.len() - 1];
        let (values, adjusted) = adjusted(points, terms);
        if !adjusted {
            evidence = evidence.with_caution(Caution::NotSeasonallyAdjusted);
            if terms.tests.spc_seasonally_adjusted {
                evidence = evidence.with_caution(Caution::SeasonNotRemoved);
            }
        }
        let (before, now) = values[judged..].split_at(earlier);
        let Some(found) = MeansCompared::of(before, now, terms) else {
            let figures = Figures::latest_only(shown("NA".to_owned(), latest));
            return Finding::without_test(figures, Reason::ControlLinesNotComputed, evidence);
        };
        evidence = evidence
            .with_number(recent_name, found.recent, 1)
            .with_number(earlier_name, found.mean, 1)
            .with_number("lower line", found.low, 1)
            .with_number("upper line", found.high, 1);
        evidence.method = Some(match (points.shape.cadence, adjusted) {
            (Cadence::Monthly, false) => {
                "mean of 6 months against control lines around the mean of 12"
            }
            (Cadence::Monthly, true) => {
                "mean of 6 seasonally adjusted months against control lines around the mean of 12"
            }
            (_, false) => "mean of 2 quarters against control lines around the mean of 4",
            (_, true) => {
                "mean of 2 seasonally adjusted quarters against control lines around the mean of 4"
            }
        });
        evidence.p_value = found.p_value.and_then(Finite::new);
        let mut position = found.position;
        if found.no_spread {
            evidence = evidence.with_caution(Caution::LinesMeet);
        } else if found.low_is_zero {
            let counts = &points.counts[judged..];
            match rare(counts, earlier).filter(|_| !adjusted) {
                Some(compared) => {
                    position = exact_position(&compared, terms);
                    evidence.p_value = Finite::new(compared.p_value);
                    evidence.method = Some("exact conditional test of two Poisson counts");
                    evidence = evidence.with_caution(Caution::TooRareForLines);
                }
                None => evidence = evidence.with_caution(Caution::NoLowerLine),
            }
        }
        let better = self.series.better();
        let chart = ControlCharted::new(&points.observations, &values, self.series, terms);
        evidence.variation = chart.variation(better);
        let exhibit = chart.exhibit((recent, earlier), found.lines()).map(Exhibit::ControlChart);
        // More months than the rule compares: the limits rest on them, and so does their season.
        evidence = evidence.drawing(exhibit, points.observations.iter().copied());
        let words = format!("{} against {}", one_decimal(found.recent), one_decimal(found.mean));
        let mut figure = shown(words, latest);
        if let (Figure::Known { note, .. }, Some(said)) = (&mut figure, points.note()) {
            *note = Some(match note.take() {
                Some(known) => format!("{known} {said}"),
                None => said.to_owned(),
            });
        }
        let figures = Figures::latest_only(figure);
        match colour(position, better) {
            Some((assessment, reason)) => {
                Finding::Assessed { figures, assessment, reason, evidence }
            }
            None => Finding::without_test(figures, Reason::NeitherIsBetter, evidence),
        }
    }

    fn with_cautions(
        &self,
        mut evidence: Evidence,
        points: &Points<'_>,
        terms: &Terms,
    ) -> Evidence {
        if points.published {
            evidence = evidence.with_caution(Caution::PublishedSeries);
        }
        if points.shape.cadence == Cadence::Quarterly {
            evidence = evidence.with_caution(Caution::QuarterlyMeans);
        }
        let (recent, earlier) = points.windows();
        let first = points.observations[points.observations.len() - recent - earlier];
        let all = Period::new(first.period.first(), terms.quarter.last_month()).ok();
        if changed_within(self.series, all, terms) {
            evidence = evidence.with_caution(Caution::RecordingChanged);
        }
        evidence
    }
}

/// The counts as numbers, without their season where the plan asks for that and enough are there.
fn adjusted(points: &Points<'_>, terms: &Terms) -> (Vec<f64>, bool) {
    let raw: Vec<_> = points.counts.iter().copied().map(real).collect();
    if !terms.tests.spc_seasonally_adjusted {
        return (raw, false);
    }
    let history = History::new(raw.clone(), points.shape.cadence);
    match history.and_then(|history| decompose(&history, SeasonKind::Additive)) {
        // An adjusted count below 0 is none.
        Ok(found) => (found.adjusted().values().iter().map(|value| value.max(0.0)).collect(), true),
        Err(_) => (raw, false),
    }
}

/// Outside the lines is better or worse by the direction of the series; on a line is between them.
pub(crate) fn colour(position: Position, better: Direction) -> Option<(Assessment, Reason)> {
    match (position, better) {
        (_, Direction::Neither) => None,
        (Position::Within, _) => Some((Assessment::Amber, Reason::BetweenControlLines)),
        (Position::Above, Direction::Higher) | (Position::Below, Direction::Lower) => {
            Some((Assessment::Green, Reason::BeyondControlLineBetter))
        }
        (Position::Above, Direction::Lower) | (Position::Below, Direction::Higher) => {
            Some((Assessment::Red, Reason::BeyondControlLineWorse))
        }
    }
}

fn with_settings(evidence: Evidence, terms: &Terms) -> Evidence {
    let tests = &terms.tests;
    evidence
        .with_setting("tests.control_line_sd", &tests.control_line_sd)
        .with_setting("tests.spc_reading", &tests.spc_reading.name())
        .with_setting("tests.spc_seasonally_adjusted", &tests.spc_seasonally_adjusted)
}

/// With separators and one decimal.
pub(crate) fn one_decimal(number: f64) -> String {
    Decimal::from_f64_retain(number).map_or_else(
        || "NA".to_owned(),
        |number| {
            let mut rounded = number
                .round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
            rounded.rescale(1);
            grouped(rounded)
        },
    )
}

fn shown(words: String, latest: &Observation) -> Figure {
    Figure::Known {
        value: Quantity::Words(words),
        status: Status::Final,
        note: latest.note.clone(),
        period: latest.period.to_string(),
        subject: None,
    }
}
