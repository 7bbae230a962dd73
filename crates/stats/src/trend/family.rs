//! The family of trends, by rules on length.

use super::decomposition::{SeasonKind, decompose};
use super::no_change::no_change;
use super::ols::project_line;
use super::quasi_poisson::{Terms, quasi_poisson};
use super::smoothing::{Damping, Model, smooth};
use super::theil_sen::project_median_line;
use super::{Ahead, Cadence, Flag, History, Projection, TrendError};
use serde::Serialize;
use strum::{EnumCount, VariantArray};

/// The fewest annual totals a trend is fitted to.
pub const FEWEST_TOTALS: usize = 5;

/// One of the family.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumCount, VariantArray,
)]
pub enum Trend {
    /// T0: the latest year repeated. A benchmark, not a trend.
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

impl Trend {
    /// The whole family, T0 first.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// T0 to T4.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoChange => "T0",
            Self::Linear => "T1",
            Self::LogLinear => "T2",
            Self::Robust => "T3",
            Self::Smoothing => "T4",
        }
    }

    /// The name, for print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoChange => "no change",
            Self::Linear => "linear",
            Self::LogLinear => "log-linear (quasi-Poisson)",
            Self::Robust => "robust (Theil–Sen)",
            Self::Smoothing => "exponential smoothing",
        }
    }
}

/// A member of the family, fitted or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Which.
    pub trend: Trend,
    /// What it projects, or why it does not.
    pub outcome: Result<Projection, TrendError>,
}

/// What T4 is, unless the caller says otherwise: Holt with the trend damped by 0.9, which
/// extrapolates with the most restraint.
pub const USUAL_SMOOTHING: Model = Model::DampedHolt(Damping::Fixed(0.9));

/// Fits every member of the family to **counts** and projects it. The answer always has the five
/// members of [`Trend::ALL`], in that order.
///
/// With p values a year and n values:
///
/// | n | T0 | T1 and T3 | T2 and T4 |
/// |---|---|---|---|
/// | below p | – | – | – |
/// | p to 2p − 1 | ✓ | raw, [`Flag::SeasonNotRemoved`] | – |
/// | 2p and more | ✓ | adjusted | ✓ |
/// | annual totals, 5 and more | ✓ | ✓ | T2 only |
///
/// T1, T3 and Holt are fitted to values adjusted by additive decomposition, and each period gets
/// its figure back. T1 and T3 pay for the p − 1 free figures in degrees of freedom: with n − 2,
/// the 95% interval of a year's total held 89% to 93% of 4 000 simulated years (n = 24, 30, 48;
/// independent normal errors), with n − 2 − (p − 1), 95% to 98%. Annual totals carry [`Flag::AnnualTotals`]. Periods below 0 are put at 0
/// ([`Projection::not_below_zero`]). A dash is [`TrendError::TooFew`] or
/// [`TrendError::NotForAnnualTotals`].
///
/// # Errors
///
/// [`TrendError::Negative`] if a value is below 0. What keeps one member from being fitted is in
/// its [`Member::outcome`].
///
/// ```
/// use panel_stats::trend::family::{USUAL_SMOOTHING, trend_family};
/// use panel_stats::trend::{Ahead, Cadence, Flag, History};
///
/// let months: Vec<u64> = (0..18).map(|month| 340 - 2 * month).collect();
/// let months = History::from_counts(&months, Cadence::Monthly)?;
/// let family = trend_family(&months, Ahead::new(1, 12)?, USUAL_SMOOTHING)?;
/// let fitted: Vec<_> = family.iter().filter(|member| member.outcome.is_ok()).collect();
/// assert_eq!(fitted.iter().map(|m| m.trend.code()).collect::<Vec<_>>(), ["T0", "T1", "T3"]);
/// assert!(fitted[1].outcome.as_ref().is_ok_and(|p| p.flags().contains(&Flag::SeasonNotRemoved)));
/// # Ok::<(), panel_stats::trend::TrendError>(())
/// ```
pub fn trend_family(
    history: &History,
    ahead: Ahead,
    smoothing: Model,
) -> Result<Vec<Member>, TrendError> {
    if let Some(index) = history.first_failing(|value| value >= 0.0) {
        return Err(TrendError::Negative { index });
    }
    let members = Trend::ALL.into_iter().map(|trend| {
        let outcome = project_member(history, ahead, trend, smoothing);
        Member { trend, outcome: outcome.map(Projection::not_below_zero) }
    });
    Ok(members.collect())
}

/// Fits one member and projects it, with the rules and flags of [`trend_family`]. Periods below
/// 0 stay, so that a [`back_test`](super::back_test::back_test) sees the trend as it is.
///
/// # Errors
///
/// Those of the trend, and [`TrendError::TooFew`] by the rules on length.
pub fn project_member(
    history: &History,
    ahead: Ahead,
    trend: Trend,
    smoothing: Model,
) -> Result<Projection, TrendError> {
    let period = history.period();
    if history.cadence() == Cadence::Annual {
        history.at_least(FEWEST_TOTALS)?;
        return of_totals(history, ahead, trend).map(|found| found.flagged(Flag::AnnualTotals));
    }
    history.at_least(period)?;
    let is_short = history.len() < 2 * period;
    match trend {
        Trend::NoChange => no_change(history, ahead),
        Trend::Linear if is_short => {
            Ok(project_line(history, 0, ahead)?.flagged(Flag::SeasonNotRemoved))
        }
        Trend::Robust if is_short => {
            Ok(project_median_line(history, 0, ahead)?.flagged(Flag::SeasonNotRemoved))
        }
        Trend::Linear => adjusted(history, ahead, |h, ahead| project_line(h, period - 1, ahead)),
        Trend::Robust => {
            adjusted(history, ahead, |h, ahead| project_median_line(h, period - 1, ahead))
        }
        Trend::LogLinear => {
            history.at_least(2 * period)?;
            quasi_poisson(history, Terms::TrendAndPeriods)?.project(history, ahead)
        }
        Trend::Smoothing => {
            history.at_least(2 * period)?;
            if smoothing.season().is_some() {
                smooth(history, smoothing)?.project(history, ahead)
            } else {
                adjusted(history, ahead, |h, ahead| smooth(h, smoothing)?.project(h, ahead))
            }
        }
    }
}

/// One member fitted to annual totals.
fn of_totals(history: &History, ahead: Ahead, trend: Trend) -> Result<Projection, TrendError> {
    match trend {
        Trend::NoChange => no_change(history, ahead),
        Trend::Linear => project_line(history, 0, ahead),
        Trend::LogLinear => quasi_poisson(history, Terms::Trend)?.project(history, ahead),
        Trend::Robust => project_median_line(history, 0, ahead),
        Trend::Smoothing => Err(TrendError::NotForAnnualTotals),
    }
}

/// Projects the seasonally adjusted history and puts the season back.
fn adjusted(
    history: &History,
    ahead: Ahead,
    projector: impl FnOnce(&History, Ahead) -> Result<Projection, TrendError>,
) -> Result<Projection, TrendError> {
    decompose(history, SeasonKind::Additive)?.project(ahead, projector)
}
