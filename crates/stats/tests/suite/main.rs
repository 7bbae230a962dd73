//! Golden tables, facts and properties of the statistics.

mod comparison;
mod counts;
mod difference;
mod exact;
mod golden;
mod normal;
mod properties;
mod proportion;
mod whole_number;
