//! Classical decomposition into trend, season and remainder.

use serde::Serialize;

use super::summary::mean;
use super::{Ahead, History, Projection, TrendError};
use crate::number::length;

/// How a season meets its trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum SeasonKind {
    /// y = trend + season: figures are in units of the values and add to 0.
    Additive,
    /// y = trend · season: figures are factors with mean 1. Values must all be above 0.
    Multiplicative,
}

/// A history taken apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decomposition {
    kind: SeasonKind,
    trend: Vec<Option<f64>>,
    figures: Vec<f64>,
    adjusted: History,
}

/// Decomposes a history by centred moving averages, as R's `decompose` does.
///
/// Formula: the trend is the 2×p moving average (weights 1/2p, 1/p, …, 1/p, 1/2p over p + 1
/// values), which half a year at either end has none of; the figure of each period is the mean
/// of its detrended values (y − trend, or y/trend), less the mean of the p figures, or over it.
///
/// # Errors
///
/// [`TrendError::NoSeason`] for annual values; [`TrendError::TooFew`] below two full years;
/// [`TrendError::NotAllPositive`] if seasons multiply and a value is not above 0;
/// [`TrendError::ValueOutOfRange`] if an adjusted value is too large.
///
/// # Source
///
/// Kendall & Stuart 1983; R 4.2 `stats::decompose`.
///
/// ```
/// use panel_stats::trend::{Cadence, History, decomposition::{SeasonKind, decompose}};
///
/// let quarters = vec![13.0, 9.0, 9.0, 9.0, 17.0, 13.0, 13.0, 13.0];
/// let taken_apart = decompose(&History::new(quarters, Cadence::Quarterly)?, SeasonKind::Additive)?;
/// assert_eq!(taken_apart.trend()[2], Some(10.5));
/// assert_eq!(taken_apart.figures().iter().sum::<f64>(), 0.0);
/// # Ok::<(), panel_stats::trend::TrendError>(())
/// ```
pub fn decompose(history: &History, kind: SeasonKind) -> Result<Decomposition, TrendError> {
    let period = history.period();
    if period == 1 {
        return Err(TrendError::NoSeason);
    }
    history.at_least(2 * period)?;
    if kind == SeasonKind::Multiplicative
        && let Some(index) = history.first_failing(|value| value > 0.0)
    {
        return Err(TrendError::NotAllPositive { index });
    }

    let values = history.values();
    let trend = centred_average(values, period);
    let raw: Vec<f64> = (0..period)
        .map(|phase| {
            let detrended = values.iter().zip(&trend).skip(phase).step_by(period);
            mean(&detrended.filter_map(|(y, t)| t.map(|t| kind.without(*y, t))).collect::<Vec<_>>())
        })
        .collect();
    let centre = mean(&raw);
    let figures: Vec<f64> = raw.into_iter().map(|figure| kind.without(figure, centre)).collect();

    let of_period = figures.iter().cycle();
    let adjusted = values.iter().zip(of_period).map(|(y, figure)| kind.without(*y, *figure));
    let adjusted = history.with_values(adjusted.collect())?;
    Ok(Decomposition { kind, trend, figures, adjusted })
}

/// The moving average of p + 1 values, the outer two at half weight; p is even.
fn centred_average(values: &[f64], period: usize) -> Vec<Option<f64>> {
    let half = period / 2;
    (0..values.len())
        .map(|at| {
            let window = values.get(at.checked_sub(half)?..=at + half)?;
            let inner: f64 = window[1..period].iter().sum();
            Some((inner + f64::midpoint(window[0], window[period])) / length(period))
        })
        .collect()
}

impl SeasonKind {
    /// `value` with `part` taken out.
    const fn without(self, value: f64, part: f64) -> f64 {
        match self {
            Self::Additive => value - part,
            Self::Multiplicative => value / part,
        }
    }
}

impl Decomposition {
    /// How season and trend meet.
    #[must_use]
    pub const fn kind(&self) -> SeasonKind {
        self.kind
    }

    /// The trend, one a value; none for the first and last half year.
    #[must_use]
    pub fn trend(&self) -> &[Option<f64>] {
        &self.trend
    }

    /// The seasonal figures, p of them, the period of the first value first.
    #[must_use]
    pub fn figures(&self) -> &[f64] {
        &self.figures
    }

    /// The history less its season, or over it.
    #[must_use]
    pub const fn adjusted(&self) -> &History {
        &self.adjusted
    }

    /// What `projector` projects from the adjusted history, with the season put back.
    ///
    /// Each period gets its own figure. Figures add to 0 over a year, so a total over whole years
    /// stays as it was; multiplicative totals change a little, and their standard errors in the
    /// same proportion. The figures' own errors are not in the standard errors.
    ///
    /// # Errors
    ///
    /// Those of `projector`; [`TrendError::BeyondMeasure`].
    pub fn project(
        &self,
        ahead: Ahead,
        projector: impl FnOnce(&History, Ahead) -> Result<Projection, TrendError>,
    ) -> Result<Projection, TrendError> {
        let figure =
            |step: usize| self.figures[(self.adjusted.len() + step - 1) % self.figures.len()];
        let projected = projector(&self.adjusted, ahead)?;
        match self.kind {
            SeasonKind::Additive => projected.with_season(|step| (1.0, figure(step)), 1.0),
            SeasonKind::Multiplicative => {
                let factors = ahead.target().map(figure).collect::<Vec<_>>();
                projected.with_season(|step| (figure(step), 0.0), mean(&factors))
            }
        }
    }
}
