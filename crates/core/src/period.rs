//! Periods of whole months, and what can be wrong with the text of one.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::{FinancialYear, Month, Quarter, quoted_piece};

/// A text that is no period.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// Not a month such as `2014-09`.
    #[error("`{}` is not a month; write year and month, such as 2014-09", quoted_piece(.0))]
    Month(String),
    /// Not a financial year such as `2014/15`.
    #[error("`{}` is not a financial year; write 2014/15 or 2014-15", quoted_piece(.0))]
    FinancialYear(String),
    /// Not a quarter such as `2014-15 Q2`.
    #[error("`{}` is not a quarter; write 2014-15 Q2 (July to September 2014)", quoted_piece(.0))]
    Quarter(String),
    /// Not one of the period forms.
    #[error(
        "`{}` is not a period; write a month (2014-09), a financial year (2014/15), a quarter (2014-15 Q2) or months from and to (2013-10/2014-09)",
        quoted_piece(.0)
    )]
    Period(String),
    /// The last month is before the first.
    #[error("`{}` ends before it begins; write the earlier month first", quoted_piece(.0))]
    Backwards(String),
}

/// Whole months, both ends in.
///
/// `2011-12` is December 2011; the financial year is written `2011/12`, so that the two cannot be
/// mistaken for each other.
///
/// ```
/// use panel_core::Period;
/// let latest: Period = "2013-10/2014-09".parse()?;
/// assert_eq!(latest.months(), 12);
/// assert_eq!(latest.to_string(), "12 months to September 2014");
/// assert_eq!("2012/13".parse::<Period>()?.to_string(), "2012/13");
/// # Ok::<(), panel_core::PeriodError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Month,
    last: Month,
}

impl Period {
    /// From `first` to `last`, both in.
    ///
    /// # Errors
    /// [`PeriodError::Backwards`] where `last` is before `first`.
    pub fn new(first: Month, last: Month) -> Result<Self, PeriodError> {
        if first <= last {
            Ok(Self { first, last })
        } else {
            Err(PeriodError::Backwards(format!("{}/{}", first.iso(), last.iso())))
        }
    }

    /// From `first` to `last`, which the caller knows to be no earlier.
    pub(crate) const fn between(first: Month, last: Month) -> Self {
        Self { first, last }
    }

    /// One month.
    #[must_use]
    pub fn month(month: Month) -> Self {
        Self { first: month, last: month }
    }

    /// The twelve months that end with `last`.
    #[must_use]
    pub fn twelve_months_to(last: Month) -> Self {
        Self { first: last.plus(-11), last }
    }

    /// The first month.
    #[must_use]
    pub fn first(self) -> Month {
        self.first
    }

    /// The last month.
    #[must_use]
    pub fn last(self) -> Month {
        self.last
    }

    /// How many months.
    #[must_use]
    pub fn months(self) -> u32 {
        self.first.until(self.last).unsigned_abs() + 1
    }

    /// Whether it has this month.
    #[must_use]
    pub fn holds(self, month: Month) -> bool {
        self.first <= month && month <= self.last
    }

    /// Its months, in order.
    pub fn each_month(self) -> impl Iterator<Item = Month> {
        (0..=self.first.until(self.last)).map(move |more| self.first.plus(more))
    }

    /// Its parts of so many months, in order; none where they are not shorter than it, or do not make it.
    ///
    /// ```
    /// let year: panel_core::Period = "2013/14".parse()?;
    /// assert_eq!(year.parts(3)[3].iso(), "2014-01/2014-03");
    /// assert_eq!((year.parts(1).len(), year.parts(5).len(), year.parts(12).len()), (12, 0, 0));
    /// # Ok::<(), panel_core::PeriodError>(())
    /// ```
    #[must_use]
    pub fn parts(self, months: u32) -> Vec<Self> {
        if months == 0 || self.months() <= months || !self.months().is_multiple_of(months) {
            return Vec::new();
        }
        let length = i32::try_from(months).unwrap_or(i32::MAX);
        let begins = (0..).map(|part| self.first.plus(part * length));
        begins
            .take_while(|first| *first <= self.last)
            .map(|first| Self { first, last: first.plus(length - 1) })
            .collect()
    }

    /// Months in their order as runs of those that follow each other.
    ///
    /// ```
    /// use panel_core::{Month, Period};
    /// let months = ["2014-01", "2014-02", "2014-04"].map(|one| one.parse::<Month>());
    /// let months = months.into_iter().collect::<Result<Vec<_>, _>>()?;
    /// let months: Vec<_> = months.into_iter().map(Period::month).collect();
    /// let runs: Vec<_> = Period::join_months(&months).into_iter().map(Period::iso).collect();
    /// assert_eq!(runs, ["2014-01/2014-02", "2014-04"]);
    /// # Ok::<(), panel_core::PeriodError>(())
    /// ```
    #[must_use]
    pub fn join_months(months: &[Self]) -> Vec<Self> {
        let mut runs: Vec<Self> = Vec::new();
        for month in months {
            match runs.last_mut().filter(|run| run.last.plus(1) == month.first) {
                Some(run) => run.last = month.last,
                None => runs.push(*month),
            }
        }
        runs
    }

    /// The same months a year earlier.
    #[must_use]
    pub fn year_earlier(self) -> Self {
        Self { first: self.first.plus(-12), last: self.last.plus(-12) }
    }

    /// As returns write it, such as `2013-10/2014-09`.
    #[must_use]
    pub fn iso(self) -> String {
        if self.months() == 1 {
            self.first.iso()
        } else if FinancialYear::holding(self.first).period() == self {
            FinancialYear::holding(self.first).to_string()
        } else {
            format!("{}/{}", self.first.iso(), self.last.iso())
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let wrong = || PeriodError::Period(text.to_owned());
        if let Ok(month) = text.parse::<Month>() {
            return Ok(Self::month(month));
        }
        if text.contains('/')
            && let Ok(year) = text.parse::<FinancialYear>()
        {
            return Ok(year.period());
        }
        if let Ok(quarter) = text.parse::<Quarter>() {
            return Ok(quarter.period());
        }
        let (first, last) = text.split_once('/').ok_or_else(wrong)?;
        let first = first.parse().map_err(|_| wrong())?;
        let last = last.parse().map_err(|_| wrong())?;
        Self::new(first, last)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.months() == 1 {
            self.first.fmt(formatter)
        } else if FinancialYear::holding(self.first).period() == *self {
            FinancialYear::holding(self.first).fmt(formatter)
        } else if self.months() == 12 {
            write!(formatter, "12 months to {}", self.last)
        } else if self.first.year() == self.last.year() {
            write!(formatter, "{} to {}", self.first.name(), self.last)
        } else {
            write!(formatter, "{} to {}", self.first, self.last)
        }
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.iso())
    }
}
