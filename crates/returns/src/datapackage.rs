//! `returns/datapackage.json` and the tables that it lists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use panel_core::{
    Awaiting, Fault, Period, ReturnKind, ReturnTable, Returns, Source, SourceText, code,
    quoted_piece,
};

use crate::record_tables::RecordTables;
use crate::resource::{NAME, Package, Resource, covers, package, table_of};
use crate::rows::{RowReader, other_area, unknown_area, unknown_series};
use crate::shown::Shown;
use crate::{Unread, Wanted, filed_hash, folder, table};

type Key = (ReturnKind, String, String, Period);

/// Reads every table into `returns`, noting every fault, and gives the texts that were read.
pub(crate) fn read(
    folder: &Path,
    wanted: Wanted<'_>,
    returns: &mut Returns,
    tables: &mut RecordTables,
    unread: &mut Unread,
    faults: &mut Vec<Fault>,
) -> Vec<SourceText> {
    let mut sources = Vec::new();
    let package = wanted
        .would_be
        .text(folder, NAME, faults)
        .and_then(|source| package(&source, faults).map(|package| (source, package)));
    let Some((source, package)) = package else {
        unread.anything = true;
        return sources;
    };
    unread.anything |= package.is_in_part;
    if !package.is_in_part {
        unlisted(folder, &package, faults);
    }
    let (mut seen, mut paths, mut bytes) = (BTreeMap::new(), BTreeSet::new(), 0);
    for (index, resource) in package.resources.iter().enumerate() {
        if let Some(fault) = beyond(resource, index, &mut paths, bytes, &source) {
            faults.push(fault);
            unread.anything = true;
            if index >= MOST_TABLES || bytes > MOST_BYTES {
                break;
            }
            continue;
        }
        let Some(table) = table_of(resource, wanted, &source, faults) else {
            unread.anything |= wanted.others_are_faults;
            continue;
        };
        let name = format!("returns/{}", resource.path());
        match table {
            ReturnTable::Figures(kind) => {
                let figures = Figures { resource, kind, wanted };
                let text = wanted.would_be.text(folder, &name, faults);
                if let Some(text) = &text {
                    filed_hash::check(resource.hash.as_deref(), text, faults);
                }
                let text =
                    text.and_then(|text| figures.read(text, &mut seen, returns, unread, faults));
                match text {
                    Some(text) => {
                        bytes += text.text.len() as u64;
                        sources.push(text);
                    }
                    None => _ = unread.kinds.insert(kind),
                }
            }
            ReturnTable::Records(table) => {
                let covers = covers(resource, wanted, &source, faults);
                let text = wanted.would_be.text(folder, &name, faults);
                let (Some(covers), Some(text)) = (covers, text) else {
                    tables.not_read(table);
                    continue;
                };
                filed_hash::check(resource.hash.as_deref(), &text, faults);
                let held = resource.panel.withheld(wanted).map(|why| resource.panel.awaiting(why));
                tables.read(table, &text, covers, held, wanted, faults);
                bytes += text.text.len() as u64;
                sources.push(text);
            }
        }
    }
    sources
}

/// More tables than this, or more bytes in them, are no return of one quarter.
const MOST_TABLES: usize = 1_000;
const MOST_BYTES: u64 = 2 * folder::LONGEST_TABLE;

/// What of a resource is more than is read, where it is: a table that was listed before, or too much.
fn beyond<'a>(
    resource: &'a Resource,
    index: usize,
    paths: &mut BTreeSet<&'a str>,
    bytes: u64,
    source: &SourceText,
) -> Option<Fault> {
    let fault = |message: String, remedy| {
        let span = resource.span();
        Some(Fault::at(code!("datapackage::too_much"), source, span, message, remedy))
    };
    if index >= MOST_TABLES {
        let message = format!("more than {MOST_TABLES} tables are listed");
        return fault(message, "is this the right file? Take away what nobody reads");
    }
    if bytes > MOST_BYTES {
        let most = MOST_BYTES / folder::MEGABYTE;
        let message = format!("the tables before this one have more than {most} MiB together");
        return fault(message, "are these the right files? Take away what nobody reads");
    }
    if paths.insert(resource.path()) {
        return None;
    }
    let message = format!("`{}` is listed more than once", quoted_piece(resource.path()));
    fault(message, "keep one of the resources")
}

/// A table of figures, to be read.
#[derive(Clone, Copy)]
struct Figures<'a> {
    resource: &'a Resource,
    kind: ReturnKind,
    wanted: Wanted<'a>,
}

