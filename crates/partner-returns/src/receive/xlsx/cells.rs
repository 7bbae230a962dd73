//! One cell of a sheet: what its elements say, and what it holds by them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::number_format::{NumberFormat, Shows};
use super::super::value::Stored;
use super::limits::{CELL_LETTERS, Refused};
use super::moment::moment;
use super::place::At;
use super::strings::{Marked, RichText, letters, unescaped};
use super::xml::{Name, What};
use super::{Shared, place};

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::receive) struct SheetCell {
    /// What it holds.
    pub(in crate::receive) stored: Stored,
    /// Its number format.
    pub(in crate::receive) format: Arc<NumberFormat>,
    /// Whether it is written in the colour that is behind it.
    pub(in crate::receive) is_hidden: bool,
    /// What of it is struck out or raised.
    pub(in crate::receive) marked: Option<Box<Marked>>,
    /// Whether it is the result of a calculation.
    pub(in crate::receive) formula: bool,
}

/// The cells that hold something, by row and column.
pub(in crate::receive) type Cells = BTreeMap<At, SheetCell>;

/// What the value of a cell is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WrittenAs {
    /// A number; or, where a program did not say so, perhaps a text.
    Number { said: bool },
    /// The number of a text that cells share.
    Shared,
    /// Text.
    Text,
    /// Text inside the cell, in pieces.
    Inline,
    /// `1` or `0`.
    Truth,
    /// The name of an error.
    Error,
    /// A day as the ISO writes it.
    Iso,
}

/// A cell while it is read.
pub(super) struct OpenCell {
    pub(super) at: At,
    style: usize,
    written_as: WrittenAs,
    value: Option<String>,
    inline: RichText,
    is_inline: bool,
    formula: bool,
}

impl OpenCell {
    pub(super) fn new(at: At, style: Option<&str>, kind: Option<&str>) -> Result<Self, Refused> {
        let written_as = match kind {
            None => WrittenAs::Number { said: false },
            Some("n") => WrittenAs::Number { said: true },
            Some("s") => WrittenAs::Shared,
            Some("str") => WrittenAs::Text,
            Some("inlineStr") => WrittenAs::Inline,
            Some("b") => WrittenAs::Truth,
            Some("e") => WrittenAs::Error,
            Some("d") => WrittenAs::Iso,
            Some(_) => return Err(refused(at, "is of a kind that spreadsheets do not write")),
        };
        Ok(Self {
            at,
            style: style.and_then(|style| style.parse().ok()).unwrap_or(0),
            written_as,
            value: None,
            inline: RichText::default(),
            is_inline: false,
            formula: false,
        })
    }

    /// Takes what is found at `path` inside the cell.
    pub(super) fn take(&mut self, path: &[Name], what: &What<'_>) -> Result<(), Refused> {
        match (path, what) {
            ([Name::F], What::Open(_)) => self.formula = true,
            ([Name::V], What::Open(_)) if self.value.is_some() => {
                return Err(refused(self.at, "has two values"));
            }
            ([Name::V], What::Open(_)) => self.value = Some(String::new()),
            ([Name::V], What::Text(text)) => {
                let value = self.value.get_or_insert_default();
                value.push_str(text);
                CELL_LETTERS.check("a cell", letters(value))?;
            }
            ([Name::Is], What::Open(_)) => self.is_inline = true,
            ([Name::Is, inner @ ..], what) => self.inline.take(inner, what)?,
            _ => {}
        }
        Ok(())
    }

    /// What the cell holds; nothing where it holds nothing.
    pub(super) fn close(mut self, shared: &Shared) -> Result<Option<SheetCell>, Refused> {
        let look = shared.formats.get(self.style);
        let (at, formula) = (self.at, self.formula);
        // A calculation may give a text of no letters; another stands there without what it gives.
        let gives_text = self.written_as == WrittenAs::Text && self.value.is_some();
        let mut marked = None;
        let stored = self.stored(&look.format, shared, &mut marked)?.or_else(|| {
            (formula && !gives_text).then(|| Stored::Failed("no result is stored".to_owned()))
        });
        debug_assert!(at.0 < place::ROWS && at.1 < place::COLUMNS);
        let Some(stored) = stored else { return Ok(None) };
        if marked.is_none() && !look.marks.is_none() {
            marked = Some(Box::new(Marked::new(&stored.shown(&look.format), look.marks)));
        }
        let is_white = matches!(stored, Stored::Number(number) if look.format.is_white(number));
        let is_hidden = look.is_hidden || is_white && look.is_on_white;
        Ok(Some(SheetCell { stored, format: Arc::clone(&look.format), is_hidden, marked, formula }))
    }

    fn stored(
        &mut self,
        format: &NumberFormat,
        shared: &Shared,
        marked: &mut Option<Box<Marked>>,
    ) -> Result<Option<Stored>, Refused> {
        let wrong = |why| Err(refused(self.at, why));
        if self.is_inline {
            let (text, piece) = std::mem::take(&mut self.inline).into_parts();
            *marked = piece;
            return Ok(Stored::text(&text));
        }
        let value = self.value.take().map_or(Cow::Borrowed(""), Cow::Owned);
        if value.is_empty() {
            return Ok(None);
        }
        Ok(match self.written_as {
            WrittenAs::Inline => None,
            WrittenAs::Text => Stored::text(&unescaped(&value)),
            WrittenAs::Error => Some(Stored::Failed(value.chars().take(40).collect())),
            WrittenAs::Shared => {
                let text = value.parse().ok().and_then(|number: usize| shared.strings.get(number));
                match text {
                    Some(text) => {
                        marked.clone_from(&text.marked);
                        Stored::text(&text.text)
                    }
                    None => return wrong("names a text that the workbook does not have"),
                }
            }
            WrittenAs::Truth => match value.trim() {
                "1" => Some(Stored::Truth(true)),
                "0" => Some(Stored::Truth(false)),
                value if value.eq_ignore_ascii_case("true") => Some(Stored::Truth(true)),
                value if value.eq_ignore_ascii_case("false") => Some(Stored::Truth(false)),
                "" => None,
                _ => return wrong("says that it is true or false, and is neither"),
            },
            WrittenAs::Iso => Some(Stored::iso_day(&value)),
            WrittenAs::Number { said } => match value.parse::<f64>() {
                Ok(number) if number.is_finite() => Some(match format.shows(number) {
                    Shows::Number => Stored::Number(number),
                    Shows::Moment => Stored::Day(moment(number, shared.from_1904), number),
                    Shows::Span => Stored::Day(None, number),
                }),
                _ if said => return wrong("says that it is a number, and is not"),
                _ => Stored::text(&value),
            },
        })
    }
}

/// A cell that cannot be read.
fn refused((row, column): At, why: &str) -> Refused {
    let cell = format!("{}{}", place::letters(column), row + 1);
    Refused::unreadable(format!("its cell {cell} {why}"))
}
