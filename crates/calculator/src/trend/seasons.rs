//! Seasons: classical decomposition, and exponential smoothing.

use panel_stats::trend::TrendError;
use panel_stats::trend::decomposition::decompose;
use panel_stats::trend::ols::project_line;
use panel_stats::trend::smoothing::{self, Damping, smooth, smooth_with};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::project::{Horizon, Projection, history};
use crate::fault::Fault;
use crate::input::Object;
use crate::method::Method;
use crate::words::{Cadence, SeasonKind};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decomposed {
    /// The values at equal distances, the earliest first, within 1e15 of 0: two years to 1 200.
    values: Vec<f64>,
    /// How often there is one: monthly or quarterly.
    cadence: Cadence,
    /// How the season meets the trend.
    #[serde(default)]
    season: SeasonKind,
    /// What is to be projected, along the straight line of the adjusted values and with the
    /// season put back; nothing if left out.
    #[serde(default)]
    ahead: Option<Object<Horizon>>,
}

/// A history taken apart.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Parts {
    /// The place of the value that the first of `trend` belongs to, from 0: half a year in.
    trend_from: usize,
    /// The moving averages; half a year at either end has none.
    trend: Vec<f64>,
    /// The seasonal figures, that of the first value first: additions, or factors.
    figures: Vec<f64>,
    /// The values without their season.
    adjusted: Vec<f64>,
    /// The projection; left out if none was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    projection: Option<Projection>,
}

pub(crate) struct Decomposition;

impl Method for Decomposition {
    type Input = Decomposed;
    type Output = Parts;
    const NAME: &'static str = "decomposition";
    const SUMMARY: &'static str = "A history taken apart into trend and season.";
    const SOURCE: &'static str = "Kendall & Stuart 1983";
    const EXAMPLE: &'static str = r#"{"values": [13, 9, 9, 9, 17, 13, 13, 13], "cadence": "quarterly",
 "ahead": {"last": 4}}"#;

    fn run(input: Decomposed) -> Result<Parts, Fault> {
        let history = history(input.values, input.cadence)?;
        let parts = decompose(&history, input.season.into())?;
        let estimated = history.period() - 1;
        let project = |horizon: Object<Horizon>| {
            let found = parts.project(horizon.ahead()?, |adjusted, ahead| {
                project_line(adjusted, estimated, ahead)
            });
            horizon.shown(&found?)
        };
        Ok(Parts {
            trend_from: history.period() / 2,
            trend: parts.trend().iter().flatten().copied().collect(),
            figures: parts.figures().to_vec(),
            adjusted: parts.adjusted().values().to_vec(),
            projection: input.ahead.map(project).transpose()?,
        })
    }
}

/// What is smoothed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Smoother {
    /// Level and trend.
    Holt,
    /// Level and a trend that fades.
    DampedHolt,
    /// Level, trend and a season that adds.
    HoltWintersAdditive,
    /// Level, trend and a season that multiplies; values above 0.
    HoltWintersMultiplicative,
}

impl Smoother {
    /// The model; `damping` belongs to the one that fades, and is fitted if it is left out.
    pub(super) fn model(self, damping: Option<f64>) -> Result<smoothing::Model, Fault> {
        if self != Self::DampedHolt && damping.is_some() {
            return Err(Fault::new("damping", "only `damped_holt` has it: leave it out"));
        }
        Ok(match self {
            Self::Holt => smoothing::Model::Holt,
            Self::DampedHolt => smoothing::Model::DampedHolt(match damping {
                Some(factor) => Damping::Fixed(factor),
                None => Damping::Fitted,
            }),
            Self::HoltWintersAdditive => smoothing::Model::HoltWintersAdditive,
            Self::HoltWintersMultiplicative => smoothing::Model::HoltWintersMultiplicative,
        })
    }
}

/// Smoothing weights, each from 0 (never learns) to 1 (knows only the latest value).
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    /// Of the level: α.
    level: f64,
    /// Of the trend: β.
    trend: f64,
    /// Of the season: γ; not used without one. 0 if left out.
    #[serde(default)]
    season: f64,
    /// φ, by which the trend fades each period: above 0, at most 1. 1, not at all, if left out.
    #[serde(default = "undamped")]
    damping: f64,
}

const fn undamped() -> f64 {
    1.0
}

impl Weights {
    /// The field of a weight that is refused.
    fn refused(self, value: f64) -> &'static str {
        let is = |weight: f64| weight.to_bits() == value.to_bits();
        match self {
            Self { level, .. } if is(level) => "weights.level",
            Self { trend, .. } if is(trend) => "weights.trend",
            _ => "weights.season",
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SmoothingInput {
    /// The values at equal distances, the earliest first, within 1e15 of 0: up to 1 200.
    values: Vec<f64>,
    /// How often there is one.
    cadence: Cadence,
    /// What is smoothed.
    model: Smoother,
    /// The damping factor of `damped_holt`: above 0, at most 1. Fitted if left out.
    #[serde(default)]
    damping: Option<f64>,
    /// The weights; fitted if left out.
    #[serde(default)]
    weights: Option<Object<Weights>>,
    /// What is to be projected; nothing if left out.
    #[serde(default)]
    ahead: Option<Object<Horizon>>,
}

/// A history smoothed to its end.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Smoothed {
    /// The weights used.
    weights: Weights,
    /// The level after the last value.
    level: f64,
    /// The trend after the last value, per period.
    trend: f64,
    /// The seasonal figures, that of the next period first; empty without a season.
    season: Vec<f64>,
    /// The sum of the squared one-step errors.
    squared_errors: f64,
    /// The variance of the one-step errors.
    error_variance: f64,
    /// The projection; left out if none was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    projection: Option<Projection>,
}

pub(crate) struct Smoothing;

impl Method for Smoothing {
    type Input = SmoothingInput;
    type Output = Smoothed;
    const NAME: &'static str = "smoothing";
    const SUMMARY: &'static str = "Exponential smoothing: Holt, damped Holt, Holt–Winters.";
    const SOURCE: &'static str = "Holt 1957; Winters 1960; Gardner & McKenzie 1985";
    const EXAMPLE: &'static str = r#"{"values": [105, 110, 115, 120, 125, 131, 135, 140, 146, 150],
 "cadence": "annual", "model": "holt", "ahead": {"last": 2}}"#;

    fn run(input: SmoothingInput) -> Result<Smoothed, Fault> {
        let history = history(input.values, input.cadence)?;
        let model = input.model.model(input.damping)?;
        let found = match input.weights {
            None => smooth(&history, model)?,
            Some(Object(given)) => {
                let Weights { level, trend, season, damping } = given;
                let weights = smoothing::Weights { level, trend, season, damping };
                smooth_with(&history, model, weights).map_err(|e| match e {
                    TrendError::WeightOutOfRange(value) => Fault::new(given.refused(value), e),
                    TrendError::DampingOutOfRange(value)
                        if input.damping.is_none_or(|d| d.to_bits() != value.to_bits()) =>
                    {
                        Fault::new("weights.damping", e)
                    }
                    other => Fault::from(other),
                })?
            }
        };
        let project =
            |horizon: Object<Horizon>| horizon.shown(&found.project(&history, horizon.ahead()?)?);
        let smoothing::Weights { level, trend, season, damping } = found.weights();
        Ok(Smoothed {
            weights: Weights { level, trend, season, damping },
            level: found.level(),
            trend: found.trend(),
            season: found.season().to_vec(),
            squared_errors: found.squared_errors(),
            error_variance: found.error_variance(),
            projection: input.ahead.map(project).transpose()?,
        })
    }
}
