//! `panel priorities`: what is registered, in plan order.

use std::fmt::Write as _;

use panel_core::{Measure, Plan};
use serde::Serialize;

use crate::failure::Failure;
use crate::{output, quarter};

#[derive(Serialize)]
struct Registered {
    priorities: Vec<PriorityRecord>,
    items: Vec<ItemRecord>,
}

#[derive(Serialize)]
struct PriorityRecord {
    code: String,
    id: String,
    title: &'static str,
    part: Option<&'static str>,
    rows: Vec<RowRecord>,
    of_records: Vec<RowRecord>,
    quoted: Vec<RowRecord>,
}

#[derive(Serialize)]
struct ItemRecord {
    slug: &'static str,
    title: &'static str,
    quoted: Vec<RowRecord>,
    of_records: Vec<RowRecord>,
}

#[derive(Serialize)]
struct RowRecord {
    id: String,
    label: &'static str,
    reads: Vec<NeedRecord>,
}

#[derive(Serialize)]
struct NeedRecord {
    series: &'static str,
    #[serde(rename = "return")]
    kind: &'static str,
}

/// Lists the priorities and items with their rows and the series that they read.
pub(crate) fn run(json: bool) -> Result<(), Failure> {
    let registered = registered(&quarter::plan()?);
    if json {
        return output::print_json(&registered);
    }
    output::print(&listed(&registered))
}

fn registered(plan: &Plan) -> Registered {
    let priorities = plan
        .priorities()
        .iter()
        .map(|priority| PriorityRecord {
            code: priority.code.to_string(),
            id: priority.code.id(),
            title: priority.title,
            part: priority.part,
            rows: rows(&priority.code.id(), priority.measures),
            of_records: rows(&priority.code.id(), priority.of_records),
            quoted: rows(&priority.code.id(), priority.quoted),
        })
        .collect();
    let items = plan
        .items()
        .iter()
        .map(|item| ItemRecord {
            slug: item.slug,
            title: item.title,
            quoted: rows(item.id, item.quoted),
            of_records: rows(item.id, item.of_records),
        })
        .collect();
    Registered { priorities, items }
}

fn rows(owner: &str, measures: &[&'static dyn Measure]) -> Vec<RowRecord> {
    measures
        .iter()
        .map(|measure| RowRecord {
            id: format!("{owner}.{}", measure.id()),
            label: measure.label(),
            reads: measure
                .needs()
                .iter()
                .map(|need| NeedRecord { series: need.series.id(), kind: need.kind.name() })
                .collect(),
        })
        .collect()
}

fn listed(registered: &Registered) -> String {
    let mut text = String::new();
    for priority in &registered.priorities {
        let part = priority.part.map(|part| format!(": {part}")).unwrap_or_default();
        let _ = writeln!(text, "{:>4}  {}{part}", priority.code, priority.title);
        list_rows(&mut text, &priority.rows);
        list_rows(&mut text, &priority.of_records);
        list_rows(&mut text, &priority.quoted);
    }
    for item in &registered.items {
        let _ = writeln!(text, "   ·  {} ({})", item.title, item.slug);
        list_rows(&mut text, &item.quoted);
        list_rows(&mut text, &item.of_records);
    }
    text
}

fn list_rows(text: &mut String, rows: &[RowRecord]) {
    for row in rows {
        let reads: Vec<_> =
            row.reads.iter().map(|need| format!("{} {}", need.kind, need.series)).collect();
        let _ = writeln!(text, "        {:<38} {}", row.id, reads.join(", "));
    }
}
