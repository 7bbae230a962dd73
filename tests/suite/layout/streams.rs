//! Whether each stream of a PDF is as long as it says, byte for byte.
//!
//! `page_validation` takes a carriage return that ends a compressed stream, followed by the line
//! feed before `endstream`, for one end of line, and the stream for a byte too short. One stream in
//! 256 ends so; what it says is checked here instead.

/// The validator's rule that the reading above breaks.
pub(super) const LENGTH_RULE: &str = "ISO 19005-3:2012:6.1.7.1:1";

/// Whether `endstream` follows each stream where its length says, after one end of line.
pub(super) fn lengths_are_right(pdf: &[u8]) -> bool {
    let mut from = 0;
    while let Some(found) = find(pdf, b"/Length ", from) {
        let digits = &pdf[found + 8..];
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let length: usize = std::str::from_utf8(&digits[..count]).unwrap().parse().unwrap();
        let start = find(pdf, b"stream\n", found).unwrap() + 7;
        let rest = &pdf[start + length..];
        if !rest.starts_with(b"\nendstream") && !rest.starts_with(b"endstream") {
            return false;
        }
        from = start + length;
    }
    from > 0
}

fn find(text: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    text[from..].windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
}

#[test]
fn a_wrong_length_is_found() {
    let right: &[u8] = b"<< /Length 3 >>\nstream\nab\r\nendstream";
    assert!(lengths_are_right(right));
    let wrong: &[u8] = b"<< /Length 2 >>\nstream\nab\r\nendstream";
    assert!(!lengths_are_right(wrong));
}
