//! Why a row is as it is: a stable code for data, and a sentence for readers.

use serde::Serialize;
use strum::{EnumCount, VariantArray};

use crate::Rule;

/// Why a row is as it is: a stable code, and a sentence for readers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, EnumCount, VariantArray,
)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The test found a significant improvement.
    SignificantlyBetter,
    /// The test found no significant change.
    NoSignificantChange,
    /// The test found a significant deterioration.
    SignificantlyWorse,
    /// Improved, and projected to hold.
    ImprovedAndProjectedToHold,
    /// Improved, but not projected to hold.
    ImprovedNotProjectedToHold,
    /// Not improved, but projected to.
    ProjectedToImprove,
    /// Neither improved nor projected to.
    NotImprovedNorProjectedTo,
    /// Worse now, although projected to improve.
    SignificantlyWorseNow,
    /// Judged without a projection.
    ProjectionUnavailable,
    /// The plan's last year is over, improved and on target.
    PlanYearAchieved,
    /// The plan's last year is over, improved and short of the target.
    ImprovedTargetNotMet,
    /// The plan's last year is over and met the target without a significant improvement.
    TargetMetNotImproved,
    /// The plan's last year is over, neither improved nor on target.
    PlanYearNotAchieved,
    /// Beyond a control line, on the better side.
    BeyondControlLineBetter,
    /// On or between the control lines.
    BetweenControlLines,
    /// Beyond a control line, on the worse side.
    BeyondControlLineWorse,
    /// Too few people were asked for more than amber.
    SmallSample,
    /// There is no baseline to compare with.
    NoBaseline,
    /// A percentage without the number of people behind it cannot be tested.
    NumberSurveyedUnknown,
    /// The baseline is a percentage without the number of people behind it.
    BaselineNumberUnknown,
    /// The published percentage cannot come from the published number of people.
    ImpossibleShare,
    /// A place without the group's rates is not evidence.
    RankOnly,
    /// The note asks for a projection to the plan's end, which has not been computed.
    ProjectionNotComputed,
    /// The months received are too few for control lines.
    #[serde(rename = "needs_18_months")]
    Needs18Months,
    /// The control lines of the note have not been computed.
    ControlLinesNotComputed,
    /// The plan has not defined a test.
    NotDefined,
    /// A partner's assessment in words, which no test of ours stands behind.
    AssessedByPartner,
    /// The figure is of some of the months asked for.
    PartOfThePeriod,
    /// The figure was gathered by definitions that differ.
    DefinitionsDiffer,
    /// There is no earlier period to compare with.
    NoComparison,
    /// The latest period shares months with the baseline year.
    PeriodsOverlap,
    /// The plan states the figure and sets no test.
    NoTestSet,
    /// Neither direction is better.
    NeitherIsBetter,
    /// A figure is withheld, and a colour would tell of it.
    Withheld,
    /// Not received.
    Awaited,
}

impl Reason {
    /// Whether a row without a colour has this reason for some figures and another for others, so that it
    /// tells of those that are withheld. A survey is found small before it is asked what it is compared
    /// with.
    pub(crate) fn hangs_on_figures(self, rule: Rule) -> bool {
        match self {
            Self::ImpossibleShare | Self::ProjectionNotComputed | Self::ControlLinesNotComputed => {
                true
            }
            Self::NoBaseline | Self::BaselineNumberUnknown | Self::PeriodsOverlap => {
                rule == Rule::SurveyLevel
            }
            _ => false,
        }
    }

