//! A table of records: its declaration, its lines, and the period that they are complete for.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use super::RecordValue;
use crate::{Column, Month, Period, Source};

/// Cells of one record that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The column at fault.
    pub column: &'static str,
    /// What is wrong with it.
    pub message: String,
    /// What to do.
    pub remedy: &'static str,
}

/// The declaration of a table of records, behind its checks, its schema, its template and its page in
/// the reference.
///
/// ```
/// use panel_core::{Column, Holds, RecordTable};
///
/// const COLUMNS: &[Column] = &[
///     Column::new("report", "Report", Holds::Key).said("The key of the report.").key(),
///     Column::new("reported", "Reported on", Holds::Day).said("The day of the report."),
/// ];
/// static REPORTS: RecordTable =
///     RecordTable::new("reports", "Reports", "One line a report.", COLUMNS);
/// assert_eq!(REPORTS.column_names(), ["report", "reported"]);
/// ```
#[derive(Debug)]
pub struct RecordTable {
    /// Its name in `datapackage.json`, where a kind of return would stand.
    pub name: &'static str,
    /// What it is called, which is also the name of its sheet in a template.
    pub title: &'static str,
    /// What one line of it is, in a sentence.
    pub description: &'static str,
    /// Its columns, in their order.
    pub columns: &'static [Column],
    /// What of one record contradicts itself, beyond the cells each for itself.
    pub check: fn(&TableRecord) -> Vec<Contradiction>,
}

impl RecordTable {
    /// A table whose cells have nothing to do with each other.
    #[must_use]
    pub const fn new(
        name: &'static str,
        title: &'static str,
        description: &'static str,
        columns: &'static [Column],
    ) -> Self {
        Self { name, title, description, columns, check: |_| Vec::new() }
    }

    /// The same, with a check of each record.
    #[must_use]
    pub const fn checked(self, check: fn(&TableRecord) -> Vec<Contradiction>) -> Self {
        Self { check, ..self }
    }

    /// The heads of its columns.
    #[must_use]
    pub fn column_names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }
}

/// One line of a table of records.
#[derive(Debug, Clone)]
pub struct TableRecord {
    /// Where it was read.
    pub source: Source,
    heads: Heads,
    cells: Box<[RecordValue]>,
}

