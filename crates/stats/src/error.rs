//! What can be wrong with an input, and what to do about it.

use thiserror::Error;

use crate::counts::{LARGEST_EXPOSURE, SMALLEST_EXPOSURE};
use crate::exact::LARGEST_EXACT_TOTAL;
use crate::normal::LARGEST_Z;
use crate::proportion::{HIGHEST_CONFIDENCE, LOWEST_CONFIDENCE};
use crate::whole_number::MOST_DECIMALS;

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
         use the normal approximation (Wilson, or the quasi-Poisson z)"
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
