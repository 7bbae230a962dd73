//! The calculator: its list, its answers, and what it says of a bad input.

#![cfg(test)]

mod answers;
mod list;
mod random;
mod refusals;
mod schema;
