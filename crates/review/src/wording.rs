//! What a page says otherwise than it did, word by word.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How many words stand around those that changed.
const AROUND: usize = 8;

/// A paragraph or a row of a table that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// What was said and is said, in order.
    pub pieces: Vec<Piece>,
}

/// Words in a row that were removed, were added or stayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "words", rename_all = "snake_case")]
pub enum Piece {
    /// Words that stayed; `…` for those that are not shown.
    Same(String),
    /// Words that are gone.
    Removed(String),
    /// Words that are new.
    Added(String),
}

/// What changed from the parts `old` of a page to the parts `new`.
pub(crate) fn changes(old: &[String], new: &[String]) -> Vec<TextChange> {
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => {}
            // As many as before are the same ones, written anew.
            DiffOp::Replace { .. } if before.len() == after.len() => {
                found.extend(before.iter().zip(after).map(|(one, other)| change(one, other)));
            }
            DiffOp::Replace { .. } => found.push(change(&before.join(" ¶ "), &after.join(" ¶ "))),
            DiffOp::Delete { .. } => found.extend(before.iter().map(|one| change(one, ""))),
            DiffOp::Insert { .. } => found.extend(after.iter().map(|one| change("", one))),
        }
    }
    found
}

fn change(old: &str, new: &str) -> TextChange {
    let before: Vec<_> = old.split_whitespace().collect();
    let after: Vec<_> = new.split_whitespace().collect();
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    let mut pieces = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let (removed, added) = (&before[op.old_range()], &after[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            pieces.push(Piece::Same(around(added, at == 0, at + 1 == ops.len())));
            continue;
        }
        if !removed.is_empty() {
            pieces.push(Piece::Removed(removed.join(" ")));
        }
        if !added.is_empty() {
            pieces.push(Piece::Added(added.join(" ")));
        }
    }
    TextChange { pieces }
}

/// Words that stayed, as far as they are close to words that did not.
fn around(words: &[&str], is_first: bool, is_last: bool) -> String {
    let (begin, end) = (if is_first { 0 } else { AROUND }, if is_last { 0 } else { AROUND });
    if words.len() <= begin + end + 1 {
        return words.join(" ");
    }
    let (start, close) = (words[..begin].join(" "), words[words.len() - end..].join(" "));
    [start.as_str(), "…", close.as_str()].join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Piece, changes};

    fn describe(old: &[&str], new: &[&str]) -> Vec<String> {
        let owned =
            |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
        let mark = |piece: &Piece| match piece {
            Piece::Same(words) => words.clone(),
            Piece::Removed(words) => format!("-{words}-"),
            Piece::Added(words) => format!("+{words}+"),
        };
        changes(&owned(old), &owned(new))
            .iter()
            .map(|change| change.pieces.iter().map(mark).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn words_that_changed_stand_among_those_that_stayed() {
        let old = ["Head", "Offences fell by 14 to 86.", "Foot"];
        let new = ["Head", "Offences rose by 14 to 114.", "Foot"];
        assert_eq!(describe(&old, &new), ["Offences -fell- +rose+ by 14 to -86.- +114.+"]);
        assert_eq!(describe(&old, &old), [""; 0]);
    }

    #[test]
    fn a_part_that_came_or_went_is_told_whole() {
        assert_eq!(describe(&["a b", "c d"], &["a b"]), ["-c d-"]);
        assert_eq!(describe(&["a b"], &["new words", "a b"]), ["+new words+"]);
    }

    #[test]
    fn of_a_long_part_what_is_close_is_shown() {
        let long = (1..=60).map(|word| word.to_string()).collect::<Vec<_>>().join(" ");
        let other = long.replace(" 30 ", " thirty ");
        let shown = describe(&[&long], &[&other]);
        assert_eq!(shown, ["… 22 23 24 25 26 27 28 29 -30- +thirty+ 31 32 33 34 35 36 37 38 …"]);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_from_a_short_change(
            old in prop::collection::vec("[ab]{1,2}", 1..8),
            new in prop::collection::vec("[ab]{1,2}", 1..8),
        ) {
            let (old, new) = (old.join(" "), new.join(" "));
            prop_assume!(old != new);
            let found = changes(std::slice::from_ref(&old), std::slice::from_ref(&new));
            prop_assert_eq!(found.len(), 1);
            let read = |left_out: fn(&Piece) -> bool| {
                let words = found[0].pieces.iter().filter(|piece| !left_out(piece)).map(|piece| match piece {
                    Piece::Same(words) | Piece::Removed(words) | Piece::Added(words) => words.as_str(),
                });
                words.collect::<Vec<_>>().join(" ")
            };
            prop_assert_eq!(read(|piece| matches!(piece, Piece::Added(_))), old);
            prop_assert_eq!(read(|piece| matches!(piece, Piece::Removed(_))), new);
        }
    }
}
