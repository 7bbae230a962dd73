//! Proportions of samples that are weighted or clustered.

use serde::Serialize;

use crate::normal::checked_multiple;
use crate::number::real;
use crate::proportions::difference::{Difference, PooledZ, hybrid, pooled};
use crate::proportions::population::Surveyed;
use crate::proportions::proportion::{Proportion, wilson_of};
use crate::{Interval, StatsError};

/// The smallest weight accepted. What weighs nothing is not in the sample.
pub const SMALLEST_WEIGHT: f64 = 1e-9;

/// The largest weight accepted.
pub const LARGEST_WEIGHT: f64 = 1e15;

/// The smallest design effect accepted.
pub const SMALLEST_DESIGN_EFFECT: f64 = 0.01;

/// The largest design effect accepted.
pub const LARGEST_DESIGN_EFFECT: f64 = 1e15;

/// The smallest effective size accepted.
pub const SMALLEST_EFFECTIVE_SIZE: f64 = 1e-20;

/// The largest effective size accepted.
pub const LARGEST_EFFECTIVE_SIZE: f64 = 1e60;

/// How many times wider than a simple random sample's the variance of a share is. No units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DesignEffect(f64);

impl DesignEffect {
    /// 1: a simple random sample.
    pub const NONE: Self = Self(1.0);

    /// A published `factor`. Below 1 if the sample was stratified to good effect.
    ///
    /// # Errors
    ///
    /// [`StatsError::DesignEffectOutOfRange`] outside [`SMALLEST_DESIGN_EFFECT`] to
    /// [`LARGEST_DESIGN_EFFECT`].
    pub fn new(factor: f64) -> Result<Self, StatsError> {
        if (SMALLEST_DESIGN_EFFECT..=LARGEST_DESIGN_EFFECT).contains(&factor) {
            Ok(Self(factor))
        } else {
            Err(StatsError::DesignEffectOutOfRange(factor))
        }
    }

    /// Kish's effect of unequal weights, one for each respondent, in any units.
    ///
    /// Formula: nΣw²/(Σw)², at least 1; exactly 1 if all are equal. Of clusters it knows nothing.
    ///
    /// # Errors
    ///
    /// [`StatsError::NoTrials`] without weights; [`StatsError::WeightOutOfRange`] for one outside
    /// [`SMALLEST_WEIGHT`] to [`LARGEST_WEIGHT`].
    ///
    /// # Source
    ///
    /// Kish 1965.
    ///
    /// ```
    /// use panel_stats::proportions::effective::DesignEffect;
    ///
    /// assert_eq!(DesignEffect::kish(&[1.0, 1.0, 2.0])?.factor(), 1.125);
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    pub fn kish(weights: &[f64]) -> Result<Self, StatsError> {
        let heaviest = heaviest(weights.iter().copied())?;
        let (sum, squares) = weights.iter().fold((0.0, 0.0), |(sum, squares), weight| {
            let relative = weight / heaviest;
            (sum + relative, squares + relative * relative)
        });
        Self::new((real(weights.len() as u64) * squares / (sum * sum)).max(1.0))
    }

    /// The factor.
    #[must_use]
    pub const fn factor(self) -> f64 {
        self.0
    }
}

/// A share and the size of the simple random sample that would know it as well: n/deff.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EffectiveProportion {
    share: f64,
    /// Successes, failures and both, in effective respondents.
    parts: [f64; 3],
}

impl EffectiveProportion {
    /// A published `share` (0.625 for 62.5%) with its effective sample `size`.
    ///
    /// # Errors
    ///
    /// [`StatsError::ShareOutOfRange`] unless 0 ≤ share ≤ 1;
    /// [`StatsError::EffectiveSizeOutOfRange`] outside [`SMALLEST_EFFECTIVE_SIZE`] to
    /// [`LARGEST_EFFECTIVE_SIZE`].
    pub fn new(share: f64, size: f64) -> Result<Self, StatsError> {
        if !(0.0..=1.0).contains(&share) {
            return Err(StatsError::ShareOutOfRange(share));
        }
        Self { share, parts: [share, 1.0 - share, 1.0] }.times(size)
    }

