//! The records that stand in the quarter: those of the partner, and what names those of others.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{
    Column, Counting, Fault, Need, Observation, Period, RecordTable, RecordValue, Records,
    ReturnKind, SOURCE_COLUMN, Source, TableRecord, Tally, code, unescape_formula,
};
use panel_returns::{CellMask, Cover, RecordReader, Shown, record_rows};

use super::filed_row::FiledRow;
use super::new_table::{NewTable, names};
use super::{Problem, Receiving};
use crate::package::{Package, said_of, text_of};

/// A record of the partner that stands.
#[derive(Debug, Clone)]
pub(super) struct Own {
    pub(super) cells: Vec<String>,
    pub(super) place: Source,
    source: String,
}

impl Own {
    /// The row as it is filed.
    pub(super) fn row(&self) -> FiledRow {
        FiledRow::new(self.cells.iter().chain([&self.source]).map(String::as_str))
    }
}

/// What stands of one table.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    /// The path of the partner's own, from the folder of returns.
    pub(super) path: String,
    /// What it covers.
    pub(super) covers: Option<Period>,
    /// Its records, by what names them.
    pub(super) own: BTreeMap<Vec<String>, Own>,
    /// The same, where nothing names them; `None` where the partner has no such table.
    pub(super) unnamed: Option<Vec<Own>>,
    /// Where the records of others stand, by what names them.
    pub(super) others: BTreeMap<Vec<String>, Source>,
    /// What tells the key files apart that keys of this quarter were made with.
    pub(super) marks: BTreeSet<String>,
}

/// The path of the partner's own table, from the folder of returns.
pub(super) fn own_path(receiving: &Receiving<'_>, table: &RecordTable) -> String {
    format!("received/{}-{}.csv", receiving.from.slug(), table.name.replace('_', "-"))
}

impl Standing {
    /// What stands of this table.
    ///
    /// # Errors
    /// The first fault of what stands.
    pub(super) fn of(
        receiving: &Receiving<'_>,
        package: &Package,
        table: &'static RecordTable,
    ) -> Result<Self, Problem> {
        let mut standing = Self { path: own_path(receiving, table), ..Self::default() };
        standing.marks = package.marks();
        for resource in package.of_return(table.name) {
            let Some(path) = text_of(&resource, "path") else { continue };
            let own = path == standing.path;
            if own {
                standing.covers = said_of(&resource, "covers").and_then(|text| text.parse().ok());
            }
            let unnamed = table.columns.iter().all(|column| !column.names_the_row);
            let mut all = Vec::new();
            each_line(receiving.texts, &path, table, |record, source| {
                let source = source.to_owned();
                let (cells, place) = (filed_cells(table, &record), record.source.clone());
                match (own, names(table, &cells)) {
                    (true, _) if unnamed => all.push(Own { cells, place, source }),
                    (true, names) => {
                        standing.own.insert(names, Own { cells, place, source });
                    }
                    (false, names) => {
                        standing.others.insert(names, place);
                    }
                }
            })?;
            if own && unnamed {
                standing.unnamed = Some(all);
            }
        }
        Ok(standing)
    }
}

/// Gives each record of a table that stands to `found`, with where it stood in what was sent.
fn each_line(
    texts: &BTreeMap<String, String>,
    path: &str,
    table: &'static RecordTable,
    mut found: impl FnMut(TableRecord, &str),
) -> Result<(), Problem> {
    let name = format!("returns/{path}");
    let Some(text) = texts.get(&name) else { return Ok(()) };
    let mut faults = Vec::new();
    let shown = Shown::rows(&name, text, Cover::Cells(CellMask::new(table)));
    if let Some(mut lines) = record_rows(text, &shown, table, &mut faults) {
        while let Some(line) = lines.next_row(&mut faults).filter(|_| faults.is_empty()) {
            let source = line.cells.get(table.columns.len());
            let source = source.map(|cell| unescape_formula(&cell.text)).unwrap_or_default();
            let record = shown.read(&line, &mut faults, |source, line, faults| {
                RecordReader::new(source, table, line, faults).parse()
            });
            if let Some(record) = record {
                found(record, source);
            }
        }
    }
    faults.into_iter().next().map_or(Ok(()), |fault| Err(Box::new(fault)))
}

/// The records of one table alone.
fn records_in(
    texts: &BTreeMap<String, String>,
    path: &str,
    table: &'static RecordTable,
) -> Result<Vec<TableRecord>, Problem> {
    let mut read = Vec::new();
    each_line(texts, path, table, |record, _| read.push(record))?;
    Ok(read)
}

/// What is counted, once these tables are filed, that some row reads.
///
/// # Errors
/// The first fault of what stands, or a figure that would stand twice.
pub(super) fn counted(
    receiving: &Receiving<'_>,
    package: &Package,
    texts: &BTreeMap<String, String>,
    filed: &[&NewTable],
) -> Result<Vec<(ReturnKind, Observation)>, Problem> {
    let mut figures = Vec::new();
    let counts = |tally: &&&'static Tally| {
        let mut tables = tally.tables.iter();
        tables.any(|table| filed.iter().any(|new| new.table.name == table.name))
    };
    for tally in receiving.tallies.iter().filter(counts) {
        let mut records = Records::default();
        for table in tally.tables {
            for resource in package.of_return(table.name) {
                let covers =
                    said_of(&resource, "covers").and_then(|one| one.parse::<Period>().ok());
                if let (Some(path), Some(covers)) = (text_of(&resource, "path"), covers) {
                    let read = records_in(texts, &path, table)?;
                    records.add(table, &format!("returns/{path}").into(), covers, read);
                }
            }
        }
        let counted = Counting::of(tally, &records, receiving.terms, receiving.areas);
        for (kind, figure) in counted.figures {
            let read = |need: &Need| need.kind == kind && need.series.id() == &*figure.series;
            if !receiving.needs.iter().any(read) {
                continue;
            }
            let (series, area) = (&figure.series, &figure.area);
            let given = receiving.returns.find(kind, series, area, figure.period);
            if let Some(given) = given.filter(|one| one.is_returned()) {
                let message = format!(
                    "`{}` for {} is at {}, and would be counted from {} too",
                    figure.series, figure.period, given.source, figure.source.file
                );
                let remedy =
                    "keep one of the two: take the figure out of its table, or file no records";
                let file = &given.source.file;
                return Err(Box::new(Fault::of_file(
                    code!("returns::counted_and_given"),
                    file,
                    message,
                    remedy,
                )));
            }
            figures.push((kind, figure));
        }
    }
    Ok(figures)
}

/// The cells of a record as they are filed, in the order of its table's columns.
pub(super) fn filed_cells(table: &RecordTable, record: &TableRecord) -> Vec<String> {
    debug_assert!(!table.columns.contains(SOURCE_COLUMN));
    table.columns.iter().map(|column| filed_cell(column, record)).collect()
}

fn filed_cell(column: &Column, record: &TableRecord) -> String {
    if column.is_dropped {
        return String::new();
    }
    match record.cell(column.name) {
        RecordValue::Blank => String::new(),
        RecordValue::Text(text) => text.to_string(),
        RecordValue::Day(day) => day.to_string(),
        RecordValue::Month(month) => month.iso(),
        RecordValue::Moment(moment) => {
            format!("{}T{:02}:{:02}", moment.date(), moment.hour(), moment.minute())
        }
        RecordValue::Days(days) => {
            days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
        RecordValue::Yes(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        RecordValue::Whole(number) => number.to_string(),
        RecordValue::Decimal(number) => number.to_string(),
        RecordValue::Period(period) => period.iso(),
    }
}
