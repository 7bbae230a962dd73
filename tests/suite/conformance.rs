//! What every plugin must keep, whoever wrote it: the whole registry, under generated returns.
//!
//! A plugin that breaks a rule is named with the rule.

pub(crate) mod generated;
pub(crate) mod records;
mod sums;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use panel_core::{
    Columns, Direction, Finding, MeasureError, Need, Plan, Quantity, ReturnKind, Returns, RowId,
    Rule, Scale, Terms,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::quarters::{self, root};
use generated::{Generated, any_returns};

/// How many returns each plugin is shown with every run of the suite, and how many where there is time.
const FEW: u32 = 40;
const MANY: u32 = 1000;

/// The row and the rule that it breaks.
type Broken = String;

/// A row and what it found.
#[derive(Debug, PartialEq)]
struct Judged {
    id: RowId,
    columns: Columns,
    finding: Finding,
}

/// The terms of the fictional quarter.
pub(crate) fn terms() -> &'static Terms {
    static TERMS: OnceLock<Terms> = OnceLock::new();
    TERMS.get_or_init(|| {
        let plan = panel_plan::linked().unwrap();
        let tiny = root().join("tests/fixtures/tiny-quarter");
        panel_returns::read(&tiny, &plan.asked()).submission.unwrap().terms
    })
}

/// The rows of the plan, each with the returns that it reads: its own series first.
fn rows_and_needs(plan: &Plan) -> Vec<(RowId, Vec<Need>)> {
    plan.measures().map(|(id, measure, _)| (id, measure.needs())).collect()
}

/// Every row judged; a panic is told as the rule that it breaks.
fn judged(plan: &Plan, returns: &Returns) -> Result<Vec<Result<Judged, Broken>>, Broken> {
    let mut rows = Vec::new();
    for (id, measure, _) in plan.measures() {
        let judge = || measure.assess(returns, terms());
        let found = catch_unwind(AssertUnwindSafe(judge))
            .map_err(|_| format!("{id}: never panics on well-formed returns"))?;
        rows.push(match found {
            Ok(finding) => Ok(Judged { id, columns: measure.columns(), finding }),
            // Figures that contradict each other are no fault of the row.
            Err(
                error @ (MeasureError::PartsDoNotMakeTotal { .. } | MeasureError::CannotBe { .. }),
            ) => Err(error.to_string()),
            Err(other) => return Err(format!("{id}: awaits rather than errs ({other})")),
        });
    }
    Ok(rows)
}

/// Every rule that holds of a finding by itself.
fn keeps_the_rules(row: &Judged, needs: &[Need]) -> Result<(), Broken> {
    let id = &row.id;
    let finding = &row.finding;
    let evidence = finding.evidence();
    if finding.assessment().is_some() {
        // Where nothing was counted there is nothing to test, and no width to test it with.
        let tested = evidence.p_value.is_some() || evidence.interval.is_some();
        let lines = evidence.inputs.iter().all(|input| input.source.line > 1);
        for (lacks, what) in [
            (evidence.method.is_none(), "a method"),
            (evidence.inputs.is_empty() || !lines, "inputs with their lines"),
            (tested && evidence.settings.is_empty(), "the settings in force"),
        ] {
            if lacks {
                let why = finding.reason().code();
                return Err(format!("{id}: a colour has {what} ({why})"));
            }
        }
    }
    if let Finding::Awaited { awaited, .. } = finding
        && awaited.why.is_empty()
    {
        return Err(format!("{id}: what is awaited has its reason"));
    }
    let numbers = evidence.numbers.iter().all(|number| number.value.get().is_finite());
    if !numbers {
        return Err(format!("{id}: every number is finite"));
    }
    if let Some(wrong) = against_its_direction(row, needs) {
        return Err(format!("{id}: the direction is honoured ({wrong})"));
    }
    Ok(())
}

/// What a colour says against the direction of the row's own series: green for worse, red for better.
fn against_its_direction(row: &Judged, needs: &[Need]) -> Option<String> {
    // A place, the months of a chart and a projection have other figures than those printed.
    let printed = matches!(row.finding.evidence().rule, Rule::Key | Rule::SurveyLevel);
    if !printed || row.columns == Columns::Latest {
        return None;
    }
    let figures = row.finding.figures();
    let (earlier, current) = (figures.earlier()?.value()?, figures.current()?.value()?);
    let risen = match (earlier, current) {
        (Quantity::Count(before), Quantity::Count(after)) => after.cmp(before),
        (Quantity::Proportion(before), Quantity::Proportion(after)) => {
            let cross = |one: u64, other: u64| u128::from(one) * u128::from(other);
            cross(after.positive(), before.surveyed())
                .cmp(&cross(before.positive(), after.surveyed()))
        }
        _ => return None,
    };
    let better = match needs.first()?.series.better() {
        Direction::Lower => risen.is_lt(),
        Direction::Higher => risen.is_gt(),
        Direction::Neither => {
            return row.finding.assessment().map(|_| "no way is better".to_owned());
        }
    };
    let worse = !better && risen.is_ne();
    match row.finding.assessment()? {
        panel_core::Assessment::Green if worse => Some("green for worse".to_owned()),
        panel_core::Assessment::Red if better => Some("red for better".to_owned()),
        _ => None,
    }
}

