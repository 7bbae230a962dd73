//! Why a trend cannot be fitted, projected or tested, and what to do about it.

use thiserror::Error;

use super::history::{LARGEST_VALUE, LONGEST_AHEAD, LONGEST_HISTORY};
use crate::StatsError;

/// A reason why there is no answer. The message says what to give instead.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum TrendError {
    /// Too few values for the method.
    #[error("{got} values are too few: give at least {needed}, or leave this method out")]
    TooFew {
        /// How many were given.
        got: usize,
        /// The fewest the method takes.
        needed: usize,
    },

    /// More values than are taken.
    #[error("{0} values are too many: give at most {LONGEST_HISTORY}, the latest ones")]
    TooMany(usize),

    /// A value that is not a number, or too large.
    #[error("value {index} is {value}: give a finite number of at most ±{LARGEST_VALUE:e}")]
    ValueOutOfRange {
        /// Its place, from 0.
        index: usize,
        /// The value.
        value: f64,
    },

    /// A value below 0 where values are counts.
    #[error("value {index} is negative: a log-linear trend needs counts")]
    Negative {
        /// Its place, from 0.
        index: usize,
    },

    /// A value at or below 0 where seasons multiply.
    #[error("value {index} is not above 0: use the additive form")]
    NotAllPositive {
        /// Its place, from 0.
        index: usize,
    },

    /// Every value is 0, so there is no logarithm to fit.
    #[error("every value is 0: a log-linear trend needs something counted")]
    AllZero,

    /// Nothing was ever counted in one period of the year, so its effect has no finite estimate.
    #[error(
        "every value in period {period} of the year (the first value is in period 0) is 0, which leaves that period without a \
         finite effect: fit without periods, or use another trend"
    )]
    PeriodAllZero {
        /// Which period, from 0 for that of the first value.
        period: usize,
    },

    /// The fit drives an expected count to 0, and an estimate with it to infinity.
    #[error(
        "the counts are separated (an expected count goes to 0 and an effect to infinity): fit \
         without periods, or use another trend"
    )]
    Separated,

    /// The iteration did not settle.
    #[error("no convergence after {iterations} iterations: use another trend")]
    DidNotConverge {
        /// How many were made.
        iterations: u32,
    },

    /// A horizon that is not one.
    #[error(
        "{first} to {last} periods ahead is not a horizon: give two numbers from 1 to \
         {LONGEST_AHEAD}, the nearer first"
    )]
    NotAhead {
        /// The nearest period.
        first: usize,
        /// The farthest.
        last: usize,
    },

    /// Rows or columns that do not belong together.
    #[error("{got} where {expected} were expected: give one row a value, all rows equally long")]
    Shape {
        /// What was given.
        got: usize,
        /// What the others call for.
        expected: usize,
    },

    /// Columns of a design that say the same.
    #[error("the {columns} columns of the design are not independent: leave one out")]
    NotIndependent {
        /// How many there are.
        columns: usize,
    },

    /// A season asked of a history that has none.
    #[error("one value a year has no season: give months or quarters")]
    NoSeason,

    /// A trend that is not fitted to annual totals.
    #[error("this trend is not fitted to annual totals: give months or quarters")]
    NotForAnnualTotals,

    /// A smoothing weight outside 0 to 1.
    #[error("a smoothing weight is {0}: give a number from 0 to 1")]
    WeightOutOfRange(f64),

    /// A damping factor outside the range used.
    #[error("the damping factor is {0}: give a number above 0 and at most 1, such as 0.9")]
    DampingOutOfRange(f64),

    /// A multiplicative level or season that has fallen to 0.
    #[error("the smoothed level or season falls to 0 or below: use the additive form")]
    LevelNotPositive,

    /// A projection larger than any count.
    #[error("the projection or its error grows beyond measure: look less far ahead")]
    BeyondMeasure,

    /// A point projection whose error cannot be estimated.
    #[error("the history is too short to estimate an error from: give more, or print no interval")]
    LawUnknown,

    /// An input refused elsewhere in this crate.
    #[error(transparent)]
    Stats(#[from] StatsError),
}
