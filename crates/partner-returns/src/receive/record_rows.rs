//! What records must be before they are filed: of this partner, complete for months that somebody
//! names, with keys in place of numbers, each once.
//!
//! Records that are named by columns of keys are filed beside those that stand. Of others it cannot be
//! told which is which: a delivery replaces all of them.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use panel_core::{
    Fault, FewFaults, Holds, Period, RecordTable, SourceText, TableRecord, plain_date,
};
use panel_returns::{Record, RecordReader};

use super::record_standing::{Own, Standing, filed_cells};
use super::table::{Given, Table};
use super::{Receiving, receipt};
use crate::keys::normalised;

/// What stands for a key where none can be made.
pub(super) const STAND_IN: &str = "0000000000000000";

/// The table of a partner as it is to be filed.
#[derive(Debug, Clone)]
pub(super) struct NewTable {
    pub(super) table: &'static RecordTable,
    /// Its path from the folder of returns.
    pub(super) path: String,
    /// The months of which it holds every record.
    pub(super) covers: Period,
    /// Every row with its source, in their order.
    pub(super) rows: Vec<FiledRow>,
    /// What the receipt says of it.
    pub(super) told: receipt::FiledRecords,
}

/// A table that was sent, with the name and the hash of its file.
pub(super) struct Sent {
    pub(super) file: String,
    pub(super) digits: String,
    pub(super) table: Table,
}

/// The cells of a row that is filed, in one piece: there may be a million.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct FiledRow {
    text: Box<str>,
    /// Where each cell ends.
    ends: Box<[u32]>,
}

impl FiledRow {
    pub(super) fn new<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for cell in cells {
            text.push_str(cell);
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self { text: text.into(), ends: ends.into() }
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let spans = starts.zip(self.ends.iter().copied());
        spans.map(|(start, end)| self.text.get(start as usize..end as usize).unwrap_or_default())
    }
}

impl Ord for FiledRow {
    fn cmp(&self, other: &Self) -> Ordering {
        self.cells().cmp(other.cells())
    }
}

impl PartialOrd for FiledRow {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A record that was sent.
struct Checked<'a> {
    sent: &'a Sent,
    given: Cow<'a, Given>,
    names: Vec<String>,
    cells: Vec<String>,
}

/// The record with keys made by `make` in place of what stands in its columns of keys.
pub(super) fn keyed(table: &RecordTable, record: Record, make: impl Fn(&str) -> String) -> Record {
    let mut record = record;
    for (column, cell) in table.columns.iter().zip(&mut record.cells) {
        if column.holds == Holds::Key && !cell.text.is_empty() {
            // What is not seen is not a number.
            let number = normalised(&cell.text);
            cell.text = if number.is_empty() { number } else { make(&cell.text) };
        }
    }
    record
}

/// The cells that name a record, of cells in the order of its table's columns.
pub(super) fn names(table: &RecordTable, cells: &[String]) -> Vec<String> {
    let each = table.columns.iter().zip(cells).filter(|(column, _)| column.names_the_row);
    each.map(|(_, cell)| cell.clone()).collect()
}

fn has_keys(table: &RecordTable) -> bool {
    table.columns.iter().any(|column| column.holds == Holds::Key)
}

