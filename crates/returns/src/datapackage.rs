//! `returns/datapackage.json` and the tables that it lists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use jiff::civil::Date;
use panel_core::{
    Awaiting, Fault, Observation, ReturnKind, Returns, SOURCE_COLUMN, Source, SourceText,
    plain_date,
};
use serde::Deserialize;

use crate::rows::{RowReader, unknown_area, unknown_series};
use crate::{Unread, Wanted, folder, table};

const NAME: &str = "returns/datapackage.json";

#[derive(Deserialize)]
struct Package {
    resources: Vec<Resource>,
}

/// A resource, as far as this reader needs it; other properties are for other tools.
#[derive(Deserialize)]
struct Resource {
    name: String,
    path: String,
    schema: Schema,
    panel: Handling,
}

impl Resource {
    /// The path, from the folder of returns.
    fn path(&self) -> &str {
        self.path.strip_prefix("./").unwrap_or(&self.path)
    }
}

#[derive(Deserialize)]
struct Schema {
    fields: Vec<SchemaField>,
}

#[derive(Deserialize)]
struct SchemaField {
    name: String,
}

/// Our own property of a resource.
#[derive(Deserialize)]
struct Handling {
    #[serde(rename = "return")]
    kind: String,
    /// Kept for reference: no row needs to read it.
    #[serde(default)]
    reference: bool,
    /// Who returned it.
    #[serde(default)]
    from: Option<String>,
    /// The day on which it came in.
    #[serde(default)]
    received: Option<Date>,
    /// The board that approved it, or is to.
    #[serde(default)]
    approved_by: Option<String>,
    /// Whether its board has approved it.
    #[serde(default)]
    approval: Approval,
    /// The day on which it was approved.
    #[serde(default)]
    approved: Option<Date>,
}

/// Whether the board of the partner that returned a table has approved it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Approval {
    /// Nothing is said of it.
    #[default]
    NotStated,
    /// No board approves it.
    NotNeeded,
    /// The board has not approved it yet: nothing of it appears.
    Pending,
    /// The board has approved it.
    Approved,
}

impl Handling {
    /// Why nothing of the table appears, where its board has not approved it.
    fn withheld(&self) -> Option<String> {
        (self.approval == Approval::Pending).then(|| {
            let board = self.approved_by.as_deref().unwrap_or("the management board");
            match self.received {
                Some(day) => {
                    format!("Received on {}, not yet approved by {board}.", plain_date(day))
                }
                None => format!("Received, but not yet approved by {board}."),
            }
        })
    }
}

type Key = (ReturnKind, String, String, panel_core::Period);

/// Reads every table into `returns`, noting every fault, and gives the texts that were read.
pub(crate) fn read(
    folder: &Path,
    wanted: Wanted<'_>,
    returns: &mut Returns,
    unread: &mut Unread,
    faults: &mut Vec<Fault>,
) -> Vec<SourceText> {
    let mut sources = Vec::new();
    let package = folder::text(folder, NAME, faults)
        .and_then(|source| package(&source, faults).map(|package| (source, package)));
    let Some((source, package)) = package else {
        unread.anything = true;
        return sources;
    };
    unlisted(folder, &package, faults);
    let mut seen = BTreeMap::new();
    for resource in &package.resources {
        let Some(kind) = kind_of(resource, &source, faults) else {
            unread.anything = true;
            continue;
        };
        let name = format!("returns/{}", resource.path());
        let Some(text) = folder::text(folder, &name, faults) else {
            unread.kinds.insert(kind);
            continue;
        };
        let Some(records) = table::records(&text, kind, faults) else {
            unread.kinds.insert(kind);
            continue;
        };
        let withheld = resource.panel.withheld();
        for record in records {
            let series = record.cells.first().map(|cell| cell.text.clone()).unwrap_or_default();
            let read = record.whole.then(|| RowReader::new(&text, kind, &record, faults).parse());
            let Some(row) = read.flatten() else {
                unread.series.insert((kind, series));
                continue;
            };
            if !wanted.reads(&row.series, kind) && !resource.panel.reference {
                if !wanted.others_are_faults {
                    continue;
                }
                let meant = unknown_series(&text, &record, &row, kind, wanted.needs, faults);
                // That the series meant is then missing is no second fault.
                unread.series.extend(meant.map(|series| (kind, series.to_owned())));
                continue;
            }
            if let Some(areas) = wanted.areas {
                unknown_area(&text, &record, &row, areas, faults);
            }
            let place = Source { file: text.path.clone(), line: record.line };
            let key: Key = (kind, row.series.clone(), row.area.clone(), row.period);
            if let Some(earlier) = seen.insert(key, place.clone()) {
                faults.push(Fault::at(
                    "returns::twice",
                    &text,
                    record.span.clone(),
                    format!("`{}` for {} was given before, at {earlier}", row.series, row.period),
                    "keep one of the two rows",
                ));
                continue;
            }
            if let Some(why) = &withheld {
                returns.await_figure(Awaiting {
                    series: row.series,
                    kind,
                    period: Some(row.period),
                    why: why.clone(),
                    from: resource.panel.from.clone().unwrap_or_else(|| "Not stated".to_owned()),
                    expected: None,
                    since: resource.panel.received,
                    source: place,
                });
                continue;
            }
            returns.receive(
                kind,
                Observation {
                    series: row.series.into(),
                    area: row.area.into(),
                    period: row.period,
                    value: row.value,
                    status: row.status,
                    note: row.note,
                    source: place,
                },
            );
        }
        sources.push(text);
    }
    sources
}

