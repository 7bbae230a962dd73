//! Funnels: how far a proportion or a rate can lie from the average by chance, given its size.

use serde::Serialize;
use statrs::function::gamma::{gamma_lr, gamma_ur};

use crate::charts::ChartError;
use crate::charts::attributes::{PooledShare, pooled_rate};
use crate::charts::chart::Position;
use crate::counts::Counted;
use crate::counts::exact::LARGEST_EXACT_TOTAL;
use crate::groups::group_lines::SMALLEST_GROUP;
use crate::halving::boundary;
use crate::normal::checked_multiple;
use crate::number::real;
use crate::proportions::proportion::{HIGHEST_CONFIDENCE, LOWEST_CONFIDENCE, Proportion};
use crate::{Interval, StatsError};

/// The smallest expected count that lines are drawn for.
pub const SMALLEST_EXPECTED: f64 = 1e-3;

/// A funnel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Funnel {
    /// Fewer than [`SMALLEST_GROUP`] points.
    TooFew {
        /// How many there are.
        members: usize,
    },
    /// Nothing was counted, or all or none succeeded everywhere: the points are all alike.
    AllAlike,
    /// Lines at each point.
    Drawn {
        /// The pooled average: Σx/Σn or Σc/Σe.
        average: f64,
        /// The points, in the order given.
        points: Vec<FunnelPoint>,
    },
}

/// A point of a funnel, in the units of its share or rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FunnelPoint {
    /// The share or the rate.
    pub value: f64,
    /// The lines at its size. A lower line at 0 has nothing below it.
    pub lines: Interval,
    /// Where it lies. On a line is within.
    pub position: Position,
}

impl FunnelPoint {
    /// A point between lines that are finite and in order.
    pub(crate) fn new(value: f64, low: f64, high: f64) -> Result<Self, ChartError> {
        let lines = Interval::new(low, high)?;
        Ok(Self { value, lines, position: Position::between(value, low, high, 0.0) })
    }
}

/// The shares at which a proportion of `trials` is just compatible with `average`: inverse
/// Wilson.
///
/// Formula: the p whose Wilson bound, with multiple `z`, is the average a. It has a closed form,
/// a ± z√(a(1−a)/n), because Wilson's interval holds just the averages that a score test does
/// not reject. Ends stop at 0 and 1. An average of 0 or 1 gives a single point.
///
/// # Errors
///
/// [`ChartError::AverageOutOfRange`] unless the average is a share; [`ChartError::Stats`] if
/// `trials` is 0 or `z` out of range.
///
/// # Source
///
/// Wilson 1927; in funnels as in Public Health England's technical guidance.
///
/// ```
/// use panel_stats::groups::funnel::wilson_funnel_lines;
///
/// let lines = wilson_funnel_lines(0.2, 400, 1.96)?;
/// assert_eq!(format!("{:.4} to {:.4}", lines.low(), lines.high()), "0.1608 to 0.2392");
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn wilson_funnel_lines(average: f64, trials: u64, z: f64) -> Result<Interval, ChartError> {
    let z = checked_multiple(z)?;
    if !(0.0..=1.0).contains(&average) {
        return Err(ChartError::AverageOutOfRange(average));
    }
    if trials == 0 {
        return Err(StatsError::NoTrials.into());
    }
    let half = z * (average * (1.0 - average) / real(trials)).sqrt();
    Ok(Interval::new((average - half).max(0.0), (average + half).min(1.0))?)
}

