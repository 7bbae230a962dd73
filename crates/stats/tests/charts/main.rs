//! Golden tables, facts and properties of charts, groups and funnels.

mod faults;
mod funnels;
#[path = "../suite/golden.rs"]
mod golden;
mod limits;
mod means;
mod p_values;
mod properties;
mod runs;
mod sequential;
mod signals;
mod support;
