//! `panel findings`: one line a row of the dashboard.

use std::path::Path;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use panel_core::{Figure, Row};

use crate::failure::Failure;
use crate::{output, quarter};

/// Lists the findings of the quarter in `folder`.
pub(crate) fn run(folder: &Path, json: bool) -> Result<(), Failure> {
    let quarter = quarter::load(folder)?;
    if json {
        return output::print_json(&quarter.composition.findings);
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(["Row", "Says", "Baseline", "Latest", "Change", "Why"]);
    for column in 2..=4 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for row in quarter.rows.iter().filter(|row| row.on_dashboard) {
        table.add_row(cells(row));
    }
    output::print(&format!("{}\n", table.trim_fmt()))
}

fn cells(row: &Row) -> [String; 6] {
    let finding = &row.finding;
    let figures = finding.figures();
    [
        row.id.to_string(),
        finding.assessment().map_or(finding.state(), |colour| colour.word()).to_owned(),
        printed(figures.earlier()),
        printed(figures.current()),
        figures.change().map(|change| change.to_string()).unwrap_or_default(),
        finding.reason().code().to_owned(),
    ]
}

fn printed(figure: Option<&Figure>) -> String {
    match figure {
        None => String::new(),
        Some(Figure::Awaited(_)) => "NA".to_owned(),
        Some(Figure::Known { value, .. }) => value.to_string(),
    }
}
