//! Charts of counts, rates and proportions: c, u, p, and Laney's u′ and p′.

use panel_stats::charts::attributes::{c_chart, p_chart, u_chart};
use panel_stats::charts::laney::{laney_p_chart, laney_u_chart};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::chart::{Chart, Rules, Segments, rules};
use crate::fault::Fault;
use crate::input::{Counted, Object, Proportion, all_counted, all_proportions, three};
use crate::method::{Calculation, Method};

pub(crate) const METHODS: &[&dyn Calculation] =
    &[&CChart, &UChart, &PChart, &LaneyUChart, &LaneyPChart];

/// Counts to chart.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountSeries {
    /// The counts of equal periods, in order.
    counts: Vec<u64>,
    /// How many sigma the limits stand from the centre: above 0, at most 38. 3 if left out.
    #[serde(default = "three")]
    multiple: f64,
    /// Where limits start anew and what they come from; one segment of all points if left out.
    #[serde(default)]
    segments: Object<Segments>,
    /// The rules; those of Making Data Count if left out.
    #[serde(default)]
    rules: Option<Object<Rules>>,
}

struct CChart;

impl Method for CChart {
    type Input = CountSeries;
    type Output = Chart;
    const NAME: &'static str = "c-chart";
    const SUMMARY: &'static str = "The chart of counts over equal periods, taken as Poisson.";
    const SOURCE: &'static str = "Shewhart 1931";
    const EXAMPLE: &'static str = r#"{"counts": [4, 6, 5, 3, 7, 5, 4, 6, 5, 5, 4, 6, 19], "segments":
 {"frozen": [{"segment": 0, "from": 0, "to": 12}]}}"#;

    fn run(input: CountSeries) -> Result<Chart, Fault> {
        let rules = rules(input.rules.as_ref())?;
        let segments = input.segments.checked(input.counts.len(), "counts")?;
        Ok(Chart::read(&c_chart(&input.counts, &segments, input.multiple)?, rules))
    }
}

/// Rates to chart.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateSeries {
    /// The counts with their exposures, in order.
    rates: Vec<Object<Counted>>,
    /// How many sigma the limits stand from the centre: above 0, at most 38. 3 if left out.
    #[serde(default = "three")]
    multiple: f64,
    /// Where limits start anew and what they come from; one segment of all points if left out.
    #[serde(default)]
    segments: Object<Segments>,
    /// The rules; those of Making Data Count if left out.
    #[serde(default)]
    rules: Option<Object<Rules>>,
}

struct UChart;

impl Method for UChart {
    type Input = RateSeries;
    type Output = Chart;
    const NAME: &'static str = "u-chart";
    const SUMMARY: &'static str = "The chart of rates, each with its exposure, taken as Poisson.";
    const SOURCE: &'static str = "Shewhart 1931";
    const EXAMPLE: &'static str = r#"{"rates": [{"count": 4, "exposure": 31},
 {"count": 9, "exposure": 28}, {"count": 12, "exposure": 31}, {"count": 8, "exposure": 30},
 {"count": 7, "exposure": 31}]}"#;

    fn run(input: RateSeries) -> Result<Chart, Fault> {
        let rules = rules(input.rules.as_ref())?;
        let rates = all_counted("rates", &input.rates)?;
        let segments = input.segments.checked(rates.len(), "rates")?;
        Ok(Chart::read(&u_chart(&rates, &segments, input.multiple)?, rules))
    }
}

struct LaneyUChart;

impl Method for LaneyUChart {
    type Input = RateSeries;
    type Output = Chart;
    const NAME: &'static str = "laney-u";
    const SUMMARY: &'static str = "Laney's u′-chart: rates that vary by more than chance.";
    const SOURCE: &'static str = "Laney 2002";
    const EXAMPLE: &'static str = r#"{"rates": [{"count": 400}, {"count": 520}, {"count": 450},
 {"count": 610}, {"count": 480}]}"#;

    fn run(input: RateSeries) -> Result<Chart, Fault> {
        let rules = rules(input.rules.as_ref())?;
        let rates = all_counted("rates", &input.rates)?;
        let segments = input.segments.checked(rates.len(), "rates")?;
        Ok(Chart::read(&laney_u_chart(&rates, &segments, input.multiple)?, rules))
    }
}

/// Proportions to chart.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProportionSeries {
    /// The proportions, in order.
    proportions: Vec<Object<Proportion>>,
    /// How many sigma the limits stand from the centre: above 0, at most 38. 3 if left out.
    #[serde(default = "three")]
    multiple: f64,
    /// Where limits start anew and what they come from; one segment of all points if left out.
    #[serde(default)]
    segments: Object<Segments>,
    /// The rules; those of Making Data Count if left out.
    #[serde(default)]
    rules: Option<Object<Rules>>,
}

struct PChart;

impl Method for PChart {
    type Input = ProportionSeries;
    type Output = Chart;
    const NAME: &'static str = "p-chart";
    const SUMMARY: &'static str =
        "The chart of proportions, each with its trials, taken as binomial.";
    const SOURCE: &'static str = "Shewhart 1931";
    const EXAMPLE: &'static str = r#"{"proportions": [{"successes": 41, "trials": 50},
 {"successes": 83, "trials": 100}, {"successes": 35, "trials": 50},
 {"successes": 90, "trials": 100}, {"successes": 44, "trials": 60}]}"#;

    fn run(input: ProportionSeries) -> Result<Chart, Fault> {
        let rules = rules(input.rules.as_ref())?;
        let proportions = all_proportions("proportions", &input.proportions)?;
        let segments = input.segments.checked(proportions.len(), "proportions")?;
        Ok(Chart::read(&p_chart(&proportions, &segments, input.multiple)?, rules))
    }
}

struct LaneyPChart;

impl Method for LaneyPChart {
    type Input = ProportionSeries;
    type Output = Chart;
    const NAME: &'static str = "laney-p";
    const SUMMARY: &'static str = "Laney's p′-chart: proportions that vary by more than chance.";
    const SOURCE: &'static str = "Laney 2002";
    const EXAMPLE: &'static str = r#"{"proportions": [{"successes": 410, "trials": 500},
 {"successes": 830, "trials": 1000}, {"successes": 350, "trials": 500},
 {"successes": 900, "trials": 1000}, {"successes": 440, "trials": 600}]}"#;

    fn run(input: ProportionSeries) -> Result<Chart, Fault> {
        let rules = rules(input.rules.as_ref())?;
        let proportions = all_proportions("proportions", &input.proportions)?;
        let segments = input.segments.checked(proportions.len(), "proportions")?;
        Ok(Chart::read(&laney_p_chart(&proportions, &segments, input.multiple)?, rules))
    }
}
