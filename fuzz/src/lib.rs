//! What the fuzz targets share: a fictional quarter, archives written as text, and what every reader
//! promises of its faults.
//!
//! A target asserts more than that nothing panics: each fault has its place, a second reading tells
//! the same, and what is filed reads back.

mod archive;
mod folder;
mod promises;
mod quarter;
mod records;

pub use archive::packed;
pub use folder::{folder, write};
pub use promises::{assert_placed, assert_rows_read_back};
pub use quarter::{FILES, Quarter, needs, series};
pub use records::{REPORTS, assert_records_are_told, tallies};
