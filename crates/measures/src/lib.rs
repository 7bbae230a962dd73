//! The kinds of row that a priority's widget is made of.
//!
//! | row | kind | rule |
//! |---|---|---|
//! | number of offences | [`RecordedOffences`] | note ① |
//! | place in the comparison group | [`GroupPosition`] | notes ② and ⑥ |
//! | statistical process control | [`SpcVariance`] | note ③ |
//! | victim-focused outcome | [`VictimOutcome`] | note ④ |
//! | satisfaction, confidence, awareness | [`SurveyLevel`] | note ⑤ |
//! | a share composed of parts that weigh differently | [`ComposedShare`] | note ⑤ |
//! | whether victims are happy with the outcome, and what its audit finds | [`OutcomeQuestion`], [`OutcomeAudit`] | note ④ |
//! | other counts against the baseline year | [`CountAgainstBaseline`] | the key |
//! | the year to date | [`YearToDate`] | the key |
//! | a rate for the time that people were at risk | [`RateAtRisk`] | the key |
//! | a share in the year to date | [`ShareToDate`] | none |
//! | an assessment in words | [`AssessedInWords`] | none |
//! | a milestone | [`Milestone`] | none |
//! | records by what they are of | [`CountsByName`] | none |
//! | a line of the savings ledger | [`SavingsLine`] | none |
//! | a figure that commentary quotes | [`QuotedFigure`], [`QuotedShare`] | none |
//!
//! The milestones of a priority may be returned as records: [`milestone_table`] declares their table,
//! and [`count_milestones`] reads each from its line.
//!
//! Two tables of records are shared by several priorities: [`SURVEY_ANSWERS`], from which
//! [`of_survey_answers`] counts shares, and [`OUTCOME_AUDIT`], the sample that [`audit_sample`] draws
//! of them and [`of_outcome_audit`] counts.
//!
//! Beside them, [`dispersion_among`] says how much more than Poisson's the events of people vary, and
//! [`count_all_tests`] says which changes hold when every test of a paper is counted.

mod audit_sample;
mod comparison_group;
mod composed_share;
mod control_chart;
mod count_against_baseline;
mod group_position;
mod history;
mod in_words;
mod many_tests;
mod means_compared;
mod milestone_table;
mod named_counts;
mod outcome_audit;
mod projection;
mod quoted;
mod rate_at_risk;
mod recorded_offences;
mod recording;
mod savings;
mod share_to_date;
mod spc_variance;
mod supply;
mod survey_answers;
mod survey_level;
mod survey_projection;
mod target;
mod victim_outcome;
mod year_to_date;

pub use audit_sample::{AuditSample, AuditSampleError, DrawnStratum, audit_sample};
pub use composed_share::{ComposedShare, SharePart};
pub use count_against_baseline::CountAgainstBaseline;
pub use group_position::GroupPosition;
pub use in_words::{AssessedInWords, Milestone};
pub use many_tests::count_all_tests;
pub use milestone_table::{MILESTONE_RULE, count_milestones, milestone_columns, milestone_table};
pub use named_counts::{CountsByName, NamedSeries};
pub use outcome_audit::{OUTCOME_AUDIT, OutcomeAudit, audited_crime_type, of_outcome_audit};
pub use quoted::{QuotedFigure, QuotedShare};
pub use rate_at_risk::{RateAtRisk, dispersion_among};
pub use recorded_offences::RecordedOffences;
pub use savings::SavingsLine;
pub use share_to_date::ShareToDate;
pub use spc_variance::SpcVariance;
pub use survey_answers::{SURVEY_ANSWERS, of_survey_answers};
pub use survey_level::{SurveyLevel, with_share};
pub use victim_outcome::{OutcomeQuestion, VictimOutcome};
pub use year_to_date::YearToDate;

#[doc(hidden)]
pub use panel_core::Series as __Series;
#[doc(hidden)]
pub use panel_core::{FigureRelation as __FigureRelation, Term as __Term};
