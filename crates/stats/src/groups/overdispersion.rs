//! Funnels for points that vary by more than chance.

use std::f64::consts::FRAC_PI_2;

use serde::Serialize;

use crate::charts::ChartError;
use crate::charts::attributes::{PooledShare, pooled_rate};
use crate::counts::Counted;
use crate::groups::funnel::{FunnelPoint, SMALLEST_EXPECTED};
use crate::groups::group_lines::SMALLEST_GROUP;
use crate::normal::checked_multiple;
use crate::number::length;
use crate::number::real;
use crate::proportions::proportion::Proportion;

/// What is done with the extreme points before the variation is estimated. They are judged all
/// the same.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Extremes {
    /// Nothing: best below 10 points.
    Keep,
    /// The z beyond the quantiles of this share at each end are drawn in to them.
    Winsorise(f64),
    /// The points whose z lie beyond the quantiles of this share at each end are left out.
    Trim(f64),
}

/// On which scale rates are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum RateTransform {
    /// Y = √(O/E), s = 1/(2√E): takes counts of 0.
    SquareRoot,
    /// Y = log(O/E), s = 1/√E: no counts of 0.
    Logarithm,
}

/// A funnel with overdispersion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum OverdispersedFunnel {
    /// Fewer than [`SMALLEST_GROUP`] points to estimate the variation from.
    TooFew {
        /// How many there are, without those trimmed.
        members: usize,
    },
    /// Nothing was counted, or all or none succeeded everywhere: the points are all alike.
    AllAlike,
    /// Lines at each point.
    Drawn(Overdispersed),
}

/// The lines of a funnel with overdispersion, and how much there is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overdispersed {
    /// The pooled average: Σx/Σn or Σc/Σe.
    pub average: f64,
    /// φ: the mean z²; 1 if there is chance alone.
    pub phi: f64,
    /// τ²: the variance between points beyond chance, on the transformed scale; often 0.
    pub tau_squared: f64,
    /// The points, in the order given.
    pub points: Vec<FunnelPoint>,
}

/// A funnel of proportions that allows for overdispersion, on the scale of asin√p.
///
/// Formula: Y = asin√p, Y₀ = asin√p̄ of the pooled share, s = 1/(2√n), z = (Y − Y₀)/s. With the z
/// of n points, extremes set aside: φ = mean z², w = 1/s²,
/// τ² = max(0, (nφ − (n−1))/(Σw − Σw²/Σw)). Lines: Y₀ ± k√(s² + τ²), transformed back, k the
/// `multiple`. Quantiles of z are linear between order statistics (R's type 7).
///
/// # Errors
///
/// [`ChartError::ExtremesOutOfRange`]; [`ChartError::Stats`] for a `multiple` out of range.
///
/// # Source
///
/// Spiegelhalter 2005, *Quality and Safety in Health Care* 14:347–351; Spiegelhalter et al. 2012.
///
/// ```
/// use panel_stats::groups::overdispersion::{Extremes, OverdispersedFunnel, overdispersed_proportions};
/// use panel_stats::proportions::proportion::Proportion;
///
/// let parts = [(410, 500), (830, 1_000), (350, 500), (900, 1_000)];
/// let parts = parts.map(|(x, n)| Proportion::new(x, n).expect("a proportion"));
/// let funnel = overdispersed_proportions(&parts, 1.96, Extremes::Keep)?;
/// let OverdispersedFunnel::Drawn(funnel) = funnel else { unreachable!("4 unlike points") };
/// assert!(funnel.phi > 1.0 && funnel.tau_squared > 0.0);
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn overdispersed_proportions(
    proportions: &[Proportion],
    multiple: f64,
    extremes: Extremes,
) -> Result<OverdispersedFunnel, ChartError> {
    let multiple = checked_multiple(multiple)?;
    if proportions.len() < SMALLEST_GROUP {
        return Ok(OverdispersedFunnel::TooFew { members: proportions.len() });
    }
    let pooled = PooledShare::of(proportions);
    if pooled.root_of_variance <= 0.0 {
        return Ok(OverdispersedFunnel::AllAlike);
    }
    let target = pooled.share.sqrt().asin();
    let transformed: Vec<_> = proportions
        .iter()
        .map(|each| Transformed {
            value: each.estimate(),
            above_target: each.estimate().sqrt().asin() - target,
            s: 0.5 / real(each.trials()).sqrt(),
        })
        .collect();
    let back = |above: f64| (target + above).clamp(0.0, FRAC_PI_2).sin().powi(2);
    drawn(&transformed, multiple, extremes, pooled.share, back)
}

