//! What a quarter has received and the next one knows already: its tables of figures without what the
//! next quarter is to return anew, beside the tables that wait for that.
//!
//! A figure that carries over is the one that was received: its cells, its status and its note, in a table
//! with the source and the approval of the table that it stood in. Its column `source` and the table's
//! `carried` in `datapackage.json` lead to the earlier quarter's file and line.

mod rows;

use jsonc_parser::cst::{CstInputValue as Json, CstNode, CstObject};
use panel_core::{
    Area, Awaiting, Need, Quarter, ReturnKind, ReturnedSeries, Returns, Source, SourceText, Terms,
};
use panel_returns::{filed_hash, sha256_hex};

use crate::package::{CARRIED, HASH, Package, PackageError, emptied, text_of};
use crate::schema::{object, table_schema, text};
use rows::CarriedRow;

/// A quarter whose figures are to carry over.
#[derive(Debug, Clone, Copy)]
pub struct Carrying<'a> {
    /// The quarter.
    pub last: Quarter,
    /// Its `datapackage.json`.
    pub package: &'a str,
    /// Its tables.
    pub texts: &'a [SourceText],
    /// The terms of the next quarter.
    pub terms: &'a Terms,
    /// The areas that its returns may speak of.
    pub areas: &'a [Area],
    /// What the rows of the plan ask to be returned.
    pub series: &'a [ReturnedSeries],
}

/// What the next quarter begins with.
#[derive(Debug, Clone)]
pub struct Carried {
    /// Its `datapackage.json`.
    pub package: String,
    /// The tables of which it has the heads alone, by their paths from the folder of returns.
    pub emptied: Vec<String>,
    /// The tables that carry over, by their paths from the folder of returns.
    pub tables: Vec<(String, String)>,
    /// How many figures they hold.
    pub figures: usize,
    /// The figures that they hold, and those that a board has not approved yet as awaited.
    pub returns: Returns,
}

impl Carrying<'_> {
    /// What the next quarter, which is called `name` and `title` in its package, begins with.
    ///
    /// # Errors
    /// [`PackageError`] where there is no package.
    pub fn carry(&self, name: &str, title: &str) -> Result<Carried, PackageError> {
        let (package, emptied) = emptied(self.package, name, title)?;
        let (before, after) = (Package::read(self.package)?, Package::read(&package)?);
        let mut tables = Vec::new();
        let mut returns = Returns::new(&self.terms.force.area);
        let mut figures = 0;
        for resource in before.resources() {
            let Some(panel) = resource.object_value("panel") else { continue };
            let Some(kind) = text_of(&panel, "return").and_then(|name| ReturnKind::named(&name))
            else {
                continue;
            };
            let Some(path) = text_of(&resource, "path") else { continue };
            let file = format!("returns/{}", path.trim_start_matches("./"));
            let Some(table) = self.texts.iter().find(|one| *one.path == *file) else { continue };
            let rows = rows::carried(self, &Table { kind, text: table, panel: &panel });
            if rows.is_empty() {
                continue;
            }
            let path = carried_path(&panel, self.last, &path);
            for row in &rows {
                receive(&mut returns, kind, row, &format!("returns/{path}"), &panel);
            }
            figures += rows.len();
            let csv = rows::csv(kind, &rows);
            after.add(self.resource(&resource, kind, (&path, &csv), table));
            tables.push((path, csv));
        }
        let needs = self.series.iter().map(|one| Need { series: one.series, kind: one.kind });
        returns.add_sums(&needs.collect::<Vec<_>>(), self.terms);
        Ok(Carried { package: after.text(), emptied, tables, figures, returns })
    }

    /// How the table is listed: as it was, but for what is said of its file, and from where it carries over.
    fn resource(
        &self,
        before: &CstObject,
        kind: ReturnKind,
        (path, csv): (&str, &str),
        table: &SourceText,
    ) -> Json {
        let panel = before.object_value("panel");
        let again = panel.as_ref().is_some_and(|panel| panel.get(CARRIED).is_some());
        let from = |title: String| {
            if again { title } else { format!("{title}, carried over from {}", self.last) }
        };
        let mut fields = Vec::new();
        for (name, value) in properties(before) {
            let value = match name.as_str() {
                "hash" | "bytes" => continue,
                "name" if !again => {
                    let before = text_of(before, "name").unwrap_or_default();
                    text(&format!("{before}-{}", self.last.id()))
                }
                "title" => text(&from(text_of(before, "title").unwrap_or_default())),
                "path" => text(path),
                "schema" => table_schema(kind.into(), self.areas, true),
                "panel" => {
                    let mut handled = properties_of(&value);
                    if !again {
                        let origin = vec![
                            ("quarter", text(&self.last.id())),
                            ("file", text(&table.path)),
                            ("sha256", text(&sha256_hex(table.text.as_bytes()))),
                        ];
                        handled.push((CARRIED.to_owned(), object(origin)));
                    }
                    Json::Object(handled)
                }
                _ => value,
            };
            fields.push((name, value));
        }
        fields.push((HASH.to_owned(), text(&filed_hash(csv))));
        Json::Object(fields)
    }
}

