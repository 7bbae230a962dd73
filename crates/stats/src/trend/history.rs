//! A history, its cadence, and how far ahead to look.

use serde::Serialize;

use super::TrendError;
use crate::number::real;

/// The largest |value| accepted.
pub const LARGEST_VALUE: f64 = 1e15;

/// The most values a history holds.
pub const LONGEST_HISTORY: usize = 1_200;

/// The farthest ahead a projection looks, in periods.
pub const LONGEST_AHEAD: usize = 600;

/// How often there is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Cadence {
    /// Twelve values a year.
    Monthly,
    /// Four values a year.
    Quarterly,
    /// One value a year: the total of a year, years not overlapping.
    Annual,
}

impl Cadence {
    /// How many values make a year: 12, 4 or 1.
    #[must_use]
    pub const fn per_year(self) -> usize {
        match self {
            Self::Monthly => 12,
            Self::Quarterly => 4,
            Self::Annual => 1,
        }
    }
}

/// Values at equal distances, the earliest first, none missing. Never empty; every value finite.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct History {
    values: Vec<f64>,
    cadence: Cadence,
}

impl History {
    /// The history of `values`, the earliest first, in any unit.
    ///
    /// # Errors
    ///
    /// [`TrendError::TooFew`] if empty, [`TrendError::TooMany`] above [`LONGEST_HISTORY`] values,
    /// [`TrendError::ValueOutOfRange`] if one is not finite or beyond ±[`LARGEST_VALUE`].
    ///
    /// ```
    /// use panel_stats::trend::{Cadence, History};
    ///
    /// assert_eq!(History::new(vec![410.0, 395.5], Cadence::Quarterly)?.len(), 2);
    /// assert!(History::new(vec![f64::NAN], Cadence::Monthly).is_err());
    /// # Ok::<(), panel_stats::trend::TrendError>(())
    /// ```
    pub fn new(values: impl Into<Vec<f64>>, cadence: Cadence) -> Result<Self, TrendError> {
        let values = values.into();
        if values.is_empty() {
            return Err(TrendError::TooFew { got: 0, needed: 1 });
        }
        if values.len() > LONGEST_HISTORY {
            return Err(TrendError::TooMany(values.len()));
        }
        all_in_range(&values)?;
        Ok(Self { values, cadence })
    }

    /// The history of `counts`, the earliest first.
    ///
    /// # Errors
    ///
    /// As for [`History::new`].
    pub fn from_counts(counts: &[u64], cadence: Cadence) -> Result<Self, TrendError> {
        Self::new(counts.iter().map(|&count| real(count)).collect::<Vec<_>>(), cadence)
    }

    /// The values, the earliest first.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// How often there is one.
    #[must_use]
    pub const fn cadence(&self) -> Cadence {
        self.cadence
    }

    /// How many values a year has: p.
    #[must_use]
    pub const fn period(&self) -> usize {
        self.cadence.per_year()
    }

    /// How many values there are: n, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a history is never empty")]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// The first `count` values, as if the rest had not happened yet; at least 1, at most all.
    #[must_use]
    pub fn first(&self, count: usize) -> Self {
        let values = self.values[..count.clamp(1, self.values.len())].to_vec();
        Self { values, cadence: self.cadence }
    }

    /// The same history with other values in its places.
    pub(super) fn with_values(&self, values: Vec<f64>) -> Result<Self, TrendError> {
        Self::new(values, self.cadence)
    }

    /// Refuses a history shorter than `needed`.
    pub(super) fn at_least(&self, needed: usize) -> Result<(), TrendError> {
        let got = self.len();
        if got < needed { Err(TrendError::TooFew { got, needed }) } else { Ok(()) }
    }

    /// Where the first value stands that fails `test`, from 0.
    pub(super) fn first_failing(&self, test: impl Fn(f64) -> bool) -> Option<usize> {
        self.values.iter().position(|&value| !test(value))
    }
}

/// Refuses values that are not finite or too large.
pub(super) fn all_in_range(values: &[f64]) -> Result<(), TrendError> {
    let in_range = -LARGEST_VALUE..=LARGEST_VALUE;
    match values.iter().position(|value| !in_range.contains(value)) {
        Some(index) => Err(TrendError::ValueOutOfRange { index, value: values[index] }),
        None => Ok(()),
    }
}

/// The periods ahead whose total is wanted: 1 is the period after the last value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ahead {
    first: usize,
    last: usize,
}

impl Ahead {
    /// From the `first` period ahead to the `last`, both included: 19 to 30 is the financial
    /// year 2016/17 seen from the end of September 2014.
    ///
    /// # Errors
    ///
    /// [`TrendError::NotAhead`] unless 1 ≤ first ≤ last ≤ [`LONGEST_AHEAD`].
    pub const fn new(first: usize, last: usize) -> Result<Self, TrendError> {
        if 1 <= first && first <= last && last <= LONGEST_AHEAD {
            Ok(Self { first, last })
        } else {
            Err(TrendError::NotAhead { first, last })
        }
    }

    /// The nearest period of the total.
    #[must_use]
    pub const fn first(self) -> usize {
        self.first
    }

    /// The farthest period of the total.
    #[must_use]
    pub const fn last(self) -> usize {
        self.last
    }

    /// How many periods the total adds: m.
    #[must_use]
    pub const fn count(self) -> usize {
        self.last - self.first + 1
    }

    /// Every period from the next to the last.
    pub(super) fn all(self) -> std::ops::RangeInclusive<usize> {
        1..=self.last
    }

    /// The periods of the total.
    pub(super) fn target(self) -> std::ops::RangeInclusive<usize> {
        self.first..=self.last
    }
}
