//! What the trends project for the plan's last year, judged by the same test as the change so far.

use std::collections::BTreeSet;

use panel_core::{Direction, Evidence, Terms};
use panel_stats::counts::comparison::{Direction as Side, compare};
use panel_stats::counts::{Counted, Dispersion};
use panel_stats::normal::two_sided_p;
use panel_stats::trend::back_test::{ScaledError, back_test};
use panel_stats::trend::family::{Trend, USUAL_SMOOTHING, project_member, trend_family};
use panel_stats::trend::{Ahead, Flag, History, Projection};

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
    /// `None` where the baseline is too small for any total to be one.
    threshold: Option<f64>,
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
    let baseline = history.baseline?;
    let (ahead, target) = history.target.as_ref()?;
    let judge = Judge { baseline, dispersion, lower_is_better, width };
    let family = trend_family(&history.history, *ahead, USUAL_SMOOTHING).ok()?;
    let fitted: Vec<_> = family
        .into_iter()
        .filter_map(|member| {
            let projection = member.outcome.ok()?;
            let achieves = judge.is_improvement(projection.total().estimate());
            let past_error = past_error(&history.history, member.trend);
            Some(Fitted { trend: member.trend, projection, achieves, past_error })
        })
        .collect();
    let trends = fitted.iter().filter(|one| one.trend != Trend::NoChange).count();
    (trends > 0).then(|| Projected {
        fitted,
        threshold: judge.threshold(),
        lower_is_better,
        target: target.clone(),
    })
}

/// The test of the change so far, put to a projected total.
#[derive(Clone, Copy)]
struct Judge {
    baseline: u64,
    dispersion: Dispersion,
    lower_is_better: bool,
    width: f64,
}

impl Judge {
    /// Whether `total` would be a significant improvement: exactly where the counts are small, by z
    /// otherwise, and then without rounding.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a count is far below 2^52, and a projected total is finite and not below 0"
    )]
    fn is_improvement(self, total: f64) -> bool {
        let total = total.max(0.0);
        let projected = Counted::in_one_period(total.round() as u64);
        let compared = compare(Counted::in_one_period(self.baseline), projected, self.dispersion);
        if compared.z().is_none() {
            let better = if self.lower_is_better { Side::Down } else { Side::Up };
            return compared.direction == better
                && two_sided_p(self.width).is_ok_and(|p| compared.p_value < p);
        }
        let baseline = self.baseline as f64;
        let z = (total - baseline) / (self.dispersion.factor() * (total + baseline)).sqrt();
        if self.lower_is_better { -z >= self.width } else { z >= self.width }
    }

    /// The total T with |T − B| = k √(φ (T + B)), on the better side; `None` where that is below 0.
    #[expect(clippy::cast_precision_loss, reason = "a count is far below 2^52")]
    fn threshold(self) -> Option<f64> {
        // (T − B)² = a (T + B), with a = k²φ, is T² − (2B + a) T + B² − aB = 0.
        let base = self.baseline as f64;
        let a = self.width * self.width * self.dispersion.factor();
        let half = base + a / 2.0;
        let root = (half * half - base * base + a * base).max(0.0).sqrt();
        if !self.lower_is_better {
            return Some(half + root);
        }
        (half >= root).then_some(half - root)
    }
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

    /// What a reader must know of the trends.
    pub(crate) fn cautions(&self) -> impl Iterator<Item = &'static str> {
        let flags: BTreeSet<_> =
            self.fitted.iter().flat_map(|one| one.projection.flags().iter().copied()).collect();
        flags.into_iter().filter_map(|flag| match flag {
            Flag::NegativeClamped => Some("a trend fell below zero and was held there"),
            Flag::ZeroVariance => {
                Some("a trend fits its past without error: its interval is a point")
            }
            Flag::LongExtrapolation => Some("the projection is longer than the history"),
            Flag::SeasonNotRemoved => Some("too few years to remove the season"),
            // Told of the history itself.
            Flag::AnnualTotals => None,
        })
    }

    /// The totals, their chances and their past errors as numbers of the evidence.
    pub(crate) fn numbers(&self, evidence: Evidence) -> Evidence {
        let (achieving, trends) = self.achieving();
        let mut evidence = match self.threshold {
            Some(total) => {
                evidence.with_number("total that would be a significant improvement", total, 0)
            }
            None => evidence,
        };
        evidence = evidence.with_number("trends that project it", real(achieving), 0).with_number(
            "trends fitted",
            real(trends),
            0,
        );
        for one in &self.fitted {
            let [total, chance, error] = names(one.trend);
            let prediction = one.projection.total();
            evidence = evidence.with_number(total, prediction.estimate(), 0);
            let probability = self.threshold.map(|threshold| {
                if self.lower_is_better {
                    prediction.probability_at_most(threshold)
                } else {
                    prediction.probability_at_least(threshold)
                }
            });
            if let Some(Ok(probability)) = probability {
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
