//! What was handed in, as it may be shown: nothing that a terminal obeys, and never much of it.

use std::borrow::Cow;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// As many letters of a cell, a name or a key are repeated in a message.
const PIECE: usize = 40;

/// Whether a letter does something to the text around it, and is not seen itself: control characters, those
/// that turn the direction of writing, what has no width, and separators of lines.
fn acts(letter: char) -> bool {
    // Most letters, and quickly.
    if matches!(letter, ' '..='~') {
        return false;
    }
    matches!(
        letter.general_category(),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

/// The text with an escape, such as `\u{1b}`, for every letter that would act and is none of `kept`.
fn escaped<'a>(text: &'a str, kept: &[char]) -> Cow<'a, str> {
    let wrong = |letter: char| acts(letter) && !kept.contains(&letter);
    let Some(first) = text.find(wrong) else { return Cow::Borrowed(text) };
    let (before, rest) = text.split_at(first);
    let mut readable = before.to_owned();
    for letter in rest.chars() {
        if wrong(letter) {
            readable.extend(letter.escape_default());
        } else {
            readable.push(letter);
        }
    }
    Cow::Owned(readable)
}

/// A text that may hold anything, so that a terminal does not obey it: an escape stands for each control
/// character and each letter that is not seen. Line breaks are kept.
///
/// ```
/// use panel_core::readable;
///
/// assert_eq!(readable("12 Kent\u{202e}txt.csv\n"), "12 Kent\\u{202e}txt.csv\n");
/// assert_eq!(readable("Pontypridd–Cwmbrân"), "Pontypridd–Cwmbrân");
/// ```
#[must_use]
pub fn readable(text: &str) -> Cow<'_, str> {
    escaped(text, &['\n'])
}

/// The same for what is laid out in columns: tabs are kept as well.
#[must_use]
pub fn readable_table(text: &str) -> Cow<'_, str> {
    escaped(text, &['\n', '\t'])
}

/// The same for what must stay on one line: line breaks are escaped as well.
#[must_use]
pub fn readable_line(text: &str) -> Cow<'_, str> {
    escaped(text, &[])
}

/// Part of a line of a file: tabs are kept, since columns are counted from them.
pub(crate) fn readable_excerpt(text: &str) -> Cow<'_, str> {
    escaped(text, &['\t'])
}

/// A piece of what was handed in, as a message repeats it: short, on one line, and without anything that
/// acts.
///
/// ```
/// use panel_core::quoted_piece;
///
/// assert_eq!(quoted_piece("many"), "many");
/// assert_eq!(quoted_piece("a\u{1b}[31m"), "a\\u{1b}[31m");
/// assert_eq!(quoted_piece(&"0".repeat(50)), format!("{}…", "0".repeat(40)));
/// ```
#[must_use]
pub fn quoted_piece(text: &str) -> String {
    let piece = shortened(text, PIECE);
    // The escapes of quotation marks show where the piece ends.
    piece.chars().flat_map(escape_quoted).collect()
}

fn escape_quoted(letter: char) -> impl Iterator<Item = char> {
    let plain = !acts(letter) && !matches!(letter, '"' | '\'' | '\\');
    let escaped = (!plain).then(|| letter.escape_default()).into_iter().flatten();
    escaped.chain(plain.then_some(letter))
}

/// The text, or its first `most` letters with an ellipsis after them.
///
/// ```
/// use panel_core::shortened;
///
/// assert_eq!(shortened("three", 5), "three");
/// assert_eq!(shortened("three", 4), "thre…");
/// ```
#[must_use]
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every control and format character of Unicode, and every separator of lines and paragraphs, by ranges
    /// that were read off the tables of Unicode 15 and not off the crate that is used here.
    const ACTING: &[(u32, u32)] = &[
        (0x0, 0x1F),
        (0x7F, 0x9F),
        (0xAD, 0xAD),
        (0x600, 0x605),
        (0x61C, 0x61C),
        (0x6DD, 0x6DD),
        (0x70F, 0x70F),
        (0x890, 0x891),
        (0x8E2, 0x8E2),
        (0x180E, 0x180E),
        (0x200B, 0x200F),
        (0x2028, 0x202E),
        (0x2060, 0x2064),
        (0x2066, 0x206F),
        (0xFEFF, 0xFEFF),
        (0xFFF9, 0xFFFB),
        (0x110BD, 0x110BD),
        (0x110CD, 0x110CD),
        (0x13430, 0x1343F),
        (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A),
        (0xE0001, 0xE0001),
        (0xE0020, 0xE007F),
    ];

    #[test]
    fn no_control_or_format_character_of_unicode_is_shown_as_it_is() {
        let mut acting = 0;
        for letter in '\0'..=char::MAX {
            let code = u32::from(letter);
            let listed = ACTING.iter().any(|(first, last)| (*first..=*last).contains(&code));
            acting += usize::from(listed);
            let text = format!("a{letter}b");
            for (shown, kept) in [
                (readable(&text), "\n"),
                (readable_table(&text), "\n\t"),
                (readable_line(&text), ""),
                (readable_excerpt(&text), "\t"),
            ] {
                let as_it_is = shown.contains(letter);
                assert_eq!(as_it_is, !listed || kept.contains(letter), "U+{code:04X}");
                assert!(shown.starts_with('a') && shown.ends_with('b'), "U+{code:04X}");
            }
            assert!(!listed || !quoted_piece(&text).contains(letter), "U+{code:04X}");
        }
        assert_eq!(acting, 65 + 170 + 2, "every one of them was looked at");
    }

    #[test]
    fn a_piece_is_short_whatever_the_text_is() {
        for letter in ['x', '\u{202e}', '"', '\u{1f784}', '\0'] {
            let long = letter.to_string().repeat(1_000_000);
            assert!(quoted_piece(&long).chars().count() <= 10 * PIECE + 1, "{letter:?}");
        }
    }
}
