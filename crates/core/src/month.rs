//! Months.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::PeriodError;

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

impl Month {
    /// The names of the months of a year, in order.
    pub const NAMES: [&'static str; 12] = [
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

    /// A month known when the program is written, or checked before.
    pub(crate) const fn constant(year: i16, number: i8) -> Self {
        Self { first: Date::constant(year, number, 1) }
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
        Self::NAMES[usize::from(self.number().unsigned_abs()) - 1]
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

/// `Wednesday 17 December 2014`.
///
/// ```
/// let day = jiff::civil::date(2014, 12, 17);
/// assert_eq!(panel_core::spoken_date(day), "Wednesday 17 December 2014");
/// ```
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
    format!("{weekday} {}", plain_date(date))
}

/// `17 December 2014`.
///
/// ```
/// let day = jiff::civil::date(2014, 12, 17);
/// assert_eq!(panel_core::plain_date(day), "17 December 2014");
/// ```
#[must_use]
pub fn plain_date(date: Date) -> String {
    format!("{} {}", date.day(), Month::of(date))
}

/// A number of exactly `width` decimal digits.
pub(crate) fn digits(text: &str, width: usize) -> Option<i16> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
