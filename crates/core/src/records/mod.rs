//! Records: tables with one line a person, report or event, which figures are counted from, and tables
//! of partnerships' own figures, which an appendix is collated from.
//!
//! A plugin declares a [`RecordTable`] and a [`Tally`] that counts figures from it. Records are counted
//! as they are read and then dropped: no measure, and nothing that is written, ever sees one.

mod collation;
mod counting;
mod relation;
mod table;
mod value;

pub use collation::{
    Collated, CollatedContext, CollatedLine, CollatedTheme, Collation, NotReturned, Themes,
    Uncollated,
};
pub use counting::{Counted, CountedFrom, Counting, GivenFigure, Tally};
pub use relation::{FigureRelation, Term};
pub use table::{Contradiction, RecordTable, Records, TableRecord};
pub use value::RecordValue;
