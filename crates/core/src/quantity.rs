//! What a return holds and a row prints: a figure with its unit.

use std::fmt;

use rust_decimal::Decimal;
use serde::Serialize;
use thiserror::Error;

use crate::change::rounded;
use crate::{Change, ReturnedMilestone};

/// A figure that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// Nobody was asked.
    #[error("a share of 0 people says nothing; leave the row out and explain it in awaited.toml")]
    NobodyAsked,
    /// More people answered so than were asked.
    #[error("{positive} of {surveyed} people is more than all of them")]
    MoreThanAll {
        /// Those who answered so.
        positive: u64,
        /// Those asked.
        surveyed: u64,
    },
    /// A percentage outside 0 to 100.
    #[error("{0}% is not between 0% and 100%")]
    NotAPercentage(Decimal),
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Offences, people, reports.
    Count,
    /// A share, or a change, in per cent.
    Percent,
    /// A change of a share, in percentage points.
    Points,
    /// Millions of pounds.
    MillionPounds,
    /// A place in a group, 1 the best.
    Place,
    /// One to five stars.
    Stars,
    /// A number with decimals, such as a rate, of what the row's label says.
    Number,
    /// Words.
    Words,
}

/// People who answered so, of people asked: the only form in which a share can be tested.
///
/// ```
/// use panel_core::{Proportion, QuantityError};
/// assert_eq!(Proportion::new(29, 32)?.percent().to_string(), "90.6");
/// assert_eq!(Proportion::new(0, 0), Err(QuantityError::NobodyAsked));
/// # Ok::<(), QuantityError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    positive: u64,
    surveyed: u64,
}

impl Proportion {
    /// `positive` of `surveyed` people.
    ///
    /// # Errors
    /// [`QuantityError::NobodyAsked`] and [`QuantityError::MoreThanAll`].
    pub fn new(positive: u64, surveyed: u64) -> Result<Self, QuantityError> {
        match (positive, surveyed) {
            (_, 0) => Err(QuantityError::NobodyAsked),
            _ if positive > surveyed => Err(QuantityError::MoreThanAll { positive, surveyed }),
            _ => Ok(Self { positive, surveyed }),
        }
    }

    /// Those who answered so.
    #[must_use]
    pub fn positive(self) -> u64 {
        self.positive
    }

    /// Those asked.
    #[must_use]
    pub fn surveyed(self) -> u64 {
        self.surveyed
    }

    /// The share in per cent, to one decimal, a half rounded away from zero.
    #[must_use]
    pub fn percent(self) -> Decimal {
        let tenths = (u128::from(self.positive) * 2000 / u128::from(self.surveyed)).div_ceil(2);
        Decimal::new(i64::try_from(tenths).unwrap_or(1000), 1)
    }
}

/// A percentage as somebody printed it, without the people behind it (or with a number of people
/// that cannot give it). It is shown and never tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percentage {
    percent: Decimal,
    surveyed: Option<u64>,
}

impl Percentage {
    /// `percent` as printed, of `surveyed` people where that was printed too.
    ///
    /// # Errors
    /// [`QuantityError::NotAPercentage`].
    pub fn new(percent: Decimal, surveyed: Option<u64>) -> Result<Self, QuantityError> {
        if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
            return Err(QuantityError::NotAPercentage(percent));
        }
        Ok(Self { percent, surveyed })
    }

    /// As printed.
    #[must_use]
    pub fn percent(self) -> Decimal {
        self.percent
    }

    /// Those who answered so, to the nearest whole number, where the number of people was printed.
    #[must_use]
    pub fn positive(self) -> Option<u64> {
        let positive = self.percent.checked_mul(Decimal::from(self.surveyed?))?;
        u64::try_from((positive / Decimal::ONE_HUNDRED).round()).ok()
    }

    /// The number of people, where it was printed.
    #[must_use]
    pub fn surveyed(self) -> Option<u64> {
        self.surveyed
    }
}

