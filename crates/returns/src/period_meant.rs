//! What people write for a period, where it can mean one thing only.

use panel_core::{FinancialYear, Month, Period};

/// Words before a month or a year that say that twelve months end with it.
const ENDING: [&str; 6] =
    ["financial year ending", "year ending", "12 months to", "year to", "fye", "ye"];

/// The period that is meant by a text that is none: a financial year as `2014-15`, `2014/2015` or
/// `FYE 2015`, a month as `Sept 14`, twelve months as `year ending December 2014`.
///
/// ```
/// use panel_returns::period_meant;
///
/// let meant = |text| period_meant(text).map(panel_core::Period::iso);
/// assert_eq!(meant("2024-25").as_deref(), Some("2024/25"));
/// assert_eq!(meant("FYE 2025").as_deref(), Some("2024/25"));
/// // It may be the year that begins with 2025, or the one that ends with it.
/// assert_eq!(meant("FY 2025"), None);
/// ```
#[must_use]
pub fn period_meant(text: &str) -> Option<Period> {
    let text = text.trim().to_lowercase();
    if let Some(year) = year_meant(&text) {
        return Some(year.period());
    }
    if let Some(month) = month_meant(&text) {
        return Some(Period::month(month));
    }
    let (words, after) =
        ENDING.iter().find_map(|words| Some((words, text.strip_prefix(words)?)))?;
    let after = after.trim_start_matches([' ', ':']);
    // Of financial years alone is it clear with which month they end.
    let financial = words.starts_with('f');
    match after.parse::<i16>() {
        Ok(year) if financial && after.len() == 4 => {
            FinancialYear::starting(year.checked_sub(1)?).ok().map(FinancialYear::period)
        }
        Ok(_) => None,
        Err(_) => month_meant(after).map(Period::twelve_months_to),
    }
}

/// A financial year by both its calendar years, unless a month could be meant.
fn year_meant(text: &str) -> Option<FinancialYear> {
    if text.parse::<Month>().is_ok() {
        return None;
    }
    let (starts, ends) = text.split_once(['/', '-', '–'])?;
    let ends = ends.trim();
    // Of four digits those of the century are left out.
    let short = if ends.len() == 4 && ends.is_ascii() { &ends[2..] } else { ends };
    let year: FinancialYear = format!("{}/{short}", starts.trim()).parse().ok()?;
    let same = ends.len() != 4 || ends == year.last_month().year().to_string();
    same.then_some(year)
}

/// The month that words such as `Sept 14`, `Apr-23` or `September 2014` name.
fn month_meant(text: &str) -> Option<Month> {
    let digit = text.find(|letter: char| letter.is_ascii_digit())?;
    let (name, year) = text.split_at_checked(digit)?;
    let name = name.trim_end_matches(|letter: char| !letter.is_alphabetic()).to_lowercase();
    let year: i16 = year.parse().ok()?;
    let year = if year < 100 { year + 2000 } else { year };
    let mut months = (1..=12).filter_map(|number| Month::new(year, number).ok());
    let named = |month: &Month| name.len() >= 3 && month.name().to_lowercase().starts_with(&name);
    months.find(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_mean_one_thing_only_is_known() {
        for (text, expected) in [
            ("2024-25", Some("2024/25")),
            ("2024–25", Some("2024/25")),
            ("2024/2025", Some("2024/25")),
            ("2024-2025", Some("2024/25")),
            ("1999/2000", Some("1999/00")),
            ("FYE 2025", Some("2024/25")),
            ("FYE2025", Some("2024/25")),
            ("Financial year ending 2025", Some("2024/25")),
            ("FYE March 2025", Some("2024/25")),
            ("YE Mar 2025", Some("2024/25")),
            ("Year ending December 2024", Some("2024-01/2024-12")),
            ("12 months to Sept 24", Some("2023-10/2024-09")),
            ("Sept 24", Some("2024-09")),
            ("Apr-23", Some("2023-04")),
            // December 2011, or a year.
            ("2011-12", None),
            ("YE 2025", None),
            ("FY 2025", None),
            ("FYE 25", None),
            ("2024-26", None),
            ("2024/2015", None),
            ("2024", None),
            ("September", None),
            ("éé/éé", None),
            ("", None),
        ] {
            assert_eq!(period_meant(text).map(Period::iso).as_deref(), expected, "{text}");
        }
    }
}
