//! Treatment: successful completions, and those who come back within six months.

use panel_core::{
    Column, Contradiction, Counting, GivenFigure, Holds, Month, RecordTable, Series, TableRecord,
    Tally, plain_date,
};

use crate::follow_up::{MONTHS, counts_to_date, window_ends};

const SUBSTANCES: &[&str] = &["opiates", "non_opiates", "alcohol", "alcohol_and_non_opiates"];

const COLUMNS: &[Column] = &[
    Column::new("person", "Person", Holds::Key).said("The key of the person.").key(),
    Column::new("completed", "Completed", Holds::Day)
        .said("The day on which treatment was completed successfully.")
        .key(),
    Column::new("substance", "Substance", Holds::OneOf(SUBSTANCES))
        .said("What the treatment was for, by the groups of the national monitoring system."),
    Column::new("re_presented", "Re-presented", Holds::Day)
        .said("The day on which the person first came back to treatment; empty where the person has not.")
        .optional(),
];

/// One line a completion.
pub(crate) static TREATMENT: RecordTable = RecordTable::new(
    "treatment",
    "Treatment",
    "Successful completions of drug and alcohol treatment, one line each.",
    COLUMNS,
)
.checked(check);

fn check(treatment: &TableRecord) -> Vec<Contradiction> {
    let (completed, back) = (treatment.day("completed"), treatment.day("re_presented"));
    let early = completed.zip(back).filter(|(completed, back)| back <= completed);
    let fault = early.map(|(completed, back)| Contradiction {
        column: "re_presented",
        message: format!(
            "{} is not after the completion of {}",
            plain_date(back),
            plain_date(completed)
        ),
        remedy: "correct one of the two days",
    });
    fault.into_iter().collect()
}

pub(crate) const COMPLETIONS: Series = Series::higher_is_better("treatment/completions");
pub(crate) const RE_PRESENTATIONS: Series = Series::lower_is_better("treatment/re-presentations");

/// Completions and re-presentations of the year to date and of the same months of the year before.
pub(crate) static COMPLETED: Tally = Tally {
    tables: &[&TREATMENT],
    gives: &[GivenFigure::count(COMPLETIONS), GivenFigure::count(RE_PRESENTATIONS)],
    rule: "Completions count in the month of completion. A re-presentation counts in its own month, if it came within 6 months of the completion: up to the same day of the month 6 months later. It needs the completions of the 6 months before the first of the months counted.",
    relations: &[],
    count,
};

fn count(counting: &mut Counting<'_>) {
    let completed = |one: &TableRecord| one.day("completed").map(Month::of);
    counts_to_date(counting, COMPLETIONS, &TREATMENT, 0, completed);
    counts_to_date(counting, RE_PRESENTATIONS, &TREATMENT, MONTHS, re_presented);
}

/// The month of coming back within the window.
fn re_presented(treatment: &TableRecord) -> Option<Month> {
    let ends = window_ends(treatment.day("completed")?);
    treatment.day("re_presented").filter(|day| *day <= ends).map(Month::of)
}

#[cfg(test)]
mod tests {
    use panel_core::Counted;

    use super::*;

    fn table(lines: &[&str]) -> String {
        let line = |(index, line): (usize, &&str)| format!("{index:016x},{line}\n");
        let lines: String = lines.iter().enumerate().map(line).collect();
        format!("person,completed,substance,re_presented\n{lines}")
    }

    fn within(covers: &str, lines: &[&str]) -> Counted {
        let covers = covers.parse().unwrap_or_else(|error| panic!("{error}"));
        let tables = [(&TREATMENT, &*table(lines))];
        panel_testkit::counted_within(&COMPLETED, "2025-26 Q2", covers, &tables)
    }

    /// Completions last year and this, then re-presentations; what is not known is why.
    fn counts(covers: &str, lines: &[&str]) -> Vec<String> {
        let counted = within(covers, lines);
        let mut all: Vec<_> = counted
            .figures
            .iter()
            .map(|(_, one)| (one.series.to_string(), one.period, one.value.to_string()))
            .chain(counted.nothing_of.iter().map(|(_, series, period, why)| {
                (series.id().to_owned(), *period, (*why).to_owned())
            }))
            .collect();
        all.sort();
        all.into_iter().map(|(_, _, said)| said).collect()
    }

    const HELD: &str = "2023-10/2025-09";

    #[test]
    fn completions_count_in_their_month_of_both_years() {
        let lines = [
            "2024-03-31,alcohol,",
            "2024-04-01,alcohol,",
            "2024-09-30,opiates,",
            "2024-10-01,opiates,",
            "2025-04-01,non_opiates,",
            "2025-09-30,alcohol_and_non_opiates,",
            "2025-10-01,alcohol,",
        ];
        assert_eq!(counts(HELD, &lines), ["2", "2", "0", "0"]);
    }

    #[test]
    fn a_re_presentation_counts_to_the_last_day_of_six_months() {
        let back = |day: &str| counts(HELD, &[&format!("2024-12-15,alcohol,{day}")])[3].clone();
        assert_eq!(back("2025-06-15"), "1");
        assert_eq!(back("2025-06-16"), "0");
        // Within six months, and before April.
        assert_eq!(back("2025-03-31"), "0");
        assert_eq!(back("2025-04-01"), "1");
    }

    #[test]
    fn re_presentations_need_the_completions_of_six_months_before() {
        let late = counts("2023-11/2025-09", &["2024-04-01,alcohol,2024-04-02"]);
        assert_eq!(
            late,
            [
                "1",
                "0",
                "The records do not go back to the months before these, which the count needs, too.",
                "0"
            ]
        );
        let early = counts("2023-10/2025-08", &[]);
        let ended = "The records do not hold the last of these months.";
        assert_eq!(early, ["0", ended, "0", ended]);
    }

    #[test]
    fn without_the_table_nothing_is_counted() {
        let none = panel_testkit::counted(&COMPLETED, "2025-26 Q2", &[]);
        assert!(none.figures.is_empty() && none.nothing_of.is_empty());
    }

    #[test]
    fn nobody_comes_back_before_leaving() {
        let faults = |line: &str| panel_testkit::record_faults(&TREATMENT, &table(&[line]));
        assert!(faults("2025-04-01,alcohol,2025-04-02").is_empty());
        assert!(
            faults("2025-04-01,alcohol,2025-04-01")[0]
                .contains("1 April 2025 is not after the completion of 1 April 2025")
        );
        assert!(faults("2025-04-01,tobacco,")[0].contains("`aaaaaaa` is not known"));
    }
}
