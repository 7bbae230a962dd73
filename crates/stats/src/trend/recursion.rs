//! The recursion of Holt and Winters, in R's convention.

use super::decomposition::{SeasonKind, decompose};
use super::ols::straight_line;
use super::smoothing::{Model, Weights};
use super::summary::sum_of_squares;
use super::{History, TrendError};
use crate::number::length;

/// Level, trend and season at one moment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct State {
    /// ℓ.
    pub(super) level: f64,
    /// b, per period.
    pub(super) trend: f64,
    /// The p figures, that of the next period first; a single 0 without a season.
    pub(super) season: Vec<f64>,
}

/// Where a recursion starts, and which values it is scored on.
#[derive(Debug, Clone)]
pub(super) struct Start<'a> {
    state: State,
    /// The values after the start.
    pub(super) scored: &'a [f64],
    kind: SeasonKind,
}

impl<'a> Start<'a> {
    /// R's start values.
    ///
    /// Without a season: ℓ₂ = y₂, b₂ = y₂ − y₁, scored from t = 3. With one: figures by
    /// decomposition of the first two years; ℓ and b the intercept and slope of a line through
    /// the p values of its trend (numbered from 1), scored from t = p + 1.
    pub(super) fn new(history: &'a History, model: Model) -> Result<Self, TrendError> {
        let values = history.values();
        let Some(kind) = model.season() else {
            history.at_least(3)?;
            let state = State { level: values[1], trend: values[1] - values[0], season: vec![0.0] };
            return Ok(Self { state, scored: &values[2..], kind: SeasonKind::Additive });
        };
        let period = history.period();
        // Of the whole history, for what it refuses; of the first two years, for the start.
        decompose(history, kind)?;
        let taken_apart = decompose(&history.first(2 * period), kind)?;
        let middle: Vec<f64> = taken_apart.trend().iter().copied().flatten().collect();
        let times: Vec<f64> = (1..=middle.len()).map(length).collect();
        let line = straight_line(&times, &middle)?;
        let state = State {
            level: line.coefficients()[0],
            trend: line.coefficients()[1],
            season: taken_apart.figures().to_vec(),
        };
        Ok(Self { state, scored: &values[period..], kind })
    }

    /// Runs through every scored value: the state after the last, and Σe², e the one-step errors.
    ///
    /// ℓ′ = α(y − s) + (1−α)(ℓ + φb), b′ = β(ℓ′ − ℓ) + (1−β)φb, s′ = γ(y − ℓ′) + (1−γ)s, or with
    /// quotients for differences where seasons multiply. The new figure uses the **new level**.
    /// None where a multiplicative level or figure falls to 0, or a number leaves all measure.
    pub(super) fn run(&self, weights: Weights) -> Option<(State, f64)> {
        let State { mut level, mut trend, mut season } = self.state.clone();
        let period = season.len();
        let mut errors = Vec::with_capacity(self.scored.len());
        for (index, &value) in self.scored.iter().enumerate() {
            let figure = &mut season[index % period];
            let (before, damped) = (level, weights.damping * trend);
            let ahead = before + damped;
            let (expected, adjusted) = match self.kind {
                SeasonKind::Additive => (ahead + *figure, value - *figure),
                SeasonKind::Multiplicative => (ahead * *figure, value / *figure),
            };
            errors.push(value - expected);
            level = weights.level * adjusted + (1.0 - weights.level) * ahead;
            trend = weights.trend * (level - before) + (1.0 - weights.trend) * damped;
            let seen = match self.kind {
                SeasonKind::Additive => value - level,
                SeasonKind::Multiplicative => value / level,
            };
            *figure = weights.season * seen + (1.0 - weights.season) * *figure;
            if self.kind == SeasonKind::Multiplicative && !(level > 0.0 && *figure > 0.0) {
                return None;
            }
        }
        season.rotate_left(self.scored.len() % period);
        let squares = sum_of_squares(&errors);
        let finite = (squares + level + trend + season.iter().sum::<f64>()).is_finite();
        finite.then_some((State { level, trend, season }, squares))
    }
}
