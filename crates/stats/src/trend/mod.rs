//! Trends fitted to a history, projected ahead, and tested on that history.
//!
//! | subject | file |
//! |---|---|
//! | a history, its cadence, and how far ahead to look | [`history`] |
//! | least squares: a straight line, or any design | [`ols`] |
//! | log-linear counts with dispersion | [`quasi_poisson`] |
//! | the median slope | [`theil_sen`] |
//! | the rank test for a trend | [`mann_kendall`] |
//! | classical seasonal decomposition | [`decomposition`] |
//! | Holt, damped Holt, Holt–Winters | [`smoothing`] |
//! | the latest periods repeated | [`no_change`] |
//! | one predicted number and the law of its error | [`prediction`] |
//! | predictions period by period, and their total | [`projection`] |
//! | a projector tried on the past | [`back_test`] |
//! | all of these, by rules on length | [`family`] |
//!
//! The first value of a history stands at t = 1, the last at t = n. Nothing here knows what is
//! counted: values, totals and errors are in the units of the history. Every fit can fail, and
//! every way of failing is a variant of [`TrendError`].

pub mod back_test;
pub mod decomposition;
mod error;
pub mod family;
pub mod history;
mod linear;
pub mod mann_kendall;
mod minimise;
pub mod no_change;
pub mod ols;
pub mod prediction;
pub mod projection;
pub mod quasi_poisson;
mod recursion;
pub mod smoothing;
mod summary;
pub mod theil_sen;

pub use error::TrendError;
pub use history::{Ahead, Cadence, History};
pub use prediction::{Law, Prediction};
pub use projection::{Flag, Projection};
