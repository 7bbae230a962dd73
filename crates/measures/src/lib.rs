//! The kinds of row that a priority's widget is made of.
//!
//! | row | kind | rule |
//! |---|---|---|
//! | number of offences | [`RecordedOffences`] | note ① |
//! | place in the comparison group | [`GroupPosition`] | notes ② and ⑥ |
//! | statistical process control | [`SpcVariance`] | note ③ |
//! | victim-focused outcome | [`VictimOutcome`] | note ④ |
//! | satisfaction, confidence, awareness | [`SurveyLevel`] | note ⑤ |
//! | other counts against the baseline year | [`CountAgainstBaseline`] | the key |
//! | the year to date | [`YearToDate`] | the key |
//! | a rate for the time that people were at risk | [`RateAtRisk`] | the key |
//! | a share in the year to date | [`ShareToDate`] | none |
//! | an assessment in words | [`AssessedInWords`] | none |
//! | a milestone | [`Milestone`] | none |
//! | a line of the savings ledger | [`SavingsLine`] | none |
//! | a figure that commentary quotes | [`QuotedFigure`], [`QuotedShare`] | none |
//!
//! The milestones of a priority may be returned as records: [`milestone_table`] declares their table,
//! and [`count_milestones`] reads each from its line.
//!
//! Beside them, [`dispersion_among`] says how much more than Poisson's the events of people vary, and
//! [`count_all_tests`] says which changes hold when every test of a paper is counted.

mod comparison_group;
mod control_chart;
mod count_against_baseline;
mod group_position;
mod history;
mod in_words;
mod many_tests;
mod means_compared;
mod milestone_table;
mod projection;
mod quoted;
mod rate_at_risk;
mod recorded_offences;
mod recording;
mod savings;
mod share_to_date;
mod spc_variance;
mod supply;
mod survey_level;
mod survey_projection;
mod target;
mod victim_outcome;
mod year_to_date;

pub use count_against_baseline::CountAgainstBaseline;
pub use group_position::GroupPosition;
pub use in_words::{AssessedInWords, Milestone};
pub use many_tests::count_all_tests;
pub use milestone_table::{MILESTONE_RULE, count_milestones, milestone_columns, milestone_table};
pub use quoted::{QuotedFigure, QuotedShare};
pub use rate_at_risk::{RateAtRisk, dispersion_among};
pub use recorded_offences::RecordedOffences;
pub use savings::SavingsLine;
pub use share_to_date::ShareToDate;
pub use spc_variance::SpcVariance;
pub use survey_level::{SurveyLevel, with_share};
pub use victim_outcome::VictimOutcome;
pub use year_to_date::YearToDate;
