//! A CSV file as cells, each with its place.

use std::ops::Range;

use panel_core::{Fault, ReturnKind, SOURCE_COLUMN, SourceText};

use crate::cells::{Cell, Record, Spot};

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
pub fn all_lines(source: &SourceText, faults: &mut Vec<Fault>) -> Option<Vec<Record>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(source.text.as_bytes());
    let mut all = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => all.push(placed(source, &record)),
            Ok(false) => break,
            Err(error) => {
                // UTF-8 was checked before, so this is out of the ordinary.
                faults.push(Fault::of_file(
                    "returns::not_csv",
                    &source.path,
                    format!("this is not CSV: {error}"),
                    "export the sheet as CSV (UTF-8) with commas",
                ));
                return None;
            }
        }
    }
    if let Some(open) = open_quotation(source.text.as_bytes()) {
        faults.push(Fault::at(
            "returns::open_quotation",
            source,
            open..open + 1,
            "this quotation mark is never closed",
            "close it, or write it twice if it belongs to the text",
        ));
        return None;
    }
    Some(all)
}

/// The rows under a header of exactly these columns, as [`records`] does for a kind of return.
pub fn lines(
    source: &SourceText,
    mut columns: Vec<&'static str>,
    faults: &mut Vec<Fault>,
) -> Option<Vec<Record>> {
    let mut rows = all_lines(source, faults)?.into_iter();
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
    if !header_is_right(source, &header, &columns, faults) {
        return None;
    }
    let mut records: Vec<_> = rows.collect();
    for row in &mut records {
        row.whole = row.cells.len() == columns.len();
        if !row.whole {
            faults.push(Fault::at(
                "returns::wrong_length",
                source,
                row.span.clone(),
                format!("the row has {} cells, the header {}", row.cells.len(), columns.len()),
                if row.cells.len() < columns.len() {
                    "was the file cut off? Leave a cell empty by writing its comma"
                } else {
                    "put a text that holds a comma in quotation marks"
                },
            ));
        }
    }
    Some(records)
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
                cell.text
            );
            let remedy = format!("{remedy}, and move the cells with it");
            let span = cell.bytes(&header.span);
            faults.push(Fault::at("returns::wrong_header", source, span, message, remedy));
        }
        return false;
    }
    for cell in &header.cells {
        if !columns.contains(&cell.text.as_str()) {
            let shown: String = cell.text.chars().take(40).collect();
            let message = format!("there is no column `{}`", shown.escape_debug());
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

/// Gives a record and its cells their places in the file.
fn placed(source: &SourceText, record: &csv::StringRecord) -> Record {
    let text = &source.text;
    let position = record.position();
    let mut start = position.map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
    // The reader counts the line ends that it skipped as part of the next record.
    while text.as_bytes().get(start).is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        start += 1;
    }
    let (line, _) = source.line_and_column(start);
    let spans = cell_spans(text.as_bytes(), start);
    let end = spans.last().map_or(start, |span| span.end);
    let cells = record
        .iter()
        .enumerate()
        .map(|(index, cell)| Cell {
            text: cell.trim().to_owned(),
            spot: Spot::Bytes(spans.get(index).cloned().unwrap_or(start..end)),
        })
        .collect();
    Record { line, span: start..end, cells, whole: true, titled: false }
}

/// The bytes of each cell of the record that begins at `start`.
pub(crate) fn cell_spans(bytes: &[u8], start: usize) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let (mut cell, mut quoted) = (start, false);
    let mut index = start;
    loop {
        match bytes.get(index) {
            Some(b'"') => quoted = !quoted,
            Some(b',') if !quoted => {
                spans.push(cell..index);
                cell = index + 1;
            }
            Some(b'\n' | b'\r') if !quoted => break,
            None => break,
            Some(_) => {}
        }
        index += 1;
    }
    spans.push(cell..index);
    spans
}

/// The last quotation mark that opens a cell and is never closed.
fn open_quotation(bytes: &[u8]) -> Option<usize> {
    let mut open = None;
    for (index, byte) in bytes.iter().enumerate() {
        if *byte == b'"' {
            open = if open.is_some() { None } else { Some(index) };
        }
    }
    open
}
