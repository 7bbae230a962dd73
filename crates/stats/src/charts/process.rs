//! The centre and deviation that a sequential chart starts from.

use serde::Serialize;

use crate::charts::ChartError;
use crate::charts::chart::{FEWEST_FOR_LIMITS, Scale};
use crate::charts::individuals::{Screening, mean_range};
use crate::charts::numbers::{checked, mean};

/// The smallest σ accepted. With [`LARGEST_VALUE`](crate::charts::chart::LARGEST_VALUE) it keeps every
/// distance in σ finite.
pub const SMALLEST_SIGMA: f64 = 1e-100;

/// The largest σ accepted.
pub const LARGEST_SIGMA: f64 = 1e100;

/// A centre μ and a deviation σ above 0, in the units of the values.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Process {
    centre: f64,
    sigma: f64,
}

/// A process estimated from a baseline.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Baseline {
    /// Fewer than [`FEWEST_FOR_LIMITS`] points.
    TooFew {
        /// How many there are.
        points: usize,
    },
    /// The points do not vary, or by less than [`SMALLEST_SIGMA`].
    NoSpread {
        /// Their mean.
        centre: f64,
    },
    /// The process.
    Estimated(Process),
}

impl Process {
    /// A process that is known.
    ///
    /// # Errors
    ///
    /// [`ChartError::ValueOutOfRange`] for a centre that is no value;
    /// [`ChartError::SigmaOutOfRange`] unless σ is from [`SMALLEST_SIGMA`] to [`LARGEST_SIGMA`].
    pub fn new(centre: f64, sigma: f64) -> Result<Self, ChartError> {
        checked(&[centre], Scale::Unbounded)?;
        if !(SMALLEST_SIGMA..=LARGEST_SIGMA).contains(&sigma) {
            return Err(ChartError::SigmaOutOfRange(sigma));
        }
        Ok(Self { centre, sigma })
    }

    /// The process a baseline shows: its mean, and the mean moving range over 1.128.
    ///
    /// # Errors
    ///
    /// [`ChartError::ValueOutOfRange`] if a value is not a number or too large.
    pub fn of_baseline(baseline: &[f64], screening: Screening) -> Result<Baseline, ChartError> {
        let baseline = checked(baseline, Scale::Unbounded)?;
        if baseline.len() < FEWEST_FOR_LIMITS {
            return Ok(Baseline::TooFew { points: baseline.len() });
        }
        let (centre, sigma) = (mean(baseline), mean_range(baseline, screening).sigma());
        Ok(match Self::new(centre, sigma) {
            Ok(process) => Baseline::Estimated(process),
            Err(_) => Baseline::NoSpread { centre },
        })
    }

    /// μ.
    #[must_use]
    pub const fn centre(self) -> f64 {
        self.centre
    }

    /// σ.
    #[must_use]
    pub const fn sigma(self) -> f64 {
        self.sigma
    }
}
