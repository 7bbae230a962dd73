//! The local measure at the edges of the rule: six months, first tests, tables missing.

use panel_core::Counted;

use super::*;

/// Quarter 2 of 2025/26: tests of April 2024 to March 2025, followed until September 2025.
fn counted(tests: &[(&str, &str)], offences: &[(&str, &str)]) -> Counted {
    within("2024-04/2025-09", tests, offences)
}

fn within(covers: &str, tests: &[(&str, &str)], offences: &[(&str, &str)]) -> Counted {
    let covers = covers.parse().unwrap_or_else(|error| panic!("{error}"));
    let (tests, offences) = tables(tests, offences);
    let tables = [(&ARREST_TESTS, &*tests), (&LATER_OFFENCES, &*offences)];
    panel_testkit::counted_within(&AFTER_A_TEST, "2025-26 Q2", covers, &tables)
}

fn tables(tests: &[(&str, &str)], offences: &[(&str, &str)]) -> (String, String) {
    let lines = |head: &str, all: &[(&str, &str)]| {
        let each = all.iter().map(|(person, rest)| format!("{person:0>16},{rest}\n"));
        format!("{head}\n{}", each.collect::<String>())
    };
    (lines("person,day,substance", tests), lines("person,day", offences))
}

/// Re-offending and desistance as people of people; where there is none, why.
fn shares(counted: &Counted) -> Vec<String> {
    let figures = counted.figures.iter().map(|(_, one)| match &one.value {
        panel_core::Quantity::Proportion(share) => {
            format!("{}/{} {}", share.positive(), share.surveyed(), one.period.iso())
        }
        other => other.to_string(),
    });
    figures.chain(counted.nothing.iter().map(|(_, _, why)| (*why).to_owned())).collect()
}

fn left_out(counted: &Counted) -> Vec<(&str, usize)> {
    let from = counted.figures.first().and_then(|(_, one)| one.counted.as_ref());
    from.map(|from| from.left_out.iter().map(|(why, all)| (*why, all.len())).collect())
        .unwrap_or_default()
}

const INCOMPLETE: &str = "first positive tests of which the 6 months are not over";

#[test]
fn an_offence_of_the_last_day_of_six_months_counts_and_one_of_the_next_day_does_not() {
    let test = [("a", "2024-04-15,opiates")];
    let again = |day: &str| shares(&counted(&test, &[("a", day)]));
    assert_eq!(again("2024-10-15"), ["1/1 2024/25", "0/1 2024/25"]);
    assert_eq!(again("2024-10-16"), ["0/1 2024/25", "1/1 2024/25"]);
    // That of the arrest itself is not one after it.
    assert_eq!(again("2024-04-15"), ["0/1 2024/25", "1/1 2024/25"]);
    assert_eq!(again("2024-04-16"), ["1/1 2024/25", "0/1 2024/25"]);
}

#[test]
fn six_months_that_are_not_over_are_left_out_and_counted_as_such() {
    let tests = [
        ("a", "2025-03-31,opiates"), // until 30 September 2025
        ("b", "2025-04-01,cocaine"), // until 1 October 2025
        ("c", "2025-09-30,both"),
        ("d", "2025-10-01,both"), // after the quarter
    ];
    let all = counted(&tests, &[("b", "2025-04-02")]);
    assert_eq!(shares(&all), ["0/1 2024/25", "1/1 2024/25"]);
    assert_eq!(left_out(&all), [(INCOMPLETE, 2)]);
    // Offences known for a month less: March's tests are not complete, February's are.
    let tests = [("a", "2025-03-01,opiates"), ("b", "2025-02-28,opiates")];
    let earlier = within("2024-04/2025-08", &tests, &[]);
    assert_eq!(shares(&earlier), ["0/1 2024/25", "1/1 2024/25"]);
    assert_eq!(left_out(&earlier), [(INCOMPLETE, 1)]);
}

#[test]
fn a_person_counts_once_from_the_first_positive_test() {
    let tests = [("a", "2024-12-01,opiates"), ("a", "2024-05-01,both"), ("b", "2024-03-31,both")];
    let told = within("2024-03/2025-09", &tests, &[("a", "2024-11-02"), ("b", "2024-05-01")]);
    // The window of May is over before the offence, although that of December is not.
    assert_eq!(shares(&told), ["0/1 2024/25", "1/1 2024/25"]);
    assert_eq!(
        left_out(&told),
        [
            ("first positive tests before the 12 months", 1),
            ("further positive tests of a person", 1)
        ]
    );
}

#[test]
fn of_nobody_there_is_no_share_and_it_says_why() {
    assert_eq!(shares(&counted(&[], &[])), [NOBODY, NOBODY]);
    assert_eq!(shares(&counted(&[("a", "2025-04-01,both")], &[])), [NOBODY, NOBODY]);
    let late = within("2024-05/2025-09", &[("a", "2024-05-01,both")], &[]);
    assert_eq!(shares(&late), [TESTS_NOT_HELD, TESTS_NOT_HELD]);
}

#[test]
fn one_table_without_the_other_gives_nothing() {
    let (tests, offences) = tables(&[("a", "2024-05-01,both")], &[]);
    for one in [(&ARREST_TESTS, &*tests), (&LATER_OFFENCES, &*offences)] {
        let alone = panel_testkit::counted(&AFTER_A_TEST, "2025-26 Q2", &[one]);
        assert!(alone.figures.is_empty() && alone.nothing.is_empty());
    }
}

#[test]
fn the_order_of_records_changes_nothing() {
    let tests = [("a", "2024-05-01,both"), ("b", "2024-06-01,both"), ("a", "2024-04-01,cocaine")];
    let backwards = [tests[2], tests[1], tests[0]];
    let offences = [("b", "2024-06-02"), ("a", "2024-10-02")];
    assert_eq!(shares(&counted(&tests, &offences)), shares(&counted(&backwards, &offences)));
    assert_eq!(shares(&counted(&tests, &offences)), ["1/2 2024/25", "1/2 2024/25"]);
}

#[test]
fn a_test_stands_once_and_finds_what_it_can_find() {
    let fault = |rest| {
        let (tests, _) = tables(&[("a", rest)], &[]);
        panel_testkit::record_faults(&ARREST_TESTS, &tests).join("\n")
    };
    assert!(fault("2024-05-01,both").is_empty());
    assert!(fault("2024-05-01,cannabis").contains("`aaaaaaaa` is not known in `substance`"));
    assert!(fault(",both").contains("`day` is empty"));
}
