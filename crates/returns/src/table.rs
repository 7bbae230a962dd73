//! A CSV file as cells, each with its place.

use memchr::memrchr2;
use panel_core::{
    Fault, FewFaults, RecordTable, ReturnKind, SOURCE_COLUMN, SourceText, code, quoted_piece,
};

use crate::cells::{Cell, Record, Spot};
use crate::csv_rows::{CsvRows, first_line, open_quotation};
use crate::shown::Shown;

/// The rows under a header of exactly the columns of `kind`, after which a filed table says where
/// each row stood. A row of another length is a fault; a wrong header is a fault, and then there is
/// nothing to read.
///
/// ```
/// use panel_core::{ReturnKind, SourceText};
/// use panel_returns::{RowReader, records};
///
/// let text = "series,area,period,count,status,note\n\
///             offences/burglary,X23000001,2022/23,412,final,\n\
///             offences/burglary,X23000001,2023/24,many,final,\n";
/// let source = SourceText::new("returns/counts.csv", text);
/// let mut faults = Vec::new();
/// let rows = records(&source, ReturnKind::Counts, &mut faults).ok_or("another header")?;
/// let parsed: Vec<_> = rows
///     .iter()
///     .map(|row| RowReader::new(&source, ReturnKind::Counts, row, &mut faults).parse())
///     .collect();
/// assert_eq!(parsed[0].as_ref().map(|row| row.series.as_str()), Some("offences/burglary"));
/// // The other row is at fault, and the fault says where.
/// assert!(parsed[1].is_none());
/// assert_eq!(faults[0].location(), "returns/counts.csv:3:37");
/// # Ok::<(), &str>(())
/// ```
pub fn records(
    source: &SourceText,
    kind: ReturnKind,
    faults: &mut Vec<Fault>,
) -> Option<Vec<Record>> {
    lines(source, kind.column_names(), faults)
}

/// Every row of a CSV, whatever it is, its header among them; a fault where it is none.
pub fn all_lines<'a>(
    text: &'a str,
    shown: &Shown<'_>,
    faults: &mut Vec<Fault>,
) -> Option<CsvRows<'a>> {
    let open = open_quotation(text);
    faults.extend(open.map(|open| not_closed(text, shown, open)));
    open.is_none().then(|| CsvRows::new(text))
}

/// The fault of a quotation mark, shown in what stands beside it in its line.
fn not_closed(text: &str, shown: &Shown<'_>, open: usize) -> Fault {
    let start = memrchr2(b'\n', b'\r', &text.as_bytes()[..open]).map_or(0, |at| at + 1);
    let end = open + first_line(&text[open..]).len();
    let line = CsvRows::line_at(text, start);
    let cell = Cell { text: String::new(), spot: Spot::Bytes(open..open + 1) };
    let row = Record { line, span: start..end, cells: vec![cell], whole: false, titled: false };
    let (source, row) = if start == 0 { shown.head(&row) } else { shown.row(&row) };
    row.cells[0].fault(
        code!("returns::open_quotation"),
        &source,
        &row.span,
        "this quotation mark is never closed".to_owned(),
        "close it, or write it twice if it belongs to the text",
    )
}

/// The rows under a header of exactly these columns, as [`records`] does for a kind of return.
pub fn lines(
    source: &SourceText,
    columns: Vec<&'static str>,
    faults: &mut Vec<Fault>,
) -> Option<Vec<Record>> {
    let mut rows = rows_under(&source.text, &Shown::whole(source.clone()), columns, faults)?;
    Some(std::iter::from_fn(|| rows.next_row(faults)).collect())
}

/// The rows under a header of exactly these columns, one after the other. Empty columns and rows that a
/// spreadsheet saves behind a table are none of it.
pub fn rows_under<'a>(
    text: &'a str,
    shown: &Shown<'a>,
    columns: Vec<&'static str>,
    faults: &mut Vec<Fault>,
) -> Option<TableRows<'a>> {
    rows_of(text, shown, columns, None, faults)
}

