//! Totals that follow from months: a quarter without them is judged as the one that has them.

use std::fs;
use std::path::Path;

use panel_core::{Observation, Plan, ReturnKind, Returns, Row, RowRecord, Source, Terms};
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;
use proptest::prelude::Strategy as _;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use crate::cli::panel::{copy_folder, panel};
use crate::conformance::generated::any_returns;
use crate::conformance::terms;
use crate::disclosure::any_policy;
use crate::quarters::{judged, root};

/// What a row shows, without where its figures were read and that they are sums: a sum is revised where one of
/// its months was.
fn shown(rows: &[Row]) -> Vec<String> {
    let told = |row: &Row| {
        let mut record = serde_json::to_value(RowRecord::of(row)).unwrap();
        for field in ["sources", "status"] {
            record.as_object_mut().unwrap().remove(field);
        }
        let evidence = row.finding.evidence();
        let inputs: Vec<_> = evidence.inputs.iter().map(|one| (&one.value, &one.period)).collect();
        format!("{record} {inputs:?} {:?} {:?}", evidence.numbers, evidence.exhibit())
    };
    rows.iter().map(told).collect()
}

fn assess(plan: &Plan, returns: &Returns, terms: &Terms) -> Vec<String> {
    let (rows, unjudged) = plan.assess(returns, terms);
    let mut rows = rows.screen(&terms.disclosure, &plan.relations());
    panel_measures::count_all_tests(&mut rows, terms);
    let unjudged = unjudged.iter().map(|one| one.id.to_string());
    shown(&rows).into_iter().chain(unjudged).collect()
}

/// The same returns with every sum as somebody would have returned it.
fn returned(returns: &Returns) -> Returns {
    let mut other = Returns::new(returns.force());
    for (kind, one) in returns.observations() {
        let (mut one, is_sum) = (one.clone(), one.summed.is_some());
        if is_sum {
            let source = Source { file: "returns/counts.csv".into(), line: 2 };
            one = Observation { summed: None, note: None, source, ..one };
        }
        other.receive(kind, one);
    }
    for one in returns.all_awaited() {
        other.await_figure(one.clone());
    }
    other
}

#[test]
fn generated_quarters_without_totals_are_judged_as_those_with_them() {
    let plan = panel_plan::linked().unwrap();
    let (needs, series) = (plan.needs(), plan.all_series());
    let names: Vec<_> = series.iter().map(|one| one.series.id()).collect();
    let has_months = |series: &str| {
        let mut months = needs.iter().filter(|need| need.kind == ReturnKind::MonthlyCounts);
        months.any(|need| need.series.id() == series)
    };
    let strategy = (any_returns(series, terms()), any_policy(names)).prop_map(|(one, policy)| {
        (one.without(|kind, one| kind == ReturnKind::Counts && has_months(&one.series)), policy)
    });
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut sums, mut of_others) = (0, 0);
    for case in 0..40 {
        let (generated, policy) = strategy.new_tree(&mut runner).unwrap().current();
        // Every other quarter withholds nothing.
        let disclosure = if case % 2 == 0 { Vec::new() } else { vec![policy] };
        let terms = Terms { disclosure, ..terms().clone() };
        let mut returns = generated.in_order();
        returns.add_sums(&needs, &terms);
        let summed: Vec<_> =
            returns.observations().filter(|(_, one)| one.summed.is_some()).collect();
        sums += summed.len();
        of_others += summed.iter().filter(|(_, one)| *one.area != *terms.force.area).count();
        let whole = returned(&returns);
        assert_eq!(assess(&plan, &returns, &terms), assess(&plan, &whole, &terms), "case {case}");
    }
    assert!(sums > 200 && of_others > 100, "{sums} sums, {of_others} of them of other areas");
}

/// The lines of a table that are no totals of the force's offences.
fn without_totals(table: &str, force: &str) -> String {
    let is_total = |line: &&str| line.starts_with("offences/") && line.contains(force);
    let kept = table.lines().filter(|line| !is_total(line));
    kept.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn shipped_quarters_without_totals_are_judged_as_they_are() {
    for (name, force) in [("2022-23-q2", "E23000021"), ("example-anyshire", "X23000001")] {
        let kept = tempfile::tempdir().unwrap();
        copy_folder(&root().join("reports"), kept.path());
        let folder = kept.path().join(name);
        let rows = |folder: &Path| {
            judged(folder, |material, faults| {
                let errors = faults.iter().filter(|one| !panel_returns::is_of_commentary(one));
                let codes: Vec<_> = errors.map(|one| one.code).collect();
                // What is in line is in line; no sum is held against its own months.
                assert!(codes.iter().all(|code| !code.contains("total")), "{name}: {codes:?}");
                shown(material.rows)
            })
        };
        let before = rows(&folder);
        let counts = folder.join("returns/counts.csv");
        let table = fs::read_to_string(&counts).unwrap();
        let kept = without_totals(&table, force);
        assert!(kept.lines().count() + 4 <= table.lines().count(), "{name}: totals are taken out");
        fs::write(&counts, kept).unwrap();
        for (after, before) in rows(&folder).into_iter().zip(before) {
            assert_eq!(after, before, "{name}");
        }
    }
}

#[test]
fn a_total_leads_to_its_months_wherever_it_is_shown() {
    let kept = tempfile::tempdir().unwrap();
    copy_folder(&root().join("reports"), kept.path());
    let folder = kept.path().join("example-anyshire");
    let counts = folder.join("returns/counts.csv");
    let table = fs::read_to_string(&counts).unwrap();
    fs::write(&counts, without_totals(&table, "X23000001")).unwrap();
    let explain = panel(&["explain"]).arg(&folder).arg("sp11.offences").assert().code(0);
    explain.stdout(
        contains("returns/months.csv, summed").and(contains("12 lines: returns/months.csv:2-13")),
    );
    let json = panel(&["explain", "--json"]).arg(&folder).arg("sp11.offences").output().unwrap();
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let baseline = &json["inputs"][0];
    assert_eq!(baseline["name"], "baseline");
    assert_eq!(baseline["summed"].as_array().unwrap().len(), 12);
    let out = kept.path().join("out");
    panel(&["paper"]).arg(&folder).arg("--out").arg(&out).assert().code(0);
    let figures = fs::read_to_string(out.join("figures.csv")).unwrap();
    let line = figures
        .lines()
        .find(|line| line.contains(",sp11.offences,") && line.contains(",baseline,"))
        .unwrap();
    for part in ["The sum of its 12 months.", "returns/months.csv:2-13"] {
        assert!(line.contains(part), "{part} in {line}");
    }
    let findings = fs::read_to_string(out.join("findings.json")).unwrap();
    let findings: Value = serde_json::from_str(&findings).unwrap();
    let rows = findings["rows"].as_array().unwrap();
    let sources = rows.iter().flat_map(|row| row["sources"].as_array().unwrap());
    assert!(sources.into_iter().all(|one| one["line"] != 0), "a sum has the lines of its parts");
}