/// Exact millions of pounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pounds(Decimal);

impl Pounds {
    /// `millions` of pounds, with the decimals they were given with.
    #[must_use]
    pub fn millions(millions: Decimal) -> Self {
        Self(millions)
    }

    /// In millions.
    #[must_use]
    pub fn in_millions(self) -> Decimal {
        self.0
    }
}

/// A figure with its unit.
///
/// ```
/// use panel_core::Quantity;
/// let (before, now) = (Quantity::Count(667), Quantity::Count(370));
/// assert_eq!(now.change_from(&before).unwrap().to_string(), "−45%");
/// assert_eq!(Quantity::Place { place: 3, of: Some(8) }.to_string(), "3rd of 8");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// A count. Negative where a revision takes away more than was recorded.
    Count(i64),
    /// A share of people asked.
    Proportion(Proportion),
    /// A share as printed.
    Percentage(Percentage),
    /// A change in per cent, which may lie outside 0 to 100.
    PercentChange(Decimal),
    /// A change in percentage points.
    Points(Decimal),
    /// Money.
    Money(Pounds),
    /// A place in a group, 1 the best.
    Place {
        /// The place.
        place: u32,
        /// The size of the group, where it is known.
        of: Option<u32>,
    },
    /// An average of one to five stars.
    Stars(Decimal),
    /// A number of what the row's label says, such as a rate: not rounded, and printed to one
    /// decimal.
    Number(Decimal),
    /// Words.
    Words(String),
    /// The progress of a milestone, with what else was returned of it.
    Milestone(Box<ReturnedMilestone>),
}

impl Quantity {
    /// An average of stars, in tenths of a star.
    ///
    /// ```
    /// assert_eq!(panel_core::Quantity::stars_in_tenths(34).to_string(), "3.4");
    /// ```
    #[must_use]
    pub fn stars_in_tenths(tenths: u128) -> Self {
        Self::Stars(Decimal::new(i64::try_from(tenths).unwrap_or(i64::MAX), 1))
    }

    /// What it counts.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self {
            Self::Count(_) => Unit::Count,
            Self::Proportion(_) | Self::Percentage(_) | Self::PercentChange(_) => Unit::Percent,
            Self::Points(_) => Unit::Points,
            Self::Money(_) => Unit::MillionPounds,
            Self::Place { .. } => Unit::Place,
            Self::Stars(_) => Unit::Stars,
            Self::Number(_) => Unit::Number,
            Self::Words(_) | Self::Milestone(_) => Unit::Words,
        }
    }

    /// The number as printed; `None` for words.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Count(count) => Some(Decimal::from(*count)),
            Self::Proportion(share) => Some(share.percent()),
            Self::Percentage(share) => Some(share.percent()),
            Self::PercentChange(number) | Self::Points(number) | Self::Stars(number) => {
                Some(*number)
            }
            Self::Money(pounds) => Some(pounds.in_millions()),
            Self::Number(number) => Some(to_one_decimal(*number)),
            Self::Place { place, .. } => Some(Decimal::from(*place)),
            Self::Words(_) | Self::Milestone(_) => None,
        }
    }

    /// The number of people behind a share, where it is known.
    #[must_use]
    pub fn surveyed(&self) -> Option<u64> {
        match self {
            Self::Proportion(share) => Some(share.surveyed()),
            Self::Percentage(share) => share.surveyed(),
            _ => None,
        }
    }

    /// How it changed from `baseline`: in per cent for counts and rates, in percentage points for shares;
    /// `None` where the two cannot be compared.
    #[must_use]
    pub fn change_from(&self, baseline: &Self) -> Option<Change> {
        match (baseline, self) {
            (Self::Count(before), Self::Count(after)) => Some(Change::of_counts(*before, *after)),
            (Self::Number(before), Self::Number(after)) => Change::of_numbers(*before, *after),
            (before, after) if before.unit() == Unit::Percent && after.unit() == Unit::Percent => {
                Some(Change::Points(Change::of_shares(before, after)?))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => formatter.write_str(&grouped(Decimal::from(*count))),
            Self::Proportion(share) => write!(formatter, "{}%", share.percent()),
            Self::Percentage(share) => write!(formatter, "{}%", share.percent()),
            Self::PercentChange(percent) => write!(formatter, "{}%", grouped(*percent)),
            Self::Points(points) => write!(formatter, "{} percentage points", grouped(*points)),
            Self::Money(pounds) => {
                let millions = pounds.in_millions();
                let sign = if millions.is_sign_negative() { "\u{2212}" } else { "" };
                write!(formatter, "{sign}£{}m", grouped(millions.abs()))
            }
            Self::Place { place, of: None } => formatter.write_str(&ordinal(*place)),
            Self::Place { place, of: Some(of) } => {
                write!(formatter, "{} of {of}", ordinal(*place))
            }
            Self::Stars(stars) => write!(formatter, "{stars}"),
            Self::Number(number) => formatter.write_str(&grouped(to_one_decimal(*number))),
            Self::Words(words) => formatter.write_str(words),
            Self::Milestone(milestone) => write!(formatter, "{milestone}"),
        }
    }
}

