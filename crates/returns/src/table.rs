//! A CSV file as cells, each with its place.

use panel_core::{Fault, FewFaults, ReturnKind, SOURCE_COLUMN, SourceText, quoted_piece};

use crate::cells::Record;
use crate::csv_rows::{CsvRows, open_quotation};

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
pub fn all_lines(source: &SourceText, faults: &mut Vec<Fault>) -> Option<CsvRows> {
    let open = open_quotation(&source.text);
    faults.extend(open.map(|open| not_closed(source, open)));
    open.is_none().then(|| CsvRows::new(source))
}

fn not_closed(shown: &SourceText, open: usize) -> Fault {
    Fault::at(
        "returns::open_quotation",
        shown,
        open..open + 1,
        "this quotation mark is never closed",
        "close it, or write it twice if it belongs to the text",
    )
}

/// The rows under a header of exactly these columns, as [`records`] does for a kind of return.
pub fn lines(
    source: &SourceText,
    columns: Vec<&'static str>,
    faults: &mut Vec<Fault>,
) -> Option<Vec<Record>> {
    let mut rows = rows_under(source, source, columns, faults)?;
    Some(std::iter::from_fn(|| rows.next_row(faults)).collect())
}

/// The rows under a header of exactly these columns, one after the other, with their faults told of `shown`:
/// the same text, or one with stars for what may not be shown.
pub fn rows_under(
    source: &SourceText,
    shown: &SourceText,
    mut columns: Vec<&'static str>,
    faults: &mut Vec<Fault>,
) -> Option<TableRows> {
    if let Some(open) = open_quotation(&source.text) {
        faults.push(not_closed(shown, open));
        return None;
    }
    let mut rows = CsvRows::new(source);
    let Some(header) = rows.next() else {
        faults.push(Fault::of_file(
            "returns::empty_file",
            &source.path,
            "the file is empty",
            format!("begin it with the header {}", columns.join(",")),
        ));
        return None;
    };
    if header.cells.last().is_some_and(|cell| cell.text == SOURCE_COLUMN.name) {
        columns.push(SOURCE_COLUMN.name);
    }
    if !header_is_right(shown, &header, &columns, faults) {
        return None;
    }
    let few = FewFaults::from(faults);
    Some(TableRows { rows, shown: shown.clone(), columns: columns.len(), few, read: 0 })
}

/// More rows than this are the wrong file: no force has as many figures or records of one kind to send, and
/// what is kept of each would be too much together.
pub const MOST_ROWS: usize = 2_000_000;

/// The rows of a table under its header, one after the other.
#[derive(Debug)]
pub struct TableRows {
    rows: CsvRows,
    /// The text that faults show.
    shown: SourceText,
    /// How many columns the header has.
    columns: usize,
    few: FewFaults,
    /// How many rows were read.
    read: usize,
}

impl TableRows {
    /// The next row. One of another length than the header is a fault, and is given as not whole. However
    /// many faults whoever reads the rows adds, those of one kind stay few.
    pub fn next_row(&mut self, faults: &mut Vec<Fault>) -> Option<Record> {
        self.few.keep(faults);
        let mut row = self.rows.next()?;
        self.read += 1;
        if self.read > MOST_ROWS {
            if self.read == MOST_ROWS + 1 {
                faults.push(Fault::of_file(
                    "returns::too_many_rows",
                    &self.shown.path,
                    format!("the table has more than {MOST_ROWS} rows, and is read no further"),
                    "is this the right file?",
                ));
            }
            return None;
        }
        let length = self.rows.length();
        row.whole = length == self.columns;
        if !row.whole {
            faults.push(Fault::at(
                "returns::wrong_length",
                &self.shown,
                row.span.clone(),
                format!("the row has {length} cells, the header {}", self.columns),
                if length < self.columns {
                    "was the file cut off? Leave a cell empty by writing its comma"
                } else {
                    "put a text that holds a comma in quotation marks"
                },
            ));
        }
        Some(row)
    }

    /// Whether there were too many rows, so that not all were read.
    #[must_use]
    pub fn are_cut_short(&self) -> bool {
        self.read > MOST_ROWS
    }
}

/// Whether the header is `columns`; says of each column what is wrong with it.
fn header_is_right(
    source: &SourceText,
    header: &Record,
    columns: &[&str],
    faults: &mut Vec<Fault>,
) -> bool {
    let found: Vec<_> = header.cells.iter().map(|cell| cell.text.as_str()).collect();
    if found == columns {
        return true;
    }
    let remedy = format!("make the header {}", columns.join(","));
    for (mark, name) in [(';', "semicolons"), ('\t', "tabs")] {
        if header.cells.len() == 1 && header.cells[0].text.contains(mark) {
            let message = format!("the columns are separated by {name}");
            let span = header.span.clone();
            let remedy = "save the table with commas between its columns";
            faults.push(Fault::at("returns::wrong_header", source, span, message, remedy));
            return false;
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
                "the columns are in another order: `{}` stands where `{name}` should",
                quoted_piece(&cell.text)
            );
            let remedy = format!("{remedy}, and move the cells with it");
            let span = cell.bytes(&header.span);
            faults.push(Fault::at("returns::wrong_header", source, span, message, remedy));
        }
        return false;
    }
    for cell in &header.cells {
        if !columns.contains(&cell.text.as_str()) {
            let message = format!("there is no column `{}`", quoted_piece(&cell.text));
            let span = cell.bytes(&header.span);
            faults.push(Fault::at("returns::wrong_header", source, span, message, remedy.clone()));
        }
    }
    for name in columns {
        if !found.contains(name) {
            let message = format!("the column `{name}` is missing");
            let span = header.span.clone();
            faults.push(Fault::at("returns::wrong_header", source, span, message, remedy.clone()));
        }
    }
    if faults.len() == before {
        let span = header.span.clone();
        let message = "a column stands in the header more than once";
        faults.push(Fault::at("returns::wrong_header", source, span, message, remedy));
    }
    // A file that is no table would give a fault for each of its words.
    faults.truncate(before + columns.len());
    false
}
