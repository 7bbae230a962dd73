//! Shares counted from answers: who counts, in which period, and what contradicts itself.

use panel_core::{Counted, GivenFigure, Series, Tally};
use panel_measures::{SURVEY_ANSWERS, of_survey_answers};
use panel_testkit::{counted, counted_within, record_faults};

use crate::support::period;

const SATISFACTION: Series = Series::higher_is_better("satisfaction/hate-crime");
const AWARENESS: Series = Series::higher_is_better("awareness/hate-crime");
const TAKE_UP: Series = Series::higher_is_better("support-take-up/hate-crime");
const HAPPY: Series = Series::higher_is_better("happy-with-outcome/hate-crime");
static OF_HATE_CRIME: Tally = of_survey_answers(&[
    GivenFigure::share(SATISFACTION),
    GivenFigure::share(AWARENESS),
    GivenFigure::share(TAKE_UP),
    GivenFigure::share(HAPPY),
]);

const ALL_USERS: Series = Series::higher_is_better("satisfaction/all-users");
const VEHICLE_CRIME: Series = Series::higher_is_better("satisfaction/vehicle-crime");
static OF_ALL_USERS: Tally =
    of_survey_answers(&[GivenFigure::share(ALL_USERS), GivenFigure::share(VEHICLE_CRIME)]);

const HEAD: &str =
    "case,interviewed,crime_type,satisfied,aware_of_services,took_up_support,happy_with_outcome";

fn table(lines: &[&str]) -> String {
    let numbered = (1..).zip(lines).map(|(number, line)| format!("\n{number:016x},{line}"));
    format!("{HEAD}{}\n", numbered.collect::<String>())
}

/// The baseline year is 2023/24, the latest twelve months are April 2024 to March 2025.
fn of(tally: &'static Tally, lines: &[&str]) -> Vec<String> {
    describe_counted(&counted(tally, "2024-25 Q4", &[(&SURVEY_ANSWERS, &table(lines))]))
}

/// `satisfaction 2023/24: 1 of 2, 1 left out`, and what could not be given.
fn describe_counted(counted: &Counted) -> Vec<String> {
    let figures = counted.figures.iter().map(|(_, one)| {
        let from = one.counted.as_ref().expect("records");
        let yes = from.positive.as_ref().expect("a share").len();
        let out: usize = from.left_out.iter().map(|(_, records)| records.len()).sum();
        format!("{} {}: {yes} of {}, {out} left out", one.series, one.period, from.records.len())
    });
    let nothing = counted.nothing.iter().map(|(_, series, _)| format!("{}: nobody", series.id()));
    figures.chain(nothing).collect()
}

#[test]
fn each_question_has_those_who_answered_it() {
    assert_eq!(
        of(
            &OF_HATE_CRIME,
            &[
                "2024-03-31,hate-crime,yes,no,no,",
                "2024-04-01,hate-crime,yes,yes,yes,no",
                "2025-03-31,hate-crime,no,yes,,yes",
                "2024-09-09,hate-crime,,no,no,yes",
                "2025-04-01,hate-crime,no,no,no,no",
                "2023-03-31,hate-crime,no,no,no,no",
                "2024-09-09,domestic-abuse,no,no,no,no",
            ]
        ),
        [
            "satisfaction/hate-crime 2023/24: 1 of 1, 0 left out",
            "satisfaction/hate-crime 2024/25: 1 of 2, 1 left out",
            "awareness/hate-crime 2023/24: 0 of 1, 0 left out",
            "awareness/hate-crime 2024/25: 2 of 3, 0 left out",
            "support-take-up/hate-crime 2024/25: 1 of 2, 1 left out",
            "happy-with-outcome/hate-crime 2024/25: 2 of 3, 0 left out",
        ]
    );
}

#[test]
fn a_question_that_nobody_answered_has_no_share() {
    let blank = of(&OF_HATE_CRIME, &["2024-04-01,hate-crime,,,,", "2023-04-01,hate-crime,,,,"]);
    assert_eq!(
        blank,
        [
            "satisfaction/hate-crime: nobody",
            "awareness/hate-crime: nobody",
            "support-take-up/hate-crime: nobody",
            "happy-with-outcome/hate-crime: nobody",
        ]
    );
}

#[test]
fn a_survey_of_which_no_line_is_there_may_have_been_returned_as_figures() {
    assert_eq!(of(&OF_HATE_CRIME, &["2024-04-01,burglary,yes,yes,no,no"]), Vec::<String>::new());
    assert_eq!(of(&OF_HATE_CRIME, &[]), Vec::<String>::new());
}

#[test]
fn all_users_are_the_victims_of_burglary_vehicle_crime_and_violent_crime_together() {
    assert_eq!(
        of(
            &OF_ALL_USERS,
            &[
                "2024-04-01,burglary,yes,,,",
                "2024-04-01,vehicle-crime,no,,,",
                "2024-04-01,violent-crime,yes,,,",
                "2024-04-01,anti-social-behaviour,no,,,",
            ]
        ),
        [
            "satisfaction/all-users 2024/25: 2 of 3, 0 left out",
            "satisfaction/vehicle-crime 2024/25: 0 of 1, 0 left out",
            "satisfaction/all-users: nobody",
            "satisfaction/vehicle-crime: nobody",
        ]
    );
}

#[test]
fn months_that_the_table_does_not_cover_give_no_figure() {
    let table =
        table(&["2023-04-01,hate-crime,yes,yes,yes,yes", "2024-04-01,hate-crime,no,no,no,no"]);
    let within = |covers: &str| {
        describe_counted(&counted_within(
            &OF_HATE_CRIME,
            "2024-25 Q4",
            period(covers),
            &[(&SURVEY_ANSWERS, &table)],
        ))
    };
    assert_eq!(within("2024-04/2025-02"), Vec::<String>::new());
    assert_eq!(within("2024/25").len(), 4);
    assert_eq!(within("2023-04/2025-03").len(), 6);
}

#[test]
fn the_order_of_the_lines_does_not_matter() {
    let lines = ["2024-04-01,hate-crime,yes,yes,yes,no", "2024-05-01,hate-crime,no,,,yes"];
    let [first, second] = lines;
    assert_eq!(of(&OF_HATE_CRIME, &[first, second]), of(&OF_HATE_CRIME, &[second, first]));
}

#[test]
fn what_contradicts_itself_or_is_no_answer_is_told() {
    let line = |cells: &str| record_faults(&SURVEY_ANSWERS, &format!("{HEAD}\n{cells}\n"));
    let sound = "00000000000000a1,2024-04-01,hate-crime,yes,no,no,";
    assert_eq!(line(sound), Vec::<String>::new());
    for (cells, wanted) in [
        (
            "00000000000000a1,2024-04-01,hate-crime,yes,no,yes,",
            "support was taken up by a person who is not aware of any",
        ),
        ("00000000000000a1,2024-04-01,hate-crime,perhaps,,,", "is neither yes nor no"),
        (
            "00000000000000a1,2024-04-01,fraud,yes,,,",
            "a text like `aaaaa` is not known in `crime_type`",
        ),
        ("00000000000000a1,,hate-crime,yes,,,", "`interviewed` is empty"),
        ("Jane,2024-04-01,hate-crime,yes,,,", "this is not a key of 16 hexadecimal digits"),
    ] {
        let found = line(cells);
        assert!(found.len() == 1 && found[0].contains(wanted), "{cells}: {found:?}");
    }
}
