//! An appendix collated from what partnerships return of themselves: figures and their context in words.

use std::fmt;

use super::{RecordTable, TableRecord};
use crate::{Direction, Partnership, Partnerships, Quantity, Source};

/// How an appendix is collated from a table that partnerships return. Its words are written to be
/// printed: unlike records that are counted, its lines are of no person.
pub struct Collation {
    /// The table.
    pub table: &'static RecordTable,
    /// The title of the appendix.
    pub title: &'static str,
    /// What stands at its head, in sentences.
    pub introduction: &'static [&'static str],
    /// The lines put together. Pure: same lines in whatever order, same appendix.
    pub collate: fn(&[TableRecord], &Partnerships) -> Themes,
}

/// What lines were put together to, and those that could not be.
pub type Themes = (Vec<CollatedTheme>, Vec<Uncollated>);

impl fmt::Debug for Collation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Collation").field("title", &self.title).finish_non_exhaustive()
    }
}

/// A line that could not be put together with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncollated {
    /// Where it was read.
    pub source: Source,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: &'static str,
}

/// What was collated of one theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollatedTheme {
    /// Its title.
    pub title: &'static str,
    /// A line a measure of a partnership.
    pub lines: Vec<CollatedLine>,
    /// What partnerships say of their figures.
    pub context: Vec<CollatedContext>,
}

/// A measure of a partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollatedLine {
    /// The name of the partnership.
    pub partnership: String,
    /// The measure.
    pub measure: String,
    /// Which way the partnership wants it to go.
    pub wanted: Direction,
    /// The same months of the year before, where they are known.
    pub previous: Option<Quantity>,
    /// The latest figure, where it is known.
    pub latest: Option<Quantity>,
    /// The lines that it was made from.
    pub sources: Vec<Source>,
}

/// What a partnership says of its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollatedContext {
    /// The name of the partnership.
    pub partnership: String,
    /// Its words, each with the measure that it is of, once.
    pub words: Vec<String>,
}

/// A partnership of which nothing can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotReturned {
    /// Its name.
    pub partnership: String,
    /// Why, in a sentence.
    pub why: String,
}

/// An appendix, collated.
#[derive(Debug, Clone)]
pub struct Collated {
    /// How.
    pub collation: &'static Collation,
    /// The themes of which something was returned, in their order.
    pub themes: Vec<CollatedTheme>,
    /// The partnerships of which nothing is shown.
    pub not_returned: Vec<NotReturned>,
}

impl Collated {
    /// What is collated of these lines, and what of them is at fault. `held` says why a partnership
    /// of which there is no line has none that may be shown.
    #[must_use]
    pub fn of(
        collation: &'static Collation,
        lines: &[TableRecord],
        partnerships: &Partnerships,
        held: impl Fn(&Partnership) -> Option<String>,
    ) -> (Self, Vec<Uncollated>) {
        let (themes, faults) = (collation.collate)(lines, partnerships);
        let shown = |one: &&Partnership| {
            themes.iter().flat_map(|theme| &theme.lines).all(|line| line.partnership != one.name)
        };
        let missing = partnerships.all().iter().filter(shown).map(|one| NotReturned {
            partnership: one.name.clone(),
            why: held(one).unwrap_or_else(|| "Nothing was received.".to_owned()),
        });
        let not_returned = missing.collect();
        (Self { collation, themes, not_returned }, faults)
    }
}
