//! Two proportions compared. Differences are second minus first.

use serde::Serialize;

use crate::normal::tails_beyond;
use crate::number::real;
use crate::proportions::proportion::{Proportion, wilson};
use crate::{Interval, StatsError};

/// A difference of two shares and the interval around it, from −1 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// Second share minus first: 0.2 is 20 points more in the second.
    pub estimate: f64,
    /// The interval of the difference, around the estimate.
    pub interval: Interval,
}

/// The pooled z of two proportions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum PooledZ {
    /// Standard errors by which the second stands above the first.
    Z(f64),
    /// All or none succeeded in both groups: 0/0, and no evidence of a difference.
    BothAtSameExtreme,
}

impl PooledZ {
    /// Its two-sided p-value, P(|Z| > |z|), a probability from 0 to 1; none where z is 0/0.
    ///
    /// # Source
    ///
    /// Pearson 1900: that of χ² = z² with one degree of freedom.
    ///
    /// ```
    /// use panel_stats::proportions::{difference::pooled_z, proportion::Proportion};
    ///
    /// let p = pooled_z(Proportion::new(48, 80)?, Proportion::new(56, 70)?).p_value();
    /// assert_eq!(p.map(|p| format!("{p:.4}")).as_deref(), Some("0.0080"));
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    #[must_use]
    pub fn p_value(self) -> Option<f64> {
        match self {
            Self::Z(z) => Some(tails_beyond(z)),
            Self::BothAtSameExtreme => None,
        }
    }
}

/// Newcombe's hybrid-score interval (his method 10) for the difference of two proportions,
/// **second minus first**.
///
/// Formula, with shares p₁ and p₂, D = p₂ − p₁ and Wilson's l and u for each:
/// D − √((p₂−l₂)² + (u₁−p₁)²) to D + √((u₂−p₂)² + (p₁−l₁)²). It needs no exception at 0 of n
/// or n of n, and stays within −1 and 1. `z` is in standard errors.
///
/// # Errors
///
/// [`StatsError::MultipleOutOfRange`] unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
///
/// # Source
///
/// Newcombe 1998, *Statistics in Medicine* 17:873–890.
///
/// ```
/// use panel_stats::normal::Z_975;
/// use panel_stats::proportions::{difference::newcombe, proportion::Proportion};
///
/// let change = newcombe(Proportion::new(48, 80)?, Proportion::new(56, 70)?, Z_975)?;
/// assert_eq!(format!("{:.4} to {:.4}", change.interval.low(), change.interval.high()),
///            "0.0524 to 0.3339");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn newcombe(first: Proportion, second: Proportion, z: f64) -> Result<Difference, StatsError> {
    hybrid((first.estimate(), wilson(first, z)?), (second.estimate(), wilson(second, z)?))
}

/// Newcombe's hybrid of two shares and the interval around each.
pub(crate) fn hybrid(
    (share_first, around_first): (f64, Interval),
    (share_second, around_second): (f64, Interval),
) -> Result<Difference, StatsError> {
    let estimate = share_second - share_first;
    let below = (share_second - around_second.low()).hypot(around_first.high() - share_first);
    let above = (around_second.high() - share_second).hypot(share_first - around_first.low());

    // The exact limits lie within −1 and 1; the last bit of a rounded one may not.
    let interval = Interval::new((estimate - below).max(-1.0), (estimate + above).min(1.0))?;
    Ok(Difference { estimate, interval })
}

/// The pooled two-sample z of two proportions, **second minus first**.
///
/// Formula: z = (p₂ − p₁)/√(p̄(1−p̄)(1/n₁ + 1/n₂)), p̄ = (x₁+x₂)/(n₁+n₂); in standard errors.
/// Its square is Pearson's χ² of the 2 × 2 table. [`PooledZ::BothAtSameExtreme`] if p̄ is 0 or 1.
///
/// # Source
///
/// Pearson 1900; Fleiss, Levin & Paik 2003.
///
/// ```
/// use panel_stats::proportions::difference::{PooledZ, pooled_z};
/// use panel_stats::proportions::proportion::Proportion;
///
/// let all = Proportion::new(10, 10)?;
/// assert_eq!(pooled_z(all, all), PooledZ::BothAtSameExtreme);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
#[must_use]
pub fn pooled_z(first: Proportion, second: Proportion) -> PooledZ {
    let parts = |of: Proportion| {
        (of.estimate(), [real(of.successes()), real(of.failures()), real(of.trials())])
    };
    pooled(parts(first), parts(second))
}

/// The pooled z of two shares, each with its successes, its failures and both.
pub(crate) fn pooled(
    (share_first, first): (f64, [f64; 3]),
    (share_second, second): (f64, [f64; 3]),
) -> PooledZ {
    let none = |which: usize| first[which] == 0.0 && second[which] == 0.0;
    if none(0) || none(1) {
        return PooledZ::BothAtSameExtreme;
    }
    let trials = first[2] + second[2];
    // Failures counted, not 1 − p̄: the two differ when nearly all succeed.
    let [succeeded, failed] = [0, 1].map(|which| (first[which] + second[which]) / trials);
    let variance = succeeded * failed * (1.0 / first[2] + 1.0 / second[2]);
    PooledZ::Z((share_second - share_first) / variance.sqrt())
}
