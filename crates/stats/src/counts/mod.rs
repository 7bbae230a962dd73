//! Counts with their exposures: the z for two of them, intervals, exact tests, dispersion.
//!
//! | subject | file |
//! |---|---|
//! | a count and its exposure, and the z for two of them | here |
//! | the exact test for two small counts | [`exact`] |
//! | the test chosen for two counts, and what it finds | [`comparison`] |
//! | how much more than Poisson's the counts vary | [`dispersion`] |
//! | the same, of events that come from few people | [`clusters`] |
//! | the intervals of one count, and of its rate | [`rates`] |
//! | rates standardised to another population | [`standardised`] |

pub mod clusters;
pub mod comparison;
pub mod dispersion;
pub mod exact;
pub mod rates;
pub mod standardised;

use serde::Serialize;

use crate::StatsError;
use crate::number::real;

/// The smallest exposure accepted. With [`LARGEST_EXPOSURE`] it keeps every rate finite.
pub const SMALLEST_EXPOSURE: f64 = 1e-9;

/// The largest exposure accepted.
pub const LARGEST_EXPOSURE: f64 = 1e15;

/// A count and what it was counted over: days, people, member-months. Units are the caller's,
/// the same for both sides of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Counted {
    count: u64,
    exposure: f64,
}

impl Counted {
    /// `count` over `exposure`.
    ///
    /// # Errors
    ///
    /// [`StatsError::ExposureOutOfRange`] unless the exposure is a number from
    /// [`SMALLEST_EXPOSURE`] to [`LARGEST_EXPOSURE`].
    pub fn new(count: u64, exposure: f64) -> Result<Self, StatsError> {
        if (SMALLEST_EXPOSURE..=LARGEST_EXPOSURE).contains(&exposure) {
            Ok(Self { count, exposure })
        } else {
            Err(StatsError::ExposureOutOfRange(exposure))
        }
    }

    /// `count` over one period, for comparing periods of equal length.
    #[must_use]
    pub const fn in_one_period(count: u64) -> Self {
        Self { count, exposure: 1.0 }
    }

    /// How many were counted.
    #[must_use]
    pub const fn count(self) -> u64 {
        self.count
    }

    /// What they were counted over.
    #[must_use]
    pub const fn exposure(self) -> f64 {
        self.exposure
    }

    /// count/exposure, finite.
    #[must_use]
    pub const fn rate(self) -> f64 {
        real(self.count) / self.exposure
    }
}

/// How many times wider than Poisson's the variance of a count is: φ, finite and at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Dispersion(f64);

impl Dispersion {
    /// φ = 1: variance equal to the mean.
    pub const POISSON: Self = Self(1.0);

    /// `factor` times Poisson's variance, without units.
    ///
    /// # Errors
    ///
    /// [`StatsError::DispersionOutOfRange`] unless the factor is finite and at least 1.
    pub fn new(factor: f64) -> Result<Self, StatsError> {
        if factor.is_finite() && factor >= 1.0 {
            Ok(Self(factor))
        } else {
            Err(StatsError::DispersionOutOfRange(factor))
        }
    }

    /// φ.
    #[must_use]
    pub const fn factor(self) -> f64 {
        self.0
    }
}

/// Two rates compared by the normal approximation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum RateComparison {
    /// Standard errors by which the second rate stands above the first.
    Z(f64),
    /// Both counts are 0: 0/0, and no evidence of a difference.
    NothingCounted,
}

/// The quasi-Poisson z of two rates, **second minus first**.
///
/// Formula, for counts c over exposures e: z = (c₂/e₂ − c₁/e₁)/√(φ·p̂·(1/e₁ + 1/e₂)),
/// p̂ = (c₁+c₂)/(e₁+e₂); in standard errors. With equal exposures, (c₂ − c₁)/√(φ(c₁ + c₂)).
/// [`RateComparison::NothingCounted`] if both counts are 0. For small counts use
/// [`exact_conditional`](crate::counts::exact::exact_conditional).
///
/// # Source
///
/// Score test of two Poisson rates: Przyborowski & Wilenski 1940; scaled by φ as in
/// `McCullagh` & Nelder 1989.
///
/// ```
/// use panel_stats::counts::{Counted, Dispersion, RateComparison, rate_comparison};
///
/// let (first, second) = (Counted::in_one_period(58_805), Counted::in_one_period(60_260));
/// let RateComparison::Z(z) = rate_comparison(first, second, Dispersion::POISSON) else {
///     unreachable!("something was counted")
/// };
/// assert_eq!(format!("{z:.2}"), "4.22");
/// ```
#[must_use]
pub fn rate_comparison(first: Counted, second: Counted, dispersion: Dispersion) -> RateComparison {
    if first.count == 0 && second.count == 0 {
        return RateComparison::NothingCounted;
    }
    // Top and bottom of the formula times e₁e₂/√(e₁e₂): whole exposures lose no digits, and
    // rates that are equal give exactly 0.
    let gap = real(second.count) * first.exposure - real(first.count) * second.exposure;
    let total = real(first.count) + real(second.count);
    let spread = (total * first.exposure * second.exposure).sqrt();
    RateComparison::Z(gap / (dispersion.0.sqrt() * spread))
}
