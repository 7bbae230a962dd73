//! Months, quarters and financial years, with one printed form each.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;
use thiserror::Error;

/// A text that is no period.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// Not a month such as `2014-09`.
    #[error("`{0}` is not a month; write year and month, such as 2014-09")]
    Month(String),
    /// Not a financial year such as `2014/15`.
    #[error("`{0}` is not a financial year; write 2014/15 or 2014-15")]
    FinancialYear(String),
    /// Not a quarter such as `2014-15 Q2`.
    #[error("`{0}` is not a quarter; write 2014-15 Q2 (July to September 2014)")]
    Quarter(String),
    /// Not one of the period forms.
    #[error(
        "`{0}` is not a period; write a month (2014-09), a financial year (2014/15), a quarter (2014-15 Q2) or months from and to (2013-10/2014-09)"
    )]
    Period(String),
    /// The last month is before the first.
    #[error("`{0}` ends before it begins; write the earlier month first")]
    Backwards(String),
}

/// A calendar month.
///
/// ```
/// use panel_core::Month;
/// let month: Month = "2014-09".parse()?;
/// assert_eq!(month.to_string(), "September 2014");
/// assert_eq!(month.plus(-11).to_string(), "October 2013");
/// # Ok::<(), panel_core::PeriodError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Date,
}

const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Month {
    /// The month `number` (1 to 12) of `year` (1900 to 2200, wide of any plan).
    ///
    /// # Errors
    /// [`PeriodError::Month`] where there is no such month.
    pub fn new(year: i16, number: i8) -> Result<Self, PeriodError> {
        let named = || PeriodError::Month(format!("{year}-{number:02}"));
        if !(1900..=2200).contains(&year) {
            return Err(named());
        }
        Date::new(year, number, 1).map(|first| Self { first }).map_err(|_| named())
    }

    /// The month that holds `date`.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self { first: date.first_of_month() }
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// 1 for January to 12 for December.
    #[must_use]
    pub fn number(self) -> i8 {
        self.first.month()
    }

    /// How many days it has.
    #[must_use]
    pub fn days(self) -> i8 {
        self.first.days_in_month()
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first.last_of_month()
    }

    /// The month `count` later, or earlier where negative.
    #[must_use]
    pub fn plus(self, count: i32) -> Self {
        Self { first: self.first.saturating_add(count.months()) }
    }

    /// Months from `self` to `later`; negative where `later` is earlier.
    #[must_use]
    pub fn until(self, later: Self) -> i32 {
        let index = |month: Self| i32::from(month.year()) * 12 + i32::from(month.number());
        index(later) - index(self)
    }

    /// `September`.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.number().unsigned_abs()) - 1]
    }

    /// `2014-09`, as returns write it.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let wrong = || PeriodError::Month(text.to_owned());
        let (year, number) = text.split_once('-').ok_or_else(wrong)?;
        let year = digits(year, 4).ok_or_else(wrong)?;
        let number = digits(number, 2).ok_or_else(wrong)?;
        Self::new(year, i8::try_from(number).map_err(|_| wrong())?).map_err(|_| wrong())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.name(), self.year())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.iso())
    }
}

/// April to March, named by both its calendar years.
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
        Month { first: Date::constant(self.starts, 4, 1) }
    }

    /// March of the next calendar year.
    #[must_use]
    pub fn last_month(self) -> Month {
        Month { first: Date::constant(self.starts + 1, 3, 1) }
    }

    /// The twelve months.
    #[must_use]
    pub fn period(self) -> Period {
        Period { first: self.first_month(), last: self.last_month() }
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
        Period { first: self.first_month(), last: self.last_month() }
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

/// `Wednesday 17 December 2014`.
#[must_use]
pub fn spoken_date(date: Date) -> String {
    let weekday = match date.weekday() {
        jiff::civil::Weekday::Monday => "Monday",
        jiff::civil::Weekday::Tuesday => "Tuesday",
        jiff::civil::Weekday::Wednesday => "Wednesday",
        jiff::civil::Weekday::Thursday => "Thursday",
        jiff::civil::Weekday::Friday => "Friday",
        jiff::civil::Weekday::Saturday => "Saturday",
        jiff::civil::Weekday::Sunday => "Sunday",
    };
    format!("{weekday} {} {}", date.day(), Month::of(date))
}

/// A number of exactly `width` decimal digits.
fn digits(text: &str, width: usize) -> Option<i16> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
