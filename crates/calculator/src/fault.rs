//! What `panel-stats` refuses, and the field of the input that it concerns.
//!
//! Fields have the same names throughout, so that an error names its field of itself (`?`).
//! Where a method has other fields, [`At::at`] names them.

use std::fmt::Display;

use panel_stats::StatsError;
use panel_stats::charts::ChartError;
use panel_stats::trend::TrendError;

/// A field for which there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Its path.
    pub(crate) field: String,
    /// What is wrong with it, and what to give instead.
    pub(crate) why: String,
}

impl Fault {
    /// The fault of a field.
    pub(crate) fn new(field: impl Into<String>, why: impl Display) -> Self {
        Self { field: field.into(), why: why.to_string() }
    }

    /// The same fault of a field within `outer`.
    pub(crate) fn within(self, outer: impl Display) -> Self {
        Self { field: format!("{outer}.{}", self.field), ..self }
    }
}

/// Naming the field that an error concerns.
pub(crate) trait At<T> {
    /// The error is that of `field`.
    fn at(self, field: impl Into<String>) -> Result<T, Fault>;
}

impl<T, E: Display> At<T> for Result<T, E> {
    fn at(self, field: impl Into<String>) -> Result<T, Fault> {
        self.map_err(|error| Fault::new(field, error))
    }
}

/// Refuses the first of `items` that `check` refuses, with its place: for errors that do not
/// know it.
pub(crate) fn each<T, U, E: Display>(
    field: &str,
    items: &[T],
    check: impl Fn(&T) -> Result<U, E>,
) -> Result<(), Fault> {
    for (index, item) in items.iter().enumerate() {
        check(item).at(format!("{field}[{index}]"))?;
    }
    Ok(())
}

impl From<StatsError> for Fault {
    fn from(error: StatsError) -> Self {
        Self::new(of_stats(&error), error)
    }
}

fn of_stats(error: &StatsError) -> &'static str {
    match error {
        StatsError::NoTrials | StatsError::TooManyForExact { .. } => "trials",
        StatsError::MoreThanAll { .. } => "successes",
        StatsError::ShareOutOfRange(_) | StatsError::ExpectedShareOutOfRange(_) => "share",
        StatsError::HalfWidthOutOfRange(_) => "half_width",
        StatsError::WeightOutOfRange(_) => "weight",
        StatsError::DesignEffectOutOfRange(_) => "design_effect",
        StatsError::EffectiveSizeOutOfRange(_) => "size",
        StatsError::ValueOutOfRange(_) => "values",
        StatsError::PValueOutOfRange(_) => "p_values",
        StatsError::DiscoveryRateOutOfRange(_) => "discovery_rate",
        StatsError::LengthsDiffer { .. } | StatsError::FittedOutOfRange(_) => "fitted",
        StatsError::NoDegreesOfFreedom { .. } => "parameters",
        StatsError::NotAnInterval { .. } => ".",
        StatsError::ZNotFinite(_) | StatsError::MultipleOutOfRange(_) => "z",
        StatsError::ConfidenceOutOfRange(_) => "confidence",
        StatsError::ExposureOutOfRange(_) => "exposure",
        StatsError::DispersionOutOfRange(_) => "dispersion",
        StatsError::AboveOneHundredPercent { .. } => "digits",
        StatsError::TooManyDecimals(_) => "decimals",
    }
}

impl From<ChartError> for Fault {
    fn from(error: ChartError) -> Self {
        let field = match error {
            ChartError::Stats(StatsError::MultipleOutOfRange(_)) => "multiple".to_owned(),
            ChartError::Stats(error) => of_stats(&error).to_owned(),
            ChartError::ValueOutOfRange { index, .. } | ChartError::OffScale { index, .. } => {
                format!("values[{index}]")
            }
            ChartError::NoPoints => "values".to_owned(),
            ChartError::SegmentsOfAnotherLength { .. } => "segments".to_owned(),
            ChartError::RebaseOutOfPlace { .. } => "segments.rebases".to_owned(),
            ChartError::BaselineOutOfPlace { .. } => "segments.frozen".to_owned(),
            ChartError::RunTooShort(_) => "rules".to_owned(),
            ChartError::NoSuchMember { .. } => "own".to_owned(),
            ChartError::SigmaOutOfRange(_) => "sigma".to_owned(),
            ChartError::LambdaOutOfRange(_) => "lambda".to_owned(),
            ChartError::CusumSettingsOutOfRange { decision, .. } => {
                let range = 0.0..=panel_stats::charts::cusum::LARGEST_CUSUM_SETTING;
                let good = decision > 0.0 && range.contains(&decision);
                if good { "allowance" } else { "decision" }.to_owned()
            }
            ChartError::AverageOutOfRange(_) => "average".to_owned(),
            ChartError::ExpectedOutOfRange(_) => "expected".to_owned(),
            ChartError::ExtremesOutOfRange(_) => "extremes".to_owned(),
            ChartError::LogarithmOfZero { index } => format!("rates[{index}].count"),
            ChartError::LinesOutOfReach { index } => format!("rates[{index}]"),
        };
        Self::new(field, error)
    }
}

impl From<TrendError> for Fault {
    fn from(error: TrendError) -> Self {
        let field = match error {
            TrendError::ValueOutOfRange { index, .. }
            | TrendError::Negative { index }
            | TrendError::NotAllPositive { index } => format!("values[{index}]"),
            TrendError::TooFew { .. }
            | TrendError::TooMany(_)
            | TrendError::AllZero
            | TrendError::PeriodAllZero { .. }
            | TrendError::Separated
            | TrendError::DidNotConverge { .. }
            | TrendError::LevelNotPositive
            | TrendError::LawUnknown => "values".to_owned(),
            TrendError::NotAhead { first, last } if first == 0 || first > last => {
                "ahead.first".to_owned()
            }
            TrendError::NotAhead { .. } => "ahead.last".to_owned(),
            TrendError::Shape { .. } | TrendError::NotIndependent { .. } => "design".to_owned(),
            TrendError::NoSeason | TrendError::NotForAnnualTotals => "cadence".to_owned(),
            TrendError::WeightOutOfRange(_) => "weights".to_owned(),
            TrendError::DampingOutOfRange(_) => "damping".to_owned(),
            TrendError::BeyondMeasure => "ahead".to_owned(),
            TrendError::Stats(error) => of_stats(&error).to_owned(),
        };
        Self::new(field, error)
    }
}
