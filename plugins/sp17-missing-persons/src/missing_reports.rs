//! Reports of people missing and absent, one by one: how many, where from, and who was reported again.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{
    Column, Counting, Decimal, FigureRelation, GivenFigure, Holds, Measure, Month, Period,
    Proportion, Quantity, RecordTable, ReturnKind, Series, TableRecord, Tally, Term,
};
use panel_measures::{CountAgainstBaseline, QuotedFigure, QuotedShare};

const LOCATIONS: &[&str] = &[
    "key_location_1",
    "key_location_2",
    "key_location_3",
    "key_location_4",
    "key_location_5",
    "key_location_6",
    "key_location_7",
    "key_location_8",
    "key_location_9",
    ELSEWHERE,
];
const ELSEWHERE: &str = "elsewhere";

const COLUMNS: &[Column] = &[
    Column::new("person", "Person", Holds::Key).said("Who was reported.").key(),
    Column::new("reported", "Reported", Holds::Moment)
        .said("The day and time of the report.")
        .key(),
    Column::new("kind", "Kind", Holds::OneOf(&["missing", "absent"]))
        .said("Whether the person was recorded as missing or as absent."),
    Column::new("location", "Location", Holds::OneOf(LOCATIONS)).said(
        "The key location that the report came from, by its number in the plan, or elsewhere.",
    ),
];

/// One line a report.
pub(crate) static REPORTS: RecordTable = RecordTable::new(
    "missing_reports",
    "Missing reports",
    "Reports of people missing or absent, one line each.",
    COLUMNS,
);

pub(crate) const MISSING: Series = Series::lower_is_better("reports/missing");
pub(crate) const ABSENT: Series = Series::lower_is_better("reports/absent");
pub(crate) const KEY_LOCATIONS: Series = Series::lower_is_better("reports/key-locations");
const REPEATEDLY: Series = Series::lower_is_better("reports/people-repeatedly");
const REPEAT_SHARE: Series = Series::lower_is_better("reports/share-repeatedly");
const EACH: Series = Series::lower_is_better("reports/each-person");

const LOCATION_1: Series = Series::lower_is_better("reports/key-location-1");
const LOCATION_2: Series = Series::lower_is_better("reports/key-location-2");
const LOCATION_3: Series = Series::lower_is_better("reports/key-location-3");
const LOCATION_4: Series = Series::lower_is_better("reports/key-location-4");
const LOCATION_5: Series = Series::lower_is_better("reports/key-location-5");
const LOCATION_6: Series = Series::lower_is_better("reports/key-location-6");
const LOCATION_7: Series = Series::lower_is_better("reports/key-location-7");
const LOCATION_8: Series = Series::lower_is_better("reports/key-location-8");
const LOCATION_9: Series = Series::lower_is_better("reports/key-location-9");

/// In the order of [`LOCATIONS`].
const BY_LOCATION: [Series; 9] = [
    LOCATION_1, LOCATION_2, LOCATION_3, LOCATION_4, LOCATION_5, LOCATION_6, LOCATION_7, LOCATION_8,
    LOCATION_9,
];

/// The rows that stand in the widget where the reports themselves are returned.
pub(crate) static ROWS: &[&dyn Measure] = &[
    &CountAgainstBaseline::new("repeatedly", "People reported more than once", REPEATEDLY),
    &QuotedShare::new(
        "repeat_share",
        "Of the people reported, those reported more than once",
        REPEAT_SHARE,
    ),
    &QuotedFigure::new("reports_each", "Reports for each person reported", EACH),
    &CountAgainstBaseline::new("key_location_1", "Reports from key location 1", LOCATION_1),
    &CountAgainstBaseline::new("key_location_2", "Reports from key location 2", LOCATION_2),
    &CountAgainstBaseline::new("key_location_3", "Reports from key location 3", LOCATION_3),
    &CountAgainstBaseline::new("key_location_4", "Reports from key location 4", LOCATION_4),
    &CountAgainstBaseline::new("key_location_5", "Reports from key location 5", LOCATION_5),
    &CountAgainstBaseline::new("key_location_6", "Reports from key location 6", LOCATION_6),
    &CountAgainstBaseline::new("key_location_7", "Reports from key location 7", LOCATION_7),
    &CountAgainstBaseline::new("key_location_8", "Reports from key location 8", LOCATION_8),
    &CountAgainstBaseline::new("key_location_9", "Reports from key location 9", LOCATION_9),
];

