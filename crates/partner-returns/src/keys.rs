//! Keys of people: made of the numbers by which partners know them, and never turned back.

use std::collections::BTreeSet;
use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

/// How many bytes a key file has at least: fewer could be guessed.
const SHORTEST: usize = 32;
/// How many of its bytes differ at least; of 32 random bytes fewer practically never do.
const FEWEST_DIFFERENT: usize = 16;
/// The same of hexadecimal digits, of which there are sixteen.
const FEWEST_DIGITS: usize = 10;

/// What is hashed to tell one key file from another, and how numbers are written before they are
/// hashed; no number of a person has a line break.
const MARK: &str = "which\nkey file, spacing aside";
/// The same, when the spaces within a number still counted.
const EARLIER_MARK: &str = "which\nkey file";

/// Why a key file cannot be used: what it makes could be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WeakKeyFile {
    /// It has too few bytes.
    #[error("the key file has {0} bytes, and {SHORTEST} are the fewest that cannot be guessed")]
    Short(usize),
    /// Its bytes are too much alike.
    #[error("only {0} of the bytes in the key file differ, so that it could be guessed")]
    Alike(usize),
    /// It is a text.
    #[error("the key file is a text, as a password is, which could be guessed")]
    Text,
}

impl WeakKeyFile {
    /// What is wrong with these bytes as a key file, if anything is.
    ///
    /// A key file has 32 bytes or more, and 16 of them differ. A text can be guessed, unless it is
    /// written in hexadecimal digits of which 10 differ, or in Base64 with capitals, small letters and
    /// digits.
    fn find(file: &[u8]) -> Option<Self> {
        if file.len() < SHORTEST {
            return Some(Self::Short(file.len()));
        }
        let text = std::str::from_utf8(file).ok().map(str::trim);
        let text = text.filter(|text| !text.chars().any(char::is_control));
        let different = file.iter().collect::<BTreeSet<_>>().len();
        let Some(text) = text else {
            return (different < FEWEST_DIFFERENT).then_some(Self::Alike(different));
        };
        let has = |is: fn(&u8) -> bool| text.bytes().any(|byte| is(&byte));
        let all = |is: fn(u8) -> bool| text.bytes().all(is);
        let base64 = all(|byte| byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte))
            && has(u8::is_ascii_uppercase)
            && has(u8::is_ascii_lowercase)
            && has(u8::is_ascii_digit);
        if all(|byte| byte.is_ascii_hexdigit()) {
            (different < FEWEST_DIGITS).then_some(Self::Alike(different))
        } else if base64 {
            (different < FEWEST_DIFFERENT).then_some(Self::Alike(different))
        } else {
            Some(Self::Text)
        }
    }
}

/// What makes keys of numbers: the content of the key file.
///
/// The same person has the same key in every table and every quarter for which the same file is used.
/// Who has the file can find out whose key it is; who has it not cannot.
///
/// ```
/// use panel_partner_returns::PersonKeys;
///
/// let keys = PersonKeys::of(b"c0ffee000102030405060708090a0b0c").unwrap();
/// assert_eq!(keys.key(" ab 123 "), keys.key("AB123"));
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
    /// [`WeakKeyFile`] where it could be guessed.
    pub fn of(file: &[u8]) -> Result<Self, WeakKeyFile> {
        if let Some(weak) = WeakKeyFile::find(file) {
            return Err(weak);
        }
        // Its own error is of a length that no hash refuses.
        Hmac::new_from_slice(file).map(Self).map_err(|_| WeakKeyFile::Short(file.len()))
    }

    /// The key of a number: 16 hexadecimal digits of HMAC-SHA-256 over the number in capitals and
    /// without spaces.
    #[must_use]
    pub fn key(&self, number: &str) -> String {
        self.digits(&normalised(number), 8)
    }

    /// What tells this key file from another without telling its content.
    pub(crate) fn mark(&self) -> String {
        self.digits(MARK, 4)
    }

    /// The same, of keys that were made when the spaces within a number still counted.
    pub(crate) fn earlier_mark(&self) -> String {
        self.digits(EARLIER_MARK, 4)
    }

    fn digits(&self, text: &str, bytes: usize) -> String {
        let mut hash = self.0.clone();
        hash.update(text.as_bytes());
        let made = hash.finalize().into_bytes();
        let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        made.iter().take(bytes).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

/// A number as it is hashed: the same however it was spaced and whatever keyboard wrote it. Spaces of
/// every kind and invisible letters go, wide letters and digits become plain ones, dashes hyphens and
/// small letters capitals. Hyphens, slashes and stops stay: 12-3 and 1-23 may be two people.
pub(crate) fn normalised(number: &str) -> String {
    if number.is_ascii() {
        let seen = number.bytes().filter(|byte| !is_unseen(char::from(*byte)));
        return seen.map(|byte| char::from(byte.to_ascii_uppercase())).collect();
    }
    let plain = number.nfkc().filter(|letter| !is_unseen(*letter)).map(|letter| match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    });
    plain.flat_map(char::to_uppercase).collect()
}

