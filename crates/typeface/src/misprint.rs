//! What keeps a text that somebody wrote from being printed: the one check for every field that is.

use std::ops::Range;

use crate::{Unprintable, find_excess, find_long_word, find_unprintable};

/// What keeps a text from being printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misprint {
    /// Whether it is too long; its letters are at fault otherwise.
    pub is_too_long: bool,
    /// In a clause whose subject is the text, such as `has 501 letters, and 500 are the most`.
    pub what: String,
    /// What to do about it.
    pub remedy: &'static str,
    /// The letter at fault.
    pub letter: Option<char>,
}

impl Misprint {
    /// Where in `written`, of which some bytes hold the text, it shows: the letter at fault, or all the bytes
    /// where the letter is written as an escape.
    ///
    /// ```
    /// use panel_typeface::find_misprint;
    ///
    /// let written = "title = \"Done ✅\"";
    /// let misprint = find_misprint("Done ✅", 500).ok_or("it has none")?;
    /// assert_eq!(&written[misprint.find_in(written, 8..18)], "✅");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn find_in(&self, written: &str, span: Range<usize>) -> Range<usize> {
        let within = written.get(span.clone()).unwrap_or_default();
        let found = self.letter.and_then(|letter| Some((within.find(letter)?, letter)));
        match found {
            Some((at, letter)) => span.start + at..span.start + at + letter.len_utf8(),
            None => span,
        }
    }
}

/// What keeps a text of at most so many letters from being printed, where something does.
///
/// ```
/// use panel_typeface::{LONGEST_NAME, find_misprint};
///
/// let misprint = find_misprint("Done ✅", LONGEST_NAME).map(|misprint| misprint.what);
/// let expected = "holds ✅ (U+2705), which the typeface of the paper does not have";
/// assert_eq!(misprint.as_deref(), Some(expected));
/// assert_eq!(find_misprint("Cwmbrân – CO₂", LONGEST_NAME), None);
/// ```
#[must_use]
pub fn find_misprint(text: &str, most: usize) -> Option<Misprint> {
    if let Some(what) = find_excess(text, most).or_else(|| find_long_word(text)) {
        return Some(Misprint { is_too_long: true, what, remedy: "shorten it", letter: None });
    }
    let Unprintable { letter, names, remedy, .. } = find_unprintable(text)?;
    let what = format!("holds {names}, which the typeface of the paper does not have");
    Some(Misprint { is_too_long: false, what, remedy, letter: Some(letter) })
}

/// The first sign of markup in a text that is printed as it is: whoever wrote it expects commentary.
///
/// ```
/// use panel_typeface::find_markup;
///
/// assert_eq!(find_markup("Mark {{ sp12.offences.latest }} bicycles."), Some("{{"));
/// assert_eq!(find_markup("See [the plan](https://example.org)."), Some("]("));
/// assert_eq!(find_markup("2 * 3 = 6, at 50% [x]"), None);
/// ```
#[must_use]
pub fn find_markup(text: &str) -> Option<&'static str> {
    const SIGNS: [&str; 5] = ["{{", "}}", "](", "**", "~~"];
    SIGNS.into_iter().find(|sign| text.contains(sign))
}

/// What to do about markup in such a text.
pub const PLAIN_WORDS: &str =
    "write plain words: figures are bound and words emphasised in commentary alone";
