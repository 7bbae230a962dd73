//! The tables of a file that was handed in, be it a workbook or a CSV.

use panel_core::{Fault, ReturnTable, SourceText, code};
use panel_returns::{
    Cell, CellMask, Cover, CsvRows, LONGEST_ROW, Shown, Spot, first_line, mask_letters,
    record_rows, rows_under,
};

use super::given_rows::{GivenRows, Layout, Lines};
use super::heads::{LAST_HEAD, table_of_heads};
use super::noticed::Noticed;
use super::table::{Expected, Table, has_keys};
use super::xlsx::Spent;
use super::{Delivery, saved_csv, sheet_names, workbook};

/// The tables of a file, with every fault of their heads and of the form of a workbook; `spent` is what the
/// workbooks of the same delivery took. `noticed` takes what is told of the file besides.
pub(super) fn tables<'a>(
    Delivery { name, bytes }: Delivery<'a>,
    expected: &Expected<'_>,
    spent: &Spent,
    noticed: &mut Noticed,
    faults: &mut Vec<Fault>,
) -> Vec<Table<'a>> {
    let refused = |code, message: &str, remedy: &str| Fault::of_file(code, name, message, remedy);
    if bytes.get(30..).is_some_and(|entry| entry.starts_with(OPEN_DOCUMENT)) {
        faults.push(refused(
            code!("workbook::open_document"),
            "this is an OpenDocument spreadsheet (.ods)",
            "save it as Excel workbook (.xlsx)",
        ));
        return Vec::new();
    }
    if bytes.starts_with(b"PK") {
        let before = faults.len();
        let mut found = workbook::tables((name, bytes), expected, spent, noticed, faults);
        let may_name_people = sheet_names::may_name_people(&found, expected.own);
        if may_name_people {
            let known = expected.known;
            sheet_names::mask(&mut found, &mut faults[before..], known);
            sheet_names::mask_addresses(&mut noticed.commented, known);
            sheet_names::mask_addresses(&mut noticed.order, known);
        }
        for other in &mut noticed.others {
            *other = sheet_names::readable(other, may_name_people, expected.known);
        }
        sheet_names::shorten(name, &mut found, faults, before);
        return found;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        faults.push(refused(
            code!("workbook::old_or_locked"),
            "this is an old Excel workbook (.xls), or one with a password",
            "save it as Excel workbook (.xlsx) without a password",
        ));
        return Vec::new();
    }
    if bytes.starts_with(b"%PDF") {
        faults.push(refused(
            code!("returns::pdf"),
            "this is a PDF, from which no figure is read",
            "ask the partner for the workbook that it was made of",
        ));
        return Vec::new();
    }
    if is_called_workbook(name) {
        faults.push(refused(
            code!("workbook::by_name_alone"),
            "the file is called a workbook (.xlsx), and is not one",
            "ask the partner to save it as an Excel workbook, or as CSV with a name that ends with .csv",
        ));
        return Vec::new();
    }
    match panel_returns::decode_text(name, bytes) {
        Ok(text) if begins_empty(text) => {
            let message = if text.len() > MOST_BLANK {
                "the file begins with a megabyte of spaces and empty lines"
            } else {
                "the file is empty"
            };
            let remedy = "ask the partner to send it again";
            faults.push(refused(code!("returns::empty_file"), message, remedy));
            Vec::new()
        }
        Ok(text) => csv((name, text), expected, faults).into_iter().collect(),
        Err(fault) => {
            faults.push(*fault);
            Vec::new()
        }
    }
}

/// Whether a file has the name of a workbook.
fn is_called_workbook(name: &str) -> bool {
    let (_, ending) = name.rsplit_once('.').unwrap_or_default();
    ["xlsx", "xlsm"].iter().any(|kind| ending.eq_ignore_ascii_case(kind))
}

/// So many bytes without a letter begin no table.
const MOST_BLANK: usize = 1 << 20;

/// Whether nothing is in a text, or in as much of it as is looked at.
fn begins_empty(text: &str) -> bool {
    text[..text.floor_char_boundary(MOST_BLANK)].trim_start().is_empty()
}

/// What the first entry of a spreadsheet of the other kind (.ods) is called, and what it holds.
const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";

/// Further heads are not looked at: no table has so many columns.
const MOST_HEADS: usize = 256;

/// A CSV: its heads say what it holds, be they names of columns in its first line or those of a sheet.
fn csv<'a>(
    (name, text): (&str, &'a str),
    expected: &Expected<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Table<'a>> {
    let first = first_line(&text[..text.floor_char_boundary(LONGEST_ROW)]);
    let heads = first.split([',', ';', '\t']).map(|head| head.trim().trim_matches('"'));
    let heads: Vec<_> = heads.take(MOST_HEADS).collect();
    let of_first = table_of_heads(&heads, expected.known);
    match saved_csv::found((name, text), expected.known) {
        Ok(Some(sheet)) => return sheet.table((name, text), expected, faults),
        Err(mut wrong) if of_first.is_none() => {
            faults.append(&mut wrong);
            return None;
        }
        Ok(None) | Err(_) => {}
    }
    let Some(of) = of_first else {
        faults.push(no_table((name, text), first, expected));
        return None;
    };
    let shown = match of {
        ReturnTable::Figures(_) => Shown::rows(name, text, Cover::Nothing),
        ReturnTable::Records(table) => {
            let mask = CellMask::new(table).covering(expected.covers);
            Shown::rows(name, text, Cover::Cells(mask))
        }
    };
    // The rows are read when they are checked; here the heads alone.
    let _ = match of {
        ReturnTable::Figures(kind) => rows_under(text, &shown, kind.column_names(), faults)?,
        ReturnTable::Records(table) => record_rows(text, &shown, table, faults)?,
    };
    let (source, head) = shown.head(&CsvRows::new(text).next()?);
    let head = Cell { text: String::new(), spot: Spot::Bytes(head.span) };
    let lines = Lines { text, shown: shown.clone(), of, layout: Layout::Named };
    Some(Table { source, shown, of, head, rows: GivenRows::of_lines(lines), empty: 0 })
}

/// What is wrong with a CSV that holds none of the tables.
fn no_table(
    (name, text): (&str, &str),
    first: &str,
    Expected { known, own, .. }: &Expected<'_>,
) -> Fault {
    let code = code!("returns::wrong_header");
    let (shown, span) = (shown_line(name, first, own), 0..first.len());
    for (mark, marks) in [(';', "semicolons"), ('\t', "tabs")] {
        let rows = CsvRows::new(text).take(LAST_HEAD as usize + 1);
        let mut lines = rows.filter_map(|row| text.get(row.span));
        let heads = |line: &str| {
            let heads = line.split(mark).map(|head| head.trim().trim_matches('"'));
            let heads: Vec<_> = heads.take(MOST_HEADS).collect();
            table_of_heads(&heads, known).is_some()
        };
        if lines.any(heads) {
            let message = format!("the columns are separated by {marks}");
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
fn shown_line(name: &str, first: &str, own: &[ReturnTable]) -> SourceText {
    if own.iter().any(has_keys) || first.chars().any(char::is_numeric) {
        return SourceText::new(name, &mask_letters(first));
    }
    SourceText::new(name, first)
}
