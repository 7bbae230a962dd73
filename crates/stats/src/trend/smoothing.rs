//! Exponential smoothing: Holt, damped Holt, Holt–Winters.

use serde::Serialize;

use super::decomposition::SeasonKind;
use super::minimise::minimise;
use super::prediction::{Prediction, student_unless};
use super::recursion::{Start, State};
use super::summary::{ROUNDING, largest};
use super::{Ahead, History, Law, Projection, TrendError};
use crate::number::length;

/// The fewest degrees of freedom an error variance is estimated from.
const FEWEST_DEGREES: usize = 3;

/// Where a fitted damping factor is looked for: below, the trend dies at once; above, it hardly
/// dies at all.
const DAMPING_BOUNDS: (f64, f64) = (0.8, 0.98);

/// The damping factor of a damped trend.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Damping {
    /// This factor, above 0 and at most 1.
    Fixed(f64),
    /// The one from 0.8 to 0.98 with the smallest one-step errors.
    Fitted,
}

/// What is smoothed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Model {
    /// Level and trend.
    Holt,
    /// Level and a trend that fades.
    DampedHolt(Damping),
    /// Level, trend and a season that adds.
    HoltWintersAdditive,
    /// Level, trend and a season that multiplies; for values above 0.
    HoltWintersMultiplicative,
}

/// The smoothing weights, each from 0 (never learns) to 1 (knows only the latest value).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Weights {
    /// α.
    pub level: f64,
    /// β.
    pub trend: f64,
    /// γ; not used without a season.
    pub season: f64,
    /// φ, by which the trend fades each period: 1 for none.
    pub damping: f64,
}

/// A history smoothed to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothed {
    model: Model,
    weights: Weights,
    state: State,
    squared_errors: f64,
    law: Law,
    degrees: usize,
}

/// Smooths with the weights that make Σe², the squared one-step errors, smallest.
///
/// Formula, in **R's convention** (`HoltWinters`): ℓₜ = α(yₜ − sₜ₋ₚ) + (1−α)(ℓₜ₋₁ + φbₜ₋₁),
/// bₜ = β(ℓₜ − ℓₜ₋₁) + (1−β)φbₜ₋₁, sₜ = γ(yₜ − ℓₜ) + (1−γ)sₜ₋ₚ: the new figure uses the new
/// level ℓₜ, not ℓₜ₋₁ + bₜ₋₁ as in statsmodels and in Hyndman's books. Multiplicative: yₜ/sₜ₋ₚ
/// and yₜ/ℓₜ, and the forecast times its figure. Start with a season: decomposition of the first
/// two years, and the first year is not scored. Start without: ℓ₂ = y₂, b₂ = y₂ − y₁.
///
/// Weights are looked for between 0 and 1 by a grid and a pattern search, in fixed order.
///
/// # Errors
///
/// Those of [`decompose`](super::decomposition::decompose) with a season; [`TrendError::TooFew`]
/// unless the scored values are 3 more than the weights; [`TrendError::DampingOutOfRange`];
/// [`TrendError::LevelNotPositive`].
///
/// # Source
///
/// Holt 1957; Winters 1960; damping, Gardner & `McKenzie` 1985; R 4.2 `stats::HoltWinters`.
///
/// ```
/// use panel_stats::trend::smoothing::{Model, smooth};
/// use panel_stats::trend::{Ahead, Cadence, History};
///
/// let totals: Vec<u64> = (1..=10).map(|year| 100 + 5 * year).collect();
/// let totals = History::from_counts(&totals, Cadence::Annual)?;
/// let ahead = smooth(&totals, Model::Holt)?.project(&totals, Ahead::new(1, 2)?)?;
/// assert_eq!(ahead.total().estimate(), 155.0 + 160.0);
/// # Ok::<(), panel_stats::trend::TrendError>(())
/// ```
pub fn smooth(history: &History, model: Model) -> Result<Smoothed, TrendError> {
    let (start, _) = checked(history, model)?;
    let weights = |found: &[f64]| {
        let at = |index: usize| found.get(index).copied().unwrap_or(0.0);
        match model {
            Model::Holt => Weights { level: at(0), trend: at(1), season: 0.0, damping: 1.0 },
            Model::DampedHolt(Damping::Fixed(damping)) => {
                Weights { level: at(0), trend: at(1), season: 0.0, damping }
            }
            Model::DampedHolt(Damping::Fitted) => {
                Weights { level: at(0), trend: at(1), season: 0.0, damping: at(2) }
            }
            Model::HoltWintersAdditive | Model::HoltWintersMultiplicative => {
                Weights { level: at(0), trend: at(1), season: at(2), damping: 1.0 }
            }
        }
    };
    let bounds: Vec<_> = match model {
        Model::DampedHolt(Damping::Fitted) => vec![(0.0, 1.0), (0.0, 1.0), DAMPING_BOUNDS],
        _ => vec![(0.0, 1.0); model.fitted()],
    };
    let best = minimise(&bounds, |found| {
        start.run(weights(found)).map_or(f64::INFINITY, |(_, squares)| squares)
    });
    smooth_with(history, model, weights(&best))
}

