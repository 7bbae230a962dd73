//! Days and times as spreadsheets count them: days since the end of 1899, or since 1904.

use jiff::ToSpan as _;
use jiff::civil::{DateTime, date};

/// The days from the first that is counted in one way to the first in the other.
const BETWEEN: i64 = 1_462;
const MILLISECONDS: i64 = 86_400_000;
/// Days after the year 9999 are none.
const AFTER_THE_LAST: f64 = 2_958_466.0;

/// The day and time that a number stands for; nothing where it stands for none.
pub(super) fn moment(number: f64, from_1904: bool) -> Option<DateTime> {
    if !(0.0..AFTER_THE_LAST).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
    let milliseconds = (number * MILLISECONDS as f64).round() as i64;
    let (days, time) = (milliseconds / MILLISECONDS, milliseconds % MILLISECONDS);
    let first = date(1899, 12, 30);
    let days = match days {
        _ if from_1904 => days + BETWEEN,
        // Spreadsheets take 1900 for a leap year: the 60th is a day that never was.
        60 => return None,
        0..60 => days + 1,
        _ => days,
    };
    let day = first.checked_add(days.days()).ok()?;
    day.to_datetime(jiff::civil::Time::midnight()).checked_add((time / 1_000).seconds()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::moment;

    #[test]
    fn numbers_stand_for_the_days_that_spreadsheets_show() {
        let at = |number| moment(number, false);
        assert_eq!(at(0.5), Some(date(1899, 12, 31).at(12, 0, 0, 0)));
        assert_eq!(at(1.0), Some(date(1900, 1, 1).at(0, 0, 0, 0)));
        assert_eq!(at(59.0), Some(date(1900, 2, 28).at(0, 0, 0, 0)));
        assert_eq!(at(60.0), None);
        assert_eq!(at(61.0), Some(date(1900, 3, 1).at(0, 0, 0, 0)));
        assert_eq!(at(45_570.986_111), Some(date(2024, 10, 5).at(23, 39, 59, 0)));
        assert_eq!(at(45_570.999_999_999), Some(date(2024, 10, 6).at(0, 0, 0, 0)));
        assert_eq!(at(2_958_465.0), Some(date(9999, 12, 31).at(0, 0, 0, 0)));
        assert_eq!(moment(0.0, true), Some(date(1904, 1, 1).at(0, 0, 0, 0)));
        for none in [-1.0, 2_958_466.0, f64::NAN, f64::INFINITY, -0.000_001] {
            assert_eq!(at(none), None, "{none}");
        }
        assert_eq!(moment(2_958_465.0, true), None, "it is after the year 9999");
    }
}
