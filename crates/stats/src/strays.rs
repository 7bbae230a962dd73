//! Figures that are out of line with most of those nearest to them.
//!
//! A slip of the pen, such as a lost nought, moves one figure and not its neighbours. What is
//! found is something to look at: it does not prove a slip.

use crate::counts::{Counted, Dispersion, RateComparison, rate_comparison};
use crate::proportions::difference::{PooledZ, pooled_z};
use crate::proportions::proportion::Proportion;

/// How many figures, those nearest to it, each figure is held against.
pub const NEAREST: usize = 24;

/// Two figures differ by more than chance from this z on: two-sided p = 0.001.
pub const STRAY_Z: f64 = 3.290_526_731_491_926;

/// From so many counts on, one slip leaves half of the steps as they were.
pub const FEWEST_FOR_DISPERSION: usize = 5;

/// φ of fewer counts. Poisson's 1 would warn of one in a hundred short histories that vary so.
pub const UNKNOWN_DISPERSION: f64 = 2.0;

/// The median of χ² with one degree of freedom.
const MEDIAN_OF_CHI_SQUARED: f64 = 0.454_936_423_119_572_8;

/// A figure that is out of line with most of those nearest to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stray {
    /// Its place.
    pub place: usize,
    /// The place of the figure in the middle of those nearest to it; of an even number the lower.
    pub usual: usize,
    /// How many it was held against.
    pub nearest: usize,
}

/// The counts that are out of line with most of the [`NEAREST`] others.
///
/// Formula: b is out of line with a if the larger is at least `factor` times the smaller, and
/// |b − a|/√(φ(a + b)) > [`STRAY_Z`]. φ, at least 1, is the median of (b − a)²/(a + b) over each
/// count and the next, over 0.455, which is the median of χ² with one degree of freedom: a few
/// slips do not move it. Below [`FEWEST_FOR_DISPERSION`] counts it cannot be known, and φ is
/// [`UNKNOWN_DISPERSION`]. A count is a stray if it is above more than
/// half of the others, or below more than half of them, in this way. Of two counts nothing tells
/// which is wrong: the second is given.
///
/// Counts must be in the order of their periods, of equal length; some may be missing.
///
/// ```
/// use panel_stats::strays::stray_counts;
///
/// let found = stray_counts(&[881, 874, 90, 868, 870], 3.0);
/// assert_eq!(found.iter().map(|stray| stray.place).collect::<Vec<_>>(), [2]);
/// ```
#[must_use]
pub fn stray_counts(counts: &[u64], factor: f64) -> Vec<Stray> {
    let counts: Vec<_> = counts.iter().map(|count| Counted::in_one_period(*count)).collect();
    let z = |one, other, dispersion| match rate_comparison(one, other, dispersion) {
        RateComparison::Z(z) => z.abs(),
        RateComparison::NothingCounted => 0.0,
    };
    let dispersion = {
        let mut steps: Vec<_> = counts
            .windows(2)
            .map(|pair| z(pair[0], pair[1], Dispersion::POISSON).powi(2))
            .collect();
        steps.sort_by(f64::total_cmp);
        let median = steps.get(steps.len().saturating_sub(1) / 2).copied().unwrap_or_default();
        let enough = counts.len() >= FEWEST_FOR_DISPERSION;
        let factor =
            if enough { (median / MEDIAN_OF_CHI_SQUARED).max(1.0) } else { UNKNOWN_DISPERSION };
        Dispersion::new(factor).unwrap_or(Dispersion::POISSON)
    };
    let by_chance = |one, other| z(one, other, dispersion) <= STRAY_Z;
    find(&counts, factor, Counted::rate, by_chance)
}

/// The shares that are out of line with most of the [`NEAREST`] others: as [`stray_counts`], with
/// the pooled z of two proportions.
///
/// ```
/// use panel_stats::proportions::proportion::Proportion;
/// use panel_stats::strays::stray_shares;
///
/// let shares = [Proportion::new(760, 1_000)?, Proportion::new(76, 1_000)?];
/// assert_eq!(stray_shares(&shares, 5.0)[0].place, 1);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
#[must_use]
pub fn stray_shares(shares: &[Proportion], factor: f64) -> Vec<Stray> {
    let by_chance = |one: Proportion, other: Proportion| match pooled_z(one, other) {
        PooledZ::Z(z) => z.abs() <= STRAY_Z,
        PooledZ::BothAtSameExtreme => true,
    };
    find(shares, factor, Proportion::estimate, by_chance)
}

fn find<F: Copy>(
    figures: &[F],
    factor: f64,
    size: impl Fn(F) -> f64,
    by_chance: impl Fn(F, F) -> bool,
) -> Vec<Stray> {
    let out_of_line = |high: F, low: F| {
        size(high) > size(low) && size(high) >= factor * size(low) && !by_chance(low, high)
    };
    // Of two figures each is out of line with the other.
    let from = usize::from(figures.len() == 2);
    let stray = |place: usize| {
        let first = place.saturating_sub(NEAREST / 2);
        let first = first.min(figures.len().saturating_sub(NEAREST + 1));
        let last = (first + NEAREST).min(figures.len() - 1);
        let one = figures[place];
        let (mut above, mut below) = (0, 0);
        for other in (first..=last).filter(|other| *other != place) {
            above += usize::from(out_of_line(one, figures[other]));
            below += usize::from(out_of_line(figures[other], one));
        }
        let nearest = last - first;
        if 2 * above.max(below) <= nearest {
            return None;
        }
        let mut others: Vec<_> = (first..=last).filter(|other| *other != place).collect();
        others.sort_by(|one, other| size(figures[*one]).total_cmp(&size(figures[*other])));
        Some(Stray { place, usual: others[(nearest - 1) / 2], nearest })
    };
    (from..figures.len()).filter_map(stray).collect()
}
