//! What is withheld, and that it cannot be worked out.

mod further;

use proptest::prelude::*;

use super::protection::protect;
use super::recovery::{Cell, Relation, Remainder, Sign, Turn, Unknown, remainders};
use super::*;
use crate::{
    Caution, Evidence, Figure, Figures, Finding, Finite, Observation, Proportion, Reason, Row,
    RowId, Rule, Source, Status, Unit,
};

fn cell(count: u64, withheld: bool) -> Cell {
    let safe_zero = count == 0 && !withheld;
    let least = u64::from(ZERO_IS_SAFE);
    Cell { figure: 0, count, safe_zero, turn: Turn::Usual, threshold: 5, least, withheld }
}

/// Protects cells of which each is a figure of its own.
fn guard(cells: &mut [Cell], relations: &[Relation]) {
    (0..).zip(cells.iter_mut()).for_each(|(index, cell)| cell.figure = index);
    protect(cells, relations);
}

/// A reader of these cells would see a nobody.
const ZERO_IS_SAFE: bool = true;

/// A total, which is the first cell, and its parts.
fn total_of(parts: std::ops::RangeInclusive<usize>) -> Relation {
    let parts = parts.map(|index| (Unknown::Cell(index), Sign::Minus));
    std::iter::once((Unknown::Cell(0), Sign::Plus)).chain(parts).collect()
}

fn withheld(cells: &[Cell]) -> Vec<usize> {
    (0..cells.len()).filter(|index| cells[*index].withheld).collect()
}

#[test]
fn the_smallest_other_part_is_withheld_with_the_one_that_its_total_would_give_away() {
    let mut cells = [20, 3, 9, 8].map(|count| cell(count, count < 5));
    guard(&mut cells, &[total_of(1..=3)]);
    assert_eq!(withheld(&cells), [1, 3]);
    // A zero that may be shown would protect as little as nothing.
    let mut cells = [20, 3, 17, 0].map(|count| cell(count, count > 0 && count < 5));
    guard(&mut cells, &[total_of(1..=3)]);
    assert_eq!(withheld(&cells), [1, 2]);
    let mut cells = [3, 3, 0].map(|count| cell(count, count > 0));
    guard(&mut cells, &[total_of(1..=2)]);
    assert_eq!(withheld(&cells), [0, 1]);
}

#[test]
fn rows_and_columns_of_a_table_do_not_give_a_cell_away_together() {
    // A table of 2 by 3 with the totals of its rows and columns: the one small cell needs a second
    // in its row, one in its column, and one where those two cross.
    let counts = [2, 10, 11, 12, 13, 14, 23, 39, 14, 23, 25];
    let mut cells = counts.map(|count| cell(count, count < 5));
    let sum = |total: usize, parts: &[usize]| -> Relation {
        let parts = parts.iter().map(|part| (Unknown::Cell(*part), Sign::Minus));
        std::iter::once((Unknown::Cell(total), Sign::Plus)).chain(parts).collect()
    };
    let relations = [
        sum(6, &[0, 1, 2]),
        sum(7, &[3, 4, 5]),
        sum(8, &[0, 3]),
        sum(9, &[1, 4]),
        sum(10, &[2, 5]),
    ];
    guard(&mut cells, &relations);
    assert_eq!(withheld(&cells), [0, 1, 3, 4]);
    let alone = |left: &Remainder| left.withheld.len() == 1;
    assert!(!remainders(&cells, &relations).iter().any(alone));
}

#[test]
fn parts_that_are_small_together_take_a_larger_one_with_them() {
    // Key locations with 1 and 0 reports of 48: the other seven would leave 1 for both.
    let parts = |zero_is_safe: bool, counts: [u64; 4]| {
        let total: u64 = counts.iter().sum();
        let mut cells = [total, counts[0], counts[1], counts[2], counts[3]].map(|count| Cell {
            least: u64::from(zero_is_safe),
            safe_zero: count == 0 && zero_is_safe,
            ..cell(count, count < 5 && !(count == 0 && zero_is_safe))
        });
        guard(&mut cells, &[total_of(1..=4)]);
        withheld(&cells)
    };
    assert_eq!(parts(false, [1, 0, 7, 40]), [1, 2, 3]);
    // 4 of both is below the threshold, and 5 is not: one of them may be 5.
    assert_eq!(parts(false, [2, 2, 7, 40]), [1, 2, 3]);
    assert_eq!(parts(false, [2, 3, 7, 40]), [1, 2]);
    // Where a nobody would be shown, 5 of both is 4 and 1 at the most, and 6 may be 5 and 1.
    assert_eq!(parts(true, [2, 3, 7, 40]), [1, 2, 3]);
    assert_eq!(parts(true, [2, 4, 7, 40]), [1, 2]);
    // With nothing left among the parts but a nobody, the total goes.
    assert_eq!(parts(true, [2, 2, 2, 0]), [0, 1, 2, 3]);
}

