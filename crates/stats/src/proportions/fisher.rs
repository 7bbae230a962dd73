//! Two small proportions compared exactly.

use std::iter::successors;

use serde::Serialize;

use crate::StatsError;
use crate::counts::exact::{LARGEST_EXACT_TOTAL, PValueKind, share_as_rare};
use crate::number::real;
use crate::proportions::proportion::Proportion;

/// What Fisher's test finds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum FisherTest {
    /// The two-sided p-value, a probability from 0 to 1.
    P(f64),
    /// All or none succeeded in both groups: nothing else could have been seen, and there is no
    /// evidence of a difference.
    BothAtSameExtreme,
}

/// Fisher's exact test of two proportions.
///
/// Formula: if the shares are equal, x₂ given x₁ + x₂ is hypergeometric. The two-sided p-value
/// sums the probabilities of all outcomes no more probable than the one seen; the mid-p takes
/// half of each that is as probable. One too small for an `f64` is given as 0. It says nothing
/// about how large the difference is: show [`newcombe`](crate::proportions::difference::newcombe) beside it.
///
/// # Errors
///
/// [`StatsError::TooManyForExact`] if n₁ + n₂ is above [`LARGEST_EXACT_TOTAL`].
///
/// # Source
///
/// Fisher 1935; the mid-p, Lancaster 1961.
///
/// ```
/// use panel_stats::counts::exact::PValueKind;
/// use panel_stats::proportions::fisher::{FisherTest, fisher};
/// use panel_stats::proportions::proportion::Proportion;
///
/// // Eight cups of tea.
/// let (milk_first, tea_first) = (Proportion::new(3, 4)?, Proportion::new(1, 4)?);
/// let FisherTest::P(p) = fisher(milk_first, tea_first, PValueKind::Ordinary)? else {
///     unreachable!("some succeeded and some did not")
/// };
/// assert_eq!(format!("{p:.4}"), "0.4857");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn fisher(
    first: Proportion,
    second: Proportion,
    kind: PValueKind,
) -> Result<FisherTest, StatsError> {
    let total = u128::from(first.trials()) + u128::from(second.trials());
    if total > u128::from(LARGEST_EXACT_TOTAL) {
        return Err(StatsError::TooManyForExact { total });
    }
    // A million at most from here on: no sum or product of two leaves 64 bits.
    let successes = first.successes() + second.successes();
    let failures = first.failures() + second.failures();
    if successes == 0 || failures == 0 {
        return Ok(FisherTest::BothAtSameExtreme);
    }
    let trials = second.trials();
    let (fewest, most) = (trials.saturating_sub(failures), successes.min(trials));
    let mode = (trials + 1) * (successes + 1) / (successes + failures + 2);
    let centre = mode.clamp(fewest, most);

    // P(k+1)/P(k) for k successes in the second group.
    let step = |k: u64| {
        real(successes - k) * real(trials - k) / (real(k + 1) * real(failures + k + 1 - trials))
    };
    let upwards = successors(Some((centre, 1.0)), |&(k, weight)| {
        (k < most && weight > 0.0).then(|| (k + 1, weight * step(k)))
    });
    let downwards = successors(Some((centre, 1.0)), |&(k, weight)| {
        (k > fewest && weight > 0.0).then(|| (k - 1, weight / step(k - 1)))
    });
    let outcomes = upwards.chain(downwards.skip(1));
    Ok(FisherTest::P(share_as_rare(outcomes, second.successes(), kind)))
}
