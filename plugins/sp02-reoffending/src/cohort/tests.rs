//! The cohort at the edges of the rule: joining, prison, offences, months held.

use panel_core::Counted;

use super::*;

const HEAD: &str = "person,joined,age,offences,prison_known,prison\n";

fn table(lines: &[&str]) -> String {
    let line = |(index, line): (usize, &&str)| format!("{index:016x},{line}\n");
    let lines: String = lines.iter().enumerate().map(line).collect();
    format!("{HEAD}{lines}")
}

/// What is counted in Quarter 2 of 2025/26 against 2024/25.
fn counted(lines: &[&str]) -> Counted {
    panel_testkit::counted(&AT_RISK, "2025-26 Q2", &[(&COHORT, &table(lines))])
}

/// The figures of the latest twelve months: offending, re-offending, offences and days at liberty.
fn latest(lines: &[&str]) -> Vec<String> {
    let counted = counted(lines);
    let latest = |one: &&(ReturnKind, panel_core::Observation)| {
        one.0 == ReturnKind::Counts && one.1.period.iso() == "2024-10/2025-09"
    };
    let found = counted.figures.iter().filter(latest);
    found.map(|(_, one)| format!("{} {}", one.value, one.status.name())).collect()
}

fn days(lines: &[&str]) -> String {
    latest(lines).pop().unwrap_or_default()
}

#[test]
fn a_person_offends_with_one_offence_and_re_offends_on_a_later_day() {
    let one = latest(&["2023-04,18,2024-10-01,yes,"]);
    assert_eq!(one, ["1 final", "0 final", "1 final", "365 final"]);
    // Two on one day are not one after the other.
    let same = latest(&["2023-04,24,2024-10-01 2024-10-01,yes,"]);
    assert_eq!(same[..3], ["1 final", "0 final", "2 final"]);
    let later = latest(&["2023-04,24,2024-10-01 2024-10-02,yes,"]);
    assert_eq!(later[..3], ["1 final", "1 final", "2 final"]);
}

#[test]
fn what_was_before_the_period_or_after_it_counts_for_nothing() {
    let around = latest(&["2023-04,20,2024-09-30 2024-10-01 2025-09-30 2025-10-01,yes,"]);
    assert_eq!(around[..3], ["1 final", "1 final", "2 final"]);
    let outside = latest(&["2023-04,20,2024-09-30 2025-10-01,yes,"]);
    assert_eq!(outside, ["0 final", "0 final", "0 final", "365 final"]);
}

#[test]
fn people_are_at_risk_from_the_month_in_which_they_join() {
    assert_eq!(days(&["2024-10,20,,yes,"]), "365 final");
    assert_eq!(days(&["2024-11,20,,yes,"]), "334 final");
    assert_eq!(days(&["2025-09,20,,yes,"]), "30 final");
    // Who joins after the period adds nothing to another's days.
    assert_eq!(days(&["2025-10,20,,yes,", "2025-09,20,,yes,"]), "30 final");
}

#[test]
fn the_day_of_coming_into_prison_is_one_there_and_that_of_release_is_not() {
    let in_for_a_day = "2023-04,20,2025-01-09 2025-01-10 2025-01-11,yes,2025-01-10 2025-01-11";
    assert_eq!(latest(&[in_for_a_day])[2..], ["2 final", "364 final"]);
    // In and out on one day is no day in prison.
    assert_eq!(days(&["2023-04,20,,yes,2025-01-10 2025-01-10"]), "365 final");
    // Still inside: from 1 September on, or since before the period began.
    assert_eq!(days(&["2023-04,20,,yes,2025-09-01"]), "335 final");
    let all_along = "2023-04,20,2025-01-10,yes,2024-04-01";
    assert_eq!(days(&[all_along, "2025-09,20,,yes,"]), "30 final");
    // In before the period and out within it; in within it and out after it.
    assert_eq!(days(&["2023-04,20,,yes,2024-09-01 2024-10-31 2025-09-30 2025-11-01"]), "334 final");
}

#[test]
fn an_offence_in_prison_is_one_of_the_person_and_not_of_the_rate() {
    let inside = "2023-04,20,2025-01-10,yes,2025-01-01 2025-02-01";
    assert_eq!(latest(&[inside]), ["1 final", "0 final", "0 final", "334 final"]);
}

