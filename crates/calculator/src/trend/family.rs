//! The family of trends by rules on length, and a trend tried on the past.

use panel_stats::trend::back_test::{self, back_test};
use panel_stats::trend::family::{self, USUAL_SMOOTHING, project_member, trend_family};
use panel_stats::trend::smoothing::Model;
use panel_stats::trend::{Ahead, History, TrendError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::project::{Horizon, Projection, history};
use super::seasons::Smoother;
use crate::fault::Fault;
use crate::input::Object;
use crate::method::Method;
use crate::words::{Cadence, Trend};

/// What T4 is.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct T4 {
    /// What is smoothed.
    model: Smoother,
    /// The damping factor of `damped_holt`: above 0, at most 1. Fitted if left out.
    #[serde(default)]
    damping: Option<f64>,
}

/// The model asked for, or the usual one.
fn model(given: Option<Object<T4>>) -> Result<Model, Fault> {
    given.map_or(Ok(USUAL_SMOOTHING), |Object(given)| {
        given.model.model(given.damping).map_err(|e| e.within("smoothing"))
    })
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FamilyInput {
    /// The counts at equal distances, the earliest first, 0 or more: up to 1 200.
    values: Vec<f64>,
    /// How often there is one.
    cadence: Cadence,
    /// What is to be projected.
    ahead: Object<Horizon>,
    /// What T4 is; Holt with the trend damped by 0.9 if left out.
    #[serde(default)]
    smoothing: Option<Object<T4>>,
}

/// What came of a member.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// It projects.
    Projected {
        /// This; periods below 0 are put at 0.
        projection: Projection,
    },
    /// It does not.
    NotFitted {
        /// Why.
        why: String,
    },
}

/// A member of the family.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Member {
    /// Which.
    trend: Trend,
    /// T0 to T4.
    code: &'static str,
    /// Its name, for print.
    name: &'static str,
    /// What came of it.
    outcome: Outcome,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Members {
    /// The five members, T0 first.
    members: Vec<Member>,
}

pub(crate) struct TrendFamily;

impl Method for TrendFamily {
    type Input = FamilyInput;
    type Output = Members;
    const NAME: &'static str = "trend-family";
    const SUMMARY: &'static str = "Every trend of the family fitted to counts, by rules on length.";
    const SOURCE: &'static str = "As for each trend";
    const EXAMPLE: &'static str = r#"{"values": [340, 338, 336, 334, 332, 330, 328, 326, 324, 322,
 320, 318, 316, 314, 312, 310, 308, 306], "cadence": "monthly", "ahead": {"last": 12}}"#;

    fn run(input: FamilyInput) -> Result<Members, Fault> {
        let (history, ahead) = (history(input.values, input.cadence)?, input.ahead.ahead()?);
        let family = trend_family(&history, ahead, model(input.smoothing)?)?;
        let members = family.into_iter().map(|member| {
            Ok(Member {
                trend: member.trend.into(),
                code: member.trend.code(),
                name: member.trend.name(),
                outcome: match member.outcome {
                    Ok(found) => Outcome::Projected { projection: input.ahead.shown(&found)? },
                    Err(why) => Outcome::NotFitted { why: why.to_string() },
                },
            })
        });
        Ok(Members { members: members.collect::<Result<_, Fault>>()? })
    }
}

/// T4 is fitted anew at every moment of the past: of so many values that takes some seconds.
const MOST_SMOOTHED: usize = 240;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BackTestInput {
    /// The values at equal distances, the earliest first, within 1e15 of 0: more than two years
    /// and `steps`, up to 1 200; up to 240 where the trend is `smoothing`.
    values: Vec<f64>,
    /// How often there is one.
    cadence: Cadence,
    /// How many periods ahead it projects each time: 1 to 600.
    steps: usize,
    /// Which trend is tried.
    trend: Trend,
    /// What T4 is; Holt with the trend damped by 0.9 if left out.
    #[serde(default)]
    smoothing: Option<Object<T4>>,
}

/// A mean absolute scaled error.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Scaled {
    /// There is a scale.
    Mase {
        /// Below 1: smaller errors than the one-year-ago rule made on the same history.
        mase: f64,
    },
    /// At some origin every value so far equalled that of a year before: 0 is no scale.
    NaiveIsExact,
}

impl From<back_test::ScaledError> for Scaled {
    fn from(theirs: back_test::ScaledError) -> Self {
        match theirs {
            back_test::ScaledError::Mase(mase) => Self::Mase { mase },
            back_test::ScaledError::NaiveIsExact => Self::NaiveIsExact,
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Tried {
    /// From how many moments in the past it projected.
    origins: usize,
    /// From how many it could not.
    refused: usize,
    /// The mean absolute error, in units of the values.
    mean_absolute_error: f64,
    /// The same, scaled.
    scaled: Scaled,
    /// That of "no change" from the same moments: what the trend has to beat.
    no_change: Scaled,
}

pub(crate) struct BackTest;

impl Method for BackTest {
    type Input = BackTestInput;
    type Output = Tried;
    const NAME: &'static str = "back-test";
    const SUMMARY: &'static str = "A trend tried from every moment of the past.";
    const SOURCE: &'static str = "Hyndman & Koehler 2006; Tashman 2000";
    const EXAMPLE: &'static str = r#"{"values": [52, 61, 58, 49, 55, 66, 60, 50, 57, 68, 65, 54, 60,
 70, 66, 57], "cadence": "quarterly", "steps": 4, "trend": "linear"}"#;

    fn run(input: BackTestInput) -> Result<Tried, Fault> {
        let (history, model) = (history(input.values, input.cadence)?, model(input.smoothing)?);
        let trend = input.trend.into();
        if trend == family::Trend::Smoothing && history.len() > MOST_SMOOTHED {
            let why = format!(
                "{} values are too many for smoothing, which is fitted anew at every moment: give the latest {MOST_SMOOTHED}",
                history.len()
            );
            return Err(Fault::new("values", why));
        }
        let projector = |past: &History, ahead: Ahead| project_member(past, ahead, trend, model);
        let found = back_test(&history, input.steps, &projector).map_err(|e| match e {
            TrendError::NotAhead { .. } => Fault::new("steps", e),
            TrendError::NotForAnnualTotals => Fault::new("trend", e),
            TrendError::BeyondMeasure => Fault::new("values", e),
            TrendError::DampingOutOfRange(_) => Fault::new("smoothing.damping", e),
            other => Fault::from(other),
        })?;
        Ok(Tried {
            origins: found.origins,
            refused: found.refused,
            mean_absolute_error: found.mean_absolute_error,
            scaled: found.scaled.into(),
            no_change: found.no_change.into(),
        })
    }
}
