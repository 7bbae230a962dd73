//! Golden tables, facts and properties of the statistics.

mod comparison;
mod counts;
mod difference;
mod dispersion;
mod exact;
mod exact_options;
mod golden;
mod lists;
mod normal;
mod properties;
mod proportion;
mod rate_properties;
mod rates;
mod samples;
mod strays;
mod whole_number;
