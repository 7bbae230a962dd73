//! Ordinary least squares: a straight line, or any design.

use nalgebra::{DMatrix, DVector};

use super::history::all_in_range;
use super::linear::{Solved, solve};
use super::prediction::{Prediction, student_unless};
use super::summary::{is_exact, sum_of_squares};
use super::{Ahead, History, Law, Projection, TrendError};
use crate::number::length;

/// A fit by least squares.
#[derive(Debug, Clone, PartialEq)]
pub struct LeastSquares {
    coefficients: DVector<f64>,
    /// Z with ZZ' = (X'X)⁻¹.
    root: DMatrix<f64>,
    residual_variance: f64,
    law: Law,
    degrees: usize,
}

/// Fits y = Xb by least squares.
///
/// Formula: b = (X'X)⁻¹X'y, by orthogonal decomposition with column pivoting; s² = SSE/(n − p);
/// standard errors s√diag (X'X)⁻¹. `design` holds n rows of p numbers, an intercept being a
/// column of ones; `values` are n. b is in units of `values` per unit of the column, s² in their
/// square. If all residuals are rounding (below 1e-12 of the largest value), s² is 0 and the law
/// is [`Law::Certain`].
///
/// # Errors
///
/// [`TrendError::TooFew`] unless n > p (for a straight line: n ≥ 3), [`TrendError::Shape`],
/// [`TrendError::ValueOutOfRange`], [`TrendError::NotIndependent`] if a column is a combination
/// of others, [`TrendError::BeyondMeasure`].
///
/// # Source
///
/// Draper & Smith 1998; checked against the NIST Statistical Reference Datasets.
pub fn least_squares(design: &[Vec<f64>], values: &[f64]) -> Result<LeastSquares, TrendError> {
    let columns = design.first().map_or(0, Vec::len);
    if design.len() != values.len() {
        return Err(TrendError::Shape { got: design.len(), expected: values.len() });
    }
    if columns == 0 || values.len() <= columns {
        return Err(TrendError::TooFew { got: values.len(), needed: columns.max(1) + 1 });
    }
    if let Some(row) = design.iter().find(|row| row.len() != columns) {
        return Err(TrendError::Shape { got: row.len(), expected: columns });
    }
    all_in_range(values)?;
    design.iter().try_for_each(|row| all_in_range(row))?;
    fit(&DMatrix::from_fn(values.len(), columns, |i, j| design[i][j]), values, 0)
}

/// Fits a straight line: column 0 of the fit is the intercept, column 1 the slope.
///
/// Formula: as [`least_squares`]; the slope is Sxy/Sxx. n ≤ 2 is [`TrendError::TooFew`], times
/// that are all equal are [`TrendError::NotIndependent`].
///
/// # Errors
///
/// As for [`least_squares`].
///
/// ```
/// use panel_stats::trend::ols::straight_line;
///
/// let line = straight_line(&[1.0, 2.0, 3.0, 4.0], &[2.0, 3.0, 5.0, 6.0])?;
/// assert_eq!(format!("{:.1} {:.1}", line.coefficients()[0], line.coefficients()[1]), "0.5 1.4");
/// assert_eq!(format!("{:.3}", line.standard_errors()[1]), "0.141");
/// assert!(straight_line(&[1.0, 2.0], &[2.0, 3.0]).is_err());
/// # Ok::<(), panel_stats::trend::TrendError>(())
/// ```
pub fn straight_line(times: &[f64], values: &[f64]) -> Result<LeastSquares, TrendError> {
    let design: Vec<_> = times.iter().map(|&time| vec![1.0, time]).collect();
    least_squares(&design, values)
}

