//! Charts of counts, rates and proportions: c, u and p.

use crate::charts::ChartError;
use crate::charts::chart::{Chart, Limits, Scale};
use crate::charts::segments::Segments;
use crate::counts::Counted;
use crate::normal::checked_multiple;
use crate::number::real;
use crate::proportions::proportion::Proportion;

/// The c-chart: counts over equal periods, taken as Poisson.
///
/// Formula, from each segment's baseline: c̄ ± k√c̄, c̄ the mean count, k the `multiple`; the
/// lower limit stops at 0. A baseline of zeros gives limits without width. Where counts vary more
/// than Poisson's, these limits are too narrow: use [`xmr_chart`](crate::charts::individuals::xmr_chart)
/// or [`laney_u_chart`](crate::charts::laney::laney_u_chart).
///
/// # Errors
///
/// [`ChartError::SegmentsOfAnotherLength`]; [`ChartError::Stats`] for a `multiple` out of range.
///
/// # Source
///
/// Shewhart 1931.
///
/// ```
/// use panel_stats::charts::attributes::c_chart;
/// use panel_stats::charts::segments::Segments;
///
/// let chart = c_chart(&[4, 9, 12, 8, 7], &Segments::whole(5)?, 3.0)?;
/// let limits = chart.segments[0].limits().expect("limits")[0];
/// assert_eq!(format!("{:.2}", limits.high()), "16.49");
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn c_chart(counts: &[u64], segments: &Segments, multiple: f64) -> Result<Chart, ChartError> {
    let counted: Vec<_> = counts.iter().copied().map(Counted::in_one_period).collect();
    u_chart(&counted, segments, multiple)
}

/// The u-chart: rates, each point with its own exposure, taken as Poisson.
///
/// Formula, from each segment's baseline: ū ± k√(ū/eᵢ), ū = Σc/Σe, k the `multiple`; the lower
/// limit stops at 0. Values and limits are rates. A baseline without counts gives limits without
/// width.
///
/// # Errors
///
/// As for [`c_chart`].
///
/// # Source
///
/// Shewhart 1931.
pub fn u_chart(rates: &[Counted], segments: &Segments, multiple: f64) -> Result<Chart, ChartError> {
    let multiple = checked_multiple(multiple)?;
    let values: Vec<_> = rates.iter().map(|rate| rate.rate()).collect();
    Chart::draw(&values, segments, |baseline, points| {
        let centre = pooled_rate(&rates[baseline]);
        let limits = rates[points].iter().map(|rate| {
            Limits::new(centre, multiple * poisson_sigma(centre, *rate), Scale::NotNegative)
        });
        limits.collect()
    })
}

/// The p-chart: proportions, each point with its own number of trials, taken as binomial.
///
/// Formula, from each segment's baseline: p̄ ± k√(p̄(1−p̄)/nᵢ), p̄ = Σx/Σn, k the `multiple`;
/// limits stop at 0 and 1. Values and limits are shares. A baseline in which all or none succeed
/// gives limits without width.
///
/// # Errors
///
/// As for [`c_chart`].
///
/// # Source
///
/// Shewhart 1931.
pub fn p_chart(
    proportions: &[Proportion],
    segments: &Segments,
    multiple: f64,
) -> Result<Chart, ChartError> {
    let multiple = checked_multiple(multiple)?;
    let values: Vec<_> = proportions.iter().map(|proportion| proportion.estimate()).collect();
    Chart::draw(&values, segments, |baseline, points| {
        let pooled = PooledShare::of(&proportions[baseline]);
        let limits = proportions[points].iter().map(|proportion| {
            Limits::new(pooled.share, multiple * pooled.sigma(proportion.trials()), Scale::Share)
        });
        limits.collect()
    })
}

/// Σc/Σe of at least one rate.
pub(crate) fn pooled_rate(rates: &[Counted]) -> f64 {
    let counts: f64 = rates.iter().map(|rate| real(rate.count())).sum();
    let exposures: f64 = rates.iter().map(|rate| rate.exposure()).sum();
    counts / exposures
}

/// √(ū/e): Poisson's standard deviation of a rate.
pub(crate) fn poisson_sigma(centre: f64, rate: Counted) -> f64 {
    (centre / rate.exposure()).sqrt()
}

/// Several proportions as one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PooledShare {
    /// Σx/Σn.
    pub(crate) share: f64,
    /// √(p̄(1−p̄)).
    pub(crate) root_of_variance: f64,
}

impl PooledShare {
    /// At least one proportion, pooled.
    pub(crate) fn of(proportions: &[Proportion]) -> Self {
        let succeeded: f64 = proportions.iter().map(|each| real(each.successes())).sum();
        let failed: f64 = proportions.iter().map(|each| real(each.failures())).sum();
        let trials = succeeded + failed;
        // Counted, not 1 − p̄: the two differ when nearly all succeed.
        let root_of_variance = ((succeeded / trials) * (failed / trials)).sqrt();
        Self { share: succeeded / trials, root_of_variance }
    }

    /// √(p̄(1−p̄)/n): the binomial standard deviation of a share.
    pub(crate) fn sigma(self, trials: u64) -> f64 {
        self.root_of_variance / real(trials).sqrt()
    }
}
