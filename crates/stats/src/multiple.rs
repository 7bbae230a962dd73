//! Many tests at once.

use serde::Serialize;

use crate::StatsError;
use crate::number::real;

/// The share of the tests that survive which may be false alarms, on average: above 0, below 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DiscoveryRate(f64);

impl DiscoveryRate {
    /// A `share`, such as 0.1 for 10%.
    ///
    /// # Errors
    ///
    /// [`StatsError::DiscoveryRateOutOfRange`] unless 0 < share < 1.
    pub fn new(share: f64) -> Result<Self, StatsError> {
        if share > 0.0 && share < 1.0 {
            Ok(Self(share))
        } else {
            Err(StatsError::DiscoveryRateOutOfRange(share))
        }
    }

    /// The share.
    #[must_use]
    pub const fn share(self) -> f64 {
        self.0
    }
}

/// A p-value and what is left of it when its neighbours are tested too.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Adjusted {
    /// The p-value of the test by itself.
    pub p_value: f64,
    /// The smallest rate of false discoveries at which the test survives, from `p_value` to 1.
    pub adjusted: f64,
}

impl Adjusted {
    /// Whether the test survives at `rate`: adjusted ≤ rate.
    #[must_use]
    pub const fn survives(self, rate: DiscoveryRate) -> bool {
        self.adjusted <= rate.0
    }
}

/// Benjamini and Hochberg's adjusted p-values, in the order of `p_values`.
///
/// Formula: with the m p-values in rising order, p₍ᵢ₎·m/i; each then the smallest of its own and
/// all after it, and at most 1. The tests that survive at q hold a share of false discoveries of
/// at most q on average, if they are independent or positively dependent. Tests that were not
/// made do not count: give p-values only of those that were. No p-values: none adjusted.
///
/// # Errors
///
/// [`StatsError::PValueOutOfRange`] unless every p-value is from 0 to 1.
///
/// # Source
///
/// Benjamini & Hochberg 1995; the adjusted form as in R's `p.adjust`.
///
/// ```
/// use panel_stats::multiple::{DiscoveryRate, benjamini_hochberg};
///
/// let adjusted = benjamini_hochberg(&[0.04, 0.001, 0.03])?;
/// let ten_percent = DiscoveryRate::new(0.1)?;
/// assert!(adjusted.iter().all(|test| test.survives(ten_percent)));
/// assert_eq!(adjusted[2].adjusted, 0.04);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn benjamini_hochberg(p_values: &[f64]) -> Result<Vec<Adjusted>, StatsError> {
    if let Some(&faulty) = p_values.iter().find(|p| !(0.0..=1.0).contains(*p)) {
        return Err(StatsError::PValueOutOfRange(faulty));
    }
    let tests = real(p_values.len() as u64);
    let mut adjusted: Vec<_> =
        p_values.iter().map(|&p_value| Adjusted { p_value, adjusted: 1.0 }).collect();

    let mut falling: Vec<_> = adjusted.iter_mut().collect();
    falling.sort_by(|a, b| b.p_value.total_cmp(&a.p_value));
    let mut smallest = 1.0_f64;
    for (above, test) in (0_u64..).zip(falling) {
        // m/i first: it is exactly 1 for the largest, which stays itself.
        smallest = smallest.min(tests / (tests - real(above)) * test.p_value);
        test.adjusted = smallest;
    }
    Ok(adjusted)
}
