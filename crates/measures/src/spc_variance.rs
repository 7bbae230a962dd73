//! Note ③: statistical process control.

use panel_core::{
    Assessment, Columns, Direction, Evidence, Exhibit, Figure, Figures, Finding, Finite, Lines,
    Measure, MeasureError, Need, Observation, Point, Quantity, Reason, ReturnKind, Returns, Rule,
    Series, Setting, SpcReading, Status, Supply, Terms, grouped,
};
use panel_stats::charts::chart::{Position, Scale};
use panel_stats::charts::recent_mean::{Reading, RecentMean, recent_mean};
use rust_decimal::Decimal;

use crate::supply::count;

/// The months that are compared, and those they are compared with.
const RECENT: usize = 6;
const EARLIER: usize = 12;

/// The mean of the latest 6 months against that of the 12 before them.
///
/// The note needs 18 consecutive months. A month that is missing is never filled in, and a month of
/// nothing is a month.
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
        let months = consecutive_months(returns, self.0, terms);
        let Some(latest) = months.last() else {
            let figure = match returns.awaited(ReturnKind::MonthlyCounts, self.0, None) {
                Supply::Awaited(awaiting) => Figure::Awaited(awaiting.into()),
                other => other.figure(ReturnKind::MonthlyCounts, self.0, None)?,
            };
            let figures = Figures::latest_only(figure);
            return Ok(Finding::without_test(figures, Reason::Awaited, evidence));
        };
        for month in &months {
            evidence = evidence.with_input("month", month);
        }
        if months.len() < RECENT + EARLIER {
            let words = format!("{} of {} months", months.len(), RECENT + EARLIER);
            let figures = Figures::latest_only(shown(words, latest));
            return Ok(Finding::without_test(figures, Reason::Needs18Months, evidence));
        }
        let counts = counts(self.0, &months)?;
        Ok(self.judged(&months, &counts, evidence, terms))
    }
}

impl SpcVariance {
    /// The truth table of note ③.
    fn judged(
        &self,
        months: &[&Observation],
        counts: &[f64],
        evidence: Evidence,
        terms: &Terms,
    ) -> Finding {
        let (earlier, recent) = counts.split_at(EARLIER);
        let width = terms.tests.control_line_sd;
        let reading = reading(terms.tests.spc_reading);
        let latest = months[months.len() - 1];
        let evidence = with_settings(evidence, terms);
        let not_computed = |evidence| {
            let figures = Figures::latest_only(shown("NA".to_owned(), latest));
            Finding::without_test(figures, Reason::ControlLinesNotComputed, evidence)
        };
        let Ok(compared) = recent_mean(earlier, recent, reading, width, Scale::NotNegative) else {
            return not_computed(evidence);
        };
        let (mean, recent, low, high, position) = match compared {
            RecentMean::TooFew { .. } => return not_computed(evidence),
            RecentMean::NoSpread { earlier_mean, recent_mean, position } => {
                (earlier_mean, recent_mean, earlier_mean, earlier_mean, position)
            }
            RecentMean::Compared(found) => {
                let limits = found.limits;
                let (low, high) = (limits.low(), limits.high());
                (limits.centre(), found.recent_mean, low, high, found.position)
            }
        };
        let mut evidence = evidence
            .with_number("mean of the latest 6 months", recent, 1)
            .with_number("mean of the 12 before", mean, 1)
            .with_number("lower line", low, 1)
            .with_number("upper line", high, 1);
        evidence.method = Some("mean of 6 months against control lines around the mean of 12");
        evidence.cautions.push("not seasonally adjusted: half a year is set against a whole one");
        if let RecentMean::NoSpread { .. } = compared {
            evidence
                .cautions
                .push("the 12 months are all alike, so that their lines fall together");
        }
        evidence.exhibit = exhibit(months, counts, (mean, low, high));
        let words = format!("{} against {}", one_decimal(recent), one_decimal(mean));
        let figures = Figures::latest_only(shown(words, latest));
        match colour(position, self.0.better()) {
            Some((assessment, reason)) => {
                Finding::Assessed { figures, assessment, reason, evidence }
            }
            None => Finding::without_test(figures, Reason::NeitherIsBetter, evidence),
        }
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

fn reading(reading: SpcReading) -> Reading {
    match reading {
        SpcReading::Individual => Reading::Individual,
        SpcReading::StandardErrorOfMean => Reading::StandardErrorOfMean,
        SpcReading::Difference => Reading::Difference,
    }
}

fn with_settings(mut evidence: Evidence, terms: &Terms) -> Evidence {
    let tests = &terms.tests;
    evidence.settings.extend([
        Setting { name: "tests.control_line_sd", value: tests.control_line_sd.to_string() },
        Setting { name: "tests.spc_reading", value: tests.spc_reading.name().to_owned() },
    ]);
    evidence
}

/// The consecutive months that end with the quarter, oldest first, 18 at most.
fn consecutive_months<'a>(
    returns: &'a Returns,
    series: Series,
    terms: &Terms,
) -> Vec<&'a Observation> {
    let last = terms.quarter.last_month();
    let all: Vec<_> = returns
        .own(ReturnKind::MonthlyCounts, series)
        .filter(|one| one.status == Status::Final)
        .collect();
    let mut months: Vec<_> = (0..18)
        .map_while(|back| all.iter().find(|one| one.period.first() == last.plus(-back)).copied())
        .collect();
    months.reverse();
    months
}

#[expect(clippy::cast_precision_loss, reason = "a count of one month is far below 2^52")]
fn counts(series: Series, months: &[&Observation]) -> Result<Vec<f64>, MeasureError> {
    months.iter().map(|month| count(series, month).map(|count| count as f64)).collect()
}

fn exhibit(
    months: &[&Observation],
    counts: &[f64],
    (mean, low, high): (f64, f64, f64),
) -> Option<Exhibit> {
    let points = months.iter().zip(counts).map(|(month, count)| {
        Some(Point { name: month.period.to_string(), value: Finite::new(*count)? })
    });
    Some(Exhibit::ControlChart {
        months: points.collect::<Option<_>>()?,
        recent: RECENT,
        earlier: EARLIER,
        lines: Lines { mean: Finite::new(mean)?, low: Finite::new(low)?, high: Finite::new(high)? },
    })
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
    }
}
