//! Note ②, where the members of the group and their residents are known.

use panel_core::{
    Direction, Exhibit, Finding, GroupBars, Measure, Quantity, ReturnKind, Rule, Series, Terms,
};
use panel_measures::GroupPosition;

use crate::support::{
    Built, HIGHER, LATEST, LOWER, NEITHER, OWN, assert_near, describe_finding, inputs, number,
    printed, returns, settings, terms,
};

const RESIDENTS: Series = Series::neither_is_better("population/usual-residents");
const MEMBERS: [&str; 8] = [OWN, "B", "C", "D", "E", "F", "G", "H"];

const BETTER: &str = "Green beyond_control_line_better";
const BETWEEN: &str = "Amber between_control_lines";
const WORSE: &str = "Red beyond_control_line_worse";
const RANK_ONLY: &str = "reported rank_only";

fn terms_with(members: &[&str], includes_own: bool) -> Terms {
    let mut terms = terms();
    terms.comparison_members = members.iter().map(ToString::to_string).collect();
    terms.tests.group_includes_own = includes_own;
    terms
}

/// Counts in the latest year with the residents behind them, the force first.
fn group(members: &[(i64, i64)]) -> Built {
    MEMBERS.iter().zip(members).fold(
        returns(ReturnKind::Counts),
        |built, (area, (count, residents))| {
            built
                .with_area(LOWER, area, LATEST, *count)
                .with_area(RESIDENTS, area, "2013-06", *residents)
        },
    )
}

/// Counts among 1,000 residents each, which are rates already.
fn rates(rates: &[i64]) -> Built {
    group(&rates.iter().map(|rate| (*rate, 1000)).collect::<Vec<_>>())
}

/// Two standard deviations of the others: a line that can be hit exactly.
fn two_of_the_others() -> Terms {
    let mut terms = terms_with(&MEMBERS, false);
    terms.tests.control_line_sd = 2.0;
    terms
}

fn judged(built: &Built, series: Series, terms: &Terms) -> Finding {
    built.judge_under(&GroupPosition::of_offences(series), terms)
}

#[test]
fn a_rate_is_judged_by_its_side_of_the_lines_in_each_direction() {
    // 9, 10 and 11 have mean 10 and SD 1, so that the lines are 8 and 12; of 10, 10 and 10 they meet.
    for (name, own, others, lower, higher, places) in [
        ("above", 13, [9, 10, 11], WORSE, BETTER, ["4th of 4", "1st of 4"]),
        ("on the upper line", 12, [9, 10, 11], BETWEEN, BETWEEN, ["4th of 4", "1st of 4"]),
        ("between", 10, [9, 10, 11], BETWEEN, BETWEEN, ["2nd of 4", "2nd of 4"]),
        ("on the lower line", 8, [9, 10, 11], BETWEEN, BETWEEN, ["1st of 4", "4th of 4"]),
        ("below", 7, [9, 10, 11], BETTER, WORSE, ["1st of 4", "4th of 4"]),
        ("nothing counted", 0, [9, 10, 11], BETTER, WORSE, ["1st of 4", "4th of 4"]),
        ("all alike", 10, [10, 10, 10], BETWEEN, BETWEEN, ["1st of 4", "1st of 4"]),
        ("above others that are alike", 11, [10, 10, 10], WORSE, BETTER, ["4th of 4", "1st of 4"]),
        ("below others that are alike", 9, [10, 10, 10], BETTER, WORSE, ["1st of 4", "4th of 4"]),
        (
            "tied with the best of others",
            9,
            [9, 10, 11],
            BETWEEN,
            BETWEEN,
            ["1st of 4", "3rd of 4"],
        ),
        ("tied with two", 10, [10, 10, 11], BETWEEN, BETWEEN, ["1st of 4", "2nd of 4"]),
    ] {
        let built = rates(&[own, others[0], others[1], others[2]]);
        for (series, outcome, place) in [(LOWER, lower, places[0]), (HIGHER, higher, places[1])] {
            let finding = judged(&built, series, &two_of_the_others());
            assert_eq!(describe_finding(&finding), outcome, "{name}");
            assert_eq!(printed(&finding), [place], "{name}");
        }
        let neutral = judged(&built, NEITHER, &two_of_the_others());
        assert_eq!(describe_finding(&neutral), "reported neither_is_better", "{name}");
    }
}

