//! `datapackage.json`, changed in place: what is not changed keeps its bytes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstArray, CstInputValue as Json, CstObject, CstRootNode};
use panel_core::{Area, ReturnKind, ReturnTable, SOURCE_COLUMN, nearest, read_json_error};
use panel_returns::filed_hash;
use thiserror::Error;

use crate::schema::{table_schema, text};

/// A package that cannot be changed; `panel check` says more of what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackageError {
    /// It is no JSON.
    #[error("the file cannot be read: {0}")]
    NotJson(String),
    /// It lists no resources.
    #[error("it has no list of `resources`")]
    NoResources,
    /// It has no resource of that name.
    #[error("there is no table `{name}`; {}", meant(.name, .listed, .waiting))]
    NoResource {
        /// The name.
        name: String,
        /// The names that it lists.
        listed: Vec<String>,
        /// Those of them that wait for a board.
        waiting: Vec<String>,
    },
}

/// What may be meant: a name like it, or what waits for a board.
fn meant(name: &str, listed: &[String], waiting: &[String]) -> String {
    match nearest(name, listed.iter().map(String::as_str)) {
        Some(nearest) => format!("is `{nearest}` meant?"),
        None if waiting.is_empty() => "no table waits for a board".to_owned(),
        None => format!("for a board wait {}", waiting.join(", ")),
    }
}

/// The property of a resource by which its table is known to have carried over.
pub(crate) const CARRIED: &str = "carried";

/// Where the package has the hash of a table.
pub(crate) const HASH: &str = "hash";

/// The folders of what is filed, from that of the returns.
const FILED: [&str; 2] = ["received/", "carried/"];

/// The package, read so that it can be written again with few bytes changed.
pub(crate) struct Package {
    root: CstRootNode,
    resources: CstArray,
}

impl Package {
    /// Reads the text of `datapackage.json`.
    pub(crate) fn read(text: &str) -> Result<Self, PackageError> {
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            ..ParseOptions::default()
        };
        let root = CstRootNode::parse(text, &strict)
            .map_err(|error| PackageError::NotJson(read_json_error(&error.to_string()).what))?;
        let package = root.object_value().ok_or(PackageError::NoResources)?;
        let resources = package.array_value("resources").ok_or(PackageError::NoResources)?;
        Ok(Self { root, resources })
    }

    /// The resource at this path, from the folder of returns.
    pub(crate) fn resource(&self, path: &str) -> Option<CstObject> {
        let mut resources = self.resources();
        resources.find(|one| text_of(one, "path").as_deref() == Some(path))
    }

    /// Notes the hash of each table that was filed and changes, so that a change by hand is seen. The others
    /// are kept by hand.
    pub(crate) fn seal(&self, before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) {
        for (name, table) in after.iter().filter(|(name, table)| before.get(*name) != Some(table)) {
            let path = name.strip_prefix("returns/");
            let filed = path.filter(|path| FILED.iter().any(|folder| path.starts_with(folder)));
            if let Some(resource) = filed.and_then(|path| self.resource(path)) {
                set(&resource, HASH, text(&filed_hash(table)));
            }
        }
    }

    /// The resource of this name.
    fn named(&self, name: &str) -> Result<CstObject, PackageError> {
        let mut resources = self.resources();
        let found = resources.find(|one| text_of(one, "name").as_deref() == Some(name));
        found.ok_or_else(|| PackageError::NoResource {
            name: name.to_owned(),
            listed: self.resources().filter_map(|one| text_of(&one, "name")).collect(),
            waiting: self.waiting().collect(),
        })
    }

    /// The names of the tables that wait for a board.
    fn waiting(&self) -> impl Iterator<Item = String> {
        self.resources().filter_map(|one| {
            let approval = text_of(&one.object_value("panel")?, "approval")?;
            text_of(&one, "name").filter(|_| approval == "pending")
        })
    }

    /// The resources that hold this return.
    pub(crate) fn of_return(&self, name: &str) -> impl Iterator<Item = CstObject> {
        self.resources().filter(move |one| {
            let panel = one.object_value("panel");
            panel.and_then(|panel| text_of(&panel, "return")).is_some_and(|held| held == name)
        })
    }

    /// Every resource.
    pub(crate) fn resources(&self) -> impl Iterator<Item = CstObject> {
        self.resources.elements().into_iter().filter_map(|element| element.as_object())
    }

    /// What tells the key files apart that keys of this quarter, or of the last, were made with.
    pub(crate) fn marks(&self) -> BTreeSet<String> {
        let of_tables = self.resources().filter_map(|one| one.object_value("panel"));
        let all = of_tables.chain(self.root.object_value());
        all.filter_map(|one| text_of(&one, "keys")).collect()
    }

    /// Adds a resource after the others.
    pub(crate) fn add(&self, resource: Json) {
        self.resources.append(resource);
    }

    /// The text again.
    pub(crate) fn text(&self) -> String {
        self.root.to_string()
    }
}

