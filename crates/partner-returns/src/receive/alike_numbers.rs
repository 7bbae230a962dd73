//! Numbers of people that differ only in hyphens, slashes, stops or zeros before them. Each has a key of its
//! own, since 12-3 and 1-23 may be two people; whoever receives them is asked.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use crate::keys::normalised;

/// So many numbers are compared, so that they take little memory.
const MOST_COMPARED: usize = 200_000;
/// So many pairs are named one by one.
const MOST_NAMED: usize = 5;

/// Where a record was given: its file, and its number among the records of that file.
type At = (u32, u32);

/// The numbers of a table so far.
#[derive(Debug, Default)]
pub(super) struct AlikeNumbers {
    /// Of each number without hyphens and zeros before it: how it was written first, and where.
    seen: HashMap<u64, (u64, At)>,
    hasher: RandomState,
    pairs: Vec<(At, At)>,
    more: usize,
}

impl AlikeNumbers {
    /// Takes a number as it was given.
    pub(super) fn note(&mut self, number: &str, at: At) {
        let number = normalised(number);
        let bare = bare(&number);
        if bare.is_empty() || self.seen.len() >= MOST_COMPARED {
            return;
        }
        let written = self.hasher.hash_one(&number);
        let (first, before) = *self.seen.entry(self.hasher.hash_one(bare)).or_insert((written, at));
        if first == written {
            return;
        }
        if self.pairs.len() < MOST_NAMED {
            self.pairs.push((before, at));
        } else {
            self.more += 1;
        }
    }

    /// What the receipt says of them, with the place of each record.
    pub(super) fn describe(&self, place: impl Fn(At) -> String) -> Option<String> {
        if self.pairs.is_empty() {
            return None;
        }
        let pairs =
            self.pairs.iter().map(|(one, other)| format!("{} and {}", place(*one), place(*other)));
        let pairs = pairs.collect::<Vec<_>>().join("; ");
        let more = if self.more > 0 { format!("; and {} more", self.more) } else { String::new() };
        Some(format!(
            "numbers that differ only in hyphens, stops or zeros have a key each; write them alike if they are of one person: {pairs}{more}"
        ))
    }
}

/// A number without what parts its letters, and without zeros before it.
fn bare(number: &str) -> String {
    let letters: String = number.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_differ_in_hyphens_or_zeros_are_named() {
        let mut numbers = AlikeNumbers::default();
        for (index, number) in
            (0..).zip(["AB123456", "ab 123456", "AB-123456", "123", "0123", "124", "", "000"])
        {
            numbers.note(number, (0, index));
        }
        let said = numbers.describe(|(_, number)| format!("line {}", number + 2)).unwrap();
        assert!(said.ends_with(": line 2 and line 4; line 5 and line 6"), "{said}");
        assert_eq!(AlikeNumbers::default().describe(|_| String::new()), None);
    }

    #[test]
    fn of_many_the_first_are_named_and_the_others_counted() {
        let mut numbers = AlikeNumbers::default();
        for index in 0..20 {
            numbers.note(&format!("A{index}"), (0, index));
            numbers.note(&format!("A-{index}"), (0, index));
        }
        let said = numbers.describe(|(_, number)| number.to_string()).unwrap();
        assert!(said.ends_with("; 4 and 4; and 15 more"), "{said}");
    }
}