/// The names of the columns: those of a table are not kept again for each of a million records.
#[derive(Debug, Clone)]
enum Heads {
    OfTable(&'static RecordTable),
    Given(Box<[&'static str]>),
}

impl TableRecord {
    /// A record with these cells, by the names of their columns.
    #[must_use]
    pub fn new(source: Source, cells: BTreeMap<&'static str, RecordValue>) -> Self {
        let (heads, cells): (Vec<_>, Vec<_>) = cells.into_iter().unzip();
        Self { source, heads: Heads::Given(heads.into()), cells: cells.into() }
    }

    /// A record of this table with a cell for each of its columns, in their order.
    #[must_use]
    pub fn of_table(
        source: Source,
        table: &'static RecordTable,
        cells: Box<[RecordValue]>,
    ) -> Self {
        debug_assert_eq!(cells.len(), table.columns.len(), "a cell for each column");
        Self { source, heads: Heads::OfTable(table), cells }
    }

    /// What one of its cells holds.
    #[must_use]
    pub fn cell(&self, column: &str) -> &RecordValue {
        let index = match &self.heads {
            Heads::OfTable(table) => table.columns.iter().position(|one| one.name == column),
            Heads::Given(heads) => heads.iter().position(|head| *head == column),
        };
        index.and_then(|index| self.cells.get(index)).unwrap_or(&RecordValue::Blank)
    }

    /// The names of its columns, in an order of their own, each with its cell.
    fn named_cells(&self) -> BTreeMap<&'static str, &RecordValue> {
        let heads: Vec<_> = match &self.heads {
            Heads::OfTable(table) => table.columns.iter().map(|column| column.name).collect(),
            Heads::Given(heads) => heads.to_vec(),
        };
        heads.into_iter().zip(&self.cells).collect()
    }

    /// Whether nothing is known of this column.
    #[must_use]
    pub fn is_blank(&self, column: &str) -> bool {
        *self.cell(column) == RecordValue::Blank
    }

    /// Words, a code, a name of a list or a key; empty where it is not known.
    #[must_use]
    pub fn text(&self, column: &str) -> &str {
        match self.cell(column) {
            RecordValue::Text(text) => text,
            _ => "",
        }
    }

    /// A day; that of the moment where a moment is held.
    #[must_use]
    pub fn day(&self, column: &str) -> Option<Date> {
        match self.cell(column) {
            RecordValue::Day(day) => Some(*day),
            RecordValue::Moment(moment) => Some(moment.date()),
            _ => None,
        }
    }

    /// A month.
    #[must_use]
    pub fn month(&self, column: &str) -> Option<Month> {
        match self.cell(column) {
            RecordValue::Month(month) => Some(*month),
            _ => None,
        }
    }

    /// A day with its time.
    #[must_use]
    pub fn moment(&self, column: &str) -> Option<DateTime> {
        match self.cell(column) {
            RecordValue::Moment(moment) => Some(*moment),
            _ => None,
        }
    }

    /// Days, in their order.
    #[must_use]
    pub fn days(&self, column: &str) -> &[Date] {
        match self.cell(column) {
            RecordValue::Days(days) => days,
            _ => &[],
        }
    }

    /// Yes or no; `None` where it is not known.
    #[must_use]
    pub fn yes(&self, column: &str) -> Option<bool> {
        match self.cell(column) {
            RecordValue::Yes(yes) => Some(*yes),
            _ => None,
        }
    }

    /// A number with decimals.
    #[must_use]
    pub fn decimal(&self, column: &str) -> Option<Decimal> {
        match self.cell(column) {
            RecordValue::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(&self, column: &str) -> Option<u64> {
        match self.cell(column) {
            RecordValue::Whole(number) => Some(*number),
            _ => None,
        }
    }

    /// Months from and to.
    #[must_use]
    pub fn period(&self, column: &str) -> Option<Period> {
        match self.cell(column) {
            RecordValue::Period(period) => Some(*period),
            _ => None,
        }
    }
}

impl PartialEq for TableRecord {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source && self.named_cells() == other.named_cells()
    }
}

impl Eq for TableRecord {}

/// The records of some tables, for as long as they are counted.
#[derive(Debug, Clone, Default)]
pub struct Records {
    tables: BTreeMap<&'static str, Read>,
}

#[derive(Debug, Clone)]
struct Read {
    file: Arc<str>,
    /// The months that every file of the table is complete for.
    covers: Option<Period>,
    lines: Vec<TableRecord>,
}

impl Records {
    /// Adds the records of one file, which holds every record of the months that it `covers`.
    pub fn add(
        &mut self,
        table: &'static RecordTable,
        file: &Arc<str>,
        covers: Period,
        lines: Vec<TableRecord>,
    ) {
        let read = self.tables.entry(table.name).or_insert_with(|| Read {
            file: file.clone(),
            covers: Some(covers),
            lines: Vec::new(),
        });
        read.covers = read.covers.and_then(|known| {
            Period::new(known.first().max(covers.first()), known.last().min(covers.last())).ok()
        });
        read.lines.extend(lines);
    }

    /// Whether any file of the table was read.
    #[must_use]
    pub fn has(&self, table: &RecordTable) -> bool {
        self.tables.contains_key(table.name)
    }

    /// The records of a table, in the order of the files and their lines.
    #[must_use]
    pub fn of(&self, table: &RecordTable) -> &[TableRecord] {
        self.tables.get(table.name).map_or(&[], |read| &read.lines)
    }

    /// Whether every record of these months is in the table: if it is, a month without records is a
    /// month in which nothing happened.
    #[must_use]
    pub fn cover(&self, table: &RecordTable, period: Period) -> bool {
        self.covered(table).is_some_and(|covers| {
            covers.first() <= period.first() && period.last() <= covers.last()
        })
    }

    /// The months that every file of the table is complete for.
    #[must_use]
    pub fn covered(&self, table: &RecordTable) -> Option<Period> {
        self.tables.get(table.name)?.covers
    }

    /// The table itself, as the source of what is counted from it: the first line of its first file.
    #[must_use]
    pub fn source(&self, table: &RecordTable) -> Option<Source> {
        Some(Source { file: self.tables.get(table.name)?.file.clone(), line: Source::HEAD })
    }
}
