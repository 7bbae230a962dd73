//! The new text of each file: the partner's tables, those that a revision leaves, `awaited.toml` and,
//! last, `datapackage.json`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::cst::CstObject;
use panel_core::{
    Column, Fault, Holds, Observation, Period, ReturnKind, ReturnedSeries, SOURCE_COLUMN, Slip,
    Source, SourceText, Tally, Wanted, code, escape_formula, read_toml_error, spoken_date,
    unescape_formula,
};
use panel_returns::{Record, RowReader, records, year_alike};

use super::awaited::without_arrived;
use super::filed_row::FiledRow;
use super::new_table::NewTable;
use super::receipt::{Filed, Receipt};
use super::record_standing::{counted, own_path};
use super::registering::{Registered, register, tables_for_board};
use super::rows::Rows;
use super::{Checked, Delivery, Filing, Problem, REVISED_ON, Receiving, short_cover};
use crate::owed::{not_counted, owed};
use crate::package::{Package, said_of};

/// The package that lists the tables.
pub const PACKAGE: &str = "returns/datapackage.json";
const AWAITED: &str = "awaited.toml";

/// The order of rows in a filed table: whatever arrives first, the table is the same.
type Key = (String, String, Period);

/// The files that change, and the receipt.
pub(super) fn file(
    receiving: &Receiving<'_>,
    deliveries: &[Delivery<'_>],
    package: &Package,
    mut rows: Rows,
) -> Result<Filing, Problem> {
    let mut texts = receiving.texts.clone();
    let mut returns = receiving.returns.clone();
    let mut filed = Vec::new();
    let withdrawn = withdrawn(receiving, package, &rows);
    take_away(&mut texts, &rows.new);
    let kinds: BTreeSet<_> = rows.new.iter().map(|row| row.kind).collect();
    for kind in kinds {
        let new: Vec<_> = rows.new.iter().filter(|row| row.kind == kind).collect();
        let path = unapproved(receiving, package, kind);
        let name = format!("returns/{path}");
        let table = merged(receiving, kind, &name, texts.get(&name).map(String::as_str), &new)?;
        texts.insert(name.clone(), table);
        register(receiving, deliveries, package, &Registered::figures(kind, &path));
        for row in &new {
            let (file, line) = (name.as_str().into(), 0);
            returns.receive(kind, observation(row, Source { file, line }));
        }
        let revised = new.iter().filter(|row| row.revises.is_some()).count();
        filed.push(Filed { kind, file: name, rows: new.len(), revised });
    }
    for one in rows.records.iter_mut().filter(|one| one.told.changed) {
        let name = format!("returns/{}", one.path);
        let filed = std::mem::take(&mut one.rows);
        let filed = filed.iter().map(FiledRow::cells);
        texts.insert(name.clone(), csv(&name, one.table.columns, filed)?);
    }
    let changed_tables: Vec<_> = rows.records.iter().filter(|one| one.told.changed).collect();
    for one in &changed_tables {
        register(receiving, deliveries, package, &Registered::records(receiving, one));
    }
    if !filed.is_empty() || !changed_tables.is_empty() {
        package.seal(receiving.texts, &texts);
        texts.insert(PACKAGE.to_owned(), package.text());
    }
    let counted = counted(receiving, package, &texts, &changed_tables)?;
    for (kind, figure) in &counted {
        returns.receive(*kind, figure.clone());
    }
    returns.add_sums(receiving.needs, receiving.terms);
    let mut arrived = Vec::new();
    if let Some(awaited) = texts.get(AWAITED) {
        let new = |one: &&ReturnedSeries| {
            let series = one.series.id();
            // Months may make a total.
            let arrived = |kind| kind == one.kind || one.kind == ReturnKind::Counts;
            rows.new.iter().any(|row| arrived(row.kind) && row.series == series)
                || counted.iter().any(|(kind, row)| *kind == one.kind && *row.series == *series)
        };
        let mut touched: Vec<_> = receiving.series.iter().filter(new).cloned().collect();
        touched.extend(of_records(receiving, &counted));
        let kept =
            without_arrived(awaited, &touched, (receiving.returns, &returns), receiving.terms);
        let kept = kept.map_err(|error| {
            let Slip { what, remedy } = read_toml_error(error.message());
            Box::new(Fault::of_file(code!("toml::syntax"), AWAITED, what, remedy))
        })?;
        arrived = kept.arrived;
        texts.insert(AWAITED.to_owned(), kept.text);
    }
    let series = not_counted(receiving.series, receiving.partners, receiving.tallies);
    // Nobody asks a published source for anything.
    let still = if receiving.from.published {
        Vec::new()
    } else {
        owed(receiving.from, &series, &returns, receiving.terms)
    };
    let records_awaited = receiving.record_tables.iter().copied().filter(|table| {
        let path = own_path(receiving, table);
        receiving.from.returns_records(table.name) && package.resource(&path).is_none()
    });
    let unasked = unasked(receiving, &rows.new);
    let tables = tables_for_board(receiving, package, &filed, &changed_tables);
    rows.read.extend(short_cover::describe(receiving, &changed_tables, &returns));
    let receipt = Receipt {
        partner: receiving.from.name.clone(),
        board: receiving.from.board.clone(),
        deadline: receiving.from.deadline,
        quarter: receiving.terms.quarter.to_string(),
        received: receiving.received,
        edition: receiving.edition.map(str::to_owned),
        fictional: receiving.terms.force.fictional,
        deliveries: deliveries.iter().map(|one| (one.name.to_owned(), one.sha256())).collect(),
        filed,
        records: rows.records.iter().map(|one| one.told.clone()).collect(),
        records_awaited: records_awaited.map(|table| table.title).collect(),
        unchanged: rows.unchanged,
        empty: rows.empty,
        read: rows.read,
        unasked,
        arrived,
        withdrawn,
        tables,
        awaited: still
            .iter()
            .map(|one| (one.series.kind, one.series.series.id().to_owned(), one.period))
            .collect(),
    };
    Ok(Filing { files: changed(receiving.texts, texts), receipt })
}

/// The partner's table of this kind that no board has approved yet: what was approved stays so when
/// more arrives.
fn unapproved(receiving: &Receiving<'_>, package: &Package, kind: ReturnKind) -> String {
    let name = format!("received/{}-{}", receiving.from.slug(), kind.name().replace('_', "-"));
    let mut path = format!("{name}.csv");
    let mut number = 1;
    while package.resource(&path).is_some_and(|resource| is_approved(&resource)) {
        number += 1;
        path = format!("{name}-{number}.csv");
    }
    path
}

fn is_approved(resource: &CstObject) -> bool {
    said_of(resource, "approval").is_some_and(|approval| approval == "approved")
}

/// What stands in the paper, and does not from now on until a board approves it again: the figures that
/// are revised, and the tables of records that change.
fn withdrawn(receiving: &Receiving<'_>, package: &Package, rows: &Rows) -> Vec<String> {
    if receiving.from.board.is_empty() {
        return Vec::new();
    }
    let revised = rows.new.iter().filter(|row| row.revises.is_some() && row.was_shown);
    let figures =
        revised.map(|row| format!("{}, {} ({})", row.series, row.period, row.kind.title()));
    let tables = rows.records.iter().filter(|one| one.told.changed);
    let counted = tables.filter_map(|one| {
        let shown = rows_counted_from(receiving, one);
        let of_table = format!("every figure counted from {}", one.told.title);
        if shown.is_empty() {
            let there = package.resource(&one.path);
            return there.is_some_and(|there| is_approved(&there)).then_some(of_table);
        }
        Some(format!("{of_table}: {}", shown.join(", ")))
    });
    figures.chain(counted).collect()
}

/// The rows that show a figure which was counted from a table of records: all of them wait with it, whichever
/// file of the table changes.
fn rows_counted_from(receiving: &Receiving<'_>, new: &NewTable) -> Vec<String> {
    let mut tallies = receiving.tallies.iter();
    let reads = |tally: &&&'static Tally| tally.tables.iter().any(|one| one.name == new.table.name);
    let given: Vec<_> = tallies.by_ref().filter(reads).flat_map(|tally| tally.gives).collect();
    let shown = receiving.all_series.iter().filter(|one| {
        given.iter().any(|given| given.kind == one.kind && given.series == one.series)
            && receiving.returns.of_series(one.kind, one.series).any(|one| one.counted.is_some())
    });
    let rows: BTreeSet<_> = shown.flat_map(|one| one.rows.iter().cloned()).collect();
    rows.into_iter().collect()
}

/// The series that were counted and that nobody is asked for as figures.
fn of_records(
    receiving: &Receiving<'_>,
    counted: &[(ReturnKind, Observation)],
) -> Vec<ReturnedSeries> {
    let own = receiving.needs.iter().filter(|need| {
        let asked = |one: &ReturnedSeries| one.kind == need.kind && one.series == need.series;
        let given = |(kind, row): &(ReturnKind, Observation)| {
            *kind == need.kind && *row.series == *need.series.id()
        };
        counted.iter().any(given) && !receiving.series.iter().any(asked)
    });
    own.map(|need| ReturnedSeries {
        series: need.series,
        kind: need.kind,
        title: String::new(),
        rows: Vec::new(),
        wanted: vec![Wanted::Latest],
    })
    .collect()
}

/// The rows of series, areas or periods that nobody asked for, in order.
fn unasked(receiving: &Receiving<'_>, rows: &[Checked]) -> Vec<(ReturnKind, String, Period)> {
    let force = &receiving.terms.force.area;
    let is_asked = |row: &&Checked| {
        receiving.series.iter().any(|one| {
            one.kind == row.kind
                && one.series.id() == row.series
                && one.series.area().code(force) == row.area
                && one.asks_for(row.period, receiving.terms)
        })
    };
    let others = rows.iter().filter(|row| !is_asked(row));
    let mut others: Vec<_> = others.map(|row| (row.kind, row.series.clone(), row.period)).collect();
    others.sort_unstable();
    others
}

/// What is no longer as it was, the package last.
fn changed(
    before: &BTreeMap<String, String>,
    after: BTreeMap<String, String>,
) -> Vec<(String, String)> {
    let mut files: Vec<_> =
        after.into_iter().filter(|(path, text)| before.get(path) != Some(text)).collect();
    files.sort_by_key(|(path, _)| path == PACKAGE);
    files
}

/// Takes the lines away that a revision replaces, wherever they stand.
fn take_away(texts: &mut BTreeMap<String, String>, rows: &[Checked]) {
    let mut lines: BTreeMap<(&str, ReturnKind), BTreeSet<u32>> = BTreeMap::new();
    for row in rows {
        if let Some((_, place)) = &row.revises {
            lines.entry((&place.file, row.kind)).or_default().insert(place.line);
        }
    }
    for ((path, kind), lines) in lines {
        let Some(text) = texts.get_mut(path) else { continue };
        let source = SourceText::new(path, text);
        let records = records(&source, kind, &mut Vec::new()).unwrap_or_default();
        let (mut kept, mut next) = (String::with_capacity(text.len()), 0);
        for record in records.iter().filter(|record| lines.contains(&record.line)) {
            kept.push_str(&text[next..record.span.start]);
            let rest = &text[record.span.end..];
            next = rest.find('\n').map_or(text.len(), |more| record.span.end + more + 1);
        }
        kept.push_str(&text[next..]);
        *text = kept;
    }
}

fn observation(row: &Checked, source: Source) -> Observation {
    Observation {
        series: row.series.as_str().into(),
        area: row.area.as_str().into(),
        period: row.period,
        value: row.value.clone(),
        status: row.status,
        note: row.note.clone(),
        source,
        counted: None,
        summed: None,
    }
}

/// The partner's table of this kind with the new rows among those that it has.
fn merged(
    receiving: &Receiving<'_>,
    kind: ReturnKind,
    name: &str,
    before: Option<&str>,
    new: &[&Checked],
) -> Result<String, Problem> {
    let mut rows: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    if let Some(before) = before {
        let source = SourceText::new(name, before);
        let mut faults = Vec::new();
        for record in records(&source, kind, &mut faults).unwrap_or_default() {
            if let Some(key) = key_of(&source, kind, &record, &mut faults) {
                let cells = record.cells.iter().map(|cell| unescape_formula(&cell.text));
                rows.insert(key, cells.map(str::to_owned).collect());
            }
        }
        if let Some(fault) = faults.into_iter().next() {
            return Err(Box::new(fault));
        }
    }
    for row in new {
        let key = (row.series.clone(), row.area.clone(), row.period);
        rows.insert(key, cells(receiving, kind, row));
    }
    csv(name, kind.columns(), rows.values().map(|row| row.iter().map(String::as_str)))
}

/// A filed table as CSV: its heads and that of the source, and its rows, of which no text is a formula.
fn csv<'a, R: Iterator<Item = &'a str>>(
    name: &str,
    columns: &[Column],
    rows: impl Iterator<Item = R>,
) -> Result<String, Problem> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| unwritable(name, &error.to_string());
    let columns = || columns.iter().chain([SOURCE_COLUMN]);
    writer.write_record(columns().map(|column| column.name)).map_err(failed)?;
    for row in rows {
        let cells = columns().zip(row).map(|(column, cell)| {
            if column.holds.is_number() { Cow::Borrowed(cell) } else { escape_formula(cell) }
        });
        for cell in cells {
            writer.write_field(&*cell).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| unwritable(name, &error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| unwritable(name, &error.to_string()))
}

fn unwritable(name: &str, why: &str) -> Problem {
    Box::new(Fault::of_file(code!("returns::not_csv"), name, why, "this should not be: report it"))
}

fn key_of(
    source: &SourceText,
    kind: ReturnKind,
    record: &Record,
    faults: &mut Vec<Fault>,
) -> Option<Key> {
    if !record.whole {
        return None;
    }
    let row = RowReader::new(source, kind, record, faults).parse()?;
    Some((row.series, row.area, row.period))
}

/// The cells of a row as they are filed.
fn cells(receiving: &Receiving<'_>, kind: ReturnKind, row: &Checked) -> Vec<String> {
    let each = kind.columns().iter().zip(&row.cells);
    let as_filed = |(column, cell): (&Column, &String)| match column.name {
        _ if column.is_period() => period(column, row.period),
        "note" => note(receiving, row),
        "status" => row.status.name().to_owned(),
        // A line break in a cell of words is a space in the CSV.
        _ => {
            let line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            unescape_formula(&line).to_owned()
        }
    };
    each.map(as_filed).chain([row.source.clone()]).collect()
}

/// A period as it is filed. A month that looks like a year is written so that it can be no year.
fn period(column: &Column, period: Period) -> String {
    let text = period.iso();
    match year_alike(&text) {
        Some(_) if column.holds == Holds::Period => format!("{text}/{text}"),
        _ => text,
    }
}

/// The note, which says of a revision what stood before and why it was revised, and after that what was noted
/// beside what stood.
fn note(receiving: &Receiving<'_>, row: &Checked) -> String {
    let note = row.note.clone().unwrap_or_default();
    let (Some((before, _)), Some(reason)) = (&row.revises, receiving.revises) else { return note };
    let (day, reason) = (spoken_date(receiving.received), reason.trim().trim_end_matches('.'));
    let noted = row.noted.as_deref().unwrap_or_default();
    let note = if noted.ends_with(&note) { "" } else { &note };
    let parts = [&format!("{REVISED_ON}{day} from {before}: {reason}."), noted, note];
    let parts: Vec<_> = parts.into_iter().map(str::trim).filter(|one| !one.is_empty()).collect();
    parts.join(" ")
}