/// The same; of records, with a fault of their own where the first row names none of their columns.
pub(crate) fn rows_of<'a>(
    text: &'a str,
    shown: &Shown<'a>,
    mut columns: Vec<&'static str>,
    records: Option<&RecordTable>,
    faults: &mut Vec<Fault>,
) -> Option<TableRows<'a>> {
    let mut rows = all_lines(text, shown, faults)?;
    let Some(mut header) = rows.next() else {
        faults.push(rows.fault(shown.path()).unwrap_or_else(|| {
            Fault::of_file(
                code!("returns::empty_file"),
                shown.path(),
                "the file is empty",
                format!("begin it with the header {}", columns.join(",")),
            )
        }));
        return None;
    };
    if let Some(table) = records.filter(|table| !names_a_column(&text[header.span.clone()], table))
    {
        // A file without a header begins with a person.
        let message = format!("the first line is not the header of `{}`", table.name);
        let remedy = format!("make the header {}", columns.join(","));
        let (source, header) = shown.head(&header);
        faults.push(Fault::at(
            code!("returns::wrong_header"),
            &source,
            header.span,
            message,
            remedy,
        ));
        return None;
    }
    let all = header.cells.len();
    while header.cells.len() > 1 && header.cells.last().is_some_and(|cell| cell.text.is_empty()) {
        header.cells.pop();
    }
    if header.cells.last().is_some_and(|cell| cell.text == SOURCE_COLUMN.name) {
        columns.push(SOURCE_COLUMN.name);
    }
    if !header.cells.iter().map(|cell| cell.text.as_str()).eq(columns.iter().copied()) {
        let (source, header) = shown.head(&header);
        wrong_header(&source, &header, &columns, faults);
        return None;
    }
    let few = FewFaults::from(faults);
    // Without them a cell too many is a text with a comma.
    let padded = all > columns.len();
    let columns = columns.len();
    Some(TableRows { rows, shown: shown.clone(), columns, padded, few, read: 0, most: MOST_ROWS })
}

/// Whether a header has the name of any column, however its columns are separated.
fn names_a_column(header: &str, table: &RecordTable) -> bool {
    header.split([',', ';', '\t']).any(|cell| {
        let cell = cell.trim().trim_matches('"');
        table.columns.iter().any(|column| column.name == cell)
    })
}

/// More rows than this are the wrong file: no force has as many figures or records of one kind to send, and
/// what is kept of each would be too much together.
pub const MOST_ROWS: usize = 2_000_000;

/// The rows of a table under its header, one after the other.
#[derive(Debug)]
pub struct TableRows<'a> {
    rows: CsvRows<'a>,
    /// What faults show.
    shown: Shown<'a>,
    /// How many columns the header has.
    columns: usize,
    /// Whether empty columns stand behind them.
    padded: bool,
    few: FewFaults,
    /// How many rows were read.
    read: usize,
    /// How many may be.
    most: usize,
}

impl TableRows<'_> {
    /// The same, of which no more rows than `most` are read.
    #[must_use]
    pub fn up_to(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// The next row. One of another length than the header is a fault, and is given as not whole. However
    /// many faults whoever reads the rows adds, those of one kind stay few.
    pub fn next_row(&mut self, faults: &mut Vec<Fault>) -> Option<Record> {
        self.few.keep(faults);
        if self.are_cut_short() {
            return None;
        }
        let Some(mut row) = self.rows.next() else {
            faults.extend(self.rows.fault(self.shown.path()));
            return None;
        };
        self.read += 1;
        if self.are_cut_short() {
            let most = self.most;
            faults.push(Fault::of_file(
                code!("returns::too_many_rows"),
                self.shown.path(),
                format!("the table has more than {most} rows, and is read no further"),
                "is this the right file?",
            ));
            return None;
        }
        let length = self.rows.length();
        row.whole = fits(&mut row, length, self.columns, self.padded);
        if !row.whole {
            let remedy = if length < self.columns {
                "was the file cut off? Leave a cell empty by writing its comma"
            } else {
                "put a text that holds a comma in quotation marks"
            };
            let cells = if length == 1 { "cell" } else { "cells" };
            let message = format!("the row has {length} {cells}, the header {}", self.columns);
            faults.push(self.shown.fault(code!("returns::wrong_length"), &row, message, remedy));
        }
        Some(row)
    }

    /// Whether there were too many rows, so that not all were read.
    #[must_use]
    pub fn are_cut_short(&self) -> bool {
        self.read > self.most
    }
}

