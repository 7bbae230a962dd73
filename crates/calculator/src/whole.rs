//! Whole numbers however they are written: JSON Schema takes 29.0 as an integer, and so do we.

use std::borrow::Cow;

/// Beyond this a number with a point may stand for another whole number.
const LARGEST: f64 = 9_007_199_254_740_992.0;

/// `text` with each number that is whole written without point and exponent. Strings stay as they are.
pub(crate) fn with_whole_numbers(text: &str) -> Cow<'_, str> {
    let mut written = String::new();
    let mut kept = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'"' => at = end_of_string(bytes, at),
            b'-' | b'0'..=b'9' => {
                let end = bytes[at..]
                    .iter()
                    .position(|byte| {
                        !matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')
                    })
                    .map_or(bytes.len(), |length| at + length);
                if let Some(whole) = whole(&text[at..end]) {
                    written.push_str(&text[kept..at]);
                    written.push_str(&whole);
                    kept = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    written.push_str(&text[kept..]);
    Cow::Owned(written)
}

/// The place after the string that begins at `start`.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// The number without point and exponent, where it has one, is JSON and is whole.
fn whole(number: &str) -> Option<String> {
    if !number.contains(['.', 'e', 'E']) {
        return None;
    }
    serde_json::from_str::<f64>(number).ok()?;
    let value: f64 = number.parse().ok()?;
    let digits = number.split(['e', 'E']).next().unwrap_or_default();
    if value == 0.0 && digits.contains(|digit| matches!(digit, '1'..='9')) {
        // Not 0, and too small to tell from it.
        return None;
    }
    // Printed without a sign where it is −0, and without a point.
    (value.fract() == 0.0 && value.abs() <= LARGEST).then(|| format!("{}", value + 0.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::with_whole_numbers;

    #[test]
    fn whole_numbers_lose_their_point_and_nothing_else_changes() {
        for (text, expected) in [
            (r#"{"a": 29.0, "b": [1e3, -2.50e1, 0.5]}"#, r#"{"a": 29, "b": [1000, -25, 0.5]}"#),
            (r#"{"29.0": "a \" 29.0", "b": -0.0}"#, r#"{"29.0": "a \" 29.0", "b": 0}"#),
            ("[1e999, 1e300, 1.2.3, 1.0-2]", "[1e999, 1e300, 1.2.3, 1.0-2]"),
            (r#""\"#, r#""\"#),
            ("[1e-999, 0e5]", "[1e-999, 0]"),
        ] {
            assert_eq!(with_whole_numbers(text), expected);
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in any::<String>()) {
            let _ = with_whole_numbers(&text);
        }

        #[test]
        fn every_number_keeps_its_value(number in any::<f64>().prop_filter("finite", |it| it.is_finite())) {
            for text in [format!("{number:?}"), format!("{number:e}")] {
                let written = with_whole_numbers(&text);
                let read = written.parse::<f64>().expect("a number");
                // −0 may have become 0.
                prop_assert_eq!((read + 0.0).to_bits(), (number + 0.0).to_bits());
            }
        }
    }
}
