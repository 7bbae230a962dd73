//! The recent mean against the earlier: lines, and the p-value of the difference.

use panel_stats::charts::ChartError;
use panel_stats::charts::chart;
use panel_stats::charts::recent_mean::{self, recent_mean, recent_mean_exact, recent_mean_p};
use panel_stats::normal::CONTROL_LINE_MULTIPLE;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::input::{confidence, lines};
use crate::method::{Calculation, Method};
use crate::output::{Limits, StudentTest};
use crate::words::{Position, Reading, Scale};

pub(crate) const METHODS: &[&dyn Calculation] = &[&RecentMean, &RecentMeanExact, &RecentMeanP];

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Means {
    /// The earlier values, in any units, within 1e100 of 0 and on the scale.
    earlier: Vec<f64>,
    /// The recent values, in the same units.
    recent: Vec<f64>,
    /// What the lines allow for.
    #[serde(default)]
    reading: Reading,
    /// How many deviations the lines stand from the earlier mean: above 0, at most 38. 1.96 if
    /// left out.
    #[serde(default = "lines")]
    multiple: f64,
    /// Where values can lie.
    #[serde(default)]
    scale: Scale,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeansExact {
    /// The earlier values, in any units, within 1e100 of 0 and on the scale.
    earlier: Vec<f64>,
    /// The recent values, in the same units.
    recent: Vec<f64>,
    /// A share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
    /// Where values can lie.
    #[serde(default)]
    scale: Scale,
}

/// The recent mean against the earlier, in the units of the values.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum MeansFound {
    /// Fewer than 1 recent or 2 earlier points.
    TooFew {
        /// How many earlier points there are.
        earlier: usize,
        /// How many recent points there are.
        recent: usize,
    },
    /// The earlier points are all equal: the lines collapse on them.
    NoSpread {
        /// What the earlier points all are.
        earlier_mean: f64,
        /// The mean of the recent points.
        recent_mean: f64,
        /// Where the recent mean lies.
        position: Position,
    },
    /// Lines, and where the recent mean lies.
    Compared {
        /// The mean of the recent points.
        recent_mean: f64,
        /// The sample standard deviation (n − 1) of the earlier points.
        sd: f64,
        /// The lines; their centre is the mean of the earlier points.
        limits: Limits,
        /// Where the recent mean lies.
        position: Position,
    },
}

impl From<recent_mean::RecentMean> for MeansFound {
    fn from(theirs: recent_mean::RecentMean) -> Self {
        match theirs {
            recent_mean::RecentMean::TooFew { earlier, recent } => Self::TooFew { earlier, recent },
            recent_mean::RecentMean::NoSpread { earlier_mean, recent_mean, position } => {
                Self::NoSpread { earlier_mean, recent_mean, position: position.into() }
            }
            recent_mean::RecentMean::Compared(found) => Self::Compared {
                recent_mean: found.recent_mean,
                sd: found.sd,
                limits: found.limits.into(),
                position: found.position.into(),
            },
        }
    }
}

/// Checks both lists by themselves: the error does not say in which of them a value stands.
fn both_in_range(earlier: &[f64], recent: &[f64], scale: chart::Scale) -> Result<(), Fault> {
    let reading = recent_mean::Reading::Difference;
    for (field, values) in [("earlier", earlier), ("recent", recent)] {
        recent_mean(values, &[], reading, CONTROL_LINE_MULTIPLE, scale).map_err(|e| match e {
            ChartError::ValueOutOfRange { index, .. } | ChartError::OffScale { index, .. } => {
                Fault::new(format!("{field}[{index}]"), e)
            }
            other => Fault::new(field, other),
        })?;
    }
    Ok(())
}

struct RecentMean;

impl Method for RecentMean {
    type Input = Means;
    type Output = MeansFound;
    const NAME: &'static str = "recent-mean";
    const SUMMARY: &'static str = "The mean of the recent points against lines around the earlier.";
    const SOURCE: &'static str = "Student 1908";
    const EXAMPLE: &'static str =
        r#"{"earlier": [10, 12, 11, 9], "recent": [13, 13.5], "scale": "not_negative"}"#;

    fn run(input: Means) -> Result<MeansFound, Fault> {
        let (reading, scale) = (input.reading.into(), input.scale.into());
        both_in_range(&input.earlier, &input.recent, scale)?;
        Ok(recent_mean(&input.earlier, &input.recent, reading, input.multiple, scale)?.into())
    }
}

struct RecentMeanExact;

impl Method for RecentMeanExact {
    type Input = MeansExact;
    type Output = MeansFound;
    const NAME: &'static str = "recent-mean-exact";
    const SUMMARY: &'static str = "The recent mean against the earlier with Student's t, exact for independent normal points.";
    const SOURCE: &'static str = "Student 1908; Fisher 1925";
    const EXAMPLE: &'static str = r#"{"earlier": [10, 12, 11, 9], "recent": [13, 13.5]}"#;

    fn run(input: MeansExact) -> Result<MeansFound, Fault> {
        let scale = input.scale.into();
        both_in_range(&input.earlier, &input.recent, scale)?;
        Ok(recent_mean_exact(&input.earlier, &input.recent, input.confidence, scale)?.into())
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TwoMeans {
    /// The earlier values, in any units, within 1e100 of 0.
    earlier: Vec<f64>,
    /// The recent values, in the same units.
    recent: Vec<f64>,
}

/// How unusual a recent mean is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum MeansTested {
    /// Fewer than 1 recent or 2 earlier points.
    TooFew {
        /// How many earlier points there are.
        earlier: usize,
        /// How many recent points there are.
        recent: usize,
    },
    /// The earlier points are all equal, or too nearly so for a t.
    NoSpread {
        /// What the earlier points all are.
        earlier_mean: f64,
        /// The mean of the recent points.
        recent_mean: f64,
    },
    /// A t, positive where the recent mean is the higher.
    Tested(StudentTest),
}

struct RecentMeanP;

impl Method for RecentMeanP {
    type Input = TwoMeans;
    type Output = MeansTested;
    const NAME: &'static str = "recent-mean-p";
    const SUMMARY: &'static str =
        "The p-value of the recent mean's difference from the earlier, by Student's t.";
    const SOURCE: &'static str = "Student 1908; Fisher 1925";
    const EXAMPLE: &'static str = r#"{"earlier": [10, 12, 11, 9], "recent": [13, 13.5]}"#;

    fn run(input: TwoMeans) -> Result<MeansTested, Fault> {
        both_in_range(&input.earlier, &input.recent, chart::Scale::Unbounded)?;
        Ok(match recent_mean_p(&input.earlier, &input.recent)? {
            recent_mean::RecentMeanP::TooFew { earlier, recent } => {
                MeansTested::TooFew { earlier, recent }
            }
            recent_mean::RecentMeanP::NoSpread { earlier_mean, recent_mean } => {
                MeansTested::NoSpread { earlier_mean, recent_mean }
            }
            recent_mean::RecentMeanP::Tested(test) => MeansTested::Tested(test.into()),
        })
    }
}
