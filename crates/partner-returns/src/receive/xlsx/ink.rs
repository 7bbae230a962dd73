//! How letters are written: their colour, their size, what strikes them out or raises them, and whether a
//! reader sees them.

use super::colours::{BLACK, Colour, Palette, Rgb, Shade, is_seen_on};
use super::limits::Refused;
use super::xml::{Element, Name, is_false};

/// Smaller letters than this, in points, nobody reads.
pub(super) const SMALLEST: f32 = 4.0;

/// How letters look otherwise than those beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::receive) struct Marks {
    /// They are struck out.
    pub(in crate::receive) struck: bool,
    /// They are raised or lowered, as those of a note are.
    pub(in crate::receive) raised: bool,
}

impl Marks {
    /// Whether they look as others do.
    pub(super) fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// A font, as far as it is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Font {
    colour: Option<Colour>,
    size: Option<f32>,
    marks: Marks,
    /// Whether it draws pictures in place of letters.
    has_symbols: bool,
    is_hidden: bool,
}

/// What of a font is seen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Ink {
    /// The colour.
    pub(super) colour: Shade,
    /// The size, in points.
    pub(super) size: Option<f32>,
    /// What strikes the letters out or raises them.
    pub(super) marks: Marks,
    /// Whether nobody reads them, whatever is behind them.
    pub(super) is_unread: bool,
}

/// Fonts that draw pictures or bars in place of letters.
const SYMBOLS: [&str; 6] = ["wingdings", "webdings", "dingbats", "marlett", "barcode", "code 39"];

impl Font {
    /// Takes what an element inside a font says.
    pub(super) fn take(&mut self, what: Name, element: &Element<'_>) -> Result<(), Refused> {
        let [value] = element.values(["val"])?;
        let value = value.as_deref();
        match what {
            Name::Color => self.colour = Colour::read(element)?,
            Name::Sz => self.size = value.and_then(|size| size.trim().parse().ok()),
            Name::Strike => self.marks.struck = !is_false(value),
            Name::VertAlign => self.marks.raised = value.is_some_and(|value| value != "baseline"),
            Name::Vanish => self.is_hidden = !is_false(value),
            // The number of the letters that are symbols.
            Name::Charset => self.has_symbols |= value.is_some_and(|value| value.trim() == "2"),
            Name::Typeface | Name::RFont => {
                let name = value.unwrap_or_default().to_lowercase();
                self.has_symbols |= SYMBOLS.iter().any(|symbols| name.contains(symbols));
            }
            _ => {}
        }
        Ok(())
    }

    /// What is seen of it.
    pub(super) fn ink(self, palette: &Palette) -> Ink {
        let is_small = self.size.is_some_and(|size| size.is_nan() || size < SMALLEST);
        Ink {
            colour: Colour::shade(self.colour, palette),
            size: self.size,
            marks: self.marks,
            is_unread: self.has_symbols || self.is_hidden || is_small,
        }
    }
}

impl Ink {
    /// Whether letters that are written so are seen on each of these colours. Where they have no colour
    /// of their own, programs give them black or that of the cell.
    pub(super) fn is_seen(&self, behind: &[Rgb], cell: Shade) -> bool {
        let seen = |colour: Shade| {
            let colour = match colour {
                Shade::Chosen => BLACK,
                Shade::Known(colour) => colour,
                Shade::Unknown => return false,
            };
            behind.iter().all(|behind| is_seen_on(colour, *behind))
        };
        let is_own = self.colour != Shade::Chosen;
        !self.is_unread && seen(self.colour) && (is_own || seen(cell))
    }

    /// Whether it hides or changes letters without any colour.
    pub(super) fn changes_letters(&self) -> bool {
        self.is_unread || !self.marks.is_none()
    }
}
