//! A table as it was handed in, whether in a sheet or as CSV.

use std::collections::BTreeSet;

use panel_core::{Column, Fault, Holds, RecordTable, ReturnKind, ReturnTable, SourceText};
use panel_returns::{Cell, Record, Spot, mask_letters, record_rows, rows_under};

use super::given_rows::{GivenRows, is_filled};
use super::xlsx::Spent;
use super::{Delivery, record_value, saved_csv, sheet_names, value, workbook};
use crate::template::WHAT_IT_IS;

/// A table of one kind of return, or of records.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// The file, with its text where it is one; of records, without what may name a person.
    pub(super) source: SourceText,
    /// What it holds.
    pub(super) of: ReturnTable,
    /// Where its heads stand, for what is wrong with all of it.
    pub(super) head: Cell,
    /// The rows that were filled in.
    pub(super) rows: GivenRows,
    /// How many were not.
    pub(super) empty: usize,
}

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

impl Table {
    /// A fault of all of it.
    pub(super) fn fault(&self, code: &'static str, message: String, remedy: &str) -> Fault {
        let row = match &self.head.spot {
            Spot::Bytes(span) => span.clone(),
            Spot::Sheet { .. } => 0..0,
        };
        self.head.fault(code, &self.source, &row, message, remedy)
    }
}

