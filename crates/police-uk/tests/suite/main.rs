//! The reader, from files to counts: what is counted, what is refused, and that order and number of
//! threads change nothing.

#![expect(clippy::disallowed_methods, reason = "the tests write the files that are read")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]

mod archives;
mod counting;
mod published;
mod refused;
mod written;
