//! Control charts: points, limits, and how many points the limits rest on.

use std::cmp::Ordering;
use std::ops::Range;

use serde::Serialize;

use crate::charts::ChartError;
use crate::charts::numbers::{beyond_rounding, order};
use crate::charts::segments::{Segment, Segments};

/// The largest absolute value accepted. It keeps every square finite.
pub const LARGEST_VALUE: f64 = 1e100;

/// A baseline of fewer points has no limits.
pub const FEWEST_FOR_LIMITS: usize = 5;

/// Limits from fewer points than this are trial limits.
pub const FEWEST_FOR_FULL_LIMITS: usize = 12;

/// Where values can lie: limits stop there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Scale {
    /// Anywhere.
    Unbounded,
    /// At 0 and above: counts and rates.
    NotNegative,
    /// From 0 to 1: shares.
    Share,
}

impl Scale {
    /// Whether a value can lie here.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        match self {
            Self::Unbounded => true,
            Self::NotNegative => value >= 0.0,
            Self::Share => (0.0..=1.0).contains(&value),
        }
    }

    /// The lowest and the highest place on the scale.
    const fn ends(self) -> (f64, f64) {
        match self {
            Self::Unbounded => (f64::NEG_INFINITY, f64::INFINITY),
            Self::NotNegative => (0.0, f64::INFINITY),
            Self::Share => (0.0, 1.0),
        }
    }
}

/// A side of a centre line. Which side is the better one is for the caller to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Side {
    /// Above the line, or rising.
    High,
    /// Below the line, or falling.
    Low,
}

impl Side {
    /// The side of a value that stands so to a line, if it is on a side.
    pub(crate) const fn of(order: Ordering) -> Option<Self> {
        match order {
            Ordering::Greater => Some(Self::High),
            Ordering::Less => Some(Self::Low),
            Ordering::Equal => None,
        }
    }
}

/// Where a value lies between two lines. A value on a line, but for rounding, is within.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Position {
    /// Above the upper line.
    Above,
    /// On either line or between them.
    Within,
    /// Below the lower line.
    Below,
}

impl Position {
    /// Where `value` lies between `low` and `high`, among figures of this size.
    pub(crate) fn between(value: f64, low: f64, high: f64, size: f64) -> Self {
        if order(value, high, size).is_gt() {
            Self::Above
        } else if order(value, low, size).is_lt() {
            Self::Below
        } else {
            Self::Within
        }
    }
}

/// A centre line and the two limits around it, all finite, low ≤ centre ≤ high, in the units of
/// the values.
///
/// The limits stand half a width to either side of the centre, and stop at the ends of the
/// scale. The half-width itself is not cut, so two thirds of it is the same distance on both
/// sides. A half-width no larger than the rounding of the centre is 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Limits {
    centre: f64,
    half_width: f64,
    low: f64,
    high: f64,
    low_is_end: bool,
    high_is_end: bool,
}

impl Limits {
    /// Limits around a centre that is on the scale; both figures are finite.
    pub(crate) fn new(centre: f64, half_width: f64, scale: Scale) -> Self {
        let half_width = beyond_rounding(half_width, centre.abs());
        let (least, greatest) = scale.ends();
        let (low, high) = (centre - half_width, centre + half_width);
        Self {
            centre,
            half_width,
            low: low.max(least),
            high: high.min(greatest),
            low_is_end: low <= least,
            high_is_end: high >= greatest,
        }
    }

    /// The centre line.
    #[must_use]
    pub const fn centre(self) -> f64 {
        self.centre
    }

    /// From the centre to either limit, before the ends of the scale cut it.
    #[must_use]
    pub const fn half_width(self) -> f64 {
        self.half_width
    }

    /// The lower limit.
    #[must_use]
    pub const fn low(self) -> f64 {
        self.low
    }

    /// The upper limit.
    #[must_use]
    pub const fn high(self) -> f64 {
        self.high
    }

