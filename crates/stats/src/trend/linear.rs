//! Least squares by orthogonal decomposition, on nalgebra.

use nalgebra::{DMatrix, DVector};

use super::TrendError;
use super::summary::largest;

/// Columns whose part not explained by the others is smaller than this share are dependent.
const DEPENDENCE: f64 = 1e-10;

/// A solved least-squares problem.
pub(super) struct Solved {
    /// The coefficients, p × 1.
    pub(super) coefficients: DVector<f64>,
    /// Z with ZZ' = (X'X)⁻¹, p × p.
    pub(super) root: DMatrix<f64>,
}

/// The b that makes |y − Xb| smallest; X is n × p with n ≥ p, y is n × 1.
///
/// Columns are scaled to unit length, so that the units of a column do not decide the rank, and
/// then decomposed by Householder reflections with column pivoting: X·D·P = QR.
pub(super) fn solve(design: &DMatrix<f64>, values: &DVector<f64>) -> Result<Solved, TrendError> {
    let columns = design.ncols();
    let dependent = TrendError::NotIndependent { columns };
    let lengths: Vec<f64> = design.column_iter().map(|column| length(column.as_slice())).collect();
    if lengths.iter().any(|&length| length < f64::MIN_POSITIVE) {
        return Err(dependent);
    }
    let mut scaled = design.clone();
    for (mut column, length) in scaled.column_iter_mut().zip(&lengths) {
        column.iter_mut().for_each(|entry| *entry /= length);
    }

    let decomposed = scaled.col_piv_qr();
    let upper = decomposed.r();
    let first = upper[(0, 0)].abs();
    // Written so that NaN fails too.
    if !(0..columns).all(|k| upper[(k, k)].abs() > DEPENDENCE * first) {
        return Err(dependent);
    }

    let mut rotated = values.clone();
    decomposed.q_tr_mul(&mut rotated);
    let rotated = rotated.rows(0, columns).into_owned();
    let identity = DMatrix::identity(columns, columns);
    let mut root = upper.solve_upper_triangular(&identity).ok_or(dependent)?;
    decomposed.p().inv_permute_rows(&mut root);
    for (mut row, length) in root.row_iter_mut().zip(&lengths) {
        row.iter_mut().for_each(|entry| *entry /= length);
    }
    Ok(Solved { coefficients: &root * rotated, root })
}

/// |x|, without overflow on the way.
fn length(column: &[f64]) -> f64 {
    let largest = largest(column);
    if largest < f64::MIN_POSITIVE {
        return 0.0;
    }
    largest * column.iter().map(|x| (x / largest).powi(2)).sum::<f64>().sqrt()
}
