//! The Table Schema of a return, as `datapackage.json` holds it.

use jsonc_parser::cst::CstInputValue as Json;
use panel_core::{Area, Column, Holds, Presence, ReturnTable, SOURCE_COLUMN};

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

/// The schema of a table; `filed` where it says for each row where it stood.
pub(crate) fn table_schema(table: ReturnTable, areas: &[Area], filed: bool) -> Json {
    let source = filed.then_some(SOURCE_COLUMN);
    let columns = table.columns().iter().chain(source);
    let keys = table.columns().iter().filter(|column| column.names_the_row);
    let mut schema = vec![
        ("fields", Json::Array(columns.map(|column| field(table, column, areas)).collect())),
        ("missingValues", texts([""])),
    ];
    // Records that nothing names may be alike.
    let keys: Vec<_> = keys.map(|column| column.name).collect();
    if !keys.is_empty() {
        schema.push(("primaryKey", texts(keys)));
    }
    object(schema)
}

fn field(table: ReturnTable, column: &Column, areas: &[Area]) -> Json {
    let kind_of_value = match column.holds {
        Holds::Whole { .. } => "integer",
        Holds::Decimal | Holds::Percentage => "number",
        _ => "string",
    };
    let mut field = vec![
        ("name", text(column.name)),
        ("type", text(kind_of_value)),
        ("title", text(column.title)),
        ("description", text(&described(table, column, areas))),
    ];
    let constraints = constraints(table, column, areas);
    if !constraints.is_empty() {
        field.push(("constraints", object(constraints)));
    }
    object(field)
}

/// What the column means, with the names of the areas that it may hold.
pub(crate) fn described(table: ReturnTable, column: &Column, areas: &[Area]) -> String {
    let description = table.describe(column);
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

fn constraints(table: ReturnTable, column: &Column, areas: &[Area]) -> Vec<(&'static str, Json)> {
    let mut constraints = Vec::new();
    if column.presence != Presence::Optional && column.holds != Holds::Days {
        constraints.push(("required", Json::Bool(true)));
    }
    match column.holds {
        Holds::Area if !areas.is_empty() => {
            constraints.push(("enum", texts(areas.iter().map(|area| area.code.as_str()))));
        }
        Holds::Status => {
            constraints.push(("enum", texts(table.statuses().iter().map(|one| one.name()))));
        }
        Holds::YesNo => constraints.push(("enum", texts(["yes", "no"]))),
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
