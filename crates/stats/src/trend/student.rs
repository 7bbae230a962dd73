//! Student's t: its quantile and its tails, on statrs.

use statrs::distribution::{ContinuousCDF, StudentsT};
use statrs::function::beta::beta_reg;

use super::TrendError;
use super::summary::length;
use crate::StatsError;
use crate::proportion::{HIGHEST_CONFIDENCE, LOWEST_CONFIDENCE};

/// P(T ≤ `t`), `degrees` ≥ 1; `t` may be infinite, but not NaN.
///
/// By the incomplete beta function (Abramowitz & Stegun 26.7.1), which loses no digits in a tail.
pub(super) fn at_most(t: f64, degrees: usize) -> f64 {
    let degrees = length(degrees);
    let beyond = 0.5 * beta_reg(degrees / 2.0, 0.5, degrees / (degrees + t * t));
    if t > 0.0 { 1.0 - beyond } else { beyond }
}

/// How many standard errors hold the central `confidence`, `degrees` ≥ 1.
pub(super) fn multiple(confidence: f64, degrees: usize) -> Result<f64, TrendError> {
    if !(LOWEST_CONFIDENCE..=HIGHEST_CONFIDENCE).contains(&confidence) {
        return Err(StatsError::ConfidenceOutOfRange(confidence).into());
    }
    let law = StudentsT::new(0.0, 1.0, length(degrees)).map_err(|_| TrendError::LawUnknown)?;
    // From the lower tail, where the probability has all its digits.
    Ok(-law.inverse_cdf((1.0 - confidence) / 2.0))
}
