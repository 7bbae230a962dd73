//! Samples of a population whose size is known, and how large one must be.

use serde::Serialize;

use crate::normal::checked_multiple;
use crate::number::real;
use crate::proportions::effective::{EffectiveProportion, wilson_effective};
use crate::proportions::proportion::Proportion;
use crate::{Interval, StatsError};

/// The smallest half-width a sample is asked to reach: a ten-thousandth of a point.
pub const SMALLEST_HALF_WIDTH: f64 = 1e-6;

/// The largest half-width a sample is asked to reach: the whole scale.
pub const LARGEST_HALF_WIDTH: f64 = 0.5;

/// Sizes nearer a whole number than this, as a share of themselves, are that number.
const WHOLE_TOLERANCE: f64 = 8.0 * f64::EPSILON;

/// What is left of a standard error when the population is finite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum PopulationCorrection {
    /// Everyone was asked: there is no sampling error.
    Census,
    /// The factor of the standard error, above 0 and at most 1.
    Factor(f64),
}

/// The finite population correction for `asked` of a `population`, both counts.
///
/// Formula: √((N − n)/(N − 1)), for the standard error. By convention it is used if more than 5%
/// were asked; below, it changes next to nothing. [`PopulationCorrection::Census`] if n = N.
///
/// # Errors
///
/// [`StatsError::NoTrials`] if nobody was asked; [`StatsError::MoreThanAll`] if n > N.
///
/// # Source
///
/// Cochran 1977.
///
/// ```
/// use panel_stats::proportions::population::{PopulationCorrection, correction};
///
/// assert_eq!(correction(19, 100)?, PopulationCorrection::Factor((81.0_f64 / 99.0).sqrt()));
/// assert_eq!(correction(100, 100)?, PopulationCorrection::Census);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn correction(asked: u64, population: u64) -> Result<PopulationCorrection, StatsError> {
    Ok(match variance_left(asked, population)? {
        None => PopulationCorrection::Census,
        Some(left) => PopulationCorrection::Factor(left.sqrt()),
    })
}

/// (N − n)/(N − 1): what is left of the variance. `None` if everyone was asked.
fn variance_left(asked: u64, population: u64) -> Result<Option<f64>, StatsError> {
    if asked == 0 {
        Err(StatsError::NoTrials)
    } else if asked > population {
        Err(StatsError::MoreThanAll { successes: asked, trials: population })
    } else if asked == population {
        Ok(None)
    } else {
        Ok(Some(real(population - asked) / real(population - 1)))
    }
}

/// A share as it was surveyed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Surveyed {
    /// Everyone was asked: the share is what it is. To say more of years to come, take it as a
    /// sample of them instead.
    Census {
        /// The share, from 0 to 1.
        share: f64,
    },
    /// Some were asked.
    Sample(EffectiveProportion),
}

impl Surveyed {
    /// A sample of which `asked` were asked out of a `population`, both counts of people.
    ///
    /// Formula: effective size·(N − 1)/(N − n), the size at which the standard error has shrunk by
    /// [`correction`]. [`Surveyed::Census`] if n = N.
    ///
    /// # Errors
    ///
    /// As for [`correction`]; [`StatsError::EffectiveSizeOutOfRange`] if the size grows beyond
    /// [`LARGEST_EFFECTIVE_SIZE`](crate::proportions::effective::LARGEST_EFFECTIVE_SIZE).
    ///
    /// ```
    /// use panel_stats::proportions::effective::{DesignEffect, EffectiveProportion};
    /// use panel_stats::normal::Z_975;
    /// use panel_stats::proportions::{population::Surveyed, proportion::Proportion};
    ///
    /// let asked = EffectiveProportion::of(Proportion::new(29, 32)?, DesignEffect::NONE)?;
    /// let interval = Surveyed::among(asked, 32, 60)?.interval(Z_975)?;
    /// assert_eq!(format!("{:.3} to {:.3}", interval.low(), interval.high()), "0.813 to 0.955");
    /// assert_eq!(Surveyed::among(asked, 32, 32)?, Surveyed::Census { share: 0.90625 });
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    pub fn among(
        sample: EffectiveProportion,
        asked: u64,
        population: u64,
    ) -> Result<Self, StatsError> {
        Ok(match variance_left(asked, population)? {
            None => Self::Census { share: sample.share() },
            Some(left) => Self::Sample(sample.times(left.recip())?),
        })
    }

