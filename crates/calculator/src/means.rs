//! A mean against lines: the recent mean against the earlier, a member against its group.

use panel_stats::charts::ChartError;
use panel_stats::charts::chart;
use panel_stats::charts::recent_mean::{self, recent_mean, recent_mean_exact};
use panel_stats::groups::group_lines::{self, group_lines, group_prediction_lines};
use panel_stats::normal::CONTROL_LINE_MULTIPLE;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::input::confidence;
use crate::method::{Calculation, Method};
use crate::output::Limits;
use crate::words::{OwnValue, Position, Reading, Scale};

pub(crate) const METHODS: &[&dyn Calculation] =
    &[&RecentMean, &RecentMeanExact, &GroupLines, &GroupPredictionLines];

const fn usual() -> f64 {
    CONTROL_LINE_MULTIPLE
}

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
    #[serde(default = "usual")]
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
pub(crate) struct Group {
    /// The values of the group, in any units, within 1e100 of 0 and on the scale.
    values: Vec<f64>,
    /// The place of the member judged, from 0.
    own: usize,
    /// Whether the lines rest on the member judged as well.
    #[serde(default)]
    own_value: OwnValue,
    /// How many deviations the lines stand from the mean: above 0, at most 38. 1.96 if left out.
    #[serde(default = "usual")]
    multiple: f64,
    /// Where values can lie.
    #[serde(default)]
    scale: Scale,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupExact {
    /// The values of the group, in any units, within 1e100 of 0 and on the scale.
    values: Vec<f64>,
    /// The place of the member judged, from 0.
    own: usize,
    /// A share from 0.5 to 0.999999. 0.95 if left out.
    #[serde(default = "confidence")]
    confidence: f64,
    /// Where values can lie.
    #[serde(default)]
    scale: Scale,
}

/// A member against its group, in the units of the values.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum GroupFound {
    /// Fewer than 3 members.
    TooFew {
        /// How many there are.
        members: usize,
    },
    /// Those the lines rest on are all equal: the lines collapse on the mean.
    NoSpread {
        /// What they all are.
        centre: f64,
        /// The member's value.
        own: f64,
        /// Where the member lies.
        position: Position,
    },
    /// Lines, and where the member lies.
    Drawn {
        /// How many members the group has.
        members: usize,
        /// The sample standard deviation (n − 1) of those the lines rest on.
        sd: f64,
        /// The lines; their centre is the mean of those they rest on.
        limits: Limits,
        /// The member's value.
        own: f64,
        /// Where the member lies.
        position: Position,
    },
}

impl From<group_lines::GroupLines> for GroupFound {
    fn from(theirs: group_lines::GroupLines) -> Self {
        match theirs {
            group_lines::GroupLines::TooFew { members } => Self::TooFew { members },
            group_lines::GroupLines::NoSpread { centre, own, position } => {
                Self::NoSpread { centre, own, position: position.into() }
            }
            group_lines::GroupLines::Drawn(found) => Self::Drawn {
                members: found.members,
                sd: found.sd,
                limits: found.limits.into(),
                own: found.own,
                position: found.position.into(),
            },
        }
    }
}

struct GroupLines;

impl Method for GroupLines {
    type Input = Group;
    type Output = GroupFound;
    const NAME: &'static str = "group-lines";
    const SUMMARY: &'static str = "One member against the mean of its group and its deviation.";
    const SOURCE: &'static str = "Thompson 1935";
    const EXAMPLE: &'static str = r#"{"values": [8.1, 6.0, 6.4, 5.9, 6.2, 6.1, 6.3, 5.8], "own": 0, "scale": "not_negative"}"#;

    fn run(input: Group) -> Result<GroupFound, Fault> {
        let (own_value, scale) = (input.own_value.into(), input.scale.into());
        Ok(group_lines(&input.values, input.own, own_value, input.multiple, scale)?.into())
    }
}

struct GroupPredictionLines;

impl Method for GroupPredictionLines {
    type Input = GroupExact;
    type Output = GroupFound;
    const NAME: &'static str = "group-prediction-lines";
    const SUMMARY: &'static str = "One member against the exact prediction limits of the others.";
    const SOURCE: &'static str = "Student 1908; Baker 1935";
    const EXAMPLE: &'static str =
        r#"{"values": [8.1, 6.0, 6.4, 5.9, 6.2, 6.1, 6.3, 5.8], "own": 0}"#;

    fn run(input: GroupExact) -> Result<GroupFound, Fault> {
        let scale = input.scale.into();
        Ok(group_prediction_lines(&input.values, input.own, input.confidence, scale)?.into())
    }
}
