//! What the trends share: a history and a horizon in, a projection out.

use panel_stats::StatsError;
use panel_stats::trend::{self, Ahead, Law, TrendError, prediction};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::{At as _, Fault};
use crate::input::{Object, confidence};
use crate::output::Interval;
use crate::words::{Cadence, Flag};

/// The history of `values`.
pub(super) fn history(values: Vec<f64>, cadence: Cadence) -> Result<trend::History, Fault> {
    Ok(trend::History::new(values, cadence.into())?)
}

/// What is to be projected.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Horizon {
    /// The nearest period of the total, 1 being the one after the last value. 1 if left out.
    #[serde(default = "next")]
    first: usize,
    /// The farthest period of the total, included: at most 600.
    last: usize,
    /// The confidence of the intervals: a share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
    /// A number to compare the total with, in units of the values.
    #[serde(default)]
    target: Option<f64>,
}

const fn next() -> usize {
    1
}

impl Object<Horizon> {
    /// The periods ahead.
    pub(super) fn ahead(self) -> Result<Ahead, Fault> {
        Ok(Ahead::new(self.0.first, self.0.last)?)
    }

    /// The projection as it is shown.
    pub(super) fn shown(self, projection: &trend::Projection) -> Result<Projection, Fault> {
        let Self(Horizon { confidence, target, .. }) = self;
        let law = projection.total().law();
        let within = |e: Fault| e.within("ahead");
        let point = |point: &trend::Prediction| Prediction::of(*point, confidence).map_err(within);
        Ok(Projection {
            first: projection.ahead().first(),
            last: projection.ahead().last(),
            total: point(&projection.total())?,
            against_target: match target {
                Some(target) if law != Law::Unknown => {
                    let at_most = projection.total().probability_at_most(target);
                    let at_least = projection.total().probability_at_least(target);
                    Some(AgainstTarget {
                        target,
                        probability_at_most: at_most.at("ahead.target")?,
                        probability_at_least: at_least.at("ahead.target")?,
                    })
                }
                _ => None,
            },
            flags: projection.flags().iter().map(|flag| (*flag).into()).collect(),
            points: projection.points().iter().map(point).collect::<Result<_, _>>()?,
        })
    }
}

/// How a predicted number scatters around its estimate.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Scatter {
    /// By Student's t.
    Student {
        /// Degrees of freedom.
        degrees: usize,
    },
    /// By Student's t on the scale of the logarithm: never below 0.
    LogStudent {
        /// Degrees of freedom.
        degrees: usize,
    },
    /// Not at all: the history lies on its trend without error.
    Certain,
    /// Not known: the history is too short to say, and there are no intervals.
    Unknown,
}

/// The intervals of a fan chart, in units of the values.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Fan {
    /// Holds the number with 50% confidence.
    half: Interval,
    /// With 80%.
    eighty: Interval,
    /// With 95%.
    ninety_five: Interval,
}

impl From<prediction::Fan> for Fan {
    fn from(theirs: prediction::Fan) -> Self {
        Self {
            half: theirs.half.into(),
            eighty: theirs.eighty.into(),
            ninety_five: theirs.ninety_five.into(),
        }
    }
}

/// A predicted number, in units of the values.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Prediction {
    /// The number.
    estimate: f64,
    /// Its standard error of prediction; 0 where the law has none.
    standard_error: f64,
    /// How it scatters.
    law: Scatter,
    /// The interval of the confidence asked for; left out if the law is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<Interval>,
    /// The usual intervals; left out if the law is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    fan: Option<Fan>,
}

impl Prediction {
    /// The prediction with its intervals.
    pub(super) fn of(theirs: trend::Prediction, confidence: f64) -> Result<Self, Fault> {
        let known = theirs.law() != Law::Unknown;
        let interval = known.then(|| theirs.interval(confidence)).transpose();
        let interval = interval.map_err(|e| match e {
            // Ends too far apart for a number.
            TrendError::Stats(StatsError::NotAnInterval { .. }) => Fault::new("confidence", e),
            other => Fault::from(other),
        })?;
        let fan = known.then(|| theirs.fan()).transpose()?;
        Ok(Self {
            estimate: theirs.estimate(),
            standard_error: theirs.standard_error(),
            law: match theirs.law() {
                Law::Student { degrees } => Scatter::Student { degrees },
                Law::LogStudent { degrees } => Scatter::LogStudent { degrees },
                Law::Certain => Scatter::Certain,
                Law::Unknown => Scatter::Unknown,
            },
            interval: interval.map(Into::into),
            fan: fan.map(Into::into),
        })
    }
}

/// A total and a number to compare it with.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AgainstTarget {
    /// The number.
    target: f64,
    /// The probability that the total is at most that, from 0 to 1.
    probability_at_most: f64,
    /// The probability that it is at least that, from 0 to 1.
    probability_at_least: f64,
}

/// What a trend says of the periods ahead.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Projection {
    /// The nearest period of the total.
    first: usize,
    /// The farthest.
    last: usize,
    /// The total over them.
    total: Prediction,
    /// The target and how probable it is; left out without one, or if the law is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    against_target: Option<AgainstTarget>,
    /// What a reader must be told.
    flags: Vec<Flag>,
    /// One prediction a period, the next period first, up to the farthest.
    points: Vec<Prediction>,
}
