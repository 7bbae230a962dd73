//! How long a text may be: longer ones are a mistake, and pages could not be laid out with them.

/// More letters than a name, a label or a title has.
pub const LONGEST_NAME: usize = 500;
/// More letters than a name has for which files are named.
pub(crate) const LONGEST_FILE_NAME: usize = 150;
/// More letters than the words in a cell of a return have.
pub(crate) const LONGEST_CELL: usize = 2_000;
/// More letters than a paragraph has.
pub(crate) const LONGEST_PARAGRAPH: usize = 10_000;

/// What is wrong with a text that has more letters than `most`, such as `has 20000 letters, and 500 are
/// the most`.
#[must_use]
pub fn find_excess(text: &str, most: usize) -> Option<String> {
    // No letter has more than four bytes.
    let letters = (text.len() > most).then(|| text.chars().count())?;
    (letters > most).then(|| format!("has {letters} letters, and {most} are the most"))
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
