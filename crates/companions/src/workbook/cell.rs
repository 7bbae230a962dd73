//! A cell of a table: a number, words or shorthand. There is no other, so that no cell is blank,
//! merged or left unexplained.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::Shorthand;

/// The most letters, in the units of a workbook, that its cells can hold, less the words that say
/// that there were more.
const MOST_LETTERS: usize = 32_000;

/// What stands where a text is longer.
const SHORTENED: &str = " … (shortened: a cell holds no more)";

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// A number with its decimals.
    Number(Decimal),
    /// Words.
    Words(Words),
    /// What stands for a number or words that are not there.
    Shorthand(Shorthand),
}

/// Words, of which there is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words(String);

impl Words {
    /// The words, or nothing where there are none; shortened to what a cell can hold.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let mut letters = 0;
        let end = text.char_indices().find_map(|(at, letter)| {
            letters += letter.len_utf16();
            (letters > MOST_LETTERS).then_some(at)
        });
        Some(Self(match end {
            Some(at) => format!("{}{SHORTENED}", &text[..at]),
            None => text.to_owned(),
        }))
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl Cell {
    /// Words, or “not applicable” where there are none.
    pub(crate) fn words(text: &str) -> Self {
        Words::new(text).map_or(Self::Shorthand(Shorthand::NotApplicable), Self::Words)
    }

    /// A count.
    pub(crate) fn count(count: impl Into<Decimal>) -> Self {
        Self::Number(count.into())
    }

    /// The number for the workbook; shorthand where it has none so large.
    pub(crate) fn as_float(number: Decimal) -> Option<f64> {
        number.to_f64().filter(|number| number.is_finite())
    }

    /// As shown, for its width.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Words(words) => words.text().to_owned(),
            Self::Shorthand(shorthand) => shorthand.mark().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_cell_is_blank_or_too_long(text in "[ \t\n]{0,3}.{0,40}", times in 1_usize..2_000) {
            for text in [text.clone(), text.repeat(times)] {
                let shown = Cell::words(&text).shown();
                prop_assert!(!shown.trim().is_empty());
                prop_assert!(shown.encode_utf16().count() <= 32_767);
            }
        }
    }

    #[test]
    fn words_that_say_nothing_are_not_applicable() {
        assert_eq!(Cell::words(" \n"), Cell::Shorthand(Shorthand::NotApplicable));
        assert_eq!(Cell::words("=1+1").shown(), "=1+1");
    }
}
