//! An interval that is finite by construction.

use serde::Serialize;

use crate::StatsError;

/// A closed interval: both ends belong to it. Ends and width are finite and low ≤ high.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    low: f64,
    high: f64,
}

impl Interval {
    /// The interval from `low` to `high`, in the units of its ends. A single point is allowed.
    ///
    /// # Errors
    ///
    /// [`StatsError::NotAnInterval`] if an end or the width is not finite, or if `low > high`.
    ///
    /// ```
    /// use panel_stats::Interval;
    ///
    /// let interval = Interval::new(0.75, 0.97)?;
    /// assert!(interval.contains(0.97));
    /// assert!(Interval::new(0.97, 0.75).is_err());
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    pub fn new(low: f64, high: f64) -> Result<Self, StatsError> {
        // The width is NaN or infinite whenever an end is.
        if (high - low).is_finite() && low <= high {
            Ok(Self { low, high })
        } else {
            Err(StatsError::NotAnInterval { low, high })
        }
    }

    /// The lower end.
    #[must_use]
    pub const fn low(self) -> f64 {
        self.low
    }

    /// The upper end.
    #[must_use]
    pub const fn high(self) -> f64 {
        self.high
    }

    /// high − low, in the units of the ends; 0 for a single point.
    #[must_use]
    pub const fn width(self) -> f64 {
        self.high - self.low
    }

    /// Whether low ≤ `value` ≤ high. NaN is in no interval.
    #[must_use]
    pub const fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}
