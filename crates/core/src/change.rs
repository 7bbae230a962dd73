//! The change between two figures.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{Proportion, Quantity, grouped};

/// The change between two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Per cent of the earlier count, not rounded.
    Percent(Decimal),
    /// Percentage points, to one decimal.
    Points(Decimal),
    /// The earlier count was 0 or less: there is no percentage.
    NoPercentage {
        /// The earlier count.
        before: i64,
        /// The later count.
        after: i64,
    },
}

impl Change {
    pub(crate) fn of_counts(before: i64, after: i64) -> Self {
        if before <= 0 {
            // Nothing before and nothing after is no change; anything after nothing has no percentage.
            return if before == after {
                Self::Percent(Decimal::ZERO)
            } else {
                Self::NoPercentage { before, after }
            };
        }
        let hundred = (Decimal::from(after) - Decimal::from(before)) * Decimal::ONE_HUNDRED;
        Self::Percent(hundred / Decimal::from(before))
    }

    /// Of two rates or other numbers; `None` where the percentage is too large to be told.
    pub(crate) fn of_numbers(before: Decimal, after: Decimal) -> Option<Self> {
        if before <= Decimal::ZERO {
            let side = |number: Decimal| i64::from(number > Decimal::ZERO);
            return Some(Self::of_counts(0, side(after)));
        }
        let hundred = after.checked_sub(before)?.checked_mul(Decimal::ONE_HUNDRED)?;
        hundred.checked_div(before).map(Self::Percent)
    }

    /// The difference of the exact shares, rounded once; of the printed ones where that is all
    /// there is.
    pub(crate) fn of_shares(before: &Quantity, after: &Quantity) -> Option<Decimal> {
        let exact = match (before, after) {
            (Quantity::Proportion(before), Quantity::Proportion(after)) => {
                Self::exact_points(*before, *after)
            }
            _ => None,
        };
        let printed = || Some(after.number()? - before.number()?);
        let mut points = rounded(exact.or_else(printed)?, 1);
        // Always one decimal, so that changes read alike.
        points.rescale(1);
        Some(points)
    }

    /// Percentage points over the common denominator; `None` for more people than there are.
    fn exact_points(before: Proportion, after: Proportion) -> Option<Decimal> {
        let number = |people: u64| Decimal::from(people);
        let later = number(after.positive()).checked_mul(number(before.surveyed()))?;
        let earlier = number(before.positive()).checked_mul(number(after.surveyed()))?;
        let people = number(before.surveyed()).checked_mul(number(after.surveyed()))?;
        later.checked_sub(earlier)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(people)
    }

    /// Per cent, for a change of counts.
    #[must_use]
    pub fn percent(self) -> Option<Decimal> {
        match self {
            Self::Percent(percent) => Some(percent),
            _ => None,
        }
    }

    /// The size without a sign, for prose that says “fell by”.
    #[must_use]
    pub fn size(self) -> Option<String> {
        match self {
            Self::Percent(percent) => Some(format!("{}%", grouped(rounded(percent.abs(), 0)))),
            Self::Points(points) => Some(format!("{} percentage points", points.abs())),
            Self::NoPercentage { .. } => None,
        }
    }

    /// Below, at or above zero.
    #[must_use]
    pub fn sign(self) -> std::cmp::Ordering {
        match self {
            Self::Percent(number) | Self::Points(number) => number.cmp(&Decimal::ZERO),
            Self::NoPercentage { before, after } => after.cmp(&before),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(percent) => {
                write!(formatter, "{}%", signed(rounded(*percent, 0)))
            }
            Self::Points(points) => write!(formatter, "{} percentage points", signed(*points)),
            Self::NoPercentage { before, .. } => {
                write!(formatter, "from {}", grouped(Decimal::from(*before)))
            }
        }
    }
}

/// A half goes away from zero, as readers expect.
pub(crate) fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

fn signed(number: Decimal) -> String {
    if number > Decimal::ZERO { format!("+{}", grouped(number)) } else { grouped(number) }
}