/// Checks the deliveries of one table, noting every fault; nothing where there is one.
pub(super) fn check(
    receiving: &Receiving<'_>,
    table: &'static RecordTable,
    sent: &[Sent],
    standing: &Standing,
    faults: &mut Vec<Fault>,
) -> Option<NewTable> {
    let first = sent.first()?;
    let before = faults.len();
    let covers = allowed(receiving, table, &first.table, standing, faults);
    let (mut unchanged, mut revised) = (0, 0);
    // What becomes of each is settled as it is read: of a million, nothing is kept but the rows.
    let (mut rows, mut again) = (Vec::new(), BTreeSet::new());
    each_record(receiving, table, sent, faults, |record, faults| {
        if let Some(earlier) = standing.others.get(&record.names).filter(|_| named(table)) {
            let message = format!("this record stands in another table, at {earlier}");
            let remedy = "a record stands in one table: take it out of one of the two";
            faults.push(at(table, &record, "records::twice", message, remedy));
            return;
        }
        match standing.own.get(&record.names).filter(|_| named(table)) {
            Some(own) if own.cells == record.cells => unchanged += 1,
            Some(own) if receiving.revises.is_none() => {
                let message = format!("this record stands otherwise at {}", own.place);
                let remedy = "is it a revision? Then give its reason with --revises; if not, correct the record";
                faults.push(at(table, &record, "receive::restated", message, remedy));
            }
            own => {
                rows.push(row(&record));
                if own.is_some() {
                    revised += 1;
                    again.insert(record.names);
                }
            }
        }
    });
    let mut new = rows.len();
    let mut replaced = false;
    if named(table) {
        let kept = standing.own.iter().filter(|(names, _)| !again.contains(*names));
        rows.extend(kept.map(|(_, own)| own.row()));
    } else if let Some(stands) = &standing.unnamed {
        let columns = table.columns.len();
        let mut cells: Vec<Vec<_>> =
            rows.iter().map(|row| row.cells().take(columns).collect()).collect();
        let mut others: Vec<Vec<_>> =
            stands.iter().map(|own| own.cells.iter().map(String::as_str).collect()).collect();
        cells.sort_unstable();
        others.sort_unstable();
        if cells == others {
            unchanged = new;
            new = 0;
            rows = stands.iter().map(Own::row).collect();
        } else if receiving.revises.is_none() {
            let message = format!(
                "`{}` was received before, and nothing names its records: these would replace all of them",
                table.name
            );
            let remedy = "is that meant? Then give its reason with --revises";
            faults.push(first.table.fault("receive::restated", message, remedy));
        }
        replaced = new > 0;
    }
    if faults.len() > before {
        return None;
    }
    rows.sort_unstable();
    let covers = covers?;
    let changed = new > 0 || standing.covers != Some(covers);
    let told = receipt::FiledRecords {
        title: table.title,
        file: format!("returns/{}", standing.path),
        covers,
        rows: new,
        revised,
        unchanged,
        replaced,
        keys: has_keys(table),
        dropped: dropped(table, sent),
        changed,
    };
    Some(NewTable { table, path: standing.path.clone(), covers, rows, told })
}

fn named(table: &RecordTable) -> bool {
    table.columns.iter().any(|column| column.names_the_row)
}

/// The titles of the columns that were filled in and are not filed.
fn dropped(table: &RecordTable, sent: &[Sent]) -> Vec<&'static str> {
    let rows = || sent.iter().flat_map(|one| &one.table.rows);
    let columns = table.columns.iter().enumerate().filter(|(_, column)| column.is_dropped);
    let filled = columns.filter(|(index, _)| {
        rows().any(|row| row.record.cells.get(*index).is_some_and(|cell| !cell.text.is_empty()))
    });
    filled.map(|(_, column)| column.title).collect()
}

fn row(record: &Checked<'_>) -> FiledRow {
    let Sent { file, digits, .. } = record.sent;
    let source = format!("{file} sha256:{digits} {}", record.given.place);
    FiledRow::new(record.cells.iter().map(String::as_str).chain([&*source]))
}

/// A fault of a record, in the first of the cells that name it.
fn at(
    table: &RecordTable,
    record: &Checked<'_>,
    code: &'static str,
    message: String,
    remedy: &str,
) -> Fault {
    let index = table.columns.iter().position(|column| column.names_the_row).unwrap_or(0);
    let (source, given) = (&record.sent.table.source, &record.given.record);
    given.cells[index].fault(code, source, &given.span, message, remedy)
}

