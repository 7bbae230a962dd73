//! The sheets of a workbook as tables of returns: which sheet holds which kind, where its head
//! stands, and what each of its cells says.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{Fault, ReturnKind, ReturnTable, SourceText, code};
use panel_returns::{Cell, Shown, Spot};

use super::given::beside;
use super::given_rows::GivenRows;
use super::heads::{LAST_HEAD, norm, table_of_heads};
use super::limits::are_enough;
use super::noticed::Noticed;
use super::sheet::Sheet;
use super::table::{Expected, Table};
use super::xlsx::{Book, Refused, SheetShown, Spent, Unseen};
pub(super) use super::xlsx::{address, letters};
use crate::template::{CONTENTS, COVER, NOTES, PERIODS, SERIES, WHAT_IT_IS};

/// The tables of a workbook, with every fault of their form; `spent` is what the workbooks before it in
/// the same delivery took.
pub(super) fn tables(
    (name, bytes): (&str, &[u8]),
    expected: &Expected<'_>,
    spent: &Spent,
    noticed: &mut Noticed,
    faults: &mut Vec<Fault>,
) -> Vec<Table<'static>> {
    let source = SourceText::new(name, "");
    let mut book = match Book::new(bytes, spent) {
        Ok(book) => book,
        Err(why) => {
            faults.push(refused(name, why));
            return Vec::new();
        }
    };
    noticed.others.extend(book.others().iter().cloned());
    noticed.order.extend(book.sheets().iter().map(|about| address(&about.name, (0, 0))));
    let mut tables = Vec::new();
    for about in book.sheets().to_vec() {
        if are_enough(faults) {
            break;
        }
        let grid = match book.grid(&about) {
            Ok(grid) => grid,
            Err(why) => {
                faults.push(refused(name, why));
                continue;
            }
        };
        noticed.commented.extend(grid.commented.iter().map(|at| address(&about.name, *at)));
        if grid.cells.is_empty() {
            continue;
        }
        let covers = expected.covers;
        let sheet = Sheet { source: &source, name: &about.name, grid, spent, covers };
        let hidden = match about.shown {
            SheetShown::Shown => None,
            SheetShown::Hidden => Some((
                "the sheet is hidden, and not empty",
                "show it, and look at what is in it; or take it away",
            )),
            SheetShown::NeverShown => Some((
                "the sheet is hidden so that no menu shows it, and not empty",
                "copy the sheets that a reader sees into a new workbook, and send that",
            )),
        };
        if let Some((message, remedy)) = hidden {
            faults.push(sheet.fault(code!("workbook::hidden_sheet"), (0, 0), message, remedy));
            continue;
        }
        tables.extend(sheet.table(expected, faults));
    }
    tables
}

/// What a limit or an unreadable part says, as a fault of the file.
fn refused(name: &str, Refused { code, message, remedy }: Refused) -> Fault {
    Fault::of_file(code, name, message, remedy)
}

