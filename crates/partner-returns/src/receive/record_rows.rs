//! What records must be before they are filed: of this partner, complete for months that somebody
//! names, with keys in place of numbers, each once.
//!
//! Records that are named by columns of keys are filed beside those that stand. Of others it cannot be
//! told which is which: a delivery replaces all of them.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use panel_core::{Fault, FaultCode, Holds, Period, RecordTable, code, plain_date};
use panel_returns::{Record, RecordReader};
use sha2::{Digest as _, Sha256};

use super::alike_numbers::AlikeNumbers;
use super::filed_row::FiledRow;
use super::given::Given;
use super::limits::{are_enough, too_many_rows};
use super::new_table::{NewTable, names};
use super::person_cells::{STAND_IN, find_no_number, keyed};
use super::record_standing::{Own, Standing, filed_cells};
use super::table::Table;
use super::{Receiving, receipt};
use crate::keys::normalised;

/// More records than this are not received at once: what is kept of each would be too much together.
const MOST_RECORDS: usize = 1_800_000;

/// A table that was sent, with the name and the hash of its file.
pub(super) struct Sent<'a> {
    pub(super) file: String,
    pub(super) digits: String,
    pub(super) table: Table<'a>,
}

/// A record that was sent.
struct Checked<'r, 'a> {
    sent: &'r Sent<'a>,
    /// With keys in place of numbers.
    given: Given,
    /// As they are filed.
    cells: Vec<String>,
}

fn has_keys(table: &RecordTable) -> bool {
    table.columns.iter().any(|column| column.holds == Holds::Key)
}

