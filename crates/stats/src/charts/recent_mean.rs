//! The mean of the recent points against the mean of the earlier ones.

use serde::Serialize;

use crate::charts::ChartError;
use crate::charts::chart::{Limits, Position, Scale};
use crate::charts::numbers::{checked, mean, sample_sd};
use crate::normal::checked_multiple;
use crate::number::length;
use crate::student_t::{StudentTest, t_within};

/// What the lines around the earlier mean allow for. m recent and n earlier points, s the
/// standard deviation of the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Reading {
    /// One point's deviation: s. Far too wide for a mean: with 6 against 12 and 1.96, 0.24% of
    /// unchanged series fall outside.
    Individual,
    /// The standard error of the recent mean alone: s√(1/m). Too narrow, as the earlier mean
    /// varies too: 13.8%.
    StandardErrorOfMean,
    /// The standard error of the difference of the two means: s√(1/m + 1/n). 7.6%, and 5% by
    /// [`recent_mean_exact`].
    Difference,
}

impl Reading {
    /// The deviation allowed for, in units of s.
    fn deviations(self, recent: usize, earlier: usize) -> f64 {
        match self {
            Self::Individual => 1.0,
            Self::StandardErrorOfMean => (1.0 / length(recent)).sqrt(),
            Self::Difference => (1.0 / length(recent) + 1.0 / length(earlier)).sqrt(),
        }
    }
}

/// The recent mean against the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum RecentMean {
    /// Fewer than 1 recent or 2 earlier points: no means, or no deviation.
    TooFew {
        /// How many earlier points there are.
        earlier: usize,
        /// How many recent points there are.
        recent: usize,
    },
    /// The earlier points are all equal: the lines collapse on them, and any other mean lies
    /// outside, with nothing to say how unusual that is.
    NoSpread {
        /// What the earlier points all are.
        earlier_mean: f64,
        /// The mean of the recent points.
        recent_mean: f64,
        /// Where the recent mean lies.
        position: Position,
    },
    /// Lines, and where the recent mean lies.
    Compared(MeanComparison),
}

/// Two means and the lines.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MeanComparison {
    /// The mean of the recent points.
    pub recent_mean: f64,
    /// The sample standard deviation (n − 1) of the earlier points, in their units.
    pub sd: f64,
    /// The lines; their centre is the mean of the earlier points.
    pub limits: Limits,
    /// Where the recent mean lies. On a line is within.
    pub position: Position,
}

/// How unusual the recent mean is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum RecentMeanP {
    /// Fewer than 1 recent or 2 earlier points: no means, or no deviation.
    TooFew {
        /// How many earlier points there are.
        earlier: usize,
        /// How many recent points there are.
        recent: usize,
    },
    /// The earlier points are all equal, or so nearly that t would be no number: nothing says how
    /// unusual another mean is.
    NoSpread {
        /// What the earlier points all are.
        earlier_mean: f64,
        /// The mean of the recent points.
        recent_mean: f64,
    },
    /// A t, positive where the recent mean is the higher.
    Tested(StudentTest),
}

/// The recent mean against lines around the **earlier** mean.
///
/// Formula, for m recent and n earlier points: m̄ₙ ± k·s·d, s the sample standard deviation
/// (n − 1) of the earlier points, d by the [`Reading`] 1, √(1/m) or √(1/m + 1/n), k the
/// `multiple`; lines stop at the ends of `scale`. The points are taken as independent and
/// without season: where m and n do not cover whole years, the caller must say so.
///
/// # Errors
///
/// [`ChartError::ValueOutOfRange`] and [`ChartError::OffScale`] for a value that is none, its
/// place counted in its own slice; [`ChartError::Stats`] for a `multiple` out of range.
///
/// # Source
///
/// Textbook standard errors; that of a difference, Student 1908.
///
/// ```
/// use panel_stats::charts::chart::{Position, Scale};
/// use panel_stats::charts::recent_mean::{Reading, RecentMean, recent_mean};
///
/// let earlier = [10.0, 12.0, 11.0, 9.0];
/// let found = recent_mean(&earlier, &[13.0, 13.5], Reading::Difference, 1.96, Scale::NotNegative)?;
/// let RecentMean::Compared(found) = found else { unreachable!("the earlier points vary") };
/// assert_eq!(format!("{:.2} against {:.2}", found.recent_mean, found.limits.high()),
///            "13.25 against 12.69");
/// assert_eq!(found.position, Position::Above);
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn recent_mean(
    earlier: &[f64],
    recent: &[f64],
    reading: Reading,
    multiple: f64,
    scale: Scale,
) -> Result<RecentMean, ChartError> {
    let multiple = checked_multiple(multiple)?;
    let multiple = multiple * reading.deviations(recent.len().max(1), earlier.len().max(1));
    compared(earlier, recent, multiple, scale)
}