    /// Whether the lower limit is the end of the scale, so that nothing can lie below it.
    #[must_use]
    pub const fn low_is_end_of_scale(self) -> bool {
        self.low_is_end
    }

    /// Whether the upper limit is the end of the scale, so that nothing can lie above it.
    #[must_use]
    pub const fn high_is_end_of_scale(self) -> bool {
        self.high_is_end
    }

    /// Whether the limits stand apart. Limits that do not, because the baseline does not vary,
    /// say nothing of how far a point may stray.
    #[must_use]
    pub const fn has_width(self) -> bool {
        self.half_width > 0.0
    }

    /// Where a value lies. A value on a limit is within.
    #[must_use]
    pub fn position(self, value: f64) -> Position {
        Position::between(value, self.low, self.high, self.half_width)
    }

    /// The side of the centre a value is on; `None` on the centre.
    #[must_use]
    pub fn side(self, value: f64) -> Option<Side> {
        Side::of(order(value, self.centre, self.half_width))
    }

    /// The side on which a value is farther from the centre than this share of the half-width.
    pub(crate) fn side_beyond(self, value: f64, share: f64) -> Option<Side> {
        let reach = self.half_width * share;
        match self.side(value)? {
            Side::High => order(value, self.centre + reach, self.half_width).is_gt(),
            Side::Low => order(value, self.centre - reach, self.half_width).is_lt(),
        }
        .then_some(self.side(value)?)
    }
}

/// What limits rest on, by how many points the baseline has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Basis {
    /// From [`FEWEST_FOR_LIMITS`] up to below [`FEWEST_FOR_FULL_LIMITS`] points: trial limits.
    Trial,
    /// At least [`FEWEST_FOR_FULL_LIMITS`] points.
    Full,
}

/// A segment's lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Lines {
    /// The baseline has fewer than [`FEWEST_FOR_LIMITS`] points: no lines.
    TooFew {
        /// How many it has.
        baseline: usize,
    },
    /// Lines, one set a point.
    Drawn {
        /// Whether they are trial limits.
        basis: Basis,
        /// The limits at each point of the segment.
        limits: Vec<Limits>,
    },
}

/// A segment with its values and lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartedSegment {
    /// Which points these are, and which of them the limits come from.
    pub segment: Segment,
    /// The values charted, in order.
    pub values: Vec<f64>,
    /// The lines at each of them.
    pub lines: Lines,
}

impl ChartedSegment {
    /// The limits at each point, if there are any.
    #[must_use]
    pub fn limits(&self) -> Option<&[Limits]> {
        match &self.lines {
            Lines::TooFew { .. } => None,
            Lines::Drawn { limits, .. } => Some(limits),
        }
    }
}

/// A control chart: its segments in order, at least one, none empty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// The segments.
    pub segments: Vec<ChartedSegment>,
}

impl Chart {
    /// Charts `values`; `limits` gives a segment's limits from its baseline and its points.
    pub(crate) fn draw(
        values: &[f64],
        segments: &Segments,
        limits: impl Fn(Range<usize>, Range<usize>) -> Vec<Limits>,
    ) -> Result<Self, ChartError> {
        if segments.points() != values.len() {
            let (segmented, points) = (segments.points(), values.len());
            return Err(ChartError::SegmentsOfAnotherLength { segmented, points });
        }
        let charted = segments.iter().map(|segment| ChartedSegment {
            values: values[segment.points()].to_vec(),
            lines: match segment.baseline().len() {
                baseline @ ..FEWEST_FOR_LIMITS => Lines::TooFew { baseline },
                baseline => Lines::Drawn {
                    basis: match baseline {
                        ..FEWEST_FOR_FULL_LIMITS => Basis::Trial,
                        _ => Basis::Full,
                    },
                    limits: limits(segment.baseline(), segment.points()),
                },
            },
            segment: segment.clone(),
        });
        Ok(Self { segments: charted.collect() })
    }
}
