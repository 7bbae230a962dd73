//! The sections that are no priority: their figures, where records gave any.

use panel_core::{Columns, Figure, Item, Quantity, Row};

use super::Material;
use super::cells::figure;
use super::exhibits::exhibits;
use super::numbering::Numbering;
use crate::view::{Cell, SectionFigures, SectionRow};

/// The figures of a section; nothing where none of its rows was counted from records, since commentary
/// then says what there is to say.
pub(crate) fn figures(
    item: &Item,
    material: Material<'_>,
    numbering: &mut Numbering,
) -> Option<SectionFigures> {
    let rows: Vec<_> = material.rows.iter().filter(|row| row.id.owner == item.id).collect();
    let of_records = material.plan.of_records();
    if !rows.iter().any(|row| of_records.contains(&row.id)) {
        return None;
    }
    // What is drawn need not be told again.
    let (drawn, told): (Vec<&Row>, Vec<&Row>) =
        rows.into_iter().partition(|row| row.finding.evidence().exhibit().is_some());
    let mut notes: Vec<String> = Vec::new();
    for row in drawn.iter().chain(&told) {
        let cautions = row.finding.evidence().cautions.iter().map(|one| one.sentence().to_owned());
        let said = row.finding.figures().all().filter_map(Figure::note).map(str::to_owned);
        for note in cautions.chain(said).map(|note| sentence(&note)) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    Some(SectionFigures {
        title: title(&told),
        rows: told.iter().map(|row| section_row(row, material)).collect(),
        notes,
        exhibits: exhibits(&drawn, item.title, material, numbering),
    })
}

/// `Figures, July to September 2025`, where they are of the same months.
fn title(rows: &[&Row]) -> String {
    let words = |row: &&&Row| matches!(row.columns, Columns::Words { .. });
    let figures = rows.iter().filter(|row| !words(row));
    let mut periods =
        figures.filter_map(|row| row.finding.figures().latest.as_ref().and_then(Figure::period));
    match periods.next() {
        Some(first) if periods.all(|period| period == first) => format!("Figures, {first}"),
        _ => "Figures".to_owned(),
    }
}

fn section_row(row: &Row, material: Material<'_>) -> SectionRow {
    let latest = row.finding.figures().latest.as_ref();
    let mut cell = figure(latest, material.terms);
    let counted = matches!(latest.and_then(Figure::value), Some(Quantity::Stars(_)));
    if let (true, Some(n)) = (cell.detail.is_empty() && counted, row.finding.evidence().n) {
        cell.detail = format!("n = {n}");
    }
    if let Some(Figure::Awaited(awaited)) = latest {
        cell = Cell { detail: awaited.why.clone(), ..cell };
    }
    SectionRow { id: row.id.to_string(), label: row.label.to_owned(), cell }
}

/// With a capital at its head and a full stop at its end.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String =
        letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    let ends = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{ends}", letters.as_str())
}
