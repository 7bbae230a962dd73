//! The Table Schema of a kind of return, as `datapackage.json` holds it.

use jsonc_parser::cst::CstInputValue as Json;
use panel_core::{Area, Column, Holds, Presence, ReturnKind, SOURCE_COLUMN};

/// Text as JSON.
pub(crate) fn text(words: &str) -> Json {
    Json::String(words.to_owned())
}

/// An object as JSON, in the order of its fields.
pub(crate) fn object(fields: Vec<(&str, Json)>) -> Json {
    Json::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn texts<'a>(words: impl IntoIterator<Item = &'a str>) -> Json {
    Json::Array(words.into_iter().map(text).collect())
}

/// The schema of a table of this kind; `filed` where it says for each row where it stood.
pub(crate) fn table_schema(kind: ReturnKind, areas: &[Area], filed: bool) -> Json {
    let source = filed.then_some(SOURCE_COLUMN);
    let columns = kind.columns().iter().chain(source);
    let keys = kind.columns().iter().filter(|column| column.names_the_row);
    object(vec![
        ("fields", Json::Array(columns.map(|column| field(kind, column, areas)).collect())),
        ("missingValues", texts([""])),
        ("primaryKey", texts(keys.map(|column| column.name))),
    ])
}

fn field(kind: ReturnKind, column: &Column, areas: &[Area]) -> Json {
    let kind_of_value = match column.holds {
        Holds::Whole { .. } => "integer",
        Holds::Decimal | Holds::Percentage => "number",
        _ => "string",
    };
    let mut field = vec![
        ("name", text(column.name)),
        ("type", text(kind_of_value)),
        ("title", text(column.title)),
        ("description", text(&described(kind, column, areas))),
    ];
    let constraints = constraints(kind, column, areas);
    if !constraints.is_empty() {
        field.push(("constraints", object(constraints)));
    }
    object(field)
}

/// What the column means, with the names of the areas that it may hold.
pub(crate) fn described(kind: ReturnKind, column: &Column, areas: &[Area]) -> String {
    let description = kind.describe(column);
    let named: Vec<_> = areas
        .iter()
        .filter(|area| column.holds == Holds::Area && !area.name.is_empty())
        .map(|area| format!("{} is {}", area.code, area.name))
        .collect();
    if named.is_empty() {
        return description;
    }
    format!("{}: {}.", description.trim_end_matches('.'), named.join(", "))
}

fn constraints(kind: ReturnKind, column: &Column, areas: &[Area]) -> Vec<(&'static str, Json)> {
    let mut constraints = Vec::new();
    if column.presence != Presence::Optional {
        constraints.push(("required", Json::Bool(true)));
    }
    match column.holds {
        Holds::Area if !areas.is_empty() => {
            constraints.push(("enum", texts(areas.iter().map(|area| area.code.as_str()))));
        }
        Holds::Status => {
            constraints.push(("enum", texts(kind.statuses().iter().map(|one| one.name()))));
        }
        Holds::OneOf(names) => constraints.push(("enum", texts(names.iter().copied()))),
        Holds::Whole { least } => constraints.push(("minimum", Json::Number(least.to_string()))),
        Holds::Percentage => {
            constraints.push(("minimum", Json::Number("0".to_owned())));
            constraints.push(("maximum", Json::Number("100".to_owned())));
        }
        _ => {}
    }
    if let Some(pattern) = column.holds.pattern()
        && (column.holds != Holds::Area || areas.is_empty())
    {
        constraints.push(("pattern", text(pattern)));
    }
    constraints
}