#[test]
fn the_force_is_in_its_lines_or_not_as_the_plan_says() {
    // With the force among 8 no rate is further out than (8 − 1)/√8 = 2.47 SD, among 4 than 1.5.
    for (name, group, included, excluded) in [
        ("one of eight far out", vec![30, 10, 11, 9, 10, 11, 9, 10], WORSE, WORSE),
        ("one of four far out", vec![30, 10, 11, 9], BETWEEN, WORSE),
        ("one of eight a little out", vec![12, 10, 11, 9, 10, 11, 9, 10], BETWEEN, WORSE),
        ("in the middle", vec![10, 8, 12, 9, 11], BETWEEN, BETWEEN),
    ] {
        for (includes_own, outcome) in [(true, included), (false, excluded)] {
            let finding = judged(&rates(&group), LOWER, &terms_with(&MEMBERS, includes_own));
            assert_eq!(describe_finding(&finding), outcome, "{name}, own included: {includes_own}");
            assert_eq!(
                settings(finding.evidence()),
                [
                    "tests.control_line_sd 1.96".to_owned(),
                    format!("tests.group_includes_own {includes_own}")
                ],
                "{name}"
            );
        }
    }
}

#[test]
fn the_numbers_and_the_exhibit_are_those_of_numpy() {
    // numpy 2.4.6: r = 1000 * count / residents, r.mean(), r.std(ddof=1), mean ± 1.96 SD.
    let built = group(&[
        (4253, 1_000_000),
        (3000, 800_000),
        (3600, 900_000),
        (2400, 700_000),
        (5000, 1_100_000),
        (3300, 850_000),
        (2800, 750_000),
        (4100, 980_000),
    ]);
    for (includes_own, mean, low, high) in [
        (true, 3.972_048_214_740, 3.283_852_632_314, 4.660_243_797_167),
        (false, 3.931_912_245_418, 3.228_499_055_041, 4.635_325_435_794),
    ] {
        let finding = judged(&built, LOWER, &terms_with(&MEMBERS, includes_own));
        assert_eq!(describe_finding(&finding), BETWEEN);
        assert_eq!(printed(&finding), ["7th of 8"]);
        let evidence = finding.evidence();
        assert_eq!(evidence.rule, Rule::GroupPosition);
        for (name, wanted) in [
            ("rate for each 1,000 residents", 4.253),
            ("mean of the group", mean),
            ("lower line", low),
            ("upper line", high),
        ] {
            assert_near(name, number(evidence, name), wanted, 1e-10);
        }
        let Some(Exhibit::GroupBars(GroupBars { members, own, period, lines, unit, better })) =
            evidence.exhibit()
        else {
            panic!("no bars");
        };
        assert_eq!(*unit, "rate for each 1,000 residents");
        let names: Vec<_> = members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, MEMBERS);
        assert_eq!((*own, period.to_string().as_str()), (0, "12 months to September 2014"));
        assert_eq!(*better, Direction::Lower);
        assert_near("own bar", Some(members[0].value.get()), 4.253, 1e-12);
        assert_near("bar of E", Some(members[4].value.get()), 4.545_454_545_455, 1e-10);
        for (line, wanted) in [(lines.mean, mean), (lines.low, low), (lines.high, high)] {
            assert_near("line", Some(line.get()), wanted, 1e-10);
        }
        assert_eq!(evidence.inputs.len(), 16);
        let first = [
            "count of a member returns/counts.csv:2",
            "residents of a member returns/counts.csv:3",
        ];
        assert_eq!(inputs(evidence)[..2], first);
    }
}

#[test]
fn a_lower_line_does_not_go_below_nothing() {
    let finding = judged(&rates(&[0, 0, 0, 12]), LOWER, &terms_with(&MEMBERS, false));
    assert_eq!(number(finding.evidence(), "lower line"), Some(0.0));
    assert_eq!(describe_finding(&finding), BETWEEN, "nothing is on the line, not below it");
}

#[test]
fn members_without_a_count_or_residents_are_left_out() {
    let count = |built: Built, area, count| built.with_area(LOWER, area, LATEST, count);
    let residents = |built: Built, area| built.with_area(RESIDENTS, area, "2013-06", 1000);
    let of_three = || rates(&[13, 9, 11]);
    for (name, built, place) in [
        ("three, the rest unknown", of_three(), "3rd of 3"),
        ("D has no residents", count(of_three(), "D", 99), "3rd of 3"),
        ("D has no count", residents(of_three(), "D"), "3rd of 3"),
        (
            "D has a count of other months",
            residents(of_three(), "D").with_area(LOWER, "D", "2013/14", 99),
            "3rd of 3",
        ),
        ("D has both", residents(count(of_three(), "D", 99), "D"), "3rd of 4"),
        ("Z is no member", residents(count(of_three(), "Z", 99), "Z"), "3rd of 3"),
    ] {
        let finding = judged(&built, LOWER, &terms_with(&MEMBERS, true));
        assert_eq!(printed(&finding), [place], "{name}");
        assert_eq!(describe_finding(&finding), BETWEEN, "{name}");
    }
}

