//! Records: what is covered, what is counted, and where it was read.

use std::collections::BTreeMap;

use panel_core::{
    Column, Counting, GivenFigure, Holds, Month, Period, Quantity, RecordTable, RecordValue,
    Records, ReturnKind, Series, Source, Status, TableRecord, Tally,
};

use crate::support::terms;

const REPORTS: Series = Series::lower_is_better("reports/made-up");
const REPLIED: Series = Series::higher_is_better("reports/replied");

const COLUMNS: &[Column] = &[
    Column::new("day", "Day", Holds::Day).said("The day of the report."),
    Column::new("replied", "Replied", Holds::YesNo).said("Whether there was a reply.").optional(),
];

static TABLE: RecordTable = RecordTable::new("reports", "Reports", "One line a report.", COLUMNS);
static OTHER: RecordTable = RecordTable::new("others", "Others", "One line each.", COLUMNS);

const NOBODY: &str = "No report says whether there was a reply.";

static TALLY: Tally = Tally {
    tables: &[&TABLE],
    gives: &[GivenFigure::count(REPORTS), GivenFigure::share(REPLIED)],
    rule: "Each report counts in its month.",
    relations: &[],
    count: |counting| {
        let periods = counting.against_baseline();
        let month = |one: &TableRecord| one.day("day").map(Month::of);
        counting.give_counts(REPORTS, &periods, &TABLE, month);
        let all: Vec<_> = counting.records.of(&TABLE).iter().collect();
        let told: Vec<_> = all.iter().copied().filter(|one| one.yes("replied").is_some()).collect();
        let yes: Vec<_> =
            told.iter().copied().filter(|one| one.yes("replied") == Some(true)).collect();
        let untold: Vec<_> = all.into_iter().filter(|one| one.is_blank("replied")).collect();
        if let Some(given) = counting.give_share(REPLIED, periods[1], (&yes, &told), NOBODY) {
            given.leaving_out("reports that do not say", &untold);
            given.stands(Status::Provisional, "Not all have been read.");
        }
    },
};

static OF_BOTH: Tally = Tally { tables: &[&TABLE, &OTHER], ..TALLY };

fn record(line: u32, day: &str, replied: Option<bool>) -> TableRecord {
    let replied = replied.map_or(RecordValue::Blank, RecordValue::Yes);
    let cells = [("day", RecordValue::Day(day.parse().expect("a day"))), ("replied", replied)];
    TableRecord::new(Source { file: "returns/reports.csv".into(), line }, BTreeMap::from(cells))
}

fn records(covers: &str, lines: Vec<TableRecord>) -> Records {
    let mut records = Records::default();
    records.add(&TABLE, &"returns/reports.csv".into(), covers.parse().expect("a period"), lines);
    records
}

fn lines() -> Vec<TableRecord> {
    vec![
        record(4, "2014-09-30", Some(true)),
        record(2, "2012-04-01", Some(false)),
        record(3, "2013-10-01", None),
        record(5, "2014-10-01", None), // after the quarter
    ]
}

#[test]
fn events_count_in_the_periods_that_the_table_covers() {
    let terms = terms("2014-15 Q2");
    let counted = Counting::of(&TALLY, &records("2012-04/2014-09", lines()), &terms, &[]);
    let counts: Vec<_> = counted
        .figures
        .iter()
        .map(|(kind, one)| (*kind, one.period.iso(), one.value.to_string()))
        .collect();
    assert_eq!(
        counts,
        [
            (ReturnKind::Counts, "2012/13".to_owned(), "1".to_owned()),
            (ReturnKind::Counts, "2013-10/2014-09".to_owned(), "2".to_owned()),
            (ReturnKind::Surveys, "2013-10/2014-09".to_owned(), "50.0%".to_owned()),
        ]
    );
    // The baseline year is not whole in it: none is no zero.
    let late = Counting::of(&TALLY, &records("2012-05/2014-09", Vec::new()), &terms, &[]);
    let counts: Vec<_> = late.figures.iter().map(|(_, one)| one.value.clone()).collect();
    assert_eq!(counts, [Quantity::Count(0)]);
}

#[test]
fn a_figure_names_the_records_that_it_counts_and_those_it_leaves_out_in_order() {
    let counted =
        Counting::of(&TALLY, &records("2012-04/2014-09", lines()), &terms("2014-15 Q2"), &[]);
    let lines = |sources: &[Source]| sources.iter().map(|one| one.line).collect::<Vec<_>>();
    let of = |index: usize| counted.figures[index].1.counted.clone().unwrap();
    assert_eq!(lines(&of(1).records), [3, 4]);
    let share = of(2);
    assert_eq!(lines(&share.records), [2, 4]);
    assert_eq!(lines(share.positive.as_ref().unwrap()), [4]);
    let (why, left_out) = &share.left_out[0];
    assert_eq!((*why, lines(left_out)), ("reports that do not say", vec![3, 5]));
    let observation = &counted.figures[2].1;
    assert_eq!(observation.source.to_string(), "returns/reports.csv, counted");
    assert_eq!(observation.status, Status::Provisional);
    assert_eq!(observation.note.as_deref(), Some("Not all have been read."));
}

#[test]
fn of_nobody_there_is_no_share_and_the_tally_says_why() {
    let untold = vec![record(2, "2014-09-30", None)];
    let counted =
        Counting::of(&TALLY, &records("2012-04/2014-09", untold), &terms("2014-15 Q2"), &[]);
    assert_eq!(counted.nothing, [(ReturnKind::Surveys, REPLIED, NOBODY)]);
}

#[test]
fn nothing_is_counted_before_every_table_is_there() {
    let records = records("2012-04/2014-09", lines());
    assert!(Counting::of(&OF_BOTH, &records, &terms("2014-15 Q2"), &[]).figures.is_empty());
}

#[test]
fn two_files_of_a_table_cover_the_months_that_both_do() {
    let mut both = records("2012-04/2014-06", lines());
    let period = |text: &str| text.parse::<Period>().unwrap();
    both.add(&TABLE, &"returns/more.csv".into(), period("2012-06/2014-09"), Vec::new());
    assert!(both.cover(&TABLE, period("2012-06/2014-06")));
    assert!(!both.cover(&TABLE, period("2012-05/2014-06")));
    assert!(!both.cover(&TABLE, period("2012-06/2014-07")));
    // No month in common covers nothing.
    both.add(&TABLE, &"returns/third.csv".into(), period("2020-01"), Vec::new());
    assert!(!both.cover(&TABLE, period("2012-06")));
    assert_eq!(both.covered(&TABLE), None);
}