/// A funnel of rates that allows for overdispersion, on the scale of √(O/E) or log(O/E).
///
/// Formula: E the count expected at the pooled rate; Y, s by the [`RateTransform`], Y₀ = 1 or 0;
/// the rest as for [`overdispersed_proportions`]. Lines are rates.
///
/// # Errors
///
/// As for [`overdispersed_proportions`]; [`ChartError::LogarithmOfZero`] for a count of 0 on the
/// logarithm's scale; [`ChartError::ExpectedOutOfRange`] for an E below [`SMALLEST_EXPECTED`];
/// [`ChartError::LinesOutOfReach`] for lines that no number holds.
///
/// # Source
///
/// As for [`overdispersed_proportions`].
pub fn overdispersed_rates(
    rates: &[Counted],
    transform: RateTransform,
    multiple: f64,
    extremes: Extremes,
) -> Result<OverdispersedFunnel, ChartError> {
    let multiple = checked_multiple(multiple)?;
    if rates.len() < SMALLEST_GROUP {
        return Ok(OverdispersedFunnel::TooFew { members: rates.len() });
    }
    let average = pooled_rate(rates);
    if average <= 0.0 {
        return Ok(OverdispersedFunnel::AllAlike);
    }
    let transformed = rates.iter().enumerate().map(|(index, rate)| {
        let expected = average * rate.exposure();
        if expected < SMALLEST_EXPECTED {
            return Err(ChartError::ExpectedOutOfRange(expected));
        }
        let ratio = rate.rate() / average;
        let (above_target, s) = match transform {
            RateTransform::SquareRoot => (ratio.sqrt() - 1.0, 0.5 / expected.sqrt()),
            RateTransform::Logarithm if rate.count() == 0 => {
                return Err(ChartError::LogarithmOfZero { index });
            }
            RateTransform::Logarithm => (ratio.ln(), 1.0 / expected.sqrt()),
        };
        Ok(Transformed { value: rate.rate(), above_target, s })
    });
    let transformed = transformed.collect::<Result<Vec<_>, _>>()?;
    let back = |above: f64| match transform {
        RateTransform::SquareRoot => average * (1.0 + above).max(0.0).powi(2),
        RateTransform::Logarithm => average * above.exp(),
    };
    drawn(&transformed, multiple, extremes, average, back)
}

/// A point on the transformed scale.
struct Transformed {
    value: f64,
    above_target: f64,
    s: f64,
}

/// The funnel; `back` gives the value that lies so far above the target.
fn drawn(
    points: &[Transformed],
    multiple: f64,
    extremes: Extremes,
    average: f64,
    back: impl Fn(f64) -> f64,
) -> Result<OverdispersedFunnel, ChartError> {
    let scores: Vec<_> = points.iter().map(|point| point.above_target / point.s).collect();
    let kept = without_extremes(&scores, extremes)?;
    if kept.len() < SMALLEST_GROUP {
        return Ok(OverdispersedFunnel::TooFew { members: kept.len() });
    }
    let chi_square: f64 = kept.iter().map(|(_, score)| score * score).sum();
    let phi = chi_square / length(kept.len());

    // Weights in units of the largest, so that no square is too large.
    let least = kept.iter().map(|(at, _)| points[*at].s).fold(f64::INFINITY, f64::min);
    let weights = kept.iter().map(|(at, _)| (least / points[*at].s).powi(2));
    // Σw − Σw²/Σw as Σ 2wᵢwⱼ/Σw: one weight may outweigh the rest, and cancel all digits.
    let (sum, pairs) = weights.fold((0.0, 0.0), |(sum, pairs), w| (sum + w, pairs + w * sum));
    let excess = chi_square - length(kept.len() - 1);
    let tau_squared = (excess * least * least / (2.0 * pairs / sum)).max(0.0);

    let lines = points.iter().enumerate().map(|(index, point)| {
        let half = multiple * (point.s * point.s + tau_squared).sqrt();
        let (low, high) = (back(-half), back(half));
        if !high.is_finite() {
            return Err(ChartError::LinesOutOfReach { index });
        }
        FunnelPoint::new(point.value, low, high)
    });
    let points = lines.collect::<Result<_, _>>()?;
    Ok(OverdispersedFunnel::Drawn(Overdispersed { average, phi, tau_squared, points }))
}

/// The scores the variation is estimated from, each with its point's place.
fn without_extremes(scores: &[f64], extremes: Extremes) -> Result<Vec<(usize, f64)>, ChartError> {
    let all = scores.iter().copied().enumerate();
    let (Extremes::Winsorise(share) | Extremes::Trim(share)) = extremes else {
        return Ok(all.collect());
    };
    if !(share > 0.0 && share < 0.5) {
        return Err(ChartError::ExtremesOutOfRange(share));
    }
    let mut sorted = scores.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let low = quantile(&sorted, share);
    // From the top: the same distance in, whichever way the scores are turned.
    sorted.reverse();
    let high = quantile(&sorted, share);
    Ok(match extremes {
        Extremes::Trim(_) => all.filter(|(_, score)| (low..=high).contains(score)).collect(),
        _ => all.map(|(at, score)| (at, score.clamp(low, high))).collect(),
    })
}

/// The quantile of at least one sorted score, linear between neighbours (R's type 7).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place from 0 to half the number of scores"
)]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = length(sorted.len() - 1) * share;
    let below = place as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * place.fract()
}
