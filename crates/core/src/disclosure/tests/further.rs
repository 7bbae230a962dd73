//! Figures that a row rests on beside its inputs, sums that tallies know, and what is computed from them.

use super::*;
use crate::{ChartedPoint, ControlChart, CountedFrom, Exhibit, FigureRelation, Series, Term};

const CITY: Series = Series::higher_is_better("cohort/city");
const COUNTY: Series = Series::higher_is_better("cohort/county");
const TOGETHER: Series = Series::higher_is_better("cohort/together");
const EACH: Series = Series::lower_is_better("cohort/each");

fn month(count: i64) -> Observation {
    observed(COHORT, "2013-04", Quantity::Count(count))
}

/// A row that reads two years and draws a month besides.
fn charted(drawn: &Observation) -> Row {
    let figures = [("2012/13", 140), ("2013/14", 150)]
        .map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
    let mut row = row(&figures);
    let point = ChartedPoint {
        period: drawn.period,
        value: Finite::new(1.0).unwrap(),
        limits: None,
        signals: Vec::new(),
    };
    let (points, changes) = (vec![point], Vec::new());
    let chart = ControlChart { points, recent: 1, earlier: 0, lines: None, changes };
    let Finding::Reported { evidence, .. } = &mut row.finding else { panic!("reported") };
    *evidence = evidence.clone().drawing(Some(Exhibit::ControlChart(chart)), [drawn]);
    assert!(evidence.exhibit().is_some());
    row
}

#[test]
fn an_exhibit_that_draws_a_withheld_month_is_not_drawn() {
    let of = |count| {
        let mut rows = [charted(&month(count))];
        control_disclosure(&mut rows, &[policy()], &[]);
        let [row] = rows;
        row
    };
    let row = of(3);
    let evidence = row.finding.evidence();
    assert!(evidence.exhibit().is_none() && evidence.numbers.is_empty());
    // What was received and may be shown is shown all the same.
    assert_eq!(values(&row), ["140", "150"]);
    assert_eq!(format!("{row:?}"), format!("{:?}", of(1)));
    assert!(of(30).finding.evidence().exhibit().is_some());
}

#[test]
fn an_earlier_row_loses_its_exhibit_by_the_policy_of_the_later_report() {
    let mut rows = [charted(&month(3))];
    control_earlier(&mut rows, &[], &[policy()], &[]);
    let evidence = rows[0].finding.evidence();
    assert!(evidence.exhibit().is_none() && evidence.rests_on_withheld());
}

#[test]
fn an_exhibit_of_months_that_nothing_names_is_not_drawn() {
    let exhibit = |row: &Row| row.finding.evidence().exhibit().cloned();
    let drawn = exhibit(&charted(&month(30)));
    let other = observed(COHORT, "2013-05", Quantity::Count(30));
    assert!(Evidence::for_rule(Rule::Key).drawing(drawn, [&other]).exhibit().is_none());
}

fn share(series: Series, yes: u64, all: u64) -> Observation {
    let share = Quantity::Proportion(Proportion::new(yes, all).unwrap());
    observed(series.id(), "2013/14", share)
}

#[test]
fn a_share_of_two_programmes_together_does_not_give_one_away() {
    let together = [FigureRelation::Shares { total: TOGETHER, parts: &[CITY, COUNTY] }];
    let of = |relations: &[FigureRelation]| {
        let figures = [share(CITY, 3, 65), share(COUNTY, 42, 118), share(TOGETHER, 45, 183)];
        let mut rows = [row(&figures)];
        control_disclosure(&mut rows, &[policy()], relations);
        values(&rows[0]).iter().map(|value| *value == WITHHELD).collect::<Vec<_>>()
    };
    assert_eq!(of(&together), [true, false, true]);
    assert_eq!(of(&[]), [true, false, false]);
    // As counts that are no share's, a total goes last.
    let sums = [Term::Yes as fn(Series) -> Term, Term::No].map(|facet| FigureRelation::Sum {
        total: facet(TOGETHER),
        parts: Box::leak(Box::new([facet(CITY), facet(COUNTY)])),
    });
    assert_eq!(of(&sums), [true, true, false]);
}

