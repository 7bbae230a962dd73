//! Words that are longer than a narrow cell: they may break between any two letters, rather than leave
//! the cell and the page.

use panel_typeface::is_mark;
use serde_json::Value;

/// A word that is longer than this may break anywhere. No word of a language is, and the parts of an address
/// are parted where it breaks by itself.
const LONGEST_WHOLE: usize = 20;

/// What breaks nowhere may be longer, as names of rows and files are: their columns have the room.
const LONGEST_RUN: usize = 40;

/// Where a line may break without a sign of it.
const BREAK: char = '\u{200b}';

/// The fields that name files and pages, which are not printed.
const NAMES: [&str; 2] = ["file", "url"];

/// The value with breaks in each word that is too long.
pub(crate) fn with_breaks(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(break_words(text)),
        Value::Array(values) => Value::Array(values.into_iter().map(with_breaks).collect()),
        Value::Object(fields) => {
            let broken = |(name, value): (String, Value)| {
                let value = if NAMES.contains(&name.as_str()) { value } else { with_breaks(value) };
                (name, value)
            };
            Value::Object(fields.into_iter().map(broken).collect())
        }
        other => other,
    }
}

/// Whether a text in a value needs breaks.
pub(crate) fn needs_breaks(value: &Value) -> bool {
    match value {
        Value::String(text) => runs(text).any(is_too_long),
        Value::Array(values) => values.iter().any(needs_breaks),
        Value::Object(fields) => {
            let mut printed = fields.iter().filter(|(name, _)| !NAMES.contains(&name.as_str()));
            printed.any(|(_, value)| needs_breaks(value))
        }
        _ => false,
    }
}

/// The parts of a text between which a line surely breaks by itself.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut letters = rest.char_indices().peekable();
        let mut before = None;
        while let Some((_, letter)) = letters.next() {
            if let Some((at, after)) = letters.peek()
                && breaks_between(before, letter, *after)
            {
                let (run, others) = rest.split_at(*at);
                rest = others;
                return Some(run);
            }
            before = Some(letter);
        }
        (!rest.is_empty()).then(|| std::mem::take(&mut rest))
    })
}

/// Whether a line surely breaks between two letters, of which `before` is what comes before both: after a space
/// where a word begins, and after a hyphen, a dash or a stroke within one.
fn breaks_between(before: Option<char>, letter: char, after: char) -> bool {
    match letter {
        ' ' => after.is_alphanumeric() && before != Some(' '),
        '-' | '/' | '–' | '—' => {
            after.is_alphabetic() && before.is_some_and(char::is_alphanumeric)
        }
        '\n' => true,
        _ => false,
    }
}

/// Whether a run has a word that is longer than a cell is wide, or is longer than any.
fn is_too_long(run: &str) -> bool {
    // Twenty letters have twenty bytes and more.
    if run.len() <= LONGEST_WHOLE {
        return false;
    }
    let is_long = |word: &str, most| word.chars().count() > most;
    let parts = |letter: char| !letter.is_alphanumeric() && !is_mark(letter);
    is_long(run.trim_end(), LONGEST_RUN)
        || run.split(parts).any(|word| is_long(word, LONGEST_WHOLE))
}

fn break_words(text: String) -> String {
    if !runs(&text).any(is_too_long) {
        return text;
    }
    let mut broken = String::with_capacity(4 * text.len());
    for run in runs(&text) {
        let is_too_long = is_too_long(run);
        for (at, letter) in run.char_indices() {
            // A mark stays with its letter, and the space that ends a run with its word.
            if is_too_long && at > 0 && !is_mark(letter) && letter != ' ' {
                broken.push(BREAK);
            }
            broken.push(letter);
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_words_that_are_too_long_may_break() {
        let whole = json!({
            "a": ["Cwmbrân and responsibilities", "https://www.example.org/a-page-of-the-office", null],
            "row": "sp15.interviews_local_authorities",
            "url": "https://averyveryverylongname.example.org",
        });
        assert_eq!(with_breaks(whole.clone()), whole);
        let long = "x".repeat(21);
        let found = with_breaks(json!({ "a": format!("so {long}-y") }));
        let text = found["a"].as_str().unwrap();
        assert_eq!(text.matches(BREAK).count(), 21);
        assert_eq!(text.replace(BREAK, ""), format!("so {long}-y"));
        for text in [
            long,
            ".".repeat(41),
            "é".repeat(30),
            "minutes_of_a_board_".repeat(3),
            ". ".repeat(30),
            "1-".repeat(30),
            "((".repeat(30),
            "a=b&".repeat(30),
            "no\u{a0}break\u{a0}".repeat(10),
            "%".repeat(60),
            "e\u{301}".repeat(30),
        ] {
            let value = json!([text]);
            assert!(needs_breaks(&value), "{text}");
            let found = with_breaks(value);
            let broken = found[0].as_str().unwrap();
            assert_eq!(broken.replace(BREAK, ""), text);
            assert!(!broken.contains("\u{200b}\u{301}"), "{text}");
        }
    }
}