/// The counts at which a Poisson count is just compatible with `expected`: inverse Garwood.
///
/// Formula, with α = 1 − `confidence`: from the x with P(X ≤ x; E) = α/2 to the x with
/// P(X ≥ x; E) = α/2, the tails continued between whole counts as incomplete gamma functions.
/// These are the x whose Garwood bound is E. Where even a count of 0 is compatible, the lower
/// end is 0. Ends are counts: divide by the exposure for rates.
///
/// # Errors
///
/// [`ChartError::ExpectedOutOfRange`] unless E is from [`SMALLEST_EXPECTED`] to
/// [`LARGEST_EXACT_TOTAL`], above which hardly any real count is Poisson;
/// [`ChartError::Stats`] for a `confidence` out of range.
///
/// # Source
///
/// Garwood 1936; in funnels, Spiegelhalter 2005.
///
/// ```
/// use panel_stats::groups::funnel::garwood_funnel_lines;
///
/// let lines = garwood_funnel_lines(20.0, 0.95)?;
/// assert_eq!(format!("{:.2} to {:.2}", lines.low(), lines.high()), "11.25 to 29.71");
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn garwood_funnel_lines(expected: f64, confidence: f64) -> Result<Interval, ChartError> {
    if !(LOWEST_CONFIDENCE..=HIGHEST_CONFIDENCE).contains(&confidence) {
        return Err(StatsError::ConfidenceOutOfRange(confidence).into());
    }
    if !(SMALLEST_EXPECTED..=real(LARGEST_EXACT_TOTAL)).contains(&expected) {
        return Err(ChartError::ExpectedOutOfRange(expected));
    }
    let tail = (1.0 - confidence) / 2.0;
    // P(X ≤ x) = Q(x + 1, E) and P(X ≥ x) = P(x, E) (Abramowitz & Stegun 26.4.21).
    let low = if (-expected).exp() >= tail {
        0.0
    } else {
        boundary(0.0, expected, |x| gamma_ur(x + 1.0, expected) < tail)
    };
    // Ten deviations above, and ten for the smallest, is beyond every confidence accepted.
    let far = expected + 10.0 * expected.sqrt() + 10.0;
    let high = boundary(expected, far, |x| gamma_lr(x, expected) > tail);
    Ok(Interval::new(low, high.max(expected))?)
}

/// A funnel of proportions around their pooled share, by [`wilson_funnel_lines`].
///
/// The points share the average they are judged by. Large samples nearly always lie outside:
/// where they vary by more than chance, use
/// [`overdispersed_proportions`](crate::groups::overdispersion::overdispersed_proportions).
///
/// # Errors
///
/// [`ChartError::Stats`] for a `z` out of range.
///
/// # Source
///
/// Spiegelhalter 2005, *Statistics in Medicine* 24:1185–1202.
pub fn proportion_funnel(proportions: &[Proportion], z: f64) -> Result<Funnel, ChartError> {
    checked_multiple(z)?;
    if proportions.len() < SMALLEST_GROUP {
        return Ok(Funnel::TooFew { members: proportions.len() });
    }
    let pooled = PooledShare::of(proportions);
    if pooled.root_of_variance <= 0.0 {
        return Ok(Funnel::AllAlike);
    }
    let points = proportions.iter().map(|proportion| {
        let lines = wilson_funnel_lines(pooled.share, proportion.trials(), z)?;
        FunnelPoint::new(proportion.estimate(), lines.low(), lines.high())
    });
    Ok(Funnel::Drawn { average: pooled.share, points: points.collect::<Result<_, _>>()? })
}

/// A funnel of rates around their pooled rate, by [`garwood_funnel_lines`].
///
/// # Errors
///
/// [`ChartError::ExpectedOutOfRange`] if a point's expected count is out of reach;
/// [`ChartError::Stats`] for a `confidence` out of range.
///
/// # Source
///
/// As for [`proportion_funnel`].
pub fn rate_funnel(rates: &[Counted], confidence: f64) -> Result<Funnel, ChartError> {
    if !(LOWEST_CONFIDENCE..=HIGHEST_CONFIDENCE).contains(&confidence) {
        return Err(StatsError::ConfidenceOutOfRange(confidence).into());
    }
    if rates.len() < SMALLEST_GROUP {
        return Ok(Funnel::TooFew { members: rates.len() });
    }
    let average = pooled_rate(rates);
    if average <= 0.0 {
        return Ok(Funnel::AllAlike);
    }
    let points = rates.iter().map(|rate| {
        let lines = garwood_funnel_lines(average * rate.exposure(), confidence)?;
        let exposure = rate.exposure();
        FunnelPoint::new(rate.rate(), lines.low() / exposure, lines.high() / exposure)
    });
    Ok(Funnel::Drawn { average, points: points.collect::<Result<_, _>>()? })
}