/// Fits a straight line to a history at t = 1…n and projects it.
///
/// Formula: ŷ = a + bt; the total of m periods has the variance s²(m + x'(X'X)⁻¹x), x the sum of
/// their rows (1, t): adding monthly limits would be wrong. Student's t.
///
/// `already_estimated` is how many figures were estimated from the same history before it came
/// here: 0 for raw values, p − 1 for values adjusted by p seasonal figures. They cost degrees of
/// freedom: s² = SSE/(n − 2 − `already_estimated`).
///
/// # Errors
///
/// [`TrendError::TooFew`] unless n ≥ 3 + `already_estimated`; [`TrendError::BeyondMeasure`].
pub fn project_line(
    history: &History,
    already_estimated: usize,
    ahead: Ahead,
) -> Result<Projection, TrendError> {
    history.at_least(already_estimated.saturating_add(3))?;
    let design =
        DMatrix::from_fn(history.len(), 2, |i, j| if j == 0 { 1.0 } else { length(i + 1) });
    let line = fit(&design, history.values(), already_estimated)?;
    let row = |step: usize| vec![1.0, length(history.len() + step)];
    let points: Result<_, _> = ahead.all().map(|step| line.predict(&row(step))).collect();
    let total = line.predict_total(&ahead.target().map(row).collect::<Vec<_>>())?;
    Ok(Projection::new(history, ahead, points?, total))
}

/// Inputs checked: n > p + `already_estimated`, all finite.
fn fit(
    design: &DMatrix<f64>,
    values: &[f64],
    already_estimated: usize,
) -> Result<LeastSquares, TrendError> {
    let observed = DVector::from_column_slice(values);
    let Solved { coefficients, root } = solve(design, &observed)?;
    let residuals = observed - design * &coefficients;
    let degrees = values.len() - design.ncols() - already_estimated;
    let law = student_unless(is_exact(residuals.as_slice(), values), degrees);
    let residual_variance = match law {
        Law::Certain => 0.0,
        _ => sum_of_squares(residuals.as_slice()) / length(degrees),
    };
    let fitted = LeastSquares { coefficients, root, residual_variance, law, degrees };
    let outputs = fitted.coefficients.iter().copied().chain(fitted.standard_errors());
    if outputs.chain([residual_variance]).all(f64::is_finite) {
        Ok(fitted)
    } else {
        Err(TrendError::BeyondMeasure)
    }
}

impl LeastSquares {
    /// b, one a column.
    #[must_use]
    pub fn coefficients(&self) -> &[f64] {
        self.coefficients.as_slice()
    }

    /// The standard errors of b, one a column.
    #[must_use]
    pub fn standard_errors(&self) -> Vec<f64> {
        let s = self.residual_variance.sqrt();
        self.root.row_iter().map(|row| s * row.norm()).collect()
    }

    /// s², in squared units of the values; 0 if the values lie on the fit.
    #[must_use]
    pub const fn residual_variance(&self) -> f64 {
        self.residual_variance
    }

    /// The degrees of freedom of s², at least 1.
    #[must_use]
    pub const fn degrees_of_freedom(&self) -> usize {
        self.degrees
    }

    /// Predicts the value at a row of p numbers.
    ///
    /// Formula: x'b, variance s²(1 + x'(X'X)⁻¹x); for a line
    /// s²(1 + 1/n + (t − t̄)²/Sxx).
    ///
    /// # Errors
    ///
    /// [`TrendError::Shape`], [`TrendError::ValueOutOfRange`], [`TrendError::BeyondMeasure`].
    pub fn predict(&self, row: &[f64]) -> Result<Prediction, TrendError> {
        self.predict_total(&[row])
    }

    /// Predicts the total of the values at m rows of p numbers.
    ///
    /// Formula: x'b with x the sum of the rows, variance s²(m + x'(X'X)⁻¹x).
    ///
    /// # Errors
    ///
    /// As for [`Self::predict`].
    pub fn predict_total(&self, rows: &[impl AsRef<[f64]>]) -> Result<Prediction, TrendError> {
        let columns = self.coefficients.len();
        let mut sum = DVector::zeros(columns);
        for row in rows.iter().map(AsRef::as_ref) {
            if row.len() != columns {
                return Err(TrendError::Shape { got: row.len(), expected: columns });
            }
            all_in_range(row)?;
            sum += DVector::from_column_slice(row);
        }
        let leverage = self.root.tr_mul(&sum).norm_squared();
        let variance = self.residual_variance * (length(rows.len()) + leverage);
        Prediction::new(sum.dot(&self.coefficients), variance.sqrt(), self.law)
    }
}