#[test]
fn unknown_time_in_prison_counts_as_liberty_and_says_so() {
    assert_eq!(days(&["2023-04,20,,no,", "2023-04,20,,yes,"]), "730 proxy");
    // Of somebody who was not at risk yet, it does not matter.
    assert_eq!(days(&["2025-10,20,,no,", "2023-04,20,,yes,"]), "365 final");
}

#[test]
fn nobody_at_liberty_has_no_rate_and_a_cohort_without_offences_a_true_zero() {
    let inside = ["2023-04,20,,yes,2023-04-01"];
    assert_eq!(latest(&inside), ["0 final", "0 final"]);
    let counted = counted(&inside);
    let why: Vec<_> = counted
        .nothing_of
        .iter()
        .map(|(_, series, period, why)| format!("{} {} {why}", series.id(), period.iso()))
        .collect();
    assert_eq!(why[2], format!("cohort/offences-at-liberty-18-24 2024-10/2025-09 {NOBODY}"));
    assert_eq!(why.len(), 4, "offences and days, in both periods");
    assert_eq!(latest(&[]), ["0 final", "0 final"]);
}

#[test]
fn months_that_the_records_do_not_hold_give_nothing() {
    let within = |covers: &str| {
        let covers = covers.parse().unwrap_or_else(|error| panic!("{error}"));
        let table = table(&["2023-04,20,2024-10-01,yes,"]);
        panel_testkit::counted_within(&AT_RISK, "2025-26 Q2", covers, &[(&COHORT, &table)])
    };
    let both = within("2024-04/2025-09");
    assert!(both.nothing_of.is_empty());
    let latest_alone = within("2024-05/2025-09");
    assert_eq!(latest_alone.nothing_of.len(), 4);
    assert!(latest_alone.figures.iter().all(|(_, one)| one.period.iso() == "2024-10/2025-09"));
    let neither = within("2024-11/2025-09");
    assert_eq!((neither.figures.len(), neither.nothing_of.len()), (0, 8));
    assert!(panel_testkit::counted(&AT_RISK, "2025-26 Q2", &[]).nothing_of.is_empty());
}

#[test]
fn offences_of_few_people_vary_more_than_poissons() {
    let mut lines = vec!["2023-04,20,,yes,"; 10];
    let often = "2023-04,20,2024-10-01 2024-11-01 2024-12-01 2025-01-01 2025-02-01 2025-03-01,yes,";
    lines.extend([often; 2]);
    let dispersion = |lines: &[&str]| {
        let counted = counted(lines);
        let found = counted.figures.into_iter();
        let latest = found.filter(|(kind, one)| {
            *kind == ReturnKind::Figures && one.period.iso() == "2024-10/2025-09"
        });
        latest.map(|(_, one)| one.value.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(dispersion(&lines), ["5.5"]);
    // Of eleven people it cannot be told.
    assert!(dispersion(&lines[1..]).is_empty());
}

#[test]
fn the_order_of_records_changes_nothing() {
    let lines = [
        "2023-04,20,2024-10-01 2025-01-10,yes,2025-02-01 2025-03-01",
        "2024-12,23,2024-12-01,no,",
        "2023-04,18,,yes,2025-09-01",
    ];
    let backwards: Vec<_> = lines.iter().rev().copied().collect();
    assert_eq!(latest(&lines), latest(&backwards));
}

#[test]
fn ages_offences_and_prison_must_fit_the_person() {
    let faults = |line: &str| panel_testkit::record_faults(&COHORT, &table(&[line]));
    assert!(faults("2023-04,18,2023-04-01,yes,").is_empty());
    assert!(faults("2023-04,24,,no,").is_empty());
    assert!(faults("2023-04,17,,yes,")[0].contains("`17` in `age` is not a whole number of 18"));
    assert!(faults("2023-04,25,,yes,")[0].contains("25 is not an age from 18 to 24"));
    let early = faults("2023-04,20,2023-03-31 2023-04-01,yes,");
    assert!(early[0].contains("an offence of 2023-03-31 is before the month of joining"));
    let unknown = faults("2023-04,20,,no,2023-05-01");
    assert!(unknown[0].contains("days in prison are given although"));
}
