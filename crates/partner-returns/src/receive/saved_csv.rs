//! A sheet of a template that was saved as CSV: a title may stand over its heads, which are those of the
//! sheet in any order, and one column only explains.

use std::collections::BTreeMap;

use panel_core::{Fault, FewFaults, RecordTable, ReturnTable, SourceText, quoted_piece};
use panel_returns::{Cell, CellMask, CsvRows, MOST_ROWS, Record, Spot, all_lines, mask_letters};

use super::given_rows::GivenRows;
use super::table::{Table, norm, of_cells, table_of_heads};
use super::workbook::LAST_HEAD;
use crate::template::WHAT_IT_IS;

/// A sheet that was saved as CSV.
pub(super) struct SavedSheet {
    of: ReturnTable,
    head: Record,
    rows: CsvRows,
}

/// The sheet that was saved in `source`; nothing where it holds none, or a table that has the names of
/// the columns over it.
///
/// # Errors
/// What is wrong with the form of a CSV that begins as no table does.
pub(super) fn found(
    source: &SourceText,
    known: &[&'static RecordTable],
) -> Result<Option<SavedSheet>, Vec<Fault>> {
    let mut faults = Vec::new();
    let Some(mut rows) = all_lines(source, &mut faults) else { return Err(faults) };
    for head in rows.by_ref().take(LAST_HEAD as usize + 1) {
        let heads: Vec<_> = head.cells.iter().map(|cell| &*cell.text).collect();
        let Some(of) = table_of_heads(&heads, known) else { continue };
        let named = head.line == 1 && !heads.iter().any(|head| is_of_sheet(of, head));
        return Ok((!named).then(|| SavedSheet { of, head, rows }));
    }
    Ok(None)
}

/// Whether a head is that of a sheet, and not the name of a column.
fn is_of_sheet(of: ReturnTable, head: &str) -> bool {
    let mut columns = of.columns().iter();
    norm(head) == norm(WHAT_IT_IS)
        || columns.any(|column| norm(column.title) == norm(head) && column.name != head)
}

impl SavedSheet {
    /// Its rows, with every fault of its form.
    pub(super) fn table(self, source: &SourceText, faults: &mut Vec<Fault>) -> Option<Table> {
        let Self { of, head, rows } = self;
        // A line of records may hold the number of a person anywhere.
        let source = match of {
            ReturnTable::Records(table) => covered(source, &head, CellMask::new(table)),
            ReturnTable::Figures(_) => source.clone(),
        };
        let before = faults.len();
        let (placed, explains) = columns(of, &head, &source, faults);
        if faults.len() > before {
            return None;
        }
        let spot = Spot::Bytes(head.span.clone());
        let cell = Cell { text: String::new(), spot };
        let mut table = Table { source, of, head: cell, rows: GivenRows::default(), empty: 0 };
        let known: Vec<_> = placed.values().copied().chain(explains).collect();
        let (mut stray, mut strays) = (None, 0);
        let mut few = FewFaults::from(faults);
        for (index, row) in rows.enumerate() {
            few.keep(faults);
            if index == MOST_ROWS {
                let message = format!("the sheet has more than {MOST_ROWS} rows");
                faults.push(table.fault(
                    "returns::too_many_rows",
                    message,
                    "is this the right file?",
                ));
                break;
            }
            if row.cells.iter().all(|cell| cell.text.is_empty()) {
                continue;
            }
            if row.cells.len() < head.cells.len() {
                let (has, wants) = (row.cells.len(), head.cells.len());
                faults.push(Fault::at(
                    "returns::wrong_length",
                    &table.source,
                    row.span.clone(),
                    format!("the row has {has} cells, the heads {wants}"),
                    "was the file cut off? Leave a cell empty by writing its comma",
                ));
                continue;
            }
            let beside =
                |(index, cell): &(usize, &Cell)| !known.contains(index) && !cell.text.is_empty();
            for (_, cell) in row.cells.iter().enumerate().filter(beside) {
                strays += 1;
                stray.get_or_insert_with(|| (cell.clone(), row.span.clone()));
            }
            let cells = of.columns().iter().map(|column| row.cells[placed[column.name]].clone());
            let cells: Vec<_> = cells.collect();
            let said = explains.and_then(|index| row.cells.get(index)).cloned();
            let record = Record { cells, titled: true, ..row };
            of_cells(&mut table, record, said.as_ref(), faults);
        }
        if let Some((cell, row)) = stray {
            let (message, remedy) = beside(of, strays);
            faults.push(cell.fault("returns::beside", &table.source, &row, message, remedy));
        }
        Some(table)
    }
}

/// What is wrong with cells that stand beside a table, and what to do.
pub(super) fn beside(of: ReturnTable, count: usize) -> (String, &'static str) {
    let message = match count {
        0 | 1 => "this cell stands beside the table, under no head".to_owned(),
        2 => "this cell and another stand beside the table, under no head".to_owned(),
        more => format!("this cell and {} more stand beside the table, under no head", more - 1),
    };
    let remedy = if of.is_records() {
        "take it away: nothing reads it"
    } else {
        "take it away; what a reader must know beside a figure belongs in the note of its row"
    };
    (message, remedy)
}

/// Where each column stands, and the one that only explains.
fn columns(
    of: ReturnTable,
    head: &Record,
    source: &SourceText,
    faults: &mut Vec<Fault>,
) -> (BTreeMap<&'static str, usize>, Option<usize>) {
    let (mut placed, mut explains) = (BTreeMap::new(), None);
    let heads = of.columns().iter().map(|column| column.title).collect::<Vec<_>>().join(", ");
    for (index, cell) in head.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
        let text = norm(&cell.text);
        let mut all = of.columns().iter();
        let known = all.find(|one| norm(one.title) == text || norm(one.name) == text);
        let message = match known {
            Some(one) if placed.contains_key(one.name) => {
                format!("the column `{}` stands here a second time", one.title)
            }
            Some(one) => {
                placed.insert(one.name, index);
                continue;
            }
            None if text == norm(WHAT_IT_IS) => {
                explains = Some(index);
                continue;
            }
            None => {
                let masked;
                let shown = if shows_head(of, &cell.text) {
                    &*cell.text
                } else {
                    masked = mask_letters(&cell.text);
                    &masked
                };
                format!("a return of {} has no column `{}`", of.name(), quoted_piece(shown))
            }
        };
        let remedy = format!("take the column away, or correct its head: there are {heads}");
        faults.push(cell.fault("returns::wrong_header", source, &head.span, message, &remedy));
    }
    for column in of.columns().iter().filter(|one| !placed.contains_key(one.name)) {
        let message = format!("the column `{}` is missing", column.title);
        let remedy = format!("add it: there are {heads}");
        let span = head.span.clone();
        faults.push(Fault::at("returns::wrong_header", source, span, message, remedy));
    }
    (placed, explains)
}

