//! How long people are followed, and counts of the year to date as far as records hold them.

use panel_core::{Counting, Date, Month, Period, RecordTable, ReturnKind, Series, TableRecord};

/// For how long people are followed: a window of so many months.
pub(crate) const MONTHS: i32 = 6;

/// The last day of the window after `day`: the same day of the month six months later, or the last of
/// that month where it has no such day.
pub(crate) fn window_ends(day: Date) -> Date {
    let month = Month::of(day).plus(MONTHS);
    Date::new(month.year(), month.number(), day.day()).unwrap_or(month.last_day())
}

const BEGAN_LATER: &str =
    "Recording began after the first of these months, so that there is no count of them.";
const NOT_FAR_BACK: &str =
    "The records do not go back to the months before these, which the count needs, too.";
const ENDED_EARLIER: &str = "The records do not hold the last of these months.";

/// Gives the counts of the year to date and of the same months of the year before. A count needs the
/// records of so many months `before` its own, too; where they are not held, says so.
pub(crate) fn counts_to_date(
    counting: &mut Counting<'_>,
    series: Series,
    table: &RecordTable,
    before: i32,
    month: impl Fn(&TableRecord) -> Option<Month>,
) {
    for period in counting.years_to_date() {
        let needed = Period::new(period.first().plus(-before), period.last());
        if needed.is_ok_and(|needed| counting.records.cover(table, needed)) {
            counting.give_counts(series, &[period], table, &month);
            continue;
        }
        let covered = counting.records.covered(table);
        let ended_earlier = covered.is_none_or(|covered| covered.last() < period.last());
        let why = match () {
            () if ended_earlier => ENDED_EARLIER,
            () if counting.records.cover(table, period) => NOT_FAR_BACK,
            () => BEGAN_LATER,
        };
        counting.give_nothing_of(ReturnKind::Counts, series, period, why);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month() {
        let ends = |day: &str| {
            let day = day.parse().unwrap_or_else(|error| panic!("{error}"));
            window_ends(day).to_string()
        };
        assert_eq!(ends("2024-04-15"), "2024-10-15");
        assert_eq!(ends("2024-03-31"), "2024-09-30");
        assert_eq!(ends("2024-08-31"), "2025-02-28");
        assert_eq!(ends("2023-08-31"), "2024-02-29");
        assert_eq!(ends("2024-09-01"), "2025-03-01");
    }
}
