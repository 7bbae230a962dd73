//! The lines of a table of records, and the same text without what may name a person.

use panel_core::{Fault, RecordTable, SourceText};

use crate::cell_mask::CellMask;
use crate::cells::Record;
use crate::shown::Shown;
use crate::table::{TableRows, rows_of};

/// The lines of this table of records, with the text that faults may show.
pub fn record_lines(
    source: &SourceText,
    table: &'static RecordTable,
    faults: &mut Vec<Fault>,
) -> Option<(SourceText, Vec<Record>)> {
    let masked = CellMask::new(table).mask_text(source);
    let mut rows = record_rows(&source.text, &Shown::whole(masked.clone()), table, faults)?;
    let lines = std::iter::from_fn(|| rows.next_row(faults)).collect();
    Some((masked, lines))
}

/// The lines of this table of records, one after the other, with their faults told of what may be shown.
pub fn record_rows<'a>(
    text: &'a str,
    shown: &Shown<'a>,
    table: &'static RecordTable,
    faults: &mut Vec<Fault>,
) -> Option<TableRows<'a>> {
    rows_of(text, shown, table.column_names(), Some(table), faults)
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
