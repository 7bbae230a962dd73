//! The exact test for two small counts.

use std::iter::successors;

use serde::Serialize;

use crate::counts::Counted;
use crate::number::real;
use crate::proportions::proportion::{Proportion, clopper_pearson, tail_of};
use crate::{Interval, StatsError};

/// The most, counts added or trials, that an exact method takes.
pub const LARGEST_EXACT_TOTAL: u64 = 1_000_000;

/// The confidence of the ratio's interval in [`exact_conditional`].
pub const RATIO_CONFIDENCE: f64 = 0.95;

/// Outcomes whose probabilities differ by less than this share count as equally probable, as in
/// R's `poisson.test` and scipy's `binomtest`: a true tie survives rounding.
const TIE_TOLERANCE: f64 = 1e-7;

/// Which p-value is wanted of an exact test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum PValueKind {
    /// All outcomes no more probable than the one seen, in full: never too eager.
    Ordinary,
    /// Those equally probable, the one seen among them, count half. On average over what could
    /// be seen it is exactly ½ if there is no difference, where the ordinary one is more; it may
    /// be a little too eager.
    Mid,
}

/// Second rate over first, with its exact interval; no units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Ratio {
    /// Something was counted the first time.
    Bounded {
        /// (c₂/e₂)/(c₁/e₁).
        estimate: f64,
        /// The exact interval of the ratio.
        interval: Interval,
    },
    /// Nothing was counted the first time: no estimate and no upper limit.
    Unbounded {
        /// The exact lower limit of the ratio: of a 95% interval, 97.5% on its side.
        low: f64,
    },
    /// Nothing was counted either time: any ratio is possible.
    NothingCounted,
}

/// What the exact test finds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ExactComparison {
    /// The two-sided p-value, a probability from 0 to 1.
    pub p_value: f64,
    /// Second rate over first.
    pub ratio: Ratio,
}

/// The exact conditional test of two counts, with the ordinary p-value and a 95% interval:
/// [`exact_conditional_with`] [`PValueKind::Ordinary`] and [`RATIO_CONFIDENCE`].
///
/// # Errors
///
/// [`StatsError::TooManyForExact`] if c₁ + c₂ is above [`LARGEST_EXACT_TOTAL`].
///
/// ```
/// use panel_stats::counts::{Counted, exact::exact_conditional};
///
/// let found = exact_conditional(Counted::in_one_period(3), Counted::in_one_period(12))?;
/// assert_eq!(format!("{:.4}", found.p_value), "0.0352");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn exact_conditional(first: Counted, second: Counted) -> Result<ExactComparison, StatsError> {
    exact_conditional_with(first, second, PValueKind::Ordinary, RATIO_CONFIDENCE)
}

/// The exact conditional test of two counts.
///
/// Formula: if the rates are equal, c₂ given n = c₁ + c₂ is binomial with share e₂/(e₁+e₂). The
/// two-sided p-value sums the probabilities of all outcomes no more probable than the one seen;
/// the mid-p takes half of each that is as probable. With (l, u) Clopper and Pearson's limits for
/// c₂ of n at `confidence` (a share), the ratio of the rates lies from l/(1−l)·e₁/e₂ to
/// u/(1−u)·e₁/e₂, whichever p-value is taken.
///
/// c₁ = 0: the ratio is [`Ratio::Unbounded`]. Both 0: p is 1 (the mid-p ½), because nothing else
/// could have been seen, and the ratio is [`Ratio::NothingCounted`]. A p-value too small for an
/// `f64` (below about 1e-320) is given as 0. The test knows no dispersion: it takes the counts as
/// Poisson.
///
/// # Errors
///
/// [`StatsError::TooManyForExact`] if c₁ + c₂ is above [`LARGEST_EXACT_TOTAL`];
/// [`StatsError::ConfidenceOutOfRange`] as for [`clopper_pearson`].
///
/// # Source
///
/// Przyborowski & Wilenski 1940; the interval, Clopper & Pearson 1934; the mid-p, Lancaster 1961.
///
/// ```
/// use panel_stats::counts::Counted;
/// use panel_stats::counts::exact::{PValueKind, exact_conditional_with};
///
/// let (first, second) = (Counted::in_one_period(3), Counted::in_one_period(12));
/// let found = exact_conditional_with(first, second, PValueKind::Mid, 0.9)?;
/// assert_eq!(format!("{:.4}", found.p_value), "0.0213");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn exact_conditional_with(
    first: Counted,
    second: Counted,
    kind: PValueKind,
    confidence: f64,
) -> Result<ExactComparison, StatsError> {
    let total = u128::from(first.count()) + u128::from(second.count());
    if total > u128::from(LARGEST_EXACT_TOTAL) {
        return Err(StatsError::TooManyForExact { total });
    }
    let total = first.count() + second.count();
    Ok(ExactComparison {
        p_value: p_value(second.count(), total, second.exposure() / first.exposure(), kind),
        ratio: ratio(first, second, total, confidence)?,
    })
}

