//! The files of a new plugin, from templates.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use panel_core::Direction;
use serde::Serialize;

use crate::row::PlannedRow;

const MANIFEST: &str = include_str!("templates/Cargo.toml.jinja");
const README: &str = include_str!("templates/README.md.jinja");
const CODE: &str = include_str!("templates/lib.rs.jinja");

/// What the templates are filled with.
#[derive(Serialize)]
struct View<'a> {
    number: u8,
    package: &'a str,
    title: &'a str,
    /// The title within quotation marks, as Rust writes it.
    title_in_code: String,
    /// The same as TOML writes it.
    title_in_manifest: String,
    types: Vec<&'static str>,
    series: Vec<SeriesView<'a>>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct SeriesView<'a> {
    constant: &'a str,
    better: &'static str,
    words: &'static str,
    id: &'static str,
}

#[derive(Serialize)]
struct RowView {
    call: String,
    label: &'static str,
}

/// The manifest, the README and the code of the plugin, in this order.
pub(crate) fn files(
    number: u8,
    package: &str,
    title: &str,
    rows: &[PlannedRow],
) -> Result<[String; 3], minijinja::Error> {
    let mut types: Vec<_> = rows.iter().map(|row| row.kind.type_name()).collect();
    types.sort_unstable();
    types.dedup();
    let mut series: Vec<SeriesView<'_>> = Vec::new();
    for row in rows {
        if series.iter().all(|one| one.constant != row.constant) {
            let (better, words) = match row.series.better() {
                Direction::Lower => ("lower_is_better", "lower is better"),
                Direction::Higher => ("higher_is_better", "higher is better"),
                Direction::Neither => ("neither_is_better", "neither way is better"),
            };
            let (constant, id) = (&*row.constant, row.series.id());
            series.push(SeriesView { constant, better, words, id });
        }
    }
    let rows =
        rows.iter().map(|row| RowView { call: call(row), label: row.measure.label() }).collect();
    let title_in_code = format!("{title:?}");
    let title_in_manifest = toml_edit::Value::from(title).to_string();
    let view =
        View { number, package, title, title_in_code, title_in_manifest, types, series, rows };
    let view = Value::from(Serde(&view));
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).keep_trailing_newline(true);
    let mut templates = Environment::new();
    templates.set_syntax(syntax.build()?);
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_auto_escape_callback(|_| AutoEscape::None);
    let fill = |template| templates.render_str(template, view.clone());
    Ok([fill(MANIFEST)?, fill(README)?, fill(CODE)?])
}

/// How the plugin makes the row.
fn call(row: &PlannedRow) -> String {
    let kind = row.kind.type_name();
    let series = &row.constant;
    match row.kind.constructor() {
        None => format!("{kind}({series})"),
        Some(function) if row.kind.is_labelled() => {
            format!("{kind}::{function}({:?}, {:?}, {series})", row.id, row.label)
        }
        Some(function) => format!("{kind}::{function}({series})"),
    }
}