proptest! {
    #[test]
    fn no_relation_has_exactly_one_unknown(
        counts in prop::collection::vec(0_u64..40, 4..14),
        sums in prop::collection::vec(prop::collection::btree_set(0_usize..14, 2..6), 1..8),
    ) {
        let mut cells: Vec<_> = counts.iter().map(|count| cell(*count, (1..5).contains(count))).collect();
        let relations: Vec<Relation> = sums
            .iter()
            .map(|sum| {
                let inside = sum.iter().filter(|index| **index < cells.len());
                let signed = |(place, index): (usize, &usize)| {
                    let sign = if place == 0 { Sign::Plus } else { Sign::Minus };
                    (Unknown::Cell(*index), sign)
                };
                inside.enumerate().map(signed).collect::<Relation>()
            })
            .filter(|relation| relation.len() > 1)
            .collect();
        let before = cells.clone();
        guard(&mut cells, &relations);
        for (before, after) in before.iter().zip(&cells) {
            prop_assert!(!before.withheld || after.withheld);
        }
        for relation in &relations {
            let unknown = relation.iter().filter(|(unknown, _)| match unknown {
                Unknown::Cell(index) => cells[*index].withheld,
                Unknown::Hidden(_) => true,
            });
            prop_assert_ne!(unknown.count(), 1, "{:?} of {:?}", relation, cells);
        }
    }

    #[test]
    fn of_one_total_no_more_is_withheld_than_needed(
        counts in prop::collection::vec(0_u64..40, 2..10),
    ) {
        let total: u64 = counts.iter().sum();
        let all: Vec<_> = std::iter::once(total).chain(counts).collect();
        let mut cells: Vec<_> = all.iter().map(|count| cell(*count, (1..5).contains(count))).collect();
        let small = withheld(&cells);
        let last = cells.len() - 1;
        guard(&mut cells, &[total_of(1..=last)]);
        // One part more suffices: it is as large as the threshold. A safe zero is not, and so the
        // total may go after it.
        let together: u64 = small.iter().map(|index| all[*index]).sum();
        let others = u64::try_from(small.len()).unwrap().saturating_sub(1);
        let shown_total = !small.contains(&0);
        let more = withheld(&cells).len() - small.len();
        if small.is_empty() || !shown_total || (others > 0 && together - others >= 5) {
            prop_assert_eq!(more, 0);
        } else if all.iter().skip(1).any(|count| *count >= 5) {
            prop_assert_eq!(more, 1);
        }
        let left = remainders(&cells, &[total_of(1..=last)]);
        prop_assert!(!left.iter().any(|left| !left.shown.is_empty() && left.tells(&cells)));
    }
}

const COHORT: &str = "cohort/offending";

fn policy() -> DisclosurePolicy {
    DisclosurePolicy {
        series: vec!["cohort/*".to_owned()],
        threshold: 5,
        zero_is_safe: false,
        round_to: 1,
        sums: Vec::new(),
    }
}

fn observed(series: &str, period: &str, value: Quantity) -> Observation {
    Observation {
        series: series.into(),
        area: "X23000001".into(),
        period: period.parse().expect("a period"),
        value,
        status: Status::Final,
        note: Some("Three of them are brothers.".to_owned()),
        source: Source { file: "returns/counts.csv".into(), line: 2 },
        counted: None,
        summed: None,
    }
}

/// A row of `observations` with every number beside them that a finding may have.
fn row(observations: &[Observation]) -> Row {
    let [.., earlier, latest] = observations else { panic!("two figures at least") };
    let mut evidence = observations
        .iter()
        .fold(Evidence::for_rule(Rule::Key), |evidence, one| evidence.with_input("trend", one))
        .with_number("z", -1.5, 2)
        .with_caution(Caution::TooRareForLines)
        .with_caution(Caution::Annualised);
    evidence.method = Some("a test");
    evidence.n = Some(3);
    evidence.p_value = Finite::new(0.13);
    let figures = Figures::against_baseline(Figure::received(earlier), Figure::received(latest));
    Row {
        id: RowId { owner: "sp2".to_owned(), measure: "offending" },
        label: "Offending",
        columns: crate::Columns::BaselineAndLatest { projection: false },
        better: crate::Direction::Lower,
        on_dashboard: true,
        finding: Finding::Reported { figures, reason: Reason::NoTestSet, evidence },
        among_all: None,
    }
}

