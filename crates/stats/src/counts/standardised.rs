//! Rates standardised to another population.

use serde::Serialize;

use crate::counts::Counted;
use crate::counts::rates::byar;
use crate::number::real;
use crate::proportions::effective::checked_weight;
use crate::{Interval, StatsError};

/// Fewer events than this are not standardised.
pub const FEWEST_EVENTS: u64 = 10;

/// The events of one stratum, such as an age band, and its weight in the standard population.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stratum {
    counted: Counted,
    weight: f64,
}

impl Stratum {
    /// What was `counted` in the stratum, and the stratum's `weight`: its size in the standard
    /// population, in any units.
    ///
    /// # Errors
    ///
    /// [`StatsError::WeightOutOfRange`] outside
    /// [`SMALLEST_WEIGHT`](crate::proportions::effective::SMALLEST_WEIGHT) to
    /// [`LARGEST_WEIGHT`](crate::proportions::effective::LARGEST_WEIGHT).
    pub fn new(counted: Counted, weight: f64) -> Result<Self, StatsError> {
        Ok(Self { counted, weight: checked_weight(weight)? })
    }
}

/// A directly standardised rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum StandardisedRate {
    /// The rate and Dobson's interval, in events per unit of exposure.
    Rate {
        /// The rate the standard population would have.
        estimate: f64,
        /// Dobson's interval, around the estimate.
        interval: Interval,
    },
    /// Fewer than [`FEWEST_EVENTS`] in all: too few to standardise, and nothing is given.
    TooFewEvents {
        /// How many there were.
        events: u64,
    },
}

/// The directly standardised rate with Dobson's interval.
///
/// Formula, for oᵢ events over exposures nᵢ, weights wᵢ and O = Σoᵢ: DSR = Σwᵢoᵢ/nᵢ / Σwᵢ;
/// Var = Σwᵢ²oᵢ/nᵢ² / (Σwᵢ)²; from DSR − √(Var/O)(O − L) to DSR + √(Var/O)(U − O), with Byar's
/// L and U of O. `z` is in standard errors; rate and ends are events per unit of exposure. Where
/// few strata carry nearly all weight the lower end can fall below 0, and is held there.
///
/// [`StandardisedRate::TooFewEvents`] if O < [`FEWEST_EVENTS`], as when there are no strata.
///
/// # Errors
///
/// [`StatsError::MultipleOutOfRange`] unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
///
/// # Source
///
/// Dobson and others 1991; the suppression, Public Health England's `PHEindicatormethods`
/// (`phe_dsr`), read.
///
/// ```
/// use panel_stats::counts::Counted;
/// use panel_stats::normal::Z_975;
/// use panel_stats::counts::standardised::{StandardisedRate, Stratum, directly_standardised};
///
/// let strata = [
///     Stratum::new(Counted::new(12, 4.0)?, 30_000.0)?,
///     Stratum::new(Counted::new(45, 9.0)?, 50_000.0)?,
/// ];
/// let found = directly_standardised(&strata, Z_975)?;
/// let StandardisedRate::Rate { estimate, .. } = found else { unreachable!("57 events") };
/// assert_eq!(estimate, 4.25);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn directly_standardised(strata: &[Stratum], z: f64) -> Result<StandardisedRate, StatsError> {
    // Saturation leaves a total that is enough enough.
    let events = strata.iter().fold(0_u64, |sum, s| sum.saturating_add(s.counted.count()));
    let around = byar(events, z)?;
    if events < FEWEST_EVENTS {
        return Ok(StandardisedRate::TooFewEvents { events });
    }
    let weights: f64 = strata.iter().map(|stratum| stratum.weight).sum();
    let (mut estimate, mut variance) = (0.0, 0.0);
    for stratum in strata {
        let share = stratum.weight / weights;
        estimate += share * stratum.counted.rate();
        variance += share * stratum.counted.rate() * (share / stratum.counted.exposure());
    }
    let scale = (variance / real(events)).sqrt();
    let below = scale * (real(events) - around.low());
    let above = scale * (around.high() - real(events));
    let interval = Interval::new((estimate - below).max(0.0), estimate + above)?;
    Ok(StandardisedRate::Rate { estimate, interval })
}