/// The ratio and its limits. `total` is within an exact method's reach.
fn ratio(
    first: Counted,
    second: Counted,
    total: u64,
    confidence: f64,
) -> Result<Ratio, StatsError> {
    // Asked first, so that a faulty confidence is named even if nothing was counted.
    tail_of(confidence)?;
    if total == 0 {
        return Ok(Ratio::NothingCounted);
    }
    // 1 − u for the second is l for the first: taken from there, no digits are lost.
    let part_first = clopper_pearson(Proportion::new(first.count(), total)?, confidence)?;
    let part_second = clopper_pearson(Proportion::new(second.count(), total)?, confidence)?;
    let exposures = first.exposure() / second.exposure();
    let low = part_second.low() / part_first.high() * exposures;
    if first.count() == 0 {
        return Ok(Ratio::Unbounded { low });
    }
    let high = part_second.high() / part_first.low() * exposures;
    let estimate = real(second.count()) / real(first.count()) * exposures;
    Ok(Ratio::Bounded { estimate, interval: Interval::new(low, high)? })
}

/// Two-sided p of `seen` out of `total` when success has these `odds`.
///
/// Probabilities are taken relative to one near the centre, each from its neighbour by
/// P(k+1)/P(k) = (n−k)/(k+1) · odds, until they vanish. That loses a few units in the last place
/// per thousand outcomes; the factorials' logarithms (statrs `Binomial::pmf`) lose seven digits
/// at a total of a million.
fn p_value(seen: u64, total: u64, odds: f64, kind: PValueKind) -> f64 {
    let centre = centre(total, odds);
    let upwards = successors(Some((centre, 1.0)), |&(k, weight)| {
        (k < total && weight > 0.0)
            .then(|| (k + 1, weight * (real(total - k) / real(k + 1) * odds)))
    });
    let downwards = successors(Some((centre, 1.0)), |&(k, weight)| {
        (k > 0 && weight > 0.0).then(|| (k - 1, weight * (real(k) / real(total - k + 1) / odds)))
    });
    share_as_rare(upwards.chain(downwards.skip(1)), seen, kind)
}

/// The share of the outcomes' weights that belongs to those as rare as the one `seen`. One
/// outcome has weight 1, those left out have none.
pub(crate) fn share_as_rare(
    outcomes: impl Iterator<Item = (u64, f64)> + Clone,
    seen: u64,
    kind: PValueKind,
) -> f64 {
    let of_seen = outcomes.clone().find(|&(k, _)| k == seen).map_or(0.0, |(_, weight)| weight);
    let as_rare = of_seen * (1.0 + TIE_TOLERANCE);
    let half_from = match kind {
        PValueKind::Ordinary => f64::INFINITY,
        PValueKind::Mid => of_seen * (1.0 - TIE_TOLERANCE),
    };
    let (rare, all) = outcomes.fold((0.0, 0.0), |(rare, all), (_, weight)| {
        let counted = match weight {
            more if more > as_rare => 0.0,
            equal if equal >= half_from => equal / 2.0,
            less => less,
        };
        (rare + counted, all + weight)
    });
    // The sum has a 1 in it, so it is never 0.
    f64::min(rare / all, 1.0)
}

/// An outcome near the most probable one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 0 to the total, and any outcome near the centre will do"
)]
fn centre(total: u64, odds: f64) -> u64 {
    ((real(total) * (odds / (1.0 + odds))) as u64).min(total)
}
