//! What was awaited, and the file and line of each figure.

use panel_core::{Awaited, Figure, Input, Row};

use super::Material;
use crate::view::{AwaitedView, Field, SourceView};

/// An explanation, and the rows that wait for it.
struct Explained<'a> {
    awaited: &'a Awaited,
    rows: Vec<&'a Row>,
}

/// What is awaited, once for each explanation.
pub(crate) fn awaited(material: Material<'_>) -> Vec<AwaitedView> {
    let mut found: Vec<Explained<'_>> = Vec::new();
    for row in material.rows {
        let figures = row.finding.figures().all().filter_map(|figure| match figure {
            Figure::Awaited(awaited) => Some(awaited),
            Figure::Known { .. } | Figure::Withheld { .. } => None,
        });
        for awaited in figures.chain(&row.finding.evidence().waits_for) {
            let same = |one: &&mut Explained<'_>| {
                let known = one.awaited;
                known.why == awaited.why
                    && known.from == awaited.from
                    && known.expected == awaited.expected
                    && known.since == awaited.since
            };
            match found.iter_mut().find(same) {
                Some(one) if one.rows.iter().any(|known| known.id == row.id) => {}
                Some(one) => one.rows.push(row),
                None => found.push(Explained { awaited, rows: vec![row] }),
            }
        }
    }
    found
        .into_iter()
        .map(|one| AwaitedView {
            rows: named(&one.rows, material),
            why: one.awaited.why.clone(),
            from: one.awaited.from.clone(),
            since: one.awaited.since.clone().unwrap_or_else(|| "Not stated".to_owned()),
            expected: one.awaited.expected.clone().unwrap_or_else(|| "Not stated".to_owned()),
        })
        .collect()
}

/// The priority of a row as `SP5`; the title of an item that is none.
fn owner(row: &Row, material: Material<'_>) -> String {
    let item = material.plan.items().iter().find(|item| item.id == row.id.owner);
    item.map_or_else(|| row.id.owner.to_uppercase(), |item| item.title.to_owned())
}

/// `SP5, SP7 and SP12: A victim-focused outcome`, each label once.
fn named(rows: &[&Row], material: Material<'_>) -> String {
    let mut labels: Vec<(&str, Vec<String>)> = Vec::new();
    for row in rows {
        let owner = owner(row, material);
        match labels.iter_mut().find(|(label, _)| *label == row.label) {
            Some((_, owners)) if owners.contains(&owner) => {}
            Some((_, owners)) => owners.push(owner),
            None => labels.push((row.label, vec![owner])),
        }
    }
    let labels: Vec<_> =
        labels.iter().map(|(label, owners)| format!("{}: {label}", listed(owners))).collect();
    labels.join("; ")
}

/// `SP5, SP7 and SP12`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The figures of every row that has some, with their file and line.
pub(crate) fn figures(material: Material<'_>) -> Vec<SourceView> {
    material.rows.iter().filter(|row| !row.finding.evidence().inputs.is_empty()).map(of).collect()
}

fn of(row: &Row) -> SourceView {
    let inputs = &row.finding.evidence().inputs;
    let series = inputs.chunk_by(|first, second| first.name == second.name);
    SourceView {
        row: row.id.to_string(),
        label: row.label.to_owned(),
        figures: series.flat_map(|inputs| figures_of(inputs, row)).collect(),
    }
}

/// A line an input; one line for the months of a series, or for each file that they stand in.
fn figures_of(inputs: &[Input], row: &Row) -> Vec<Field> {
    if inputs.len() <= MOST_LISTED {
        return inputs.iter().map(|input| figure(input, row)).collect();
    }
    let mut files: Vec<(&str, Vec<&Input>)> = Vec::new();
    for input in inputs {
        match files.iter_mut().find(|(file, _)| *file == &*input.source.file) {
            Some((_, of_file)) => of_file.push(input),
            None => files.push((&input.source.file, vec![input])),
        }
    }
    let told = |of_file: &[&Input]| match of_file {
        [] => None,
        [one] => Some(figure(one, row)),
        [first, others @ ..] => Some(range(first, others)),
    };
    files.iter().filter_map(|(_, of_file)| told(of_file)).collect()
}

fn figure(input: &Input, row: &Row) -> Field {
    Field {
        name: format!("{}: {} ({}){}", input.name, input.value, input.period, remark(row)),
        value: input.origin(),
    }
}

/// Inputs of one file as `30 inputs, April 2023 to September 2025` and `returns/months.csv:2 to 31`.
fn range(first: &Input, others: &[&Input]) -> Field {
    let count = others.len() + 1;
    let (mut from, mut to, mut last) = (&first.source, &first.source, first);
    for input in others {
        (from, to, last) = (from.min(&input.source), to.max(&input.source), input);
    }
    Field {
        name: if first.period == last.period {
            format!("{count} inputs, {}", first.period)
        } else {
            format!("{count} inputs, {} to {}", first.period, last.period)
        },
        value: if from == to { from.to_string() } else { format!("{from} to {}", to.line) },
    }
}

/// More inputs of one name than this are told as a range.
const MOST_LISTED: usize = 6;

/// What a widget would show beside a figure that stands in none: its people and its note.
fn remark(row: &Row) -> String {
    if row.on_dashboard {
        return String::new();
    }
    let people = row.finding.evidence().n.map(|n| format!(", n = {n}")).unwrap_or_default();
    let note = row.finding.figures().all().find_map(Figure::note).map(|note| format!(". {note}"));
    format!("{people}{}", note.unwrap_or_default())
}