/// Whether a row of so many cells has one for each column, once the empty ones behind them are taken
/// away, as are all of a row that is empty.
fn fits(row: &mut Record, length: usize, columns: usize, padded: bool) -> bool {
    let is_empty = |cell: &Cell| cell.text.is_empty();
    let all_kept = length == row.cells.len();
    let rest = row.cells.get(columns..).unwrap_or_default();
    let is_blank = row.cells.iter().all(is_empty);
    if all_kept && (padded || is_blank) && length != columns && rest.iter().all(is_empty) {
        if length < columns && row.cells.iter().all(is_empty) {
            let end = row.span.end..row.span.end;
            let cell = Cell { text: String::new(), spot: Spot::Bytes(end) };
            row.cells.resize(columns, cell);
        }
        row.cells.truncate(columns);
    }
    all_kept && row.cells.len() == columns
}

/// Says of each column of a header that is not `columns` what is wrong with it.
fn wrong_header(source: &SourceText, header: &Record, columns: &[&str], faults: &mut Vec<Fault>) {
    let found: Vec<_> = header.cells.iter().map(|cell| cell.text.as_str()).collect();
    let remedy = format!("make the header {}", columns.join(","));
    for (mark, name) in [(';', "semicolons"), ('\t', "tabs")] {
        if header.cells.len() == 1 && header.cells[0].text.contains(mark) {
            let message = format!("the columns are separated by {name}");
            let span = header.span.clone();
            let remedy = "save the table with commas between its columns";
            faults.push(Fault::at(code!("returns::wrong_header"), source, span, message, remedy));
            return;
        }
    }
    let mut sorted = (found.clone(), columns.to_vec());
    sorted.0.sort_unstable();
    sorted.1.sort_unstable();
    let before = faults.len();
    if sorted.0 == sorted.1 {
        let mut swapped =
            header.cells.iter().zip(columns).filter(|(cell, name)| cell.text != **name);
        if let Some((cell, name)) = swapped.next() {
            let message = format!(
                "the columns are in another order: `{}` is where `{name}` should be",
                quoted_piece(&cell.text)
            );
            let remedy = format!("{remedy}, and move the cells with it");
            let span = cell.bytes(&header.span);
            faults.push(Fault::at(code!("returns::wrong_header"), source, span, message, remedy));
        }
        return;
    }
    for cell in &header.cells {
        if !columns.contains(&cell.text.as_str()) {
            let message = format!("there is no column `{}`", quoted_piece(&cell.text));
            let span = cell.bytes(&header.span);
            faults.push(Fault::at(
                code!("returns::wrong_header"),
                source,
                span,
                message,
                remedy.clone(),
            ));
        }
    }
    for name in columns {
        if !found.contains(name) {
            let message = format!("the column `{name}` is missing");
            let span = header.span.clone();
            faults.push(Fault::at(
                code!("returns::wrong_header"),
                source,
                span,
                message,
                remedy.clone(),
            ));
        }
    }
    if faults.len() == before {
        let span = header.span.clone();
        let message = "a column is in the header more than once";
        faults.push(Fault::at(code!("returns::wrong_header"), source, span, message, remedy));
    }
    // A file that is no table would give a fault for each of its words.
    faults.truncate(before + columns.len());
}
