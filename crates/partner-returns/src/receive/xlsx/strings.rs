//! Texts: those that cells share, and those that stand in a cell, in one piece or in several of
//! different looks.

use std::sync::Arc;

use super::limits::{CELL_LETTERS, Refused, STRING_BYTES, STRINGS};
use super::xml::{Name, What, Xml};

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

/// A piece of a text that looks otherwise than the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::receive) struct Marked {
    /// Its first letters.
    pub(in crate::receive) piece: Box<str>,
    /// How it looks.
    pub(in crate::receive) marks: Marks,
}

/// So many letters of a marked piece are kept.
const KEPT: usize = 40;

impl Marked {
    /// A piece with these looks.
    pub(super) fn new(piece: &str, marks: Marks) -> Self {
        Self { piece: piece.chars().take(KEPT).collect::<String>().into(), marks }
    }
}

/// A text that cells share.
pub(super) struct SharedText {
    pub(super) text: Arc<str>,
    pub(super) marked: Option<Box<Marked>>,
}

/// A text while it is read.
#[derive(Default)]
pub(super) struct RichText {
    text: String,
    /// The piece that is being read.
    piece: String,
    keeps_spaces: bool,
    /// How the run looks that is being read.
    marks: Marks,
    /// The first piece that is struck out; or, where none is, that is raised.
    marked: Option<Box<Marked>>,
}

impl RichText {
    /// Takes what is found at `path` inside the element that holds the text. How a word is spoken
    /// (`rPh`) is not of the text.
    pub(super) fn take(&mut self, path: &[Name], what: &What<'_>) -> Result<(), Refused> {
        match (path, what) {
            ([Name::R], What::Open(_)) => self.marks = Marks::default(),
            ([Name::R, Name::RPr, name], What::Open(element)) => self.marks.take(*name, element)?,
            _ => {}
        }
        if !matches!(path, [Name::T] | [Name::R, Name::T]) {
            return Ok(());
        }
        match what {
            What::Open(element) => {
                let [space] = element.values(["xml:space"])?;
                self.keeps_spaces = space.is_some_and(|space| space == "preserve");
            }
            What::Text(text) => self.piece.push_str(text),
            What::Close => {
                let piece = std::mem::take(&mut self.piece);
                let spaces = [' ', '\t', '\r', '\n'];
                let shown = if self.keeps_spaces { &*piece } else { piece.trim_matches(spaces) };
                let shown = unescaped(shown);
                if path.len() > 1 && !self.marks.is_none() && !shown.trim().is_empty() {
                    let is_first = self
                        .marked
                        .as_ref()
                        .is_none_or(|marked| self.marks.struck && !marked.marks.struck);
                    if is_first {
                        self.marked = Some(Box::new(Marked::new(shown.trim(), self.marks)));
                    }
                }
                self.text.push_str(&shown);
            }
        }
        CELL_LETTERS.check("a text", letters(&self.text).max(letters(&self.piece)))
    }

    /// The text, and the piece of it that looks otherwise than the rest.
    pub(super) fn into_parts(self) -> (String, Option<Box<Marked>>) {
        (self.text, self.marked)
    }
}

/// Characters of a text, counted only where it may have more than a cell holds.
pub(super) fn letters(text: &str) -> usize {
    if text.len() <= CELL_LETTERS.most() { text.len() } else { text.chars().count() }
}

/// The texts that cells share, in their order.
pub(super) fn strings(mut xml: Xml<'_>) -> Result<Vec<SharedText>, Refused> {
    let mut strings = Vec::new();
    let (mut text, mut bytes) = (RichText::default(), 0_usize);
    while let Some(step) = xml.step()? {
        match (step.path, &step.what) {
            ([Name::Sst, Name::Si], What::Close) => {
                let (read, marked) = std::mem::take(&mut text).into_parts();
                bytes = bytes.saturating_add(read.len());
                strings.push(SharedText { text: read.into(), marked });
                STRINGS.check("the workbook", strings.len())?;
                STRING_BYTES.check("the workbook", bytes)?;
            }
            ([Name::Sst, Name::Si, inner @ ..], what) => text.take(inner, what)?,
            _ => {}
        }
    }
    Ok(strings)
}

/// The text with the characters that Excel writes as `_x000D_`.
pub(super) fn unescaped(text: &str) -> String {
    let mut units = Vec::new();
    let mut shown = String::with_capacity(text.len());
    let mut left = text;
    loop {
        let at = left.find("_x");
        let unit = at.and_then(|at| {
            let code = left.get(at + 2..at + 6)?;
            let closed = left.as_bytes().get(at + 6) == Some(&b'_');
            let hexadecimal = closed && code.bytes().all(|digit| digit.is_ascii_hexdigit());
            Some((at, u16::from_str_radix(code, 16).ok().filter(|_| hexadecimal)))
        });
        let (before, skipped) = match unit {
            Some((at, Some(_))) => (at, "_x0000_".len()),
            // What only begins alike is what it is.
            Some((at, None)) => (at + 1, 0),
            None => (at.map_or(left.len(), |at| at + 1), 0),
        };
        if before > 0 {
            // Two halves of one character follow upon each other.
            flush(&mut units, &mut shown);
        }
        shown.push_str(&left[..before]);
        units.extend(unit.and_then(|(_, unit)| unit));
        left = &left[before + skipped..];
        if left.is_empty() {
            flush(&mut units, &mut shown);
            return shown;
        }
    }
}

fn flush(units: &mut Vec<u16>, into: &mut String) {
    into.push_str(&String::from_utf16_lossy(units));
    units.clear();
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escaped_characters_are_what_they_stand_for() {
        for (written, text) in [
            ("", ""),
            ("plain_x", "plain_x"),
            ("_x000D_", "\r"),
            ("a_x000D_b_x0041_", "a\rbA"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_a", "\u{fffd}a"),
            ("_x00_x0041_", "_x00A"),
            ("_x+041_", "_x+041_"),
            ("_xé_x0041_", "_xéA"),
        ] {
            assert_eq!(unescaped(written), text, "{written}");
        }
    }
}
