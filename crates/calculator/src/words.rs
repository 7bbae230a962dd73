//! The words that stand for the choices of `panel-stats`.
//!
//! Each is a `snake_case` string in JSON. A choice that `panel-stats` gains is missing here until
//! it is added, and the compiler says so.

use panel_stats::charts::{chart, individuals, recent_mean, signals};
use panel_stats::counts::{comparison, exact, rates};
use panel_stats::groups::{group_lines, overdispersion, ranks};
use panel_stats::trend::{decomposition, family, history, projection, quasi_poisson};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An enum of words, each of them the variant of the same name of an enum of `panel-stats`.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident = $theirs:ty { $($(#[$doc:meta])* $word:ident,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name { $($(#[$doc])* $word,)* }

        impl From<$name> for $theirs {
            fn from(ours: $name) -> Self {
                match ours { $($name::$word => Self::$word,)* }
            }
        }

        impl From<$theirs> for $name {
            fn from(theirs: $theirs) -> Self {
                match theirs { $(<$theirs>::$word => Self::$word,)* }
            }
        }
    )*};
}

words! {
    /// Where values can lie: limits stop there.
    #[derive(Default)]
    Scale = chart::Scale {
        /// Anywhere.
        #[default]
        Unbounded,
        /// At 0 and above: counts and rates.
        NotNegative,
        /// From 0 to 1: shares.
        Share,
    }
    /// A side of a centre line.
    Side = chart::Side {
        /// Above the line, or rising.
        High,
        /// Below the line, or falling.
        Low,
    }
    /// Where a value lies between two lines.
    Position = chart::Position {
        /// Above the upper line.
        Above,
        /// On either line or between them.
        Within,
        /// Below the lower line.
        Below,
    }
    /// Whether outlying moving ranges are left out of their mean.
    #[derive(Default)]
    Screening = individuals::Screening {
        /// All are used.
        #[default]
        Off,
        /// Those of at least 3.267 times their mean are dropped, once.
        Once,
    }
    /// A rule of a control chart.
    Rule = signals::Rule {
        /// A point outside the limits.
        Outside,
        /// A run of points each higher, or each lower, than the one before.
        Trend,
        /// Two of three points beyond two thirds of the way to the same limit.
        TwoOfThree,
        /// A run of points on one side of the centre.
        Shift,
    }
    /// Which points count as near a limit.
    #[derive(Default)]
    TwoOfThree = signals::TwoOfThree {
        /// All points beyond two thirds of the way, those outside the limits too.
        #[default]
        AllBeyondTwoSigma,
        /// Only points beyond two thirds of the way and not outside the limits.
        BetweenTwoAndThreeSigma,
    }
    /// Where the third of three points may lie.
    #[derive(Default)]
    Third = signals::Third {
        /// On the same side of the centre as the two.
        #[default]
        OnSameSide,
        /// Anywhere: the Western Electric rule.
        Anywhere,
    }
    /// What the lines around the earlier mean allow for.
    #[derive(Default)]
    Reading = recent_mean::Reading {
        /// One point's deviation: far too wide for a mean.
        Individual,
        /// The standard error of the recent mean alone: too narrow.
        StandardErrorOfMean,
        /// The standard error of the difference of the two means.
        #[default]
        Difference,
    }
    /// Whether the lines rest on the member judged as well.
    #[derive(Default)]
    OwnValue = group_lines::OwnValue {
        /// They do.
        #[default]
        Included,
        /// They rest on the others alone.
        Excluded,
    }
    /// Which p-value is wanted of an exact test.
    #[derive(Default)]
    PValueKind = exact::PValueKind {
        /// All outcomes no more probable than the one seen, in full.
        #[default]
        Ordinary,
        /// Those equally probable count half.
        Mid,
    }
    /// On which scale rates are compared.
    #[derive(Default)]
    RateTransform = overdispersion::RateTransform {
        /// The square root of observed over expected: takes counts of 0.
        #[default]
        SquareRoot,
        /// The logarithm of observed over expected: no counts of 0.
        Logarithm,
    }
    /// Which end of the values is 1st.
    #[derive(Default)]
    Best = ranks::Best {
        /// The highest value.
        #[default]
        Highest,
        /// The lowest value.
        Lowest,
    }
    /// Which way the second rate lies from the first, significant or not.
    Direction = comparison::Direction {
        /// The second rate is the higher.
        Up,
        /// The second rate is the lower.
        Down,
        /// The rates are equal.
        Level,
    }
    /// What a comparison is evidence of.
    Change = comparison::Change {
        /// The second rate is significantly the higher.
        Higher,
        /// The second rate is significantly the lower.
        Lower,
        /// Neither: the difference could be chance.
        NoEvidence,
    }
    /// How the interval of a count was found.
    CountMethod = rates::CountMethod {
        /// Garwood's exact interval.
        Garwood,
        /// Byar's approximation.
        Byar,
    }
    /// How often there is a value.
    Cadence = history::Cadence {
        /// Twelve values a year.
        Monthly,
        /// Four values a year.
        Quarterly,
        /// One value a year: totals of years that do not overlap.
        Annual,
    }
    /// How a season meets its trend.
    #[derive(Default)]
    SeasonKind = decomposition::SeasonKind {
        /// They add.
        #[default]
        Additive,
        /// They multiply; values must all be above 0.
        Multiplicative,
    }
    /// What the logarithm of the expected count is made of, beside its intercept.
    #[derive(Default)]
    Terms = quasi_poisson::Terms {
        /// Time.
        Trend,
        /// Time, and an effect of each period of the year but the first.
        #[default]
        TrendAndPeriods,
    }
    /// One of the family of trends.
    Trend = family::Trend {
        /// T0: the latest year repeated.
        NoChange,
        /// T1: a straight line by least squares.
        Linear,
        /// T2: log-linear, quasi-Poisson.
        LogLinear,
        /// T3: the median slope of Theil and Sen.
        Robust,
        /// T4: exponential smoothing.
        Smoothing,
    }
    /// What a reader of a projection must be told.
    Flag = projection::Flag {
        /// A period projected below 0 was put at 0 before the total was formed.
        NegativeClamped,
        /// The history lies on its trend without error: every interval is a single point.
        ZeroVariance,
        /// It looks farther ahead than the history reaches back.
        LongExtrapolation,
        /// There are too few years to remove the effect of the periods of the year.
        SeasonNotRemoved,
        /// Fitted to annual totals.
        AnnualTotals,
    }
}