fn controlled(observations: &[Observation], policies: &[DisclosurePolicy]) -> Row {
    let mut rows = [row(observations)];
    control_disclosure(&mut rows, policies, &[]);
    let [row] = rows;
    row
}

fn values(row: &Row) -> Vec<&str> {
    row.finding.evidence().inputs.iter().map(|input| input.value.as_str()).collect()
}

#[test]
fn a_small_count_is_taken_out_with_all_that_was_computed_from_it() {
    let of = |latest| {
        let figures = [("2012/13", 14), ("2013/14", latest)];
        let figures =
            figures.map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
        controlled(&figures, &[policy()])
    };
    let row = of(3);
    assert_eq!(values(&row), ["14", WITHHELD]);
    let figures = row.finding.figures();
    assert_eq!(figures.baseline.as_ref().and_then(Figure::value), Some(&Quantity::Count(14)));
    assert_eq!(figures.latest.as_ref().map(Figure::is_withheld), Some(true));
    assert_eq!(figures.latest.as_ref().and_then(Figure::unit), Some(Unit::Count));
    assert_eq!((figures.change(), figures.change_is_withheld()), (None, true));
    let evidence = row.finding.evidence();
    assert_eq!(evidence.cautions, [Caution::Annualised, Caution::Withheld]);
    assert!(evidence.numbers.is_empty() && evidence.n.is_none() && evidence.p_value.is_none());
    // Which small count it was can be told from nothing that is left.
    assert_eq!(format!("{row:?}"), format!("{:?}", of(4)));
    assert_eq!(format!("{row:?}"), format!("{:?}", of(0)));
    assert_eq!(values(&of(5)), ["14", "5"]);
    assert_eq!(of(5).finding.evidence().p_value, Finite::new(0.13));
}

#[test]
fn a_colour_goes_with_the_count_that_it_rests_on() {
    // Of counts below 5 beside a baseline of 7, only a fall to none is significant.
    let of = |latest, policy: DisclosurePolicy| {
        let figures = [("2012/13", 7), ("2013/14", latest)];
        let figures =
            figures.map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
        let mut judged = row(&figures);
        let Finding::Reported { figures, evidence, .. } = judged.finding else {
            panic!("reported")
        };
        let (assessment, reason) = (crate::Assessment::Green, Reason::SignificantlyBetter);
        judged.finding = Finding::Assessed { figures, assessment, reason, evidence };
        let mut rows = [judged];
        control_disclosure(&mut rows, &[policy], &[]);
        let [row] = rows;
        (row.finding.assessment(), row.finding.reason())
    };
    assert_eq!(of(0, policy()), (None, Reason::Withheld));
    let safe = DisclosurePolicy { zero_is_safe: true, ..policy() };
    assert_eq!(of(0, safe), (Some(crate::Assessment::Green), Reason::SignificantlyBetter));
    let rounded = DisclosurePolicy { round_to: 5, ..policy() };
    assert_eq!(of(5, rounded), (Some(crate::Assessment::Green), Reason::SignificantlyBetter));
}

#[test]
fn nothing_is_withheld_of_a_series_that_no_policy_covers() {
    let figures = ["2012/13", "2013/14"]
        .map(|period| observed("cohorts/offending", period, Quantity::Count(3)));
    assert_eq!(values(&controlled(&figures, &[policy()])), ["3", "3"]);
    let safe = DisclosurePolicy { zero_is_safe: true, ..policy() };
    let figures = ["2012/13", "2013/14"].map(|period| observed(COHORT, period, Quantity::Count(0)));
    assert_eq!(values(&controlled(&figures, &[safe])), ["0", "0"]);
    assert_eq!(values(&controlled(&figures, &[policy()])), [WITHHELD, WITHHELD]);
}

#[test]
fn an_annualised_count_is_judged_as_it_was_received() {
    let mut figures = [("2012/13", 14), ("2013-04/2013-06", 16)]
        .map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
    figures[1].status = Status::Annualised;
    // 16 a year is 4 in three months.
    assert_eq!(values(&controlled(&figures, &[policy()])), ["14", WITHHELD]);
    figures[1].value = Quantity::Count(20);
    assert_eq!(values(&controlled(&figures, &[policy()])), ["14", "20"]);
}

