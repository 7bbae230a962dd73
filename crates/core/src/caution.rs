//! What a reader of a finding must know beside it.

use serde::{Serialize, Serializer};
use strum::{EnumCount, VariantArray};

/// What a reader of a finding must know beside it: a sentence for readers, and a variant for code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumCount, VariantArray)]
pub enum Caution {
    /// A figure was scaled to twelve months.
    Annualised,
    /// A figure may still change.
    Provisional,
    /// How much the counts vary is not known.
    DispersionUnknown,
    /// The same, where two totals are all that there is.
    DispersionOfTwoTotals,
    /// How much the counts vary is known from their spread alone.
    DispersionFromSpread,
    /// The months of both periods were left out.
    SharedMonthsDropped,
    /// Recording changed within the months compared.
    RecordingChanged,
    /// Trends are fitted to quarters.
    QuarterlyTrends,
    /// Trends are fitted to whole years.
    AnnualTrends,
    /// A part of the year projected has been counted.
    PartlyKnown,
    /// A trend fell below zero.
    HeldAtZero,
    /// A trend fits its past without error.
    ExactFit,
    /// The projection is longer than the history.
    LongProjection,
    /// There are too few years to remove the season.
    SeasonNotRemoved,
    /// No trend has done better than the benchmarks.
    NoTrust,
    /// Half a year is set against a whole one.
    NotSeasonallyAdjusted,
    /// Two quarters are set against four.
    QuarterlyMeans,
    /// The force's own months were not received.
    PublishedSeries,
    /// The earlier months are all alike.
    LinesMeet,
    /// The counts are too small for a lower line.
    TooRareForLines,
    /// The lower line is at zero.
    NoLowerLine,
    /// No member of so small a group can lie beyond its lines.
    GroupTooSmall,
    /// Members of the group are missing.
    GroupIncomplete,
    /// Another series stands in for the row's own.
    StandIn,
    /// How long people were at risk is not known of all of them.
    AtRiskThroughout,
    /// A projection moves no colour.
    ProjectedForPrint,
    /// The survey asked few people.
    SmallSample,
    /// The answers weigh differently.
    EffectivePeople,
    /// Those who were asked chose themselves.
    SelfSelected,
    /// A number on the way is not finite.
    NotComputed,
    /// A figure is withheld, and all that could give it away.
    Withheld,
    /// The figures are rounded, and what was computed from them is withheld.
    Rounded,
}

impl Caution {
    /// Every caution, in the order in which they are documented.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// What the reader is told.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Annualised => {
                "annualised: tested as the count of the months it was made from, over those months"
            }
            Self::Provisional => "provisional: a figure of the test may still change",
            Self::DispersionUnknown => {
                "dispersion unknown: the counts are taken as Poisson (φ = 1)"
            }
            Self::DispersionOfTwoTotals => {
                "dispersion unknown: two totals do not show how much months vary, so the counts are taken as Poisson (φ = 1)"
            }
            Self::DispersionFromSpread => {
                "dispersion from the spread of single months, which a season widens: the test is on the cautious side"
            }
            Self::SharedMonthsDropped => "the months that both periods share were left out of both",
            Self::RecordingChanged => {
                "recording changed within the months compared: a difference may be one of recording"
            }
            Self::QuarterlyTrends => "quarterly: trends are fitted to quarters",
            Self::AnnualTrends => {
                "annual totals: trends are fitted to years that end with the quarter; the year projected is the first to reach the plan's end"
            }
            Self::PartlyKnown => {
                "the year projected has begun: its months so far are counted, the rest projected"
            }
            Self::HeldAtZero => "a trend fell below zero and was held there",
            Self::ExactFit => "a trend fits its past without error: its interval is a point",
            Self::LongProjection => "the projection is longer than the history",
            Self::SeasonNotRemoved => "too few years to remove the season",
            Self::NoTrust => "in the past no trend has erred less than repeating the latest year",
            Self::NotSeasonallyAdjusted => {
                "not seasonally adjusted: half a year is set against a whole one"
            }
            Self::QuarterlyMeans => {
                "quarterly: the mean of 2 quarters is set against that of the 4 before, for want of months"
            }
            Self::PublishedSeries => {
                "judged from a published series, for want of the force's own months and quarters"
            }
            Self::LinesMeet => {
                "the earlier months are all alike, so that their lines fall together"
            }
            Self::TooRareForLines => {
                "too rare for a lower line: the two periods are compared by the exact test"
            }
            Self::NoLowerLine => "the lower line is at zero: no mean could lie below it",
            Self::GroupTooSmall => {
                "no member of so small a group can lie beyond lines that rest on itself as well"
            }
            Self::GroupIncomplete => "members of the group are missing from the comparison",
            Self::StandIn => "another series is used for the row's own",
            Self::AtRiskThroughout => {
                "time in prison is not known for everybody: the others count as at liberty, so that the rate may be too low"
            }
            Self::ProjectedForPrint => "the projection is for print: no colour depends on it",
            Self::SmallSample => "small sample: read the interval, not the percentage",
            Self::EffectivePeople => {
                "composed of parts that weigh differently: interval, test and the rule of small samples read the effective number of people, not the number surveyed"
            }
            Self::SelfSelected => {
                "self-selected feedback: it speaks for those who chose to comment, and is never compared with a survey"
            }
            Self::NotComputed => "a number on the way could not be computed",
            Self::Withheld => {
                "figures are withheld: what was found rests on them as received, and all that could give them away is left out"
            }
            Self::Rounded => {
                "figures are rounded: what was found rests on them as received, and what was computed from them is left out"
            }
        }
    }

    /// Whether it says something of how large the figures are, and not only of what was received.
    pub(crate) fn hangs_on_figures(self) -> bool {
        !matches!(
            self,
            Self::Annualised
                | Self::SharedMonthsDropped
                | Self::RecordingChanged
                | Self::QuarterlyTrends
                | Self::AnnualTrends
                | Self::QuarterlyMeans
                | Self::PublishedSeries
                | Self::GroupIncomplete
                | Self::StandIn
                | Self::AtRiskThroughout
                | Self::SelfSelected
        )
    }
}

impl Serialize for Caution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.sentence())
    }
}