    /// Strata, each with the answers of its own sample and with how many it has in all, by which it
    /// weighs.
    ///
    /// Formula, with N, x and n of each: share = Σ(N·x/n)/ΣN, effective size
    /// (ΣN)²/Σ(N²/n·(N − n)/(N − 1)). [`Surveyed::Census`] if n = N in every stratum.
    ///
    /// # Errors
    ///
    /// [`StatsError::NoTrials`] without strata; [`StatsError::MoreThanAll`] if n > N.
    ///
    /// # Source
    ///
    /// Cochran 1977; the effective size, Kish 1965.
    ///
    /// ```
    /// use panel_stats::proportions::{population::Surveyed, proportion::Proportion};
    ///
    /// let all_of_both = [(Proportion::new(9, 10)?, 10), (Proportion::new(3, 10)?, 10)];
    /// assert_eq!(Surveyed::of_strata(&all_of_both)?, Surveyed::Census { share: 0.6 });
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    pub fn of_strata(strata: &[(Proportion, u64)]) -> Result<Self, StatsError> {
        let weighed: Vec<_> =
            strata.iter().map(|&(answers, population)| (answers, real(population))).collect();
        let mut variance = 0.0;
        let mut sum = 0.0;
        for &(answers, population) in strata {
            let left = variance_left(answers.trials(), population)?.unwrap_or(0.0);
            sum += real(population);
            variance += real(population).powi(2) / real(answers.trials()) * left;
        }
        let sample = EffectiveProportion::of_strata(&weighed)?;
        if variance == 0.0 {
            return Ok(Self::Census { share: sample.share() });
        }
        Ok(Self::Sample(sample.times(sum * sum / variance / sample.size())?))
    }

    /// The share, from 0 to 1.
    #[must_use]
    pub const fn share(self) -> f64 {
        match self {
            Self::Census { share } => share,
            Self::Sample(sample) => sample.share(),
        }
    }

    /// [`wilson_effective`] of a sample; the share alone of a census.
    ///
    /// # Errors
    ///
    /// [`StatsError::MultipleOutOfRange`] unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
    pub fn interval(self, z: f64) -> Result<Interval, StatsError> {
        match self {
            Self::Census { share } => {
                checked_multiple(z)?;
                Interval::new(share, share)
            }
            Self::Sample(sample) => wilson_effective(sample, z),
        }
    }
}

impl From<EffectiveProportion> for Surveyed {
    fn from(sample: EffectiveProportion) -> Self {
        Self::Sample(sample)
    }
}

/// How many must answer for a share to be known within ± `half_width`.
///
/// Formula: n₀ = z²p(1−p)/m², and n₀/(1 + (n₀ − 1)/N) out of a population of N, rounded up.
/// `share` p is the one expected, 0.5 if it is not known; `half_width` m is a share (0.03 for 3
/// points), `z` is in standard errors. The answer is at least 1, and at most N. For a design
/// effect multiply n₀ by it: this is for a simple random sample.
///
/// # Errors
///
/// [`StatsError::ExpectedShareOutOfRange`] unless 0 < p < 1; [`StatsError::HalfWidthOutOfRange`]
/// outside [`SMALLEST_HALF_WIDTH`] to [`LARGEST_HALF_WIDTH`]; [`StatsError::MultipleOutOfRange`]
/// unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z); [`StatsError::NoTrials`] if N is 0.
///
/// # Source
///
/// Cochran 1977.
///
/// ```
/// use panel_stats::{normal::Z_975, proportions::population::required_size};
///
/// assert_eq!(required_size(0.5, 0.03, Z_975, None)?, 1_068);
/// assert_eq!(required_size(0.5, 0.05, Z_975, Some(1_000))?, 278);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn required_size(
    share: f64,
    half_width: f64,
    z: f64,
    population: Option<u64>,
) -> Result<u64, StatsError> {
    let z = checked_multiple(z)?;
    if !(share > 0.0 && share < 1.0) {
        return Err(StatsError::ExpectedShareOutOfRange(share));
    }
    if !(SMALLEST_HALF_WIDTH..=LARGEST_HALF_WIDTH).contains(&half_width) {
        return Err(StatsError::HalfWidthOutOfRange(half_width));
    }
    let unlimited = (z / half_width).powi(2) * (share * (1.0 - share));
    match population {
        None => Ok(rounded_up(unlimited)),
        Some(0) => Err(StatsError::NoTrials),
        Some(people) => {
            let limited = unlimited / (1.0 + (unlimited - 1.0) / real(people));
            Ok(rounded_up(limited).min(people))
        }
    }
}

/// The next whole number, at least 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 1 to (38/1e-6)²/4, about 4e14"
)]
fn rounded_up(size: f64) -> u64 {
    (size * (1.0 - WHOLE_TOLERANCE)).ceil().max(1.0) as u64
}
