//! Rows and terms that are made up.

use panel_core::{
    Assessment, Awaited, Columns, Direction, Evidence, Figure, Figures, Finding, Force,
    Observation, Quantity, Reason, Row, RowId, Rule, Source, Status, Terms, Tests,
};

pub(super) const AREA: &str = "X23000001";
pub(super) const SERIES: &str = "offences/fictional";

pub(super) fn terms() -> Terms {
    Terms {
        quarter: "2024-25 Q2".parse().unwrap(),
        force: Force { name: "Anyshire".to_owned(), area: AREA.to_owned(), fictional: true },
        plan_name: "Fictional Plan".to_owned(),
        baseline_year: "2022/23".parse().unwrap(),
        plan_ends: "2027-03".parse().unwrap(),
        comparison_group: "fictional group".to_owned(),
        comparison_members: vec![AREA.to_owned()],
        recording_changes: Vec::new(),
        disclosure: Vec::new(),
        tests: Tests::shipped(),
    }
}

pub(super) fn source(line: u32) -> Source {
    Source { file: "returns/counts.csv".into(), line }
}

pub(super) fn received(period: &str, count: i64, line: u32) -> Observation {
    Observation {
        series: SERIES.into(),
        area: AREA.into(),
        period: period.parse().unwrap(),
        value: Quantity::Count(count),
        status: Status::Final,
        note: None,
        source: source(line),
        counted: None,
        summed: None,
    }
}

pub(super) fn evidence(figures: &[Observation]) -> Evidence {
    let evidence = Evidence::for_rule(Rule::NumberOfOffences)
        .with_setting("tests.control_line_sd", &Tests::shipped().control_line_sd);
    figures.iter().fold(evidence, |evidence, one| evidence.with_input("count", one))
}

/// The baseline and a latest year.
pub(super) fn usual() -> Vec<Observation> {
    vec![received("2022/23", 700, 2), received("2023-10/2024-09", 770, 3)]
}

pub(super) fn assessed(assessment: Assessment, figures: &[Observation]) -> Row {
    let reason = match assessment {
        Assessment::Green => Reason::SignificantlyBetter,
        Assessment::Amber => Reason::NoSignificantChange,
        Assessment::Red => Reason::SignificantlyWorse,
    };
    let figures_of = match figures {
        [baseline, .., latest] => {
            Figures::against_baseline(Figure::received(baseline), Figure::received(latest))
        }
        _ => Figures { latest: figures.last().map(Figure::received), ..Figures::default() },
    };
    let evidence = evidence(figures);
    row("offences", Finding::Assessed { figures: figures_of, assessment, reason, evidence })
}

pub(super) fn row(measure: &'static str, finding: Finding) -> Row {
    Row {
        id: RowId { owner: "sp12".to_owned(), measure },
        label: "Number of offences",
        columns: Columns::Latest,
        better: Direction::Lower,
        on_dashboard: true,
        finding,
        among_all: None,
    }
}

pub(super) fn awaited_row(why: &str) -> Row {
    let awaited = Awaited {
        why: why.to_owned(),
        from: "Anyshire Constabulary".to_owned(),
        expected: None,
        since: None,
        pending: false,
        source: Source { file: "awaited.toml".into(), line: 5 },
    };
    let figures = Figures::latest_only(Figure::Awaited(awaited));
    let evidence = Evidence::for_rule(Rule::NumberOfOffences);
    row("offences", Finding::without_test(figures, Reason::Awaited, evidence))
}

pub(super) fn evidence_of(row: &mut Row) -> &mut Evidence {
    match &mut row.finding {
        Finding::Assessed { evidence, .. }
        | Finding::Reported { evidence, .. }
        | Finding::Awaited { evidence, .. } => evidence,
    }
}