/// The same with an exact test of the difference: [`Reading::Difference`] with Student's t.
///
/// Formula: m̄ₙ ± t·s·√(1/m + 1/n), t the quantile with n − 1 degrees of freedom within which
/// `confidence` (a share, 0.95 for 95%) lies; for 12 earlier points, 2.201. Exact if the points
/// are independent and normal with the same variance, which the earlier ones alone estimate.
///
/// # Errors
///
/// As for [`recent_mean`]; [`ChartError::Stats`] for a `confidence` out of range.
///
/// # Source
///
/// Student 1908; Fisher 1925.
pub fn recent_mean_exact(
    earlier: &[f64],
    recent: &[f64],
    confidence: f64,
    scale: Scale,
) -> Result<RecentMean, ChartError> {
    let t = t_within(earlier.len().max(2) - 1, confidence)?;
    let deviations = Reading::Difference.deviations(recent.len().max(1), earlier.len().max(1));
    compared(earlier, recent, t * deviations, scale)
}

/// The two-sided p-value of the difference of the recent mean from the earlier mean.
///
/// Formula, for m recent and n earlier points: t = (m̄ₘ − m̄ₙ)/(s·√(1/m + 1/n)), s the sample
/// standard deviation (n − 1) of the earlier points alone; p = P(|T| > |t|) with n − 1 degrees of
/// freedom. It is below 1 − c exactly where [`recent_mean_exact`] puts the recent mean outside its
/// lines at the confidence c on an unbounded scale, and as exact.
///
/// # Errors
///
/// [`ChartError::ValueOutOfRange`] for a value that is none, its place counted in its own slice.
///
/// # Source
///
/// Student 1908; Fisher 1925.
///
/// ```
/// use panel_stats::charts::recent_mean::{RecentMeanP, recent_mean_p};
///
/// let found = recent_mean_p(&[10.0, 12.0, 11.0, 9.0], &[13.0, 13.5])?;
/// let RecentMeanP::Tested(test) = found else { unreachable!("the earlier points vary") };
/// assert_eq!(format!("t = {:.2}, p = {:.3}", test.t, test.p_value), "t = 2.46, p = 0.091");
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn recent_mean_p(earlier: &[f64], recent: &[f64]) -> Result<RecentMeanP, ChartError> {
    let errors = Reading::Difference.deviations(recent.len().max(1), earlier.len().max(1));
    Ok(match compared(earlier, recent, errors, Scale::Unbounded)? {
        RecentMean::TooFew { earlier, recent } => RecentMeanP::TooFew { earlier, recent },
        RecentMean::NoSpread { earlier_mean, recent_mean, .. } => {
            RecentMeanP::NoSpread { earlier_mean, recent_mean }
        }
        RecentMean::Compared(MeanComparison { recent_mean, limits, .. }) => {
            let earlier_mean = limits.centre();
            let t = (recent_mean - earlier_mean) / limits.half_width();
            if t.is_finite() {
                RecentMeanP::Tested(StudentTest::new(t, earlier.len() - 1))
            } else {
                RecentMeanP::NoSpread { earlier_mean, recent_mean }
            }
        }
    })
}

/// The recent mean against lines so many deviations from the earlier.
fn compared(
    earlier: &[f64],
    recent: &[f64],
    deviations: f64,
    scale: Scale,
) -> Result<RecentMean, ChartError> {
    let (earlier, recent) = (checked(earlier, scale)?, checked(recent, scale)?);
    if earlier.len() < 2 || recent.is_empty() {
        return Ok(RecentMean::TooFew { earlier: earlier.len(), recent: recent.len() });
    }
    let (earlier_mean, recent_mean, sd) = (mean(earlier), mean(recent), sample_sd(earlier));
    let limits = Limits::new(earlier_mean, deviations * sd, scale);
    let position = limits.position(recent_mean);
    if sd <= 0.0 || !limits.has_width() {
        return Ok(RecentMean::NoSpread { earlier_mean, recent_mean, position });
    }
    Ok(RecentMean::Compared(MeanComparison { recent_mean, sd, limits, position }))
}
