//! What the panel is told about one row.

use serde::Serialize;

use crate::{Awaiting, Change, Evidence, Month, Observation, Quantity, Source, Status};

/// The colour, as the outcome of a stated test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Assessment {
    /// Better.
    Green,
    /// No evidence either way.
    Amber,
    /// Worse.
    Red,
}

impl Assessment {
    /// The word that stands beside the colour.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Green => "Green",
            Self::Amber => "Amber",
            Self::Red => "Red",
        }
    }
}

/// Why a row is as it is: a stable code, and a sentence for readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
    /// There is no earlier period to compare with.
    NoComparison,
    /// The latest period shares months with the baseline year.
    PeriodsOverlap,
    /// The plan states the figure and sets no test.
    NoTestSet,
    /// Neither direction is better.
    NeitherIsBetter,
    /// Not received.
    Awaited,
}

impl Reason {
    /// Every reason, in the order in which they are documented.
    pub const ALL: [Self; 28] = [
        Self::SignificantlyBetter,
        Self::NoSignificantChange,
        Self::SignificantlyWorse,
        Self::ImprovedAndProjectedToHold,
        Self::ImprovedNotProjectedToHold,
        Self::ProjectedToImprove,
        Self::NotImprovedNorProjectedTo,
        Self::SignificantlyWorseNow,
        Self::ProjectionUnavailable,
        Self::BeyondControlLineBetter,
        Self::BetweenControlLines,
        Self::BeyondControlLineWorse,
        Self::SmallSample,
        Self::NoBaseline,
        Self::NumberSurveyedUnknown,
        Self::BaselineNumberUnknown,
        Self::ImpossibleShare,
        Self::RankOnly,
        Self::ProjectionNotComputed,
        Self::Needs18Months,
        Self::ControlLinesNotComputed,
        Self::NotDefined,
        Self::AssessedByPartner,
        Self::NoComparison,
        Self::PeriodsOverlap,
        Self::NoTestSet,
        Self::NeitherIsBetter,
        Self::Awaited,
    ];

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
            Self::NoComparison => "no_comparison",
            Self::PeriodsOverlap => "periods_overlap",
            Self::NoTestSet => "no_test_set",
            Self::NeitherIsBetter => "neither_is_better",
            Self::Awaited => "awaited",
        }
    }

    /// The sentence that the paper prints.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::SignificantlyBetter => "Significant improvement.",
            Self::NoSignificantChange => "No significant change.",
            Self::SignificantlyWorse => "Significant deterioration.",
            Self::ImprovedAndProjectedToHold => {
                "Significant improvement, and a trend projects that it will hold."
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
                "Judged by the change so far alone, as Poisson counts: no trend could be fitted."
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
                "The rule needs projections to the end of the plan, which have not been computed."
            }
            Self::Needs18Months => "The rule needs 18 consecutive months.",
            Self::ControlLinesNotComputed => {
                "The control lines that the rule needs have not been computed."
            }
            Self::NotDefined => "The plan has not yet defined how this is judged.",
            Self::AssessedByPartner => "The partners' own assessment, not a test of ours.",
            Self::NoComparison => "There is no earlier period to compare with.",
            Self::PeriodsOverlap => "The latest months are in part those of the baseline year.",
            Self::NoTestSet => "Shown for information: the plan sets no test.",
            Self::NeitherIsBetter => "Shown for information: neither direction is better.",
            Self::Awaited => "Not received.",
        }
    }
}

/// Why a figure is “NA”, as `awaited.toml` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Awaited {
    /// Why, as printed.
    pub why: String,
    /// Who owes it.
    pub from: String,
    /// The month it is expected in.
    pub expected: Option<String>,
    /// Where that is written.
    pub source: Source,
}

impl From<&Awaiting> for Awaited {
    fn from(awaiting: &Awaiting) -> Self {
        Self {
            why: awaiting.why.clone(),
            from: awaiting.from.clone(),
            expected: awaiting.expected.map(|month: Month| month.to_string()),
            source: awaiting.source.clone(),
        }
    }
}

/// A figure that a row prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// Received.
    Known {
        /// The figure.
        value: Quantity,
        /// How it stands.
        status: Status,
        /// What a reader should know beside it.
        note: Option<String>,
        /// The months it covers, or the month it stands at.
        period: String,
    },
    /// Not received: prints “NA”, with the reason.
    Awaited(Awaited),
}

impl Figure {
    /// The figure of an observation.
    #[must_use]
    pub fn received(observation: &Observation) -> Self {
        Self::Known {
            value: observation.value.clone(),
            status: observation.status,
            note: observation.note.clone(),
            period: observation.period.to_string(),
        }
    }

    /// The figure, where it was received.
    #[must_use]
    pub fn value(&self) -> Option<&Quantity> {
        match self {
            Self::Known { value, .. } => Some(value),
            Self::Awaited(_) => None,
        }
    }
}

