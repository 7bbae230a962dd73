//! Letters that the typeface lacks: what is printed instead where something says the same, and which
//! cannot be printed at all.

use std::borrow::Cow;

use ttf_parser::Face;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, char, is_nfc_quick};

use crate::faces::faces;

/// Whether every face has the letter, or the templates draw it (`①`).
///
/// ```
/// use panel_typeface::has_letter;
///
/// assert!(has_letter('é') && has_letter('—') && has_letter('①'));
/// assert!(!has_letter('✅') && !has_letter('\u{7}') && !has_letter('\u{fffd}'));
/// ```
#[must_use]
pub fn has_letter(letter: char) -> bool {
    let has = |face: &Face<'_>| face.glyph_index(letter).is_some();
    let acts = letter.is_control() || is_invisible(letter) || turns_direction(letter);
    let acts = acts || means_nothing(letter);
    matches!(letter, ' '..='~' | '①'..='⑨') || !acts && faces().iter().all(has)
}

/// Whether a letter has no meaning of its own. Nobody can read it aloud, so an accessible paper has none.
fn means_nothing(letter: char) -> bool {
    let is_private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    is_private || letter == '\u{fffd}' || u32::from(letter) & 0xfffe == 0xfffe
}

/// The letters of a text that are not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unprintable {
    /// Where the first of them begins.
    pub place: usize,
    /// The first of them.
    pub letter: char,
    /// Each once, as a message names them, such as `✅ (U+2705) and U+0007`.
    pub names: String,
    /// What to do about them.
    pub remedy: &'static str,
}

/// As many letters are named; of more, the number.
const MOST_NAMED: usize = 5;

/// The letters that are not printed, after [`plain`] has done what it can.
///
/// ```
/// use panel_typeface::find_unprintable;
///
/// let found = find_unprintable("Done ✅ 🙂").unwrap();
/// assert_eq!((found.place, found.letter), (5, '✅'));
/// assert_eq!(found.names, "✅ (U+2705) and 🙂 (U+1F642)");
/// assert_eq!(find_unprintable("Cwmbrân – CO₂"), None);
/// ```
#[must_use]
pub fn find_unprintable(text: &str) -> Option<Unprintable> {
    let printed = plain(text);
    let mut letters: Vec<char> = Vec::new();
    for letter in printed.chars().filter(|letter| !has_letter(*letter)) {
        if !letters.contains(&letter) && letters.len() <= MOST_NAMED {
            letters.push(letter);
        }
    }
    let Some(letter) = letters.first().copied() else { return find_pile(text, &printed) };
    let place = text.find(letter).or_else(|| {
        // Its accent is a letter of its own in the text.
        let parts: String = std::iter::once(letter).nfd().collect();
        text.find(&parts)
    });
    let is_seen = letters.iter().any(|letter| is_seen(*letter));
    let remedy = if is_seen { "write it with other letters" } else { "delete it: nobody sees it" };
    Some(Unprintable { place: place.unwrap_or(0), letter, names: name_letters(&letters), remedy })
}

/// Whether a letter is a mark on the one before it, such as an accent.
#[must_use]
pub fn is_mark(letter: char) -> bool {
    char::is_combining_mark(letter)
}

/// More marks than this are not set above or below one letter.
const MOST_MARKS: usize = 2;

/// A letter with more marks than can be set, such as an `e` with 200 accents.
fn find_pile(text: &str, printed: &str) -> Option<Unprintable> {
    let mut marks = 0;
    let letter = printed.chars().find(|letter| {
        marks = if char::is_combining_mark(*letter) { marks + 1 } else { 0 };
        marks > MOST_MARKS
    })?;
    let names = format!("more than {MOST_MARKS} marks on one letter (U+{:04X})", u32::from(letter));
    let place = text.find(letter).unwrap_or(0);
    Some(Unprintable { place, letter, names, remedy: "take the marks away" })
}

/// Letters as a message names them. One that is not seen has its number alone.
fn name_letters(letters: &[char]) -> String {
    let mut names: Vec<String> = letters
        .iter()
        .map(|letter| {
            let number = format!("U+{:04X}", u32::from(*letter));
            if is_seen(*letter) { format!("{letter} ({number})") } else { number }
        })
        .collect();
    if names.len() > MOST_NAMED {
        names.truncate(MOST_NAMED);
        names.push("other letters".to_owned());
    }
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
        None => String::new(),
    }
}

fn is_seen(letter: char) -> bool {
    !letter.is_control()
        && !is_invisible(letter)
        && !turns_direction(letter)
        && !char::is_combining_mark(letter)
}

