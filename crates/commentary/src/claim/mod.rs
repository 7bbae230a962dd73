//! What commentary claims of a row: the words, each of which stands for a test of its own.

mod binding;
mod grounds;
mod run;
mod settle;
#[cfg(test)]
pub(crate) mod tests;

use std::cmp::Ordering;
use std::fmt;

use panel_core::Assessment;

pub(crate) use binding::{ClaimBinding, HOW_TO_CLAIM, is_claim};
pub(crate) use grounds::{Claimable, Verdict};
pub(crate) use run::{Side, Step};
pub(crate) use settle::settle;

/// A claim that commentary makes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// Higher, lower or the same as the earlier figure, by the two figures alone.
    Went(Ordering),
    /// What the row's test found: higher, lower, or no significant change.
    Tested(Ordering),
    /// Better or worse than the earlier figure, by the two figures and the direction of the series.
    Better {
        /// Whether it is said to be the opposite.
        worse: bool,
    },
    /// At least so many of the latest months in a row on one side of the average.
    Run {
        /// How many.
        length: u32,
        /// Months, quarters or years.
        step: Step,
        /// Which side.
        side: Side,
    },
    /// The place in the group.
    Rank {
        /// The place, 1 the best.
        place: u32,
        /// The size of the group, where it is claimed too.
        of: Option<u32>,
    },
    /// One of the best so many of the group.
    Best(u32),
    /// The colour.
    Colour(Assessment),
    /// Nothing was received, or not the latest figure.
    Awaited,
}

/// Every claim that commentary can make, with N and M for its numbers; `METHODS.md` has what each is
/// tested by.
pub const CLAIMS: [&str; 17] = [
    "up",
    "down",
    "level",
    "significantly up",
    "significantly down",
    "no significant change",
    "better",
    "worse",
    "N consecutive months below average",
    "N consecutive months above average",
    "rank N",
    "rank N of M",
    "best N",
    "green",
    "amber",
    "red",
    "awaited",
];

impl Claim {
    /// The claim that these words make; `None` where they make none.
    pub(crate) fn of(words: &str) -> Option<Self> {
        let parts: Vec<_> = words.split_whitespace().collect();
        Some(match parts[..] {
            ["up"] => Self::Went(Ordering::Greater),
            ["down"] => Self::Went(Ordering::Less),
            ["level"] => Self::Went(Ordering::Equal),
            ["significantly", "up"] => Self::Tested(Ordering::Greater),
            ["significantly", "down"] => Self::Tested(Ordering::Less),
            ["no", "significant", "change"] => Self::Tested(Ordering::Equal),
            ["better"] => Self::Better { worse: false },
            ["worse"] => Self::Better { worse: true },
            [length, "consecutive", step, side, "average"] => Self::Run {
                // One is no run.
                length: number(length).filter(|length| *length >= 2)?,
                step: Step::of(step)?,
                side: Side::of(side)?,
            },
            ["rank", place] => Self::Rank { place: number(place)?, of: None },
            ["rank", place, "of", of] => {
                Self::Rank { place: number(place)?, of: Some(number(of)?) }
            }
            ["best", places] => Self::Best(number(places)?),
            ["green"] => Self::Colour(Assessment::Green),
            ["amber"] => Self::Colour(Assessment::Amber),
            ["red"] => Self::Colour(Assessment::Red),
            ["awaited"] => Self::Awaited,
            _ => return None,
        })
    }

    /// What to write instead of words that make no claim.
    pub(crate) fn meant(words: &str) -> String {
        let listed = format!("a claim is one of: {}", CLAIMS.join(", "));
        match panel_core::nearest(&words.to_lowercase(), CLAIMS) {
            Some(nearest) => format!("is `{nearest}` meant? {listed}"),
            None => listed,
        }
    }
}

/// A number from 1, as it is usually written.
fn number(digits: &str) -> Option<u32> {
    let usual = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| usual)
}

impl fmt::Display for Claim {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Went(way) => formatter.write_str(way_word(*way)),
            Self::Tested(Ordering::Equal) => formatter.write_str("no significant change"),
            Self::Tested(way) => write!(formatter, "significantly {}", way_word(*way)),
            Self::Better { worse } => formatter.write_str(if *worse { "worse" } else { "better" }),
            Self::Run { length, step, side } => {
                write!(formatter, "{length} consecutive {step} {side} average")
            }
            Self::Rank { place, of: None } => write!(formatter, "rank {place}"),
            Self::Rank { place, of: Some(of) } => write!(formatter, "rank {place} of {of}"),
            Self::Best(places) => write!(formatter, "best {places}"),
            Self::Colour(colour) => formatter.write_str(&colour.word().to_lowercase()),
            Self::Awaited => formatter.write_str("awaited"),
        }
    }
}

/// `up`, `down` or `level`.
fn way_word(way: Ordering) -> &'static str {
    match way {
        Ordering::Greater => "up",
        Ordering::Less => "down",
        Ordering::Equal => "level",
    }
}