    /// Whole counts with a design effect: size = n/deff. With [`DesignEffect::NONE`],
    /// [`wilson_effective`] is [`wilson`](crate::proportions::proportion::wilson) to the last bit.
    ///
    /// # Errors
    ///
    /// [`StatsError::EffectiveSizeOutOfRange`] is passed on and does not occur.
    ///
    /// ```
    /// use panel_stats::proportions::effective::{DesignEffect, EffectiveProportion};
    /// use panel_stats::proportions::proportion::Proportion;
    ///
    /// let clustered =
    ///     EffectiveProportion::of(Proportion::new(507, 600)?, DesignEffect::new(1.5)?)?;
    /// assert_eq!((clustered.share(), clustered.size()), (0.845, 400.0));
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    pub fn of(proportion: Proportion, design: DesignEffect) -> Result<Self, StatsError> {
        let counts = [proportion.successes(), proportion.failures(), proportion.trials()];
        let parts = counts.map(|count| real(count) / design.0);
        Self { share: proportion.estimate(), parts }.times(1.0)
    }

    /// Answers with their weights: `true` for a success.
    ///
    /// Formula: share = Σw over the successes/Σw, size = (Σw)²/Σw², which is n over Kish's effect.
    ///
    /// # Errors
    ///
    /// [`StatsError::NoTrials`] without answers; [`StatsError::WeightOutOfRange`] for a weight
    /// outside [`SMALLEST_WEIGHT`] to [`LARGEST_WEIGHT`].
    ///
    /// # Source
    ///
    /// Kish 1965.
    ///
    /// ```
    /// use panel_stats::proportions::effective::EffectiveProportion;
    ///
    /// let weighted = EffectiveProportion::weighted(&[(true, 1.0), (false, 1.0), (true, 2.0)])?;
    /// assert_eq!(weighted.share(), 0.75);
    /// assert_eq!(format!("{:.3}", weighted.size()), "2.667");
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    pub fn weighted(answers: &[(bool, f64)]) -> Result<Self, StatsError> {
        let heaviest = heaviest(answers.iter().map(|&(_, weight)| weight))?;
        let (mut succeeded, mut failed, mut squares) = (0.0, 0.0, 0.0);
        for &(success, weight) in answers {
            let relative = weight / heaviest;
            *(if success { &mut succeeded } else { &mut failed }) += relative;
            squares += relative * relative;
        }
        let all = succeeded + failed;
        let parts = [succeeded / all, failed / all, 1.0];
        Self { share: succeeded / all, parts }.times(all * all / squares)
    }

    /// Strata, each with the answers of its own sample and what it weighs, in any units.
    ///
    /// Formula, with W, x and n of each: share = Σ(W·x/n)/ΣW, size = (ΣW)²/Σ(W²/n). It is
    /// [`EffectiveProportion::weighted`] with W/n for each answer.
    ///
    /// # Errors
    ///
    /// [`StatsError::NoTrials`] without strata; [`StatsError::WeightOutOfRange`] for a weight
    /// outside [`SMALLEST_WEIGHT`] to [`LARGEST_WEIGHT`].
    ///
    /// # Source
    ///
    /// Cochran 1977; the effective size, Kish 1965.
    ///
    /// ```
    /// use panel_stats::proportions::effective::EffectiveProportion;
    /// use panel_stats::proportions::proportion::Proportion;
    ///
    /// let strata = [(Proportion::new(80, 100)?, 3.0), (Proportion::new(60, 100)?, 1.0)];
    /// let composed = EffectiveProportion::of_strata(&strata)?;
    /// assert_eq!(format!("{:.3} of {:.1}", composed.share(), composed.size()), "0.750 of 160.0");
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    pub fn of_strata(strata: &[(Proportion, f64)]) -> Result<Self, StatsError> {
        let heaviest = heaviest(strata.iter().map(|&(_, weight)| weight))?;
        let (mut succeeded, mut failed, mut squares) = (0.0, 0.0, 0.0);
        for &(answers, weight) in strata {
            let (relative, asked) = (weight / heaviest, real(answers.trials()));
            succeeded += relative * (real(answers.successes()) / asked);
            failed += relative * (real(answers.failures()) / asked);
            squares += relative * relative / asked;
        }
        let all = succeeded + failed;
        let parts = [succeeded / all, failed / all, 1.0];
        Self { share: succeeded / all, parts }.times(all * all / squares)
    }

    /// The share, from 0 to 1.
    #[must_use]
    pub const fn share(self) -> f64 {
        self.share
    }

    /// The effective size: respondents of a simple random sample, not whole as a rule.
    #[must_use]
    pub const fn size(self) -> f64 {
        self.parts[2]
    }

    /// The same share of a sample `factor` times as large.
    pub(crate) fn times(self, factor: f64) -> Result<Self, StatsError> {
        let parts = self.parts.map(|part| part * factor);
        if (SMALLEST_EFFECTIVE_SIZE..=LARGEST_EFFECTIVE_SIZE).contains(&parts[2]) {
            Ok(Self { share: self.share, parts })
        } else {
            Err(StatsError::EffectiveSizeOutOfRange(parts[2]))
        }
    }
}

