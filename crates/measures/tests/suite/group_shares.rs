//! Notes ② and ⑥: shares, households, stand-ins, and which twelve months are compared.

use panel_core::{Caution, Finding, Quantity, ReturnKind, Series, Status, Terms};
use panel_measures::GroupPosition;

use crate::support::{
    Built, HIGHER, LATEST, LOWER, OWN, assert_near, describe_finding, number, printed, returns,
    share, terms,
};

const MEMBERS: [&str; 8] = [OWN, "B", "C", "D", "E", "F", "G", "H"];
const RESIDENTS: Series = Series::neither_is_better("population/usual-residents");
const HOUSEHOLDS: Series = Series::neither_is_better("population/households");
const OTHER: Series = Series::lower_is_better("another-series");

fn terms_of_group(members: &[&str]) -> Terms {
    let mut terms = terms();
    terms.comparison_members = members.iter().map(|area| (*area).to_owned()).collect();
    terms
}

/// So many satisfied of 200 in each force, the force's own first.
fn satisfied(counts: &[u64]) -> Built {
    counts.iter().zip(MEMBERS).fold(returns(ReturnKind::Surveys), |built, (count, area)| {
        built.with_value(LOWER, area, LATEST, share(*count, 200), Status::Final)
    })
}

fn judged(built: Built) -> Finding {
    let row = GroupPosition::of_satisfaction(HIGHER);
    built.and(ReturnKind::Positions).awaiting(None).judge_under(&row, &terms_of_group(&MEMBERS))
}

#[test]
fn satisfaction_is_judged_by_the_shares_of_the_group() {
    let others = [170, 175, 165, 160, 178, 172, 168];
    let of = |own: u64| {
        let counts: Vec<_> = std::iter::once(own).chain(others).collect();
        judged(satisfied(&counts))
    };
    // Mean ± 1.96 SD by numpy 2.4: 78.9 to 92.1 with 180, 71.3 from below with 140, and 97.9 from
    // above with 198.
    for (own, place, outcome) in [
        (180, "1st of 8", "Amber between_control_lines"),
        (140, "8th of 8", "Red beyond_control_line_worse"),
        (198, "1st of 8", "Green beyond_control_line_better"),
    ] {
        let finding = of(own);
        assert_eq!(describe_finding(&finding), outcome, "{own}");
        assert_eq!(printed(&finding), [place], "{own}");
    }
    let finding = of(180);
    let evidence = finding.evidence();
    assert_near("share", number(evidence, "share, %"), 90.0, 1e-9);
    assert_near("mean", number(evidence, "mean of the group"), 85.5, 1e-9);
    assert_near("low", number(evidence, "lower line"), 78.936_403_424_950_61, 1e-9);
    assert_near("high", number(evidence, "upper line"), 92.063_596_575_049_37, 1e-9);
    // scipy: t of the force against the prediction law of the other seven, 6 degrees.
    assert_near("p", number(evidence, "p"), 0.164_331_936_829_148_6, 1e-9);
    assert_eq!(evidence.inputs.len(), 8);
}

#[test]
fn shares_of_the_group_that_are_not_approved_are_awaited() {
    let row = GroupPosition::of_satisfaction(HIGHER);
    let built = || satisfied(&[180]).pending(LATEST, &MEMBERS[1..]);
    let judged = |built: Built| built.judge_under(&row, &terms_of_group(&MEMBERS));
    // Where no place was published, the row waits for the group whatever else is explained.
    let finding = judged(built().and(ReturnKind::Positions).awaiting(None));
    assert_eq!(describe_finding(&finding), "awaited awaited");
    assert_eq!(finding.figures().awaited()[0].why, "not yet approved");
    // A published place is shown, and its test waits.
    let place = Quantity::Place { place: 3, of: Some(8) };
    let published =
        |built: Built| judged(built.and(ReturnKind::Positions).with("2014-09", place.clone()));
    let finding = published(built());
    assert_eq!(
        (describe_finding(&finding), printed(&finding)),
        ("reported rank_only".to_owned(), vec!["3rd of 8".to_owned()])
    );
    let waits =
        |finding: &Finding| finding.evidence().waits_for.as_ref().map(|one| one.why.clone());
    assert_eq!(waits(&finding).as_deref(), Some("not yet approved"));
    // That of a force outside the group is not waited for.
    assert_eq!(waits(&published(satisfied(&[180]).pending(LATEST, &["Z"]))), None);
}

#[test]
fn a_percentage_without_its_people_makes_no_share() {
    let bare = crate::support::percentage("90", None);
    let built = satisfied(&[180, 170])
        .with_value(LOWER, "C", LATEST, bare, Status::Final)
        .and(ReturnKind::Positions)
        .with("2014-09", Quantity::Place { place: 1, of: None });
    let row = GroupPosition::of_satisfaction(HIGHER);
    let finding = built.judge_under(&row, &terms_of_group(&MEMBERS));
    assert_eq!(describe_finding(&finding), "reported rank_only");
}