/// Whether a fault may show what stands over a column.
fn shows_head(of: ReturnTable, head: &str) -> bool {
    match of {
        ReturnTable::Records(table) => CellMask::new(table).shows_head(head),
        ReturnTable::Figures(_) => true,
    }
}

/// The text with the heads that may be shown, and stars for every other letter.
fn covered(source: &SourceText, head: &Record, mask: CellMask<'_>) -> SourceText {
    let mut covered = String::with_capacity(source.text.len());
    let mut next = 0;
    let spans = head.cells.iter().filter(|cell| !cell.text.is_empty()).filter_map(|cell| {
        let Spot::Bytes(span) = &cell.spot else { return None };
        // A cell that is not there has the place of its row, which may hold anything.
        let text = source.text.get(span.clone())?;
        let may_show = mask.shows_head(&cell.text) && mask.shows_head(text.trim_matches('"'));
        may_show.then_some(span)
    });
    let mut spans: Vec<_> = spans.collect();
    spans.sort_by_key(|span| span.start);
    for span in spans {
        if span.start < next {
            continue;
        }
        covered.push_str(&mask_letters(&source.text[next..span.start]));
        covered.push_str(&source.text[span.clone()]);
        next = span.end;
    }
    covered.push_str(&mask_letters(&source.text[next..]));
    SourceText::new(&source.path, &covered)
}

/// Covers what the faults show of a file of which it is not known what it holds.
pub(super) fn cover_all(faults: &mut [Fault]) {
    for fault in faults.iter_mut().filter(|fault| fault.place.span.is_some()) {
        let source = &fault.place.source;
        fault.place.source = SourceText::new(&source.path, &mask_letters(&source.text));
    }
}
