//! What a quarter misses that follows another: of made-up rows, whatever has not carried over.

use panel_core::{
    Awaiting, Code, Entry, Force, Month, Observation, Partner, Period, Plan, Priority, Quantity,
    ReturnKind, Returns, Series, Source, Status, Terms, Tests,
};
use panel_measures::{CountAgainstBaseline, SpcVariance};
use panel_scaffold::{Following, Missing};

use crate::next_quarter;

const AREA: &str = "X23000001";
const ENTRANTS: Series = Series::lower_is_better("entrants/all");
const IN_COURT: Series = Series::lower_is_better("entrants/in-court");
const OFFENCES: Series = Series::lower_is_better("offences/all");
const PUBLISHED: Series = Series::lower_is_better("published/all");

static PRIORITY: Entry = Entry::Priority(Priority {
    code: Code::sp(1),
    title: "To be first",
    part: None,
    statement: None,
    measures: &[
        &CountAgainstBaseline::new("entrants", "Entrants", ENTRANTS),
        &SpcVariance::new(OFFENCES).or_published(PUBLISHED),
    ],
    quoted: &[],
    of_records: &[&CountAgainstBaseline::new("in_court", "In court", IN_COURT)],
    tallies: &[],
});

fn terms(quarter: &str) -> Terms {
    Terms {
        quarter: quarter.parse().unwrap(),
        force: Force { name: "Anyshire".to_owned(), area: AREA.to_owned(), fictional: true },
        plan_name: "Fictional Plan".to_owned(),
        baseline_year: "2012/13".parse().unwrap(),
        plan_ends: "2017-03".parse().unwrap(),
        comparison_group: String::new(),
        comparison_members: Vec::new(),
        recording_changes: Vec::new(),
        disclosure: Vec::new(),
        tests: Tests::shipped(),
    }
}

fn receive(returns: &mut Returns, kind: ReturnKind, series: Series, period: Period) {
    let observation = Observation {
        series: series.id().into(),
        area: AREA.into(),
        period,
        value: Quantity::Count(100),
        status: Status::Final,
        note: None,
        source: Source { file: "returns/counts.csv".into(), line: 2 },
        counted: None,
        summed: None,
    };
    returns.receive(kind, observation);
}

fn months(returns: &mut Returns, last: &str) {
    let (first, last): (Month, Month) = ("2012-04".parse().unwrap(), last.parse().unwrap());
    for more in 0..=first.until(last) {
        let month = Period::month(first.plus(more));
        receive(returns, ReturnKind::MonthlyCounts, OFFENCES, month);
    }
}

fn awaiting(series: Series, period: Option<&str>, why: &str) -> Awaiting {
    Awaiting {
        series: series.id().to_owned(),
        kind: ReturnKind::Counts,
        area: None,
        period: period.map(|text| text.parse().unwrap()),
        why: why.to_owned(),
        from: "Anyshire Courts".to_owned(),
        expected: None,
        since: None,
        pending: false,
        source: Source { file: "awaited.toml".into(), line: 1 },
    }
}

/// What is missing of Quarter 3, after a Quarter 2 with these returns of which these carry over.
fn missing(last: &Returns, carried: &Returns) -> Vec<(&'static str, ReturnKind, String)> {
    let plan = Plan::of(vec![&PRIORITY]).unwrap();
    let (rows, errors) = plan.assess(last, &terms("2014-15 Q2"));
    assert!(errors.is_empty(), "{errors:?}");
    let rows = rows.screen(&[], &[]);
    let terms = terms("2014-15 Q3");
    let partners = [Partner {
        name: "Anyshire Constabulary".to_owned(),
        contact: String::new(),
        board: String::new(),
        published: false,
        deadline: None,
        returns: vec!["offences/*".to_owned(), "entrants/*".to_owned()],
        records: Vec::new(),
    }];
    let following =
        Following { plan: &plan, partners: &partners, rows: &rows, last, carried, terms: &terms };
    let missing = following.missing();
    // With them every row of the last paper can be judged, and no other is there.
    let mut returns = carried.clone();
    for Missing { series, kind, period } in &missing {
        let explained = Awaiting {
            series: (*series).to_owned(),
            kind: *kind,
            period: *period,
            ..awaiting(ENTRANTS, None, "")
        };
        returns.await_figure(explained);
    }
    let (again, errors) = plan.assess(&returns, &terms);
    assert!(errors.is_empty(), "{errors:?}");
    let ids = |rows: &[panel_core::Row]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&again.screen(&[], &[])), ids(&rows));
    let told = |one: &Missing| one.period.map_or_else(String::new, Period::iso);
    missing.iter().map(|one| (one.series, one.kind, told(one))).collect()
}

