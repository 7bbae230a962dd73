//! The rank test for a trend.

use std::cmp::Ordering;

use serde::Serialize;

use super::{History, TrendError};
use crate::normal::tails_beyond;
use crate::number::length;

/// What the test of Mann and Kendall finds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum MannKendall {
    /// Some values differ.
    Trend {
        /// S: later values that are higher, less later values that are lower, over all pairs.
        s: f64,
        /// Var(S) if there is no trend, with allowance for ties; above 0.
        variance: f64,
        /// (S − sgn S)/√Var(S); above 0 where the values rise.
        z: f64,
        /// The two-sided p-value, from 0 to 1.
        p_value: f64,
    },
    /// All values are equal: 0/0, and no evidence of a trend.
    AllEqual,
}

/// The test of Mann and Kendall.
///
/// Formula: S = Σ sgn(yⱼ − yᵢ) over i < j;
/// Var(S) = (n(n−1)(2n+5) − Σ k(k−1)(2k+5))/18, over groups of k equal values;
/// z = (S − sgn S)/√Var(S), and 0 for S = 0; p from the normal law. Values are taken as
/// independent: a season or autocorrelation makes the test too eager.
///
/// # Errors
///
/// [`TrendError::TooFew`] below 3 values.
///
/// # Source
///
/// Mann 1945; Kendall 1975; ties as in Gilbert 1987.
///
/// ```
/// use panel_stats::trend::{Cadence, History, mann_kendall::{MannKendall, mann_kendall}};
///
/// let rising = History::new(vec![1.0, 2.0, 3.0, 4.0, 5.0], Cadence::Annual)?;
/// let MannKendall::Trend { s, z, .. } = mann_kendall(&rising)? else { unreachable!() };
/// assert_eq!((s, format!("{z:.3}")), (10.0, "2.205".to_owned()));
/// # Ok::<(), panel_stats::trend::TrendError>(())
/// ```
pub fn mann_kendall(history: &History) -> Result<MannKendall, TrendError> {
    history.at_least(3)?;
    let values = history.values();
    let s: f64 = (1..values.len())
        .flat_map(|j| values[..j].iter().map(move |earlier| sign(values[j], *earlier)))
        .sum();

    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let tied: f64 = sorted
        .chunk_by(|a, b| a.partial_cmp(b) == Some(Ordering::Equal))
        .map(|group| triple(group.len()))
        .sum();
    let variance = (triple(values.len()) - tied) / 18.0;
    if variance <= 0.0 {
        return Ok(MannKendall::AllEqual);
    }
    let z = (s - sign(s, 0.0)) / variance.sqrt();
    Ok(MannKendall::Trend { s, variance, z, p_value: tails_beyond(z) })
}

/// sgn(a − b).
fn sign(a: f64, b: f64) -> f64 {
    match a.partial_cmp(&b) {
        Some(Ordering::Greater) => 1.0,
        Some(Ordering::Less) => -1.0,
        _ => 0.0,
    }
}

/// k(k−1)(2k+5).
fn triple(count: usize) -> f64 {
    let k = length(count);
    k * (k - 1.0) * (2.0 * k + 5.0)
}
