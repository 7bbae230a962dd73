//! Ranks with ties.

use std::fmt;

use serde::Serialize;

use crate::StatsError;
use crate::moments::checked_value;

/// Which end of the values is 1st.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Best {
    /// The highest value is 1st.
    Highest,
    /// The lowest value is 1st.
    Lowest,
}

/// A place among so many. Prints as "3 of 8", and "joint 3 of 8" if it is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// One more than the number of better values: 1 is the best.
    pub place: usize,
    /// How many values were ranked.
    pub of: usize,
    /// How many values have this place, at least 1.
    pub sharing: usize,
}

impl Rank {
    /// Whether another value has the same place.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        self.sharing > 1
    }
}

impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joint = if self.is_shared() { "joint " } else { "" };
        write!(f, "{joint}{} of {}", self.place, self.of)
    }
}

/// The competition rank ("1224") of every value, in the order of `values`.
///
/// Formula: 1 + the number of values strictly better. Equal values share a place, and as many
/// places after it stay empty as share it beyond one. Only values equal to the last bit are
/// ties: rates are best formed on exposures in the same units. No values: no ranks.
///
/// A rank is no evidence of a difference: show it beside the test.
///
/// # Errors
///
/// [`StatsError::ValueOutOfRange`] unless every value is a number within
/// [`LARGEST_VALUE`](crate::moments::LARGEST_VALUE) of 0.
///
/// ```
/// use panel_stats::groups::ranks::{Best, competition_ranks};
///
/// let ranks = competition_ranks(&[7.5, 3.0, 7.5, 9.1], Best::Lowest)?;
/// assert_eq!(ranks.iter().map(|rank| rank.place).collect::<Vec<_>>(), [2, 1, 2, 4]);
/// assert_eq!(ranks[0].to_string(), "joint 2 of 4");
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
pub fn competition_ranks(values: &[f64], best: Best) -> Result<Vec<Rank>, StatsError> {
    let mut sorted: Vec<_> =
        values.iter().map(|&value| checked_value(value)).collect::<Result<_, _>>()?;
    sorted.sort_by(f64::total_cmp);
    // −0 and 0 are one value, and comparing by < takes them as such.
    let rank = |&value: &f64| {
        let below = sorted.partition_point(|&other| other < value);
        let not_above = sorted.partition_point(|&other| other <= value);
        let better = match best {
            Best::Highest => sorted.len() - not_above,
            Best::Lowest => below,
        };
        Rank { place: better + 1, of: sorted.len(), sharing: not_above - below }
    };
    Ok(values.iter().map(rank).collect())
}
