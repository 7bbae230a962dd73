//! Funnels: how far a proportion or a rate can lie from the average by chance.

use panel_stats::StatsError;
use panel_stats::charts::ChartError;
use panel_stats::groups::funnel::{
    self, garwood_funnel_lines, proportion_funnel, rate_funnel, wilson_funnel_lines,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::input::{Counted, Object, Proportion, all_counted, all_proportions, confidence, z};
use crate::method::{Calculation, Method};
use crate::output::{Interval, IntervalAlone};
use crate::words::Position;

pub(crate) const METHODS: &[&dyn Calculation] =
    &[&WilsonLines, &GarwoodLines, &FunnelOfProportions, &FunnelOfRates];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WilsonInput {
    /// The average: a share from 0 to 1.
    average: f64,
    /// The size at which the lines are wanted: a count, at least 1.
    trials: u64,
    /// Half the width, in standard errors: above 0, at most 38. 1.96 (95%) if left out.
    #[serde(default = "z")]
    multiple: f64,
}

struct WilsonLines;

impl Method for WilsonLines {
    type Input = WilsonInput;
    type Output = IntervalAlone;
    const NAME: &'static str = "wilson-funnel-lines";
    const SUMMARY: &'static str =
        "The shares at which a proportion of a size is just compatible with an average.";
    const SOURCE: &'static str = "Wilson 1927; Public Health England";
    const EXAMPLE: &'static str = r#"{"average": 0.2, "trials": 400, "multiple": 1.96}"#;

    fn run(input: WilsonInput) -> Result<IntervalAlone, Fault> {
        Ok(wilson_funnel_lines(input.average, input.trials, input.multiple)?.into())
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GarwoodInput {
    /// The count expected, not whole as a rule: 0.001 to 1 000 000.
    expected: f64,
    /// A share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
}

struct GarwoodLines;

impl Method for GarwoodLines {
    type Input = GarwoodInput;
    type Output = IntervalAlone;
    const NAME: &'static str = "garwood-funnel-lines";
    const SUMMARY: &'static str =
        "The counts at which a Poisson count is just compatible with the one expected.";
    const SOURCE: &'static str = "Garwood 1936; Spiegelhalter 2005";
    const EXAMPLE: &'static str = r#"{"expected": 20}"#;

    fn run(input: GarwoodInput) -> Result<IntervalAlone, Fault> {
        Ok(garwood_funnel_lines(input.expected, input.confidence)?.into())
    }
}

/// A point of a funnel, in the units of its share or rate.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FunnelPoint {
    /// The share or the rate.
    value: f64,
    /// The lines at its size.
    lines: Interval,
    /// Where it lies. On a line is within.
    position: Position,
}

impl From<funnel::FunnelPoint> for FunnelPoint {
    fn from(theirs: funnel::FunnelPoint) -> Self {
        Self { value: theirs.value, lines: theirs.lines.into(), position: theirs.position.into() }
    }
}

/// A funnel.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Funnel {
    /// Fewer than 3 points.
    TooFew {
        /// How many there are.
        members: usize,
    },
    /// Nothing was counted, or all or none succeeded everywhere.
    AllAlike,
    /// Lines at each point.
    Drawn {
        /// The pooled average: a share or a rate.
        average: f64,
        /// The points, in the order given.
        points: Vec<FunnelPoint>,
    },
}

impl From<funnel::Funnel> for Funnel {
    fn from(theirs: funnel::Funnel) -> Self {
        match theirs {
            funnel::Funnel::TooFew { members } => Self::TooFew { members },
            funnel::Funnel::AllAlike => Self::AllAlike,
            funnel::Funnel::Drawn { average, points } => {
                Self::Drawn { average, points: points.into_iter().map(Into::into).collect() }
            }
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proportions {
    /// The points, 3 or more.
    proportions: Vec<Object<Proportion>>,
    /// Half the width, in standard errors: above 0, at most 38. 1.96 (95%) if left out.
    #[serde(default = "z")]
    multiple: f64,
}

struct FunnelOfProportions;

impl Method for FunnelOfProportions {
    type Input = Proportions;
    type Output = Funnel;
    const NAME: &'static str = "funnel-proportions";
    const SUMMARY: &'static str = "A funnel of proportions around their pooled share.";
    const SOURCE: &'static str = "Spiegelhalter 2005";
    const EXAMPLE: &'static str = r#"{"proportions": [{"successes": 41, "trials": 50},
 {"successes": 83, "trials": 100}, {"successes": 35, "trials": 50}]}"#;

    fn run(input: Proportions) -> Result<Funnel, Fault> {
        let proportions = all_proportions("proportions", &input.proportions)?;
        Ok(proportion_funnel(&proportions, input.multiple)?.into())
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rates {
    /// The points, 3 or more.
    rates: Vec<Object<Counted>>,
    /// A share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
}

struct FunnelOfRates;

impl Method for FunnelOfRates {
    type Input = Rates;
    type Output = Funnel;
    const NAME: &'static str = "funnel-rates";
    const SUMMARY: &'static str = "A funnel of rates around their pooled rate.";
    const SOURCE: &'static str = "Spiegelhalter 2005; Garwood 1936";
    const EXAMPLE: &'static str = r#"{"rates": [{"count": 41, "exposure": 5.2},
 {"count": 83, "exposure": 9.9}, {"count": 22, "exposure": 5.0}]}"#;

    fn run(input: Rates) -> Result<Funnel, Fault> {
        let rates = all_counted("rates", &input.rates)?;
        Ok(rate_funnel(&rates, input.confidence).map_err(of_rates)?.into())
    }
}

/// The fault of a funnel of rates: an expected count is no field of its own, but that of the
/// points together.
pub(crate) fn of_rates(error: ChartError) -> Fault {
    match error {
        ChartError::ExpectedOutOfRange(_) | ChartError::Stats(StatsError::NotAnInterval { .. }) => {
            Fault::new("rates", error)
        }
        other => Fault::from(other),
    }
}