    /// Every reason, in the order in which they are documented.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// The stable code that JSON carries.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SignificantlyBetter => "significantly_better",
            Self::NoSignificantChange => "no_significant_change",
            Self::SignificantlyWorse => "significantly_worse",
            Self::ImprovedAndProjectedToHold => "improved_and_projected_to_hold",
            Self::ImprovedNotProjectedToHold => "improved_not_projected_to_hold",
            Self::ProjectedToImprove => "projected_to_improve",
            Self::NotImprovedNorProjectedTo => "not_improved_nor_projected_to",
            Self::SignificantlyWorseNow => "significantly_worse_now",
            Self::ProjectionUnavailable => "projection_unavailable",
            Self::PlanYearAchieved => "plan_year_achieved",
            Self::ImprovedTargetNotMet => "improved_target_not_met",
            Self::TargetMetNotImproved => "target_met_not_improved",
            Self::PlanYearNotAchieved => "plan_year_not_achieved",
            Self::BeyondControlLineBetter => "beyond_control_line_better",
            Self::BetweenControlLines => "between_control_lines",
            Self::BeyondControlLineWorse => "beyond_control_line_worse",
            Self::SmallSample => "small_sample",
            Self::NoBaseline => "no_baseline",
            Self::NumberSurveyedUnknown => "number_surveyed_unknown",
            Self::BaselineNumberUnknown => "baseline_number_unknown",
            Self::ImpossibleShare => "impossible_share",
            Self::RankOnly => "rank_only",
            Self::ProjectionNotComputed => "projection_not_computed",
            Self::Needs18Months => "needs_18_months",
            Self::ControlLinesNotComputed => "control_lines_not_computed",
            Self::NotDefined => "not_defined",
            Self::AssessedByPartner => "assessed_by_partner",
            Self::PartOfThePeriod => "part_of_the_period",
            Self::DefinitionsDiffer => "definitions_differ",
            Self::NoComparison => "no_comparison",
            Self::PeriodsOverlap => "periods_overlap",
            Self::NoTestSet => "no_test_set",
            Self::NeitherIsBetter => "neither_is_better",
            Self::Withheld => "withheld",
            Self::Awaited => "awaited",
        }
    }

    /// Whether the row's test found a change, or a place beyond the lines.
    #[must_use]
    pub fn tells_of_a_change(self) -> bool {
        matches!(
            self,
            Self::SignificantlyBetter
                | Self::SignificantlyWorse
                | Self::ImprovedAndProjectedToHold
                | Self::ImprovedNotProjectedToHold
                | Self::SignificantlyWorseNow
                | Self::ProjectionUnavailable
                | Self::PlanYearAchieved
                | Self::ImprovedTargetNotMet
                | Self::BeyondControlLineBetter
                | Self::BeyondControlLineWorse
        )
    }

    /// The sentence that the paper prints.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::SignificantlyBetter => "Significant improvement.",
            Self::NoSignificantChange => "No significant change.",
            Self::SignificantlyWorse => "Significant deterioration.",
            Self::ImprovedAndProjectedToHold => {
                "Significant improvement, and a trend, or no change at all, projects that it will hold."
            }
            Self::ImprovedNotProjectedToHold => {
                "Significant improvement, but no trend projects that it will hold."
            }
            Self::ProjectedToImprove => {
                "No significant improvement now, but a trend projects one by the end of the plan."
            }
            Self::NotImprovedNorProjectedTo => {
                "No significant improvement now, and no trend projects one by the end of the plan."
            }
            Self::SignificantlyWorseNow => {
                "Significantly worse now, although a trend projects an improvement by the end of the plan."
            }
            Self::ProjectionUnavailable => {
                "Judged by the change so far alone: no trend could be fitted."
            }
            Self::PlanYearAchieved => {
                "The plan's last year is over: significant improvement, and its target is met."
            }
            Self::ImprovedTargetNotMet => {
                "The plan's last year is over: significant improvement, but its target is not met."
            }
            Self::TargetMetNotImproved => {
                "The plan's last year is over: its target is met, without a significant improvement."
            }
            Self::PlanYearNotAchieved => {
                "The plan's last year is over: no significant improvement, and its target is not met."
            }
            Self::BeyondControlLineBetter => "Beyond the control line on the better side.",
            Self::BetweenControlLines => "Between the control lines.",
            Self::BeyondControlLineWorse => "Beyond the control line on the worse side.",
            Self::SmallSample => "Too few people were surveyed for more than amber.",
            Self::NoBaseline => "There is no baseline to compare with.",
            Self::NumberSurveyedUnknown => "The number of people surveyed was not given.",
            Self::BaselineNumberUnknown => {
                "The number of people surveyed in the baseline year was not given."
            }
            Self::ImpossibleShare => {
                "No whole number of the people surveyed gives this percentage."
            }
            Self::RankOnly => "A place is shown without the rates of the group.",
            Self::ProjectionNotComputed => {
                "No significant change now, and no trend could be fitted for a projection."
            }
            Self::Needs18Months => "The rule needs 18 consecutive months.",
            Self::ControlLinesNotComputed => {
                "The control lines that the rule needs have not been computed."
            }
            Self::NotDefined => "The plan has not yet defined how this is judged.",
            Self::AssessedByPartner => "The partners' own assessment, not a test of ours.",
            Self::PartOfThePeriod => "Shown, not tested: it is of a part of the period.",
            Self::DefinitionsDiffer => {
                "Shown, not tested: it was gathered by definitions that differ."
            }
            Self::NoComparison => "There is no earlier period to compare with.",
            Self::PeriodsOverlap => "The latest months are in part those of the baseline year.",
            Self::NoTestSet => "Shown for information: the plan sets no test.",
            Self::NeitherIsBetter => "Shown for information: neither direction is better.",
            Self::Withheld => "A colour would help to tell a count that is withheld.",
            Self::Awaited => "Not received.",
        }
    }
}
