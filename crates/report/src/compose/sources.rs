//! What was awaited, and the file and line of each figure.

use panel_core::{Figure, Row};

use super::Material;
use crate::view::{AwaitedView, Field, SourceView};

/// What is awaited, once for each explanation.
pub(crate) fn awaited(material: Material<'_>) -> Vec<AwaitedView> {
    let mut found: Vec<AwaitedView> = Vec::new();
    for row in material.rows {
        for figure in row.finding.figures().all() {
            let Figure::Awaited(awaited) = figure else { continue };
            let expected = awaited.expected.clone().unwrap_or_else(|| "not stated".to_owned());
            let same = |one: &&mut AwaitedView| {
                one.why == awaited.why && one.from == awaited.from && one.expected == expected
            };
            let id = row.id.to_string();
            match found.iter_mut().find(same) {
                Some(one) if one.rows.split(", ").any(|known| known == id) => {}
                Some(one) => one.rows = format!("{}, {id}", one.rows),
                None => found.push(AwaitedView {
                    rows: id,
                    why: awaited.why.clone(),
                    from: awaited.from.clone(),
                    expected,
                }),
            }
        }
    }
    found
}

/// The figures of every row that has some, with their file and line.
pub(crate) fn figures(material: Material<'_>) -> Vec<SourceView> {
    material.rows.iter().filter(|row| !row.finding.evidence().inputs.is_empty()).map(of).collect()
}

fn of(row: &Row) -> SourceView {
    SourceView {
        row: row.id.to_string(),
        label: row.label.to_owned(),
        figures: row
            .finding
            .evidence()
            .inputs
            .iter()
            .map(|input| Field {
                name: format!("{}: {} ({})", input.name, input.value, input.period),
                value: input.source.to_string(),
            })
            .collect(),
    }
}
