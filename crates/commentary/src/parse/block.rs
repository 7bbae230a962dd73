//! The running text of one paragraph or item, and where its letters stand.

use std::ops::Range;

/// What stands for a letter that was escaped, in each of its bytes.
const ESCAPED: char = '\u{1}';

/// A piece of the text.
struct Piece {
    /// Where it begins in the block.
    start: usize,
    /// Where it stands in the bound text.
    span: Range<usize>,
    /// Whether it is the same there.
    is_copied: bool,
}

/// The running text of one paragraph or item.
#[derive(Default)]
pub(super) struct Block {
    /// As it is printed, line ends as spaces.
    pub(super) text: String,
    /// The same bytes, of which what was escaped is hidden; line ends are kept.
    pub(super) signs: String,
    pieces: Vec<Piece>,
}

impl Block {
    /// Adds what the parser made of a piece of the bound text.
    pub(super) fn add(&mut self, text: &str, bound: &str, span: &Range<usize>) {
        let written = bound.get(span.clone()).unwrap_or_default();
        let (start, is_copied) = (self.text.len(), text == written);
        self.pieces.push(Piece { start, span: span.clone(), is_copied });
        self.text.extend(text.chars().map(|letter| if letter == '\n' { ' ' } else { letter }));
        let mut letters = text.chars();
        let is_entity = !is_copied && written.starts_with('&');
        if is_entity {
            hide(&mut self.signs, text.len());
        } else {
            if is_escaped(bound, span.start) {
                hide(&mut self.signs, letters.next().map_or(0, char::len_utf8));
            }
            self.signs.push_str(letters.as_str());
        }
    }

    /// Where some bytes of the block stand in the bound text.
    pub(super) fn find(&self, span: &Range<usize>) -> Range<usize> {
        let one = |at: usize| {
            let index = self.pieces.partition_point(|piece| piece.start <= at).saturating_sub(1);
            let Some(piece) = self.pieces.get(index) else { return 0..0 };
            if !piece.is_copied {
                return piece.span.clone();
            }
            let start = (piece.span.start + (at - piece.start)).min(piece.span.end);
            start..(start + 1).min(piece.span.end)
        };
        let start = one(span.start).start;
        start..one(span.end.saturating_sub(1).max(span.start)).end.max(start)
    }

    /// Where the block stands in the bound text.
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.pieces.first().map_or(0, |piece| piece.span.start);
        start..self.pieces.last().map_or(start, |piece| piece.span.end)
    }
}

fn hide(signs: &mut String, bytes: usize) {
    signs.extend(std::iter::repeat_n(ESCAPED, bytes));
}

/// Whether a backslash that is not escaped itself stands before a place.
fn is_escaped(bound: &str, at: usize) -> bool {
    let before = bound.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}
