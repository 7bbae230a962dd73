//! The statistics behind every assessment.
//!
//! One folder per subject, one file per method. Every function is pure: the same arguments give
//! the same answer on every run, and no clock, file or random number is read.
//!
//! | subject | where |
//! |---|---|
//! | shares of people asked, and two of them compared | [`proportions`] |
//! | counts and rates, two of them compared, dispersion | [`counts`] |
//! | control charts, run charts, recent means, sequential charts | [`charts`] |
//! | members of a group: lines, funnels, ranks | [`groups`] |
//! | trends: fitted, projected, tested on the past | [`trend`] |
//! | normal tail and the two multiples in use | [`normal`] |
//! | Student's t and its p-value | [`student_t`] |
//! | mean and standard deviation | [`moments`] |
//! | many tests at once | [`multiple`] |
//! | figures out of line with those nearest to them | [`strays`] |
//! | samples that anyone can draw again | [`sampling`] |
//! | an interval that is finite by construction | [`interval`] |
//!
//! Four rules hold throughout.
//!
//! * **Second minus first.** Where two groups are compared, a positive answer means the second
//!   is the higher.
//! * **No NaN and no infinity.** An input that cannot be answered is an error with a name
//!   ([`StatsError`], and those of the charts and the trends that wrap it);
//!   one whose answer is not a number, such as a rate that is 0 both times, is a variant with a
//!   name of its own.
//! * **Places count from 0.** An error that names a value names its index in the slice given.
//! * **No rounding.** Figures are rounded where they are printed, never before they are compared.

pub mod charts;
pub mod counts;
pub mod error;
pub mod groups;
mod halving;
pub mod interval;
pub mod moments;
pub mod multiple;
pub mod normal;
mod number;
pub mod proportions;
pub mod sampling;
pub mod strays;
pub mod student_t;
pub mod trend;

pub use error::StatsError;
pub use interval::Interval;
