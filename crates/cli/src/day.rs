//! A day as an option gives it.

use jiff::civil::Date;

/// Reads a day such as `2025-01-22`.
pub(crate) fn read_day(text: &str) -> Result<Date, String> {
    let day = text.parse().ok().filter(|day: &Date| day.to_string() == text);
    day.ok_or_else(|| "write a day of the calendar as 2025-01-22".to_owned())
}

#[cfg(test)]
mod tests {
    use super::read_day;

    #[test]
    fn a_day_has_one_form() {
        assert_eq!(read_day("2025-01-22").unwrap().to_string(), "2025-01-22");
        for text in ["22/01/2025", "2025-02-30", "20250122", "2025-01-22T09:00", "today", ""] {
            assert_eq!(read_day(text).unwrap_err(), "write a day of the calendar as 2025-01-22");
        }
    }
}
