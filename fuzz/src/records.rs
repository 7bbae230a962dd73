//! A table of records of the fictional quarter, and what is counted from it.

use panel_core::{
    Column, Counting, GivenFigure, Holds, Month, RecordTable, Series, SourceText, Tally,
};
use panel_returns::{RecordReader, record_lines};

use crate::promises::assert_placed;

const COLUMNS: &[Column] = &[
    Column::new("report", "Report", Holds::Key).said("The number of the report.").key(),
    Column::new("reported", "Reported on", Holds::Day).said("The day of the report."),
    Column::new("found", "Found at", Holds::Moment).said("When the person was found.").optional(),
    Column::new("kind", "Kind", Holds::OneOf(&["missing", "not_known"])).said("What was reported."),
    Column::new("child", "Child", Holds::YesNo).said("Whether the person is a child."),
    Column::new("visits", "Visits", Holds::Days).said("The day of each visit."),
    Column::new("review", "Review", Holds::Month).said("When it is looked at again.").optional(),
    Column::new("hours", "Hours", Holds::Whole { least: 0 }).said("How long it took.").optional(),
    Column::new("words", "Words", Holds::Words).said("Anything else.").optional(),
];

/// One line a report.
pub static REPORTS: RecordTable =
    RecordTable::new("reports", "Reports", "Fictional reports, one line each.", COLUMNS);

const COUNTED: Series = Series::lower_is_better("reports/counted");

static TALLY: Tally = Tally {
    tables: &[&REPORTS],
    gives: &[GivenFigure::count(COUNTED)],
    rule: "Every report counts on its day.",
    relations: &[],
    count,
};

fn count(counting: &mut Counting<'_>) {
    let periods = counting.against_baseline();
    counting.give_counts(COUNTED, &periods, &REPORTS, |one| one.day("reported").map(Month::of));
}

/// How figures are counted from records.
#[must_use]
pub fn tallies() -> Vec<&'static Tally> {
    vec![&TALLY]
}

/// Asserts that a table of records tells its faults in their places, tells the same twice, and shows in
/// none of them what stands where a key should. Says whether it has none.
///
/// # Panics
/// Where it does not.
pub fn assert_records_are_told(source: &SourceText) -> bool {
    let read = || {
        let mut faults = Vec::new();
        let mut records = Vec::new();
        if let Some((shown, lines)) = record_lines(source, &REPORTS, &mut faults) {
            assert_eq!(shown.text.len(), source.text.len());
            for line in lines.iter().filter(|line| line.whole) {
                records.extend(RecordReader::new(&shown, &REPORTS, line, &mut faults).parse());
                let number = &line.cells[0].text;
                let told = |text: &str| text.contains(number.as_str());
                let key = number.len() == 16;
                // A short one may stand in a message by chance.
                let long = number.len() > 8 && number.bytes().any(|byte| byte.is_ascii_digit());
                let elsewhere = line.cells[1..].iter().any(|cell| told(&cell.text));
                if long && !key && !elsewhere {
                    assert!(faults.iter().all(|fault| !told(&fault.message)), "{faults:?}");
                }
            }
        }
        (records, faults)
    };
    let (records, faults) = read();
    assert_placed(&faults);
    assert_eq!(read(), (records, faults.clone()));
    faults.is_empty()
}
