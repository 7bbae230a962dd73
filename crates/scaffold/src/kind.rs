//! The kinds of row that a new priority may begin with.

use panel_core::{Measure, Series};
use panel_measures::{
    CountAgainstBaseline, GroupPosition, Milestone, RecordedOffences, SpcVariance, SurveyLevel,
    VictimOutcome, YearToDate,
};
use strum::{EnumCount, VariantArray};

/// A kind of row, as it is asked for.
///
/// ```
/// use panel_scaffold::Kind;
///
/// assert_eq!(Kind::named("satisfaction"), Some(Kind::Satisfaction));
/// assert!(!Kind::Satisfaction.is_labelled() && Kind::Milestone.is_labelled());
/// assert_eq!(Kind::named("happiness"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumCount, VariantArray)]
pub enum Kind {
    /// Number of offences, note ①.
    Offences,
    /// Place among the comparison group by offences, note ②.
    GroupPosition,
    /// Statistical process control of offences, note ③.
    ControlChart,
    /// A victim-focused outcome, note ④.
    Outcome,
    /// Satisfaction, note ⑤.
    Satisfaction,
    /// Awareness, note ⑤.
    Awareness,
    /// Confidence, note ⑤.
    Confidence,
    /// A count against the baseline year.
    Count,
    /// A count of the year to date against the same months of the year before.
    YearToDate,
    /// A milestone, in words.
    Milestone,
}

impl Kind {
    /// Every kind, in the order of the notes.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// The name by which it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Offences => "offences",
            Self::GroupPosition => "group-position",
            Self::ControlChart => "control-chart",
            Self::Outcome => "outcome",
            Self::Satisfaction => "satisfaction",
            Self::Awareness => "awareness",
            Self::Confidence => "confidence",
            Self::Count => "count",
            Self::YearToDate => "year-to-date",
            Self::Milestone => "milestone",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What it is, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Offences => "number of offences, with its projection (note 1)",
            Self::GroupPosition => "place in the comparison group by offences (note 2)",
            Self::ControlChart => "statistical process control of offences (note 3)",
            Self::Outcome => "a victim-focused outcome (note 4)",
            Self::Satisfaction => "satisfaction with service (note 5)",
            Self::Awareness => "awareness (note 5)",
            Self::Confidence => "confidence (note 5)",
            Self::Count => "another count against the baseline year",
            Self::YearToDate => "a count of the year to date",
            Self::Milestone => "a milestone, in words",
        }
    }

    /// Whether a row of this kind has a label of its own.
    #[must_use]
    pub fn is_labelled(self) -> bool {
        matches!(self, Self::Count | Self::YearToDate | Self::Milestone)
    }

    /// The beginning of the name of its series; a labelled row's begins with the subject.
    pub(crate) fn series_beginning(self) -> &'static str {
        match self {
            Self::Offences | Self::GroupPosition | Self::ControlChart => "offences",
            Self::Outcome => "outcome",
            Self::Satisfaction => "satisfaction",
            Self::Awareness => "awareness",
            Self::Confidence => "confidence",
            Self::Milestone => "milestone",
            Self::Count | Self::YearToDate => "reports",
        }
    }

    /// The type that the plugin names.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::Offences => "RecordedOffences",
            Self::GroupPosition => "GroupPosition",
            Self::ControlChart => "SpcVariance",
            Self::Outcome => "VictimOutcome",
            Self::Satisfaction | Self::Awareness | Self::Confidence => "SurveyLevel",
            Self::Count => "CountAgainstBaseline",
            Self::YearToDate => "YearToDate",
            Self::Milestone => "Milestone",
        }
    }

    /// The function that makes it, without its type; of an outcome none.
    pub(crate) fn constructor(self) -> Option<&'static str> {
        match self {
            Self::Outcome => None,
            Self::GroupPosition => Some("of_offences"),
            Self::Satisfaction => Some("satisfaction"),
            Self::Awareness => Some("awareness"),
            Self::Confidence => Some("confidence"),
            Self::Offences
            | Self::ControlChart
            | Self::Count
            | Self::YearToDate
            | Self::Milestone => Some("new"),
        }
    }

    /// The row itself, as the plugin will make it.
    pub(crate) fn measure(
        self,
        id: &'static str,
        label: &'static str,
        series: Series,
    ) -> Box<dyn Measure> {
        match self {
            Self::Offences => Box::new(RecordedOffences::new(series)),
            Self::GroupPosition => Box::new(GroupPosition::of_offences(series)),
            Self::ControlChart => Box::new(SpcVariance::new(series)),
            Self::Outcome => Box::new(VictimOutcome(series)),
            Self::Satisfaction => Box::new(SurveyLevel::satisfaction(series)),
            Self::Awareness => Box::new(SurveyLevel::awareness(series)),
            Self::Confidence => Box::new(SurveyLevel::confidence(series)),
            Self::Count => Box::new(CountAgainstBaseline::new(id, label, series)),
            Self::YearToDate => Box::new(YearToDate::new(id, label, series)),
            Self::Milestone => Box::new(Milestone::new(id, label, series)),
        }
    }
}
