//! The tabular cumulative sum chart.

use serde::Serialize;

use crate::charts::ChartError;
use crate::charts::chart::Scale;
use crate::charts::numbers::checked;
use crate::charts::process::Process;

/// The largest k and h accepted, in σ.
pub const LARGEST_CUSUM_SETTING: f64 = 100.0;

/// A point of the chart. Sums are in σ, at least 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CusumPoint {
    /// C⁺: what has gathered above the centre.
    pub above: f64,
    /// C⁻: what has gathered below the centre.
    pub below: f64,
    /// Whether C⁺ > h.
    pub signals_above: bool,
    /// Whether C⁻ > h.
    pub signals_below: bool,
}

/// The two cumulative sums of `values`, one pair a point.
///
/// Formula, with zᵢ = (xᵢ − μ)/σ: C⁺ᵢ = max(0, C⁺ᵢ₋₁ + zᵢ − k), C⁻ᵢ = max(0, C⁻ᵢ₋₁ − zᵢ − k), both
/// from 0; a sum strictly above h is a signal. `allowance` is k and `decision` h, in σ. The sums
/// run on after a signal: they are not set back to 0. No values, no points.
///
/// # Errors
///
/// [`ChartError::CusumSettingsOutOfRange`] unless 0 ≤ k and 0 < h, both at most
/// [`LARGEST_CUSUM_SETTING`]; [`ChartError::ValueOutOfRange`].
///
/// # Source
///
/// Page 1954; Lucas 1976.
///
/// ```
/// use panel_stats::charts::{cusum::cusum_chart, process::Process};
///
/// let points = cusum_chart(&[12.0, 13.0, 13.5], Process::new(10.0, 1.0)?, 0.5, 5.0)?;
/// assert_eq!((points[1].above, points[2].above), (4.0, 7.0));
/// assert!(points[2].signals_above);
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn cusum_chart(
    values: &[f64],
    process: Process,
    allowance: f64,
    decision: f64,
) -> Result<Vec<CusumPoint>, ChartError> {
    let range = 0.0..=LARGEST_CUSUM_SETTING;
    if !range.contains(&allowance) || !range.contains(&decision) || decision <= 0.0 {
        return Err(ChartError::CusumSettingsOutOfRange { allowance, decision });
    }
    let values = checked(values, Scale::Unbounded)?;
    let points = values.iter().scan((0.0_f64, 0.0_f64), |(above, below), value| {
        let z = (value - process.centre()) / process.sigma();
        *above = (*above + z - allowance).max(0.0);
        *below = (*below - z - allowance).max(0.0);
        Some(CusumPoint {
            above: *above,
            below: *below,
            signals_above: *above > decision,
            signals_below: *below > decision,
        })
    });
    Ok(points.collect())
}
