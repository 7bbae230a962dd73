//! The suite: what the product promises, tested as a whole.
//!
//! One binary, because the registry of plugins is filled by whatever a binary links.

#![expect(
    clippy::disallowed_methods,
    reason = "the suite reads and writes files to test the edges"
)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where it stopped")]

mod accessibility;
mod approval;
mod bad_input;
mod changes;
mod cli;
mod companions;
mod conformance;
mod disclosure;
mod example;
mod layout;
mod methods;
mod moderation;
mod numbers;
mod paper;
mod quarters;
mod review;
mod roster;
mod theme;
mod tidy;
mod totals;
mod walk;
