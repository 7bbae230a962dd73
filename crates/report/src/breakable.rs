//! Words that are longer than a narrow cell: they may break between any two letters, rather than leave
//! the cell and the page.

use serde_json::Value;

/// A word that is longer than this may break anywhere. No word of a language is, and the parts of an address
/// are parted where it breaks by itself.
const LONGEST_WHOLE: usize = 20;

/// Names of rows and files may be longer: their columns have the room.
const LONGEST_NAME: usize = 40;

/// Where a line may break without a sign of it.
const BREAK: char = '\u{200b}';

/// The fields that name files and pages, which are not printed.
const NAMES: [&str; 2] = ["file", "url"];

/// Whether a JSON text may hold a word that is too long. It is cheap, and mistakes an escape for letters.
pub(crate) fn may_have_long_word(json: &[u8]) -> bool {
    json.split(|byte| !is_part_of_run(*byte)).any(|run| {
        let mut words = run.split(|byte| joins_words(*byte));
        run.len() > LONGEST_NAME || words.any(|word| word.len() > LONGEST_WHOLE)
    })
}

/// What stands between the words of a name.
fn joins_words(byte: u8) -> bool {
    matches!(byte, b'.' | b'_')
}

/// No line breaks after it by itself. What is not ASCII may be part of a letter.
fn is_part_of_run(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || !byte.is_ascii()
        || matches!(byte, b'.' | b',' | b':' | b'_' | b'\'')
}

/// The value with breaks in each word that is too long.
pub(crate) fn with_breaks(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(break_words(&text)),
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

fn break_words(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    let mut run = String::new();
    let end_run = |run: &mut String, broken: &mut String| {
        let mut words = run.split(|letter| u8::try_from(letter).is_ok_and(joins_words));
        let is_long = |word: &str, most| word.chars().count() > most;
        if is_long(run, LONGEST_NAME) || words.any(|word| is_long(word, LONGEST_WHOLE)) {
            for letter in run.drain(..) {
                broken.push(letter);
                broken.push(BREAK);
            }
            broken.pop();
        } else {
            broken.push_str(run);
            run.clear();
        }
    };
    for letter in text.chars() {
        let is_part = letter.is_alphanumeric() || u8::try_from(letter).is_ok_and(is_part_of_run);
        if is_part || !letter.is_ascii() && !letter.is_whitespace() {
            run.push(letter);
        } else {
            end_run(&mut run, &mut broken);
            broken.push(letter);
        }
    }
    end_run(&mut run, &mut broken);
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
        assert_eq!(text.matches(BREAK).count(), 20);
        assert_eq!(text.replace(BREAK, ""), format!("so {long}-y"));
        for text in [long, ".".repeat(41), "é".repeat(30), "minutes_of_a_board_".repeat(3)] {
            let json = serde_json::to_vec(&text).unwrap();
            assert!(may_have_long_word(&json) && break_words(&text).contains(BREAK), "{text}");
        }
    }
}
