//! Records by what they are of, and comments by their stars.

use serde::Serialize;

use super::as_printed;
use crate::Period;

/// Records by what they are of, each of one of these names at the most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedCounts {
    /// The months in which they were counted.
    #[serde(serialize_with = "as_printed")]
    pub period: Period,
    /// The names, in the order of their list.
    pub counts: Vec<NamedCount>,
}

/// A name and how many records are of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NamedCount {
    /// The name.
    pub name: &'static str,
    /// How many.
    pub count: u64,
}

impl NamedCounts {
    /// How many there are of all names.
    #[must_use]
    pub fn n(&self) -> u128 {
        self.counts.iter().map(|one| u128::from(one.count)).sum()
    }
}

/// How many stars a comment can give.
pub const MOST_STARS: usize = 5;

/// Comments by the stars that they gave. Whoever comments chose to, so they stand for nobody else, and
/// are never compared with a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StarDistribution {
    /// The months in which they were received.
    #[serde(serialize_with = "as_printed")]
    pub period: Period,
    /// How many gave one star, two stars and so on.
    pub comments: [u64; MOST_STARS],
}

impl StarDistribution {
    /// How many comments there are.
    #[must_use]
    pub fn n(&self) -> u128 {
        self.comments.iter().map(|count| u128::from(*count)).sum()
    }

    /// The average in tenths of a star, Σ (stars × comments) / n with a half going up: 34 is 3.4
    /// stars. None where there is no comment.
    #[must_use]
    pub fn average_in_tenths(&self) -> Option<u128> {
        let stars: u128 =
            (1_u128..).zip(self.comments).map(|(stars, count)| stars * u128::from(count)).sum();
        // In whole numbers, so that 3.25 is 3.3 and nothing is lost of millions.
        (20 * stars + self.n()).checked_div(2 * self.n())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn given(comments: [u64; MOST_STARS]) -> StarDistribution {
        StarDistribution { period: "2014-07/2014-09".parse().unwrap(), comments }
    }

    #[test]
    fn averages_are_rounded_as_by_hand() {
        // (1×1 + 2×0 + 3×2 + 4×0 + 5×1) / 4 = 3; (3 + 3 + 3 + 4) / 4 = 3.25; (4 + 5 + 5) / 3 = 4.67.
        for (comments, tenths) in [
            ([1, 0, 2, 0, 1], Some(30)),
            ([0, 0, 3, 1, 0], Some(33)),
            ([0, 0, 0, 1, 2], Some(47)),
            ([1, 0, 0, 0, 0], Some(10)),
            ([u64::MAX; 5], Some(30)),
            ([0; 5], None),
        ] {
            assert_eq!(given(comments).average_in_tenths(), tenths, "{comments:?}");
        }
    }

    proptest! {
        #[test]
        fn an_average_is_between_the_least_and_the_most_stars(
            comments in prop::array::uniform5(0_u64..5_000_000),
        ) {
            let of = given(comments);
            let stars = || (1_u128..).zip(comments).filter(|(_, count)| *count > 0);
            let least = stars().map(|(stars, _)| stars * 10).min();
            let most = stars().map(|(stars, _)| stars * 10).max();
            prop_assert!(of.average_in_tenths() >= least && of.average_in_tenths() <= most);
            prop_assert_eq!(of.n(), comments.iter().map(|count| u128::from(*count)).sum::<u128>());
        }
    }
}
