//! Every kind of row against returns built by hand: tables, and properties.
//!
//! Expected statistics are those of scipy 1.17.1, statsmodels 0.15.0 and numpy 2.4.6, to four decimals
//! or more.

mod composed_share;
mod count_against_baseline;
mod count_faults;
mod group_lines;
mod group_position;
mod group_shares;
mod in_words;
mod many_tests;
mod named_counts;
mod offences;
mod offences_history;
mod outcome_audit;
mod plan_year;
mod properties;
mod properties_of_notes;
mod rate_at_risk;
mod savings;
mod share_to_date;
mod spc_lines;
mod spc_periods;
mod spc_variance;
mod support;
mod survey_answers;
mod survey_evidence;
mod survey_level;
mod year_to_date;
