//! One cell of a sheet: what its elements say, and what it holds by them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::number_format::{NumberFormat, Shows};
use super::super::value::Stored;
use super::colours::{Colour, Palette, Shade};
use super::formats::{Look, number};
use super::ink::Ink;
use super::limits::{CELL_LETTERS, Refused};
use super::moment::moment;
use super::place::At;
use super::strings::{Marked, RichPieces, RichText, letters, unescaped};
use super::unseen::Unseen;
use super::xml::{Name, What};
use super::{Shared, place};

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::receive) struct SheetCell {
    /// What it holds.
    pub(in crate::receive) stored: Stored,
    /// Its number format.
    pub(in crate::receive) format: Arc<NumberFormat>,
    /// How it looks besides.
    pub(super) look: Arc<Look>,
    /// Why its look hides it, where it does.
    pub(super) unseen: Option<Unseen>,
    /// What of it is unseen, struck out or raised.
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
    /// The number of its look, where it says one.
    style: Option<usize>,
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
        let no_look = |_| refused(at, NO_LOOK);
        Ok(Self {
            at,
            style: number(style)
                .and_then(|style| {
                    style.map(usize::try_from).transpose().map_err(Refused::unreadable)
                })
                .map_err(no_look)?,
            written_as,
            value: None,
            inline: RichText::default(),
            is_inline: false,
            formula: false,
        })
    }

    /// Takes what is found at `path` inside the cell.
    pub(super) fn take(
        &mut self,
        path: &[Name],
        what: &What<'_>,
        palette: &Palette,
    ) -> Result<(), Refused> {
        let wrong = |why| Err(refused(self.at, why));
        match (path, what) {
            ([Name::F], What::Open(_)) if self.formula => return wrong("has two formulas"),
            ([Name::F], What::Open(_)) => self.formula = true,
            ([Name::V], What::Open(_)) if self.value.is_some() => return wrong("has two values"),
            ([Name::V], What::Open(_)) => self.value = Some(String::new()),
            ([Name::V], What::Text(text)) => {
                let value = self.value.get_or_insert_default();
                value.push_str(text);
                CELL_LETTERS.check("a cell", letters(value))?;
            }
            ([Name::Is], What::Open(_)) if self.is_inline => return wrong("has two texts"),
            ([Name::Is], What::Open(_)) => self.is_inline = true,
            ([Name::Is, inner @ ..], what) => self.inline.take(inner, what, palette)?,
            // Some programs take a value of another version of the format, and others do not.
            ([name], What::Open(_)) if *name != Name::ExtLst && *name != Name::Alternatives => {
                return wrong("holds something that no cell of a spreadsheet does");
            }
            _ => {}
        }
        Ok(())
    }

    /// What the cell holds; nothing where it holds nothing. Where it has no look of its own, programs give
    /// it that of its row or column, which is `inherited`, or none.
    pub(super) fn close(
        mut self,
        shared: &Shared,
        inherited: Option<usize>,
    ) -> Result<Option<SheetCell>, Refused> {
        let (at, formula) = (self.at, self.formula);
        let look = |style: usize| shared.formats.get(style).ok_or_else(|| refused(at, NO_LOOK));
        let own = look(self.style.unwrap_or(0))?;
        let inherited = inherited.filter(|_| self.style.is_none()).map(look).transpose()?;
        self.check_kind()?;
        // A calculation may give a text of no letters; another stands there without what it gives.
        let gives_text = self.written_as == WrittenAs::Text && self.value.is_some();
        let mut pieces = RichPieces::default();
        let stored = self.stored(&own.format, shared, &mut pieces)?.or_else(|| {
            (formula && !gives_text).then(|| Stored::Failed("no result is stored".to_owned()))
        });
        debug_assert!(at.0 < place::ROWS && at.1 < place::COLUMNS);
        let Some(stored) = stored else { return Ok(None) };
        let mut cell = SheetCell {
            stored,
            format: Arc::clone(&own.format),
            look: Arc::clone(own),
            unseen: None,
            marked: None,
            formula,
        };
        for look in [Some(own), inherited].into_iter().flatten() {
            let palette = &shared.formats.palette;
            cell.unseen = cell.unseen.or(unseen(look, &cell.stored, palette));
            match pieces.marked(&look.behind, look.ink.colour) {
                Ok(marked) => cell.marked = cell.marked.or(marked),
                Err(()) => cell.unseen = cell.unseen.or(Some(Unseen::Colour)),
            }
            if cell.marked.is_none() && !look.ink.marks.is_none() {
                let shown = cell.stored.shown(&look.format);
                cell.marked = Some(Box::new(Marked::whole(&shown, look.ink.marks)));
            }
            if cell.stored.is_drawn_otherwise(&cell.format, &look.format) {
                cell.format = Arc::new(NumberFormat::unknown(look.format.code()));
            }
        }
        Ok(Some(cell))
    }

    /// Refuses a cell that holds what its kind does not let it hold: of two values programs show the one or
    /// the other.
    fn check_kind(&self) -> Result<(), Refused> {
        let is_inline = self.written_as == WrittenAs::Inline;
        let has_value = self.value.as_ref().is_some_and(|value| !value.is_empty());
        let why = match (self.is_inline, has_value) {
            (true, true) => "has two values",
            (true, false) if !is_inline => "has a text, and is not of the kind that has one",
            (false, true) if is_inline => "is of the kind that has a text, and has none",
            _ if self.formula && (is_inline || self.written_as == WrittenAs::Shared) => {
                "has a calculation that gives a text as no calculation does"
            }
            _ => return Ok(()),
        };
        Err(refused(self.at, why))
    }

    fn stored(
        &mut self,
        format: &NumberFormat,
        shared: &Shared,
        pieces: &mut RichPieces,
    ) -> Result<Option<Stored>, Refused> {
        let wrong = |why| Err(refused(self.at, why));
        if self.is_inline {
            *pieces = std::mem::take(&mut self.inline).into_pieces();
            return Ok(Stored::text(&pieces.text));
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
                        pieces.clone_from(text);
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

/// The look that a cell refers to is none.
const NO_LOOK: &str = "refers to a look that the workbook does not have";

/// Why a look hides what a cell holds, where it does.
fn unseen(look: &Look, stored: &Stored, palette: &Palette) -> Option<Unseen> {
    let by_format = match stored {
        Stored::Number(number) | Stored::Day(_, number) => look.format.number_colour(*number),
        Stored::Text(_) => look.format.text_colour(),
        Stored::Truth(_) | Stored::Failed(_) => None,
    };
    // A colour of the format is over that of the font.
    let colour = Colour::shade(by_format.map(Colour::indexed), palette);
    let ink = Ink { colour: colour.or(look.ink.colour), ..look.ink };
    if !ink.is_seen(&look.behind, Shade::Chosen) {
        Some(if look.ink.is_unread { Unseen::Letters } else { Unseen::Colour })
    } else if look.layout.repeats {
        Some(Unseen::Repeated)
    } else {
        None
    }
}

/// A cell that cannot be read.
fn refused((row, column): At, why: &str) -> Refused {
    let cell = format!("{}{}", place::letters(column), row + 1);
    Refused::unreadable(format!("its cell {cell} {why}"))
}