/// Whether a letter is a space, or not seen at all.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As good as random.
    fn made_up(first: u8) -> [u8; 32] {
        std::array::from_fn(|index| u8::try_from(index).unwrap() * 7 + first)
    }

    /// The first digits of an HMAC-SHA-256 that RFC 4231 gives, in its second test case; its key is
    /// shorter than a key file may be.
    #[test]
    fn it_is_the_hmac_of_the_standard() {
        let keys = PersonKeys(Hmac::new_from_slice(b"Jefe").unwrap());
        assert_eq!(keys.digits("what do ya want for nothing?", 8), "5bdcc146bf60754e");
    }

    #[test]
    fn another_file_makes_other_keys_and_another_mark() {
        let (one, other) = (made_up(1), made_up(2));
        let (one, other) = (PersonKeys::of(&one).unwrap(), PersonKeys::of(&other).unwrap());
        assert_ne!(one.key("AB123"), other.key("AB123"));
        assert_ne!(one.mark(), other.mark());
        assert_ne!(one.mark(), one.earlier_mark());
        assert_eq!(one.mark().len(), 8);
        assert_eq!(format!("{one:?}"), "PersonKeys");
    }

    #[test]
    fn a_number_has_one_key_however_it_is_spaced_and_typed() {
        let keys = PersonKeys::of(&made_up(1)).unwrap();
        for same in [
            "QQ 12 34 56 C",
            "qq123456c",
            " QQ123456C\u{feff}",
            "QQ\u{a0}123\u{202f}456\u{2009}C",
            "QQ\u{200b}123456C",
            "\u{ff31}\u{ff31}\u{ff11}23456\u{ff23}",
            "QQ12\t3456C\n",
        ] {
            assert_eq!(keys.key(same), keys.key("QQ123456C"), "{same:?}");
        }
        assert_eq!(keys.key("AB\u{2011}12"), keys.key("AB-12"));
        assert_eq!(keys.key("AB\u{2013}12"), keys.key("ab - 12"));
        for (one, other) in [("12-3", "1-23"), ("12/3", "123"), ("12.3", "123"), ("0123", "123")] {
            assert_ne!(keys.key(one), keys.key(other), "{one} and {other}");
        }
        assert_eq!(normalised(" \u{200b}\u{a0}"), "");
    }

    #[test]
    fn what_could_be_guessed_is_refused() {
        let fine = |file: &[u8]| assert_eq!(WeakKeyFile::find(file), None, "{file:?}");
        fine(&made_up(0));
        fine(&std::array::from_fn::<u8, 32, _>(|index| u8::try_from(index).unwrap()));
        fine(b"6f1ed002ab5595859014ebf0951522d9\n");
        fine(b"6F1ED002AB5595859014EBF0951522D96F1ED002AB5595859014EBF0951522D9");
        fine(b"bx7QAqtVlYWQFOvwlRUi2W8e0AKrVZWFkBTr8JUVItk=\n");
        for (file, weak) in [
            (made_up(0)[..31].to_vec(), WeakKeyFile::Short(31)),
            (vec![0; 32], WeakKeyFile::Alike(1)),
            (vec![0; 4096], WeakKeyFile::Alike(1)),
            ([1, 2, 3, 255].repeat(8), WeakKeyFile::Alike(4)),
            (b"0".repeat(64), WeakKeyFile::Alike(1)),
            (b"12345678".repeat(4), WeakKeyFile::Alike(8)),
            (b"Passw0rd".repeat(4), WeakKeyFile::Alike(7)),
            (b"passwordpasswordpasswordpassword".to_vec(), WeakKeyFile::Text),
            (b"correct horse battery staple, and 12 more".to_vec(), WeakKeyFile::Text),
            ("p\u{e4}ssw\u{f6}rter".repeat(4).into_bytes(), WeakKeyFile::Text),
        ] {
            assert_eq!(WeakKeyFile::find(&file), Some(weak), "{file:?}");
        }
        assert_eq!(
            WeakKeyFile::Short(31).to_string(),
            "the key file has 31 bytes, and 32 are the fewest that cannot be guessed"
        );
    }
}
