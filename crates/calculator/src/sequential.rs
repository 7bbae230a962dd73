//! Charts that remember: moving averages (EWMA) and cumulative sums (CUSUM).

use panel_stats::charts::ChartError;
use panel_stats::charts::cusum::cusum_chart;
use panel_stats::charts::ewma::ewma_chart;
use panel_stats::charts::process::{self, Process};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::method::{Calculation, Method};
use crate::output::Limits;
use crate::words::{Screening, Side};

pub(crate) const METHODS: &[&dyn Calculation] = &[&OfBaseline, &Ewma, &Cusum];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    /// The values of the baseline in order, in any units, within 1e100 of 0.
    values: Vec<f64>,
    /// Whether outlying moving ranges are left out of their mean.
    #[serde(default)]
    screening: Screening,
}

/// A process estimated from a baseline, in the units of the values.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Found {
    /// Fewer than 5 points.
    TooFew {
        /// How many there are.
        points: usize,
    },
    /// The points do not vary.
    NoSpread {
        /// Their mean.
        centre: f64,
    },
    /// The process.
    Estimated {
        /// The mean.
        centre: f64,
        /// The mean moving range over 1.128.
        sigma: f64,
    },
}

struct OfBaseline;

impl Method for OfBaseline {
    type Input = Baseline;
    type Output = Found;
    const NAME: &'static str = "baseline-process";
    const SUMMARY: &'static str = "The centre and sigma of a baseline, for `ewma` and `cusum`.";
    const SOURCE: &'static str = "Wheeler & Chambers 1992";
    const EXAMPLE: &'static str = r#"{"values": [10, 11, 9, 10, 12, 8]}"#;

    fn run(Baseline { values, screening }: Baseline) -> Result<Found, Fault> {
        Ok(match Process::of_baseline(&values, screening.into())? {
            process::Baseline::TooFew { points } => Found::TooFew { points },
            process::Baseline::NoSpread { centre } => Found::NoSpread { centre },
            process::Baseline::Estimated(process) => {
                Found::Estimated { centre: process.centre(), sigma: process.sigma() }
            }
        })
    }
}

/// The process of a centre and a sigma, each a field of its own.
fn process(centre: f64, sigma: f64) -> Result<Process, Fault> {
    Process::new(centre, sigma).map_err(|e| match e {
        ChartError::ValueOutOfRange { .. } => Fault::new("centre", e),
        other => Fault::from(other),
    })
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EwmaInput {
    /// The values in order, in any units, within 1e100 of 0.
    values: Vec<f64>,
    /// The centre of the process, in the same units.
    centre: f64,
    /// Its standard deviation, in the same units: 1e-100 to 1e100.
    sigma: f64,
    /// The weight of the latest value: 0.001 to 1. 0.2 if left out.
    #[serde(default = "fifth")]
    lambda: f64,
    /// How many deviations of the average the limits stand away: above 0, at most 38. 2.7 if left
    /// out.
    #[serde(default = "usual_multiple")]
    multiple: f64,
}

const fn fifth() -> f64 {
    0.2
}

const fn usual_multiple() -> f64 {
    2.7
}

/// A point of the chart.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct EwmaPoint {
    /// The average up to this point, in the units of the values.
    average: f64,
    /// Its limits here.
    limits: Limits,
    /// The side on which the average is outside; left out if it is within.
    #[serde(skip_serializing_if = "Option::is_none")]
    signal: Option<Side>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct EwmaFound {
    /// The points, in order.
    points: Vec<EwmaPoint>,
}

struct Ewma;

impl Method for Ewma {
    type Input = EwmaInput;
    type Output = EwmaFound;
    const NAME: &'static str = "ewma";
    const SUMMARY: &'static str = "The exponentially weighted moving average chart.";
    const SOURCE: &'static str = "Roberts 1959; Lucas & Saccucci 1990";
    const EXAMPLE: &'static str =
        r#"{"values": [9.45, 7.99], "centre": 10, "sigma": 1, "lambda": 0.1, "multiple": 2.7}"#;

    fn run(input: EwmaInput) -> Result<EwmaFound, Fault> {
        let process = process(input.centre, input.sigma)?;
        let points = ewma_chart(&input.values, process, input.lambda, input.multiple)?;
        let points = points.into_iter().map(|point| EwmaPoint {
            average: point.average,
            limits: point.limits.into(),
            signal: point.signal.map(Into::into),
        });
        Ok(EwmaFound { points: points.collect() })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CusumInput {
    /// The values in order, in any units, within 1e100 of 0.
    values: Vec<f64>,
    /// The centre of the process, in the same units.
    centre: f64,
    /// Its standard deviation, in the same units: 1e-100 to 1e100.
    sigma: f64,
    /// k, what each step is forgiven, in sigma: 0 to 100. 0.5 if left out.
    #[serde(default = "usual_allowance")]
    allowance: f64,
    /// h, beyond which a sum is a signal, in sigma: above 0, at most 100. 5 if left out.
    #[serde(default = "usual_decision")]
    decision: f64,
}

const fn usual_allowance() -> f64 {
    0.5
}

const fn usual_decision() -> f64 {
    5.0
}

/// A point of the chart. Sums are in sigma, at least 0.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CusumPoint {
    /// What has gathered above the centre.
    above: f64,
    /// What has gathered below the centre.
    below: f64,
    /// Whether the sum above is a signal.
    signals_above: bool,
    /// Whether the sum below is a signal.
    signals_below: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CusumFound {
    /// The points, in order.
    points: Vec<CusumPoint>,
}

struct Cusum;

impl Method for Cusum {
    type Input = CusumInput;
    type Output = CusumFound;
    const NAME: &'static str = "cusum";
    const SUMMARY: &'static str = "The tabular cumulative sum chart.";
    const SOURCE: &'static str = "Page 1954; Lucas 1976";
    const EXAMPLE: &'static str = r#"{"values": [12, 13, 13.5], "centre": 10, "sigma": 1}"#;

    fn run(input: CusumInput) -> Result<CusumFound, Fault> {
        let process = process(input.centre, input.sigma)?;
        let points = cusum_chart(&input.values, process, input.allowance, input.decision)?;
        let points = points.into_iter().map(|point| CusumPoint {
            above: point.above,
            below: point.below,
            signals_above: point.signals_above,
            signals_below: point.signals_below,
        });
        Ok(CusumFound { points: points.collect() })
    }
}