impl Sheet<'_> {
    /// The rows that have something in them.
    fn rows(&self) -> BTreeSet<u32> {
        self.grid.cells.keys().map(|(row, _)| *row).collect()
    }

    fn heads(&self, row: u32) -> BTreeMap<u32, String> {
        let cells = self.grid.cells.range((row, 0)..=(row, u32::MAX));
        cells.map(|((_, column), _)| (*column, self.text((row, *column)))).collect()
    }

    /// The return in the sheet; nothing where it holds none.
    fn table(
        &self,
        Expected { known, own, .. }: &Expected<'_>,
        faults: &mut Vec<Fault>,
    ) -> Option<Table<'static>> {
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
                let remedy = format!(
                    "begin the table with the heads {}; or take the sheet away",
                    heads.join(", ")
                );
                faults.push(self.fault(code!("workbook::no_head"), (0, 0), message, &remedy));
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
        let (source, shown) = (self.source.clone(), Shown::whole(self.source.clone()));
        let mut table = Table { source, shown, of, head, rows: GivenRows::default(), empty: 0 };
        let mut heads_at = heads.iter();
        let explains = heads_at.find(|(_, head)| norm(head) == norm(WHAT_IT_IS)).map(|(at, _)| *at);
        for line in self.rows().range(row + 1..) {
            if are_enough(faults) {
                break;
            }
            if let Err(why) = self.spent.add_row(of.columns().len()) {
                faults.push(refused(&self.source.path, why));
                return None;
            }
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
            if are_enough(faults) {
                break;
            }
            let known = of
                .columns()
                .iter()
                .find(|one| norm(one.title) == norm(head) || norm(one.name) == norm(head));
            let message = match known {
                Some(one) if placed.contains_key(one.name) => {
                    format!("the column `{head}` is here a second time")
                }
                Some(one) => {
                    placed.insert(one.name, *column);
                    continue;
                }
                None if norm(head) == norm(WHAT_IT_IS) => continue,
                None => format!("a return of {} has no column `{head}`", of.name()),
            };
            let remedy = "take the column away, or correct its head";
            faults.push(self.fault(
                code!("workbook::wrong_head"),
                (row, *column),
                &message,
                remedy,
            ));
        }
        for column in of.columns().iter().filter(|one| !placed.contains_key(one.name)) {
            let message = format!("the column `{}` is missing", column.title);
            let remedy = "add it, with its head in this row";
            faults.push(self.fault(code!("workbook::wrong_head"), (row, 0), &message, remedy));
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
        let under = self.grid.cells.range((head + 1, 0)..).map(|(at, _)| *at);
        let strays: Vec<_> = under.filter(|(_, column)| !heads.contains_key(column)).collect();
        if let Some(first) = strays.first() {
            let (message, remedy) = beside(of, strays.len());
            faults.push(self.fault(code!("workbook::beside"), *first, &message, remedy));
        }
    }

    /// What a reader of the sheet does not see as it is stored: hidden or merged. Of a row or a column it
    /// is told once.
    fn unseen(&self, head: u32, faults: &mut Vec<Fault>) {
        for row in self.grid.marks.rows.iter().filter(|row| **row >= head) {
            if are_enough(faults) {
                return;
            }
            if self.grid.cells.range((*row, 0)..=(*row, u32::MAX)).next().is_some() {
                let number = u64::from(*row) + 1;
                let (message, remedy) = if self.grid.marks.is_low(*row) {
                    (
                        format!("row {number} is too low to be read, and not empty"),
                        "make the row higher",
                    )
                } else {
                    let remedy = "show it and look at its figures, or delete the row";
                    (format!("row {number} is hidden, and not empty"), remedy)
                };
                faults.push(self.fault(code!("workbook::hidden_row"), (*row, 0), &message, remedy));
            }
        }
        if self.grid.marks.shows_formulas {
            let message = "the sheet shows calculations in place of what they give";
            let remedy = "let it show what they give, and look at its figures";
            faults.push(self.fault(code!("workbook::shows_formulas"), (head, 0), message, remedy));
        }
        let hidden = |at: &&(u32, u32)| self.grid.unseen(**at) == Some(Unseen::Column);
        let columns: BTreeSet<_> =
            self.grid.cells.keys().filter(hidden).map(|(_, column)| *column).collect();
        for column in columns {
            if are_enough(faults) {
                return;
            }
            let message = format!("column {} is hidden, and not empty", letters(column));
            let remedy = "show it and look at what it holds, or delete the column";
            faults.push(self.fault(
                code!("workbook::hidden_column"),
                (head, column),
                &message,
                remedy,
            ));
        }
        // A title over the table hides none of its figures.
        let merged = self.grid.marks.merged.iter().filter(|(_, last)| last.0 >= head);
        for (first, last) in merged {
            if are_enough(faults) {
                return;
            }
            let place = |(row, column): (u32, u32)| format!("{}{}", letters(column), row + 1);
            let message = format!("the cells {}:{} are merged", place(*first), place(*last));
            let remedy = "unmerge them, and write in each cell what it says";
            faults.push(self.fault(code!("workbook::merged"), *first, &message, remedy));
        }
    }
}
