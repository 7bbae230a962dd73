//! Where a count or a length becomes a real number, and nowhere else.

/// A count as a real number: exact up to 2⁵³ (about 9 × 10¹⁵), the nearest `f64` above.
#[expect(
    clippy::cast_precision_loss,
    reason = "a relative error of 1e-16 in a count above 9e15 is smaller than any rounding after it"
)]
pub(crate) const fn real(count: u64) -> f64 {
    count as f64
}

/// How many, as a real number.
pub(crate) const fn length(number: usize) -> f64 {
    real(number as u64)
}
