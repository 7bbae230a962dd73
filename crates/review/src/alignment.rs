//! Which page of a paper became which: a page that was put in does not make those after it others.

use std::cmp::Ordering;

/// How alike two pages must be, in thousandths, to be taken for one.
const ALIKE: u32 = 250;

/// What became of a page, by its place from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pair {
    /// The page stands in both papers.
    Both(usize, usize),
    /// It stands in the old paper alone.
    Gone(usize),
    /// It stands in the new paper alone.
    Added(usize),
}

/// Aligns two papers by what their pages say: the order of both is kept, and the pages that are taken
/// for one are as alike as they can be, all together.
pub(crate) fn aligned(old: &[String], new: &[String]) -> Vec<Pair> {
    let (before, after) = (bags(old), bags(new));
    let alike: Vec<Vec<u32>> = before
        .iter()
        .map(|page| after.iter().map(|other| likeness(page, other)).collect())
        .collect();
    // The best that can be had of the pages from here on.
    let mut best = vec![vec![0; new.len() + 1]; old.len() + 1];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            let apart = best[one + 1][other].max(best[one][other + 1]);
            let together = taken(alike[one][other], best[one + 1][other + 1]);
            best[one][other] = together.map_or(apart, |together| together.max(apart));
        }
    }
    let mut pairs = Vec::new();
    let (mut one, mut other) = (0, 0);
    let (mut gone, mut added) = (Vec::new(), Vec::new());
    while one < old.len() || other < new.len() {
        let within = one < old.len() && other < new.len();
        let together = within.then(|| taken(alike[one][other], best[one + 1][other + 1])).flatten();
        if within && together == Some(best[one][other]) {
            gap(&mut pairs, &mut gone, &mut added);
            pairs.push(Pair::Both(one, other));
            (one, other) = (one + 1, other + 1);
        } else if one < old.len() && best[one][other] == best[one + 1][other] {
            gone.push(one);
            one += 1;
        } else {
            added.push(other);
            other += 1;
        }
    }
    gap(&mut pairs, &mut gone, &mut added);
    pairs
}

fn taken(alike: u32, rest: u32) -> Option<u32> {
    (alike >= ALIKE).then_some(alike + rest)
}

/// The pages between two that stand in both: as many as before are the same ones, written anew.
fn gap(pairs: &mut Vec<Pair>, gone: &mut Vec<usize>, added: &mut Vec<usize>) {
    if gone.len() == added.len() {
        pairs
            .extend(gone.drain(..).zip(added.drain(..)).map(|(one, other)| Pair::Both(one, other)));
    } else {
        pairs.extend(gone.drain(..).map(Pair::Gone));
        pairs.extend(added.drain(..).map(Pair::Added));
    }
}

/// The words of each page, sorted.
fn bags(pages: &[String]) -> Vec<Vec<&str>> {
    let mut bags = Vec::with_capacity(pages.len());
    for page in pages {
        let mut words: Vec<_> = page.split_whitespace().collect();
        words.sort_unstable();
        bags.push(words);
    }
    bags
}

/// Twice the words that two pages share, by all their words, in thousandths (Dice's coefficient): 1,000
/// where they say the same, as two that say nothing do.
fn likeness(one: &[&str], other: &[&str]) -> u32 {
    let all = one.len() + other.len();
    if all == 0 {
        return 1000;
    }
    let (mut at, mut beside, mut shared) = (0, 0, 0_usize);
    while at < one.len() && beside < other.len() {
        match one[at].cmp(other[beside]) {
            Ordering::Less => at += 1,
            Ordering::Greater => beside += 1,
            Ordering::Equal => {
                shared += 1;
                (at, beside) = (at + 1, beside + 1);
            }
        }
    }
    u32::try_from(2000 * shared / all).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Pair, aligned};

    fn pages(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_page_that_was_put_in_moves_those_after_it() {
        let old =
            pages(&["cover of the paper", "offences of burglary", "how satisfied people were"]);
        let mut new = old.clone();
        new.insert(1, "what has changed since".to_owned());
        let expected = [Pair::Both(0, 0), Pair::Added(1), Pair::Both(1, 2), Pair::Both(2, 3)];
        assert_eq!(aligned(&old, &new), expected);
        let expected = [Pair::Both(0, 0), Pair::Gone(1), Pair::Both(2, 1), Pair::Both(3, 2)];
        assert_eq!(aligned(&new, &old), expected);
    }

    #[test]
    fn a_page_written_anew_is_the_same_page() {
        let old = pages(&["cover of the paper", "offences of burglary", "the end"]);
        let new = pages(&["cover of the paper", "nothing of that", "the end"]);
        let expected = [Pair::Both(0, 0), Pair::Both(1, 1), Pair::Both(2, 2)];
        assert_eq!(aligned(&old, &new), expected);
    }

    #[test]
    fn blank_pages_are_alike() {
        let old = pages(&["one", "", "two"]);
        assert_eq!(aligned(&old, &old), [Pair::Both(0, 0), Pair::Both(1, 1), Pair::Both(2, 2)]);
        assert_eq!(aligned(&[], &old), [Pair::Added(0), Pair::Added(1), Pair::Added(2)]);
    }

    proptest! {
        #[test]
        fn every_page_has_its_place_once_and_in_order(
            old in prop::collection::vec("[a-d ]{0,12}", 0..9),
            new in prop::collection::vec("[a-d ]{0,12}", 0..9),
        ) {
            let pairs = aligned(&old, &new);
            let before: Vec<_> = pairs.iter().filter_map(|pair| match pair {
                Pair::Both(one, _) | Pair::Gone(one) => Some(*one),
                Pair::Added(_) => None,
            }).collect();
            let after: Vec<_> = pairs.iter().filter_map(|pair| match pair {
                Pair::Both(_, other) | Pair::Added(other) => Some(*other),
                Pair::Gone(_) => None,
            }).collect();
            prop_assert_eq!(before, (0..old.len()).collect::<Vec<_>>());
            prop_assert_eq!(after, (0..new.len()).collect::<Vec<_>>());
        }

        #[test]
        fn pages_put_in_anywhere_leave_all_others_as_they_are(
            count in 1_usize..8,
            at in prop::collection::vec(0_usize..100, 1..4),
        ) {
            let old: Vec<_> = (0..count).map(|page| format!("page{page} says{page} this{page}")).collect();
            let mut new = old.clone();
            for (number, at) in at.iter().enumerate() {
                new.insert(at % (new.len() + 1), format!("new{number} words{number}"));
            }
            for pair in aligned(&old, &new) {
                match pair {
                    Pair::Both(one, other) => prop_assert_eq!(&old[one], &new[other]),
                    Pair::Added(other) => prop_assert!(new[other].starts_with("new")),
                    Pair::Gone(one) => prop_assert!(false, "page {} is gone", one),
                }
            }
        }
    }
}
