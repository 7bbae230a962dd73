//! Financial years and their quarters, with one printed form each.

use std::fmt;
use std::str::FromStr;

use crate::month::digits;
use crate::{Month, Period, PeriodError};

/// April to March, named by both its calendar years.
///
/// ```
/// use panel_core::{FinancialYear, Month};
/// let year: FinancialYear = "2014/15".parse()?;
/// assert_eq!(year.first_month().to_string(), "April 2014");
/// assert_eq!(FinancialYear::holding(Month::new(2015, 3)?), year);
/// # Ok::<(), panel_core::PeriodError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    starts: i16,
}

impl FinancialYear {
    /// The financial year that begins in April of `year`.
    ///
    /// # Errors
    /// [`PeriodError::FinancialYear`] outside 1900 to 2199.
    pub fn starting(year: i16) -> Result<Self, PeriodError> {
        if (1900..2200).contains(&year) {
            Ok(Self { starts: year })
        } else {
            Err(PeriodError::FinancialYear(year.to_string()))
        }
    }

    /// April.
    #[must_use]
    pub fn first_month(self) -> Month {
        Month::constant(self.starts, 4)
    }

    /// March of the next calendar year.
    #[must_use]
    pub fn last_month(self) -> Month {
        Month::constant(self.starts + 1, 3)
    }

    /// The twelve months.
    #[must_use]
    pub fn period(self) -> Period {
        Period::between(self.first_month(), self.last_month())
    }

    /// The financial year that holds `month`.
    #[must_use]
    pub fn holding(month: Month) -> Self {
        Self { starts: if month.number() >= 4 { month.year() } else { month.year() - 1 } }
    }
}

impl FromStr for FinancialYear {
    type Err = PeriodError;

    /// Reads `2014/15` and `2014-15`.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let wrong = || PeriodError::FinancialYear(text.to_owned());
        let (starts, ends) =
            text.split_once('/').or_else(|| text.split_once('-')).ok_or_else(wrong)?;
        let (starts, ends) =
            (digits(starts, 4).ok_or_else(wrong)?, digits(ends, 2).ok_or_else(wrong)?);
        if (starts + 1) % 100 != ends {
            return Err(wrong());
        }
        Self::starting(starts).map_err(|_| wrong())
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{:02}", self.starts, (self.starts + 1) % 100)
    }
}

/// A quarter of a financial year: Quarter 1 is April to June.
///
/// ```
/// use panel_core::Quarter;
/// let quarter: Quarter = "2014/15 Q2".parse()?;
/// assert_eq!(quarter, "2014-15-q2".parse()?);
/// assert_eq!(quarter.to_string(), "Quarter 2 of 2014/15");
/// assert_eq!(quarter.last_month().to_string(), "September 2014");
/// # Ok::<(), panel_core::PeriodError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: FinancialYear,
    number: i8,
}

impl Quarter {
    /// Quarter `number` (1 to 4) of `year`.
    ///
    /// # Errors
    /// [`PeriodError::Quarter`] where there is no such quarter.
    pub fn new(year: FinancialYear, number: i8) -> Result<Self, PeriodError> {
        if (1..=4).contains(&number) {
            Ok(Self { year, number })
        } else {
            Err(PeriodError::Quarter(format!("{year} Q{number}")))
        }
    }

    /// The financial year it belongs to.
    #[must_use]
    pub fn year(self) -> FinancialYear {
        self.year
    }

    /// 1 to 4.
    #[must_use]
    pub fn number(self) -> i8 {
        self.number
    }

    /// Its first month: July for Quarter 2.
    #[must_use]
    pub fn first_month(self) -> Month {
        self.year.first_month().plus(i32::from(self.number - 1) * 3)
    }

    /// Its last month: September for Quarter 2.
    #[must_use]
    pub fn last_month(self) -> Month {
        self.first_month().plus(2)
    }

    /// The three months.
    #[must_use]
    pub fn period(self) -> Period {
        Period::between(self.first_month(), self.last_month())
    }

    /// `2014-15-q2`, the name of its folder.
    #[must_use]
    pub fn id(self) -> String {
        format!("{}-q{}", self.year, self.number).replace('/', "-")
    }
}

impl FromStr for Quarter {
    type Err = PeriodError;

    /// Reads `2014-15 Q2`, `2014/15 Q2` and `2014-15-q2`.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let wrong = || PeriodError::Quarter(text.to_owned());
        let (year, number) = text
            .split_once(' ')
            .or_else(|| text.rsplit_once('-').filter(|(year, _)| year.len() == 7))
            .ok_or_else(wrong)?;
        let number = number.strip_prefix(['Q', 'q']).ok_or_else(wrong)?;
        let number = digits(number, 1).ok_or_else(wrong)?;
        let year = year.parse().map_err(|_| wrong())?;
        Self::new(year, i8::try_from(number).map_err(|_| wrong())?).map_err(|_| wrong())
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Quarter {} of {}", self.number, self.year)
    }
}