/// The text that a field of an object holds.
pub(crate) fn text_of(object: &CstObject, field: &str) -> Option<String> {
    object.get(field)?.value()?.as_string_lit()?.decoded_value().ok()
}

/// Gives a field a value, in its place where it is there.
pub(crate) fn set(object: &CstObject, field: &str, value: Json) {
    match object.get(field) {
        Some(there) => there.set_value(value),
        None => {
            object.append(field, value);
        }
    }
}

/// What the package says of a table that a board is to approve.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handled {
    /// Who returned it.
    pub from: Option<String>,
    /// The day on which it arrived.
    pub received: Option<Date>,
    /// The board that approves it.
    pub approved_by: Option<String>,
}

/// Who returned the table `name`, when, and which board approves it, as far as the package says it.
///
/// # Errors
/// [`PackageError`] where there is no package, or no such table.
///
/// ```
/// use jiff::civil::date;
///
/// let package = r#"{"resources": [{"name": "surveys", "panel": {"received": "2014-11-14"}}]}"#;
/// let handled = panel_partner_returns::handled(package, "surveys")?;
/// assert_eq!((handled.received, handled.from), (Some(date(2014, 11, 14)), None));
/// # Ok::<(), panel_partner_returns::PackageError>(())
/// ```
pub fn handled(package: &str, name: &str) -> Result<Handled, PackageError> {
    let panel = Package::read(package)?.named(name)?.object_value("panel");
    let said = |field| panel.as_ref().and_then(|panel| text_of(panel, field));
    Ok(Handled {
        from: said("from"),
        received: said("received").and_then(|day| day.parse().ok()),
        approved_by: said("approved_by"),
    })
}

/// What a board says of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It approved the table on that day.
    Approved(Date),
    /// It has not approved it, or no longer does.
    Withdrawn,
}

/// The package with the decision of `board` on the table `name`.
///
/// # Errors
/// [`PackageError`] where there is no package, or no such table.
///
/// ```
/// use jiff::civil::date;
/// use panel_partner_returns::{Decision, with_decision};
///
/// let package = r#"{"resources": [{"name": "surveys", "panel": {"approval": "pending"}}]}"#;
/// let approved = Decision::Approved(date(2014, 11, 20));
/// let text = with_decision(package, "surveys", "Burglary Board", approved)?;
/// assert!(text.contains(r#""approval": "approved""#) && text.contains("2014-11-20"));
///
/// let refused = with_decision(package, "survey", "Burglary Board", approved);
/// assert_eq!(
///     refused.map_err(|why| why.to_string()),
///     Err("there is no table `survey`; is `surveys` meant?".to_owned())
/// );
/// # Ok::<(), panel_partner_returns::PackageError>(())
/// ```
pub fn with_decision(
    package: &str,
    name: &str,
    board: &str,
    decision: Decision,
) -> Result<String, PackageError> {
    let package = Package::read(package)?;
    let panel = package.named(name)?.object_value_or_set("panel");
    set(&panel, "approved_by", text(board));
    match decision {
        Decision::Approved(day) => {
            set(&panel, "approval", text("approved"));
            set(&panel, "approved", text(&day.to_string()));
        }
        Decision::Withdrawn => {
            set(&panel, "approval", text("pending"));
            if let Some(approved) = panel.get("approved") {
                approved.remove();
            }
        }
    }
    Ok(package.text())
}

