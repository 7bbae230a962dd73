//! What the trends project for the plan's last year, judged by the same test as the change so far.

use panel_core::{Direction, Evidence, Terms};
use panel_stats::counts::{Counted, Dispersion, RateComparison, rate_comparison};
use panel_stats::trend::back_test::{ScaledError, back_test};
use panel_stats::trend::family::{Trend, USUAL_SMOOTHING, project_member, trend_family};
use panel_stats::trend::{Ahead, History, Projection};

use crate::history::SeriesHistory;

/// A trend that could be fitted.
struct Fitted {
    trend: Trend,
    projection: Projection,
    achieves: bool,
    /// The error of its projections in the past, on the scale of “as a year ago”; below 1 is better.
    past_error: Option<f64>,
}

/// The trends of one series.
pub(crate) struct Projected {
    fitted: Vec<Fitted>,
    /// The total from which on the projection is a significant improvement.
    threshold: f64,
    lower_is_better: bool,
    pub(crate) target: String,
}

/// Fits the family and judges each; `None` where none could be fitted.
pub(crate) fn project(
    history: &SeriesHistory<'_>,
    dispersion: Dispersion,
    better: Direction,
    terms: &Terms,
) -> Option<Projected> {
    let lower_is_better = better != Direction::Higher;
    let width = terms.tests.control_line_sd;
    let judge = |total: f64| significance(history.baseline, total, dispersion, lower_is_better);
    let family = trend_family(&history.history, history.ahead, USUAL_SMOOTHING).ok()?;
    let fitted: Vec<_> = family
        .into_iter()
        .filter_map(|member| {
            let projection = member.outcome.ok()?;
            let achieves = judge(projection.total().estimate()).is_some_and(|z| z >= width);
            let past_error = past_error(&history.history, member.trend);
            Some(Fitted { trend: member.trend, projection, achieves, past_error })
        })
        .collect();
    let trends = fitted.iter().filter(|one| one.trend != Trend::NoChange).count();
    (trends > 0).then(|| Projected {
        fitted,
        threshold: threshold(history.baseline, dispersion, width, lower_is_better),
        lower_is_better,
        target: history.target.clone(),
    })
}

/// How many standard errors `total` is better than `baseline`.
fn significance(
    baseline: u64,
    total: f64,
    dispersion: Dispersion,
    lower_is_better: bool,
) -> Option<f64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a projected total is finite and not below 0"
    )]
    let total = Counted::in_one_period(total.max(0.0).round() as u64);
    match rate_comparison(Counted::in_one_period(baseline), total, dispersion) {
        RateComparison::Z(z) => Some(if lower_is_better { -z } else { z }),
        RateComparison::NothingCounted => None,
    }
}

/// The total T with |T − B| = k √(φ (T + B)), on the better side.
#[expect(clippy::cast_precision_loss, reason = "a count is far below 2^52")]
fn threshold(baseline: u64, dispersion: Dispersion, width: f64, lower_is_better: bool) -> f64 {
    // (T − B)² = a (T + B), with a = k²φ, is T² − (2B + a) T + B² − aB = 0.
    let (base, a) = (baseline as f64, width * width * dispersion.factor());
    let half = base + a / 2.0;
    let root = (half * half - base * base + a * base).max(0.0).sqrt();
    if lower_is_better { (half - root).max(0.0) } else { half + root }
}

/// The error of the trend's own projections a year ahead, from each moment of the past.
fn past_error(history: &History, trend: Trend) -> Option<f64> {
    let steps = history.cadence().per_year();
    let projector =
        |past: &History, ahead: Ahead| project_member(past, ahead, trend, USUAL_SMOOTHING);
    match back_test(history, steps, &projector).ok()?.scaled {
        ScaledError::Mase(error) => Some(error),
        ScaledError::NaiveIsExact => None,
    }
}

impl Projected {
    /// How many trends project a significant improvement, of how many that could be fitted; the
    /// benchmark “no change” is no trend.
    pub(crate) fn achieving(&self) -> (usize, usize) {
        let trends = || self.fitted.iter().filter(|one| one.trend != Trend::NoChange);
        (trends().filter(|one| one.achieves).count(), trends().count())
    }

    /// Whether the latest year, repeated, would still be an improvement.
    pub(crate) fn holds_without_change(&self) -> bool {
        self.fitted.iter().any(|one| one.trend == Trend::NoChange && one.achieves)
    }

    /// The middle one of the totals that the trends project.
    pub(crate) fn median_total(&self) -> Option<f64> {
        let mut totals: Vec<_> = self
            .fitted
            .iter()
            .filter(|one| one.trend != Trend::NoChange)
            .map(|one| one.projection.total().estimate())
            .collect();
        totals.sort_by(f64::total_cmp);
        let middle = totals.len() / 2;
        match totals.len() {
            0 => None,
            even if even % 2 == 0 => Some(f64::midpoint(totals[middle - 1], totals[middle])),
            _ => Some(totals[middle]),
        }
    }

    /// The totals, their chances and their past errors as numbers of the evidence.
    pub(crate) fn numbers(&self, evidence: Evidence) -> Evidence {
        let (achieving, trends) = self.achieving();
        let mut evidence = evidence
            .with_number("total that would be a significant improvement", self.threshold, 0)
            .with_number("trends that project it", real(achieving), 0)
            .with_number("trends fitted", real(trends), 0);
        for one in &self.fitted {
            let [total, chance, error] = names(one.trend);
            let prediction = one.projection.total();
            evidence = evidence.with_number(total, prediction.estimate(), 0);
            let probability = if self.lower_is_better {
                prediction.probability_at_most(self.threshold)
            } else {
                prediction.probability_at_least(self.threshold)
            };
            if let Ok(probability) = probability {
                evidence = evidence.with_number(chance, probability * 100.0, 0);
            }
            if let Some(past) = one.past_error {
                evidence = evidence.with_number(error, past, 2);
            }
        }
        evidence
    }

    /// Whether no trend did better in the past than “as a year ago” and than “no change”.
    pub(crate) fn earned_no_trust(&self) -> bool {
        let benchmark = self.fitted.iter().find(|one| one.trend == Trend::NoChange);
        let to_beat = benchmark.and_then(|one| one.past_error).unwrap_or(1.0).min(1.0);
        let mut tested = self
            .fitted
            .iter()
            .filter(|one| one.trend != Trend::NoChange)
            .filter_map(|one| one.past_error)
            .peekable();
        tested.peek().is_some() && tested.all(|error| error >= to_beat)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a family has five members")]
fn real(number: usize) -> f64 {
    number as f64
}

/// The names of a trend's total, its chance and its past error.
fn names(trend: Trend) -> [&'static str; 3] {
    match trend {
        Trend::NoChange => ["T0 no change: total", "T0: chance, %", "T0: past error (MASE)"],
        Trend::Linear => ["T1 linear: total", "T1: chance, %", "T1: past error (MASE)"],
        Trend::LogLinear => ["T2 log-linear: total", "T2: chance, %", "T2: past error (MASE)"],
        Trend::Robust => ["T3 robust: total", "T3: chance, %", "T3: past error (MASE)"],
        Trend::Smoothing => ["T4 smoothing: total", "T4: chance, %", "T4: past error (MASE)"],
    }
}
