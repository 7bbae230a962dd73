//! The lines of a table of records, and the same text without what may name a person.
//!
//! A fault shows the line that it speaks of. What stands where a key should be may be a person's number,
//! and a line that is no record may hold one anywhere.

use panel_core::{Fault, Holds, RecordTable, SOURCE_COLUMN, SourceText};

use crate::cells::Record;
use crate::csv_rows::cell_spans;
use crate::table::{TableRows, rows_under};

/// The lines of this table of records, with the text that faults may show: the same, with stars for what
/// stands in its columns of keys and is none.
pub fn record_lines(
    source: &SourceText,
    table: &'static RecordTable,
    faults: &mut Vec<Fault>,
) -> Option<(SourceText, Vec<Record>)> {
    let (shown, mut rows) = record_rows(source, table, faults)?;
    Some((shown, std::iter::from_fn(|| rows.next_row(faults)).collect()))
}

/// The same, one line after the other.
pub fn record_rows(
    source: &SourceText,
    table: &'static RecordTable,
    faults: &mut Vec<Fault>,
) -> Option<(SourceText, TableRows)> {
    let shown = masked(source, table);
    let rows = rows_shown(source, &shown, table, faults)?;
    Some((shown, rows))
}

/// The same, with the faults told of `shown`.
pub(crate) fn rows_shown(
    source: &SourceText,
    shown: &SourceText,
    table: &'static RecordTable,
    faults: &mut Vec<Fault>,
) -> Option<TableRows> {
    let header = source.text.lines().next().unwrap_or_default();
    let known = |cell: &str| table.columns.iter().any(|column| column.name == plain(cell));
    if !header.is_empty() && !header.split([',', ';', '\t']).any(known) {
        // A file without a header begins with a person.
        let message = format!("the first line is not the header of `{}`", table.name);
        let remedy = format!("make the header {}", table.column_names().join(","));
        let span = 0..header.len();
        faults.push(Fault::at("returns::wrong_header", shown, span, message, remedy));
        return None;
    }
    let mut found = Vec::new();
    let rows = rows_under(source, shown, table.column_names(), &mut found);
    if found.iter().any(|fault| fault.code == "returns::wrong_header") {
        // The same faults, told of the text that may be shown: it has the same lines and cells.
        found.clear();
        let _ = rows_under(shown, shown, table.column_names(), &mut found);
    }
    faults.append(&mut found);
    rows
}

fn plain(cell: &str) -> &str {
    cell.trim().trim_matches('"')
}

/// The text with stars, byte for byte, for what may name a person.
pub(crate) fn masked(source: &SourceText, table: &RecordTable) -> SourceText {
    if table.columns.iter().all(|column| column.holds != Holds::Key) {
        return source.clone();
    }
    let mut text = String::with_capacity(source.text.len());
    for (number, line) in source.text.split_inclusive('\n').enumerate() {
        let spans = cell_spans(line.as_bytes(), 0);
        let columns = table.columns.len();
        let whole = spans.len() == columns || spans.len() == columns + 1;
        let mut next = 0;
        for (index, span) in spans.into_iter().enumerate() {
            text.push_str(&line[next..span.start]);
            let cell = &line[span.clone()];
            let column = table.columns.get(index);
            let keep = if number == 0 {
                let name = plain(cell);
                let of_table = table.columns.iter().chain([SOURCE_COLUMN]);
                of_table.map(|column| column.name).any(|one| one == name)
                    || !name.contains(|letter: char| letter.is_ascii_digit())
            } else {
                whole
                    && column.is_none_or(|column| column.holds != Holds::Key || is_key(plain(cell)))
            };
            if keep {
                text.push_str(cell);
            } else {
                text.extend(cell.chars().map(star));
            }
            next = span.end;
        }
        text.push_str(&line[next..]);
    }
    SourceText::new(&source.path, &text)
}

/// Whether it is a key as it is filed.
pub(crate) fn is_key(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A letter of as many bytes that says nothing, so that every place is kept.
fn star(letter: char) -> char {
    match letter.len_utf8() {
        _ if matches!(letter, '\n' | '\r') => letter,
        1 => '*',
        2 => '\u{b7}',
        3 => '\u{2022}',
        _ => '\u{1f784}',
    }
}

#[cfg(test)]
mod tests {
    use panel_core::Column;

    use super::*;

    const COLUMNS: &[Column] =
        &[Column::new("person", "Person", Holds::Key).key(), Column::new("day", "Day", Holds::Day)];
    static TABLE: RecordTable = RecordTable::new("people", "People", "One line a person.", COLUMNS);

    fn shown(text: &str) -> String {
        let source = SourceText::new("returns/people.csv", text);
        let masked = masked(&source, &TABLE);
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.text.chars().count(), text.chars().count());
        masked.text.to_string()
    }

    #[test]
    fn what_stands_for_a_key_and_is_none_is_not_shown() {
        assert_eq!(
            shown("person,day\nA123,2024-10-05\n\"Ü, 7\",x\r\n0123456789abcdef,2024-10-05\n"),
            "person,day\n****,2024-10-05\n*\u{b7}****,x\r\n0123456789abcdef,2024-10-05\n"
        );
    }

    #[test]
    fn of_a_line_that_is_no_record_nothing_is_shown() {
        assert_eq!(shown("person,day\nA123\nx,y,z,w\n"), "person,day\n****\n*,*,*,*\n");
        assert_eq!(shown("A123,2024-10-05\n"), "****,**********\n");
    }

    #[test]
    fn faults_of_the_form_show_no_more() {
        for text in ["A123,2024-10-05\n", "person,day\nA123\n", "person,day\n\"A123,\n"] {
            let mut faults = Vec::new();
            let _ = record_lines(&SourceText::new("p.csv", text), &TABLE, &mut faults);
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(!fault.place.source.text.contains("123"), "{:?}", fault.place.source.text);
                assert!(!fault.message.contains("123") && !fault.remedy.contains("123"), "{fault}");
            }
        }
    }
}
