//! Control charts, run charts, and the recent mean against the earlier mean.
//!
//! | subject | file |
//! |---|---|
//! | points, limits, what the limits rest on | [`chart`] |
//! | which points limits come from, and where they start anew | [`segments`] |
//! | the chart of individual values, by moving ranges | [`individuals`] |
//! | charts of counts, rates and proportions (c, u, p) | [`attributes`] |
//! | the same where more than chance varies (u′, p′) | [`laney`] |
//! | signals on a control chart | [`signals`] |
//! | run charts, without limits | [`run_chart`] |
//! | the recent mean against the earlier mean | [`recent_mean`] |
//! | the centre and deviation a sequential chart starts from | [`process`] |
//! | moving averages (EWMA) | [`ewma`] |
//! | cumulative sums (CUSUM) | [`cusum`] |
//!
//! What can be wrong with an input is a [`ChartError`], here and in [`groups`](crate::groups).

pub mod attributes;
pub mod chart;
pub mod cusum;
mod error;
pub mod ewma;
pub mod individuals;
pub mod laney;
pub(crate) mod numbers;
pub mod process;
pub mod recent_mean;
pub mod run_chart;
pub mod segments;
pub mod signals;

pub use error::ChartError;
