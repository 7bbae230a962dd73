//! What can be wrong with a chart's, a group's or a funnel's input, and what to do about it.

use thiserror::Error;

use crate::StatsError;
use crate::charts::chart::{LARGEST_VALUE, Scale};
use crate::charts::cusum::LARGEST_CUSUM_SETTING;
use crate::charts::ewma::SMALLEST_LAMBDA;
use crate::charts::process::{LARGEST_SIGMA, SMALLEST_SIGMA};
use crate::charts::signals::SHORTEST_RUN;
use crate::counts::exact::LARGEST_EXACT_TOTAL;
use crate::groups::funnel::SMALLEST_EXPECTED;

/// An input for which there is no chart and no line. The message says what to give instead.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum ChartError {
    /// An input that the statistics underneath refuse.
    #[error(transparent)]
    Stats(#[from] StatsError),

    /// A value that is not a number, or too large for its square to be one.
    #[error(
        "value {index} is {value}: give a number from -{LARGEST_VALUE:e} to {LARGEST_VALUE:e}, \
         in other units if need be"
    )]
    ValueOutOfRange {
        /// Its place, from 0.
        index: usize,
        /// The value given.
        value: f64,
    },

    /// A value that its scale has no place for.
    #[error("value {index} is {value}, which is not on the scale given ({scale:?}): check both")]
    OffScale {
        /// Its place, from 0.
        index: usize,
        /// The value given.
        value: f64,
        /// The scale given.
        scale: Scale,
    },

    /// Nothing to chart.
    #[error("there are no points: give at least 1")]
    NoPoints,

    /// Segments made for another number of points.
    #[error("the segments are for {segmented} points and there are {points}: make them for these")]
    SegmentsOfAnotherLength {
        /// How many points the segments are for.
        segmented: usize,
        /// How many points were given.
        points: usize,
    },

    /// A rebase that starts no new segment.
    #[error(
        "a rebase at point {at} of {points} starts no new segment: give ascending places from 1 \
         to one below the number of points"
    )]
    RebaseOutOfPlace {
        /// The place given, from 0.
        at: usize,
        /// How many points there are.
        points: usize,
    },

    /// A baseline outside its segment.
    #[error(
        "a baseline from {from} up to, not including, {to} is not part of segment {segment}: give \
         places, from 0 for the first point of all, that lie within it"
    )]
    BaselineOutOfPlace {
        /// The segment named, from 0.
        segment: usize,
        /// The first place of the baseline given.
        from: usize,
        /// The place after its last.
        to: usize,
    },

    /// A run too short to be one.
    #[error("a run of {0} points is too short: give at least {SHORTEST_RUN}, such as 7")]
    RunTooShort(usize),

    /// A place in a group that it does not have.
    #[error("there is no member {own} in a group of {members}: give a place from 0")]
    NoSuchMember {
        /// The place given, from 0.
        own: usize,
        /// How many members there are.
        members: usize,
    },

    /// A standard deviation that no distance can be measured in.
    #[error("sigma is {0}: give a number from {SMALLEST_SIGMA:e} to {LARGEST_SIGMA:e}")]
    SigmaOutOfRange(f64),

    /// A weight that is no share.
    #[error("lambda is {0}: give a number from {SMALLEST_LAMBDA} to 1, such as 0.2")]
    LambdaOutOfRange(f64),

    /// An allowance or a decision limit out of range.
    #[error(
        "the CUSUM's k is {allowance} and its h {decision}: give k from 0 and h above 0, both at \
         most {LARGEST_CUSUM_SETTING}, such as 0.5 and 5"
    )]
    CusumSettingsOutOfRange {
        /// k.
        allowance: f64,
        /// h.
        decision: f64,
    },

    /// An average that is no share.
    #[error("the average is {0}: give a share from 0 to 1")]
    AverageOutOfRange(f64),

    /// An expected count out of reach of the method.
    #[error(
        "the expected count is {0}: give a number from {SMALLEST_EXPECTED} to \
         {LARGEST_EXACT_TOTAL}, or use an overdispersed funnel"
    )]
    ExpectedOutOfRange(f64),

    /// A share at each end that leaves no middle.
    #[error("{0} at each end cannot be set aside: give a share above 0 and below 0.5, such as 0.1")]
    ExtremesOutOfRange(f64),

    /// A count of 0 whose logarithm was asked for.
    #[error("count {index} is 0, which has no logarithm: use the square root")]
    LogarithmOfZero {
        /// Its place, from 0.
        index: usize,
    },

    /// Lines too far out for a number.
    #[error(
        "the funnel's lines at point {index} are too far out for a number: it is too small to \
         judge, leave it out"
    )]
    LinesOutOfReach {
        /// Its place, from 0.
        index: usize,
    },
}
