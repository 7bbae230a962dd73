//! A row that was filled in, and what is wrong with one that says too little or stands beside its table.

use panel_core::{FaultCode, Holds, ReturnKind, ReturnTable, code};
use panel_returns::Record;

use super::{record_value, value};

/// A row that was filled in.
#[derive(Debug, Clone)]
pub(super) struct Given {
    /// Its cells, in the order of the kind's columns.
    pub(super) record: Record,
    /// Where it stands: `Counts!B4:G4`, or `line 7`.
    pub(super) place: String,
    /// What was read in a way that the partner should know of: the cell, and how.
    pub(super) read: Vec<(String, String)>,
    /// What the column says that only explains.
    pub(super) said: String,
}

/// A code, a message and a remedy.
pub(super) type Told = (FaultCode, &'static str, &'static str);

/// Of a row that has nothing but a note.
pub(super) const NOTE_ALONE: Told = (
    code!("workbook::note_alone"),
    "there is a note, and no figure",
    "write the figure, or take the note away",
);

/// Of a row that has nothing but words that are not read.
pub(super) const WORDS_ALONE: Told = (
    code!("workbook::words_alone"),
    "these words are alone in their row, and are not read",
    "take them away; what a reader must know beside a figure belongs in the note of its row",
);

/// A row of a CSV.
pub(super) fn given(of: ReturnTable, mut record: Record, said: String) -> Given {
    let mut read = Vec::new();
    let place = format!("line {}", record.line);
    for (column, cell) in of.columns().iter().zip(&mut record.cells) {
        if !of.is_records() {
            if let Some((text, how)) = value::year(&cell.text, column) {
                read.push((place.clone(), how));
                cell.text = text;
            }
        } else if column.holds != Holds::Key {
            let written = record_value::written(column, &cell.text);
            if written != cell.text {
                cell.text = written.into_owned();
            }
        }
    }
    Given { record, place, read, said }
}

/// What is wrong with cells that stand beside a table, and what to do.
pub(super) fn beside(of: ReturnTable, count: usize) -> (String, &'static str) {
    let message = match count {
        0 | 1 => "this cell is beside the table, under no head".to_owned(),
        2 => "this cell and another are beside the table, under no head".to_owned(),
        more => format!("this cell and {} more are beside the table, under no head", more - 1),
    };
    let remedy = if of.is_records() {
        "take it away: nothing reads it"
    } else {
        "take it away; what a reader must know beside a figure belongs in the note of its row"
    };
    (message, remedy)
}

/// What is wrong with a row that says of no series, area and period what its figure is, and in which of
/// its cells; `said` is what the column says that only explains.
pub(super) fn of_no_series(of: ReturnTable, record: &Record, said: &str) -> Option<(usize, Told)> {
    let ReturnTable::Figures(kind) = of else { return None };
    let cells = kind.columns().iter().zip(&record.cells);
    let names: Vec<_> =
        cells.filter(|(column, _)| column.names_the_row).map(|(_, cell)| &*cell.text).collect();
    let total = names.iter().any(|text| is_total(text)) || is_total(said);
    if !names.iter().all(|text| text.is_empty() || is_total(text)) {
        return None;
    }
    let told = if total {
        (
            code!("returns::total_row"),
            "this is a total row, and not a figure of a series",
            "take the row away: a total that is asked for has a series, and a row, of its own",
        )
    } else {
        (
            code!("returns::no_series"),
            "nothing says of which series, area and period this figure is",
            "write them in its row, as in the rows above; or take the figure away",
        )
    };
    Some((figure_index(kind), told))
}

fn is_total(text: &str) -> bool {
    let text = text.trim_end_matches(':').to_lowercase();
    let mut words = text.split([' ', '-']);
    words.any(|word| matches!(word, "total" | "totals" | "subtotal" | "sum"))
}

/// The place of the column of figures.
pub(super) fn figure_index(kind: ReturnKind) -> usize {
    kind.columns().iter().position(panel_core::Column::is_figure).unwrap_or(0)
}
