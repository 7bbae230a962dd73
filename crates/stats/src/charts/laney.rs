//! Charts of rates and proportions that vary more than chance alone: Laney's u′ and p′.

use crate::charts::ChartError;
use crate::charts::attributes::{PooledShare, poisson_sigma, pooled_rate};
use crate::charts::chart::{Chart, Limits, Scale};
use crate::charts::individuals::{Screening, mean_range};
use crate::charts::numbers::order;
use crate::charts::segments::Segments;
use crate::counts::Counted;
use crate::normal::checked_multiple;
use crate::proportions::proportion::Proportion;

/// Laney's u′-chart: rates, each point with its own exposure.
///
/// Formula, from each segment's baseline: ū ± k·s·√(ū/eᵢ), ū = Σc/Σe, zᵢ = (uᵢ−ū)/√(ū/eᵢ), s
/// the mean of |zᵢ − zᵢ₋₁| over 1.128, k the `multiple`; the lower limit stops at 0. s below 1,
/// less variation than Poisson's, narrows the limits and is not raised to 1. A baseline without
/// counts, or with equal rates throughout, gives limits without width.
///
/// # Errors
///
/// [`ChartError::SegmentsOfAnotherLength`]; [`ChartError::Stats`] for a `multiple` out of range.
///
/// # Source
///
/// Laney 2002, *Quality Engineering* 14:531–537.
///
/// ```
/// use panel_stats::charts::{laney::laney_u_chart, segments::Segments};
/// use panel_stats::counts::Counted;
///
/// let counts = [400, 520, 450, 610, 480];
/// let rates: Vec<_> = counts.into_iter().map(Counted::in_one_period).collect();
/// let chart = laney_u_chart(&rates, &Segments::whole(5)?, 3.0)?;
/// let limits = chart.segments[0].limits().expect("limits")[0];
/// assert_eq!(format!("{:.0} to {:.0}", limits.low(), limits.high()), "173 to 811");
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn laney_u_chart(
    rates: &[Counted],
    segments: &Segments,
    multiple: f64,
) -> Result<Chart, ChartError> {
    let multiple = checked_multiple(multiple)?;
    let values: Vec<_> = rates.iter().map(|rate| rate.rate()).collect();
    Chart::draw(&values, segments, |baseline, points| {
        let centre = pooled_rate(&rates[baseline.clone()]);
        let sigma: Vec<_> = rates.iter().map(|rate| poisson_sigma(centre, *rate)).collect();
        let width = multiple * sigma_z(&values[baseline.clone()], centre, &sigma[baseline]);
        let limits =
            sigma[points].iter().map(|each| Limits::new(centre, width * each, Scale::NotNegative));
        limits.collect()
    })
}

/// Laney's p′-chart: proportions, each point with its own number of trials.
///
/// Formula, from each segment's baseline: p̄ ± k·s·√(p̄(1−p̄)/nᵢ), p̄ = Σx/Σn,
/// zᵢ = (pᵢ−p̄)/√(p̄(1−p̄)/nᵢ), s the mean of |zᵢ − zᵢ₋₁| over 1.128, k the `multiple`; limits
/// stop at 0 and 1. A baseline in which all or none succeed, or with equal shares throughout,
/// gives limits without width.
///
/// # Errors
///
/// As for [`laney_u_chart`].
///
/// # Source
///
/// Laney 2002, *Quality Engineering* 14:531–537.
pub fn laney_p_chart(
    proportions: &[Proportion],
    segments: &Segments,
    multiple: f64,
) -> Result<Chart, ChartError> {
    let multiple = checked_multiple(multiple)?;
    let values: Vec<_> = proportions.iter().map(|proportion| proportion.estimate()).collect();
    Chart::draw(&values, segments, |baseline, points| {
        let pooled = PooledShare::of(&proportions[baseline.clone()]);
        let sigma: Vec<_> =
            proportions.iter().map(|proportion| pooled.sigma(proportion.trials())).collect();
        let width = multiple * sigma_z(&values[baseline.clone()], pooled.share, &sigma[baseline]);
        let limits =
            sigma[points].iter().map(|each| Limits::new(pooled.share, width * each, Scale::Share));
        limits.collect()
    })
}

/// How many times wider than chance the points vary from one to the next. A point on the centre
/// is at 0 exactly, so equal rates over unequal exposures do not vary.
fn sigma_z(values: &[f64], centre: f64, sigma: &[f64]) -> f64 {
    let scores = values.iter().zip(sigma).map(|(&value, &sigma)| {
        if order(value, centre, 0.0).is_eq() { 0.0 } else { (value - centre) / sigma }
    });
    mean_range(&scores.collect::<Vec<_>>(), Screening::Off).sigma()
}
