//! What the figures of a series are measured in, and between what they lie.

use rust_decimal::Decimal;

use crate::{MOST_STARS, Quantity, Unit};

/// What the figures of a series are measured in. A return of counts, people or money says it of itself;
/// other figures have a unit of their own in each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Whatever its rows say.
    Any,
    /// A number of events or people.
    Count,
    /// A share of a whole, from 0 to 100 per cent.
    Share,
    /// A change in per cent, which may lie outside 0 to 100.
    Change,
    /// A change in percentage points.
    Points,
    /// An average of one to five stars.
    Stars,
    /// Millions of pounds.
    MillionPounds,
}

impl Scale {
    /// The unit that its figures have; nothing where it may be any.
    #[must_use]
    pub fn unit(self) -> Option<Unit> {
        match self {
            Self::Any => None,
            Self::Count => Some(Unit::Count),
            Self::Share | Self::Change => Some(Unit::Percent),
            Self::Points => Some(Unit::Points),
            Self::Stars => Some(Unit::Stars),
            Self::MillionPounds => Some(Unit::MillionPounds),
        }
    }

    /// Between which numbers a figure must lie and does not; nothing where it does.
    ///
    /// ```
    /// use panel_core::{Quantity, Scale};
    /// use rust_decimal::Decimal;
    ///
    /// let per_cent = |number: i64| Quantity::PercentChange(Decimal::from(number));
    /// assert_eq!(Scale::Share.exceeded(&per_cent(-5)), Some("0% and 100%"));
    /// assert_eq!(Scale::Share.exceeded(&per_cent(100)), None);
    /// assert_eq!(Scale::Change.exceeded(&per_cent(-5)), None);
    /// // Stars are never more than five, whatever they are of.
    /// assert_eq!(Scale::Any.exceeded(&Quantity::Stars(Decimal::from(35))), Some("1 and 5 stars"));
    /// ```
    #[must_use]
    pub fn exceeded(self, figure: &Quantity) -> Option<&'static str> {
        let outside = |number: &Decimal, least: usize, most: usize| {
            *number < Decimal::from(least) || *number > Decimal::from(most)
        };
        match figure {
            Quantity::Stars(stars) => outside(stars, 1, MOST_STARS).then_some("1 and 5 stars"),
            Quantity::PercentChange(share) if self == Self::Share => {
                outside(share, 0, 100).then_some("0% and 100%")
            }
            _ => None,
        }
    }
}
