//! Claims against rows that are made up.

mod figures;
mod grounds;
mod text;
mod words;

use panel_core::{
    Assessment, Awaited, Caution, ChartedPoint, Columns, ControlChart, Direction, Evidence,
    Exhibit, Figure, Figures, Finding, Finite, Lines, Month, Observation, Period, Point,
    ProjectionFan, Quantity, Reason, Row, RowId, Rule, Source, Status, Unit, WITHHELD,
};

use super::{Claim, Claimable, Verdict};

const ROW: &str = "sp12.offences";

pub(crate) fn row(finding: Finding, better: Direction) -> Row {
    Row {
        id: RowId { owner: "sp12".to_owned(), measure: "offences" },
        label: "Number of offences",
        columns: Columns::BaselineAndLatest { projection: false },
        better,
        on_dashboard: true,
        finding,
        among_all: None,
    }
}

pub(crate) fn known(value: Quantity) -> Figure {
    let period = "2012/13".to_owned();
    Figure::Known { value, status: Status::Final, note: None, period, subject: None }
}

pub(crate) fn count(count: i64) -> Figure {
    known(Quantity::Count(count))
}

fn awaited() -> Awaited {
    Awaited {
        why: "The figures are late.".to_owned(),
        from: "Force".to_owned(),
        expected: None,
        since: None,
        pending: false,
        source: Source { file: "awaited.toml".into(), line: 3 },
    }
}

fn withheld() -> Figure {
    Figure::Withheld { unit: Unit::Count, period: "2012/13".to_owned() }
}

/// Two counts that are shown and were not tested.
pub(crate) fn counts(before: i64, now: i64) -> Finding {
    reported(Figures::against_baseline(count(before), count(now)), Reason::NoTestSet)
}

fn reported(figures: Figures, reason: Reason) -> Finding {
    Finding::Reported { figures, reason, evidence: Evidence::for_rule(Rule::NumberOfOffences) }
}

fn assessed(figures: Figures, assessment: Assessment, reason: Reason) -> Finding {
    let evidence = Evidence::for_rule(Rule::NumberOfOffences);
    Finding::Assessed { figures, assessment, reason, evidence }
}

/// The same finding with other grounds.
fn with(finding: Finding, change: impl FnOnce(&mut Evidence)) -> Finding {
    let mut finding = finding;
    match &mut finding {
        Finding::Assessed { evidence, .. }
        | Finding::Reported { evidence, .. }
        | Finding::Awaited { evidence, .. } => change(evidence),
    }
    finding
}

fn finite(number: f64) -> Finite {
    Finite::new(number).unwrap()
}

fn lines(mean: f64) -> Lines {
    Lines { mean: finite(mean), low: finite(0.0), high: finite(2.0 * mean) }
}

/// So many months from January 2014 on, or quarters or years.
fn periods(months: i32, how_many: usize) -> impl Iterator<Item = Period> {
    let first: Month = "2014-01".parse().unwrap();
    (0..i32::try_from(how_many).unwrap()).map(move |step| {
        Period::new(first.plus(step * months), first.plus((step + 1) * months - 1)).unwrap()
    })
}

/// A control chart of these values, of which the last two are set against the mean of the others.
fn chart(months: i32, values: &[f64], mean: f64) -> Exhibit {
    let points = periods(months, values.len()).zip(values).map(|(period, value)| ChartedPoint {
        period,
        value: finite(*value),
        limits: None,
        signals: Vec::new(),
    });
    Exhibit::ControlChart(ControlChart {
        points: points.collect(),
        recent: 2,
        earlier: values.len().saturating_sub(2),
        lines: Some(lines(mean)),
        changes: Vec::new(),
    })
}

fn projection(values: &[f64]) -> Exhibit {
    let points = periods(1, values.len()).zip(values);
    Exhibit::Projection(ProjectionFan {
        history: points.map(|(period, value)| Point { period, value: finite(*value) }).collect(),
        baseline: finite(100.0),
        target: None,
        year: "2016/17".to_owned(),
        known: finite(0.0),
        trends: Vec::new(),
        shown: 0,
        steps: Vec::new(),
    })
}

/// What a row with this finding says of a claim.
#[track_caller]
fn verdict(finding: &Finding, better: Direction, words: &str) -> Verdict {
    let claim = Claim::of(words).unwrap_or_else(|| panic!("{words} is no claim"));
    Claimable::from(&row(finding.clone(), better)).verdict(ROW, claim)
}

/// `holds`, or what is told instead.
#[track_caller]
fn describe_faults(finding: &Finding, better: Direction, words: &str) -> String {
    match verdict(finding, better, words) {
        Verdict::Holds => "holds".to_owned(),
        Verdict::Fails(says) => says,
        Verdict::NothingToClaim { why, remedy } => format!("nothing: {why}; {remedy}"),
    }
}

/// Asserts which of `claims` hold; every other of them fails.
#[track_caller]
fn only(finding: &Finding, better: Direction, claims: &[&str], holding: &[&str]) {
    let holds = |words: &&&str| verdict(finding, better, words) == Verdict::Holds;
    let found: Vec<_> = claims.iter().filter(holds).copied().collect();
    assert_eq!(found, holding);
}

/// Draws an exhibit of figures that were received.
fn draw(evidence: &mut Evidence, exhibit: Exhibit) {
    let drawn: Vec<_> = exhibit.draws().iter().map(|(_, period)| received(&period.iso())).collect();
    *evidence = evidence.clone().drawing(Some(exhibit), &drawn);
}

fn received(period: &str) -> Observation {
    Observation {
        series: "offences/made-up".into(),
        area: "X23000001".into(),
        period: period.parse().unwrap(),
        value: Quantity::Count(3),
        status: Status::Final,
        note: None,
        source: Source { file: "returns/counts.csv".into(), line: 2 },
        counted: None,
        summed: None,
    }
}

/// A row that shows its figures, and of whose inputs one is withheld.
fn resting_on_a_withheld_figure() -> Finding {
    with(counts(100, 120), |evidence| {
        *evidence = evidence.clone().with_input("latest", &received("2014-01"));
        WITHHELD.clone_into(&mut evidence.inputs[0].value);
    })
}

/// A row whose figures are rounded.
fn rounded() -> Finding {
    with(counts(100, 120), |evidence| evidence.cautions.push(Caution::Rounded))
}
