//! The round trip with partners: templates read back, filled in, received; and returns that are
//! refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]

mod areas;
mod as_seen;
mod asked;
mod broken;
mod edited;
mod file_names;
mod hostile;
mod looks;
mod made_up;
mod numbers;
mod package;
mod received;
mod records;
mod records_broken;
mod records_round_trip;
mod records_template;
mod reports;
mod round_trip;
mod saved_csv;
mod seen_or_refused;
mod template;
