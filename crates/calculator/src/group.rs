//! A member against its group: lines, the p-value, and how far a member can lie.

use panel_stats::groups::group_lines::{
    self, farthest_possible, group_lines, group_p, group_prediction_lines,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::input::{confidence, lines};
use crate::method::{Calculation, Method};
use crate::output::{Limits, StudentTest};
use crate::words::{OwnValue, Position, Scale};

pub(crate) const METHODS: &[&dyn Calculation] =
    &[&GroupLines, &GroupPredictionLines, &GroupP, &FarthestPossible];

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
    #[serde(default = "lines")]
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

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupAlone {
    /// The values of the group, in any units, within 1e100 of 0.
    values: Vec<f64>,
    /// The place of the member judged, from 0.
    own: usize,
}

/// How unusual a member is among the others.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum GroupTested {
    /// Fewer than 3 members.
    TooFew {
        /// How many there are.
        members: usize,
    },
    /// The others are all equal, or too nearly so for a t.
    NoSpread {
        /// What they all are.
        centre: f64,
        /// The member's value.
        own: f64,
    },
    /// A t, positive where the member lies above the mean of the others.
    Tested(StudentTest),
}

struct GroupP;

impl Method for GroupP {
    type Input = GroupAlone;
    type Output = GroupTested;
    const NAME: &'static str = "group-p";
    const SUMMARY: &'static str = "The p-value of one member among the others, by Student's t.";
    const SOURCE: &'static str = "Student 1908; Baker 1935";
    const EXAMPLE: &'static str =
        r#"{"values": [8.1, 6.0, 6.4, 5.9, 6.2, 6.1, 6.3, 5.8], "own": 0}"#;

    fn run(input: GroupAlone) -> Result<GroupTested, Fault> {
        Ok(match group_p(&input.values, input.own)? {
            group_lines::GroupP::TooFew { members } => GroupTested::TooFew { members },
            group_lines::GroupP::NoSpread { centre, own } => GroupTested::NoSpread { centre, own },
            group_lines::GroupP::Tested(test) => GroupTested::Tested(test.into()),
        })
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Members {
    /// How many members the group has, the one judged among them: a count.
    members: usize,
}

/// How far a member can lie from the mean of its group.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Farthest {
    /// In standard deviations (n − 1) of the group, the member included; 0 below 2 members.
    deviations: f64,
}

struct FarthestPossible;

impl Method for FarthestPossible {
    type Input = Members;
    type Output = Farthest;
    const NAME: &'static str = "farthest-possible";
    const SUMMARY: &'static str =
        "How many deviations a member of a group can lie from its mean at most, itself included.";
    const SOURCE: &'static str = "Thompson 1935";
    const EXAMPLE: &'static str = r#"{"members": 8}"#;

    fn run(input: Members) -> Result<Farthest, Fault> {
        Ok(Farthest { deviations: farthest_possible(input.members) })
    }
}
