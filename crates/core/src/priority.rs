//! What a plugin registers: a strategic priority, or an item that is none.

use std::fmt;

use serde::Serialize;

use crate::{Collation, Measure, Tally};

/// The number of a priority in the plan, with its part where it has parts: `12`, `14A`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    number: u8,
    part: Option<char>,
}

impl Code {
    /// Strategic priority `number`.
    #[must_use]
    pub const fn sp(number: u8) -> Self {
        Self { number, part: None }
    }

    /// Part `part` (a capital letter) of strategic priority `number`.
    #[must_use]
    pub const fn part(number: u8, part: char) -> Self {
        Self { number, part: Some(part) }
    }

    /// The number in the plan.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.number
    }

    /// The part, where the priority has parts.
    #[must_use]
    pub const fn letter(self) -> Option<char> {
        self.part
    }

    /// `sp12`, `sp14a`: the first half of a row's name.
    #[must_use]
    pub fn id(self) -> String {
        format!("sp{self}").to_lowercase()
    }

    /// `sp14`: the name of the commentary's file, shared by the parts.
    #[must_use]
    pub fn section_id(self) -> String {
        format!("sp{}", self.number)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.number)?;
        self.part.map_or(Ok(()), |part| write!(formatter, "{part}"))
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One strategic priority, or one part of one: its title and the rows of its widget, in paper order.
pub struct Priority {
    /// Its number in the plan.
    pub code: Code,
    /// Its title; the parts of one priority share it.
    pub title: &'static str,
    /// What the part is about, where the priority has parts.
    pub part: Option<&'static str>,
    /// What the widget says in words, where there is something to say besides its rows.
    pub statement: Option<&'static str>,
    /// The rows of its widget.
    pub measures: &'static [&'static dyn Measure],
    /// Figures that its commentary quotes and its widget does not show.
    pub quoted: &'static [&'static dyn Measure],
    /// Rows of its widget that stand there only where the records are returned that they are counted
    /// from: nobody is asked for their figures, and nothing awaits them.
    pub of_records: &'static [&'static dyn Measure],
    /// How figures of its series are counted, where records are returned and not figures.
    pub tallies: &'static [&'static Tally],
}

impl Priority {
    /// A priority of which no more is said than its number and its title.
    #[must_use]
    pub const fn named(code: Code, title: &'static str) -> Self {
        Self {
            code,
            title,
            part: None,
            statement: None,
            measures: &[],
            quoted: &[],
            of_records: &[],
            tallies: &[],
        }
    }
}

/// A section of the paper that is no priority, after the priorities.
pub struct Item {
    /// Its place among the items, from 1.
    pub place: u8,
    /// Its name, which is also that of its commentary's file, such as `rate-your-local-police`.
    pub slug: &'static str,
    /// The first half of its figures' names, such as `feedback`.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Figures that its commentary quotes.
    pub quoted: &'static [&'static dyn Measure],
    /// Figures that its commentary may quote only where the records are returned that they are
    /// counted from.
    pub of_records: &'static [&'static dyn Measure],
    /// How figures of its series are counted, where records are returned and not figures.
    pub tallies: &'static [&'static Tally],
    /// The appendix that is collated of what partnerships return, where any of them does.
    pub collates: Option<&'static Collation>,
}

impl Item {
    /// An item of which no more is said than its place, its names and its title.
    #[must_use]
    pub const fn named(
        place: u8,
        slug: &'static str,
        id: &'static str,
        title: &'static str,
    ) -> Self {
        Self { place, slug, id, title, quoted: &[], of_records: &[], tallies: &[], collates: None }
    }
}

/// What can be registered.
pub enum Entry {
    /// A strategic priority.
    Priority(Priority),
    /// An item that is none.
    Item(Item),
}

inventory::collect!(Entry);

/// Registers a [`Priority`] or an [`Item`]. The only door into the registry.
///
/// A priority has a code and a title, an item a place, a slug, an id and a title, in that order. What
/// else there is to say follows; what is not said is not there: no part, no statement, no rows and no
/// quoted figures.
///
/// ```
/// use panel_core::{Code, register};
///
/// register!(Priority {
///     code: Code::sp(19),
///     title: "To reduce cyber crime",
///     statement: Some("Partners are agreeing measures."),
/// });
/// ```
#[macro_export]
macro_rules! register {
    (Priority { code: $code:expr, title: $title:expr $(, $field:ident : $value:expr)* $(,)? }) => {
        $crate::__inventory::submit! {
            $crate::Entry::Priority($crate::Priority {
                $($field: $value,)*
                ..$crate::Priority::named($code, $title)
            })
        }
    };
    (Item {
        place: $place:expr, slug: $slug:expr, id: $id:expr, title: $title:expr
        $(, $field:ident : $value:expr)* $(,)?
    }) => {
        $crate::__inventory::submit! {
            $crate::Entry::Item($crate::Item {
                $($field: $value,)*
                ..$crate::Item::named($place, $slug, $id, $title)
            })
        }
    };
}
