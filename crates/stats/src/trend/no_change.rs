//! The latest periods repeated: the benchmark for every trend.

use super::prediction::{Law, Prediction, student_unless};
use super::summary::{is_exact, sum_of_squares};
use super::{Ahead, History, Projection, TrendError};
use crate::number::length;

/// The fewest yearly differences an error is estimated from.
const FEWEST_DIFFERENCES: usize = 3;

/// "No change": each period ahead equals the same period of the latest year, or the latest value
/// of an annual history.
///
/// Formula: ŷ(h) = y of h periods ahead less whole years. Errors: each period of the year is a
/// random walk from year to year with σ² = mean of (yₜ − yₜ₋ₚ)², so that k + 1 years ahead the
/// variance is (k + 1)σ², and a total over several years counts each yearly step as often as it
/// enters. Student's t with n − p degrees of freedom. Below 3 yearly differences the law is
/// [`Law::Unknown`], and there are no intervals.
///
/// # Errors
///
/// [`TrendError::TooFew`] below one year.
///
/// # Source
///
/// The seasonal naive method: Hyndman & Athanasopoulos, *Forecasting: Principles and Practice*.
///
/// ```
/// use panel_stats::trend::{Ahead, Cadence, History, no_change::no_change};
///
/// let quarters = History::from_counts(&[9, 9, 9, 10, 20, 30, 40], Cadence::Quarterly)?;
/// let year = no_change(&quarters, Ahead::new(1, 4)?)?;
/// assert_eq!(year.total().estimate(), 100.0);
/// assert_eq!(year.points()[0].estimate(), 10.0);
/// # Ok::<(), panel_stats::trend::TrendError>(())
/// ```
pub fn no_change(history: &History, ahead: Ahead) -> Result<Projection, TrendError> {
    let (values, period) = (history.values(), history.period());
    history.at_least(period)?;
    let differences = yearly_differences(history);
    let law = match differences.len() {
        degrees if degrees >= FEWEST_DIFFERENCES => {
            student_unless(is_exact(&differences, values), degrees)
        }
        _ => Law::Unknown,
    };
    let sigma = (sum_of_squares(&differences) / length(differences.len().max(1))).sqrt();

    let value = |step: usize| values[values.len() - period + (step - 1) % period];
    let predict = |first: usize, last: usize| {
        let estimate = (first..=last).map(value).sum();
        let standard_error = sigma * length(yearly_steps(first, last, period)).sqrt();
        Prediction::new(estimate, standard_error, law)
    };
    let points: Result<_, _> = ahead.all().map(|step| predict(step, step)).collect();
    Ok(Projection::new(history, ahead, points?, predict(ahead.first(), ahead.last())?))
}

/// yₜ − yₜ₋ₚ, n − p of them.
pub(super) fn yearly_differences(history: &History) -> Vec<f64> {
    let values = history.values();
    values.iter().skip(history.period()).zip(values).map(|(now, then)| now - then).collect()
}

/// The variance of a total over `first` to `last` in units of σ²: for each yearly step of each
/// period, the square of how many periods of the total come at it or after.
fn yearly_steps(first: usize, last: usize, period: usize) -> usize {
    (1..=last)
        .map(|step| (step..=last).step_by(period).filter(|&later| later >= first).count().pow(2))
        .sum()
}
