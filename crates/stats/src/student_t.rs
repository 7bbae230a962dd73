//! Student's t, as far as the lines need it.

use statrs::function::beta::beta_reg;

use crate::StatsError;
use crate::chart_numbers::number;
use crate::proportion::{HIGHEST_CONFIDENCE, LOWEST_CONFIDENCE};

/// More than any t within [`HIGHEST_CONFIDENCE`]: with 1 degree of freedom it is 636 620.
const ABOVE_EVERY_T: f64 = 1e6;

/// The t that |T| stays within with this `confidence`, for at least 1 degree of freedom.
///
/// P(|T| > t) = I(ν/(ν+t²); ν/2, 1/2) (Abramowitz & Stegun 26.7.1), solved by halving.
pub(crate) fn t_within(freedom: usize, confidence: f64) -> Result<f64, StatsError> {
    if !(LOWEST_CONFIDENCE..=HIGHEST_CONFIDENCE).contains(&confidence) {
        return Err(StatsError::ConfidenceOutOfRange(confidence));
    }
    let freedom = number(freedom);
    let beyond = |t: f64| beta_reg(freedom / 2.0, 0.5, freedom / (freedom + t * t));
    Ok(boundary(0.0, ABOVE_EVERY_T, |t| beyond(t) > 1.0 - confidence))
}

/// Where `below` turns from true to false between `low` and `high`, to the last bit.
pub(crate) fn boundary(mut low: f64, mut high: f64, below: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
}