/// Always one decimal, so that numbers read alike.
fn to_one_decimal(number: Decimal) -> Decimal {
    let mut number = rounded(number, 1);
    number.rescale(1);
    number
}

/// `1st`, `2nd`, `3rd`, `4th`, `11th`.
///
/// ```
/// assert_eq!(panel_core::ordinal(11), "11th");
/// assert_eq!(panel_core::ordinal(21), "21st");
/// ```
#[must_use]
pub fn ordinal(place: u32) -> String {
    let ending = match (place % 100, place % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

/// With thousands separators and a real minus sign: `58,805`, `−12.5`.
///
/// ```
/// assert_eq!(panel_core::grouped((-58_805).into()), "−58,805");
/// ```
#[must_use]
pub fn grouped(number: Decimal) -> String {
    let text = number.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut printed = String::new();
    if number.is_sign_negative() && !number.is_zero() {
        printed.push('\u{2212}');
    }
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            printed.push(',');
        }
        printed.push(digit);
    }
    if !fraction.is_empty() {
        printed.push('.');
        printed.push_str(fraction);
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_round_half_away_from_zero() {
        let percent =
            |positive, surveyed| Proportion::new(positive, surveyed).unwrap().percent().to_string();
        assert_eq!(percent(96, 105), "91.4");
        assert_eq!(percent(29, 32), "90.6"); // 90.625
        assert_eq!(percent(1, 2000), "0.1"); // 0.05
        assert_eq!(percent(7, 7), "100.0");
        assert_eq!(percent(u64::MAX, u64::MAX), "100.0");
    }

    #[test]
    fn changes_print_as_the_dashboard_of_december_2014_does() {
        let change = |before, after| {
            Quantity::Count(after).change_from(&Quantity::Count(before)).unwrap().to_string()
        };
        assert_eq!(change(667, 370), "−45%");
        assert_eq!(change(407, 171), "−58%");
        assert_eq!(change(372, 97), "−74%");
        assert_eq!(change(5929, 3804), "−36%");
        assert_eq!(change(5417, 2288), "−58%");
        assert_eq!(change(1207, 298), "−75%");
        assert_eq!(change(0, 5), "from 0");
    }

    #[test]
    fn figures_print_with_separators_units_and_ordinals() {
        assert_eq!(Quantity::Count(1_234_567).to_string(), "1,234,567");
        assert_eq!(Quantity::Count(-1234).to_string(), "−1,234");
        assert_eq!(Quantity::Money(Pounds::millions(Decimal::new(230, 1))).to_string(), "£23.0m");
        assert_eq!(Quantity::Place { place: 3, of: Some(8) }.to_string(), "3rd of 8");
        let ordinals: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal).into();
        assert_eq!(ordinals.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th");
    }
}
