//! The local measure: whether people who test positive on arrest offend again or desist.

use std::collections::BTreeMap;

use panel_core::{
    Column, Counting, Date, FigureRelation, GivenFigure, Holds, Month, Period, RecordTable,
    ReturnKind, Series, TableRecord, Tally, Term,
};

use crate::follow_up::{MONTHS, window_ends};

const TEST_COLUMNS: &[Column] = &[
    Column::new("person", "Person", Holds::Key).said("The key of the person.").key(),
    Column::new("day", "Day", Holds::Day).said("The day of the positive test.").key(),
    Column::new("substance", "Substance", Holds::OneOf(&["opiates", "cocaine", "both"]))
        .said("What the test found: opiates, cocaine (powder or crack), or both."),
];

/// One line a positive test.
pub(crate) static ARREST_TESTS: RecordTable = RecordTable::new(
    "arrest_tests",
    "Tests on arrest",
    "Positive tests for specified Class A drugs on arrest, one line each.",
    TEST_COLUMNS,
);

const OFFENCE_COLUMNS: &[Column] = &[
    Column::new("person", "Person", Holds::Key)
        .said("The key of a person who tested positive.")
        .key(),
    Column::new("day", "Day", Holds::Day)
        .said("A day on which the person committed a proven offence, whatever the offence.")
        .key(),
];

/// One line a person and a day.
pub(crate) static LATER_OFFENCES: RecordTable = RecordTable::new(
    "later_offences",
    "Later offences",
    "Days of proven offences by people who tested positive on arrest, one line a person and day.",
    OFFENCE_COLUMNS,
);

pub(crate) const RE_OFFENDING: Series =
    Series::lower_is_better("treatment/re-offending-after-positive-test");
pub(crate) const DESISTANCE: Series =
    Series::higher_is_better("treatment/desistance-after-positive-test");

/// The shares of people that offended again within six months of testing positive, and that did not.
pub(crate) static AFTER_A_TEST: Tally = Tally {
    tables: &[&ARREST_TESTS, &LATER_OFFENCES],
    gives: &[GivenFigure::share(RE_OFFENDING), GivenFigure::share(DESISTANCE)],
    rule: "A person is followed whose first positive test was in the 12 months that ended 6 months before the quarter. The 6 months run from the day after the test to the same day of the month 6 months later. Re-offending is a proven offence within them, desistance none. Whose 6 months end after the last month of which the offences are known is left out.",
    relations: &[
        FigureRelation::Sum { total: Term::Yes(RE_OFFENDING), parts: &[Term::No(DESISTANCE)] },
        FigureRelation::Sum { total: Term::No(RE_OFFENDING), parts: &[Term::Yes(DESISTANCE)] },
    ],
    count,
};

const NOBODY: &str = "Nobody who tested positive on arrest has been followed for six months.";
const TESTS_NOT_HELD: &str =
    "The records do not hold the tests of the twelve months that ended six months ago.";
const OFFENCES_NOT_HELD: &str = "The records do not hold the offences after the tests.";

fn count(counting: &mut Counting<'_>) {
    let nothing = |counting: &mut Counting<'_>, why| {
        for series in [RE_OFFENDING, DESISTANCE] {
            counting.give_nothing(ReturnKind::Surveys, series, why);
        }
    };
    let last = counting.terms.quarter.last_month();
    let tested = Period::twelve_months_to(last.plus(-MONTHS));
    if !counting.records.cover(&ARREST_TESTS, tested) {
        return nothing(counting, TESTS_NOT_HELD);
    }
    let covered = counting.records.covered(&LATER_OFFENCES);
    let Some(covered) = covered.filter(|covered| covered.holds(tested.first())) else {
        return nothing(counting, OFFENCES_NOT_HELD);
    };
    let known_until = covered.last().min(last).last_day();
    let people = Followed::of(counting, tested, known_until, last);
    let shares = [(RE_OFFENDING, &people.offended_again), (DESISTANCE, &people.desisted)];
    for (series, positive) in shares {
        let Some(given) = counting.give_share(series, tested, (positive, &people.all), NOBODY)
        else {
            continue;
        };
        given.leaving_out(
            "first positive tests of which the 6 months are not over",
            &people.incomplete,
        );
        given.leaving_out("first positive tests before the 12 months", &people.earlier);
        given.leaving_out("further positive tests of a person", &people.further);
    }
}

/// The tests of a table by what became of them.
#[derive(Default)]
struct Followed<'a> {
    all: Vec<&'a TableRecord>,
    offended_again: Vec<&'a TableRecord>,
    desisted: Vec<&'a TableRecord>,
    incomplete: Vec<&'a TableRecord>,
    earlier: Vec<&'a TableRecord>,
    further: Vec<&'a TableRecord>,
}

impl<'a> Followed<'a> {
    fn of(counting: &Counting<'a>, tested: Period, known_until: Date, last: Month) -> Self {
        let records = counting.records;
        let mut by_person: BTreeMap<&str, Vec<(Date, &TableRecord)>> = BTreeMap::new();
        for test in records.of(&ARREST_TESTS) {
            let Some(day) = test.day("day").filter(|day| Month::of(*day) <= last) else { continue };
            by_person.entry(test.text("person")).or_default().push((day, test));
        }
        let mut offences: BTreeMap<&str, Vec<Date>> = BTreeMap::new();
        for offence in records.of(&LATER_OFFENCES) {
            offences.entry(offence.text("person")).or_default().extend(offence.day("day"));
        }
        let mut found = Self::default();
        for (person, mut tests) in by_person {
            // Of two on one day the first line is the first, in whatever order they are read.
            tests.sort_by(|one, other| (one.0, &one.1.source).cmp(&(other.0, &other.1.source)));
            let Some(((day, first), further)) = tests.split_first() else { continue };
            found.further.extend(further.iter().map(|(_, test)| *test));
            let ends = window_ends(*day);
            if Month::of(*day) < tested.first() {
                found.earlier.push(first);
            } else if Month::of(*day) > tested.last() || ends > known_until {
                found.incomplete.push(first);
            } else {
                let within = |offence: &Date| day < offence && *offence <= ends;
                let again = offences.get(person).is_some_and(|days| days.iter().any(within));
                found.all.push(first);
                let outcome = if again { &mut found.offended_again } else { &mut found.desisted };
                outcome.push(first);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
