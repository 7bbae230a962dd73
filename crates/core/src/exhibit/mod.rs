//! What an exhibit draws: data in the units of the row, so that a page can show the evidence without
//! knowing a statistic.

mod counts;

use std::fmt::Display;

use serde::{Serialize, Serializer};
use strum::{EnumCount, VariantArray};

use crate::{Direction, Finite, Interval, Month, Period};

pub use counts::{MOST_STARS, NamedCount, NamedCounts, StarDistribution};

/// The data of one exhibit.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Exhibit {
    /// Months or quarters in their order, with the lines of note ③ and the limits of the chart of
    /// individual values.
    ControlChart(ControlChart),
    /// The members of a comparison group, by their rates or shares.
    GroupBars(GroupBars),
    /// What the trends project for the plan's last year.
    Projection(ProjectionFan),
    /// Two shares of people asked, each with its interval.
    SurveyLevels {
        /// The baseline year, where it can be compared.
        baseline: Option<SurveyedShare>,
        /// The latest twelve months.
        latest: SurveyedShare,
    },
    /// A sum of money and the parts that make it up.
    Waterfall(Waterfall),
    /// How many comments gave one to five stars.
    StarDistribution(StarDistribution),
    /// How many of some records are of each of several names.
    NamedCounts(NamedCounts),
    /// What is to be done, by whom and by when, and how it stands.
    Milestones(Milestones),
}

impl Exhibit {
    /// The months of every figure that it draws, with the area where it draws several. What a milestone
    /// stands at is no figure.
    #[must_use]
    pub fn draws(&self) -> Vec<(Option<&str>, Period)> {
        match self {
            Self::ControlChart(chart) => {
                chart.points.iter().map(|point| (None, point.period)).collect()
            }
            Self::GroupBars(bars) => {
                let members = bars.members.iter();
                members.map(|member| (Some(member.name.as_str()), bars.period)).collect()
            }
            Self::Projection(fan) => fan.history.iter().map(|point| (None, point.period)).collect(),
            Self::SurveyLevels { baseline, latest } => {
                baseline.iter().chain([latest]).map(|share| (None, share.period)).collect()
            }
            Self::Waterfall(of) => vec![(None, of.period)],
            Self::StarDistribution(of) => vec![(None, of.period)],
            Self::NamedCounts(of) => vec![(None, of.period)],
            Self::Milestones(_) => Vec::new(),
        }
    }
}

/// The value of a month, a quarter or a year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// The month, quarter or year.
    #[serde(rename = "name", serialize_with = "as_printed")]
    pub period: Period,
    /// The value.
    pub value: Finite,
}

/// A member of a comparison group and its rate or share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupMember {
    /// The code of its area.
    pub name: String,
    /// The value.
    pub value: Finite,
}

/// A part of a sum of money.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// What it is.
    pub name: &'static str,
    /// Millions of pounds.
    pub millions: Finite,
}

/// A sum of money and its parts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Waterfall {
    /// When it stood so.
    #[serde(serialize_with = "as_printed")]
    pub period: Period,
    /// The sum in millions of pounds.
    pub millions: Finite,
    /// The parts, in the order in which they are taken off.
    pub parts: Vec<Part>,
}

pub(crate) fn as_printed<S: Serializer>(
    when: &impl Display,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(when)
}

/// A mean and the control lines around it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Lines {
    /// The mean.
    pub mean: Finite,
    /// The lower line.
    pub low: Finite,
    /// The upper line.
    pub high: Finite,
}

/// A control chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ControlChart {
    /// Each month or quarter and its count, oldest first.
    pub points: Vec<ChartedPoint>,
    /// How many of the last points are the recent ones of note ③.
    pub recent: usize,
    /// How many points before them they are compared with.
    pub earlier: usize,
    /// The lines of note ③ around the mean of the earlier points.
    pub lines: Option<Lines>,
    /// The places at which recording changed and the limits start anew.
    pub changes: Vec<Marker>,
}

/// A point of a control chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartedPoint {
    /// The month or quarter.
    #[serde(rename = "name", serialize_with = "as_printed")]
    pub period: Period,
    /// The count, or the seasonally adjusted count.
    pub value: Finite,
    /// The mean and the natural limits of its stretch of the chart, where it has any.
    pub limits: Option<Lines>,
    /// The rules by which it is more than chance, such as `shift`.
    pub signals: Vec<&'static str>,
}

