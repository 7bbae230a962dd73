//! Log-linear counts whose variance is a multiple of their mean.

use nalgebra::{DMatrix, DVector};
use serde::Serialize;

use super::linear::{Solved, solve};
use super::prediction::{Law, Prediction};
use super::summary::mean;
use super::{Ahead, History, Projection, TrendError};
use crate::StatsError;
use crate::counts::Dispersion;
use crate::number::length;

/// The fewest degrees of freedom a dispersion is estimated from.
pub const FEWEST_DEGREES: usize = 3;

/// The iteration has converged once no linear predictor moves by more than this.
pub const CONVERGED: f64 = 1e-10;

/// The most iterations made. A fit that exists takes fewer than ten.
pub const MOST_ITERATIONS: u32 = 50;

/// An expected count below this share of the mean is on its way to 0.
const VANISHING: f64 = 1e-12;

/// A mean below this is no count, and its reciprocal no number.
const NOTHING: f64 = 1e-30;

/// What the logarithm of the expected count is made of, beside its intercept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Terms {
    /// Time.
    Trend,
    /// Time, and an effect of each period of the year but the first.
    TrendAndPeriods,
}

/// A quasi-Poisson fit.
#[derive(Debug, Clone, PartialEq)]
pub struct QuasiPoisson {
    coefficients: DVector<f64>,
    /// Z with ZZ' = (X'WX)⁻¹.
    root: DMatrix<f64>,
    pearson: f64,
    degrees: usize,
    iterations: u32,
}

/// Fits log μ = β₀ + β₁t + period effects, with Var(y) = φμ.
///
/// Formula: iteratively reweighted least squares (weights μ, working values η + (y − μ)/μ),
/// which maximises the Poisson likelihood; φ̂ = Σ(y − μ)²/μ over n − p. Start at
/// μ = (y + ȳ)/2. Converged once no η moves by more than [`CONVERGED`]; at most
/// [`MOST_ITERATIONS`]. The covariance is (X'WX)⁻¹ times **max(1, φ̂)**: what scatters less than
/// Poisson is taken for chance.
///
/// Columns: intercept, t = 1…n, then the second to the p-th period of the year, the first being
/// that of the first value. Counts need not be whole.
///
/// # Errors
///
/// [`TrendError::Negative`]; [`TrendError::TooFew`] unless [`FEWEST_DEGREES`] remain (and every
/// period occurs); [`TrendError::AllZero`]; [`TrendError::PeriodAllZero`] with period effects;
/// [`TrendError::Separated`]; [`TrendError::DidNotConverge`].
///
/// # Source
///
/// Wedderburn 1974, *Biometrika* 61:439–447; `McCullagh` & Nelder 1989.
///
/// ```
/// use panel_stats::trend::quasi_poisson::{Terms, quasi_poisson};
/// use panel_stats::trend::{Cadence, History};
///
/// let totals = History::from_counts(&[1000, 1105, 1205, 1335, 1460, 1615], Cadence::Annual)?;
/// let fit = quasi_poisson(&totals, Terms::Trend)?;
/// assert_eq!(format!("{:.3}", fit.growth()), "1.100");
/// assert_eq!(fit.dispersion()?.factor(), 1.0);
/// # Ok::<(), panel_stats::trend::TrendError>(())
/// ```
pub fn quasi_poisson(history: &History, terms: Terms) -> Result<QuasiPoisson, TrendError> {
    let (n, period) = (history.len(), history.period());
    let terms = if period == 1 { Terms::Trend } else { terms };
    let columns = terms.columns(period);
    if let Some(index) = history.first_failing(|value| value >= 0.0) {
        return Err(TrendError::Negative { index });
    }
    history.at_least(columns + FEWEST_DEGREES)?;
    let centre = mean(history.values());
    if centre < NOTHING {
        return Err(TrendError::AllZero);
    }
    if terms == Terms::TrendAndPeriods
        && let Some(phase) = (0..period).find(|&phase| is_never_counted(history, phase))
    {
        return Err(TrendError::PeriodAllZero { period: phase });
    }

    // In units of the mean, so that the size of the counts decides nothing.
    let relative = DVector::from_iterator(n, history.values().iter().map(|y| y / centre));
    let design = DMatrix::from_fn(n, columns, |i, j| entry(i + 1, j, period));
    let (Solved { mut coefficients, root }, iterations) = iterate(&design, &relative)?;

    let expected = (&design * &coefficients).map(f64::exp);
    let pearson: f64 = relative.zip_map(&expected, |y, mu| (y - mu) * (y - mu) / mu).sum();
    let degrees = n - columns;
    coefficients[0] += centre.ln();
    Ok(QuasiPoisson {
        coefficients,
        root: root / centre.sqrt(),
        pearson: centre * pearson / length(degrees),
        degrees,
        iterations,
    })
}

/// Whether every value of one period of the year is 0.
fn is_never_counted(history: &History, phase: usize) -> bool {
    history.values().iter().skip(phase).step_by(history.period()).all(|&value| value <= 0.0)
}

