//! The change between two figures.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{Quantity, grouped};

/// The change between two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Per cent of the earlier count, exact to six decimals.
    Percent(Decimal),
    /// Percentage points, to one decimal.
    Points(Decimal),
    /// The earlier count was 0: there is no percentage.
    FromZero,
}

impl Change {
    pub(crate) fn of_counts(before: i64, after: i64) -> Self {
        if before <= 0 {
            // Nothing before and nothing after is no change; anything after nothing has no percentage.
            return if before == after { Self::Percent(Decimal::ZERO) } else { Self::FromZero };
        }
        let hundred = (Decimal::from(after) - Decimal::from(before)) * Decimal::ONE_HUNDRED;
        Self::Percent((hundred / Decimal::from(before)).round_dp(6))
    }

    /// The difference of the exact shares, rounded once; of the printed ones where that is all
    /// there is.
    pub(crate) fn of_shares(before: &Quantity, after: &Quantity) -> Option<Decimal> {
        let exact = |share: &Quantity| match share {
            Quantity::Proportion(share) => Some(
                Decimal::from(share.positive()) * Decimal::ONE_HUNDRED
                    / Decimal::from(share.surveyed()),
            ),
            other => other.number(),
        };
        let mut points = rounded(exact(after)? - exact(before)?, 1);
        // Always one decimal, so that changes read alike.
        points.rescale(1);
        Some(points)
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
            Self::FromZero => None,
        }
    }

    /// Below, at or above zero.
    #[must_use]
    pub fn sign(self) -> std::cmp::Ordering {
        match self {
            Self::Percent(number) | Self::Points(number) => number.cmp(&Decimal::ZERO),
            Self::FromZero => std::cmp::Ordering::Greater,
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
            Self::FromZero => formatter.write_str("from 0"),
        }
    }
}

/// A half goes away from zero, as readers expect.
fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

fn signed(number: Decimal) -> String {
    if number > Decimal::ZERO { format!("+{}", grouped(number)) } else { grouped(number) }
}
