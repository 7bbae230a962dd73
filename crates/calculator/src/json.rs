//! Reading an input, and showing an output.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use crate::error::CalculatorError;
use crate::input::Object;

/// What serde calls a type, and what a reader calls it.
const TYPES: [(&str, &str); 7] = [
    ("expected u64", "give a whole number, 0 or more"),
    ("expected usize", "give a whole number, 0 or more"),
    ("expected u8", "give a whole number from 0 to 255"),
    ("expected f64", "give a number"),
    ("expected a boolean", "give true or false"),
    ("expected a sequence", "give a list, such as [1, 2]"),
    ("expected a JSON object", "give an object, such as {\"name\": 1}"),
];

/// The input that `text` holds, and nothing else.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, CalculatorError> {
    let mut source = serde_json::Deserializer::from_str(text);
    let found: Result<Object<T>, _> = serde_path_to_error::deserialize(&mut source);
    let Object(input) = found.map_err(|error| {
        let path = error.path().to_string();
        refused(&path, error.inner())
    })?;
    source.end().map_err(|error| refused(".", &error))?;
    Ok(input)
}

/// What serde says, as a fault of syntax or of a field.
fn refused(path: &str, error: &serde_json::Error) -> CalculatorError {
    let said = error.to_string();
    let why = said.rsplit_once(" at line ").map_or(said.as_str(), |(why, _)| why);
    if error.classify() != Category::Data {
        let (line, column, why) = (error.line(), error.column(), why.to_owned());
        return CalculatorError::Syntax { line, column, why };
    }
    let named =
        ["missing field", "unknown field", "duplicate field"].into_iter().find_map(|what| {
            let (name, rest) = why.strip_prefix(what)?.strip_prefix(" `")?.split_once('`')?;
            Some((what, name, rest))
        });
    match named {
        Some(("missing field", name, _)) => field(&joined(path, name), "it is missing: add it"),
        Some(("unknown field", name, rest)) => {
            let there = rest.trim_start_matches(", expected ");
            field(
                &joined(path, name),
                &format!("there is no such field: leave it out, or give {there}"),
            )
        }
        Some((_, name, _)) => field(&joined(path, name), "it stands here twice: give it once"),
        None => field(path, &in_words(why)),
    }
}

fn field(path: &str, why: &str) -> CalculatorError {
    CalculatorError::Field { field: path.to_owned(), why: why.to_owned() }
}

/// `name` within `path`, unless the path already ends with it.
fn joined(path: &str, name: &str) -> String {
    match path {
        "." => name.to_owned(),
        _ if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
        _ => format!("{path}.{name}"),
    }
}

/// What was found, and what to give instead.
fn in_words(why: &str) -> String {
    let known = TYPES.iter().find(|(theirs, _)| why.ends_with(theirs));
    known.map_or_else(|| why.to_owned(), |(theirs, ours)| why.replacen(theirs, ours, 1))
}

/// The output as JSON. It holds no null, for that is what a number out of range turns into.
pub(crate) fn shown(output: &impl Serialize) -> Result<Value, CalculatorError> {
    let value = serde_json::to_value(output)
        .map_err(|error| CalculatorError::Unwritable(error.to_string()))?;
    match null(&value) {
        None => Ok(value),
        Some(place) => {
            Err(CalculatorError::NotANumber { place: place.trim_matches('.').to_owned() })
        }
    }
}

/// Where the first null stands.
fn null(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| null(item).map(|place| format!("[{index}]{place}"))),
        Value::Object(fields) => fields
            .iter()
            .find_map(|(name, field)| null(field).map(|place| format!(".{name}{place}"))),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}
