//! The sheets of a workbook as tables of returns: which sheet holds which kind, where its head
//! stands, and what each of its cells says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Reader as _, SheetVisible, Xlsx};
use panel_core::{Fault, RecordTable, ReturnKind, ReturnTable, SourceText};
use panel_returns::{Cell, Spot};

use super::given_rows::GivenRows;
use super::marks::{Marks, marks};
use super::saved_csv::beside;
use super::table::{Table, norm, table_of_heads};
use super::value::Stored;
use crate::template::{CONTENTS, COVER, NOTES, PERIODS, SERIES, WHAT_IT_IS};

/// The head stands in one of the first rows.
pub(super) const LAST_HEAD: u32 = 30;
/// More cells than any return has.
const MOST_CELLS: usize = 1_000_000;

/// A cell of a sheet.
pub(super) struct SheetCell {
    pub(super) stored: Stored,
    pub(super) format: String,
    pub(super) formula: bool,
}

type Cells = BTreeMap<(u32, u32), SheetCell>;

/// A sheet being read.
pub(super) struct Sheet<'a> {
    pub(super) source: &'a SourceText,
    pub(super) name: &'a str,
    pub(super) cells: Cells,
    marks: Marks,
}

/// The tables of a workbook, with every fault of their form.
pub(super) fn tables(
    name: &str,
    bytes: &[u8],
    known: &[&'static RecordTable],
    own: &[ReturnTable],
    faults: &mut Vec<Fault>,
) -> Vec<Table> {
    let source = SourceText::new(name, "");
    let unreadable = |why: String| {
        Fault::of_file(
            "workbook::unreadable",
            name,
            format!("this is not a workbook that can be read: {why}"),
            "open it in a spreadsheet and save it anew as Excel workbook (.xlsx), or send the table as CSV; if it does not open, ask for it to be sent again",
        )
    };
    let found = marks(bytes).and_then(|marks| {
        let workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        Ok((marks, workbook))
    });
    let (mut marks, mut workbook) = match found {
        Ok(found) => found,
        Err(why) => {
            faults.push(unreadable(why));
            return Vec::new();
        }
    };
    let mut tables = Vec::new();
    for about in workbook.sheets_metadata().to_vec() {
        let cells = match cells(&mut workbook, &about.name) {
            Ok(cells) => cells,
            Err(why) => {
                faults.push(unreadable(format!("{}: {why}", about.name)));
                continue;
            }
        };
        if cells.is_empty() {
            continue;
        }
        let marks = marks.remove(&about.name).unwrap_or_default();
        let sheet = Sheet { source: &source, name: &about.name, cells, marks };
        if about.visible != SheetVisible::Visible {
            let message = "the sheet is hidden, and not empty";
            let remedy = "show it, and look at what is in it; or take it away";
            faults.push(sheet.fault("workbook::hidden_sheet", (0, 0), message, remedy));
            continue;
        }
        tables.extend(sheet.table(known, own, faults));
    }
    tables
}

fn cells(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Cells, String> {
    let mut cells = Cells::new();
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| error.to_string())?;
    let formats: Vec<_> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map(|format| format.format_code.clone()))
        .collect();
    while let Some((cell, style)) =
        reader.next_cell_with_style_id().map_err(|error| error.to_string())?
    {
        let Some(stored) = Stored::of(cell.get_value()) else { continue };
        let format = formats.get(style).cloned().flatten().unwrap_or_else(|| "General".to_owned());
        cells.insert(cell.get_position(), SheetCell { stored, format, formula: false });
        if cells.len() > MOST_CELLS {
            return Err(format!("it has more than {MOST_CELLS} cells"));
        }
    }
    drop(reader);
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| error.to_string())?;
    while let Some(cell) = reader.next_cell_with_formula().map_err(|error| error.to_string())? {
        if cell.formula.is_some() {
            let stored = || Stored::Failed("no result is stored".to_owned());
            let format = "General".to_owned();
            let empty = || SheetCell { stored: stored(), format, formula: true };
            cells.entry(cell.pos).or_insert_with(empty).formula = true;
        }
    }
    Ok(cells)
}

/// `Counts!D7`, or `'Monthly counts'!D7`.
pub(super) fn address(sheet: &str, (row, column): (u32, u32)) -> String {
    let quoted = !sheet.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let sheet = if quoted { format!("'{}'", sheet.replace('\'', "''")) } else { sheet.to_owned() };
    format!("{sheet}!{}{}", letters(column), u64::from(row) + 1)
}

/// `A` for 0, `AA` for 26.
pub(super) fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

