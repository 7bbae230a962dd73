//! Tables and properties of the vocabulary.

mod evidence;
mod fault;
mod formula;
mod period;
mod plan;
mod quantity;
mod quantity_print;
mod record;
mod records;
mod return_schema;
mod returns;
mod sums;
mod support;
mod terms;