/// Checks the deliveries of one table, noting every fault; nothing where there is one.
pub(super) fn check(
    receiving: &Receiving<'_>,
    table: &'static RecordTable,
    sent: &[Sent<'_>],
    standing: &Standing,
    faults: &mut Vec<Fault>,
) -> Option<NewTable> {
    let first = sent.first()?;
    let before = faults.len();
    let covers = allowed(receiving, table, &first.table, standing, faults);
    let (mut unchanged, mut revised, mut again) = (0, 0, BTreeSet::new());
    // Nothing is kept of a row before all are right: what is refused takes no memory.
    let mut numbers = AlikeNumbers::default();
    each_record(receiving, table, sent, Twice::IsFault(&mut numbers), faults, |record, faults| {
        let Some(named) = record.named(table) else { return };
        if let Some(earlier) = standing.others.get(&named) {
            let message = format!("this record is in another table already, at {earlier}");
            let remedy = "keep it in one of the two tables";
            faults.push(record.fault(table, code!("records::twice"), message, remedy));
            return;
        }
        match standing.own.get(&named) {
            Some(own) if own.cells == record.cells => unchanged += 1,
            Some(own) if receiving.revises.is_none() => {
                let message = format!("this record is different at {}", own.place);
                let remedy = "is it a revision? Then give its reason with --revises; if not, correct the record";
                faults.push(record.fault(table, code!("receive::restated"), message, remedy));
            }
            Some(_) => {
                revised += 1;
                again.insert(named);
            }
            None => {}
        }
    });
    if faults.len() > before {
        return None;
    }
    let (mut rows, mut dropped) = (Vec::new(), BTreeSet::new());
    each_record(receiving, table, sent, Twice::IsKnown, faults, |record, _| {
        let cells = table.columns.iter().zip(&record.given.record.cells);
        let filled = cells.filter(|(column, cell)| column.is_dropped && !cell.text.is_empty());
        dropped.extend(filled.map(|(column, _)| column.title));
        let standing = record.named(table).filter(|_| !standing.own.is_empty()).and_then(|named| {
            let own = standing.own.get(&named)?;
            Some(own.cells == record.cells)
        });
        if standing != Some(true) {
            rows.push(row(&record));
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
            faults.push(first.table.fault(code!("receive::restated"), message, remedy));
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
        dropped: table
            .columns
            .iter()
            .map(|column| column.title)
            .filter(|title| dropped.contains(title))
            .collect(),
        changed,
    };
    let alike = numbers.describe(|at| place_of(sent, at));
    Some(NewTable { table, path: standing.path.clone(), covers, rows, told, alike })
}

fn named(table: &RecordTable) -> bool {
    table.columns.iter().any(|column| column.names_the_row)
}

fn row(record: &Checked<'_, '_>) -> FiledRow {
    let Sent { file, digits, .. } = record.sent;
    let source = format!("{file} sha256:{digits} {}", record.given.place);
    FiledRow::new(record.cells.iter().map(String::as_str).chain([&*source]))
}

impl Checked<'_, '_> {
    /// The cells that name it, where any do.
    fn named(&self, table: &RecordTable) -> Option<Vec<String>> {
        named(table).then(|| names(table, &self.cells))
    }

    /// A fault of it, in the first of the cells that name it.
    fn fault(&self, table: &RecordTable, code: FaultCode, message: String, remedy: &str) -> Fault {
        let index = table.columns.iter().position(|column| column.names_the_row).unwrap_or(0);
        self.sent.table.row_fault(&self.given.record, index, code, message, remedy)
    }
}

/// What must hold of a delivery whatever its records are; with the months that the table then covers.
fn allowed(
    receiving: &Receiving<'_>,
    table: &'static RecordTable,
    sent: &Table<'_>,
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
        fault(code!("receive::not_theirs"), message, remedy);
    }
    if has_keys(table) {
        match receiving.keys {
            None => {
                let message = format!(
                    "`{}` holds numbers of people, and no key file is given to make keys of them",
                    table.name
                );
                fault(code!("receive::no_key_file"), message, KEY_FILE);
            }
            Some(keys) if standing.marks.contains(&keys.earlier_mark()) => {
                let message = "the keys in the quarter were made when spaces within a number still counted, so that one person would be two";
                let remedy = "take out of datapackage.json `keys` and the tables of records that have it, and receive them again from what partners sent";
                fault(code!("receive::earlier_keys"), message.to_owned(), remedy);
            }
            Some(keys) if standing.marks.iter().any(|mark| *mark != keys.mark()) => {
                let message = "the keys in the quarter were made with another key file, so that one person would be two";
                let remedy = "give the key file that was used before";
                fault(code!("receive::other_key_file"), message.to_owned(), remedy);
            }
            Some(_) => {}
        }
    }
    let Some(covers) = receiving.covers else {
        let message = format!("nothing says of which months `{}` holds every record", table.name);
        let remedy = "ask the partner, and give the first and the last month, as in --covers 2024-04/2025-09";
        fault(code!("receive::no_covers"), message, remedy);
        return None;
    };
    if covers.last().last_day() > receiving.received {
        let message = format!(
            "these records cannot cover {}: they were received on {}",
            covers.iso(),
            plain_date(receiving.received)
        );
        fault(
            code!("receive::covers"),
            message,
            "end --covers with the last month that was over by then",
        );
    }
    let stands = standing.covers.filter(|_| named(table));
    let joined = stands.map_or(Some(covers), |stands| joined(stands, covers));
    if joined.is_none() {
        let message = format!(
            "the records here cover {}, and these {}: between them are months of which nothing is known",
            stands.map(Period::iso).unwrap_or_default(),
            covers.iso()
        );
        let remedy = "ask for the records of the months between as well, in one delivery";
        fault(code!("receive::covers"), message, remedy);
    }
    joined
}

/// How a key file is made.
const KEY_FILE: &str = "make one outside every repository with `panel returns new-key FILE`, give it with --key-file, and keep it for every later quarter";

/// The months of both, where there is none between them.
fn joined(one: Period, other: Period) -> Option<Period> {
    let meets = one.first() <= other.last().plus(1) && other.first() <= one.last().plus(1);
    let all = Period::new(one.first().min(other.first()), one.last().max(other.last()));
    all.ok().filter(|_| meets)
}

/// What becomes of a record that was given before.
enum Twice<'n> {
    /// It is a fault, and numbers of people are compared.
    IsFault(&'n mut AlikeNumbers),
    /// There is none.
    IsKnown,
}

/// What tells a record from others: a hash of the cells that name it, which takes less memory than they do.
type Digest = [u8; 16];

/// Gives each record to `found`, with every fault of those that are none.
fn each_record<'r, 'a>(
    receiving: &Receiving<'_>,
    table: &'static RecordTable,
    sent: &'r [Sent<'a>],
    mut twice: Twice<'_>,
    faults: &mut Vec<Fault>,
    mut found: impl FnMut(Checked<'r, 'a>, &mut Vec<Fault>),
) {
    let mut seen: HashMap<Digest, (u32, u32)> = HashMap::new();
    let tells = named(table) && matches!(twice, Twice::IsFault(_));
    let make = |number: &str| match receiving.keys {
        Some(keys) => keys.key(number),
        None => STAND_IN.to_owned(),
    };
    for (file, one) in (0..).zip(sent) {
        let (mut reading, mut count) = (one.table.rows.reading(), 0);
        while let Some((number, given)) = reading.next(faults) {
            if are_enough(faults) {
                return;
            }
            count += 1;
            if count > MOST_RECORDS {
                faults.push(too_many_rows(&one.table.shown, MOST_RECORDS));
                return;
            }
            let mut given = given.into_owned();
            let digest = tells.then(|| digest(table, &given.record));
            if let Twice::IsFault(numbers) = &mut twice {
                let cells = table.columns.iter().zip(&given.record.cells).enumerate();
                for (index, (_, cell)) in
                    cells.filter(|(_, (column, _))| column.holds == Holds::Key)
                {
                    numbers.note(&cell.text, (file, number));
                    if let Some((message, remedy)) = find_no_number(&cell.text) {
                        let (code, message) = (code!("records::no_number"), message.to_owned());
                        let row = &given.record;
                        faults.push(one.table.row_fault(row, index, code, message, remedy));
                    }
                }
            }
            given.record = keyed(table, given.record, make);
            let read = one.table.shown.read(&given.record, faults, |source, record, faults| {
                RecordReader::new(source, table, record, faults)
                    .among(Some(receiving.areas))
                    .arrived_on(receiving.received)
                    .covering(receiving.covers)
                    .parse()
            });
            let Some(read) = read else { continue };
            let cells = filed_cells(table, &read);
            let record = Checked { sent: one, given, cells };
            let earlier = digest.and_then(|digest| seen.insert(digest, (file, number)));
            if let Some(earlier) = earlier {
                let place = place_of(sent, earlier);
                let message = format!("this record was given before, at {place}");
                let remedy = "keep one of the two";
                faults.push(record.fault(table, code!("records::twice"), message, remedy));
                continue;
            }
            found(record, faults);
        }
    }
}

/// Where a record was given.
fn place_of(sent: &[Sent<'_>], (file, number): (u32, u32)) -> String {
    let one = sent.get(file as usize);
    one.map(|one| format!("{} {}", one.file, one.table.rows.place(number))).unwrap_or_default()
}

/// The digest of what names a record. Without a key file every key is the same, so the numbers tell.
fn digest(table: &RecordTable, given: &Record) -> Digest {
    let mut hash = Sha256::new();
    for (column, cell) in table.columns.iter().zip(&given.cells) {
        if !column.names_the_row {
            continue;
        }
        let text = match column.holds {
            Holds::Key => Cow::Owned(normalised(&cell.text)),
            _ => Cow::Borrowed(&*cell.text),
        };
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let all: [u8; 32] = hash.finalize().into();
    let mut digest = Digest::default();
    digest.copy_from_slice(&all[..16]);
    digest
}
