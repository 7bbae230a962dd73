//! Shares of people asked: their intervals, and comparisons of two.
//!
//! | subject | file |
//! |---|---|
//! | one proportion and its intervals | [`proportion`] |
//! | two proportions compared | [`difference`] |
//! | two small proportions compared exactly | [`fisher`] |
//! | proportions of samples that are weighted or clustered | [`effective`] |
//! | samples of a population whose size is known, and how large one must be | [`population`] |
//! | can a printed percentage come from whole numbers? | [`whole_number`] |

pub mod difference;
pub mod effective;
pub mod fisher;
pub mod population;
pub mod proportion;
pub mod whole_number;
