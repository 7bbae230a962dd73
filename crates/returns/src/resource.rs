//! A resource of `returns/datapackage.json`: what it says of its table, as far as this reader needs it.

use std::ops::Range;
use std::path::{Component, Path};

use panel_core::{
    Awaiting, Date, Fault, Period, ReturnKind, ReturnTable, SOURCE_COLUMN, Source, SourceText,
    plain_date,
};
use serde::Deserialize;

use crate::Wanted;
use panel_typeface::{LONGEST_NAME, find_excess};

/// The package.
pub(crate) const NAME: &str = "returns/datapackage.json";

#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) resources: Vec<Resource>,
}

/// A resource, as far as this reader needs it; other properties are for other tools.
#[derive(Deserialize)]
pub(crate) struct Resource {
    name: String,
    path: String,
    schema: Schema,
    pub(crate) panel: Handling,
}

impl Resource {
    /// The path, from the folder of returns.
    pub(crate) fn path(&self) -> &str {
        self.path.strip_prefix("./").unwrap_or(&self.path)
    }
}

#[derive(Deserialize)]
pub(crate) struct Schema {
    fields: Vec<SchemaField>,
}

#[derive(Deserialize)]
struct SchemaField {
    name: String,
}

/// Our own property of a resource.
#[derive(Deserialize)]
pub(crate) struct Handling {
    #[serde(rename = "return")]
    kind: String,
    /// Kept for reference: no row needs to read it.
    #[serde(default)]
    pub(crate) reference: bool,
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
    /// The months of which a table of records holds every record.
    #[serde(default)]
    covers: Option<String>,
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
    pub(crate) fn withheld(&self, wanted: Wanted<'_>) -> Option<String> {
        let pending = self.approval == Approval::Pending && !wanted.would_be.approved;
        pending.then(|| {
            let board = self.approved_by.as_deref().unwrap_or("the management board");
            match self.received {
                Some(day) => {
                    format!("Received on {}, not yet approved by {board}.", plain_date(day))
                }
                None => format!("Received, but not yet approved by {board}."),
            }
        })
    }

    /// What is awaited while it is not approved; of which figure is for the caller to say.
    pub(crate) fn awaiting(&self, why: String) -> Awaiting {
        Awaiting {
            series: String::new(),
            kind: ReturnKind::Counts,
            area: None,
            period: None,
            why,
            from: self.from.clone().unwrap_or_else(|| "Not stated".to_owned()),
            expected: None,
            since: self.received,
            pending: true,
            source: Source { file: NAME.into(), line: 1 },
        }
    }
}

pub(crate) fn package(source: &SourceText, faults: &mut Vec<Fault>) -> Option<Package> {
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

/// The bytes of the resource's path, which stand for the resource.
pub(crate) fn span_of(resource: &Resource, source: &SourceText) -> Range<usize> {
    let quoted = format!("\"{}\"", resource.path);
    let start = source.text.find(&quoted).unwrap_or(0);
    start..(start + quoted.len()).min(source.text.len())
}

/// The months of which a table holds every record: without them, that a month has no record would
/// not say that nothing happened.
pub(crate) fn covers(
    resource: &Resource,
    wanted: Wanted<'_>,
    source: &SourceText,
    faults: &mut Vec<Fault>,
) -> Option<Period> {
    let remedy =
        "write the months of which it holds every record, as in \"covers\": \"2023-04/2024-12\"";
    let message = match resource.panel.covers.as_deref().map(str::parse::<Period>) {
        Some(Ok(period)) => {
            let ends = period.last().last_day();
            match wanted.written {
                Some(written) if ends > written => format!(
                    "`{}` cannot cover {period}: the paper is of {}",
                    resource.name,
                    plain_date(written)
                ),
                _ => return Some(period),
            }
        }
        Some(Err(error)) => format!("what `{}` covers is not a period: {error}", resource.name),
        None => format!("`{}` does not say which months it covers", resource.name),
    };
    faults.push(Fault::at(
        "datapackage::covers",
        source,
        span_of(resource, source),
        message,
        remedy,
    ));
    None
}

/// What is wrong with a resource of which a name is too long, in its own place.
fn excess(resource: &Resource, source: &SourceText) -> Option<Fault> {
    let panel = &resource.panel;
    let names = [
        ("name", Some(&resource.name)),
        ("path", Some(&resource.path)),
        ("return", Some(&panel.kind)),
        ("from", panel.from.as_ref()),
        ("approved_by", panel.approved_by.as_ref()),
        ("covers", panel.covers.as_ref()),
    ];
    let (field, name, excess) = names
        .into_iter()
        .find_map(|(field, name)| Some((field, name?, find_excess(name?, LONGEST_NAME)?)))?;
    let start = source.text.find(&format!("\"{name}\"")).unwrap_or(0);
    let message = format!("`{field}` of a resource {excess}");
    Some(Fault::at("datapackage::too_long", source, start..start, message, "shorten it"))
}

/// What a resource holds, where its description is right.
pub(crate) fn table_of(
    resource: &Resource,
    wanted: Wanted<'_>,
    source: &SourceText,
    faults: &mut Vec<Fault>,
) -> Option<ReturnTable> {
    if let Some(fault) = excess(resource, source) {
        faults.push(fault);
        return None;
    }
    let mut fault = |code, message: String, remedy: String| {
        faults.push(Fault::at(code, source, span_of(resource, source), message, remedy));
    };
    let plain = Path::new(resource.path())
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    if !plain || resource.path().is_empty() {
        let message = format!("`{}` leads out of the folder of returns", resource.path);
        fault("datapackage::path", message, "put the file in the folder `returns`".to_owned());
        return None;
    }
    let named = &resource.panel.kind;
    let table = wanted.asked.table(named);
    let Some(table) = table else {
        if !wanted.others_are_faults {
            return None;
        }
        let known: Vec<_> = wanted.asked.tables().into_iter().map(ReturnTable::name).collect();
        let message =
            format!("`{}` of `{}` is not a kind of return", resource.panel.kind, resource.name);
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
    if let Some(approved) = resource.panel.approved {
        let before = resource.panel.received.is_some_and(|received| approved < received);
        let after = wanted.written.is_some_and(|written| approved > written);
        if before || after {
            let what = if before { "before it was received" } else { "after the day of the paper" };
            let day = plain_date(approved);
            let message = format!("`{}` is approved on {day}, {what}", resource.name);
            let remedy = "correct `approved`; `panel returns approve` does".to_owned();
            fault("datapackage::approval", message, remedy);
        }
    }
    let mut described: Vec<_> = resource.schema.fields.iter().map(|field| &*field.name).collect();
    // A filed table says after its columns where each row stood.
    described.pop_if(|last| *last == SOURCE_COLUMN.name);
    let declared = table.column_names();
    if described != declared {
        let message = format!("the schema of `{}` has other fields than its return", resource.name);
        let remedy = format!("list {}; `panel returns schema` writes it", declared.join(", "));
        fault("datapackage::schema", message, remedy);
    }
    Some(table)
}
