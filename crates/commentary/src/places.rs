//! Where each letter of a text that was bound stands in the file.

use std::ops::Range;

/// Some bytes of the file, and what is read in their place.
pub(crate) struct Replacement {
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
}

/// A piece of the bound text.
#[derive(Debug, Clone)]
struct Piece {
    /// Where it begins in the bound text.
    start: usize,
    /// What it stands for in the file.
    source: Range<usize>,
    /// Whether it is the same there.
    is_copied: bool,
}

/// From places in the bound text to places in the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    pieces: Vec<Piece>,
}

impl Places {
    /// Puts the replacements, which are in order and do not overlap, into the text.
    pub(crate) fn replace(text: &str, replacements: Vec<Replacement>) -> (String, Self) {
        let (mut replaced, mut places) = (String::with_capacity(text.len()), Self::default());
        let mut rest = 0;
        for Replacement { span, text: new } in replacements {
            places.add(&mut replaced, &text[rest..span.start], rest..span.start, true);
            places.add(&mut replaced, &new, span.clone(), false);
            rest = span.end;
        }
        places.add(&mut replaced, &text[rest..], rest..text.len(), true);
        (replaced, places)
    }

    fn add(&mut self, replaced: &mut String, text: &str, source: Range<usize>, is_copied: bool) {
        self.pieces.push(Piece { start: replaced.len(), source, is_copied });
        replaced.push_str(text);
    }

    /// What some bytes of the bound text stand for in the file.
    pub(crate) fn find(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.find_one(span.start).start;
        let end = self.find_one(span.end.saturating_sub(1).max(span.start)).end;
        start..end.max(start)
    }

    fn find_one(&self, at: usize) -> Range<usize> {
        // Of pieces that begin at one place all but the last are empty.
        let index = self.pieces.partition_point(|piece| piece.start <= at).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else { return at..at + 1 };
        if !piece.is_copied {
            return piece.source.clone();
        }
        let start = (piece.source.start + (at - piece.start)).min(piece.source.end);
        start..(start + 1).min(piece.source.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_past_what_was_replaced() {
        let text = "A {{ b }} c {{ d }}{{ e }} f";
        let spans = [2..9, 12..19, 19..26];
        let new = ["88.3%", "", "x"];
        let replacements = spans.clone().into_iter().zip(new);
        let replacements =
            replacements.map(|(span, text)| Replacement { span, text: text.to_owned() }).collect();
        let (bound, places) = Places::replace(text, replacements);
        assert_eq!(bound, "A 88.3% c x f");
        assert_eq!(places.find(&(0..1)), 0..1);
        assert_eq!(places.find(&(3..4)), spans[0], "within a figure, its binding");
        assert_eq!(places.find(&(8..9)), 10..11);
        assert_eq!(places.find(&(10..11)), spans[2]);
        assert_eq!(places.find(&(12..13)), 27..28);
        assert_eq!(places.find(&(0..13)), 0..28);
    }
}
