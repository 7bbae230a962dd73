//! Colours of a workbook, as far as it can be told of two that they are the same.

use super::limits::Refused;
use super::xml::{Element, Name};

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    /// By its red, green and blue.
    Rgb(u32),
    /// By its number in a list that is not looked at, and by how much lighter it is, in thousandths.
    Numbered { list: char, number: u32, tint: i32 },
}

/// The first colours of the list that every spreadsheet has.
const FIRST: [u32; 8] =
    [0, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF];

impl Colour {
    pub(super) const BLACK: Self = Self::Rgb(0);
    pub(super) const WHITE: Self = Self::Rgb(0xFF_FFFF);

    /// The colour that an element names.
    pub(super) fn read(element: &Element<'_>) -> Result<Option<Self>, Refused> {
        let [rgb, theme, indexed, tint] = element.values(["rgb", "theme", "indexed", "tint"])?;
        // How opaque it is stands before it, and is not looked at.
        if let Some(rgb) = rgb {
            let opaque = rgb.len().saturating_sub(6);
            let number = rgb.get(opaque..).and_then(|rgb| u32::from_str_radix(rgb, 16).ok());
            return Ok(number.map(Self::Rgb));
        }
        let number = |text: Option<std::borrow::Cow<'_, str>>| text?.parse::<u32>().ok();
        if let Some(number) = number(indexed) {
            let first = usize::try_from(number % 8).ok().and_then(|number| FIRST.get(number));
            return Ok(Some(match (number, first) {
                (0..16, Some(first)) => Self::Rgb(*first),
                (64, _) => Self::BLACK,
                (65, _) => Self::WHITE,
                _ => Self::Numbered { list: 'i', number, tint: 0 },
            }));
        }
        let tint = tint.and_then(|tint| tint.parse::<f64>().ok()).unwrap_or(0.0);
        #[expect(clippy::cast_possible_truncation, reason = "what is out of range stays out of it")]
        let tint = (tint * 1_000.0).round() as i32;
        Ok(number(theme).map(|number| match (number, tint) {
            (0, 0) => Self::WHITE,
            (1, 0) => Self::BLACK,
            _ => Self::Numbered { list: 't', number, tint },
        }))
    }
}

/// What is behind a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Nothing.
    None,
    /// One colour.
    Solid(Option<Colour>),
    /// A pattern, or colours that run into each other.
    Other,
}

impl Fill {
    /// Takes what is found at `path` inside the element of the fill.
    pub(super) fn take(&mut self, path: &[Name], element: &Element<'_>) -> Result<(), Refused> {
        match (path, &mut *self) {
            ([Name::PatternFill], _) => {
                let [kind] = element.values(["patternType"])?;
                *self = match kind.as_deref() {
                    None | Some("none") => Self::None,
                    Some("solid") => Self::Solid(None),
                    Some(_) => Self::Other,
                };
            }
            ([Name::PatternFill, Name::FgColor], Self::Solid(colour)) => {
                *colour = Colour::read(element)?;
            }
            ([Name::Other], _) => *self = Self::Other,
            _ => {}
        }
        Ok(())
    }

    /// Its colour, where it is one.
    pub(super) fn behind(self) -> Option<Colour> {
        match self {
            Self::None => Some(Colour::WHITE),
            Self::Solid(colour) => colour,
            Self::Other => None,
        }
    }
}