/// A point at which recording changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Marker {
    /// The first month or quarter recorded anew.
    #[serde(rename = "name", serialize_with = "as_printed")]
    pub period: Period,
    /// What changed.
    pub why: String,
}

/// The members of a comparison group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupBars {
    /// Each member and its rate or share.
    pub members: Vec<GroupMember>,
    /// Which of them is the force.
    pub own: usize,
    /// What the values are, such as “for each 1,000 residents”.
    pub unit: &'static str,
    /// Which way is better.
    pub better: Direction,
    /// The months that they are of.
    #[serde(serialize_with = "as_printed")]
    pub period: Period,
    /// The lines around the mean of the group.
    pub lines: Lines,
}

/// What the trends project.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProjectionFan {
    /// What was counted, oldest first.
    pub history: Vec<Point>,
    /// The baseline year's total in the same series.
    pub baseline: Finite,
    /// The total at which the target is met; none where no total would meet it.
    pub target: Option<Finite>,
    /// The year projected.
    pub year: String,
    /// What of that year has been counted.
    pub known: Finite,
    /// The trends, T0 first.
    pub trends: Vec<ProjectedTrend>,
    /// Which of them the fan is of: the one whose total is the middle one.
    pub shown: usize,
    /// The fan, a step a month, quarter or year ahead.
    pub steps: Vec<FanStep>,
}

/// One trend's projection.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProjectedTrend {
    /// `T1`.
    pub code: &'static str,
    /// `linear`.
    pub name: &'static str,
    /// The total of the year projected, what is known of it included.
    pub total: Finite,
    /// The 50%, 80% and 95% intervals of the total; none where its error is not known.
    pub intervals: Option<[Interval; 3]>,
    /// The chance in per cent that the total meets the target.
    pub chance: Option<Finite>,
    /// Whether it projects achievement.
    pub achieves: bool,
    /// The error of its projections in the past; 1 is that of repeating the year before.
    pub past_error: Option<Finite>,
}

/// One step of a fan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FanStep {
    /// The month, quarter or year ahead.
    #[serde(rename = "name", serialize_with = "as_printed")]
    pub period: Period,
    /// The middle.
    pub middle: Finite,
    /// The 50%, 80% and 95% intervals.
    pub intervals: [Interval; 3],
}

/// A share of people asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SurveyedShare {
    /// The months.
    #[serde(serialize_with = "as_printed")]
    pub period: Period,
    /// How many were asked.
    pub n: u64,
    /// The share in per cent.
    pub percent: Finite,
    /// Its 95% interval.
    pub interval: Interval,
}

/// How a milestone stands, as its owner returned it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, EnumCount, VariantArray,
)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneStatus {
    /// It has been reached.
    Done,
    /// It is expected by its date.
    OnTrack,
    /// It was not reached by its date, or will not be.
    Late,
    /// Work on it has not begun.
    NotStarted,
}

impl MilestoneStatus {
    /// Every status, in the order in which they are counted.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// What it is called: `on track`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::OnTrack => "on track",
            Self::Late => "late",
            Self::NotStarted => "not started",
        }
    }

    /// The same, as a sentence begins with it: `On track`.
    #[must_use]
    pub fn head(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::OnTrack => "On track",
            Self::Late => "Late",
            Self::NotStarted => "Not started",
        }
    }

    /// Its name in a return: `on_track`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::OnTrack => "on_track",
            Self::Late => "late",
            Self::NotStarted => "not_started",
        }
    }

    /// The status with that name in a return.
    ///
    /// ```
    /// use panel_core::MilestoneStatus;
    /// assert_eq!(MilestoneStatus::coded("on_track"), Some(MilestoneStatus::OnTrack));
    /// assert_eq!(MilestoneStatus::coded("on track"), None);
    /// ```
    #[must_use]
    pub fn coded(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// One milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatedMilestone {
    /// What is to be done.
    pub name: String,
    /// How it stands.
    pub status: MilestoneStatus,
    /// Who answers for it.
    pub owner: String,
    /// The month by whose end it is to be done.
    #[serde(serialize_with = "as_printed")]
    pub due: Month,
}

/// The milestones of a priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Milestones {
    /// The month at whose end they stood so.
    #[serde(serialize_with = "as_printed")]
    pub as_at: Month,
    /// The milestones, in any order.
    pub milestones: Vec<DatedMilestone>,
}