/// Smooths with given weights, which still count as fitted: the degrees of freedom are those of
/// [`smooth`]. Without a season γ is ignored, and φ is taken as given.
///
/// # Errors
///
/// As for [`smooth`]; [`TrendError::WeightOutOfRange`].
pub fn smooth_with(
    history: &History,
    model: Model,
    weights: Weights,
) -> Result<Smoothed, TrendError> {
    let (start, degrees) = checked(history, model)?;
    let season = if model.season().is_some() { weights.season } else { 0.0 };
    for weight in [weights.level, weights.trend, season] {
        if !(0.0..=1.0).contains(&weight) {
            return Err(TrendError::WeightOutOfRange(weight));
        }
    }
    let weights = Weights { season, damping: checked_damping(weights.damping)?, ..weights };
    let (state, squared_errors) = start.run(weights).ok_or(TrendError::LevelNotPositive)?;
    let rounding = ROUNDING * largest(history.values());
    let exact = (squared_errors / length(start.scored.len())).sqrt() <= rounding;
    let law = student_unless(exact, degrees);
    Ok(Smoothed { model, weights, state, squared_errors, law, degrees })
}

/// The start and the degrees of freedom, if the model can be fitted.
fn checked(history: &History, model: Model) -> Result<(Start<'_>, usize), TrendError> {
    if let Model::DampedHolt(Damping::Fixed(factor)) = model {
        checked_damping(factor)?;
    }
    let start = Start::new(history, model)?;
    let skipped = history.len() - start.scored.len();
    history.at_least(skipped + model.fitted() + FEWEST_DEGREES)?;
    let degrees = start.scored.len() - model.fitted();
    Ok((start, degrees))
}

/// The factor itself, if a trend can fade by it.
fn checked_damping(factor: f64) -> Result<f64, TrendError> {
    // Written so that NaN fails too.
    if factor > 0.0 && factor <= 1.0 {
        Ok(factor)
    } else {
        Err(TrendError::DampingOutOfRange(factor))
    }
}

impl Model {
    /// How the season meets the trend, if there is one.
    #[must_use]
    pub const fn season(self) -> Option<SeasonKind> {
        match self {
            Self::Holt | Self::DampedHolt(_) => None,
            Self::HoltWintersAdditive => Some(SeasonKind::Additive),
            Self::HoltWintersMultiplicative => Some(SeasonKind::Multiplicative),
        }
    }

    /// How many weights are fitted.
    const fn fitted(self) -> usize {
        match self {
            Self::Holt | Self::DampedHolt(Damping::Fixed(_)) => 2,
            _ => 3,
        }
    }
}

impl Smoothed {
    /// The weights used.
    #[must_use]
    pub const fn weights(&self) -> Weights {
        self.weights
    }

    /// The level after the last value.
    #[must_use]
    pub const fn level(&self) -> f64 {
        self.state.level
    }

    /// The trend after the last value, per period.
    #[must_use]
    pub const fn trend(&self) -> f64 {
        self.state.trend
    }

