//! What several outputs share.

use panel_stats::charts::chart;
use panel_stats::proportions::difference;
use panel_stats::student_t;
use schemars::JsonSchema;
use serde::Serialize;

/// A closed interval, low ≤ high.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct Interval {
    /// The lower end.
    pub(crate) low: f64,
    /// The upper end.
    pub(crate) high: f64,
}

impl From<panel_stats::Interval> for Interval {
    fn from(theirs: panel_stats::Interval) -> Self {
        Self { low: theirs.low(), high: theirs.high() }
    }
}

/// An estimate and the interval around it, in the units of the method.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct Estimate {
    /// The estimate.
    pub(crate) estimate: f64,
    /// The interval around it.
    pub(crate) interval: Interval,
}

impl From<difference::Difference> for Estimate {
    fn from(theirs: difference::Difference) -> Self {
        Self { estimate: theirs.estimate, interval: theirs.interval.into() }
    }
}

/// An interval by itself, in the units of the method.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct IntervalAlone {
    /// The interval.
    pub(crate) interval: Interval,
}

impl From<panel_stats::Interval> for IntervalAlone {
    fn from(theirs: panel_stats::Interval) -> Self {
        Self { interval: theirs.into() }
    }
}

/// A centre line and the two limits around it, in the units of the values.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct Limits {
    /// The centre line.
    pub(crate) centre: f64,
    /// The lower limit.
    pub(crate) low: f64,
    /// The upper limit.
    pub(crate) high: f64,
    /// From the centre to either limit, before the ends of the scale cut it.
    pub(crate) half_width: f64,
    /// Whether the lower limit is the end of the scale: nothing can lie below it.
    pub(crate) low_is_end_of_scale: bool,
    /// Whether the upper limit is the end of the scale: nothing can lie above it.
    pub(crate) high_is_end_of_scale: bool,
}

impl From<chart::Limits> for Limits {
    fn from(theirs: chart::Limits) -> Self {
        Self {
            centre: theirs.centre(),
            low: theirs.low(),
            high: theirs.high(),
            half_width: theirs.half_width(),
            low_is_end_of_scale: theirs.low_is_end_of_scale(),
            high_is_end_of_scale: theirs.high_is_end_of_scale(),
        }
    }
}

/// A t and its two-sided p-value.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct StudentTest {
    /// The difference in its own standard errors.
    pub(crate) t: f64,
    /// The degrees of freedom.
    pub(crate) freedom: usize,
    /// Its two-sided p-value, from 0 to 1.
    pub(crate) p_value: f64,
}

impl From<student_t::StudentTest> for StudentTest {
    fn from(theirs: student_t::StudentTest) -> Self {
        Self { t: theirs.t, freedom: theirs.freedom, p_value: theirs.p_value }
    }
}