/// Counts of 100, 90, 110, … in forces of 1,000 people.
fn counted(series: Series, population: Series, counts: &[i64], months: &str) -> Built {
    counts.iter().zip(MEMBERS).fold(returns(ReturnKind::Counts), |built, (count, area)| {
        built.with_area(series, area, months, *count).with_area(population, area, "2011-03", 1000)
    })
}

#[test]
fn burglary_is_counted_by_households() {
    let built = counted(LOWER, HOUSEHOLDS, &[100, 90, 110, 95], LATEST);
    let row = GroupPosition::of_offences(LOWER).for_households();
    let finding = built
        .and(ReturnKind::Positions)
        .awaiting(None)
        .judge_under(&row, &terms_of_group(&MEMBERS[..4]));
    assert_eq!(describe_finding(&finding), "Amber between_control_lines");
    assert_near("rate", number(finding.evidence(), "rate for each 1,000 households"), 100.0, 1e-9);
    let by_residents = counted(LOWER, HOUSEHOLDS, &[100, 90, 110, 95], LATEST)
        .and(ReturnKind::Positions)
        .awaiting(None)
        .judge_under(&GroupPosition::of_offences(LOWER), &terms_of_group(&MEMBERS[..4]));
    assert_eq!(describe_finding(&by_residents), "awaited awaited");
}

#[test]
fn another_series_stands_in_only_where_the_rows_own_is_not_there() {
    let row = || GroupPosition::of_offences(LOWER).or_stand_in(OTHER, "another, for the series");
    let terms = terms_of_group(&MEMBERS[..4]);
    let stand_in = || counted(OTHER, RESIDENTS, &[100, 90, 110, 95], LATEST);
    let alone = stand_in().and(ReturnKind::Positions).awaiting(None).judge_under(&row(), &terms);
    assert_eq!(describe_finding(&alone), "Amber between_control_lines");
    assert_eq!(alone.evidence().proxy_for, Some("another, for the series"));
    assert!(alone.evidence().cautions.contains(&Caution::StandIn));

    let placed = stand_in()
        .and(ReturnKind::Positions)
        .with("2014-09", Quantity::Place { place: 3, of: None })
        .judge_under(&row(), &terms);
    assert_eq!(describe_finding(&placed), "reported rank_only", "a place of its own comes first");

    let own = MEMBERS[..4]
        .iter()
        .zip([1, 2, 3, 4])
        .fold(stand_in(), |built, (area, count)| built.with_area(LOWER, area, LATEST, count));
    let own = own.and(ReturnKind::Positions).awaiting(None).judge_under(&row(), &terms);
    assert_eq!(own.evidence().proxy_for, None);
    assert_eq!(printed(&own), ["1st of 4"]);
}

#[test]
fn the_months_with_the_most_members_are_compared_unless_they_are_old() {
    let whole = |months: &str| counted(LOWER, RESIDENTS, &[100, 90, 110, 95], months);
    let later = |built: Built| {
        ["B", "C"]
            .iter()
            .chain([&OWN])
            .fold(built, |built, area| built.with_area(LOWER, area, LATEST, 100))
    };
    for (name, months, period, members) in [
        ("March", "2013-04/2014-03", "2013/14", "4"),
        ("the September before", "2012-10/2013-09", "12 months to September 2014", "3"),
    ] {
        let finding = later(whole(months))
            .and(ReturnKind::Positions)
            .awaiting(None)
            .judge_under(&GroupPosition::of_offences(LOWER), &terms_of_group(&MEMBERS[..4]));
        let inputs = &finding.evidence().inputs;
        assert_eq!(inputs[0].period, period, "{name}");
        assert!(printed(&finding)[0].ends_with(members), "{name}");
        let incomplete = finding.evidence().cautions.contains(&Caution::GroupIncomplete);
        assert_eq!(incomplete, members == "3", "{name}");
    }
}

#[test]
fn a_group_that_cannot_have_anybody_beyond_its_lines_says_so() {
    // (g − 1)/√g is 1.79 for 5 and 2.04 for 6.
    for (members, too_small) in [(5, true), (6, false)] {
        let counts = [100, 90, 110, 95, 105, 99];
        let built = counted(LOWER, RESIDENTS, &counts[..members], LATEST)
            .and(ReturnKind::Positions)
            .awaiting(None);
        let mut terms = terms_of_group(&MEMBERS[..members]);
        let row = GroupPosition::of_offences(LOWER);
        let told_of = |terms: &Terms| {
            let finding = built.judge_under(&row, terms);
            finding.evidence().cautions.contains(&Caution::GroupTooSmall)
        };
        assert_eq!(told_of(&terms), too_small, "{members}");
        terms.tests.group_includes_own = false;
        assert!(!told_of(&terms), "{members}, the force left out");
    }
}
