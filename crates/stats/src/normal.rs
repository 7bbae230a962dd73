//! The normal tail, and the two multiples of the standard error in use.

use std::f64::consts::SQRT_2;

use statrs::function::erf::{erfc, erfc_inv};

use crate::StatsError;
use crate::proportions::proportion::tail_of;

/// The 97.5% quantile of the standard normal: half-width of a 95% interval, in standard errors.
///
/// For intervals and p-values. Control lines use [`CONTROL_LINE_MULTIPLE`].
pub const Z_975: f64 = 1.959_963_984_540_054;

/// How many standard deviations a control line stands from its centre: 1.96, to the letter.
///
/// The source asks for "1.96", so the lines are drawn there and not at [`Z_975`].
pub const CONTROL_LINE_MULTIPLE: f64 = 1.96;

/// The p-value below which a change counts as evidence.
pub const SIGNIFICANCE: f64 = 0.05;

/// The largest multiple of the standard error accepted. Beyond it the normal tail is smaller
/// than an `f64` holds with full precision.
pub const LARGEST_Z: f64 = 38.0;

/// The two-sided p-value of a standard normal z.
///
/// Formula: p = 2(1 − Φ(|z|)) = erfc(|z|/√2), a probability from 0 to 1, accurate to about 1e-10
/// of itself. Beyond |z| ≈ 38.6 it is too small for an `f64` and is given as 0.
///
/// # Errors
///
/// [`StatsError::ZNotFinite`] if z is infinite or not a number.
///
/// # Source
///
/// Abramowitz & Stegun 1964, chapters 7 and 26.
///
/// ```
/// use panel_stats::normal::{Z_975, two_sided_p};
///
/// assert!((two_sided_p(Z_975)? - 0.05).abs() < 1e-10);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn two_sided_p(z: f64) -> Result<f64, StatsError> {
    if z.is_finite() { Ok(tails_beyond(z)) } else { Err(StatsError::ZNotFinite(z)) }
}

/// [`two_sided_p`] for a z known to be finite.
pub(crate) fn tails_beyond(z: f64) -> f64 {
    erfc(z.abs() / SQRT_2)
}

/// The multiple of the standard error at which an interval has a confidence.
///
/// Formula: z with Φ(z) = (1 + `confidence`)/2, in standard errors; `confidence` is a share
/// (0.95 for 95%). For 0.95 it is [`Z_975`] to the last digits.
///
/// # Errors
///
/// [`StatsError::ConfidenceOutOfRange`] outside
/// [`LOWEST_CONFIDENCE`](crate::proportions::proportion::LOWEST_CONFIDENCE) to
/// [`HIGHEST_CONFIDENCE`](crate::proportions::proportion::HIGHEST_CONFIDENCE).
///
/// # Source
///
/// Abramowitz & Stegun 1964, chapter 26.
///
/// ```
/// use panel_stats::normal::multiple_for;
///
/// assert_eq!(format!("{:.4}", multiple_for(0.998)?), "3.0902");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn multiple_for(confidence: f64) -> Result<f64, StatsError> {
    Ok(SQRT_2 * erfc_inv(2.0 * tail_of(confidence)?))
}

/// The multiple itself, if intervals can be drawn with it.
pub(crate) fn checked_multiple(z: f64) -> Result<f64, StatsError> {
    // Written so that NaN fails too.
    if z > 0.0 && z <= LARGEST_Z { Ok(z) } else { Err(StatsError::MultipleOutOfRange(z)) }
}
