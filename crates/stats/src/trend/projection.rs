//! Predictions period by period, and their total.

use std::collections::BTreeSet;

use serde::Serialize;

use super::prediction::{Fan, Law, Prediction};
use super::{Ahead, History, TrendError};
use crate::Interval;

/// What a reader of a projection must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Flag {
    /// A period projected below 0 was put at 0 before the total was formed.
    NegativeClamped,
    /// The history lies on its trend without error, so every interval is a single point.
    ZeroVariance,
    /// It looks farther ahead than the history reaches back.
    LongExtrapolation,
    /// There are periods in a year, and too few years to remove their effect.
    SeasonNotRemoved,
    /// Fitted to annual totals, for want of months or quarters.
    AnnualTotals,
}

/// What a trend says of the periods ahead. Every number in it is finite.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Projection {
    ahead: Ahead,
    points: Vec<Prediction>,
    total: Prediction,
    flags: BTreeSet<Flag>,
}

impl Projection {
    /// `points` are for 1, 2, … periods ahead, up to the last of `ahead`; `total` is for its
    /// target periods.
    pub(super) fn new(
        history: &History,
        ahead: Ahead,
        points: Vec<Prediction>,
        total: Prediction,
    ) -> Self {
        let mut flags = BTreeSet::new();
        if total.law() == Law::Certain {
            flags.insert(Flag::ZeroVariance);
        }
        if ahead.last() > history.len() {
            flags.insert(Flag::LongExtrapolation);
        }
        Self { ahead, points, total, flags }
    }

    /// Which periods it covers, and which the total adds.
    #[must_use]
    pub const fn ahead(&self) -> Ahead {
        self.ahead
    }

    /// One prediction a period, the next period first, up to the last of the target.
    #[must_use]
    pub fn points(&self) -> &[Prediction] {
        &self.points
    }

    /// The prediction of the total over the target periods.
    #[must_use]
    pub const fn total(&self) -> Prediction {
        self.total
    }

    /// What a reader must be told.
    #[must_use]
    pub const fn flags(&self) -> &BTreeSet<Flag> {
        &self.flags
    }

    /// The interval that holds the total with this confidence (0.95 for 95%).
    ///
    /// # Errors
    ///
    /// As for [`Prediction::interval`].
    pub fn interval(&self, confidence: f64) -> Result<Interval, TrendError> {
        self.total.interval(confidence)
    }

    /// The 50%, 80% and 95% intervals of each period, the next period first.
    ///
    /// # Errors
    ///
    /// [`TrendError::LawUnknown`].
    pub fn fans(&self) -> Result<Vec<Fan>, TrendError> {
        self.points.iter().map(|point| point.fan()).collect()
    }

    /// The same projection with `flag`.
    #[must_use]
    pub fn flagged(mut self, flag: Flag) -> Self {
        self.flags.insert(flag);
        self
    }

    /// The same projection for something that is never negative: each period below 0 is put at
    /// 0, the total is formed again from the periods, and every interval is cut off at 0.
    /// [`Flag::NegativeClamped`] if a period was below.
    ///
    /// Standard errors stay: they are those of the trend that was cut off.
    #[must_use]
    pub fn not_below_zero(mut self) -> Self {
        if self.points.iter().any(|point| point.estimate() < 0.0) {
            self.flags.insert(Flag::NegativeClamped);
        }
        for point in &mut self.points {
            *point = point.floored(point.estimate().max(0.0));
        }
        if self.flags.contains(&Flag::NegativeClamped) {
            let target = &self.points[self.ahead.first() - 1..];
            let total = target.iter().map(|point| point.estimate()).sum();
            self.total = self.total.floored(total);
        } else {
            self.total = self.total.floored(self.total.estimate().max(0.0));
        }
        self
    }

    /// The same projection with a season put back: `seasonal(h)` is the factor and the shift of
    /// the period h ahead. `total` is made anew, its error stretched as its estimate is.
    pub(super) fn with_season(
        mut self,
        seasonal: impl Fn(usize) -> (f64, f64),
        total_error_factor: f64,
    ) -> Result<Self, TrendError> {
        for (point, ahead) in self.points.iter_mut().zip(1..) {
            let (factor, shift) = seasonal(ahead);
            *point = point.rescaled(factor, shift)?;
        }
        let estimate =
            self.points[self.ahead.first() - 1..].iter().map(|point| point.estimate()).sum();
        let standard_error = self.total.standard_error() * total_error_factor;
        self.total = Prediction::new(estimate, standard_error, self.total.law())?;
        Ok(self)
    }
}
