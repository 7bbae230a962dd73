//! The statistics behind every assessment.
//!
//! One file per subject. Every function is pure: the same arguments give the same answer on
//! every run, and no clock, file or random number is read.
//!
//! | subject | file |
//! |---|---|
//! | normal tail and the two multiples in use | [`normal`] |
//! | an interval that is finite by construction | [`interval`] |
//! | one proportion and its intervals | [`proportion`] |
//! | two proportions compared | [`difference`] |
//! | two small proportions compared exactly | [`fisher`] |
//! | proportions of samples that are weighted or clustered | [`effective`] |
//! | samples of a population whose size is known, and how large one must be | [`population`] |
//! | can a printed percentage come from whole numbers? | [`whole_number`] |
//! | counts with their exposures, and the z for two of them | [`counts`] |
//! | the intervals of one count, and of its rate | [`rates`] |
//! | rates standardised to another population | [`standardised`] |
//! | how much more than Poisson's the counts vary | [`dispersion`] |
//! | the exact test for two small counts | [`exact`] |
//! | the test chosen for two counts, and what it finds | [`comparison`] |
//! | control charts: points, limits, what the limits rest on | [`chart`] |
//! | which points limits come from, and where they start anew | [`segments`] |
//! | the chart of individual values, by moving ranges | [`individuals`] |
//! | charts of counts, rates and proportions (c, u, p) | [`attributes`] |
//! | the same where more than chance varies (u′, p′) | [`laney`] |
//! | signals on a control chart | [`signals`] |
//! | run charts, without limits | [`run_chart`] |
//! | the recent mean against the earlier mean | [`recent_mean`] |
//! | one member against the mean of its group | [`group_lines`] |
//! | funnels of proportions and of rates | [`funnel`] |
//! | funnels where more than chance varies | [`overdispersion`] |
//! | the centre and deviation a sequential chart starts from | [`process`] |
//! | moving averages (EWMA) | [`ewma`] |
//! | cumulative sums (CUSUM) | [`cusum`] |
//! | what can be wrong with a chart's input | [`chart_error`] |
//! | many tests at once | [`multiple`] |
//! | ranks with ties | [`ranks`] |
//! | mean and standard deviation | [`moments`] |
//! | trends: fitted, projected, tested on the past | [`trend`] |
//!
//! Three rules hold throughout.
//!
//! * **Second minus first.** Where two groups are compared, a positive answer means the second
//!   is the higher.
//! * **No NaN and no infinity.** An input that cannot be answered is an error with a name
//!   ([`StatsError`], and those of the charts and the trends that wrap it);
//!   one whose answer is not a number, such as a rate that is 0 both times, is a variant with a
//!   name of its own.
//! * **No rounding.** Figures are rounded where they are printed, never before they are compared.

pub mod attributes;
pub mod chart;
pub mod chart_error;
mod chart_numbers;
pub mod comparison;
pub mod counts;
pub mod cusum;
pub mod difference;
pub mod dispersion;
pub mod effective;
pub mod error;
pub mod ewma;
pub mod exact;
pub mod fisher;
pub mod funnel;
pub mod group_lines;
pub mod individuals;
pub mod interval;
pub mod laney;
pub mod moments;
pub mod multiple;
pub mod normal;
mod number;
pub mod overdispersion;
pub mod population;
pub mod process;
pub mod proportion;
pub mod ranks;
pub mod rates;
pub mod recent_mean;
pub mod run_chart;
pub mod segments;
pub mod signals;
pub mod standardised;
mod student_t;
pub mod trend;
pub mod whole_number;

pub use error::StatsError;
pub use interval::Interval;
