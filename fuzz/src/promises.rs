//! What every reader promises.

use panel_core::{Fault, ReturnKind, SourceText};
use panel_returns::{Parsed, RowReader, records};

/// Asserts that each fault says what is wrong, where, and what to do, and that a terminal can show
/// it as it is.
///
/// # Panics
/// Where one does not.
pub fn assert_placed(faults: &[Fault]) {
    for fault in faults {
        assert!(!fault.message.is_empty() && !fault.remedy.is_empty(), "{fault:?}");
        assert!(fault.code.contains("::"), "{fault:?}");
        let source = &fault.place.source;
        assert!(!source.path.is_empty(), "{fault:?}");
        if let Some(span) = &fault.place.span {
            assert!(source.text.get(span.clone()).is_some(), "{fault:?}: {span:?}");
            let (line, column) = source.line_and_column(span.start);
            assert!(line >= 1 && column >= 1, "{fault:?}");
            assert!(source.line(line).start <= span.start, "{fault:?} is not in its line {line}");
        }
        if let Some(cell) = &fault.place.cell {
            assert!(cell.contains('!'), "{fault:?}: {cell:?} is no cell of a sheet");
        }
        let shown = format!("{fault} {}", fault.remedy);
        let obeyed = |letter: char| letter.is_control() && letter != '\n';
        assert!(!shown.contains(obeyed), "a terminal would obey {shown:?}");
        assert!(!source.path.contains('\n'), "{:?} is more than a line", source.path);
    }
}

/// The rows of a table, with every fault.
fn rows(source: &SourceText, kind: ReturnKind) -> (Vec<Parsed>, Vec<Fault>) {
    let mut faults = Vec::new();
    let found = records(source, kind, &mut faults).unwrap_or_default();
    let whole = found.iter().filter(|record| record.whole);
    let rows = whole.filter_map(|record| RowReader::new(source, kind, record, &mut faults).parse());
    (rows.collect(), faults)
}

/// Asserts that a table tells its faults in their places, tells the same twice, and, where it has
/// none, that its cells written anew are the same rows. Says whether it has none.
///
/// # Panics
/// Where it does not.
pub fn assert_rows_read_back(source: &SourceText, kind: ReturnKind) -> bool {
    let (found, faults) = rows(source, kind);
    assert_placed(&faults);
    assert_eq!(rows(source, kind), (found.clone(), faults.clone()));
    if !faults.is_empty() {
        return false;
    }
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let header = source.text.lines().next().unwrap_or_default();
    let filed = header.trim_end().trim_matches('"').ends_with("source");
    let source_column = filed.then_some(panel_core::SOURCE_COLUMN.name);
    let written = writer.write_record(kind.column_names().into_iter().chain(source_column));
    written.expect("a writer to memory does not fail");
    for record in records(source, kind, &mut Vec::new()).unwrap_or_default() {
        let cells = record.cells.iter().map(|cell| &*cell.text);
        writer.write_record(cells).expect("a writer to memory does not fail");
    }
    let text = writer.into_inner().expect("a writer to memory does not fail");
    let text = String::from_utf8(text).expect("cells are text");
    let again = rows(&SourceText::new(&source.path, &text), kind);
    assert_eq!(again, (found, Vec::new()), "written anew:\n{text}");
    true
}
