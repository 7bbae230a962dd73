//! Means, spreads and comparisons in which rounding never counts as variation.

use std::cmp::Ordering;

use crate::charts::ChartError;
use crate::charts::chart::{LARGEST_VALUE, Scale};
use crate::number::length;

/// Figures nearer than this, as a share of their size, differ by rounding alone.
const ROUNDING: f64 = 4.0 * f64::EPSILON;

/// The values, if each is a number in range and on the scale.
pub(crate) fn checked(values: &[f64], scale: Scale) -> Result<&[f64], ChartError> {
    for (index, &value) in values.iter().enumerate() {
        if !(-LARGEST_VALUE..=LARGEST_VALUE).contains(&value) {
            return Err(ChartError::ValueOutOfRange { index, value });
        }
        if !scale.holds(value) {
            return Err(ChartError::OffScale { index, value, scale });
        }
    }
    Ok(values)
}

/// The mean of at least one value, within their range: exact if all are equal.
///
/// Summed with Neumaier's correction, so that a value at the mean is seen to be there.
pub(crate) fn mean(values: &[f64]) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0);
    let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
    for &value in values {
        let next = sum + value;
        lost += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
        sum = next;
        least = least.min(value);
        greatest = greatest.max(value);
    }
    ((sum + lost) / length(values.len())).clamp(least, greatest)
}

/// The sample standard deviation (n − 1) of at least two values; 0 if they differ by rounding
/// alone.
pub(crate) fn sample_sd(values: &[f64]) -> f64 {
    let mean = mean(values);
    let farthest = values.iter().map(|value| (value - mean).abs()).fold(0.0, f64::max);
    if beyond_rounding(farthest, size(values)) <= 0.0 {
        return 0.0;
    }
    // In units of the farthest, so that no square is too large or too small.
    let squares: f64 = values.iter().map(|value| ((value - mean) / farthest).powi(2)).sum();
    farthest * (squares / length(values.len() - 1)).sqrt()
}

/// The largest absolute value.
pub(crate) fn size(values: &[f64]) -> f64 {
    values.iter().map(|value| value.abs()).fold(0.0, f64::max)
}

/// The spread of figures of this size; 0 if it is no more than rounding.
pub(crate) fn beyond_rounding(spread: f64, size: f64) -> f64 {
    if spread > ROUNDING * size { spread } else { 0.0 }
}

/// How `value` stands to `line` among figures of this size: equal if they differ by rounding
/// alone.
pub(crate) fn order(value: f64, line: f64, size: f64) -> Ordering {
    let size = size.max(value.abs()).max(line.abs());
    if beyond_rounding((value - line).abs(), size) > 0.0 {
        value.total_cmp(&line)
    } else {
        Ordering::Equal
    }
}