/// The figures of a row, each in its column; `None` where the row has no such column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// The baseline year.
    pub baseline: Option<Figure>,
    /// The latest figure.
    pub latest: Option<Figure>,
    /// The year to date.
    pub year_to_date: Option<Figure>,
    /// The same months of the year before.
    pub last_year_to_date: Option<Figure>,
    /// What is projected for the plan's last year.
    pub projection: Option<Figure>,
}

impl Figures {
    /// Baseline and latest.
    #[must_use]
    pub fn against_baseline(baseline: Figure, latest: Figure) -> Self {
        Self { baseline: Some(baseline), latest: Some(latest), ..Self::default() }
    }

    /// The latest figure alone.
    #[must_use]
    pub fn latest_only(latest: Figure) -> Self {
        Self { latest: Some(latest), ..Self::default() }
    }

    /// The year to date and the same months of the year before.
    #[must_use]
    pub fn to_date(this_year: Figure, last_year: Figure) -> Self {
        Self {
            year_to_date: Some(this_year),
            last_year_to_date: Some(last_year),
            ..Self::default()
        }
    }

    /// The figure that the row is about: the latest, or the year to date.
    #[must_use]
    pub fn current(&self) -> Option<&Figure> {
        self.latest.as_ref().or(self.year_to_date.as_ref())
    }

    /// The figure that it is compared with: the baseline, or the year before to date.
    #[must_use]
    pub fn earlier(&self) -> Option<&Figure> {
        self.baseline.as_ref().or(self.last_year_to_date.as_ref())
    }

    /// How the current figure changed from the earlier one; `None` where either was not received,
    /// cannot be compared, or cannot be true.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        let sound = |figure: &Figure| match figure {
            Figure::Known { status: Status::Impossible, .. } | Figure::Awaited(_) => None,
            Figure::Known { value, .. } => Some(value.clone()),
        };
        let current = self.current().and_then(sound)?;
        current.change_from(&self.earlier().and_then(sound)?)
    }

    /// Every figure, earliest column first.
    pub fn all(&self) -> impl Iterator<Item = &Figure> {
        [
            &self.baseline,
            &self.latest,
            &self.year_to_date,
            &self.last_year_to_date,
            &self.projection,
        ]
        .into_iter()
        .flatten()
    }

    /// Whether nothing of it arrived.
    #[must_use]
    pub fn nothing_received(&self) -> bool {
        self.all().all(|figure| figure.value().is_none())
    }
}

/// What the panel is told about one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Judged by a stated test.
    Assessed {
        /// The figures.
        figures: Figures,
        /// The colour.
        assessment: Assessment,
        /// Why.
        reason: Reason,
        /// The grounds.
        evidence: Evidence,
    },
    /// Shown; no test was made, for a stated reason.
    Reported {
        /// The figures.
        figures: Figures,
        /// Why there is no colour.
        reason: Reason,
        /// What is known all the same.
        evidence: Evidence,
    },
    /// Nothing of the row was received.
    Awaited {
        /// The figures, all of them awaited.
        figures: Figures,
        /// The explanation.
        awaited: Awaited,
        /// The rule that waits for them.
        evidence: Evidence,
    },
}

impl Finding {
    /// Reported for `reason`, or awaited where nothing was received.
    #[must_use]
    pub fn without_test(figures: Figures, reason: Reason, evidence: Evidence) -> Self {
        let missing = figures.all().find_map(|figure| match figure {
            Figure::Awaited(awaited) => Some(awaited.clone()),
            Figure::Known { .. } => None,
        });
        match missing {
            Some(awaited) if figures.nothing_received() => {
                Self::Awaited { figures, awaited, evidence }
            }
            _ => Self::Reported { figures, reason, evidence },
        }
    }

    /// The figures.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        match self {
            Self::Assessed { figures, .. }
            | Self::Reported { figures, .. }
            | Self::Awaited { figures, .. } => figures,
        }
    }

    /// The grounds.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        match self {
            Self::Assessed { evidence, .. }
            | Self::Reported { evidence, .. }
            | Self::Awaited { evidence, .. } => evidence,
        }
    }

    /// The colour, where a test gave one.
    #[must_use]
    pub fn assessment(&self) -> Option<Assessment> {
        match self {
            Self::Assessed { assessment, .. } => Some(*assessment),
            Self::Reported { .. } | Self::Awaited { .. } => None,
        }
    }

    /// Why it is as it is.
    #[must_use]
    pub fn reason(&self) -> Reason {
        match self {
            Self::Assessed { reason, .. } | Self::Reported { reason, .. } => *reason,
            Self::Awaited { .. } => Reason::Awaited,
        }
    }

    /// `assessed`, `reported` or `awaited`.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match self {
            Self::Assessed { .. } => "assessed",
            Self::Reported { .. } => "reported",
            Self::Awaited { .. } => "awaited",
        }
    }
}