#[test]
fn without_three_rates_the_published_place_is_shown() {
    let published = |built: Built| {
        built.and(ReturnKind::Positions).with("2014-09", Quantity::Place { place: 5, of: Some(8) })
    };
    let counts_alone = MEMBERS
        .iter()
        .fold(returns(ReturnKind::Counts), |built, area| built.with_area(LOWER, area, LATEST, 9));
    let others_alone =
        ["B", "C", "D", "E"].iter().fold(returns(ReturnKind::Counts), |built, area| {
            built.with_area(LOWER, area, LATEST, 9).with_area(RESIDENTS, area, "2013-06", 1000)
        });
    for (name, built, terms) in [
        ("two members", rates(&[13, 9]), terms_with(&MEMBERS, true)),
        ("the force alone", rates(&[13]), terms_with(&MEMBERS, true)),
        ("no residents at all", counts_alone, terms_with(&MEMBERS, true)),
        ("no count of the force", others_alone, terms_with(&MEMBERS, true)),
        ("members not named", rates(&[13, 9, 10, 11]), terms()),
        ("the force not a member", rates(&[13, 9, 10, 11]), terms_with(&MEMBERS[1..], true)),
        ("two of them members", rates(&[13, 9, 10, 11]), terms_with(&MEMBERS[..2], true)),
    ] {
        let finding = judged(&published(built), LOWER, &terms);
        assert_eq!(describe_finding(&finding), RANK_ONLY, "{name}");
        assert_eq!(printed(&finding), ["5th of 8"], "{name}");
        assert_eq!(finding.evidence().exhibit(), None, "{name}");
    }
    let both = judged(&published(rates(&[13, 9, 10, 11])), LOWER, &two_of_the_others());
    assert_eq!(printed(&both), ["4th of 4"], "the place of the rates that are judged");
}

#[test]
fn the_latest_twelve_months_that_the_group_has_are_used() {
    let june = "2013-07/2014-06";
    let all = |months: &str, counts: [i64; 4]| {
        MEMBERS
            .iter()
            .zip(counts)
            .fold(rates(&[]), |built, (area, count)| built.with_area(LOWER, area, months, count))
    };
    let people = |built: Built| {
        MEMBERS[..4].iter().fold(built, |built, area| {
            built
                .with_area(RESIDENTS, area, "2012-06", 500)
                .with_area(RESIDENTS, area, "2013-06", 1000)
        })
    };
    let stale = people(all(june, [13, 9, 10, 11]));
    for (name, built, period) in [
        ("June alone", stale.with_area(LOWER, OWN, LATEST, 10), "12 months to June 2014"),
        (
            "months after the quarter",
            people(all("2014-01/2014-12", [1, 9, 10, 11]).with_area(LOWER, OWN, june, 13))
                .with_area(LOWER, "B", june, 9)
                .with_area(LOWER, "C", june, 10)
                .with_area(LOWER, "D", june, 11),
            "12 months to June 2014",
        ),
    ] {
        let finding = judged(&built, LOWER, &two_of_the_others());
        assert_eq!(describe_finding(&finding), WORSE, "{name}");
        let Some(panel_core::Figure::Known { period: found, .. }) = &finding.figures().latest
        else {
            panic!("{name}: no figure");
        };
        assert_eq!(found, period, "{name}");
        // The latest residents: of 1,000 the rate is 13, of 500 it would be 26.
        assert_eq!(
            number(finding.evidence(), "rate for each 1,000 residents"),
            Some(13.0),
            "{name}"
        );
    }
}

#[test]
fn an_area_without_residents_is_a_fault_at_its_line() {
    let built = group(&[(13, 1000), (9, 1000), (10, 0), (11, 1000)]);
    let row = GroupPosition::of_offences(LOWER);
    let fault = built
        .try_judge(&row, &terms_with(&MEMBERS, true))
        .map(|finding| describe_finding(&finding));
    let message = fault.expect_err("a fault").to_string();
    assert!(
        message.starts_with("population/usual-residents is 0 at returns/counts.csv:7: "),
        "{message}"
    );
    // Of an area that is no member, nobody asks.
    let others = [OWN, "B", "D"];
    assert!(built.try_judge(&row, &terms_with(&others, true)).is_ok());
}

#[test]
fn note_6_has_no_rates_and_asks_for_shares() {
    let row = GroupPosition::of_confidence(LOWER);
    let built = rates(&[13, 9, 10, 11])
        .and(ReturnKind::Positions)
        .with("2014-09", Quantity::Place { place: 5, of: None });
    assert_eq!(describe_finding(&built.judge_under(&row, &two_of_the_others())), RANK_ONLY);
    let needs = |row: GroupPosition| row.needs().iter().map(|need| need.kind).collect::<Vec<_>>();
    assert_eq!(
        needs(GroupPosition::of_confidence(HIGHER)),
        [ReturnKind::Positions, ReturnKind::Surveys]
    );
    assert_eq!(
        needs(GroupPosition::of_offences(LOWER)),
        [ReturnKind::Positions, ReturnKind::Counts, ReturnKind::Counts]
    );
}
