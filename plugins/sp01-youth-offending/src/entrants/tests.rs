//! First-time entrants at the edges of the rule: months held, ages, disposals.

use panel_core::Counted;

use super::*;

const HEAD: &str = "child,day,disposal,age\n";

fn table(lines: &[&str]) -> String {
    let line = |(index, line): (usize, &&str)| format!("{index:016x},{line}\n");
    let lines: String = lines.iter().enumerate().map(line).collect();
    format!("{HEAD}{lines}")
}

/// What is counted in Quarter 2 of 2025/26 against 2024/25 from records of these months.
fn counted(covers: &str, lines: &[&str]) -> Counted {
    let covers = covers.parse().unwrap_or_else(|error| panic!("{error}"));
    let table = table(lines);
    let tables = [(&FIRST_OUTCOMES, &*table)];
    panel_testkit::counted_within(&BY_DISPOSAL, "2025-26 Q2", covers, &tables)
}

/// Of the three series: the period, the number and how it stands; then what there is not.
fn said(counted: &Counted) -> Vec<String> {
    let short = |series: &str| series.trim_start_matches("first-time-entrants/").to_owned();
    let figures = counted.figures.iter().map(|(_, one)| {
        format!("{} {} {} {}", short(&one.series), one.period.iso(), one.value, one.status.name())
    });
    let nothing = counted.nothing_of.iter();
    let nothing = nothing
        .map(|(_, series, period, why)| format!("{} {}: {why}", short(series.id()), period.iso()));
    figures.chain(nothing).collect()
}

fn of<'a>(said: &'a [String], series: &str) -> Vec<&'a str> {
    let start = format!("{series} ");
    said.iter().filter_map(|line| line.strip_prefix(&start)).collect()
}

const LINES: &[&str] = &[
    "2024-03-31,youth_caution,15", // the day before the baseline year
    "2024-04-01,youth_caution,10",
    "2025-03-31,referral_order,17",
    "2025-04-01,youth_conditional_caution,17",
    "2025-09-30,detention_and_training_order,16",
    "2025-09-30,other_court_disposal,14",
    "2025-10-01,fine,14", // the day after the quarter
];

#[test]
fn twelve_months_are_counted_by_whether_a_court_dealt_with_them() {
    let said = said(&counted("2024-04/2025-09", LINES));
    assert_eq!(of(&said, "10-17"), ["2024/25 2 final", "2024-10/2025-09 4 final"]);
    assert_eq!(of(&said, "10-17-out-of-court"), ["2024/25 1 final", "2024-10/2025-09 1 final"]);
    assert_eq!(of(&said, "10-17-in-court"), ["2024/25 1 final", "2024-10/2025-09 3 final"]);
}

#[test]
fn eleven_months_are_no_twelve_so_that_those_of_the_year_to_date_are_scaled() {
    let none = "2024/25: The records do not hold the baseline year.";
    let told = said(&counted("2024-11/2025-09", LINES));
    assert_eq!(of(&told, "10-17"), ["2025-04/2025-09 6 annualised", none]);
    // One more month, and nothing is scaled.
    let told = said(&counted("2024-10/2025-09", LINES));
    assert_eq!(of(&told, "10-17"), ["2024-10/2025-09 4 final", none]);
}

#[test]
fn six_months_are_doubled_and_say_so() {
    let counted = counted("2025-04/2025-09", LINES);
    let said = said(&counted);
    assert_eq!(of(&said, "10-17")[0], "2025-04/2025-09 6 annualised");
    assert_eq!(of(&said, "10-17-out-of-court")[0], "2025-04/2025-09 2 annualised");
    let note =
        "Scaled to twelve months from April to September 2025: the records do not hold all twelve.";
    assert!(counted.figures.iter().all(|(_, one)| one.note.as_deref() == Some(note)));
}

#[test]
fn five_months_of_six_give_nothing() {
    let said = said(&counted("2025-05/2025-09", LINES));
    let why = "2024-10/2025-09: The records do not hold the year to date.";
    assert_eq!(of(&said, "10-17")[1], why);
    let early = self::said(&counted("2024-04/2025-08", LINES));
    assert_eq!(of(&early, "10-17"), ["2024/25 2 final", why]);
}

#[test]
fn nine_months_that_give_no_whole_year_are_shown_as_a_part() {
    let nine = |count: usize| {
        let lines = vec!["2025-12-31,fine,14"; count];
        let covers = "2025-04/2025-12".parse().unwrap_or_else(|error| panic!("{error}"));
        let table = table(&lines);
        let tables = [(&FIRST_OUTCOMES, &*table)];
        said(&panel_testkit::counted_within(&BY_DISPOSAL, "2025-26 Q3", covers, &tables))
    };
    assert_eq!(of(&nine(3), "10-17")[0], "2025-04/2025-12 4 annualised");
    assert_eq!(of(&nine(4), "10-17")[0], "2025-04/2025-12 4 partial");
}

#[test]
fn months_without_a_child_are_a_zero_and_no_table_is_nothing() {
    let said = said(&counted("2024-04/2025-09", &[]));
    assert_eq!(of(&said, "10-17"), ["2024/25 0 final", "2024-10/2025-09 0 final"]);
    let none = panel_testkit::counted(&BY_DISPOSAL, "2025-26 Q2", &[]);
    assert!(none.figures.is_empty() && none.nothing_of.is_empty());
}

#[test]
fn the_order_of_records_changes_nothing() {
    let backwards: Vec<_> = LINES.iter().rev().copied().collect();
    assert_eq!(
        said(&counted("2024-04/2025-09", LINES)),
        said(&counted("2024-04/2025-09", &backwards))
    );
}

#[test]
fn a_child_is_from_10_to_17() {
    let faults = |age: u64| {
        let line = format!("2025-04-01,fine,{age}");
        panel_testkit::record_faults(&FIRST_OUTCOMES, &table(&[&line]))
    };
    assert!(faults(10).is_empty() && faults(17).is_empty());
    assert!(faults(9)[0].contains("`9` in `age` is not a whole number of 10 or more"));
    assert!(faults(18)[0].contains("18 is not an age of a child from 10 to 17"));
    let unknown =
        panel_testkit::record_faults(&FIRST_OUTCOMES, &table(&["2025-04-01,reprimand,14"]));
    assert!(unknown[0].contains("`aaaaaaaaa` is not known in `disposal`"));
}
