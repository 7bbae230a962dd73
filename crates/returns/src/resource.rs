//! A resource of `returns/datapackage.json`: what it says of its table, as far as this reader needs it.

use std::ops::Range;
use std::path::{Component, Path};

use panel_core::{
    Awaiting, Date, Fault, FewFaults, Period, ReturnKind, ReturnTable, SOURCE_COLUMN, Source,
    SourceText, code, plain_date, quoted_piece,
};
use panel_typeface::LONGEST_NAME;

use crate::Wanted;
use crate::json_fields::{JsonFields, parse_json};

/// The package.
pub(crate) const NAME: &str = "returns/datapackage.json";

pub(crate) struct Package {
    pub(crate) resources: Vec<Resource>,
    /// Whether one of its resources could not be read.
    pub(crate) is_in_part: bool,
}

/// A resource, as far as this reader needs it; other properties are for other tools.
pub(crate) struct Resource {
    name: String,
    path: String,
    /// Where the path stands.
    span: Range<usize>,
    /// The hash with which it was filed.
    pub(crate) hash: Option<String>,
    /// The names of its fields.
    fields: Vec<String>,
    pub(crate) panel: Handling,
}

impl Resource {
    /// The path, from the folder of returns.
    pub(crate) fn path(&self) -> &str {
        self.path.strip_prefix("./").unwrap_or(&self.path)
    }

    /// Where the path stands, which stands for the resource.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// Our own property of a resource.
pub(crate) struct Handling {
    kind: String,
    /// Kept for reference: no row needs to read it.
    pub(crate) reference: bool,
    /// Who returned it.
    from: Option<String>,
    /// The day on which it came in.
    received: Option<Date>,
    /// The board that approved it, or is to.
    approved_by: Option<String>,
    /// Whether its board has approved it.
    approval: Approval,
    /// The day on which it was approved.
    approved: Option<Date>,
    /// The months of which a table of records holds every record.
    covers: Option<String>,
}

/// Whether the board of the partner that returned a table has approved it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Approval {
    /// Nothing is said of it.
    NotStated,
    /// No board approves it.
    NotNeeded,
    /// The board has not approved it yet: nothing of it appears.
    Pending,
    /// The board has approved it.
    Approved,
}

impl Approval {
    const ALL: [(&str, Self); 4] = [
        ("not_stated", Self::NotStated),
        ("not_needed", Self::NotNeeded),
        ("pending", Self::Pending),
        ("approved", Self::Approved),
    ];
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

/// Reads the package. A resource at fault is left out.
pub(crate) fn package(source: &SourceText, faults: &mut Vec<Fault>) -> Option<Package> {
    let value = parse_json(source, faults)?;
    let fields = JsonFields::of(source, &value, "the package", faults)?;
    for field in PRINTED {
        fields.optional_text(field, LONGEST_NAME, faults);
    }
    let listed = fields.objects("resources", "the resource", faults)?;
    let all = listed.len();
    let mut few = FewFaults::from(faults);
    let mut resources = Vec::new();
    for fields in listed.into_iter().flatten() {
        few.keep(faults);
        resources.extend(resource(&fields, faults));
    }
    let is_in_part = resources.len() < all;
    Some(Package { resources, is_in_part })
}

/// Names that other programs show.
const PRINTED: [&str; 2] = ["name", "title"];

fn resource(fields: &JsonFields<'_>, faults: &mut Vec<Fault>) -> Option<Resource> {
    let before = faults.len();
    fields.optional_text("title", LONGEST_NAME, faults);
    let name = fields.text("name", LONGEST_NAME, faults);
    let path = fields.text("path", LONGEST_NAME, faults);
    let hash = fields.optional_text("hash", LONGEST_NAME, faults);
    let mut names = Vec::new();
    if let Some(schema) = fields.object("schema", "the schema", faults) {
        let fields = schema.objects("fields", "the field", faults).unwrap_or_default();
        names.extend(fields.iter().flatten().map(|field| field.text("name", LONGEST_NAME, faults)));
    }
    let panel = fields.object("panel", "`panel`", faults).map(|panel| handling(&panel, faults));
    if faults.len() > before {
        return None;
    }
    let (span, fields) = (fields.span("path"), names.into_iter().flatten().collect());
    Some(Resource { name: name?, path: path?, span, hash, fields, panel: panel?? })
}

fn handling(fields: &JsonFields<'_>, faults: &mut Vec<Fault>) -> Option<Handling> {
    let kind = fields.text("return", LONGEST_NAME, faults);
    let mut text = |field| fields.optional_text(field, LONGEST_NAME, faults);
    let (from, approved_by) = (text("from"), text("approved_by"));
    let (covers, named) = (text("covers"), text("approval"));
    let named = named.as_deref().unwrap_or("not_stated");
    let approval = Approval::ALL.iter().find(|(name, _)| *name == named);
    if approval.is_none() {
        let message = format!("`approval` is `{}`, which nothing knows", quoted_piece(named));
        let remedy = "write \"not_needed\", \"pending\" or \"approved\"";
        fields.fault(code!("datapackage::approval"), "approval", message, remedy, faults);
    }
    Some(Handling {
        kind: kind?,
        reference: fields.boolean("reference", faults),
        from,
        received: fields.date("received", faults),
        approved_by,
        approval: approval?.1,
        approved: fields.date("approved", faults),
        covers,
    })
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
    faults.push(Fault::at(code!("datapackage::covers"), source, resource.span(), message, remedy));
    None
}

/// What a resource holds, where its description is right.
pub(crate) fn table_of(
    resource: &Resource,
    wanted: Wanted<'_>,
    source: &SourceText,
    faults: &mut Vec<Fault>,
) -> Option<ReturnTable> {
    let mut fault = |code, message: String, remedy: String| {
        faults.push(Fault::at(code, source, resource.span(), message, remedy));
    };
    let plain = Path::new(resource.path())
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    if !plain || resource.path().is_empty() {
        let message = format!("`{}` leads out of the folder of returns", resource.path);
        fault(
            code!("datapackage::path"),
            message,
            "put the file in the folder `returns`".to_owned(),
        );
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
        fault(code!("datapackage::return"), message, format!("write one of {}", known.join(", ")));
        return None;
    };
    if resource.panel.approval == Approval::Approved
        && (resource.panel.approved.is_none() || resource.panel.approved_by.is_none())
    {
        let message = format!("`{}` is approved, but not by whom and on which day", resource.name);
        let remedy = "write `approved_by` and `approved`; `panel returns approve` does".to_owned();
        fault(code!("datapackage::approval"), message, remedy);
    }
    if let Some(approved) = resource.panel.approved {
        let before = resource.panel.received.is_some_and(|received| approved < received);
        let after = wanted.written.is_some_and(|written| approved > written);
        if before || after {
            let what = if before { "before it was received" } else { "after the day of the paper" };
            let day = plain_date(approved);
            let message = format!("`{}` is approved on {day}, {what}", resource.name);
            let remedy = "correct `approved`; `panel returns approve` does".to_owned();
            fault(code!("datapackage::approval"), message, remedy);
        }
    }
    let mut described: Vec<_> = resource.fields.iter().map(String::as_str).collect();
    // A filed table says after its columns where each row stood.
    described.pop_if(|last| *last == SOURCE_COLUMN.name);
    let declared = table.column_names();
    if described != declared {
        let message = format!("the schema of `{}` has other fields than its return", resource.name);
        let remedy = format!("list {}; `panel returns schema` writes it", declared.join(", "));
        fault(code!("datapackage::schema"), message, remedy);
    }
    Some(table)
}
