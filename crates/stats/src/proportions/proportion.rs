//! One proportion and its intervals.

use serde::Serialize;
use statrs::function::beta::beta_reg;

use crate::counts::exact::LARGEST_EXACT_TOTAL;
use crate::halving::boundary;
use crate::normal::checked_multiple;
use crate::number::real;
use crate::{Interval, StatsError};

/// The lowest confidence an exact interval accepts.
pub const LOWEST_CONFIDENCE: f64 = 0.5;

/// The highest confidence an exact interval accepts.
pub const HIGHEST_CONFIDENCE: f64 = 0.999_999;

/// So many successes of so many trials: successes ≤ trials, trials ≥ 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Proportion {
    successes: u64,
    trials: u64,
}

impl Proportion {
    /// `successes` of `trials`, both counts.
    ///
    /// # Errors
    ///
    /// [`StatsError::NoTrials`] if `trials` is 0, [`StatsError::MoreThanAll`] if
    /// `successes > trials`.
    ///
    /// ```
    /// use panel_stats::proportions::proportion::Proportion;
    ///
    /// assert_eq!(Proportion::new(29, 32)?.estimate(), 0.90625);
    /// assert!(Proportion::new(33, 32).is_err());
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    pub const fn new(successes: u64, trials: u64) -> Result<Self, StatsError> {
        if trials == 0 {
            Err(StatsError::NoTrials)
        } else if successes > trials {
            Err(StatsError::MoreThanAll { successes, trials })
        } else {
            Ok(Self { successes, trials })
        }
    }

    /// How many succeeded.
    #[must_use]
    pub const fn successes(self) -> u64 {
        self.successes
    }

    /// How many there were.
    #[must_use]
    pub const fn trials(self) -> u64 {
        self.trials
    }

    /// How many did not succeed.
    #[must_use]
    pub const fn failures(self) -> u64 {
        self.trials - self.successes
    }

    /// x/n, a share from 0 to 1.
    #[must_use]
    pub const fn estimate(self) -> f64 {
        real(self.successes) / real(self.trials)
    }

    /// 100x/n, a percentage from 0 to 100.
    #[must_use]
    pub const fn percentage(self) -> f64 {
        100.0 * self.estimate()
    }
}

/// Wilson's interval for a proportion, within 0 and 1 and around the estimate: the default.
///
/// Formula, for x of n and p = x/n: (p + z²/2n ± z√(p(1−p)/n + z²/4n²))/(1 + z²/n). The lower
/// end is computed as the product of the two roots over the upper, which cancels nothing. At
/// x = 0 the lower end is exactly 0, at x = n the upper is exactly 1. `z` is in standard errors;
/// the ends are shares.
///
/// # Errors
///
/// [`StatsError::MultipleOutOfRange`] unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
///
/// # Source
///
/// Wilson 1927.
///
/// ```
/// use panel_stats::normal::Z_975;
/// use panel_stats::proportions::proportion::{Proportion, wilson};
///
/// let interval = wilson(Proportion::new(29, 32)?, Z_975)?;
/// assert_eq!(format!("{:.1} to {:.1}", 100.0 * interval.low(), 100.0 * interval.high()),
///            "75.8 to 96.8");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn wilson(proportion: Proportion, z: f64) -> Result<Interval, StatsError> {
    let counts = [proportion.successes, proportion.failures(), proportion.trials].map(real);
    wilson_of(counts, proportion.estimate(), z)
}

/// Wilson's interval for successes, failures and trials that need not be whole.
pub(crate) fn wilson_of(
    [successes, failures, trials]: [f64; 3],
    estimate: f64,
    z: f64,
) -> Result<Interval, StatsError> {
    let z = checked_multiple(z)?;
    let half_square = z * z / 2.0;
    let spread = z * (successes * (failures / trials) + half_square / 2.0).sqrt();
    let upper = successes + half_square + spread;

    // Rounding must not put the estimate outside.
    let low = ((successes / trials) * (successes / upper)).min(estimate);
    let high = if failures > 0.0 { (upper / (trials + z * z)).clamp(estimate, 1.0) } else { 1.0 };
    Interval::new(low, high)
}

