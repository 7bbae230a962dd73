//! Mean and standard deviation.

use serde::Serialize;

use crate::StatsError;
use crate::number::real;

/// The largest value accepted, either side of 0: squares and their sums stay finite.
pub const LARGEST_VALUE: f64 = 1e100;

/// What is known of values by how many there are, in their units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Moments {
    /// No value: neither mean nor deviation.
    Nothing,
    /// One value: a mean, and nothing to deviate from.
    One {
        /// The value.
        mean: f64,
    },
    /// Two or more.
    Several {
        /// Their mean.
        mean: f64,
        /// Their sample standard deviation, with n − 1: 0 exactly if all are equal.
        deviation: f64,
    },
}

impl Moments {
    /// The mean, if there is a value.
    #[must_use]
    pub const fn mean(self) -> Option<f64> {
        match self {
            Self::Nothing => None,
            Self::One { mean } | Self::Several { mean, .. } => Some(mean),
        }
    }

    /// The sample standard deviation, if there are two values.
    #[must_use]
    pub const fn deviation(self) -> Option<f64> {
        match self {
            Self::Nothing | Self::One { .. } => None,
            Self::Several { deviation, .. } => Some(deviation),
        }
    }
}

/// Mean and sample standard deviation of `values`, any number of them.
///
/// Formula: x̄ = Σxᵢ/n and s = √(Σ(xᵢ − x̄)²/(n − 1)), both taken from the first value on, so that
/// values far from 0 lose no digits. With too few, [`Moments::Nothing`] or [`Moments::One`].
///
/// # Errors
///
/// [`StatsError::ValueOutOfRange`] unless every value is a number within [`LARGEST_VALUE`] of 0.
///
/// ```
/// use panel_stats::moments::moments;
///
/// let found = moments(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])?;
/// assert_eq!(found.mean(), Some(5.0));
/// assert_eq!(found.deviation(), Some((32.0_f64 / 7.0).sqrt()));
/// assert_eq!(moments(&[3.0])?.deviation(), None);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn moments(values: &[f64]) -> Result<Moments, StatsError> {
    for &value in values {
        checked_value(value)?;
    }
    let Some((&first, others)) = values.split_first() else { return Ok(Moments::Nothing) };
    if others.is_empty() {
        return Ok(Moments::One { mean: first });
    }
    let count = real(values.len() as u64);
    let shift = others.iter().map(|value| value - first).sum::<f64>() / count;
    let squares = values.iter().map(|value| (value - first - shift).powi(2)).sum::<f64>();
    Ok(Moments::Several { mean: first + shift, deviation: (squares / (count - 1.0)).sqrt() })
}

/// The value itself, if it can be computed with.
pub(crate) fn checked_value(value: f64) -> Result<f64, StatsError> {
    if value.abs() <= LARGEST_VALUE { Ok(value) } else { Err(StatsError::ValueOutOfRange(value)) }
}