#[test]
fn a_share_of_few_or_of_all_but_few_people_is_withheld() {
    let of = |value: Quantity| {
        let figures = ["2012/13", "2013/14"].map(|period| observed(COHORT, period, value.clone()));
        values(&controlled(&figures, &[policy()]))[0] == WITHHELD
    };
    let share =
        |positive, surveyed| Quantity::Proportion(Proportion::new(positive, surveyed).unwrap());
    assert!(of(share(4, 50)) && of(share(46, 50)) && of(share(50, 50)));
    assert!(!of(share(5, 50)) && !of(share(45, 50)));
    let printed = |percent: i64, surveyed| {
        let percent = rust_decimal::Decimal::from(percent);
        Quantity::Percentage(crate::Percentage::new(percent, surveyed).unwrap())
    };
    assert!(of(printed(8, Some(50))) && of(printed(92, Some(50))));
    assert!(!of(printed(10, Some(50))) && !of(printed(8, None)));
}

#[test]
fn months_and_longer_periods_do_not_give_each_other_away() {
    // Quarters of 9, 3, 8 and 7 make a year of 27: a second quarter goes with the small one.
    let figures = [
        ("2013-04/2013-06", 9),
        ("2013-07/2013-09", 3),
        ("2013-10/2013-12", 8),
        ("2014-01/2014-03", 7),
        ("2013/14", 27),
    ]
    .map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
    assert_eq!(values(&controlled(&figures, &[policy()])), ["9", WITHHELD, "8", WITHHELD, "27"]);
    // Two small quarters come to 3 together, which the year and the others would tell.
    let figures = [
        ("2013-04/2013-06", 9),
        ("2013-07/2013-09", 1),
        ("2013-10/2013-12", 2),
        ("2014-01/2014-03", 15),
        ("2013/14", 27),
    ]
    .map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
    let shown = [WITHHELD, WITHHELD, WITHHELD, "15", "27"];
    assert_eq!(values(&controlled(&figures, &[policy()])), shown);
    // Overlapping years: what the two do not share gives the small quarter away as well.
    let figures = [
        ("2013-04/2013-06", 3),
        ("2013-04/2014-03", 27),
        ("2013-07/2014-06", 34),
        ("2014-04/2014-06", 10),
    ]
    .map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
    assert_eq!(values(&controlled(&figures, &[policy()])), [WITHHELD, "27", "34", WITHHELD]);
}

#[test]
fn a_total_and_its_other_parts_do_not_give_a_part_away() {
    let sum = DisclosureSum {
        total: "cohort/all".to_owned(),
        parts: ["cohort/men", "cohort/women", "cohort/unknown"].map(str::to_owned).to_vec(),
    };
    let policy = DisclosurePolicy { sums: vec![sum], ..policy() };
    let figures = [("all", 40), ("men", 27), ("women", 11), ("unknown", 2)].map(|(part, count)| {
        observed(&format!("cohort/{part}"), "2013/14", Quantity::Count(count))
    });
    let shown = ["40", "27", WITHHELD, WITHHELD];
    assert_eq!(values(&controlled(&figures, std::slice::from_ref(&policy))), shown);
    let figures = [("all", 40), ("men", 38), ("women", 1), ("unknown", 1)].map(|(part, count)| {
        observed(&format!("cohort/{part}"), "2013/14", Quantity::Count(count))
    });
    let shown = ["40", WITHHELD, WITHHELD, WITHHELD];
    assert_eq!(values(&controlled(&figures, &[policy])), shown);
}

#[test]
fn rounded_counts_are_rounded_everywhere_and_leave_nothing_exact_behind() {
    let policy = DisclosurePolicy { round_to: 5, ..policy() };
    let of = |latest| {
        let figures = [("2012/13", 22), ("2013/14", latest)];
        let figures =
            figures.map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
        controlled(&figures, std::slice::from_ref(&policy))
    };
    let row = of(13);
    assert_eq!(values(&row), ["20", "15"]);
    let latest = row.finding.figures().latest.as_ref();
    assert_eq!(latest.and_then(Figure::value), Some(&Quantity::Count(15)));
    assert_eq!(latest.and_then(Figure::note), Some("Rounded to the nearest 5."));
    assert_eq!(row.finding.evidence().cautions.last(), Some(&Caution::Rounded));
    assert_eq!(format!("{row:?}"), format!("{:?}", of(17)));
}
