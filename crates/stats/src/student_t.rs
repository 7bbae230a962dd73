//! Student's t: its tails and its quantile.
//!
//! P(|T| > t) = I(ν/(ν+t²); ν/2, 1/2) (Abramowitz & Stegun 26.7.1), which loses no digits in a
//! tail; the quantile by halving.

use serde::Serialize;
use statrs::function::beta::beta_reg;

use crate::StatsError;
use crate::halving::boundary;
use crate::number::length;
use crate::proportions::proportion::{HIGHEST_CONFIDENCE, LOWEST_CONFIDENCE};

/// More than any t within [`HIGHEST_CONFIDENCE`]: with 1 degree of freedom it is 636 620.
const ABOVE_EVERY_T: f64 = 1e6;

/// A t and its two-sided p-value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StudentTest {
    /// The difference in its own standard errors, always finite.
    pub t: f64,
    /// The degrees of freedom of the standard error, at least 1.
    pub freedom: usize,
    /// P(|T| > |t|), a probability from 0 to 1.
    pub p_value: f64,
}

impl StudentTest {
    /// The test of a finite `t`, for at least 1 degree of freedom.
    pub(crate) fn new(t: f64, freedom: usize) -> Self {
        Self { t, freedom, p_value: beyond(t, freedom) }
    }
}

/// P(|T| > |t|), for at least 1 degree of freedom; `t` may be infinite, but not NaN.
pub(crate) fn beyond(t: f64, freedom: usize) -> f64 {
    let freedom = length(freedom);
    beta_reg(freedom / 2.0, 0.5, freedom / (freedom + t * t))
}

/// P(T ≤ t), for at least 1 degree of freedom; `t` may be infinite, but not NaN.
pub(crate) fn at_most(t: f64, freedom: usize) -> f64 {
    let tail = 0.5 * beyond(t, freedom);
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The t that |T| stays within with this `confidence`, for at least 1 degree of freedom.
pub(crate) fn t_within(freedom: usize, confidence: f64) -> Result<f64, StatsError> {
    if !(LOWEST_CONFIDENCE..=HIGHEST_CONFIDENCE).contains(&confidence) {
        return Err(StatsError::ConfidenceOutOfRange(confidence));
    }
    Ok(boundary(0.0, ABOVE_EVERY_T, |t| beyond(t, freedom) > 1.0 - confidence))
}