impl Figures<'_> {
    /// Reads it into `returns`; nothing where its text is no such table.
    fn read(
        self,
        text: SourceText,
        seen: &mut BTreeMap<Key, Source>,
        returns: &mut Returns,
        unread: &mut Unread,
        faults: &mut Vec<Fault>,
    ) -> Option<SourceText> {
        let Self { resource, kind, wanted } = self;
        let shown = Shown::whole(text.clone());
        let mut rows = table::rows_under(&text.text, &shown, kind.column_names(), faults)?;
        let withheld = resource.panel.withheld(wanted);
        let needs = &wanted.asked.needs;
        let read: BTreeMap<_, _> = needs
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, need)| need.kind == kind)
            .map(|(index, need)| (need.series.id(), index))
            .collect();
        // Of a row that is not whole its series is missing, and of a table that is not its kind.
        let mut broken = BTreeSet::new();
        while let Some(record) = rows.next_row(faults) {
            let parsed = record.whole.then(|| RowReader::new(&text, kind, &record, faults).parse());
            let series = || record.cells.first().map(|cell| cell.text.clone()).unwrap_or_default();
            let Some(row) = parsed.flatten() else {
                broken.insert(series());
                continue;
            };
            let own = read.get(row.series.as_str()).map(|index| &needs[*index..=*index]);
            if own.is_none() && !resource.panel.reference {
                if !wanted.others_are_faults {
                    continue;
                }
                let meant = unknown_series(&text, &record, &row, kind, needs, faults);
                // That the series meant is then missing is no second fault.
                unread.series.extend(meant.map(|series| (kind, series.to_owned())));
                continue;
            }
            if let Some(areas) = wanted.areas {
                unknown_area(&text, &record, &row, areas, faults);
            }
            if other_area(&text, &record, &row, kind, own.unwrap_or_default(), faults) {
                broken.insert(series());
                continue;
            }
            let place = Source { file: text.path.clone(), line: record.line };
            let key: Key = (kind, row.series.clone(), row.area.clone(), row.period);
            if let Some(earlier) = seen.insert(key, place.clone()) {
                faults.push(Fault::at(
                    code!("returns::twice"),
                    &text,
                    record.span.clone(),
                    format!(
                        "`{}` for {} was given before, at {earlier}",
                        quoted_piece(&row.series),
                        row.period
                    ),
                    "keep one of the two rows",
                ));
                continue;
            }
            if let Some(why) = &withheld {
                let awaiting = resource.panel.awaiting(why.clone());
                returns.await_figure(Awaiting {
                    series: row.series,
                    kind,
                    area: Some(row.area),
                    period: Some(row.period),
                    source: place,
                    ..awaiting
                });
                continue;
            }
            returns.receive(kind, row.into_observation(place));
        }
        unread.series.extend(broken.into_iter().map(|series| (kind, series)));
        if rows.are_cut_short() {
            unread.kinds.insert(kind);
        }
        Some(text)
    }
}

/// More files than this are counted and not named.
const MOST_UNLISTED: usize = 10;

/// A file that the package does not list would be left out in silence.
fn unlisted(folder: &Path, package: &Package, faults: &mut Vec<Fault>) {
    let mut listed: BTreeSet<_> = package.resources.iter().map(Resource::path).collect();
    listed.insert("datapackage.json");
    let mut found = files_in(&folder.join("returns"));
    found.retain(|path| !listed.contains(path.as_str()));
    let code = code!("datapackage::unlisted");
    let remedy = "list it as a resource, or take it away";
    for path in found.iter().take(MOST_UNLISTED) {
        let message = "datapackage.json does not list this file, so nothing reads it";
        faults.push(Fault::of_file(code, &format!("returns/{path}"), message, remedy));
    }
    if let Some(more @ 1..) = found.len().checked_sub(MOST_UNLISTED) {
        let message = format!("datapackage.json does not list {more} more files in this folder");
        faults.push(Fault::of_file(code, "returns", message, "list them, or take them away"));
    }
}

/// Every file in a folder and the folders in it, by its path with slashes, in order.
fn files_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(within) = waiting.pop() {
        let Ok(entries) = folder.join(&within).read_dir() else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_left_over(&name) {
                continue;
            }
            let path = if within.is_empty() { name } else { format!("{within}/{name}") };
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                waiting.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Whether a file is one that programs leave behind: hidden, or the lock of an open spreadsheet.
fn is_left_over(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$")
}
