//! Log-linear counts, the rank test, and the latest year repeated.

use panel_stats::trend::mann_kendall::{self, mann_kendall};
use panel_stats::trend::no_change::no_change;
use panel_stats::trend::quasi_poisson::quasi_poisson;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::project::{Horizon, Projection, history};
use crate::fault::{At as _, Fault};
use crate::input::Object;
use crate::method::Method;
use crate::words::{Cadence, Terms};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogLinear {
    /// The counts at equal distances, the earliest first, 0 or more: up to 1 200.
    values: Vec<f64>,
    /// How often there is one.
    cadence: Cadence,
    /// What is fitted; annual values have a trend alone.
    #[serde(default)]
    terms: Terms,
    /// What is to be projected; nothing if left out.
    #[serde(default)]
    ahead: Option<Object<Horizon>>,
}

/// A log-linear fit, the first value being at time 1.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct LogLinearFit {
    /// Intercept, time, then the second to the last period of the year: logarithms.
    coefficients: Vec<f64>,
    /// Their standard errors.
    standard_errors: Vec<f64>,
    /// The factor by which the expected count changes from one period to the next.
    growth: f64,
    /// The dispersion as estimated; it may be below 1.
    pearson_dispersion: f64,
    /// The dispersion for comparing counts, at least 1.
    dispersion: f64,
    /// Its degrees of freedom.
    degrees: usize,
    /// How many iterations it took.
    iterations: u32,
    /// The projection; left out if none was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    projection: Option<Projection>,
}

pub(crate) struct QuasiPoisson;

impl Method for QuasiPoisson {
    type Input = LogLinear;
    type Output = LogLinearFit;
    const NAME: &'static str = "quasi-poisson";
    const SUMMARY: &'static str = "A log-linear trend of counts, with dispersion.";
    const SOURCE: &'static str = "Wedderburn 1974; McCullagh & Nelder 1989";
    const EXAMPLE: &'static str = r#"{"values": [1000, 1105, 1205, 1335, 1460, 1615], "cadence": "annual", "ahead": {"last": 2}}"#;

    fn run(input: LogLinear) -> Result<LogLinearFit, Fault> {
        let history = history(input.values, input.cadence)?;
        let fit = quasi_poisson(&history, input.terms.into())?;
        let project =
            |horizon: Object<Horizon>| horizon.shown(&fit.project(&history, horizon.ahead()?)?);
        Ok(LogLinearFit {
            coefficients: fit.coefficients().to_vec(),
            standard_errors: fit.standard_errors(),
            growth: fit.growth(),
            pearson_dispersion: fit.pearson_dispersion(),
            dispersion: fit.dispersion().at("values")?.factor(),
            degrees: fit.degrees_of_freedom(),
            iterations: fit.iterations(),
            projection: input.ahead.map(project).transpose()?,
        })
    }
}

/// A history.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ranked {
    /// The values at equal distances, the earliest first, within 1e15 of 0: 3 to 1 200.
    values: Vec<f64>,
}

/// What the test finds.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum RankTest {
    /// Some values differ.
    Trend {
        /// Later values that are higher, less later values that are lower, over all pairs.
        s: f64,
        /// Its variance if there is no trend.
        variance: f64,
        /// Above 0 where the values rise.
        z: f64,
        /// The two-sided p-value, from 0 to 1.
        p_value: f64,
    },
    /// All values are equal: no evidence of a trend.
    AllEqual,
}

pub(crate) struct MannKendall;

impl Method for MannKendall {
    type Input = Ranked;
    type Output = RankTest;
    const NAME: &'static str = "mann-kendall";
    const SUMMARY: &'static str = "The rank test for a trend, values taken as independent.";
    const SOURCE: &'static str = "Mann 1945; Kendall 1975; Gilbert 1987";
    const EXAMPLE: &'static str = r#"{"values": [1, 2, 3, 4, 5]}"#;

    fn run(Ranked { values }: Ranked) -> Result<RankTest, Fault> {
        // The test looks at order alone: any cadence will do.
        Ok(match mann_kendall(&history(values, Cadence::Annual)?)? {
            mann_kendall::MannKendall::Trend { s, variance, z, p_value } => {
                RankTest::Trend { s, variance, z, p_value }
            }
            mann_kendall::MannKendall::AllEqual => RankTest::AllEqual,
        })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Repeated {
    /// The values at equal distances, the earliest first, within 1e15 of 0: a year to 1 200.
    values: Vec<f64>,
    /// How often there is one.
    cadence: Cadence,
    /// What is to be projected.
    ahead: Object<Horizon>,
}

pub(crate) struct NoChange;

impl Method for NoChange {
    type Input = Repeated;
    type Output = Projection;
    const NAME: &'static str = "no-change";
    const SUMMARY: &'static str = "The latest year repeated: the benchmark for every trend.";
    const SOURCE: &'static str = "Hyndman & Athanasopoulos (seasonal naive)";
    const EXAMPLE: &'static str =
        r#"{"values": [9, 9, 9, 10, 20, 30, 40], "cadence": "quarterly", "ahead": {"last": 4}}"#;

    fn run(input: Repeated) -> Result<Projection, Fault> {
        let (history, ahead) = (history(input.values, input.cadence)?, input.ahead.ahead()?);
        input.ahead.shown(&no_change(&history, ahead)?)
    }
}
