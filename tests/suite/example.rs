//! The example quarter: complete, every kind of chart in it, and each figure followed to its records.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use panel_compare::Cause;
use panel_core::{Exhibit, Source};

use crate::quarters::{self, Quarter, root};

fn example() -> &'static Quarter {
    quarters::all().iter().find(|one| one.name == "example-anyshire").unwrap()
}

#[test]
fn every_priority_has_rows_and_nothing_is_awaited() {
    let plan = panel_plan::linked().unwrap();
    let rows = &example().rows;
    for priority in plan.priorities() {
        let owner = priority.code.id();
        assert!(rows.iter().any(|row| row.id.owner == owner), "{owner} has no row");
    }
    let of_plan: BTreeSet<_> = plan.measures().map(|(id, ..)| id).collect();
    let judged: BTreeSet<_> = rows.iter().map(|row| row.id.clone()).collect();
    let missing: Vec<_> = of_plan.difference(&judged).map(ToString::to_string).collect();
    assert_eq!(missing, Vec::<String>::new());
    let awaited = rows.iter().filter(|row| row.finding.state() == "awaited");
    assert_eq!(awaited.count(), 0);
}

fn kind(exhibit: &Exhibit) -> &'static str {
    match exhibit {
        Exhibit::ControlChart(_) => "control chart",
        Exhibit::GroupBars(_) => "group bars",
        Exhibit::Projection(_) => "projection",
        Exhibit::SurveyLevels { .. } => "survey levels",
        Exhibit::Waterfall(_) => "waterfall",
        Exhibit::StarDistribution(_) => "star distribution",
        Exhibit::NamedCounts(_) => "named counts",
        Exhibit::Milestones(_) => "milestones",
    }
}

#[test]
fn every_kind_of_exhibit_is_drawn() {
    let exhibits = example().rows.iter().filter_map(|row| row.finding.evidence().exhibit());
    let kinds: BTreeSet<_> = exhibits.map(kind).collect();
    // As many as there are: a kind more is a line more in `kind`.
    assert_eq!(kinds.len(), 8, "{kinds:?}");
}

#[test]
fn a_counted_figure_leads_to_lines_that_are_there() {
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    let mut stands = |source: &Source| {
        let count = *lines.entry(source.file.to_string()).or_insert_with(|| {
            let path = root().join("reports/example-anyshire").join(&*source.file);
            fs::read_to_string(path).unwrap().lines().count()
        });
        // The first line is the header.
        (2..=count).contains(&usize::try_from(source.line).unwrap())
    };
    let mut counted = 0;
    for row in &example().rows {
        for input in &row.finding.evidence().inputs {
            let Some(from) = &input.counted else { continue };
            counted += 1;
            assert!(from.rule.ends_with('.'), "{}: {}", row.id, from.rule);
            let left_out = from.left_out.iter().flat_map(|(_, left_out)| left_out);
            for source in from.records.iter().chain(left_out) {
                assert!(stands(source), "{}: {source}", row.id);
            }
        }
    }
    assert!(counted > 60, "{counted} figures are counted from records");
}

#[test]
fn the_paper_says_what_changed_since_the_last_report() {
    let composition = &example().composition;
    assert!(composition.paper.changes.is_some(), "the paper has no section on what changed");
    let comparison = composition.comparison.as_ref().unwrap();
    assert_eq!(comparison.old.quarter, "2025-26-q1");
    let coloured: Vec<_> =
        comparison.changes.iter().filter(|change| change.colours().is_some()).collect();
    assert!(coloured.len() >= 6, "{} rows changed colour", coloured.len());
    for change in coloured {
        let fresh = change.causes.iter().any(|cause| matches!(cause, Cause::NewData { .. }));
        assert!(fresh, "{}", change.sentence);
    }
    let restated: Vec<_> = comparison
        .restated
        .iter()
        .map(|one| (&*one.series, &*one.period, &*one.old, &*one.new))
        .collect();
    assert_eq!(restated, [("offences/theft-of-motor-vehicle", "November 2024", "48", "57")]);
    let awaited = &comparison.awaited;
    let partner = "Anyshire Youth and Families Partnership";
    assert!(awaited.resolved.iter().any(|item| item.awaited.from == partner), "{awaited:#?}");
    assert_eq!(awaited.new, []);
}
