//! Means and medians, for this module alone.

use crate::number::length;

/// Values nearer together than this, as a share of their size, differ by rounding alone.
pub(super) const ROUNDING: f64 = 1e-12;

/// The arithmetic mean; 0 for nothing.
pub(super) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / length(values.len()) }
}

/// The middle value, or the mean of the middle two; 0 for nothing.
pub(super) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[half],
        _ => f64::midpoint(sorted[half - 1], sorted[half]),
    }
}

/// Σx².
pub(super) fn sum_of_squares(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum()
}

/// The largest |x|; 0 for nothing.
pub(super) fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |largest, value| value.abs().max(largest))
}

/// Whether residuals of a fit to `values` are rounding and nothing more.
pub(super) fn is_exact(residuals: &[f64], values: &[f64]) -> bool {
    largest(residuals) <= ROUNDING * largest(values)
}
