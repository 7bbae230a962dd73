//! `panel findings`: one line per row of the dashboard.

use std::path::Path;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use panel_core::{Figure, FindingsRecord, Row, WITHHELD};
use panel_report::findings_and_changes;

use crate::failure::Failure;
use crate::{output, quarter};

/// Lists the findings of the quarter in `folder`.
pub(crate) fn run(folder: &Path, json: bool) -> Result<(), Failure> {
    let quarter = quarter::figures(folder)?;
    if json {
        let record = FindingsRecord::of_dashboard(&quarter.submission.terms, &quarter.rows);
        let changes = quarter.comparison.as_ref();
        return output::print_json(&findings_and_changes(&record, changes));
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
    let tests = quarter.rows.iter().find_map(|row| row.among_all).map(|among_all| among_all.tests);
    let legend =
        tests.filter(|_| quarter.rows.iter().any(holds)).map_or_else(String::new, |tests| {
            format!("\n\u{2713} the change holds when all {tests} tests are counted\n")
        });
    output::print(&format!("{}\n{legend}", table.trim_fmt()))
}

/// Whether the row's change holds when all tests are counted.
fn holds(row: &Row) -> bool {
    row.among_all.is_some_and(|among_all| among_all.survives)
        && row.finding.reason().tells_of_a_change()
}

fn cells(row: &Row) -> [String; 6] {
    let finding = &row.finding;
    let figures = finding.figures();
    [
        row.id.to_string(),
        format!(
            "{}{}",
            finding.assessment().map_or(finding.state(), |colour| colour.word()),
            if holds(row) { " \u{2713}" } else { "" }
        ),
        printed(figures.earlier()),
        printed(figures.current()),
        match figures.change() {
            Some(change) => change.to_string(),
            None if figures.change_is_withheld() => WITHHELD.to_owned(),
            None => String::new(),
        },
        finding.reason().code().to_owned(),
    ]
}

/// More letters than this make a line too long for a terminal; `--json` has all of them.
const MOST_LETTERS: usize = 30;

/// Words as a line has room for them.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}\u{2026}", text[..end].trim_end()),
    }
}

fn printed(figure: Option<&Figure>) -> String {
    match figure {
        None => String::new(),
        Some(Figure::Awaited(_)) => "NA".to_owned(),
        Some(Figure::Withheld { .. }) => WITHHELD.to_owned(),
        Some(Figure::Known { value, .. }) => shortened(&value.to_string()),
    }
}
