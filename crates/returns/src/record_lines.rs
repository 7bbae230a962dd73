//! The lines of a table of records, and the same text without what may name a person.

use panel_core::{Fault, RecordTable, SourceText};

use crate::cell_mask::CellMask;
use crate::cells::Record;
use crate::table::{TableRows, rows_under};

/// The lines of this table of records, with the text that faults may show.
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
    let shown = CellMask::new(table).mask_text(source);
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

/// Whether it is a key as it is filed.
pub(crate) fn is_key(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use panel_core::{Column, Holds};

    use super::*;

    const COLUMNS: &[Column] =
        &[Column::new("person", "Person", Holds::Key).key(), Column::new("day", "Day", Holds::Day)];
    static TABLE: RecordTable = RecordTable::new("people", "People", "One line a person.", COLUMNS);

    #[test]
    fn faults_of_the_form_show_no_more() {
        for text in [
            "A123,2024-10-05\n",
            "person,day\nA123\n",
            "person,day\n\"A123,\n",
            "person,day,A123\n",
            "A123,person\n",
            "person,day\n1,A123,2024-10-05\n",
            "person;day;A123\nA123;2024-10-05\n",
        ] {
            let mut faults = Vec::new();
            let _ = record_lines(&SourceText::new("p.csv", text), &TABLE, &mut faults);
            assert!(!faults.is_empty(), "{text}");
            for fault in faults {
                assert!(!fault.place.source.text.contains("123"), "{:?}", fault.place.source.text);
                assert!(!fault.message.contains("123") && !fault.remedy.contains("123"), "{fault}");
            }
        }
    }

    #[test]
    fn another_separator_is_told_where_a_head_may_not_be_shown() {
        let mut faults = Vec::new();
        let text = "person;day;A123\nA123;2024-10-05\n";
        let _ = record_lines(&SourceText::new("p.csv", text), &TABLE, &mut faults);
        assert_eq!(faults[0].message, "the columns are separated by semicolons");
    }
}
