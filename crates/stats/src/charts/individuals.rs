//! The chart of individual values, or X and moving range chart.

use serde::Serialize;

use crate::charts::ChartError;
use crate::charts::chart::{Chart, Limits, Scale};
use crate::charts::numbers::{beyond_rounding, checked, mean, size};
use crate::charts::segments::Segments;
use crate::normal::checked_multiple;

/// d₂ for two points: the mean range of two normal values, in standard deviations.
pub const MEAN_RANGE_OF_TWO: f64 = 1.128;

/// D₄ for two points: a moving range this many times the mean of them is screened out.
pub const SCREENING_MULTIPLE: f64 = 3.267;

/// Whether outlying moving ranges are left out of their mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Screening {
    /// All are used.
    Off,
    /// Those of at least [`SCREENING_MULTIPLE`] times their mean are dropped, once.
    Once,
}

/// The mean moving range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MovingRange {
    /// The mean of the ranges kept, in the units of the values; 0 if the values do not vary.
    pub mean: f64,
    /// How many ranges were screened out.
    pub dropped: usize,
}

impl MovingRange {
    /// σ = mean/1.128, in the units of the values.
    #[must_use]
    pub fn sigma(self) -> f64 {
        self.mean / MEAN_RANGE_OF_TWO
    }
}

/// The mean of the moving ranges |yᵢ − yᵢ₋₁|; `None` for fewer than 2 values.
///
/// With [`Screening::Once`], ranges ≥ 3.267 times the mean are dropped and the mean taken again.
/// Screening narrows limits, and tools differ in it: state the setting beside the chart.
///
/// # Errors
///
/// [`ChartError::ValueOutOfRange`] if a value is not a number or too large.
///
/// # Source
///
/// Wheeler & Chambers 1992; screening as in NHS England's *Making Data Count*, after Nelson 1982.
///
/// ```
/// use panel_stats::charts::individuals::{Screening, moving_range};
///
/// let ranges = moving_range(&[3.0, 5.0, 4.0], Screening::Off)?.expect("two ranges");
/// assert_eq!(ranges.mean, 1.5);
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn moving_range(
    values: &[f64],
    screening: Screening,
) -> Result<Option<MovingRange>, ChartError> {
    let values = checked(values, Scale::Unbounded)?;
    Ok((values.len() >= 2).then(|| mean_range(values, screening)))
}

/// [`moving_range`] of at least two values known to be in range.
pub(crate) fn mean_range(values: &[f64], screening: Screening) -> MovingRange {
    let ranges: Vec<_> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let of_all = beyond_rounding(mean(&ranges), size(values));
    if screening == Screening::Off || of_all <= 0.0 {
        return MovingRange { mean: of_all, dropped: 0 };
    }
    // Some range is at most the mean, so some are kept.
    let kept: Vec<_> =
        ranges.iter().copied().filter(|range| *range < SCREENING_MULTIPLE * of_all).collect();
    MovingRange {
        mean: beyond_rounding(mean(&kept), size(values)),
        dropped: ranges.len() - kept.len(),
    }
}

/// The chart of individual values.
///
/// Formula, from each segment's baseline: m ± kσ, m the mean, σ the mean moving range over
/// 1.128; with `multiple` k = 3, m ± 2.66 times the mean moving range. Limits stop at the ends of
/// `scale`. The values of different segments make no moving range. A baseline that does not vary
/// gives limits without width.
///
/// # Errors
///
/// [`ChartError::ValueOutOfRange`] and [`ChartError::OffScale`] for a value that is none;
/// [`ChartError::SegmentsOfAnotherLength`]; [`ChartError::Stats`] for a `multiple` out of range.
///
/// # Source
///
/// Shewhart 1931; Wheeler & Chambers 1992.
///
/// ```
/// use panel_stats::charts::chart::Scale;
/// use panel_stats::charts::individuals::{Screening, xmr_chart};
/// use panel_stats::charts::segments::Segments;
///
/// let values = [7.0, 9.0, 8.0, 10.0, 6.0, 8.0];
/// let chart = xmr_chart(&values, &Segments::whole(6)?, 3.0, Screening::Off, Scale::Unbounded)?;
/// let limits = chart.segments[0].limits().expect("limits")[0];
/// assert_eq!(format!("{:.2} to {:.2}", limits.low(), limits.high()), "2.15 to 13.85");
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn xmr_chart(
    values: &[f64],
    segments: &Segments,
    multiple: f64,
    screening: Screening,
    scale: Scale,
) -> Result<Chart, ChartError> {
    let multiple = checked_multiple(multiple)?;
    let values = checked(values, scale)?;
    Chart::draw(values, segments, |baseline, points| {
        let baseline = &values[baseline];
        let sigma = mean_range(baseline, screening).sigma();
        vec![Limits::new(mean(baseline), multiple * sigma, scale); points.len()]
    })
}
