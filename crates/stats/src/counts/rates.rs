//! The intervals of one count, and of its rate.

use serde::Serialize;
use statrs::function::gamma::{gamma_lr, gamma_ur};

use crate::counts::Counted;
use crate::counts::exact::LARGEST_EXACT_TOTAL;
use crate::halving::boundary;
use crate::normal::{checked_multiple, multiple_for};
use crate::number::real;
use crate::proportions::proportion::tail_of;
use crate::{Interval, StatsError};

/// Counts below this have Garwood's interval by the rule of [`count_interval`].
pub const GARWOOD_BELOW: u64 = 10;

/// How the interval of a count was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CountMethod {
    /// [`garwood`].
    Garwood,
    /// [`byar`].
    Byar,
}

impl CountMethod {
    /// The method's name, for print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Garwood => "exact (Garwood)",
            Self::Byar => "Byar's method",
        }
    }
}

/// The means that a count is consistent with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CountInterval {
    /// How it was found.
    pub method: CountMethod,
    /// The interval, in events.
    pub interval: Interval,
}

/// A rate and the interval around it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RateInterval {
    /// How the interval was found.
    pub method: CountMethod,
    /// Count/exposure, in events per unit of exposure.
    pub rate: f64,
    /// The interval, in the same units.
    pub interval: Interval,
}

/// The exact interval of a Poisson count: never covers less than `confidence`.
///
/// Formula, for x events and α = 1 − `confidence`: the mean at which P(X ≥ x) = α/2, up to the
/// mean at which P(X ≤ x) = α/2, X Poisson; that is ½χ²(α/2; 2x) to ½χ²(1−α/2; 2x+2). At x = 0
/// the lower end is exactly 0. `confidence` is a share (0.95 for 95%), the ends are events.
///
/// **The other way round:** a count departs from an expected E if E is outside the interval of
/// the count, so E must not be given as the count. Lines around E, as on a funnel, are the
/// smallest and the largest count whose interval still holds E.
///
/// The count is taken as Poisson: one that varies more has a wider interval than this.
///
/// # Errors
///
/// [`StatsError::ConfidenceOutOfRange`] outside
/// [`LOWEST_CONFIDENCE`](crate::proportions::proportion::LOWEST_CONFIDENCE) to
/// [`HIGHEST_CONFIDENCE`](crate::proportions::proportion::HIGHEST_CONFIDENCE);
/// [`StatsError::TooManyForExact`] above [`LARGEST_EXACT_TOTAL`], where [`byar`] is the same in
/// print.
///
/// # Source
///
/// Garwood 1936.
///
/// ```
/// use panel_stats::counts::rates::garwood;
///
/// let interval = garwood(5, 0.95)?;
/// assert_eq!(format!("{:.3} to {:.3}", interval.low(), interval.high()), "1.623 to 11.668");
/// // 5 events are consistent with 9 expected, and not with 12.
/// assert!(interval.contains(9.0) && !interval.contains(12.0));
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn garwood(count: u64, confidence: f64) -> Result<Interval, StatsError> {
    let tail = tail_of(confidence)?;
    if count > LARGEST_EXACT_TOTAL {
        return Err(StatsError::TooManyForExact { total: u128::from(count) });
    }
    let events = real(count);
    // P(X ≥ x) and P(X ≤ x) are incomplete gamma functions of the mean (Abramowitz & Stegun
    // 26.4.21), and for none and one there is a closed inverse.
    let low = match count {
        0 => 0.0,
        1 => -(-tail).ln_1p(),
        _ => boundary(0.0, events, |mean| gamma_lr(events, mean) < tail),
    };
    // By Chernoff's bound P(X ≤ x) is below e⁻²⁵ at the far end, less than any tail in use.
    let far = 2.0 * events + 100.0;
    let high = match count {
        0 => -tail.ln(),
        _ => boundary(events, far, |mean| gamma_ur(events + 1.0, mean) > tail),
    };
    Interval::new(low, high)
}

/// Byar's approximation to [`garwood`], for any count.
///
/// Formula, for x events: x(1 − 1/(9x) − z/(3√x))³ to (x+1)(1 − 1/(9(x+1)) + z/(3√(x+1)))³, ends
/// in events. The lower end is 0 at x = 0, and where the bracket is negative (z above 2.67 at
/// x = 1), which is where the approximation fails: use [`count_interval`]. `z` is in standard
/// errors.
///
/// # Errors
///
/// [`StatsError::MultipleOutOfRange`] unless 0 < z ≤ [`LARGEST_Z`](crate::normal::LARGEST_Z).
///
/// # Source
///
/// Breslow & Day 1987.
///
/// ```
/// use panel_stats::{counts::rates::byar, normal::Z_975};
///
/// let interval = byar(65, Z_975)?;
/// assert_eq!(format!("{:.2} to {:.2}", interval.low(), interval.high()), "50.16 to 82.85");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn byar(count: u64, z: f64) -> Result<Interval, StatsError> {
    let z = checked_multiple(z)?;
    let events = real(count);
    let at = |x: f64, z: f64| x * (1.0 - 1.0 / (9.0 * x) + z / (3.0 * x.sqrt())).max(0.0).powi(3);
    let low = if count == 0 { 0.0 } else { at(events, -z) };
    // Rounding must not put the count outside.
    Interval::new(low.min(events), at(events + 1.0, z).max(events))
}

/// The interval of a count by the rule of English public health: exact below
/// [`GARWOOD_BELOW`] events, Byar's from there.
///
/// `confidence` is a share, the ends are events.
///
/// # Errors
///
/// [`StatsError::ConfidenceOutOfRange`] as for [`garwood`].
///
/// # Source
///
/// Public Health England's `PHEindicatormethods` (`phe_rate`), read.
///
/// ```
/// use panel_stats::counts::rates::{CountMethod, count_interval};
///
/// assert_eq!(count_interval(9, 0.95)?.method, CountMethod::Garwood);
/// assert_eq!(count_interval(10, 0.95)?.method, CountMethod::Byar);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn count_interval(count: u64, confidence: f64) -> Result<CountInterval, StatsError> {
    Ok(if count < GARWOOD_BELOW {
        CountInterval { method: CountMethod::Garwood, interval: garwood(count, confidence)? }
    } else {
        CountInterval {
            method: CountMethod::Byar,
            interval: byar(count, multiple_for(confidence)?)?,
        }
    })
}

/// A rate and its interval: those of [`count_interval`] over the exposure, which is taken as
/// known.
///
/// Events per unit of exposure: for a rate per 1 000 people give the exposure in thousands. At 0
/// events the rate and the lower end are exactly 0, and the upper end says how large the rate
/// could still be.
///
/// # Errors
///
/// [`StatsError::ConfidenceOutOfRange`] as for [`garwood`].
///
/// # Source
///
/// As for [`count_interval`].
///
/// ```
/// use panel_stats::counts::{Counted, rates::rate_interval};
///
/// // 7 events among 52 thousand people.
/// let found = rate_interval(Counted::new(7, 52.0)?, 0.95)?;
/// assert_eq!(format!("{:.3} ({:.3} to {:.3})", found.rate, found.interval.low(),
///                    found.interval.high()), "0.135 (0.054 to 0.277)");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn rate_interval(counted: Counted, confidence: f64) -> Result<RateInterval, StatsError> {
    let CountInterval { method, interval } = count_interval(counted.count(), confidence)?;
    let exposure = counted.exposure();
    Ok(RateInterval {
        method,
        rate: counted.rate(),
        interval: Interval::new(interval.low() / exposure, interval.high() / exposure)?,
    })
}
