//! What intervals, tests and lines do in the long run: over all outcomes where they can be
//! counted, over series made with fixed seeds elsewhere. Each bound is wider than the figure it
//! holds by four standard errors of the simulation, and fails if the method is another.

mod counts;
mod deviates;
mod enumerated;
#[path = "../suite/golden.rs"]
mod golden;
mod lines;
mod strays;
mod totals;
