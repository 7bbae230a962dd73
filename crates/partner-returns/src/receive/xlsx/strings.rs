//! Texts: those that cells share, and those that stand in a cell, in one piece or in several of
//! different looks.

use std::sync::Arc;

use super::colours::{Palette, Rgb, Shade};
use super::ink::{Font, Ink, Marks};
use super::limits::{CELL_LETTERS, Refused, STRING_BYTES, STRINGS};
use super::xml::{Name, What, Xml};

/// A piece of a text that looks otherwise than the rest, and what a reader sees besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::receive) struct Marked {
    /// Its first letters.
    pub(in crate::receive) piece: Box<str>,
    /// How it looks.
    pub(in crate::receive) how: Otherwise,
    /// The first letters of the text without such pieces; nothing where nothing is left.
    pub(in crate::receive) rest: Box<str>,
}

/// How a piece of a text looks otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::receive) enum Otherwise {
    /// A reader does not see it.
    Unseen,
    /// It is struck out.
    Struck,
    /// It is raised or lowered.
    Raised,
}

/// So many letters of a marked piece are kept, and of what is beside it.
const KEPT: usize = 40;

impl Marked {
    /// All of a text, with these looks.
    pub(super) fn whole(text: &str, marks: Marks) -> Self {
        let how = if marks.struck { Otherwise::Struck } else { Otherwise::Raised };
        Self::new(text, how, "")
    }

    fn new(piece: &str, how: Otherwise, rest: &str) -> Self {
        let first = |text: &str| text.trim().chars().take(KEPT).collect::<String>().into();
        Self { piece: first(piece), how, rest: first(rest) }
    }
}

/// A text, with how its pieces are written where any is written in its own way.
#[derive(Debug, Clone, Default)]
pub(super) struct RichPieces {
    pub(super) text: Arc<str>,
    /// Where each piece ends, and how it is written.
    pieces: Option<Arc<[(u32, Ink)]>>,
}

impl RichPieces {
    /// The first piece that is not seen on these colours; where there is none, that is struck out; where
    /// there is none either, that is raised. `Err` where nothing of the text is seen.
    pub(super) fn marked(&self, behind: &[Rgb], cell: Shade) -> Result<Option<Box<Marked>>, ()> {
        let Some(pieces) = &self.pieces else { return Ok(None) };
        let mut begins = 0;
        let pieces = pieces.iter().map(|(end, ink)| {
            let piece = self.text.get(begins..*end as usize).unwrap_or_default();
            begins = *end as usize;
            (piece, ink)
        });
        let pieces: Vec<_> = pieces.filter(|(piece, _)| !piece.trim().is_empty()).collect();
        let unseen = |ink: &Ink| !ink.is_seen(behind, cell);
        if !pieces.is_empty() && pieces.iter().all(|(_, ink)| unseen(ink)) {
            return Err(());
        }
        let found = |how, is_so: &dyn Fn(&Ink) -> bool| {
            let first = pieces.iter().find(|(_, ink)| is_so(ink))?;
            let rest = pieces.iter().filter(|(_, ink)| !is_so(ink)).map(|(piece, _)| *piece);
            Some(Box::new(Marked::new(first.0, how, &rest.collect::<String>())))
        };
        Ok(found(Otherwise::Unseen, &unseen)
            .or_else(|| found(Otherwise::Struck, &|ink| ink.marks.struck))
            .or_else(|| found(Otherwise::Raised, &|ink| ink.marks.raised)))
    }
}

/// A text while it is read.
#[derive(Default)]
pub(super) struct RichText {
    text: String,
    /// The piece that is being read.
    piece: String,
    keeps_spaces: bool,
    /// How the run looks that is being read; nothing where it says nothing of it.
    font: Option<Font>,
    pieces: Vec<(u32, Ink)>,
    /// Texts outside of runs, runs, and texts of the run that is being read.
    counts: [usize; 3],
}

impl RichText {
    /// Takes what is found at `path` inside the element that holds the text. How a word is spoken
    /// (`rPh`) is not of the text.
    pub(super) fn take(
        &mut self,
        path: &[Name],
        what: &What<'_>,
        palette: &Palette,
    ) -> Result<(), Refused> {
        match (path, what) {
            ([Name::Other], What::Open(_)) => {
                return Err(Refused::unreadable("one of its texts has a piece of another kind"));
            }
            ([Name::R], What::Open(_)) => {
                self.font = None;
                self.counts[1] += 1;
                self.counts[2] = 0;
            }
            ([Name::R, Name::RPr], What::Open(_)) => self.font = Some(Font::default()),
            ([Name::R, Name::RPr, name], What::Open(element)) => {
                self.font.get_or_insert_default().take(*name, element)?;
            }
            _ => {}
        }
        if !matches!(path, [Name::T] | [Name::R, Name::T]) {
            return Ok(());
        }
        match what {
            What::Open(element) => {
                let [space] = element.values(["xml:space"])?;
                self.keeps_spaces = space.is_some_and(|space| space == "preserve");
                self.counts[if path.len() > 1 { 2 } else { 0 }] += 1;
                let [plain, runs, of_run] = self.counts;
                // Programs show the one or the other.
                if plain > 1 || plain + runs > 1 && plain > 0 || of_run > 1 {
                    return Err(Refused::unreadable("one of its texts is written twice"));
                }
            }
            What::Text(text) => self.piece.push_str(text),
            What::Close => {
                let piece = std::mem::take(&mut self.piece);
                let spaces = [' ', '\t', '\r', '\n'];
                let shown = if self.keeps_spaces { &*piece } else { piece.trim_matches(spaces) };
                self.text.push_str(&unescaped(shown));
                let ink = self.font.map(|font| font.ink(palette)).unwrap_or_default();
                self.end_piece(ink);
            }
        }
        CELL_LETTERS.check("a text", letters(&self.text).max(letters(&self.piece)))
    }

    /// Notes how the letters are written that were read last. Those beside each other that are written
    /// alike are one piece.
    fn end_piece(&mut self, ink: Ink) {
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        match self.pieces.last_mut() {
            Some((last, _)) if *last == end => {}
            None if end == 0 => {}
            Some((last, same)) if *same == ink => *last = end,
            _ => self.pieces.push((end, ink)),
        }
    }

    /// The text in its pieces.
    pub(super) fn into_pieces(self) -> RichPieces {
        let is_plain = self.pieces.iter().all(|(_, ink)| *ink == Ink::default());
        let pieces = (!is_plain).then(|| self.pieces.into());
        RichPieces { text: self.text.into(), pieces }
    }
}

/// Characters of a text, counted only where it may have more than a cell holds.
pub(super) fn letters(text: &str) -> usize {
    if text.len() <= CELL_LETTERS.most() { text.len() } else { text.chars().count() }
}

/// The texts that cells share, in their order.
pub(super) fn strings(mut xml: Xml<'_>, palette: &Palette) -> Result<Vec<RichPieces>, Refused> {
    let mut strings = Vec::new();
    let (mut text, mut bytes) = (RichText::default(), 0_usize);
    while let Some(step) = xml.step()? {
        match (step.path, &step.what) {
            ([Name::Sst, Name::Si], What::Close) => {
                let read = std::mem::take(&mut text).into_pieces();
                bytes = bytes.saturating_add(read.text.len());
                strings.push(read);
                STRINGS.check("the workbook", strings.len())?;
                STRING_BYTES.check("the workbook", bytes)?;
            }
            ([Name::Sst, Name::Si, inner @ ..], what) => text.take(inner, what, palette)?,
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