#[test]
fn what_was_computed_from_a_withheld_figure_is_withheld() {
    let each = [FigureRelation::Computed { figure: EACH, from: &[CITY] }];
    let of = |count, relations: &[FigureRelation]| {
        let average = Quantity::Number(rust_decimal::Decimal::new(15, 1));
        let figures = [
            observed(CITY.id(), "2013/14", Quantity::Count(count)),
            observed(EACH.id(), "2014-03", average),
        ];
        let mut rows = [row(&figures)];
        control_disclosure(&mut rows, &[policy()], relations);
        values(&rows[0])[1] == WITHHELD
    };
    assert!(of(3, &each));
    assert!(!of(30, &each) && !of(3, &[]));
}

fn counted_from(records: u32, value: Quantity) -> Observation {
    let source = |line| Source { file: "returns/people.csv".into(), line };
    let records = (0..records).map(source).collect();
    let counted = CountedFrom { rule: "By hand.", records, positive: None, left_out: Vec::new() };
    Observation {
        counted: Some(std::sync::Arc::new(counted)),
        ..observed(COHORT, "2013/14", value)
    }
}

#[test]
fn an_average_and_the_events_of_few_people_are_withheld() {
    let hidden = |records, value: Quantity| {
        let figures = [counted_from(records, value.clone()), counted_from(records, value)];
        values(&controlled(&figures, &[policy()]))[0] == WITHHELD
    };
    let average = || Quantity::Stars(rust_decimal::Decimal::new(34, 1));
    assert!(hidden(4, average()) && !hidden(5, average()));
    assert!(hidden(4, Quantity::Count(20)) && !hidden(5, Quantity::Count(20)));
}

#[test]
fn no_rounded_figure_tells_its_records() {
    let policy = DisclosurePolicy { round_to: 5, ..policy() };
    let of = |count: u32| {
        let one = counted_from(count, Quantity::Count(count.into()));
        controlled(&[one.clone(), one], std::slice::from_ref(&policy))
    };
    // 15 is a multiple, and 16 is not.
    assert_eq!(format!("{:?}", of(15)), format!("{:?}", of(16)));
    assert!(of(15).finding.evidence().inputs.iter().all(|input| input.counted.is_none()));
}

#[test]
fn months_beside_each_other_bound_a_withheld_one() {
    // Of a year of 40, half a year is 37: a month of the other half is at the most 3, and so it can be
    // told to be small, although two other months of that half are nowhere shown.
    let figures = [("2013/14", 40), ("2013-04/2013-09", 37), ("2013-11", 2)]
        .map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
    let row = controlled(&figures, &[policy()]);
    assert_eq!(values(&row), ["40", WITHHELD, WITHHELD]);
}

#[test]
fn a_reason_that_only_some_counts_could_give_goes_with_them() {
    let of = |count, reason| {
        let figures = [("2012/13", 14), ("2013/14", count)]
            .map(|(period, count)| observed(COHORT, period, Quantity::Count(count)));
        let mut judged = row(&figures);
        let Finding::Reported { reason: of, .. } = &mut judged.finding else { panic!("reported") };
        *of = reason;
        let mut rows = [judged];
        control_disclosure(&mut rows, &[policy()], &[]);
        rows[0].finding.reason()
    };
    assert_eq!(of(3, Reason::ProjectionNotComputed), Reason::Withheld);
    assert_eq!(of(30, Reason::ProjectionNotComputed), Reason::ProjectionNotComputed);
    assert_eq!(of(3, Reason::NoTestSet), Reason::NoTestSet);
}

#[test]
fn a_rate_goes_with_the_events_that_it_is_of() {
    let rate = |policy: DisclosurePolicy, events| {
        let figures = ["2012/13", "2013/14"].map(|period| {
            let days = observed("cohort/days", period, Quantity::Count(20_000));
            [observed("cohort/offences", period, Quantity::Count(events)), days]
        });
        let mut row = row(figures.concat().as_slice());
        let printed = |period: &str| Figure::Known {
            value: Quantity::Number(rust_decimal::Decimal::new(61, 1)),
            status: Status::Final,
            note: None,
            period: period.to_owned(),
            subject: None,
        };
        let Finding::Reported { figures, .. } = &mut row.finding else { panic!("reported") };
        *figures = Figures::against_baseline(printed("2012/13"), printed("2013/14"));
        let mut rows = [row];
        control_disclosure(&mut rows, &[policy], &[]);
        let latest = rows[0].finding.figures().latest.clone();
        latest.is_some_and(|latest| latest.is_withheld())
    };
    assert!(rate(policy(), 4));
    assert!(!rate(policy(), 40));
    // With rounded events, the rate as it is would give the true ones away.
    assert!(rate(DisclosurePolicy { round_to: 5, ..policy() }, 40));
}
