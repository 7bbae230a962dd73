//! The reader of files, on quarters made up for the occasion.

#![expect(clippy::disallowed_methods, reason = "the tests write what the reader reads")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod collations;
mod forms;
mod made_up;
mod ranges;
mod records;
mod slips;
mod tables;
