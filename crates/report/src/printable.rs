//! What the typeface cannot print, told in letters that it can: for drafts, which are made of
//! whatever there is.

use std::fmt::Write as _;

use panel_typeface::has_letter;
use serde_json::Value;

/// The value with every letter that the typeface lacks written as `[U+1F600]`.
pub(crate) fn printable(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(letters(text)),
        Value::Array(values) => Value::Array(values.into_iter().map(printable).collect()),
        Value::Object(fields) => Value::Object(
            fields.into_iter().map(|(name, value)| (name, printable(value))).collect(),
        ),
        other => other,
    }
}

fn letters(text: String) -> String {
    if text.chars().all(has_letter) {
        return text;
    }
    let mut printed = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if has_letter(letter) => printed.push(letter),
            '\t' | '\n' => printed.push(' '),
            other => {
                // Writing to a text cannot fail.
                let _ = write!(printed, "[U+{:04X}]", u32::from(other));
            }
        }
    }
    printed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::printable;

    #[test]
    fn a_letter_that_the_typeface_lacks_is_told_by_its_number() {
        // U+1F600 and U+8B66 are no letters of Noto Sans, which covers Latin, Greek and Cyrillic.
        let found = printable(json!({ "a": ["plain ▲ ①", "so 😀", 1, null], "b": "警\u{7}" }));
        let told = json!({ "a": ["plain ▲ ①", "so [U+1F600]", 1, null], "b": "[U+8B66][U+0007]" });
        assert_eq!(found, told);
    }
}