/// A head without what spreadsheets and people change in it.
pub(super) fn norm(head: &str) -> String {
    let words = head.split(|letter: char| letter.is_whitespace() || letter == '_');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The table whose columns these heads are, or nearly are: more than half of them, and of figures the
/// series among them.
pub(super) fn table_of_heads(
    heads: &[&str],
    records: &[&'static RecordTable],
) -> Option<ReturnTable> {
    let found: BTreeSet<_> = heads.iter().map(|head| norm(head)).collect();
    let explains = usize::from(found.contains(&norm(WHAT_IT_IS)));
    let amiss = |columns: &[Column]| {
        let there = |name: &str| found.contains(&norm(name));
        let right =
            columns.iter().filter(|column| there(column.title) || there(column.name)).count();
        let others = found.len().saturating_sub(right + explains);
        (right * 2 > columns.len()).then_some(columns.len() - right + others)
    };
    let kinds = ReturnKind::ALL.into_iter().filter(|_| found.contains("series"));
    let figures = kinds.map(ReturnTable::Figures);
    let all = figures.chain(records.iter().map(|table| ReturnTable::Records(table)));
    let near = all.filter_map(|table| Some((amiss(table.columns())?, table)));
    near.min_by_key(|(amiss, _)| *amiss).map(|(_, table)| table)
}

/// The tables of a file, with every fault of their form. Where it holds none, `own` are those that could
/// be in it; `spent` is what the workbooks of the same delivery took. `read` takes what the partner should
/// know of how the file was read.
pub(super) fn tables(
    Delivery { name, bytes }: Delivery<'_>,
    known: &[&'static RecordTable],
    own: &[ReturnTable],
    spent: &Spent,
    read: &mut Vec<String>,
    faults: &mut Vec<Fault>,
) -> Vec<Table> {
    let refused = |code, message: &str, remedy: &str| Fault::of_file(code, name, message, remedy);
    if bytes.get(30..).is_some_and(|entry| entry.starts_with(OPEN_DOCUMENT)) {
        faults.push(refused(
            "workbook::open_document",
            "this is an OpenDocument spreadsheet (.ods)",
            "save it as Excel workbook (.xlsx)",
        ));
        return Vec::new();
    }
    if bytes.starts_with(b"PK") {
        let before = faults.len();
        let mut others = Vec::new();
        let mut found = workbook::tables((name, bytes), known, own, spent, &mut others, faults);
        let may_name_people = sheet_names::may_name_people(&found, own);
        if may_name_people {
            sheet_names::mask(&mut found, &mut faults[before..], known);
        }
        read.extend(others.iter().map(|other| {
            let other = sheet_names::readable(other, may_name_people, known);
            format!("{name}: the sheet `{other}` has no cells, as one of a chart, and was not read")
        }));
        sheet_names::shorten(name, &mut found, faults, before);
        return found;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        faults.push(refused(
            "workbook::old_or_locked",
            "this is an old Excel workbook (.xls), or one with a password",
            "save it as Excel workbook (.xlsx) without a password",
        ));
        return Vec::new();
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        faults.push(refused(
            "file::utf16",
            "the file is UTF-16, which a spreadsheet calls Unicode text",
            "save it as CSV (UTF-8)",
        ));
        return Vec::new();
    }
    match panel_returns::decode(name, bytes) {
        Ok(source) if source.text.trim().is_empty() => {
            faults.push(refused(
                "returns::empty_file",
                "the file is empty",
                "ask the partner to send it again",
            ));
            Vec::new()
        }
        Ok(source) => csv(&source, known, own, faults).into_iter().collect(),
        Err(fault) => {
            faults.push(*fault);
            Vec::new()
        }
    }
}

/// What the first entry of a spreadsheet of the other kind (.ods) is called, and what it holds.
const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";

/// A CSV: its heads say what it holds, be they names of columns in its first line or those of a sheet.
fn csv(
    source: &SourceText,
    known: &[&'static RecordTable],
    own: &[ReturnTable],
    faults: &mut Vec<Fault>,
) -> Option<Table> {
    let first = source.text.lines().next().unwrap_or_default();
    let heads: Vec<_> =
        first.split([',', ';', '\t']).map(|head| head.trim().trim_matches('"')).collect();
    let of_first = table_of_heads(&heads, known);
    match saved_csv::found(source, known) {
        Ok(Some(sheet)) => return sheet.table(source, faults),
        Err(mut wrong) if of_first.is_none() => {
            saved_csv::cover_all(&mut wrong);
            faults.append(&mut wrong);
            return None;
        }
        Ok(None) | Err(_) => {}
    }
    let Some(of) = of_first else {
        faults.push(no_table(source, first, known, own));
        return None;
    };
    let (shown, mut lines) = match of {
        ReturnTable::Figures(kind) => {
            (source.clone(), rows_under(source, source, kind.column_names(), faults)?)
        }
        ReturnTable::Records(table) => record_rows(source, table, faults)?,
    };
    let head = Cell { text: String::new(), spot: Spot::Bytes(0..first.len()) };
    let mut table = Table { source: shown, of, head, rows: GivenRows::default(), empty: 0 };
    let mut count = 0;
    while let Some(record) = lines.next_row(faults) {
        // A row of another length is a fault already told.
        if !is_filled(&record) {
            table.empty += usize::from(record.cells.iter().all(|cell| cell.text.is_empty()));
            continue;
        }
        count += 1;
        if !of.is_records() {
            table.rows.push(given(of, record, String::new()));
        }
    }
    if let ReturnTable::Records(records) = of {
        table.rows = GivenRows::of_lines(source, records, count);
    }
    Some(table)
}

/// Adds a row of a saved sheet to its table, unless nothing was filled in.
pub(super) fn of_cells(
    table: &mut Table,
    record: Record,
    said: Option<&Cell>,
    faults: &mut Vec<Fault>,
) {
    let columns = table.of.columns();
    let filled = |wanted: &dyn Fn(&Column) -> bool| {
        let mut cells = columns.iter().zip(&record.cells);
        cells.find(|(column, cell)| wanted(column) && !cell.text.is_empty()).map(|(_, cell)| cell)
    };
    let mut fault = |cell: &Cell, (code, message, remedy): Told| {
        let message = message.to_owned();
        faults.push(cell.fault(code, &table.source, &record.span, message, remedy));
    };
    if filled(&|_| true).is_none() {
        if let Some(cell) = said.filter(|cell| !cell.text.is_empty()) {
            fault(cell, WORDS_ALONE);
        }
        return;
    }
    if !table.of.is_records() && filled(&Column::is_figure).is_none() {
        if let Some(note) = filled(&|column| column.name == "note") {
            fault(note, NOTE_ALONE);
        }
        table.empty += 1;
        return;
    }
    let said = said.map(|cell| cell.text.clone()).unwrap_or_default();
    table.rows.push(given(table.of, record, said));
}

/// A code, a message and a remedy.
pub(super) type Told = (&'static str, &'static str, &'static str);

/// Of a row that has nothing but a note.
pub(super) const NOTE_ALONE: Told = (
    "workbook::note_alone",
    "there is a note, and no figure",
    "write the figure, or take the note away",
);

/// Of a row that has nothing but words that are not read.
pub(super) const WORDS_ALONE: Told = (
    "workbook::words_alone",
    "these words stand alone in their row, and are not read",
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
            cell.text = record_value::written(column, &cell.text);
        }
    }
    Given { record, place, read, said }
}

/// What is wrong with a CSV that holds none of the tables.
fn no_table(
    source: &SourceText,
    first: &str,
    known: &[&'static RecordTable],
    own: &[ReturnTable],
) -> Fault {
    let code = "returns::wrong_header";
    let (shown, span) = (first_line(source, first), 0..first.len());
    for (mark, name) in [(';', "semicolons"), ('\t', "tabs")] {
        let mut lines = source.text.lines().take(workbook::LAST_HEAD as usize + 1);
        let heads = |line: &str| {
            let heads: Vec<_> =
                line.split(mark).map(|head| head.trim().trim_matches('"')).collect();
            table_of_heads(&heads, known).is_some()
        };
        if lines.any(heads) {
            let message = format!("the columns are separated by {name}");
            let remedy = "save the table with commas between its columns";
            return Fault::at(code, &shown, span, message, remedy);
        }
    }
    let headers: Vec<_> = own.iter().map(|table| table.column_names().join(",")).collect();
    Fault::at(
        code,
        &shown,
        span,
        "the first line is not the header of a return",
        format!("begin the file with one of:\n{}", headers.join("\n")),
    )
}

/// What a fault shows of a file that is none of ours: its first line, unless it may be of a person.
fn first_line(source: &SourceText, first: &str) -> SourceText {
    if first.chars().any(char::is_numeric) {
        return SourceText::new(&source.path, &mask_letters(first));
    }
    SourceText::new(&source.path, first)
}