/// The reports by kind and place, and the people who were reported again.
pub(crate) static REPORTED: Tally = Tally {
    tables: &[&REPORTS],
    gives: &[
        GivenFigure::count(MISSING),
        GivenFigure::count(ABSENT),
        GivenFigure::count(KEY_LOCATIONS),
        GivenFigure::count(LOCATION_1),
        GivenFigure::count(LOCATION_2),
        GivenFigure::count(LOCATION_3),
        GivenFigure::count(LOCATION_4),
        GivenFigure::count(LOCATION_5),
        GivenFigure::count(LOCATION_6),
        GivenFigure::count(LOCATION_7),
        GivenFigure::count(LOCATION_8),
        GivenFigure::count(LOCATION_9),
        GivenFigure::count(REPEATEDLY),
        GivenFigure::share(REPEAT_SHARE),
        GivenFigure::figure(EACH),
    ],
    rule: "A report counts in the month of its day, as missing or as absent. One from a key location counts for that place as well. A person with two reports or more within the same period, of whichever kind, is reported more than once.",
    relations: &[
        FigureRelation::Sum {
            total: Term::Count(KEY_LOCATIONS),
            parts: &[
                Term::Count(LOCATION_1),
                Term::Count(LOCATION_2),
                Term::Count(LOCATION_3),
                Term::Count(LOCATION_4),
                Term::Count(LOCATION_5),
                Term::Count(LOCATION_6),
                Term::Count(LOCATION_7),
                Term::Count(LOCATION_8),
                Term::Count(LOCATION_9),
            ],
        },
        FigureRelation::Sum { total: Term::Yes(REPEAT_SHARE), parts: &[Term::Count(REPEATEDLY)] },
        // So many for each of so many people are the reports of both kinds.
        FigureRelation::Computed { figure: EACH, from: &[MISSING, ABSENT, REPEAT_SHARE] },
    ],
    count,
};

const NOBODY: &str = "Nobody was reported missing or absent in these twelve months.";

fn count(counting: &mut Counting<'_>) {
    let periods = counting.against_baseline();
    let reported = |one: &TableRecord| one.day("reported").map(Month::of);
    for (series, kind) in [(MISSING, "missing"), (ABSENT, "absent")] {
        counting.give_counts(series, &periods, &REPORTS, |one| {
            reported(one).filter(|_| one.text("kind") == kind)
        });
    }
    counting.give_counts(KEY_LOCATIONS, &periods, &REPORTS, |one| {
        reported(one).filter(|_| one.text("location") != ELSEWHERE)
    });
    for (series, place) in BY_LOCATION.into_iter().zip(LOCATIONS) {
        counting.give_counts(series, &periods, &REPORTS, |one| {
            reported(one).filter(|_| one.text("location") == *place)
        });
    }
    // The latest twelve months may be those of the baseline year.
    for period in BTreeSet::from(periods) {
        if counting.records.cover(&REPORTS, period) {
            give_people(counting, period);
        }
    }
}

/// The people of a period: how many were reported again, and of the latest how large a share they are.
fn give_people(counting: &mut Counting<'_>, period: Period) {
    let reports: Vec<_> = counting.records.of(&REPORTS).iter().collect();
    let within =
        |one: &&TableRecord| one.day("reported").is_some_and(|day| period.holds(Month::of(day)));
    let reports: Vec<_> = reports.into_iter().filter(within).collect();
    let mut people: BTreeMap<&str, Vec<&TableRecord>> = BTreeMap::new();
    for report in &reports {
        people.entry(report.text("person")).or_default().push(report);
    }
    let again: Vec<_> = people.values().filter(|of_one| of_one.len() > 1).collect();
    let of_them: Vec<_> = again.iter().flat_map(|of_one| of_one.iter().copied()).collect();
    let whole = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let (repeatedly, everybody) = (whole(again.len()), whole(people.len()));
    let count = Quantity::Count(repeatedly.cast_signed());
    counting.give(ReturnKind::Counts, REPEATEDLY, period, count, &of_them);
    if period != counting.terms.latest() {
        return;
    }
    let Ok(share) = Proportion::new(repeatedly, everybody) else {
        counting.give_nothing(ReturnKind::Surveys, REPEAT_SHARE, NOBODY);
        counting.give_nothing(ReturnKind::Figures, EACH, NOBODY);
        return;
    };
    let share = Quantity::Proportion(share);
    counting.give(ReturnKind::Surveys, REPEAT_SHARE, period, share, &reports);
    let each = Decimal::from(whole(reports.len())) / Decimal::from(everybody);
    counting.give(ReturnKind::Figures, EACH, period, Quantity::Number(each), &reports);
}

#[cfg(test)]
mod tests {
    use panel_core::Counted;

    use super::*;

    const HEAD: &str = "person,reported,kind,location\n";
    const QUARTER: &str = "2024-25 Q3";

    fn table(lines: &[&str]) -> String {
        format!("{HEAD}{}\n", lines.join("\n"))
    }

    fn counted(lines: &[&str]) -> Counted {
        panel_testkit::counted(&REPORTED, QUARTER, &[(&REPORTS, &table(lines))])
    }

    /// The figures of a series, in the order of their periods.
    fn of(counted: &Counted, series: &str) -> Vec<String> {
        let id = format!("reports/{series}");
        let mut own: Vec<_> =
            counted.figures.iter().filter(|(_, one)| *one.series == *id).collect();
        own.sort_by_key(|(_, one)| one.period);
        own.iter().map(|(_, one)| format!("{}: {}", one.period.iso(), one.value)).collect()
    }

    // The quarter ends in December 2024; its baseline year is 2023/24.
    const ONCE: &str = "00000000000000a1,2024-02-10T09:00,missing,key_location_1";
    const TWICE: [&str; 2] = [
        "00000000000000a2,2024-03-31T23:59,absent,key_location_9",
        "00000000000000a2,2024-01-01T00:00,missing,elsewhere",
    ];

