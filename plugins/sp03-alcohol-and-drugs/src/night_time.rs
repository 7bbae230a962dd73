//! The night-time economy: incidents from 7pm to 7am in or near licensed premises.

use panel_core::{
    Column, Counting, DateTime, GivenFigure, Holds, Month, RecordTable, Series, Tally,
};

use crate::follow_up::counts_to_date;

/// The hour at which the night begins.
const FROM: i8 = 19;
/// The hour at which it is over.
const TO: i8 = 7;

const COLUMNS: &[Column] = &[
    Column::new("incident", "Incident", Holds::Key).said("The key of the incident.").key(),
    Column::new("began", "Began", Holds::Moment).said("The day and the time at which it began."),
    Column::new("licensed_premises", "Licensed premises", Holds::YesNo)
        .said("Whether it was in or near licensed premises."),
];

/// One line an incident.
pub(crate) static NIGHT_INCIDENTS: RecordTable = RecordTable::new(
    "night_incidents",
    "Incidents at night",
    "Incidents of which it is recorded whether they were in or near licensed premises, one line each.",
    COLUMNS,
);

pub(crate) const NIGHT_TIME_ECONOMY: Series =
    Series::lower_is_better("incidents/night-time-economy");

/// Incidents of the year to date and of the same months of the year before.
pub(crate) static AT_NIGHT: Tally = Tally {
    tables: &[&NIGHT_INCIDENTS],
    gives: &[GivenFigure::count(NIGHT_TIME_ECONOMY)],
    rule: "Counted are incidents in or near licensed premises that began from 19:00 on and before 07:00: 19:00 counts, 07:00 does not. Each counts in the month of its own day, also after midnight.",
    relations: &[],
    count,
};

fn count(counting: &mut Counting<'_>) {
    counts_to_date(counting, NIGHT_TIME_ECONOMY, &NIGHT_INCIDENTS, 0, |incident| {
        let near = incident.yes("licensed_premises") == Some(true);
        let began = incident.moment("began").filter(|began| near && is_at_night(*began));
        began.map(|began| Month::of(began.date()))
    });
}

fn is_at_night(moment: DateTime) -> bool {
    moment.hour() >= FROM || moment.hour() < TO
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(lines: &[&str]) -> String {
        let line = |(index, line): (usize, &&str)| format!("{index:016x},{line}\n");
        let lines: String = lines.iter().enumerate().map(line).collect();
        format!("incident,began,licensed_premises\n{lines}")
    }

    /// The count of last year's months and of this year's.
    fn counts(covers: &str, lines: &[&str]) -> Vec<String> {
        let covers = covers.parse().unwrap_or_else(|error| panic!("{error}"));
        let tables = [(&NIGHT_INCIDENTS, &*table(lines))];
        let counted = panel_testkit::counted_within(&AT_NIGHT, "2025-26 Q2", covers, &tables);
        let nothing = counted.nothing_of.iter();
        let nothing = nothing.map(|(_, _, period, why)| format!("{}: {why}", period.iso()));
        let figures = counted.figures.iter();
        figures
            .map(|(_, one)| format!("{}: {}", one.period.iso(), one.value))
            .chain(nothing)
            .collect()
    }

    fn this_year(line: &str) -> String {
        counts("2025-04/2025-09", &[line])[0].trim_start_matches("2025-04/2025-09: ").to_owned()
    }

    #[test]
    fn the_night_is_from_19_00_to_07_00() {
        for (time, counted) in [
            ("18:59", "0"),
            ("19:00", "1"),
            ("23:59", "1"),
            ("00:00", "1"),
            ("06:59", "1"),
            ("07:00", "0"),
            ("12:00", "0"),
        ] {
            assert_eq!(this_year(&format!("2025-06-14T{time},yes")), counted, "{time}");
            assert_eq!(this_year(&format!("2025-06-14T{time},no")), "0", "{time}, elsewhere");
        }
    }

    #[test]
    fn after_midnight_the_day_is_the_new_one() {
        assert_eq!(this_year("2025-04-01T00:30,yes"), "1");
        assert_eq!(this_year("2025-03-31T23:30,yes"), "0");
        assert_eq!(this_year("2025-09-30T23:59,yes"), "1");
        assert_eq!(this_year("2025-10-01T00:00,yes"), "0");
    }

    #[test]
    fn recording_that_began_after_last_years_months_has_no_comparison() {
        let began =
            "Recording began after the first of these months, so that there is no count of them.";
        let lines = ["2024-09-30T20:00,yes", "2025-09-30T20:00,yes"];
        assert_eq!(counts("2024-04/2025-09", &lines), ["2024-04/2024-09: 1", "2025-04/2025-09: 1"]);
        assert_eq!(
            counts("2024-05/2025-09", &lines),
            ["2025-04/2025-09: 1".to_owned(), format!("2024-04/2024-09: {began}")]
        );
        assert_eq!(
            counts("2024-04/2025-08", &lines)[1],
            "2025-04/2025-09: The records do not hold the last of these months."
        );
    }

    #[test]
    fn a_time_is_needed_and_whether_premises_were_near() {
        let faults = |line: &str| panel_testkit::record_faults(&NIGHT_INCIDENTS, &table(&[line]));
        assert!(faults("2025-04-01T19:00,yes").is_empty());
        assert!(faults("2025-04-01,yes")[0].contains("is not a day with its time"));
        assert!(faults("2025-04-01T19:00,")[0].contains("`licensed_premises` is empty"));
        assert!(faults("2025-04-01T19:00,near")[0].contains("neither yes nor no"));
    }
}
