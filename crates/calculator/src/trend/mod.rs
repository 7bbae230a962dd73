//! Trends: fitted, projected, tested on the past.

mod family;
mod fits;
mod lines;
mod project;
mod seasons;

use crate::method::Calculation;

pub(crate) const METHODS: &[&dyn Calculation] = &[
    &lines::StraightLine,
    &lines::LeastSquares,
    &lines::LinearTrend,
    &lines::TheilSen,
    &fits::QuasiPoisson,
    &fits::MannKendall,
    &fits::NoChange,
    &seasons::Decomposition,
    &seasons::Smoothing,
    &family::TrendFamily,
    &family::BackTest,
];
