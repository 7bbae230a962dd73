//! The rows of a sheet, cell by cell.

use std::collections::BTreeMap;

use panel_core::{Column, Fault, FaultCode, Holds, ReturnTable, code, quoted_piece};
use panel_returns::{Cell, CellMask, Differing, Record, RecordReader, RowReader, Spot};

use super::given::{Given, NOTE_ALONE, WORDS_ALONE, of_no_series};
use super::person_cells::{STAND_IN, keyed};
use super::record_value;
use super::said::Said;
use super::sheet::Sheet;
use super::table::Table;
use super::value::Stored;
use super::xlsx::{Changing, Cut, Otherwise, SheetCell, Unseen, address, letters};

/// So many letters are told of what a cell shows.
const SHOWN: usize = 80;

impl Sheet<'_> {
    /// Reads a row into the table, unless nothing was filled in.
    pub(super) fn row(
        &self,
        row: u32,
        placed: &BTreeMap<&'static str, u32>,
        explains: Option<u32>,
        table: &mut Table<'_>,
        faults: &mut Vec<Fault>,
    ) {
        let of = table.of;
        let columns = of.columns();
        let at = |column: &Column| (row, placed.get(column.name).copied().unwrap_or(0));
        let filled = |column: &Column| self.grid.cells.contains_key(&at(column));
        let said =
            explains.map(|column| (row, column)).filter(|at| self.grid.cells.contains_key(at));
        if !columns.iter().any(filled) {
            if let Some(at) = said {
                let (code, message, remedy) = WORDS_ALONE;
                faults.push(self.fault(code, at, message, remedy));
            }
            return;
        }
        let said = said.map(|at| self.text(at)).unwrap_or_default();
        let figure = |column: &Column| column.is_given() && filled(column);
        if !of.is_records() && !columns.iter().any(figure) {
            table.empty += 1;
            if let Some(note) =
                columns.iter().find(|column| column.name == "note" && filled(column))
            {
                let (code, message, remedy) = NOTE_ALONE;
                faults.push(self.fault(code, at(note), message, remedy));
            }
            return;
        }
        let all_before = faults.len();
        let mut read = Vec::new();
        let mut refused = Vec::new();
        let mut cells = Vec::with_capacity(columns.len());
        for column in columns {
            let before = faults.len();
            cells.push(self.cell(of, column, at(column), &mut read, faults));
            if faults.len() > before {
                refused.push(column);
            }
        }
        if !refused.is_empty() {
            table.empty += 1;
            let record = Record { line: row + 1, span: 0..0, cells, whole: true, titled: true };
            // Of a row that is no figure of a series nothing else is told. Where a name was refused, it may
            // be one.
            let is_named = refused.iter().any(|column| column.names_the_row);
            if !is_named
                && let Some((index, (code, message, remedy))) = of_no_series(of, &record, &said)
            {
                faults.truncate(all_before);
                faults.push(self.fault(code, at(&columns[index]), message, remedy));
                return;
            }
            let name = |column: &Column| address(self.name, at(column));
            faults.extend(self.beside(&refused, record, of, name));
            return;
        }
        let edge = |all: Option<u32>| all.unwrap_or(0);
        let (first, last) =
            (edge(placed.values().min().copied()), edge(placed.values().max().copied()));
        let place = format!("{}:{}{}", address(self.name, (row, first)), letters(last), row + 1);
        let record = Record { line: row + 1, span: 0..0, cells, whole: true, titled: true };
        table.rows.push(Given { record, place, read, said });
    }

    /// What is wrong with the other cells of a row of which some were refused. A figure that is made
    /// of several cells says nothing where one of them is missing.
    fn beside(
        &self,
        refused: &[&Column],
        record: Record,
        of: ReturnTable,
        name: impl Fn(&Column) -> String,
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        // With a cell missing it is no row; only the faults are wanted.
        match of {
            ReturnTable::Figures(kind) => {
                let _ = RowReader::new(self.source, kind, &record, &mut faults).parse();
            }
            ReturnTable::Records(table) => {
                let record = keyed(table, record, |_| STAND_IN.to_owned());
                let _ = RecordReader::new(self.source, table, &record, &mut faults)
                    .covering(self.covers)
                    .parse();
                // What contradicts a cell that was refused is not known.
                faults.retain(|fault| fault.code != "records::contradiction");
            }
        }
        let figure = !of.is_records() && refused.iter().any(|column| column.is_figure());
        let unknown: Vec<_> = of
            .columns()
            .iter()
            .filter(|column| {
                refused.iter().any(|one| one.name == column.name) || figure && column.is_figure()
            })
            .map(name)
            .collect();
        faults.retain(|fault| fault.place.cell.as_ref().is_none_or(|cell| !unknown.contains(cell)));
        faults
    }

    /// One cell as text, with its place.
    fn cell(
        &self,
        of: ReturnTable,
        column: &Column,
        at: (u32, u32),
        read: &mut Vec<(String, String)>,
        faults: &mut Vec<Fault>,
    ) -> Cell {
        let name = address(self.name, at);
        let Some(cell) = self.grid.cells.get(&at) else {
            return Cell { text: String::new(), spot: Spot::Sheet { name, differing: None } };
        };
        let (stored, mut shown) = (cell.stored.stored(), cell.stored.shown(&cell.format));
        // What is left of a text without the pieces that do not count.
        if let Some(marked) = cell.marked.as_ref().filter(|marked| !marked.rest.is_empty()) {
            shown = marked.rest.to_string();
        }
        let mask = match of {
            ReturnTable::Records(table) => Some(CellMask::new(table).covering(self.covers)),
            ReturnTable::Figures(_) => None,
        };
        let bare = stored.trim_matches('"');
        let masks = |text: &str| mask.is_some_and(|mask| !mask.shows_cell(column, text));
        let differs = bare != shown && !masks(bare) && !masks(&shown);
        let differing =
            differs.then(|| Differing { stored, shown: shown.chars().take(SHOWN).collect() });
        let mut empty =
            Cell { text: String::new(), spot: Spot::Sheet { name: name.clone(), differing } };
        if let Some((code, message, remedy)) = self.not_as_seen(at, cell, column, masks) {
            faults.push(empty.fault(code, self.source, &(0..0), message, remedy));
            return empty;
        }
        if cell.formula && self.grid.recalculates {
            let message = "what this calculation gives is not known: the workbook is to be calculated anew when it is opened";
            let remedy = "open the workbook in a spreadsheet, save it, and send that";
            let fault = empty.fault(
                code!("workbook::recalculated"),
                self.source,
                &(0..0),
                message.to_owned(),
                remedy,
            );
            faults.push(fault);
            return empty;
        }
        if cell.formula && !matches!(cell.stored, Stored::Failed(_)) {
            read.push((name.clone(), "the result of a calculation was taken".to_owned()));
        }
        let said = match mask {
            Some(mask) => record_value::said(&cell.stored, column, &cell.format, mask),
            None => cell.stored.said(column, &cell.format),
        };
        match said {
            Said::As(text) => empty.text = text,
            Said::Read { text, how } => {
                read.push((name, how));
                empty.text = text;
            }
            Said::Refused { code, message, remedy } => {
                faults.push(empty.fault(code, self.source, &(0..0), message, &remedy));
            }
        }
        empty
    }

    /// What is wrong with a cell that a reader does not see, or sees otherwise than its letters say. What
    /// the cell of a row or a column holds that is hidden is told once, of all of it.
    fn not_as_seen(
        &self,
        at: (u32, u32),
        cell: &SheetCell,
        column: &Column,
        masks: impl Fn(&str) -> bool,
    ) -> Option<(FaultCode, String, &'static str)> {
        let show = "show it and look at what it holds, or empty the cell";
        let unseen = match self.grid.unseen(at) {
            Some(Unseen::Format) => Some(("the cell shows nothing, and is not empty", show)),
            Some(Unseen::Colour) => {
                Some(("the cell is written in the colour that is behind it, or nearly", show))
            }
            Some(Unseen::Letters) => Some((
                "nobody can read the letters of this cell: they are too small, hidden or pictures",
                "write it in a usual font and size, or empty the cell",
            )),
            Some(Unseen::Repeated) => Some((
                "the cell repeats what it holds until it is full",
                "align it to the left or to the right",
            )),
            Some(Unseen::LowRow) => {
                Some(("the row is too low for what this cell holds", "make the row higher"))
            }
            Some(Unseen::Row | Unseen::Column) | None => None,
        };
        if let Some((message, remedy)) = unseen {
            return Some((code!("workbook::unseen"), message.to_owned(), remedy));
        }
        if let Some((range, what)) = self.grid.changed_in(at) {
            let (what, remedy) = match what {
                Changing::Condition => {
                    ("a conditional format", "clear the conditional formats of these cells")
                }
                Changing::Table => ("the style of the table", "give the table another style"),
            };
            let message = format!("{what} of {range} may hide this cell, or change what it shows");
            return Some((code!("workbook::conditional"), message, remedy));
        }
        let is_figure = column.holds.is_number() || !matches!(cell.stored, Stored::Text(_));
        // What has no result shows nothing that a narrow column could cut off.
        let has_result = !matches!(cell.stored, Stored::Failed(_));
        let cut = self.grid.cut(at).filter(|_| is_figure && has_result).map(|cut| match cut {
            Cut::Narrow => {
                ("the column is too narrow for what this cell holds", "make the column wider")
            }
            Cut::Turned => {
                ("the cell is turned, so that its row may cut off digits", "turn it back")
            }
        });
        if let Some((message, remedy)) = cut {
            return Some((code!("workbook::cut_off"), message.to_owned(), remedy));
        }
        let marked = cell.marked.as_ref()?;
        // A piece may be a part of what may not be shown.
        let what = if masks(&marked.piece) || masks(cell.stored.stored().trim_matches('"')) {
            "a part of this cell".to_owned()
        } else {
            format!("`{}` in this cell", quoted_piece(&marked.piece))
        };
        match marked.how {
            Otherwise::Unseen => {
                let remedy = "show it and look at what it says, or delete it";
                Some((code!("workbook::unseen"), format!("a reader does not see {what}"), remedy))
            }
            Otherwise::Struck => {
                let remedy = "delete what is struck out";
                Some((code!("workbook::struck_out"), format!("{what} is struck out"), remedy))
            }
            // Words may have raised letters, as 1st and km² have.
            Otherwise::Raised => (column.holds != Holds::Words).then(|| {
                let remedy = "write the figure alone in its cell, and in the note what it needs";
                let message = format!("{what} is raised or lowered, as the number of a note is");
                (code!("workbook::raised"), message, remedy)
            }),
        }
    }
}