    /// The figures after the last value, that of the next period first; empty without a season.
    #[must_use]
    pub fn season(&self) -> &[f64] {
        if self.model.season().is_some() { &self.state.season } else { &[] }
    }

    /// Σe² over the scored values.
    #[must_use]
    pub const fn squared_errors(&self) -> f64 {
        self.squared_errors
    }

    /// Σe² over scored values less weights fitted.
    #[must_use]
    pub fn error_variance(&self) -> f64 {
        self.squared_errors / length(self.degrees)
    }

    /// Projects the smoothed history; `history` is the one that was smoothed.
    ///
    /// Formula: ŷ(h) = ℓ + (φ + … + φʰ)b + s (or · s). An error e now moves the forecast of j
    /// periods later by ψⱼe, ψ₀ = 1 and ψⱼ = α(1 + β(φ + … + φʲ)) + γ(1−α)[p divides j]. A total
    /// over periods f to l has the variance σ²Σₖ(Σₕ ψₕ₋ₖ)², k = 1…l, h = max(f, k)…l; a single
    /// period is a total of one. Multiplicative seasons: ψₕ₋ₖ·sₕ/sₖ in place of ψₕ₋ₖ, an
    /// approximation for levels that change little (R has the same form, but takes ψ₀ = α +
    /// γ(1−α) where an error is its own whole self, and once a year the trend for a figure; it is
    /// not followed there). σ² is [`Self::error_variance`]; Student's t, with as many degrees of
    /// freedom. The error of the weights is not in it.
    ///
    /// # Errors
    ///
    /// [`TrendError::BeyondMeasure`].
    ///
    /// # Source
    ///
    /// Yar & Chatfield 1990; Hyndman, Koehler, Ord & Snyder 2008, chapter 6; R 4.2
    /// `predict.HoltWinters`.
    pub fn project(&self, history: &History, ahead: Ahead) -> Result<Projection, TrendError> {
        let faded = self.faded(ahead.last());
        let psi = self.weights_of_errors(&faded);
        let multiplies = self.model.season() == Some(SeasonKind::Multiplicative);
        let figure = |step: usize| self.state.season[(step - 1) % self.state.season.len()];
        let ratio = |h: usize, k: usize| if multiplies { figure(h) / figure(k) } else { 1.0 };

        let predict = |first: usize, last: usize| {
            let value = |step: usize| {
                let line = self.state.level + faded[step] * self.state.trend;
                if multiplies { line * figure(step) } else { line + figure(step) }
            };
            let squares: f64 = (1..=last)
                .map(|k| (first.max(k)..=last).map(|h| psi[h - k] * ratio(h, k)).sum::<f64>())
                .map(|weight| weight * weight)
                .sum();
            let standard_error = (self.error_variance() * squares).sqrt();
            Prediction::new((first..=last).map(value).sum(), standard_error, self.law)
        };
        let points: Result<_, _> = ahead.all().map(|step| predict(step, step)).collect();
        Ok(Projection::new(history, ahead, points?, predict(ahead.first(), ahead.last())?))
    }

    /// φ + … + φʰ for h from 0 to `last`.
    fn faded(&self, last: usize) -> Vec<f64> {
        let powers = std::iter::successors(Some(self.weights.damping), |power| {
            Some(power * self.weights.damping)
        });
        let sums = powers.scan(0.0, |sum, power| {
            *sum += power;
            Some(*sum)
        });
        std::iter::once(0.0).chain(sums).take(last + 1).collect()
    }

    /// ψⱼ, one for each of `faded`.
    fn weights_of_errors(&self, faded: &[f64]) -> Vec<f64> {
        let Weights { level, trend, season, .. } = self.weights;
        let period = self.state.season.len();
        let later = |(j, faded): (usize, &f64)| {
            let of_season = if j % period == 0 { season * (1.0 - level) } else { 0.0 };
            if j == 0 { 1.0 } else { level * (1.0 + trend * faded) + of_season }
        };
        faded.iter().enumerate().map(later).collect()
    }
}
