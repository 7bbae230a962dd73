//! How long a name, a word or a sentence may be: longer ones are a mistake, and pages could not be laid out
//! with them.

/// More letters than a name, a label or a title has.
pub const LONGEST_NAME: usize = 500;
/// More letters than a paragraph has.
pub const LONGEST_PARAGRAPH: usize = 10_000;
/// More letters than a word has.
const LONGEST_WORD: usize = 500;
/// More letters than the address of a page has that somebody can follow.
pub const LONGEST_ADDRESS: usize = 2_000;

/// What is wrong with a text that has more letters than `most`, such as `has 20000 letters, and 500 are
/// the most`.
#[must_use]
pub fn find_excess(text: &str, most: usize) -> Option<String> {
    // No letter has more than four bytes.
    let letters = (text.len() > most).then(|| text.chars().count())?;
    (letters > most).then(|| format!("has {letters} letters, and {most} are the most"))
}

/// What is wrong with a text of which a word has more letters than any has, such as `holds a word that
/// has 20000 letters, and 500 are the most`.
#[must_use]
pub fn find_long_word(text: &str) -> Option<String> {
    let excess = text.split_whitespace().find_map(|word| find_excess(word, LONGEST_WORD))?;
    Some(format!("holds a word that {excess}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_and_not_bytes() {
        assert_eq!(find_excess(&"\u{dc}".repeat(500), 500), None);
        assert_eq!(
            find_excess(&".".repeat(501), 500).as_deref(),
            Some("has 501 letters, and 500 are the most")
        );
    }
}
