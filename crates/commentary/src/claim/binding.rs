//! How a claim is written: `{{ claim("sp12.offences", "down", "has fallen") }}`.

use std::ops::Range;

/// What to write where a claim cannot be read.
pub(crate) const HOW_TO_CLAIM: &str = "write it as {{ claim(\"sp12.offences\", \"down\", \"has fallen\") }}: the row, what is claimed of it and, if the claim is to print them, the words";

/// Where the parts of a claim stand in the text, quotation marks left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClaimBinding {
    pub(crate) row: Range<usize>,
    pub(crate) claim: Range<usize>,
    /// The words that it prints where it holds.
    pub(crate) printed: Option<Range<usize>>,
}

/// Whether what stands between `{{` and `}}` is meant as a claim.
pub(crate) fn is_claim(inner: &str) -> bool {
    let inner = inner.trim_start_matches(['-', '+']).trim_start();
    inner.strip_prefix("claim").is_some_and(|rest| rest.trim_start().starts_with('('))
}

impl ClaimBinding {
    /// Reads what stands between `{{` and `}}`; `None` where it is not written as a claim.
    pub(crate) fn read(text: &str, inner: Range<usize>) -> Option<Self> {
        let mut cursor = Cursor { text: text.get(..inner.end)?, at: inner.start };
        cursor.take("claim")?;
        cursor.take("(")?;
        let row = cursor.quoted()?;
        cursor.take(",")?;
        let claim = cursor.quoted()?;
        let printed = match cursor.take(",") {
            Some(()) => Some(cursor.quoted()?),
            None => None,
        };
        cursor.take(")")?;
        cursor.is_at_end().then_some(Self { row, claim, printed })
    }
}

/// Goes through a claim from its beginning to its end.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&mut self) -> &str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        trimmed
    }

    fn take(&mut self, word: &str) -> Option<()> {
        if !self.rest().starts_with(word) {
            return None;
        }
        self.at += word.len();
        Some(())
    }

    /// A text between two like quotation marks, which holds no braces.
    fn quoted(&mut self) -> Option<Range<usize>> {
        let rest = self.rest();
        let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let length = rest[1..].find(mark)?;
        let plain = !rest[1..=length].contains(['{', '}']);
        let start = self.at + 1;
        self.at = start + length + 1;
        plain.then_some(start..start + length)
    }

    fn is_at_end(&mut self) -> bool {
        self.rest().is_empty()
    }
}