/// The text as it is printed: letters that the typeface lacks are written in letters that say the same
/// (`CO2` for `CO₂`, a hyphen for one that does not break), what is not seen is left out, and line ends
/// and tabs are spaces. No-break spaces, dashes and quotation marks are kept as they are.
///
/// A raised or lowered figure beside another digit has no equivalent: 51⁵ is not 515.
///
/// ```
/// use panel_typeface::plain;
///
/// assert_eq!(plain("CO₂ fell in the north\u{2011}east"), "CO2 fell in the north-east");
/// assert_eq!(plain("“5%” – so\u{a0}far"), "“5%” – so\u{a0}far");
/// assert_eq!(plain("H₂O of 5₂"), "H2O of 5₂");
/// ```
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let composed: Cow<'_, str> =
        if is_composed(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) };
    let mut plain = String::with_capacity(composed.len());
    let mut before = ' ';
    for letter in composed.chars() {
        match equivalent(before, letter) {
            Some(other) if !has_letter(letter) => plain.push_str(&other),
            _ => plain.push(letter),
        }
        before = letter;
    }
    if !is_composed(&plain) {
        plain = plain.nfc().collect();
    }
    if plain == text { Cow::Borrowed(text) } else { Cow::Owned(plain) }
}

fn is_composed(text: &str) -> bool {
    is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Soft hyphens, and what joins or parts letters without being seen. What turns the direction of
/// writing is not among them.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
    )
}

fn turns_direction(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2061}'..='\u{206f}'
    )
}

/// What says the same as a letter that the typeface lacks, where something does.
fn equivalent(before: char, letter: char) -> Option<Cow<'static, str>> {
    let same = match letter {
        '\t'
        | '\n'
        | '\r'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{2000}'..='\u{200a}'
        | '\u{205f}'
        | '\u{3000}' => " ",
        '\u{202f}' => "\u{a0}",
        '\u{2010}' | '\u{2011}' | '\u{2043}' => "-",
        '\u{2012}' => "–",
        '\u{2015}' => "—",
        invisible if is_invisible(invisible) => "",
        other => return decomposed(before, other).map(Cow::Owned),
    };
    Some(Cow::Borrowed(same))
}

/// The letters that a letter was made of, for compatibility: `fi` for the ligature.
fn decomposed(before: char, letter: char) -> Option<String> {
    if is_raised(letter) {
        return None;
    }
    // 5₂ is not 52, and 1⅐ is not 11⁄7.
    let changes_number = match letter {
        lowered if is_lowered(lowered) => !before.is_alphabetic() && !is_lowered(before),
        fraction if is_fraction(fraction) => before.is_numeric(),
        _ => false,
    };
    if changes_number {
        return None;
    }
    let mut whole = String::new();
    char::decompose_compatible(letter, |part| whole.push(part));
    // Of which the accents are one with their letters again.
    let whole: String = whole.nfc().collect();
    let is_other = !whole.starts_with(letter);
    (is_other && whole.chars().all(has_letter)).then_some(whole)
}

fn is_raised(letter: char) -> bool {
    matches!(letter, 'ª' | '²' | '³' | '¹' | 'º' | '\u{2070}'..='\u{207f}')
}

fn is_lowered(letter: char) -> bool {
    matches!(letter, '\u{2080}'..='\u{209c}')
}

fn is_fraction(letter: char) -> bool {
    matches!(letter, '¼'..='¾' | '\u{2150}'..='\u{215f}' | '\u{2189}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_without_a_glyph_are_written_plainly_or_found() {
        for (text, printed) in [
            ("north\u{2011}east", "north-east"),
            ("CO₂", "CO2"),
            ("C₁₂", "C12"),
            ("e\u{301}t\u{e9}", "été"),
            ("soft\u{ad}hyphen", "softhyphen"),
            ("one\ttwo\nthree", "one two three"),
            ("e\u{fb03}cient", "e\u{fb03}cient"),
            ("\u{1d400}nyshire", "Anyshire"),
            ("７５", "75"),
            ("no\u{202f}break", "no\u{202f}break"),
        ] {
            assert_eq!(find_unprintable(text), None, "{text}");
            assert_eq!(plain(text), printed);
        }
        for (text, at, letter) in [
            ("✅", 0, '✅'),
            ("five ★", 5, '★'),
            ("شرطة", 0, 'ش'),
            ("a\u{7}", 1, '\u{7}'),
            ("\0", 0, '\0'),
            ("a\u{202e}b", 1, '\u{202e}'),
            ("5₂", 1, '₂'),
            ("x\u{20dd}", 1, '\u{20dd}'),
            ("e\u{301}\u{301}\u{301}\u{301}", 1, '\u{301}'),
        ] {
            let found = find_unprintable(text).map(|found| (found.place, found.letter));
            assert_eq!(found, Some((at, letter)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_not_found_is_printed_whole(text in "[ -~éâ\u{301}\u{2000}-\u{2bff}\u{fb00}-\u{fb06}\u{0}-\u{1f}₀-₉①-⑩]{0,12}") {
            let printed = plain(&text);
            let missing = printed.chars().find(|letter| !has_letter(*letter));
            let piled = find_pile(&text, &printed);
            let is_at_fault = missing.is_some() || piled.is_some();
            prop_assert_eq!(is_at_fault, find_unprintable(&text).is_some(), "{:?}", missing);
            // Once plain, a text stays as it is.
            prop_assert_eq!(plain(&printed), printed.clone());
        }
    }
}