/// The registry under so many generated returns.
fn conform_under(cases: u32) {
    let plan = panel_plan::linked().unwrap();
    let needs = rows_and_needs(&plan);
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let strategy = any_returns(plan.all_series(), terms());
    let run = TestRunner::new(config).run(&strategy, |generated: Generated| {
        let broken = |rule: Broken| TestCaseError::fail(rule);
        let rows = judged(&plan, &generated.in_order()).map_err(broken)?;
        let turned = judged(&plan, &generated.turned()).map_err(broken)?;
        for ((row, turned), (id, needs)) in rows.iter().zip(&turned).zip(&needs) {
            if row != turned {
                return Err(broken(format!("{id}: the same finding whatever the order of lines")));
            }
            if let Ok(row) = row {
                keeps_the_rules(row, needs).map_err(broken)?;
            }
        }
        Ok(())
    });
    if let Err(error) = run {
        panic!("{error}");
    }
}

#[test]
fn every_plugin_keeps_the_rules_under_generated_returns() {
    conform_under(FEW);
}

#[test]
#[ignore = "every plugin under 1,000 generated returns, some minutes without optimisation"]
fn every_plugin_keeps_the_rules_under_a_thousand_returns() {
    conform_under(MANY);
}

#[test]
fn every_tally_keeps_the_rules_under_generated_records() {
    records::conform_under(FEW.into());
}

#[test]
#[ignore = "every tally under 1,000 generated sets of records, some minutes without optimisation"]
fn every_tally_keeps_the_rules_under_a_thousand_sets_of_records() {
    records::conform_under(MANY.into());
}

#[test]
fn every_tally_declares_the_sums_that_its_figures_make() {
    sums::declared_under(600);
}

#[test]
fn of_nothing_received_every_row_is_awaited() {
    let plan = panel_plan::linked().unwrap();
    let nothing = Generated::nothing(&plan.all_series(), terms());
    for row in judged(&plan, &nothing.in_order()).unwrap() {
        let row = row.unwrap();
        assert_eq!(row.finding.state(), "awaited", "{}: awaits what was not received", row.id);
    }
}

/// A figure that is asked for and has no kind of return of its own says what it is measured in, so that one in
/// another unit is refused.
#[test]
fn every_figure_that_is_asked_for_has_a_unit() {
    let plan = panel_plan::linked().unwrap();
    let asked = plan.returned_series();
    let needs = plan.needs();
    for one in asked.iter().filter(|one| one.kind == ReturnKind::Figures) {
        let mut own =
            needs.iter().filter(|need| need.kind == one.kind && need.series == one.series);
        let measured = own.any(|need| need.series.scale() != Scale::Any);
        assert!(measured, "{}: nothing says what it is measured in", one.series.id());
    }
}

#[test]
fn no_label_stands_twice_in_a_widget() {
    let plan = panel_plan::linked().unwrap();
    let mut seen = BTreeSet::new();
    for (id, measure, shown) in plan.measures() {
        // A place by offences and one by satisfaction are told apart by the rows above them.
        let label = (id.owner.clone(), measure.label(), measure.needs()[0].series.id(), shown);
        assert!(seen.insert(label), "{id}: its label is unique in its widget");
    }
}

#[test]
fn every_plugin_has_its_test_commentary_and_snapshots() {
    let plan = panel_plan::linked().unwrap();
    let folders: Vec<_> = root().join("plugins").read_dir().unwrap().flatten().collect();
    let quarters: Vec<_> = quarters::folders()
        .into_iter()
        .filter(|folder| folder.parent() != Some(&*fixtures()))
        .collect();
    for entry in folders {
        let plugin = entry.file_name().into_string().unwrap();
        let code = fs::read_to_string(entry.path().join("src/lib.rs")).unwrap();
        assert!(code.contains("assert_conforms!"), "{plugin}: has its conformance test");
    }
    for (file, owners) in panel_report::section_files(&plan) {
        for folder in &quarters {
            assert!(
                folder.join(&file).is_file(),
                "{owners:?}: has commentary in {}",
                folder.display()
            );
        }
    }
    let owners: BTreeSet<_> = plan.measures().map(|(id, ..)| id.owner).collect();
    let names = snapshots();
    for owner in owners {
        let item = plan.items().iter().find(|item| item.id == owner);
        let name = item.map_or(owner.as_str(), |item| item.slug);
        for folder in &quarters {
            let quarter = folder.file_name().unwrap().to_string_lossy();
            let snapshot = format!("{name}@{quarter}.snap");
            assert!(names.contains(&snapshot), "{owner}: has its snapshot {snapshot}");
        }
    }
}

fn fixtures() -> std::path::PathBuf {
    root().join("tests/fixtures")
}

/// The names of the snapshots of all plugins.
fn snapshots() -> BTreeSet<String> {
    let plugins = root().join("plugins").read_dir().unwrap().flatten();
    plugins
        .filter_map(|plugin| plugin.path().join("src/snapshots").read_dir().ok())
        .flat_map(Iterator::flatten)
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}