fn second_quarter() -> Returns {
    let mut last = Returns::new(AREA);
    for period in ["2012/13", "2013-10/2014-09"] {
        receive(&mut last, ReturnKind::Counts, ENTRANTS, period.parse().unwrap());
    }
    months(&mut last, "2014-09");
    last
}

#[test]
fn what_carries_over_is_not_missing_and_months_are_told_in_runs() {
    use ReturnKind::{Counts, MonthlyCounts};
    let last = second_quarter();
    let found = missing(&last, &last);
    let expected = [
        (ENTRANTS.id(), Counts, "2014-01/2014-12".to_owned()),
        (OFFENCES.id(), MonthlyCounts, "2014-10/2014-12".to_owned()),
    ];
    assert_eq!(found, expected);
    // Where nothing carries over the whole series is missing; of a published one nothing was spoken of.
    let nothing = missing(&last, &Returns::new(AREA));
    let of = |series: Series| nothing.iter().find(|one| one.0 == series.id());
    assert_eq!(of(ENTRANTS), Some(&(ENTRANTS.id(), Counts, String::new())));
    assert_eq!(of(OFFENCES), Some(&(OFFENCES.id(), MonthlyCounts, String::new())));
    assert_eq!(of(PUBLISHED), None);
}

#[test]
fn a_row_of_records_is_awaited_where_it_stood_before() {
    let mut last = second_quarter();
    let stood = |last: &Returns| missing(last, last).iter().any(|one| one.0 == IN_COURT.id());
    assert!(!stood(&last));
    last.await_figure(awaiting(IN_COURT, None, "Not counted yet."));
    assert!(stood(&last));
}

#[test]
fn what_goes_on_from_a_published_series_is_asked_of_nobody() {
    let mut last = second_quarter();
    receive(&mut last, ReturnKind::Counts, PUBLISHED, "2013-10/2014-09".parse().unwrap());
    assert!(missing(&last, &last).iter().all(|one| one.0 != PUBLISHED.id()));
}

#[test]
fn what_was_said_of_a_period_that_is_still_missing_holds_still() {
    let said = [
        awaiting(ENTRANTS, Some("2012/13"), "No figure was given for 2012/13."),
        awaiting(ENTRANTS, Some("2013-10/2014-09"), "Of the last quarter."),
    ];
    let quarter = panel_scaffold::NewQuarter { awaited: &said, ..next_quarter() };
    let missing = ["2012/13", "2014-01/2014-12"].map(|period| Missing {
        series: ENTRANTS.id(),
        kind: ReturnKind::Counts,
        period: Some(period.parse().unwrap()),
    });
    let text = quarter.awaited(&missing).unwrap().text;
    assert!(text.contains("period = \"2012/13\"\nwhy = \"No figure was given for 2012/13.\""));
    let why = "why = \"The return for Quarter 3 of 2014/15 has not been received.\"";
    assert!(text.contains(&format!("period = \"2014-01/2014-12\"\n{why}")), "{text}");
    assert!(!text.contains("Of the last quarter."), "{text}");
}
