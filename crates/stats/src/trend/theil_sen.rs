//! The median slope, which a few odd values do not move.

use serde::Serialize;
use statrs::function::erf::erfc;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_3, PI, SQRT_2};

use super::prediction::{Prediction, student_unless};
use super::summary::{is_exact, mean, median, sum_of_squares};
use super::{Ahead, History, Projection, TrendError};
use crate::number::length;

/// The spread of a normal law is this many median absolute deviations: 1/Φ⁻¹(0.75).
const NORMAL_PER_MAD: f64 = 1.482_602_218_505_602;

/// The fewest values a slope and its spread are taken from.
const FEWEST: usize = 3;

/// A line through the middle of a history.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MedianLine {
    /// Where the line stands at t = 0, in units of the values.
    pub intercept: f64,
    /// The median slope, in units of the values per period.
    pub slope: f64,
}

impl MedianLine {
    /// intercept + slope·t.
    #[must_use]
    pub const fn at(self, t: f64) -> f64 {
        self.intercept + self.slope * t
    }
}

/// The line of Theil and Sen through a history at t = 1…n.
///
/// Formula: slope = median of (yⱼ − yᵢ)/(j − i) over all i < j; intercept = median(y) −
/// slope·median(t), which is Conover's (scipy `theilslopes` with `method='separate'`). Others
/// take the median of y − slope·t.
///
/// # Errors
///
/// [`TrendError::TooFew`] below 3 values.
///
/// # Source
///
/// Theil 1950; Sen 1968, *JASA* 63:1379–1389; the intercept, Conover 1980.
///
/// ```
/// use panel_stats::trend::{Cadence, History, theil_sen::median_line};
///
/// let line = median_line(&History::new(vec![1.0, 2.0, 90.0, 4.0, 5.0], Cadence::Annual)?)?;
/// assert_eq!((line.slope, line.intercept), (1.0, 1.0));
/// # Ok::<(), panel_stats::trend::TrendError>(())
/// ```
pub fn median_line(history: &History) -> Result<MedianLine, TrendError> {
    history.at_least(FEWEST)?;
    let values = history.values();
    let slopes: Vec<f64> = (0..values.len())
        .flat_map(|i| (i + 1..values.len()).map(move |j| (i, j)))
        .map(|(i, j)| (values[j] - values[i]) / length(j - i))
        .collect();
    let slope = median(&slopes);
    Ok(MedianLine { intercept: median(values) - slope * middle(values.len()), slope })
}

/// Projects the line of Theil and Sen.
///
/// Intervals: a normal approximation, not a rank interval. s is 1.4826 times the median absolute
/// deviation of the residuals, or, where more than half of them are equal and that is 0, the
/// root of SSE/(n − 2). The total of m periods has the variance s²(m + m²v + (Σ(t − t̃))²w), with
/// t̃ the median time, w = (π/3)/Sxx (the slope, which is 3/π as efficient as least squares under
/// normal errors) and v the variance of the median of independent normal values that stand on
/// the line, ΣΦᵢ(1−Φᵢ)/(Σϕᵢ)² at zᵢ = slope·(t̃ − t)/s, at most π/2. Level and slope are taken
/// as uncorrelated, as they are around t̃. Student's t with n − 2 − `already_estimated` degrees
/// of freedom, with s² raised by (n − 2)/(n − 2 − `already_estimated`), for which see
/// [`project_line`](super::ols::project_line).
///
/// # Errors
///
/// [`TrendError::TooFew`] unless n ≥ 3 + `already_estimated`; [`TrendError::BeyondMeasure`].
///
/// # Source
///
/// Efficiency: Sen 1968. Median of values that are not alike: Sen 1968, *Annals of Mathematical
/// Statistics* 39:1724. The rest is ours.
pub fn project_median_line(
    history: &History,
    already_estimated: usize,
    ahead: Ahead,
) -> Result<Projection, TrendError> {
    history.at_least(already_estimated.saturating_add(FEWEST))?;
    let line = median_line(history)?;
    let (values, n) = (history.values(), history.len());
    let residuals: Vec<f64> =
        values.iter().zip(1..).map(|(value, t)| value - line.at(length(t))).collect();
    let degrees = n - 2 - already_estimated;
    let s = spread(&residuals) * (length(n - 2) / length(degrees)).sqrt();
    let law = student_unless(is_exact(&residuals, values), degrees);

    let level = if s > 0.0 { level_variance(line.slope / s, n) } else { 0.0 };
    let slope = FRAC_PI_3 / squared_distances(n);
    let predict = |steps: std::ops::RangeInclusive<usize>| {
        let count = length(steps.clone().count());
        let (sum, distance) = steps.fold((0.0, 0.0), |(sum, distance), step| {
            let t = length(n + step);
            (sum + line.at(t), distance + t - middle(n))
        });
        let variance = count + count * count * level + distance * distance * slope;
        Prediction::new(sum, s * variance.sqrt(), law)
    };
    let points: Result<_, _> = ahead.all().map(|step| predict(step..=step)).collect();
    Ok(Projection::new(history, ahead, points?, predict(ahead.target())?))
}

/// The median of 1…n.
fn middle(n: usize) -> f64 {
    f64::midpoint(length(n), 1.0)
}

/// Σ(t − t̄)² over 1…n.
fn squared_distances(n: usize) -> f64 {
    let n = length(n);
    n * (n * n - 1.0) / 12.0
}

/// s from residuals: robust if it can be.
fn spread(residuals: &[f64]) -> f64 {
    let centre = median(residuals);
    let deviations: Vec<f64> = residuals.iter().map(|residual| (residual - centre).abs()).collect();
    let robust = NORMAL_PER_MAD * median(&deviations);
    let plain = (sum_of_squares(residuals) / length(residuals.len() - 2)).sqrt();
    // More than half on the line to rounding: their median says nothing of the others.
    if robust > 1e-9 * mean(&deviations) { robust } else { plain }
}

/// The variance of the median of n values on a line, over s²; `slope` is in s per period.
fn level_variance(slope: f64, n: usize) -> f64 {
    let (below, density) = (1..=n).fold((0.0, 0.0), |(below, density), t| {
        let z = slope * (middle(n) - length(t));
        let share = erfc(-z / SQRT_2) / 2.0;
        (below + share * (1.0 - share), density + (-z * z / 2.0).exp() / (2.0 * PI).sqrt())
    });
    let variance = below / (density * density);
    // A slope so steep that no value is near the middle leaves 0/0: one value's variance, then.
    if variance <= FRAC_PI_2 { variance } else { FRAC_PI_2 }
}