/// Wilson's interval with the effective size in place of n: within 0 and 1, around the share.
///
/// Formula: as [`wilson`](crate::proportions::proportion::wilson), for the effective size. `z` is in standard
/// errors.
///
/// # Errors
///
/// [`StatsError::MultipleOutOfRange`] unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
///
/// # Source
///
/// Wilson 1927; the effective size, Kish 1965.
///
/// ```
/// use panel_stats::normal::Z_975;
/// use panel_stats::proportions::effective::{EffectiveProportion, wilson_effective};
///
/// let interval = wilson_effective(EffectiveProportion::new(0.845, 400.0)?, Z_975)?;
/// assert_eq!(format!("{:.3} to {:.3}", interval.low(), interval.high()), "0.806 to 0.877");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn wilson_effective(proportion: EffectiveProportion, z: f64) -> Result<Interval, StatsError> {
    wilson_of(proportion.parts, proportion.share, z)
}

/// Newcombe's interval for a difference of two surveyed shares, **second minus first**.
///
/// Formula: as [`newcombe`](crate::proportions::difference::newcombe), with each share's own interval: Wilson's
/// for its effective size, or the share alone after a census. Two censuses are compared exactly:
/// the interval is the difference itself. `z` is in standard errors.
///
/// # Errors
///
/// [`StatsError::MultipleOutOfRange`] unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
///
/// # Source
///
/// Newcombe 1998, *Statistics in Medicine* 17:873–890; the effective size, Kish 1965.
///
/// ```
/// use panel_stats::proportions::effective::{EffectiveProportion, newcombe_effective};
/// use panel_stats::normal::Z_975;
///
/// let (before, after) =
///     (EffectiveProportion::new(0.60, 61.5)?, EffectiveProportion::new(0.80, 54.2)?);
/// let change = newcombe_effective(before, after, Z_975)?;
/// assert_eq!(format!("{:.3} to {:.3}", change.interval.low(), change.interval.high()),
///            "0.032 to 0.351");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn newcombe_effective(
    first: impl Into<Surveyed>,
    second: impl Into<Surveyed>,
    z: f64,
) -> Result<Difference, StatsError> {
    let (first, second) = (first.into(), second.into());
    hybrid((first.share(), first.interval(z)?), (second.share(), second.interval(z)?))
}

/// The pooled z of two surveyed shares, **second minus first**.
///
/// Formula: as [`pooled_z`](crate::proportions::difference::pooled_z), with each effective size in place of n.
///
/// # Source
///
/// Pearson 1900; the effective size, Kish 1965.
///
/// ```
/// use panel_stats::proportions::difference::PooledZ;
/// use panel_stats::proportions::effective::{EffectiveProportion, pooled_z_effective};
///
/// let all = EffectiveProportion::new(1.0, 61.5)?;
/// assert_eq!(pooled_z_effective(all, all), PooledZ::BothAtSameExtreme);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
#[must_use]
pub fn pooled_z_effective(first: EffectiveProportion, second: EffectiveProportion) -> PooledZ {
    pooled((first.share, first.parts), (second.share, second.parts))
}

/// The widest that the 95% interval of such a share could be to either side, were it a half.
///
/// Formula: as [`worst_case_half_width`](crate::proportions::proportion::worst_case_half_width), for the
/// effective size. `z` is in standard errors.
///
/// # Errors
///
/// [`StatsError::MultipleOutOfRange`] unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
///
/// # Source
///
/// Cochran 1977; the effective size, Kish 1965.
pub fn worst_case_effective(proportion: EffectiveProportion, z: f64) -> Result<f64, StatsError> {
    Ok(checked_multiple(z)? * (0.25 / proportion.size()).sqrt())
}

/// The weight itself, if it can be computed with.
pub(crate) fn checked_weight(weight: f64) -> Result<f64, StatsError> {
    if (SMALLEST_WEIGHT..=LARGEST_WEIGHT).contains(&weight) {
        Ok(weight)
    } else {
        Err(StatsError::WeightOutOfRange(weight))
    }
}

/// The largest of the weights, for weighing the others by it.
fn heaviest(weights: impl Iterator<Item = f64>) -> Result<f64, StatsError> {
    let mut heaviest = Err(StatsError::NoTrials);
    for weight in weights {
        let weight = checked_weight(weight)?;
        heaviest = Ok(heaviest.map_or(weight, |known: f64| known.max(weight)));
    }
    heaviest
}