/// What must hold of a delivery whatever its records are; with the months that the table then covers.
fn allowed(
    receiving: &Receiving<'_>,
    table: &'static RecordTable,
    sent: &Table,
    standing: &Standing,
    faults: &mut Vec<Fault>,
) -> Option<Period> {
    let mut fault = |code, message: String, remedy: &str| {
        faults.push(sent.fault(code, message, remedy));
    };
    if !receiving.from.returns_records(table.name) {
        let message =
            format!("{} does not return the records `{}`", receiving.from.name, table.name);
        let remedy = "take the table away, or add it to `records` of the [[partners]] in plan.toml";
        fault("receive::not_theirs", message, remedy);
    }
    if has_keys(table) {
        match receiving.keys {
            None => {
                let message = format!(
                    "`{}` holds numbers of people, and no key file is given to make keys of them",
                    table.name
                );
                fault("receive::no_key_file", message, KEY_FILE);
            }
            Some(keys) if standing.marks.contains(&keys.earlier_mark()) => {
                let message = "the keys that stand were made when spaces within a number still counted, so that one person would be two";
                let remedy = "take out of datapackage.json `keys` and the tables of records that have it, and receive them again from what partners sent";
                fault("receive::earlier_keys", message.to_owned(), remedy);
            }
            Some(keys) if standing.marks.iter().any(|mark| *mark != keys.mark()) => {
                let message = "the keys that stand were made with another key file, so that one person would be two";
                let remedy = "give the key file that was used before";
                fault("receive::other_key_file", message.to_owned(), remedy);
            }
            Some(_) => {}
        }
    }
    let Some(covers) = receiving.covers else {
        let message = format!("nothing says of which months `{}` holds every record", table.name);
        let remedy = "ask the partner, and give the first and the last month, as in --covers 2024-04/2025-09";
        fault("receive::no_covers", message, remedy);
        return None;
    };
    if covers.last().last_day() > receiving.received {
        let message = format!(
            "these records cannot cover {}: they were received on {}",
            covers.iso(),
            plain_date(receiving.received)
        );
        fault("receive::covers", message, "end --covers with the last month that was over by then");
    }
    let stands = standing.covers.filter(|_| named(table));
    let joined = stands.map_or(Some(covers), |stands| joined(stands, covers));
    if joined.is_none() {
        let message = format!(
            "what stands covers {}, and these {}: between them are months of which nothing is known",
            stands.map(Period::iso).unwrap_or_default(),
            covers.iso()
        );
        let remedy = "ask for the records of the months between as well, in one delivery";
        fault("receive::covers", message, remedy);
    }
    joined
}

/// How a key file is made.
const KEY_FILE: &str = "make one outside every repository with `panel returns new-key FILE`, and give it with --key-file; keep it, since only the same file makes the same key of the same person";

/// The months of both, where there is none between them.
fn joined(one: Period, other: Period) -> Option<Period> {
    let meets = one.first() <= other.last().plus(1) && other.first() <= one.last().plus(1);
    let all = Period::new(one.first().min(other.first()), one.last().max(other.last()));
    all.ok().filter(|_| meets)
}

/// Gives each record to `found`, once.
fn each_record<'a>(
    receiving: &Receiving<'_>,
    table: &'static RecordTable,
    sent: &'a [Sent],
    faults: &mut Vec<Fault>,
    mut found: impl FnMut(Checked<'a>, &mut Vec<Fault>),
) {
    let mut seen: HashMap<FiledRow, (u32, u32)> = HashMap::new();
    let mut few = FewFaults::from(faults);
    for (file, one) in (0..).zip(sent) {
        for (index, given) in (0..).zip(one.table.rows.iter()) {
            few.keep(faults);
            let make = |number: &str| match receiving.keys {
                Some(keys) => keys.key(number),
                None => STAND_IN.to_owned(),
            };
            let record = keyed(table, given.record.clone(), make);
            let read = of_line(receiving, &one.table.source, table, &record, faults);
            let Some(read) = read else { continue };
            let cells = filed_cells(table, &read);
            let names = names(table, &cells);
            let record = Checked { sent: one, given, names, cells };
            if named(table) {
                // Without a key file every key is the same: the numbers tell.
                let numbers = keyed(table, record.given.record.clone(), normalised);
                let numbers: Vec<_> = numbers.cells.into_iter().map(|cell| cell.text).collect();
                let numbers = self::names(table, &numbers);
                let numbers = FiledRow::new(numbers.iter().map(String::as_str));
                if let Some((file, index)) = seen.insert(numbers, (file, index)) {
                    let place = place(sent, file, index);
                    let message = format!("this record was given before, at {place}");
                    let remedy = "keep one of the two";
                    faults.push(at(table, &record, "records::twice", message, remedy));
                    continue;
                }
            }
            found(record, faults);
        }
    }
}

/// Where a row stands, by the number of its file and its own.
fn place(sent: &[Sent], file: u32, index: u32) -> String {
    let Some(one) = sent.get(file as usize) else { return String::new() };
    let given = one.table.rows.iter().nth(index as usize);
    given.map(|given| format!("{} {}", one.file, given.place)).unwrap_or_default()
}

fn of_line(
    receiving: &Receiving<'_>,
    source: &SourceText,
    table: &'static RecordTable,
    record: &Record,
    faults: &mut Vec<Fault>,
) -> Option<TableRecord> {
    RecordReader::new(source, table, record, faults)
        .among(Some(receiving.areas))
        .arrived_on(receiving.received)
        .parse()
}
