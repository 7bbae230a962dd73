//! Keys of people: made of the numbers by which partners know them, and never turned back.

use std::fmt;
use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use thiserror::Error;

/// How many bytes a key file has at least: fewer could be guessed.
const SHORTEST: usize = 16;

/// What is hashed to tell one key file from another; no number of a person has a line break.
const MARK: &str = "which\nkey file";

/// A key file that has too few bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the key file has {0} bytes, and {SHORTEST} are the fewest that cannot be guessed")]
pub struct ShortKeyFile(usize);

/// What makes keys of numbers: the content of the key file.
///
/// The same person has the same key in every table and every quarter for which the same file is used.
/// Who has the file can find out whose key it is; who has it not cannot.
///
/// ```
/// use panel_partner_returns::PersonKeys;
///
/// let keys = PersonKeys::of(b"thirty-two bytes that are made up").unwrap();
/// assert_eq!(keys.key(" ab123 "), keys.key("AB123"));
/// assert_eq!(keys.key("AB123").len(), 16);
/// assert!(PersonKeys::of(b"too short").is_err());
/// ```
#[derive(Clone)]
pub struct PersonKeys(Hmac<Sha256>);

impl fmt::Debug for PersonKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PersonKeys")
    }
}

impl PersonKeys {
    /// The keys that this key file makes.
    ///
    /// # Errors
    /// [`ShortKeyFile`] where it has too few bytes.
    pub fn of(file: &[u8]) -> Result<Self, ShortKeyFile> {
        let short = ShortKeyFile(file.len());
        if file.len() < SHORTEST {
            return Err(short);
        }
        // Its own error is of a length that no hash refuses.
        Hmac::new_from_slice(file).map(Self).map_err(|_| short)
    }

    /// The key of a number: 16 hexadecimal digits of HMAC-SHA-256 over the number in capitals and
    /// without spaces around it.
    #[must_use]
    pub fn key(&self, number: &str) -> String {
        self.digits(&normalised(number), 8)
    }

    /// What tells this key file from another without telling its content.
    pub(crate) fn mark(&self) -> String {
        self.digits(MARK, 4)
    }

    fn digits(&self, text: &str, bytes: usize) -> String {
        let mut hash = self.0.clone();
        hash.update(text.as_bytes());
        let made = hash.finalize().into_bytes();
        made.iter().take(bytes).fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        })
    }
}

/// A number as it is hashed.
pub(crate) fn normalised(number: &str) -> String {
    number.trim().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first digits of an HMAC-SHA-256 that RFC 4231 gives, in its second test case; its key is
    /// shorter than a key file may be.
    #[test]
    fn it_is_the_hmac_of_the_standard() {
        let keys = PersonKeys(Hmac::new_from_slice(b"Jefe").unwrap());
        assert_eq!(keys.digits("what do ya want for nothing?", 8), "5bdcc146bf60754e");
    }

    #[test]
    fn another_file_makes_other_keys_and_another_mark() {
        let (one, other) = ([1; 32], [2; 32]);
        let (one, other) = (PersonKeys::of(&one).unwrap(), PersonKeys::of(&other).unwrap());
        assert_ne!(one.key("AB123"), other.key("AB123"));
        assert_ne!(one.mark(), other.mark());
        assert_eq!(one.mark().len(), 8);
        assert_eq!(format!("{one:?}"), "PersonKeys");
    }

    #[test]
    fn sixteen_bytes_are_enough_and_fifteen_are_not() {
        assert!(PersonKeys::of(&[7; 16]).is_ok());
        let short = PersonKeys::of(&[7; 15]).unwrap_err();
        assert_eq!(
            short.to_string(),
            "the key file has 15 bytes, and 16 are the fewest that cannot be guessed"
        );
    }
}