/// Wald's interval for a proportion. **For print only**, beside figures published with it.
///
/// Formula: p ± z√(p(1−p)/n), ends in shares, not clamped to 0 and 1, so that half its width is
/// the ± figure publishers print. At 0 of n and at n of n it has **zero width**, which is no
/// statement of certainty: judge with [`wilson`].
///
/// # Errors
///
/// [`StatsError::MultipleOutOfRange`] unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
///
/// # Source
///
/// Laplace 1812; named after Wald 1943.
pub fn wald(proportion: Proportion, z: f64) -> Result<Interval, StatsError> {
    let z = checked_multiple(z)?;
    let estimate = proportion.estimate();
    let trials = real(proportion.trials);
    let half = z * (estimate * (real(proportion.failures()) / trials) / trials).sqrt();
    Interval::new(estimate - half, estimate + half)
}

/// The exact interval of Clopper and Pearson: never covers less than `confidence`.
///
/// Formula, for x of n and α = 1 − `confidence`: the p at which P(X ≥ x) = α/2, up to the p at
/// which P(X ≤ x) = α/2, X binomial. At x = 0 the lower end is exactly 0, at x = n the upper is
/// exactly 1. `confidence` is a share (0.95 for 95%), and so are the ends.
///
/// # Errors
///
/// [`StatsError::ConfidenceOutOfRange`] outside [`LOWEST_CONFIDENCE`] to [`HIGHEST_CONFIDENCE`];
/// [`StatsError::TooManyForExact`] above [`LARGEST_EXACT_TOTAL`] trials, where the logarithm of
/// the gamma function has too few digits left (and Wilson's interval is the same in print).
///
/// # Source
///
/// Clopper & Pearson 1934.
///
/// ```
/// use panel_stats::proportions::proportion::{Proportion, clopper_pearson};
///
/// let interval = clopper_pearson(Proportion::new(29, 32)?, 0.95)?;
/// assert_eq!(format!("{:.3} to {:.3}", interval.low(), interval.high()), "0.750 to 0.980");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn clopper_pearson(proportion: Proportion, confidence: f64) -> Result<Interval, StatsError> {
    let tail = tail_of(confidence)?;
    if proportion.trials > LARGEST_EXACT_TOTAL {
        return Err(StatsError::TooManyForExact { total: u128::from(proportion.trials) });
    }
    let (successes, failures) = (real(proportion.successes), real(proportion.failures()));
    let estimate = proportion.estimate();

    // P(X ≥ x) and P(X ≤ x) are incomplete beta functions of p (Abramowitz & Stegun 26.5.24),
    // and each has a closed inverse at its end.
    let low = match proportion.successes {
        0 => 0.0,
        all if all == proportion.trials => (tail.ln() / successes).exp(),
        _ => boundary(0.0, estimate, |p| beta_reg(successes, failures + 1.0, p) < tail),
    };
    let high = match proportion.failures() {
        0 => 1.0,
        all if all == proportion.trials => -(tail.ln() / failures).exp_m1(),
        _ => boundary(estimate, 1.0, |p| beta_reg(failures, successes + 1.0, 1.0 - p) > tail),
    };
    Interval::new(low, high)
}

/// What a confidence leaves on either side, (1 − confidence)/2, if it can be computed with.
pub(crate) fn tail_of(confidence: f64) -> Result<f64, StatsError> {
    if (LOWEST_CONFIDENCE..=HIGHEST_CONFIDENCE).contains(&confidence) {
        Ok((1.0 - confidence) / 2.0)
    } else {
        Err(StatsError::ConfidenceOutOfRange(confidence))
    }
}

/// The widest a proportion's interval can be on either side, whatever the proportion turns out
/// to be.
///
/// Formula: z√(0.25/n), the Wald half-width at a half; a share (0.17 is 17 points).
///
/// # Errors
///
/// [`StatsError::NoTrials`] if `trials` is 0; [`StatsError::MultipleOutOfRange`] unless
/// 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
///
/// # Source
///
/// Cochran 1977.
///
/// ```
/// use panel_stats::{normal::Z_975, proportions::proportion::worst_case_half_width};
///
/// assert_eq!(format!("{:.4}", worst_case_half_width(32, Z_975)?), "0.1732");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn worst_case_half_width(trials: u64, z: f64) -> Result<f64, StatsError> {
    let z = checked_multiple(z)?;
    if trials == 0 { Err(StatsError::NoTrials) } else { Ok(z * (0.25 / real(trials)).sqrt()) }
}
