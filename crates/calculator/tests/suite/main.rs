//! The calculator: its list, its answers, and what it says of a bad input.

mod answers;
mod list;
mod random;
mod refusals;
