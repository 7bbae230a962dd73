//! The panel command.
fn main() {}
