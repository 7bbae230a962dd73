//! The one typeface of a paper: its faces, how wide its letters are, which it has, and what is printed
//! instead of others; how long a text may be to be laid out.

mod faces;
mod length;
mod misprint;
mod plain;

pub use faces::{FACES, width};
pub use length::{LONGEST_ADDRESS, LONGEST_NAME, LONGEST_PARAGRAPH, find_excess, find_long_word};
pub use misprint::{Misprint, PLAIN_WORDS, find_markup, find_misprint};
pub use plain::{Unprintable, find_unprintable, has_letter, is_mark, plain};