    #[test]
    fn a_report_counts_by_its_kind_and_its_place_in_both_periods_that_hold_its_month() {
        let counted = counted(&[ONCE, TWICE[0], TWICE[1]]);
        assert_eq!(of(&counted, "missing"), ["2023/24: 2", "2024-01/2024-12: 2"]);
        assert_eq!(of(&counted, "absent"), ["2023/24: 1", "2024-01/2024-12: 1"]);
        assert_eq!(of(&counted, "key-locations"), ["2023/24: 2", "2024-01/2024-12: 2"]);
        assert_eq!(of(&counted, "key-location-1"), ["2023/24: 1", "2024-01/2024-12: 1"]);
        assert_eq!(of(&counted, "key-location-2"), ["2023/24: 0", "2024-01/2024-12: 0"]);
        assert_eq!(of(&counted, "key-location-9"), ["2023/24: 1", "2024-01/2024-12: 1"]);
    }

    #[test]
    fn two_reports_make_one_person_reported_more_than_once() {
        let one = counted(&[ONCE]);
        assert_eq!(of(&one, "people-repeatedly"), ["2023/24: 0", "2024-01/2024-12: 0"]);
        assert_eq!(of(&one, "share-repeatedly"), ["2024-01/2024-12: 0.0%"]);
        assert_eq!(of(&one, "each-person"), ["2024-01/2024-12: 1.0"]);
        let three = counted(&[ONCE, TWICE[0], TWICE[1]]);
        assert_eq!(of(&three, "people-repeatedly"), ["2023/24: 1", "2024-01/2024-12: 1"]);
        assert_eq!(of(&three, "share-repeatedly"), ["2024-01/2024-12: 50.0%"]);
        assert_eq!(of(&three, "each-person"), ["2024-01/2024-12: 1.5"]);
    }

    #[test]
    fn a_person_reported_once_in_each_period_was_reported_more_than_once_in_neither() {
        let before = "00000000000000a3,2023-12-31T12:00,missing,elsewhere";
        let after = "00000000000000a3,2024-12-31T12:00,missing,elsewhere";
        let counted = counted(&[before, after]);
        assert_eq!(of(&counted, "missing"), ["2023/24: 1", "2024-01/2024-12: 1"]);
        assert_eq!(of(&counted, "people-repeatedly"), ["2023/24: 0", "2024-01/2024-12: 0"]);
    }

    #[test]
    fn where_nobody_was_reported_there_are_zeros_and_no_share() {
        let none = counted(&[]);
        assert_eq!(of(&none, "missing"), ["2023/24: 0", "2024-01/2024-12: 0"]);
        assert_eq!(of(&none, "people-repeatedly"), ["2023/24: 0", "2024-01/2024-12: 0"]);
        assert!(of(&none, "share-repeatedly").is_empty());
        let nothing: Vec<_> =
            none.nothing.iter().map(|(_, series, why)| (series.id(), *why)).collect();
        assert_eq!(
            nothing,
            [("reports/share-repeatedly", NOBODY), ("reports/each-person", NOBODY)]
        );
    }

    #[test]
    fn a_period_that_the_table_does_not_cover_has_no_figure() {
        let text = table(&[ONCE]);
        let late = "2024-01/2024-12".parse().unwrap();
        let counted = panel_testkit::counted_within(&REPORTED, QUARTER, late, &[(&REPORTS, &text)]);
        assert_eq!(of(&counted, "missing"), ["2024-01/2024-12: 1"]);
        let short = "2024-02/2024-12".parse().unwrap();
        let none = panel_testkit::counted_within(&REPORTED, QUARTER, short, &[(&REPORTS, &text)]);
        assert!(none.figures.is_empty() && none.nothing.is_empty());
    }

    #[test]
    fn the_order_of_the_lines_changes_no_figure() {
        let figures = |lines: &[&str]| {
            let mut all: Vec<_> = counted(lines)
                .figures
                .iter()
                .map(|(_, one)| format!("{} {} {}", one.series, one.period, one.value))
                .collect();
            all.sort();
            all
        };
        assert_eq!(figures(&[ONCE, TWICE[0], TWICE[1]]), figures(&[TWICE[1], ONCE, TWICE[0]]));
    }

    /// The messages of the faults of a table of these lines.
    fn faults(lines: &[&str]) -> Vec<String> {
        let told = panel_testkit::record_faults(&REPORTS, &table(lines));
        told.iter().filter_map(|fault| fault.splitn(3, ": ").nth(2)).map(str::to_owned).collect()
    }

    #[test]
    fn what_cannot_be_a_report_is_refused() {
        assert_eq!(
            faults(&[
                "A Name,2024-02-10T09:00,missing,elsewhere",
                "00000000000000a1,2024-02-10,lost,key_location_10",
            ]),
            [
                "this is not a key of 16 hexadecimal digits",
                "`2024-02-10` is not a day with its time",
                "a text like `aaaa` is not known in `kind`",
                "a text like `aaa_aaaaaaaa_99` is not known in `location`",
            ]
        );
    }
}