/// The package of a quarter of which nothing has been received: its tables of figures are those of
/// `package`, without what was said of their content, and not approved by anybody yet. With it come the
/// paths of the tables, from the folder of returns. A table of records comes with its first delivery,
/// since an empty one would say of its months that nothing happened; what tells the key file apart stays.
/// A table that has carried over is taken away as well: what of it carries over again is the caller's to add.
///
/// # Errors
/// [`PackageError`] where there is no package.
///
/// ```
/// let package = r#"{
///   "name": "q2",
///   "resources": [{"name": "surveys", "path": "surveys.csv", "panel": {"received": "2014-11-14"}}]
/// }"#;
/// let (text, paths) = panel_partner_returns::emptied(package, "q3", "Quarter 3")?;
/// assert_eq!(paths, ["surveys.csv"]);
/// assert!(text.contains(r#""name": "q3""#) && text.contains(r#""received": null"#));
/// # Ok::<(), panel_partner_returns::PackageError>(())
/// ```
pub fn emptied(
    package: &str,
    name: &str,
    title: &str,
) -> Result<(String, Vec<String>), PackageError> {
    let package = Package::read(package)?;
    if let Some(root) = package.root.object_value() {
        set(&root, "name", text(name));
        set(&root, "title", text(title));
        forget(&root, &["description", "sources", "created", "version"]);
    }
    let mut paths = Vec::new();
    let of_records = |one: &CstObject| {
        one.object_value("panel").is_some_and(|panel| panel.get("covers").is_some())
    };
    let marks = package.marks();
    if let (Some(root), Some(mark)) = (package.root.object_value(), marks.first()) {
        set(&root, "keys", text(mark));
    }
    let has_carried = |one: &CstObject| {
        one.object_value("panel").is_some_and(|panel| panel.get(CARRIED).is_some())
    };
    let gone = |one: &CstObject| of_records(one) || has_carried(one);
    for resource in package.resources().filter(gone).collect::<Vec<_>>() {
        resource.remove();
    }
    for resource in package.resources() {
        paths.extend(text_of(&resource, "path"));
        forget(&resource, &["description", "sources", "hash", "bytes"]);
        let Some(panel) = resource.object_value("panel") else { continue };
        if let Some(undated) = undated_title(&resource, &panel) {
            set(&resource, "title", text(&undated));
        }
        if panel.get("received").is_some() {
            set(&panel, "received", Json::Null);
        }
        forget(&panel, &["approved", "files"]);
        if text_of(&panel, "approval").is_some_and(|approval| approval == "approved") {
            set(&panel, "approval", text("pending"));
        }
    }
    Ok((package.text(), paths))
}

/// The title of a table whose own names a year, which was that of another quarter: that of its kind of return.
fn undated_title(resource: &CstObject, panel: &CstObject) -> Option<String> {
    let title = text_of(resource, "title")?;
    let mut numbers = title.split(|letter: char| !letter.is_ascii_digit());
    let dated = numbers.any(|number| number.len() == 4) || title.contains("Quarter");
    let kind = ReturnKind::named(&text_of(panel, "return")?)?;
    let fictional = if title.starts_with("Fictional") { "Fictional returns: " } else { "" };
    dated.then(|| format!("{fictional}{}", kind.title()))
}

/// Takes these fields away.
fn forget(object: &CstObject, fields: &[&str]) {
    for field in fields.iter().filter_map(|field| object.get(field)) {
        field.remove();
    }
}

/// The package with the schema of each resource as the returns are declared, and the names of the
/// resources whose schema was another. A resource that is none of `tables` is left as it is.
///
/// # Errors
/// [`PackageError`] where there is no package.
///
/// ```
/// use panel_core::Asked;
/// use panel_partner_returns::with_schemas;
///
/// let tables = Asked::default().tables();
/// let package =
///     r#"{"resources": [{"name": "surveys", "path": "surveys.csv", "panel": {"return": "surveys"}}]}"#;
/// let (text, changed) = with_schemas(package, &tables, &[])?;
/// assert_eq!(changed, ["surveys"]);
/// assert!(text.contains("satisfied"));
/// // A schema that is as it should be is left as it is.
/// assert_eq!(with_schemas(&text, &tables, &[])?, (text, Vec::new()));
/// # Ok::<(), panel_partner_returns::PackageError>(())
/// ```
pub fn with_schemas(
    text: &str,
    tables: &[ReturnTable],
    areas: &[Area],
) -> Result<(String, Vec<String>), PackageError> {
    let package = Package::read(text)?;
    let mut changed = Vec::new();
    for resource in package.resources() {
        let name = resource.object_value("panel").and_then(|panel| text_of(&panel, "return"));
        let named = |table: &&ReturnTable| name.as_deref() == Some(table.name());
        let Some(table) = tables.iter().find(named) else { continue };
        let before = resource.get("schema").map(|schema| schema.to_string());
        set(&resource, "schema", table_schema(*table, areas, is_filed(&resource)));
        if resource.get("schema").map(|schema| schema.to_string()) != before {
            changed.push(text_of(&resource, "name").unwrap_or_default());
        }
    }
    Ok((package.text(), changed))
}

/// Whether the resource's rows say where they stood.
fn is_filed(resource: &CstObject) -> bool {
    let fields = resource.object_value("schema").and_then(|schema| schema.array_value("fields"));
    let last = fields.and_then(|fields| fields.elements().last()?.as_object());
    last.is_some_and(|last| text_of(&last, "name").as_deref() == Some(SOURCE_COLUMN.name))
}

/// What our own property of a resource says.
pub(crate) fn said_of(resource: &CstObject, field: &str) -> Option<String> {
    text_of(&resource.object_value("panel")?, field)
}