/// A table of figures of the last quarter.
struct Table<'a> {
    kind: ReturnKind,
    text: &'a SourceText,
    panel: &'a CstObject,
}

impl Table<'_> {
    /// Whether a field of our own property is `true`.
    fn is(&self, field: &str) -> bool {
        let value = self.panel.get(field).and_then(|one| one.value());
        value.and_then(|value| value.as_boolean_lit()).is_some_and(|value| value.value())
    }

    fn is_carried(&self) -> bool {
        self.panel.get(CARRIED).is_some()
    }
}

/// Where a table stands in the next quarter: one that has carried over before stays where it is.
fn carried_path(panel: &CstObject, last: Quarter, path: &str) -> String {
    if panel.get(CARRIED).is_some() {
        return path.to_owned();
    }
    format!("carried/{}/{}", last.id(), path.trim_start_matches("./"))
}

/// Puts a figure among those that are known; one of a table that is not approved yet, among those awaited.
fn receive(
    returns: &mut Returns,
    kind: ReturnKind,
    row: &CarriedRow,
    file: &str,
    panel: &CstObject,
) {
    let source = Source { file: file.into(), line: row.line };
    let figure = row.figure.clone();
    if text_of(panel, "approval").is_none_or(|approval| approval != "pending") {
        returns.receive(kind, figure.into_observation(source));
        return;
    }
    returns.await_figure(Awaiting {
        series: figure.series,
        kind,
        area: Some(figure.area),
        period: Some(figure.period),
        why: "Received, but not yet approved.".to_owned(),
        from: text_of(panel, "from").unwrap_or_default(),
        expected: None,
        since: None,
        pending: true,
        source,
    });
}

/// The properties of an object, in their order.
fn properties(of: &CstObject) -> Vec<(String, Json)> {
    let of = of.properties().into_iter();
    of.filter_map(|one| Some((one.decoded_name()?, copied(&one.value()?)))).collect()
}

fn properties_of(value: &Json) -> Vec<(String, Json)> {
    match value {
        Json::Object(properties) => properties.clone(),
        _ => Vec::new(),
    }
}

/// A value as it stands.
fn copied(node: &CstNode) -> Json {
    if let Some(of) = node.as_object() {
        return Json::Object(properties(&of));
    }
    if let Some(list) = node.as_array() {
        return Json::Array(list.elements().iter().map(copied).collect());
    }
    if let Some(words) = node.as_string_lit() {
        return text(&words.decoded_value().unwrap_or_default());
    }
    if let Some(number) = node.as_number_lit() {
        return Json::Number(number.to_string());
    }
    node.as_boolean_lit().map_or(Json::Null, |value| Json::Bool(value.value()))
}
