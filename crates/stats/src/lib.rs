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
//! | can a printed percentage come from whole numbers? | [`whole_number`] |
//! | counts with their exposures, and the z for two of them | [`counts`] |
//! | the exact test for two small counts | [`exact`] |
//! | the test chosen for two counts, and what it finds | [`comparison`] |
//! | trends: fitted, projected, tested on the past | [`trend`] |
//!
//! Three rules hold throughout.
//!
//! * **Second minus first.** Where two groups are compared, a positive answer means the second
//!   is the higher.
//! * **No NaN and no infinity.** An input that cannot be answered is an error of [`StatsError`];
//!   one whose answer is not a number, such as a rate that is 0 both times, is a variant with a
//!   name of its own.
//! * **No rounding.** Figures are rounded where they are printed, never before they are compared.

pub mod comparison;
pub mod counts;
pub mod difference;
pub mod error;
pub mod exact;
pub mod interval;
pub mod normal;
mod number;
pub mod proportion;
pub mod trend;
pub mod whole_number;

pub use error::StatsError;
pub use interval::Interval;
