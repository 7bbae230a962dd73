//! One predicted number and the law of its error.

use serde::Serialize;

use super::TrendError;
use super::summary::ROUNDING;
use crate::Interval;
use crate::student_t::{at_most, t_within};

/// Estimates and standard errors above this are refused as beyond measure. It keeps every
/// interval finite at every confidence.
pub(super) const LARGEST_ESTIMATE: f64 = 1e30;

/// A log-normal error larger than this many estimates is beyond measure too.
const LARGEST_RELATIVE: f64 = 1e6;

/// A number nearer to its target than this share of it has reached it.
const REACHED: f64 = 1e-9;

/// How a predicted number scatters around its estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Law {
    /// Normal, its variance estimated: estimate ± t·se with Student's t.
    Student {
        /// Degrees of freedom of the variance, at least 1.
        degrees: usize,
    },
    /// Log-normal with the estimate as its mean and se as its standard deviation, Student's t in
    /// place of the normal quantile: exp(ln ŷ − σ²/2 ± tσ), σ² = ln(1 + se²/ŷ²). Never below 0.
    LogStudent {
        /// Degrees of freedom of the variance, at least 1.
        degrees: usize,
    },
    /// Not at all: the history lies on its trend without error, and every interval is a point.
    Certain,
    /// Not known: the history is too short to say.
    Unknown,
}

/// A predicted number: for one period, or for a total.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Prediction {
    estimate: f64,
    standard_error: f64,
    law: Law,
    floored: bool,
}

/// The intervals of a fan chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fan {
    /// Holds the number with 50% confidence.
    pub half: Interval,
    /// With 80%.
    pub eighty: Interval,
    /// With 95%.
    pub ninety_five: Interval,
}

impl Prediction {
    /// `estimate` with its standard error; 0 where the law has none.
    ///
    /// [`TrendError::BeyondMeasure`] if either is not finite or too large.
    pub(super) fn new(estimate: f64, standard_error: f64, law: Law) -> Result<Self, TrendError> {
        let standard_error = match law {
            Law::Certain | Law::Unknown => 0.0,
            Law::Student { .. } | Law::LogStudent { .. } => standard_error,
        };
        let logarithmic = matches!(law, Law::LogStudent { .. });
        let has_logarithm = estimate > 0.0 && standard_error <= LARGEST_RELATIVE * estimate;
        // Written so that NaN fails too.
        if estimate.abs() <= LARGEST_ESTIMATE
            && standard_error <= LARGEST_ESTIMATE
            && (has_logarithm || !logarithmic)
        {
            Ok(Self { estimate, standard_error, law, floored: false })
        } else {
            Err(TrendError::BeyondMeasure)
        }
    }

    /// The predicted number.
    #[must_use]
    pub const fn estimate(self) -> f64 {
        self.estimate
    }

    /// The standard error of prediction, at least 0; 0 where the law has none.
    #[must_use]
    pub const fn standard_error(self) -> f64 {
        self.standard_error
    }

    /// How the number scatters.
    #[must_use]
    pub const fn law(self) -> Law {
        self.law
    }

    /// The interval that holds the number with this confidence (0.95 for 95%).
    ///
    /// Formula: see [`Law`]. Cut off at 0 where the projection was.
    ///
    /// # Errors
    ///
    /// [`StatsError::ConfidenceOutOfRange`](crate::StatsError::ConfidenceOutOfRange) outside
    /// 0.5 to 0.999999; [`TrendError::LawUnknown`].
    pub fn interval(self, confidence: f64) -> Result<Interval, TrendError> {
        let (low, high) = match self.law {
            Law::Student { degrees } => {
                let half = t_within(degrees, confidence)? * self.standard_error;
                (self.estimate - half, self.estimate + half)
            }
            Law::LogStudent { degrees } => {
                let (centre, spread) = self.logarithm();
                let half = t_within(degrees, confidence)? * spread;
                ((centre - half).exp(), (centre + half).exp())
            }
            Law::Certain => {
                t_within(1, confidence)?;
                (self.estimate, self.estimate)
            }
            Law::Unknown => return Err(TrendError::LawUnknown),
        };
        let least = if self.floored { 0.0 } else { f64::MIN };
        Ok(Interval::new(low.max(least), high.max(least))?)
    }

    /// The 50%, 80% and 95% intervals.
    ///
    /// # Errors
    ///
    /// [`TrendError::LawUnknown`].
    pub fn fan(self) -> Result<Fan, TrendError> {
        Ok(Fan {
            half: self.interval(0.5)?,
            eighty: self.interval(0.8)?,
            ninety_five: self.interval(0.95)?,
        })
    }

    /// P(number ≤ `target`), from 0 to 1, by the law of the error and without a correction for
    /// whole numbers. A certain number within 1e-9 of the target has reached it.
    ///
    /// # Errors
    ///
    /// [`TrendError::LawUnknown`]; [`TrendError::ValueOutOfRange`] if `target` is not finite.
    pub fn probability_at_most(self, target: f64) -> Result<f64, TrendError> {
        self.probability(target, 1.0)
    }

    /// P(number ≥ `target`), as [`Self::probability_at_most`].
    ///
    /// # Errors
    ///
    /// As for [`Self::probability_at_most`].
    pub fn probability_at_least(self, target: f64) -> Result<f64, TrendError> {
        self.probability(target, -1.0)
    }

    /// P(side·number ≤ side·target).
    fn probability(self, target: f64, side: f64) -> Result<f64, TrendError> {
        if !target.is_finite() {
            return Err(TrendError::ValueOutOfRange { index: 0, value: target });
        }
        let certain = |reached| if reached { 1.0 } else { 0.0 };
        // Cut off at 0, the number is never below it.
        if self.floored && (target < 0.0 || (target <= 0.0 && side < 0.0)) {
            return Ok(certain(side < 0.0));
        }
        let (distance, degrees) = match self.law {
            Law::Student { degrees } => ((target - self.estimate) / self.standard_error, degrees),
            Law::LogStudent { .. } if target <= 0.0 => return Ok(certain(side < 0.0)),
            Law::LogStudent { degrees } => {
                let (centre, spread) = self.logarithm();
                ((target.ln() - centre) / spread, degrees)
            }
            Law::Certain => {
                let slack = REACHED * target.abs().max(self.estimate.abs());
                return Ok(certain(side * (self.estimate - target) <= slack));
            }
            Law::Unknown => return Err(TrendError::LawUnknown),
        };
        Ok(if distance.is_nan() { 0.5 } else { at_most(side * distance, degrees) })
    }

    /// Mean and standard deviation of the logarithm, for [`Law::LogStudent`].
    fn logarithm(self) -> (f64, f64) {
        let relative = self.standard_error / self.estimate;
        let variance = (relative * relative).ln_1p();
        (self.estimate.ln() - variance / 2.0, variance.sqrt())
    }

    /// The same number, cut off at 0.
    pub(super) fn floored(self, estimate: f64) -> Self {
        Self { estimate, floored: true, ..self }
    }

    /// The same number moved by `shift` and stretched by `factor`, its error with it.
    pub(super) fn rescaled(self, factor: f64, shift: f64) -> Result<Self, TrendError> {
        Self::new(self.estimate * factor + shift, self.standard_error * factor.abs(), self.law)
    }
}

/// The law of a variance with `degrees` degrees of freedom, if the residuals are more than
/// rounding.
pub(super) fn student_unless(exact: bool, degrees: usize) -> Law {
    if exact { Law::Certain } else { Law::Student { degrees } }
}

const _: () = assert!(ROUNDING < REACHED, "a certain total is reached in spite of rounding");