/// Reweights until no linear predictor moves. `counts` have mean 1 and are not negative.
fn iterate(design: &DMatrix<f64>, counts: &DVector<f64>) -> Result<(Solved, u32), TrendError> {
    let mut eta = counts.map(|y| f64::midpoint(y, 1.0).ln());
    for iteration in 1..=MOST_ITERATIONS {
        let mu = eta.map(f64::exp);
        if mu.min() < VANISHING {
            return Err(TrendError::Separated);
        }
        if !mu.iter().all(|mu| mu.is_finite()) {
            return Err(TrendError::DidNotConverge { iterations: iteration });
        }
        let mut weighted = design.clone();
        for (mut row, mu) in weighted.row_iter_mut().zip(&mu) {
            row *= mu.sqrt();
        }
        let working = mu.zip_zip_map(counts, &eta, |mu, y, eta| mu.sqrt() * (eta + (y - mu) / mu));
        // The columns themselves are independent: only vanishing weights make them dependent.
        let solved = solve(&weighted, &working).map_err(|_| TrendError::Separated)?;
        let moved = design * &solved.coefficients;
        let largest_step = (&moved - &eta).amax();
        eta = moved;
        if largest_step <= CONVERGED {
            return Ok((solved, iteration));
        }
    }
    Err(TrendError::DidNotConverge { iterations: MOST_ITERATIONS })
}

impl Terms {
    /// How many columns the design has.
    const fn columns(self, period: usize) -> usize {
        match self {
            Self::Trend => 2,
            Self::TrendAndPeriods => period + 1,
        }
    }
}

/// The design's entry at time `t` (from 1), column `column`.
fn entry(t: usize, column: usize, period: usize) -> f64 {
    match column {
        0 => 1.0,
        1 => length(t),
        later if (t - 1) % period == later - 1 => 1.0,
        _ => 0.0,
    }
}

impl QuasiPoisson {
    /// β: intercept, time, then the second to the last period of the year.
    #[must_use]
    pub fn coefficients(&self) -> &[f64] {
        self.coefficients.as_slice()
    }

    /// The standard errors of β, one a column, with max(1, φ̂).
    #[must_use]
    pub fn standard_errors(&self) -> Vec<f64> {
        let factor = self.pearson.max(1.0).sqrt();
        self.root.row_iter().map(|row| factor * row.norm()).collect()
    }

    /// e^β₁: the factor by which the expected count changes from one period to the next.
    #[must_use]
    pub fn growth(&self) -> f64 {
        self.coefficients[1].exp()
    }

    /// φ̂ as estimated: Pearson's χ² over its degrees of freedom; it may be below 1.
    #[must_use]
    pub const fn pearson_dispersion(&self) -> f64 {
        self.pearson
    }

    /// max(1, φ̂), for comparing counts.
    ///
    /// # Errors
    ///
    /// [`StatsError::DispersionOutOfRange`] if φ̂ is too large for an `f64`.
    pub fn dispersion(&self) -> Result<Dispersion, StatsError> {
        Dispersion::new(self.pearson.max(1.0))
    }

    /// The degrees of freedom of φ̂: n − p.
    #[must_use]
    pub const fn degrees_of_freedom(&self) -> usize {
        self.degrees
    }

    /// How many iterations it took.
    #[must_use]
    pub const fn iterations(&self) -> u32 {
        self.iterations
    }

    /// Projects the fit; `history` is the one it was fitted to.
    ///
    /// Formula, over the rows x and expected counts μ of the target: Ŷ = Σμ; by the delta method
    /// Var = φŶ + g'Vg, g = Σμx, V the covariance and φ = max(1, φ̂). Intervals are **log-normal**: the model is on the log scale and a
    /// count is never below 0. See [`Law::LogStudent`], with n − p degrees of freedom.
    ///
    /// # Errors
    ///
    /// [`TrendError::BeyondMeasure`].
    pub fn project(&self, history: &History, ahead: Ahead) -> Result<Projection, TrendError> {
        let predict = |steps: std::ops::RangeInclusive<usize>| {
            let mut total = 0.0;
            let mut gradient = DVector::zeros(self.coefficients.len());
            for step in steps {
                let t = history.len() + step;
                let row = DVector::from_fn(self.coefficients.len(), |column, _| {
                    entry(t, column, history.period())
                });
                let expected = row.dot(&self.coefficients).exp();
                total += expected;
                gradient += row * expected;
            }
            let factor = self.pearson.max(1.0);
            let variance = factor * (total + self.root.tr_mul(&gradient).norm_squared());
            Prediction::new(total, variance.sqrt(), Law::LogStudent { degrees: self.degrees })
        };
        let points: Result<_, _> = ahead.all().map(|step| predict(step..=step)).collect();
        Ok(Projection::new(history, ahead, points?, predict(ahead.target())?))
    }
}
