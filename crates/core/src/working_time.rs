//! Working days and hours in England: what is left out where a rule counts them.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time, Weekday, date};

/// Bank holidays that royal proclamation moved: the day that was an ordinary one in that year.
const MOVED: [Date; 4] =
    [date(2002, 5, 27), date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)];

/// The days that it moved them to, and those that it added.
const PROCLAIMED: [Date; 10] = [
    date(2002, 6, 3),
    date(2002, 6, 4),
    date(2011, 4, 29),
    date(2012, 6, 4),
    date(2012, 6, 5),
    date(2020, 5, 8),
    date(2022, 6, 2),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
];

/// Whether the day is Christmas Day, Good Friday or a bank holiday in England and Wales, by the
/// Banking and Financial Dealings Act 1971 and the proclamations under it up to 2025. One proclaimed
/// later is not known here until it is added.
///
/// ```
/// use panel_core::{Date, is_bank_holiday};
///
/// let day = |text: &str| text.parse::<Date>().unwrap();
/// assert!(is_bank_holiday(day("2025-08-25"))); // the last Monday in August
/// assert!(!is_bank_holiday(day("2025-08-26")));
/// ```
#[must_use]
pub fn is_bank_holiday(day: Date) -> bool {
    if MOVED.contains(&day) {
        return false;
    }
    let monday = day.weekday() == Weekday::Monday;
    let fixed = match (day.month(), day.day()) {
        (1, 1) | (12, 25 | 26) => true,
        // Christmas Day or Boxing Day was a Saturday or a Sunday.
        (12, 27 | 28) => matches!(day.weekday(), Weekday::Monday | Weekday::Tuesday),
        // In January, New Year's Day was a Saturday or a Sunday.
        (1, 2 | 3) | (5, 1..=7 | 25..=31) | (8, 25..=31) => monday,
        _ => false,
    };
    let easter = easter(day.year());
    let of_easter = [-2, 1].map(|days| easter.and_then(|one| one.checked_add(days.days()).ok()));
    fixed || of_easter.contains(&Some(day)) || PROCLAIMED.contains(&day)
}

/// Easter Sunday by the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (cycle, century, of_century) = (year % 19, year / 100, year % 100);
    let correction = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * cycle + correction + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (cycle + 11 * moon + 22 * to_sunday) / 451;
    let days = moon + to_sunday - 7 * late + 114;
    let (month, day) = (days / 31, days % 31 + 1);
    let year = i16::try_from(year).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Whether the day is neither a Saturday nor a Sunday nor a bank holiday.
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_bank_holiday(day)
}

/// The last of so many working days after the day, which itself does not count.
///
/// ```
/// use panel_core::{Date, working_days_after};
///
/// let day = |text: &str| text.parse::<Date>().unwrap();
/// // From Thursday over a weekend and the bank holiday of 25 August.
/// assert_eq!(working_days_after(day("2025-08-21"), 5), day("2025-08-29"));
/// ```
#[must_use]
pub fn working_days_after(day: Date, days: u32) -> Date {
    let (mut last, mut left) = (day, days);
    while left > 0 {
        let Ok(next) = last.tomorrow() else { return last };
        last = next;
        left -= u32::from(is_working_day(last));
    }
    last
}

/// How many working days there are after the first day, up to the last: none on the day itself.
#[must_use]
pub fn working_days_until(first: Date, last: Date) -> u64 {
    let (mut day, mut days) = (first, 0);
    while day < last {
        let Ok(next) = day.tomorrow() else { return days };
        day = next;
        days += u64::from(is_working_day(day));
    }
    days
}

/// The moment at which so many hours have run, where none runs on a Saturday, a Sunday, Christmas Day,
/// Good Friday or a bank holiday. All 24 hours of the other days count.
///
/// ```
/// use panel_core::{DateTime, working_hours_after};
///
/// let moment = |text: &str| text.parse::<DateTime>().unwrap();
/// // From Friday noon: 12 hours on Friday, 24 on Monday, 12 on Tuesday.
/// assert_eq!(
///     working_hours_after(moment("2025-09-12T12:00"), 48),
///     moment("2025-09-16T12:00")
/// );
/// ```
#[must_use]
pub fn working_hours_after(moment: DateTime, hours: u32) -> DateTime {
    let (mut now, mut left) = (moment, i64::from(hours) * 3600);
    loop {
        let Ok(next) = now.date().tomorrow() else { return now };
        let midnight = next.to_datetime(Time::midnight());
        if is_working_day(now.date()) {
            let today = now.duration_until(midnight).as_secs();
            if left <= today {
                return now.checked_add(left.seconds()).unwrap_or(now);
            }
            left -= today;
        }
        now = midnight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holidays(year: i16) -> Vec<String> {
        let first = date(year, 1, 1);
        let all = first.series(1.day()).take_while(|day| day.year() == year);
        all.filter(|day| is_bank_holiday(*day))
            .map(|day| day.strftime("%m-%d").to_string())
            .collect()
    }

    #[test]
    fn the_bank_holidays_are_those_that_were_published() {
        assert_eq!(holidays(2025).join(" "), "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26");
        // Moved and added by proclamation.
        assert_eq!(
            holidays(2022).join(" "),
            "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27"
        );
        assert_eq!(
            holidays(2020).join(" "),
            "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28"
        );
        // Christmas on a Saturday.
        assert_eq!(
            holidays(2021).join(" "),
            "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28"
        );
        assert_eq!(
            holidays(2023).join(" "),
            "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"
        );
    }

    #[test]
    fn easter_falls_between_its_earliest_and_its_latest_day() {
        for (year, day) in [
            (1818, date(1818, 3, 22)),
            (2008, date(2008, 3, 23)),
            (2014, date(2014, 4, 20)),
            (2026, date(2026, 4, 5)),
            (2038, date(2038, 4, 25)),
        ] {
            assert_eq!(easter(year), Some(day));
        }
    }

    #[test]
    fn hours_do_not_run_on_days_that_do_not_count() {
        let after = |text: &str| working_hours_after(text.parse().unwrap(), 48).to_string();
        // A Saturday: the hours begin on Monday.
        assert_eq!(after("2025-09-13T15:00"), "2025-09-17T00:00:00");
        // Thursday before Good Friday and Easter Monday: 9 hours, then Tuesday and Wednesday.
        assert_eq!(after("2025-04-17T15:00"), "2025-04-23T15:00:00");
        // Christmas Eve, a Wednesday; Thursday and Friday are holidays, then a weekend.
        assert_eq!(after("2025-12-24T00:00"), "2025-12-30T00:00:00");
        // Neither midnight nor the next minute is lost.
        assert_eq!(after("2025-09-15T23:59"), "2025-09-17T23:59:00");
    }

    #[test]
    fn days_after_and_days_until_agree() {
        let first = date(2025, 4, 10);
        for days in 0..20 {
            let last = working_days_after(first, days);
            assert_eq!(working_days_until(first, last), u64::from(days));
        }
        assert_eq!(working_days_until(first, first.yesterday().unwrap()), 0);
    }
}
