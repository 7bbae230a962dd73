//! Individual values: the X and moving range chart, moving ranges, and run charts.

use panel_stats::charts::ChartError;
use panel_stats::charts::individuals::{moving_range, xmr_chart};
use panel_stats::charts::run_chart::{RunChart, run_chart, run_chart_about};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::chart::{Chart, Rules, Segments, rules};
use crate::fault::Fault;
use crate::input::{Object, three};
use crate::method::{Calculation, Method};
use crate::words::{Scale, Screening};

pub(crate) const METHODS: &[&dyn Calculation] = &[&XmrChart, &MovingRange, &Runs];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct XmrInput {
    /// The values in order, in any units, within 1e100 of 0 and on the scale.
    values: Vec<f64>,
    /// How many sigma the limits stand from the centre: above 0, at most 38. 3 if left out.
    #[serde(default = "three")]
    multiple: f64,
    /// Whether outlying moving ranges are left out of their mean.
    #[serde(default)]
    screening: Screening,
    /// Where values can lie.
    #[serde(default)]
    scale: Scale,
    /// Where limits start anew and what they come from; one segment of all points if left out.
    #[serde(default)]
    segments: Object<Segments>,
    /// The rules; those of Making Data Count if left out.
    #[serde(default)]
    rules: Option<Object<Rules>>,
}

struct XmrChart;

impl Method for XmrChart {
    type Input = XmrInput;
    type Output = Chart;
    const NAME: &'static str = "xmr-chart";
    const SUMMARY: &'static str = "The chart of individual values, by moving ranges.";
    const SOURCE: &'static str = "Shewhart 1931; Wheeler & Chambers 1992";
    const EXAMPLE: &'static str = r#"{"values": [7, 9, 8, 10, 6, 8], "scale": "not_negative"}"#;

    fn run(input: XmrInput) -> Result<Chart, Fault> {
        let rules = rules(input.rules.as_ref())?;
        let segments = input.segments.checked(input.values.len(), "values")?;
        let (screening, scale) = (input.screening.into(), input.scale.into());
        let chart = xmr_chart(&input.values, &segments, input.multiple, screening, scale)?;
        Ok(Chart::read(&chart, rules))
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Screened {
    /// The values in order, in any units, within 1e100 of 0.
    values: Vec<f64>,
    /// Whether outlying moving ranges are left out of their mean.
    #[serde(default)]
    screening: Screening,
}

/// The mean moving range, in the units of the values.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Ranges {
    /// Fewer than 2 values: no range.
    TooFew {
        /// How many there are.
        values: usize,
    },
    /// There are ranges.
    Ranges {
        /// Their mean; 0 if the values do not vary.
        mean: f64,
        /// The mean over 1.128.
        sigma: f64,
        /// How many ranges were screened out.
        dropped: usize,
    },
}

struct MovingRange;

impl Method for MovingRange {
    type Input = Screened;
    type Output = Ranges;
    const NAME: &'static str = "moving-range";
    const SUMMARY: &'static str = "The mean moving range of a series, and the sigma it gives.";
    const SOURCE: &'static str = "Wheeler & Chambers 1992; screening, Nelson 1982";
    const EXAMPLE: &'static str = r#"{"values": [3, 5, 4]}"#;

    fn run(Screened { values, screening }: Screened) -> Result<Ranges, Fault> {
        Ok(match moving_range(&values, screening.into())? {
            None => Ranges::TooFew { values: values.len() },
            Some(found) => {
                Ranges::Ranges { mean: found.mean, sigma: found.sigma(), dropped: found.dropped }
            }
        })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunsInput {
    /// The values in order, in any units, within 1e100 of 0; at least one.
    values: Vec<f64>,
    /// The line that runs are counted about; the median of the values if left out.
    #[serde(default)]
    centre: Option<f64>,
}

/// What the runs show.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum RunsFound {
    /// Fewer than 10 observations lie off the line.
    TooFew {
        /// How many do.
        useful: usize,
    },
    /// The runs, and what chance allows.
    Judged {
        /// The line.
        centre: f64,
        /// How many observations lie off the line.
        useful: usize,
        /// The longest run on one side, in useful observations.
        longest_run: usize,
        /// The longest that chance allows.
        longest_expected: usize,
        /// How often the series crosses the line.
        crossings: usize,
        /// The fewest crossings that chance allows.
        fewest_expected: usize,
        /// Whether the longest run is longer than chance allows.
        is_run_too_long: bool,
        /// Whether there are fewer crossings than chance allows.
        are_crossings_too_few: bool,
        /// Whether either shows more than chance.
        is_signal: bool,
    },
}

struct Runs;

impl Method for Runs {
    type Input = RunsInput;
    type Output = RunsFound;
    const NAME: &'static str = "run-chart";
    const SUMMARY: &'static str = "The runs of a series about its median: shifts without limits.";
    const SOURCE: &'static str = "Anhøj & Olesen 2014; Schilling 2012; Chen 2010";
    const EXAMPLE: &'static str = r#"{"values": [1, 2, 1, 2, 1, 1, 2, 8, 9, 8, 9, 8, 9, 8]}"#;

    fn run(RunsInput { values, centre }: RunsInput) -> Result<RunsFound, Fault> {
        let found = match centre {
            None => run_chart(&values),
            Some(centre) => run_chart_about(&values, centre),
        };
        // A centre that is refused is reported as a value after the last.
        let found = found.map_err(|e| match e {
            ChartError::ValueOutOfRange { index, .. } if index == values.len() => {
                Fault::new("centre", e)
            }
            ChartError::Stats(_) => Fault::new("values", e),
            other => Fault::from(other),
        })?;
        Ok(match found {
            RunChart::TooFew { useful } => RunsFound::TooFew { useful },
            RunChart::Judged(runs) => RunsFound::Judged {
                centre: runs.centre,
                useful: runs.useful,
                longest_run: runs.longest_run,
                longest_expected: runs.longest_expected,
                crossings: runs.crossings,
                fewest_expected: runs.fewest_expected,
                is_run_too_long: runs.is_run_too_long(),
                are_crossings_too_few: runs.are_crossings_too_few(),
                is_signal: runs.is_signal(),
            },
        })
    }
}