fn package(source: &SourceText, faults: &mut Vec<Fault>) -> Option<Package> {
    match serde_json::from_str(&source.text) {
        Ok(package) => Some(package),
        Err(error) => {
            let line = source.line(u32::try_from(error.line()).unwrap_or(1));
            let offset = (line.start + error.column().saturating_sub(1)).min(line.end);
            faults.push(Fault::at(
                "datapackage::unreadable",
                source,
                offset..offset,
                format!("this is not a data package: {error}"),
                "each resource needs `name`, `path`, `schema` and `panel` with its `return`",
            ));
            None
        }
    }
}

/// The kind of a resource, where its description is right.
fn kind_of(
    resource: &Resource,
    source: &SourceText,
    faults: &mut Vec<Fault>,
) -> Option<ReturnKind> {
    // The bytes of the resource's path stand for the resource.
    let quoted = format!("\"{}\"", resource.path);
    let start = source.text.find(&quoted).unwrap_or(0);
    let span = start..(start + quoted.len()).min(source.text.len());
    let mut fault = |code, message: String, remedy: String| {
        faults.push(Fault::at(code, source, span.clone(), message, remedy));
    };
    let plain = Path::new(resource.path())
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    if !plain || resource.path().is_empty() {
        let message = format!("`{}` leads out of the folder of returns", resource.path);
        fault("datapackage::path", message, "put the file in the folder `returns`".to_owned());
        return None;
    }
    let Some(kind) = ReturnKind::named(&resource.panel.kind) else {
        let known: Vec<_> = ReturnKind::ALL.into_iter().map(ReturnKind::name).collect();
        let message =
            format!("`{}` of `{}` is no kind of return", resource.panel.kind, resource.name);
        fault("datapackage::return", message, format!("write one of {}", known.join(", ")));
        return None;
    };
    if resource.panel.approval == Approval::Approved
        && (resource.panel.approved.is_none() || resource.panel.approved_by.is_none())
    {
        let message = format!("`{}` is approved, but not by whom and on which day", resource.name);
        let remedy = "write `approved_by` and `approved`; `panel returns approve` does".to_owned();
        fault("datapackage::approval", message, remedy);
    }
    let mut described: Vec<_> = resource.schema.fields.iter().map(|field| &*field.name).collect();
    // A filed table says after its columns where each row stood.
    described.pop_if(|last| *last == SOURCE_COLUMN.name);
    let declared = kind.column_names();
    if described != declared {
        let message = format!("the schema of `{}` has other fields than its return", resource.name);
        let remedy = format!("list {}; `panel returns schema` writes it", declared.join(", "));
        fault("datapackage::schema", message, remedy);
    }
    Some(kind)
}

/// A file that the package does not list would be left out in silence.
fn unlisted(folder: &Path, package: &Package, faults: &mut Vec<Fault>) {
    let listed: BTreeSet<_> = package.resources.iter().map(Resource::path).collect();
    let Ok(entries) = folder.join("returns").read_dir() else { return };
    let mut names: Vec<_> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        // What programs leave behind is hidden, or a lock of an open spreadsheet.
        .filter(|name| !name.starts_with('.') && !name.starts_with("~$"))
        .filter(|name| name != "datapackage.json" && !listed.contains(name.as_str()))
        .filter(|name| !listed.iter().any(|path| path.starts_with(&format!("{name}/"))))
        .collect();
    names.sort();
    for name in names {
        let path = first_file(folder, &format!("returns/{name}"));
        faults.push(Fault::of_file(
            "datapackage::unlisted",
            &path,
            "datapackage.json does not list this file, so nothing reads it",
            "list it as a resource, or take it away",
        ));
    }
}

/// The path itself, or the first file in it where it is a folder.
fn first_file(folder: &Path, path: &str) -> String {
    let Ok(entries) = folder.join(path).read_dir() else { return path.to_owned() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    match names.min() {
        Some(name) => first_file(folder, &format!("{path}/{name}")),
        None => path.to_owned(),
    }
}
