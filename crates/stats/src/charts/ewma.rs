//! The exponentially weighted moving average chart.

use serde::Serialize;

use crate::charts::ChartError;
use crate::charts::chart::{Limits, Position, Scale, Side};
use crate::charts::numbers::checked;
use crate::charts::process::Process;
use crate::normal::checked_multiple;
use crate::number::length;

/// The smallest weight accepted.
pub const SMALLEST_LAMBDA: f64 = 1e-3;

/// A point of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EwmaPoint {
    /// The average up to this point, in the units of the values.
    pub average: f64,
    /// Its limits here.
    pub limits: Limits,
    /// The side on which the average is strictly outside, if it is.
    pub signal: Option<Side>,
}

/// The averages of `values`, one a point, with limits that widen as the average takes in more.
///
/// Formula: zᵢ = λxᵢ + (1−λ)zᵢ₋₁, z₀ = μ; limits μ ± Lσ√(λ/(2−λ)·(1 − (1−λ)²ⁱ)), L the `multiple`.
/// `lambda` = 1 is the chart of individual values. No values, no points.
///
/// # Errors
///
/// [`ChartError::LambdaOutOfRange`] unless λ is from [`SMALLEST_LAMBDA`] to 1;
/// [`ChartError::ValueOutOfRange`]; [`ChartError::Stats`] for a `multiple` out of range.
///
/// # Source
///
/// Roberts 1959; Lucas & Saccucci 1990.
///
/// ```
/// use panel_stats::charts::{ewma::ewma_chart, process::Process};
///
/// let points = ewma_chart(&[9.45, 7.99], Process::new(10.0, 1.0)?, 0.1, 2.7)?;
/// assert_eq!(format!("{:.4} above {:.2}", points[1].average, points[1].limits.low()),
///            "9.7495 above 9.64");
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn ewma_chart(
    values: &[f64],
    process: Process,
    lambda: f64,
    multiple: f64,
) -> Result<Vec<EwmaPoint>, ChartError> {
    let multiple = checked_multiple(multiple)?;
    if !(SMALLEST_LAMBDA..=1.0).contains(&lambda) {
        return Err(ChartError::LambdaOutOfRange(lambda));
    }
    let values = checked(values, Scale::Unbounded)?;
    let farthest = multiple * process.sigma() * (lambda / (2.0 - lambda)).sqrt();
    let points = values.iter().zip(1..).scan(process.centre(), |average, (value, i)| {
        *average = lambda * value + (1.0 - lambda) * *average;
        // 1 − (1−λ)²ⁱ without loss where λ is small.
        let settled = -(2.0 * length(i) * (-lambda).ln_1p()).exp_m1();
        let limits = Limits::new(process.centre(), farthest * settled.sqrt(), Scale::Unbounded);
        let signal = match limits.position(*average) {
            Position::Above => Some(Side::High),
            Position::Below => Some(Side::Low),
            Position::Within => None,
        };
        Some(EwmaPoint { average: *average, limits, signal })
    });
    Ok(points.collect())
}
