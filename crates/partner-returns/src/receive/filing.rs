//! The new text of each file: the partner's tables, those that a revision leaves, `awaited.toml` and,
//! last, `datapackage.json`.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::cst::{CstInputValue as Json, CstObject};
use panel_core::{
    Column, Fault, Observation, Period, ReturnKind, SOURCE_COLUMN, Source, SourceText, spoken_date,
};
use panel_returns::{Record, RowReader, records};

use super::awaited::without_arrived;
use super::receipt::{Filed, Receipt};
use super::rows::Rows;
use super::{Checked, Delivery, Filing, Receiving};
use crate::owed::owed;
use crate::package::{Package, set};
use crate::schema::{object, table_schema, text};

/// The package that lists the tables.
pub const PACKAGE: &str = "returns/datapackage.json";
const AWAITED: &str = "awaited.toml";

type Problem = Box<Fault>;

/// The order of rows in a filed table: whatever arrives first, the table is the same.
type Key = (String, String, Period);

/// The files that change, and the receipt.
pub(super) fn file(
    receiving: &Receiving<'_>,
    deliveries: &[Delivery<'_>],
    rows: Rows,
) -> Result<Filing, Problem> {
    let mut texts = receiving.texts.clone();
    let mut returns = receiving.returns.clone();
    let mut filed = Vec::new();
    take_away(&mut texts, &rows.new);
    let kinds: BTreeSet<_> = rows.new.iter().map(|row| row.kind).collect();
    let package_text = texts.get(PACKAGE).cloned().unwrap_or_default();
    let package = Package::read(&package_text).map_err(|error| {
        let remedy = "see what `panel check` says of it";
        Box::new(Fault::of_file("datapackage::unreadable", PACKAGE, error.to_string(), remedy))
    })?;
    for kind in kinds {
        let new: Vec<_> = rows.new.iter().filter(|row| row.kind == kind).collect();
        let path =
            format!("received/{}-{}.csv", receiving.from.slug(), kind.name().replace('_', "-"));
        let name = format!("returns/{path}");
        let table = merged(receiving, kind, &name, texts.get(&name).map(String::as_str), &new)?;
        texts.insert(name.clone(), table);
        register(receiving, deliveries, &package, kind, &path);
        for row in &new {
            let (file, line) = (name.as_str().into(), 0);
            returns.receive(kind, observation(row, Source { file, line }));
        }
        let revised = new.iter().filter(|row| row.revises.is_some()).count();
        filed.push(Filed { kind, file: name, rows: new.len(), revised });
    }
    if !filed.is_empty() {
        texts.insert(PACKAGE.to_owned(), package.text());
    }
    let mut arrived = Vec::new();
    if let Some(awaited) = texts.get(AWAITED) {
        let touched: Vec<_> = receiving
            .series
            .iter()
            .filter(|one| {
                let series = one.series.id();
                rows.new.iter().any(|row| row.kind == one.kind && row.series == series)
            })
            .cloned()
            .collect();
        let kept = without_arrived(awaited, &touched, &returns, receiving.terms);
        let kept = kept.map_err(|error| {
            let remedy = "see what `panel check` says of it";
            Box::new(Fault::of_file("toml::syntax", AWAITED, error.message(), remedy))
        })?;
        arrived = kept.arrived;
        texts.insert(AWAITED.to_owned(), kept.text);
    }
    let still = owed(receiving.from, receiving.series, &returns, receiving.terms);
    let receipt = Receipt {
        partner: receiving.from.name.clone(),
        board: receiving.from.board.clone(),
        deadline: receiving.from.deadline,
        quarter: receiving.terms.quarter.to_string(),
        received: receiving.received,
        fictional: receiving.terms.force.fictional,
        deliveries: deliveries.iter().map(|one| (one.name.to_owned(), one.sha256())).collect(),
        filed,
        unchanged: rows.unchanged,
        empty: rows.empty,
        read: rows.read,
        arrived,
        awaited: still
            .iter()
            .map(|one| (one.series.kind, one.series.series.id().to_owned(), one.period))
            .collect(),
    };
    Ok(Filing { files: changed(receiving.texts, texts), receipt })
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
        for record in records.iter().rev().filter(|record| lines.contains(&record.line)) {
            let rest = &text[record.span.end..];
            let end = rest.find('\n').map_or(text.len(), |more| record.span.end + more + 1);
            text.replace_range(record.span.start..end, "");
        }
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
                rows.insert(key, record.cells.into_iter().map(|cell| cell.text).collect());
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
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = kind.column_names().into_iter().chain([SOURCE_COLUMN.name]);
    let written = std::iter::once(heads.map(str::to_owned).collect()).chain(rows.into_values());
    for row in written {
        writer.write_record(&row).map_err(|error| unwritable(name, &error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| unwritable(name, &error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| unwritable(name, &error.to_string()))
}

fn unwritable(name: &str, why: &str) -> Problem {
    Box::new(Fault::of_file("returns::not_csv", name, why, "this should not be: report it"))
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
        _ if column.is_period() => row.period.iso(),
        "note" => note(receiving, row),
        // A line break in a cell of words is a space in the CSV.
        _ => cell.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    each.map(as_filed).chain([row.source.clone()]).collect()
}

/// The note, which says of a revision what stood before and why it was revised.
fn note(receiving: &Receiving<'_>, row: &Checked) -> String {
    let note = row.note.clone().unwrap_or_default();
    let (Some((before, _)), Some(reason)) = (&row.revises, receiving.revises) else { return note };
    let (day, reason) = (spoken_date(receiving.received), reason.trim().trim_end_matches('.'));
    format!("Revised on {day} from {before}: {reason}. {note}").trim().to_owned()
}

/// Lists the partner's table of this kind in the package.
fn register(
    receiving: &Receiving<'_>,
    deliveries: &[Delivery<'_>],
    package: &Package,
    kind: ReturnKind,
    path: &str,
) {
    let day = text(&receiving.received.to_string());
    let sent = |one: &Delivery<'_>| {
        let (file, hash) = (text(one.name), text(&one.sha256()));
        object(vec![("file", file), ("sha256", hash), ("received", day.clone())])
    };
    if let Some(there) = package.resource(path) {
        set(&there, "schema", table_schema(kind.into(), receiving.areas, true));
        if let Some(panel) = there.object_value("panel") {
            again(receiving, &panel, &day, deliveries.iter().map(sent).collect());
        }
        return;
    }
    let from = &receiving.from.name;
    let title = if receiving.terms.force.fictional {
        format!("Fictional {} from {from}", kind.title().to_lowercase())
    } else {
        format!("{} from {from}", kind.title())
    };
    let name = path.trim_start_matches("received/").trim_end_matches(".csv");
    package.add(object(vec![
        ("profile", text("tabular-data-resource")),
        ("name", text(name)),
        ("title", text(&title)),
        ("path", text(path)),
        ("format", text("csv")),
        ("mediatype", text("text/csv")),
        ("encoding", text("utf-8")),
        ("schema", table_schema(kind.into(), receiving.areas, true)),
        (
            "sources",
            Json::Array(vec![object(vec![("title", text(&format!("Returns of {from}")))])]),
        ),
        (
            "panel",
            object(vec![
                ("return", text(kind.name())),
                ("received", day.clone()),
                ("from", text(from)),
                ("approved_by", board(receiving)),
                ("approval", text(approval(receiving))),
                ("files", Json::Array(deliveries.iter().map(sent).collect())),
            ]),
        ),
    ]));
}

/// A later delivery to a table that is there: its day, its files, and that no board has approved it.
fn again(receiving: &Receiving<'_>, panel: &CstObject, day: &Json, sent: Vec<Json>) {
    set(panel, "received", day.clone());
    set(panel, "approved_by", board(receiving));
    set(panel, "approval", text(approval(receiving)));
    if let Some(approved) = panel.get("approved") {
        approved.remove();
    }
    let files = panel.array_value_or_set("files");
    for one in sent {
        files.append(one);
    }
}

/// The board that is to approve what the partner returned.
fn board(receiving: &Receiving<'_>) -> Json {
    let board = &receiving.from.board;
    if board.is_empty() { Json::Null } else { text(board) }
}

/// Whether it is still to approve it: nothing of the return appears before it has.
fn approval(receiving: &Receiving<'_>) -> &'static str {
    if receiving.from.board.is_empty() { "not_needed" } else { "pending" }
}
