//! What can be wrong with an input, and what to do about it.

use thiserror::Error;

use crate::counts::dispersion::{LARGEST_FITTED, SMALLEST_FITTED};
use crate::counts::exact::LARGEST_EXACT_TOTAL;
use crate::counts::{LARGEST_EXPOSURE, SMALLEST_EXPOSURE};
use crate::moments::LARGEST_VALUE;
use crate::normal::LARGEST_Z;
use crate::proportions::effective::{
    LARGEST_DESIGN_EFFECT, LARGEST_EFFECTIVE_SIZE, LARGEST_WEIGHT, SMALLEST_DESIGN_EFFECT,
    SMALLEST_EFFECTIVE_SIZE, SMALLEST_WEIGHT,
};
use crate::proportions::population::{LARGEST_HALF_WIDTH, SMALLEST_HALF_WIDTH};
use crate::proportions::proportion::{HIGHEST_CONFIDENCE, LOWEST_CONFIDENCE};
use crate::proportions::whole_number::MOST_DECIMALS;

/// An input for which there is no answer. The message says what to give instead.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum StatsError {
    /// A proportion of nothing.
    #[error("nothing was observed (0 trials): give at least 1, or leave the proportion out")]
    NoTrials,

    /// A part greater than its whole.
    #[error("{successes} of {trials} is more than all: check both counts, and their order")]
    MoreThanAll {
        /// The count given as the part.
        successes: u64,
        /// The count given as the whole.
        trials: u64,
    },

    /// A share that is no share.
    #[error("the share is {0}: give a number from 0 to 1, such as 0.625 for 62.5%")]
    ShareOutOfRange(f64),

    /// A share for which no sample size follows.
    #[error("the share expected is {0}: give a number above 0 and below 1; 0.5 if it is not known")]
    ExpectedShareOutOfRange(f64),

    /// A half-width that no sample is asked to reach.
    #[error(
        "the half-width wanted is {0}: give a share from {SMALLEST_HALF_WIDTH} to \
         {LARGEST_HALF_WIDTH}, such as 0.03 for 3 points"
    )]
    HalfWidthOutOfRange(f64),

    /// A weight outside the range that is used.
    #[error(
        "the weight is {0}: give a number from {SMALLEST_WEIGHT} to {LARGEST_WEIGHT}; leave out \
         what weighs nothing"
    )]
    WeightOutOfRange(f64),

    /// A design effect outside the range that is used.
    #[error(
        "the design effect is {0}: give a number from {SMALLEST_DESIGN_EFFECT} to \
         {LARGEST_DESIGN_EFFECT}; 1 is a simple random sample"
    )]
    DesignEffectOutOfRange(f64),

    /// A sample's effective size outside the range that is used.
    #[error(
        "the effective sample size is {0}: give a number from {SMALLEST_EFFECTIVE_SIZE} to \
         {LARGEST_EFFECTIVE_SIZE}"
    )]
    EffectiveSizeOutOfRange(f64),

    /// A value outside the range that is computed with.
    #[error("the value is {0}: give a number from -{LARGEST_VALUE} to {LARGEST_VALUE}")]
    ValueOutOfRange(f64),

    /// A p-value that is no probability.
    #[error("the p-value is {0}: give a number from 0 to 1")]
    PValueOutOfRange(f64),

    /// A rate of false discoveries that is none.
    #[error(
        "the rate of false discoveries is {0}: give a number above 0 and below 1, such as 0.1 \
         for 10%"
    )]
    DiscoveryRateOutOfRange(f64),

    /// Two lists that should go side by side.
    #[error("{observed} counts cannot be compared with {fitted} fitted means: give one for each")]
    LengthsDiffer {
        /// How many counts.
        observed: usize,
        /// How many fitted means.
        fitted: usize,
    },

    /// A fitted mean that no count can be compared with.
    #[error(
        "a fitted mean is {0}: give numbers from {SMALLEST_FITTED:e} to {LARGEST_FITTED:e}, \
         the means of the counts and not their logarithms"
    )]
    FittedOutOfRange(f64),

    /// As many parameters as observations, or more.
    #[error(
        "{parameters} parameters fitted to {observations} counts leave nothing to estimate the \
         dispersion from: fit fewer, or give more counts"
    )]
    NoDegreesOfFreedom {
        /// How many counts were fitted.
        observations: usize,
        /// How many parameters were fitted to them.
        parameters: usize,
    },

    /// Two ends that make no interval.
    #[error(
        "{low} to {high} is not an interval: give two finite numbers a finite distance apart, \
         the lower first"
    )]
    NotAnInterval {
        /// The lower end given.
        low: f64,
        /// The upper end given.
        high: f64,
    },

    /// A z that is infinite or not a number.
    #[error("z is {0}: give a finite number")]
    ZNotFinite(f64),

    /// A multiple of the standard error outside the range that is used.
    #[error(
        "the multiple of the standard error is {0}: give a number above 0 and at most \
         {LARGEST_Z}, such as 1.96"
    )]
    MultipleOutOfRange(f64),

    /// A confidence outside the range that is computed accurately.
    #[error(
        "the confidence is {0}: give a share from {LOWEST_CONFIDENCE} to {HIGHEST_CONFIDENCE}, \
         such as 0.95 for 95%"
    )]
    ConfidenceOutOfRange(f64),

    /// Too many for an exact method.
    #[error(
        "{total} is too many for an exact method, which takes at most {LARGEST_EXACT_TOTAL}: \
         use the normal approximation (Wilson, Byar, or the quasi-Poisson z)"
    )]
    TooManyForExact {
        /// The trials, or the two counts added.
        total: u128,
    },

    /// An exposure that no rate can be formed on.
    #[error(
        "the exposure is {0}: give a number from {SMALLEST_EXPOSURE} to {LARGEST_EXPOSURE}, \
         in other units if need be"
    )]
    ExposureOutOfRange(f64),

    /// A dispersion below Poisson's, or not a number.
    #[error("the dispersion is {0}: give a finite number of at least 1; 1 is Poisson")]
    DispersionOutOfRange(f64),

    /// A printed percentage above 100.
    #[error(
        "{digits} with {decimals} decimals is above 100%: give the printed digits without the \
         point, such as 375 with 1 decimal for 37.5%"
    )]
    AboveOneHundredPercent {
        /// The printed digits without the point.
        digits: u64,
        /// How many of them stand after the point.
        decimals: u8,
    },

    /// More decimals than exact arithmetic has room for.
    #[error("{0} decimals are too many: give at most {MOST_DECIMALS}")]
    TooManyDecimals(u8),
}
