//! Run charts: shifts found from the median alone, without limits.

use std::cmp::Ordering;

use serde::Serialize;
use statrs::function::beta::beta_reg;

use crate::StatsError;
use crate::charts::ChartError;
use crate::charts::chart::{Scale, Side};
use crate::charts::numbers::{checked, order, size};
use crate::counts::exact::LARGEST_EXACT_TOTAL;
use crate::number::length;

/// Fewer useful observations are not judged: the published critical values begin here.
pub const FEWEST_USEFUL: usize = 10;

/// Crossings are too few if as few are seen less often than this.
const CROSSINGS_TAIL: f64 = 0.05;

/// What the runs show.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum RunChart {
    /// Fewer than [`FEWEST_USEFUL`] observations lie off the line.
    TooFew {
        /// How many do.
        useful: usize,
    },
    /// The runs, and what chance allows.
    Judged(Runs),
}

/// The runs of a series about a line. Observations on the line are left out first, so that they
/// neither break a run nor lengthen it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Runs {
    /// The line: the median, unless the caller gave another.
    pub centre: f64,
    /// How many observations lie off the line: the useful ones, n.
    pub useful: usize,
    /// The longest run on one side, in useful observations.
    pub longest_run: usize,
    /// The longest that chance allows: round(log₂ n) + 3.
    pub longest_expected: usize,
    /// How often the series crosses the line.
    pub crossings: usize,
    /// The fewest crossings that chance allows: the 5% point of the binomial (n − 1, ½).
    pub fewest_expected: usize,
}

impl Runs {
    /// Whether the longest run is longer than chance allows.
    #[must_use]
    pub const fn is_run_too_long(self) -> bool {
        self.longest_run > self.longest_expected
    }

    /// Whether there are fewer crossings than chance allows.
    #[must_use]
    pub const fn are_crossings_too_few(self) -> bool {
        self.crossings < self.fewest_expected
    }

    /// Whether either shows more than chance.
    #[must_use]
    pub const fn is_signal(self) -> bool {
        self.is_run_too_long() || self.are_crossings_too_few()
    }
}

/// The runs of a series about its own median.
///
/// Formula, for n useful observations: a run longer than round(log₂ n) + 3, or fewer crossings
/// than the smallest k with P(X ≤ k) ≥ 0.05, X binomial (n − 1, ½), is a signal. Values that
/// differ from the median by rounding alone are on it. All equal: [`RunChart::TooFew`] with none
/// useful.
///
/// # Errors
///
/// [`ChartError::NoPoints`] for an empty series; [`ChartError::ValueOutOfRange`];
/// [`StatsError::TooManyForExact`] above [`LARGEST_EXACT_TOTAL`] useful observations.
///
/// # Source
///
/// Anhøj & Olesen 2014, *PLOS ONE* 9:e113825; Schilling 2012; Chen 2010.
///
/// ```
/// use panel_stats::charts::run_chart::{RunChart, run_chart};
///
/// let values = [1.0, 2.0, 1.0, 2.0, 1.0, 1.0, 2.0, 8.0, 9.0, 8.0, 9.0, 8.0, 9.0, 8.0];
/// let RunChart::Judged(runs) = run_chart(&values)? else { unreachable!("14 useful") };
/// assert_eq!((runs.longest_run, runs.longest_expected, runs.crossings), (7, 7, 1));
/// assert!(runs.is_signal());
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn run_chart(values: &[f64]) -> Result<RunChart, ChartError> {
    run_chart_about(values, median(checked(values, Scale::Unbounded)?)?)
}

/// The runs of a series about a line that is given, such as the median of an earlier part.
///
/// # Errors
///
/// As for [`run_chart`]; a `centre` that is no value is taken as the one after the last.
///
/// # Source
///
/// As for [`run_chart`].
pub fn run_chart_about(values: &[f64], centre: f64) -> Result<RunChart, ChartError> {
    let values = checked(values, Scale::Unbounded)?;
    if values.is_empty() {
        return Err(ChartError::NoPoints);
    }
    if checked(&[centre], Scale::Unbounded).is_err() {
        return Err(ChartError::ValueOutOfRange { index: values.len(), value: centre });
    }
    let size = size(values);
    let sides: Vec<_> =
        values.iter().filter_map(|value| Side::of(order(*value, centre, size))).collect();
    if sides.len() < FEWEST_USEFUL {
        return Ok(RunChart::TooFew { useful: sides.len() });
    }
    let runs = || sides.chunk_by(|a, b| a == b);
    Ok(RunChart::Judged(Runs {
        centre,
        useful: sides.len(),
        longest_run: runs().map(<[_]>::len).max().unwrap_or(0),
        longest_expected: rounded_log2(sides.len()) + 3,
        crossings: runs().count() - 1,
        fewest_expected: fewest_crossings(sides.len() - 1)?,
    }))
}

/// The middle value, or the mean of the two in the middle.
fn median(values: &[f64]) -> Result<f64, ChartError> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2).ok_or(ChartError::NoPoints)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    Ok(f64::midpoint(lower, upper))
}

/// log₂ n to the nearest whole number, for n of at least 1: it is never half-way, as n² would
/// have to be an odd power of 2.
fn rounded_log2(n: usize) -> usize {
    let below = n.ilog2();
    let square = (n as u128).pow(2);
    let above_half = square > 1_u128 << (2 * below + 1);
    below as usize + usize::from(above_half)
}

/// The smallest k with P(X ≤ k) ≥ 0.05, X binomial (`trials`, ½), for at least 1 trial.
fn fewest_crossings(trials: usize) -> Result<usize, StatsError> {
    if trials as u64 > LARGEST_EXACT_TOTAL {
        return Err(StatsError::TooManyForExact { total: trials as u128 });
    }
    // P(X ≤ k) = I(½; n − k, k + 1) (Abramowitz & Stegun 26.5.24). Half the trials reach it.
    let mut candidates = (0, trials / 2 + 1);
    while candidates.0 < candidates.1 {
        let k = usize::midpoint(candidates.0, candidates.1);
        let reached = beta_reg(length(trials - k), length(k + 1), 0.5);
        match reached.total_cmp(&CROSSINGS_TAIL) {
            Ordering::Less => candidates.0 = k + 1,
            _ => candidates.1 = k,
        }
    }
    Ok(candidates.0)
}