impl Sheet<'_> {
    pub(super) fn fault(
        &self,
        code: &'static str,
        at: (u32, u32),
        message: &str,
        remedy: &str,
    ) -> Fault {
        Fault::in_cell(code, &self.source.path, &address(self.name, at), message, remedy)
    }

    pub(super) fn text(&self, at: (u32, u32)) -> String {
        self.cells.get(&at).map(|cell| cell.stored.shown(&cell.format)).unwrap_or_default()
    }

    /// The rows that have something in them.
    fn rows(&self) -> BTreeSet<u32> {
        self.cells.keys().map(|(row, _)| *row).collect()
    }

    fn heads(&self, row: u32) -> BTreeMap<u32, String> {
        let cells = self.cells.range((row, 0)..=(row, u32::MAX));
        cells.map(|((_, column), _)| (*column, self.text((row, *column)))).collect()
    }

    /// The return in the sheet; nothing where it holds none.
    fn table(
        &self,
        known: &[&'static RecordTable],
        own: &[ReturnTable],
        faults: &mut Vec<Fault>,
    ) -> Option<Table> {
        let figures = ReturnKind::ALL.into_iter().map(ReturnTable::Figures);
        let mut all = figures.chain(known.iter().map(|table| ReturnTable::Records(table)));
        let named = all.find(|table| norm(table.title()) == norm(self.name));
        let head = self.rows().into_iter().take_while(|row| *row <= LAST_HEAD).find_map(|row| {
            let heads = self.heads(row);
            let texts: Vec<_> = heads.values().map(String::as_str).collect();
            table_of_heads(&texts, known).map(|of| (row, heads, of))
        });
        let Some((row, heads, of)) = head else {
            let informs = [COVER, CONTENTS, SERIES, PERIODS, NOTES];
            if !informs.iter().any(|name| norm(name) == norm(self.name)) {
                let first = own.first().copied();
                let table = named.or(first).unwrap_or(ReturnTable::Figures(ReturnKind::Counts));
                let heads: Vec<_> = table.columns().iter().map(|column| column.title).collect();
                let message = "no row of this sheet is the head of a return";
                let remedy = format!("begin the table with the heads {}", heads.join(", "));
                faults.push(self.fault("workbook::no_head", (0, 0), message, &remedy));
            }
            return None;
        };
        let before = faults.len();
        let placed = self.columns(row, &heads, of, faults);
        self.unseen(row, faults);
        if placed.len() < of.columns().len() {
            return None;
        }
        let first = (row, heads.keys().next().copied().unwrap_or(0));
        let spot = Spot::Sheet { name: address(self.name, first), differing: None };
        let head = Cell { text: String::new(), spot };
        let mut table =
            Table { source: self.source.clone(), of, head, rows: GivenRows::default(), empty: 0 };
        let mut heads_at = heads.iter();
        let explains = heads_at.find(|(_, head)| norm(head) == norm(WHAT_IT_IS)).map(|(at, _)| *at);
        for line in self.rows().range(row + 1..) {
            self.row(*line, &placed, explains, &mut table, faults);
        }
        self.strays(of, (row, &heads), faults);
        if faults.len() > before && table.rows.is_empty() {
            return None;
        }
        Some(table)
    }

    /// Where each column of the table stands.
    fn columns(
        &self,
        row: u32,
        heads: &BTreeMap<u32, String>,
        of: ReturnTable,
        faults: &mut Vec<Fault>,
    ) -> BTreeMap<&'static str, u32> {
        let mut placed = BTreeMap::new();
        for (column, head) in heads {
            let known = of
                .columns()
                .iter()
                .find(|one| norm(one.title) == norm(head) || norm(one.name) == norm(head));
            let message = match known {
                Some(one) if placed.contains_key(one.name) => {
                    format!("the column `{head}` stands here a second time")
                }
                Some(one) => {
                    placed.insert(one.name, *column);
                    continue;
                }
                None if norm(head) == norm(WHAT_IT_IS) => continue,
                None => format!("a return of {} has no column `{head}`", of.name()),
            };
            let remedy = "take the column away, or correct its head";
            faults.push(self.fault("workbook::wrong_head", (row, *column), &message, remedy));
        }
        for column in of.columns().iter().filter(|one| !placed.contains_key(one.name)) {
            let message = format!("the column `{}` is missing", column.title);
            let remedy = "add it, with its head in this row";
            faults.push(self.fault("workbook::wrong_head", (row, 0), &message, remedy));
        }
        placed
    }

    /// What stands under no head: it would not be read.
    fn strays(
        &self,
        of: ReturnTable,
        (head, heads): (u32, &BTreeMap<u32, String>),
        faults: &mut Vec<Fault>,
    ) {
        let under = self.cells.range((head + 1, 0)..).map(|(at, _)| *at);
        let strays: Vec<_> = under.filter(|(_, column)| !heads.contains_key(column)).collect();
        if let Some(first) = strays.first() {
            let (message, remedy) = beside(of, strays.len());
            faults.push(self.fault("workbook::beside", *first, &message, remedy));
        }
    }

    /// What a reader of the sheet does not see as it is stored: hidden or merged.
    fn unseen(&self, head: u32, faults: &mut Vec<Fault>) {
        for row in self.marks.rows.iter().filter(|row| **row >= head) {
            if self.cells.range((*row, 0)..=(*row, u32::MAX)).next().is_some() {
                let message = format!("row {} is hidden, and not empty", u64::from(*row) + 1);
                let remedy = "show it and look at its figures, or delete the row";
                faults.push(self.fault("workbook::hidden_row", (*row, 0), &message, remedy));
            }
        }
        let mut columns: Vec<_> = self.cells.keys().map(|(_, column)| *column).collect();
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            if self.marks.columns.iter().any(|hidden| hidden.contains(&column)) {
                let message = format!("column {} is hidden, and not empty", letters(column));
                let remedy = "show it and look at what it holds, or delete the column";
                faults.push(self.fault(
                    "workbook::hidden_column",
                    (head, column),
                    &message,
                    remedy,
                ));
            }
        }
        for merged in &self.marks.merged {
            let first = merged.split(':').next().unwrap_or_default();
            let cell = address(self.name, (0, 0)).replace("A1", first);
            let message = format!("the cells {merged} are merged");
            let remedy = "unmerge them, and write in each cell what it says";
            let path = &self.source.path;
            faults.push(Fault::in_cell("workbook::merged", path, &cell, message, remedy));
        }
    }
}
