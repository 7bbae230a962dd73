//! How much more than Poisson's the counts vary.

use serde::Serialize;

use crate::StatsError;
use crate::counts::Dispersion;
use crate::moments::{Moments, moments};
use crate::number::real;

/// The fewest degrees of freedom at which a fit's dispersion is believed.
pub const FEWEST_DEGREES: u64 = 12;

/// The fewest periods at which variance over mean is believed.
pub const FEWEST_PERIODS: usize = 12;

/// The smallest fitted mean accepted. A fit may come this near 0 where nothing was counted.
pub const SMALLEST_FITTED: f64 = 1e-100;

/// The largest fitted mean accepted.
pub const LARGEST_FITTED: f64 = 1e20;

/// How well fitted means describe counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pearson {
    chi_square: f64,
    degrees: u64,
}

impl Pearson {
    /// Pearson's χ² of `observed` counts against the means `fitted` to them with so many
    /// `parameters`.
    ///
    /// Formula: χ² = Σ(yᵢ − μᵢ)²/μᵢ, df = n − p. Without units.
    ///
    /// # Errors
    ///
    /// [`StatsError::LengthsDiffer`] unless there is a mean for each count;
    /// [`StatsError::FittedOutOfRange`] for a mean outside [`SMALLEST_FITTED`] to
    /// [`LARGEST_FITTED`]; [`StatsError::NoDegreesOfFreedom`] unless n > p.
    ///
    /// # Source
    ///
    /// `McCullagh` & Nelder 1989; as R's `summary` of a quasi-Poisson `glm`.
    ///
    /// ```
    /// use panel_stats::counts::dispersion::Pearson;
    ///
    /// let fit = Pearson::new(&[8, 12, 10, 14], &[9.0, 11.0, 11.0, 13.0], 2)?;
    /// assert_eq!(fit.degrees(), 2);
    /// assert_eq!(format!("{:.4}", fit.chi_square()), "0.3699");
    /// # Ok::<(), panel_stats::StatsError>(())
    /// ```
    pub fn new(observed: &[u64], fitted: &[f64], parameters: usize) -> Result<Self, StatsError> {
        let observations = observed.len();
        if fitted.len() != observations {
            return Err(StatsError::LengthsDiffer { observed: observations, fitted: fitted.len() });
        }
        if parameters >= observations {
            return Err(StatsError::NoDegreesOfFreedom { observations, parameters });
        }
        let mut chi_square = 0.0;
        for (&count, &mean) in observed.iter().zip(fitted) {
            if !(SMALLEST_FITTED..=LARGEST_FITTED).contains(&mean) {
                return Err(StatsError::FittedOutOfRange(mean));
            }
            chi_square += (real(count) - mean).powi(2) / mean;
        }
        Ok(Self { chi_square, degrees: (observations - parameters) as u64 })
    }

    /// χ², finite and at least 0.
    #[must_use]
    pub const fn chi_square(self) -> f64 {
        self.chi_square
    }

    /// n − p, at least 1.
    #[must_use]
    pub const fn degrees(self) -> u64 {
        self.degrees
    }

    /// χ²/df: about 1 if the counts are Poisson around the fitted means.
    #[must_use]
    pub const fn per_degree(self) -> f64 {
        self.chi_square / real(self.degrees)
    }
}

/// Where a dispersion comes from, with the estimate before it is held at 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum DispersionSource {
    /// χ²/df of a fit.
    Estimated {
        /// χ²/df.
        raw: f64,
        /// The degrees of freedom.
        df: u64,
    },
    /// s²/ȳ of the periods, which a season or a trend inflates: on the safe side.
    FromVariance {
        /// s²/ȳ.
        raw: f64,
    },
    /// Not known, and taken as Poisson's: results will look surer than they are.
    Unknown(WhyUnknown),
}

/// Why a dispersion is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum WhyUnknown {
    /// Fewer than [`FEWEST_PERIODS`].
    TooFewPeriods {
        /// How many there are.
        periods: usize,
    },
    /// Nothing was counted in any period: 0/0.
    NothingCounted,
}

/// A dispersion to compare counts with, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DispersionEstimate {
    /// φ = max(1, the estimate); 1 if it is not known.
    pub dispersion: Dispersion,
    /// Where it comes from.
    pub source: DispersionSource,
}

/// The variance over the mean of the counts of equally long periods.
///
/// Formula: s²/ȳ with s² = Σ(yᵢ − ȳ)²/(n − 1), held at 1 from below; without units. It is
/// about 1 if the counts are Poisson with one mean. [`DispersionSource::Unknown`] with fewer than
/// [`FEWEST_PERIODS`], or if nothing was counted.
///
/// # Errors
///
/// [`StatsError::DispersionOutOfRange`] is passed on and does not occur: s² and ȳ are finite and
/// ȳ is at least 1/n.
///
/// # Source
///
/// Fisher 1950 (the index of dispersion).
///
/// ```
/// use panel_stats::counts::dispersion::{DispersionSource, dispersion_from_variance};
///
/// let months = [31, 28, 45, 39, 52, 47, 60, 55, 41, 38, 29, 35];
/// let found = dispersion_from_variance(&months)?;
/// assert_eq!(format!("{:.2}", found.dispersion.factor()), "2.59");
/// assert!(matches!(dispersion_from_variance(&months[1..])?.source, DispersionSource::Unknown(_)));
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn dispersion_from_variance(counts: &[u64]) -> Result<DispersionEstimate, StatsError> {
    let unknown = |why| {
        let source = DispersionSource::Unknown(why);
        Ok(DispersionEstimate { dispersion: Dispersion::POISSON, source })
    };
    let periods = counts.len();
    if periods < FEWEST_PERIODS {
        return unknown(WhyUnknown::TooFewPeriods { periods });
    }
    let reals: Vec<_> = counts.iter().map(|&count| real(count)).collect();
    match moments(&reals)? {
        Moments::Several { mean, deviation } if mean > 0.0 => {
            let raw = deviation * deviation / mean;
            let dispersion = Dispersion::new(raw.max(1.0))?;
            Ok(DispersionEstimate { dispersion, source: DispersionSource::FromVariance { raw } })
        }
        _ => unknown(WhyUnknown::NothingCounted),
    }
}

/// The dispersion by the best means there are.
///
/// From the fit, if there is one with at least [`FEWEST_DEGREES`] degrees of freedom (twelve
/// months, a trend and 25 counts leave that many): max(1, χ²/df). Otherwise
/// [`dispersion_from_variance`] of the `baseline`, the counts of equally long periods in which no
/// change is looked for.
///
/// # Errors
///
/// As for [`dispersion_from_variance`].
///
/// # Source
///
/// As for [`Pearson::new`] and [`dispersion_from_variance`].
///
/// ```
/// use panel_stats::counts::dispersion::{DispersionSource, dispersion_from_counts};
///
/// let even = dispersion_from_counts(&[20; 12], None)?;
/// assert_eq!(even.source, DispersionSource::FromVariance { raw: 0.0 });
/// assert_eq!(even.dispersion.factor(), 1.0);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn dispersion_from_counts(
    baseline: &[u64],
    fit: Option<Pearson>,
) -> Result<DispersionEstimate, StatsError> {
    match fit {
        Some(fit) if fit.degrees >= FEWEST_DEGREES => {
            let (raw, df) = (fit.per_degree(), fit.degrees);
            let dispersion = Dispersion::new(raw.max(1.0))?;
            Ok(DispersionEstimate { dispersion, source: DispersionSource::Estimated { raw, df } })
        }
        _ => dispersion_from_variance(baseline),
    }
}
