//! Reading an input, and showing an output.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::error::Category;

use crate::error::CalculatorError;
use crate::input::Object;
use crate::whole::with_whole_numbers;

/// What serde calls a type, and what a reader calls it.
const TYPES: [(&str, &str); 8] = [
    ("expected u64", "give a whole number, 0 or more"),
    ("expected usize", "give a whole number, 0 or more"),
    ("expected u8", "give a whole number from 0 to 255"),
    ("expected f64", "give a number"),
    ("expected unit", "give the word alone"),
    ("expected a boolean", "give true or false"),
    ("expected a sequence", "give a list, such as [1, 2]"),
    ("expected a JSON object", "give an object, such as {\"name\": 1}"),
];

/// What serde calls what it found, and what a reader calls it.
const FOUND: [(&str, &str); 10] = [
    ("unknown variant ", "there is no "),
    ("invalid type: string ", "this is the text "),
    ("invalid type: integer ", "this is the number "),
    ("invalid type: boolean ", "this is "),
    ("invalid type: floating point ", "this is the number "),
    ("invalid type: sequence", "this is a list"),
    ("invalid type: map", "this is an object"),
    ("invalid type: ", "this is "),
    ("invalid value: integer ", "this is the number "),
    ("invalid value: ", "this is "),
];

/// What programs write for a number that is none.
const NOT_NUMBERS: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

/// The input that `text` holds, and nothing else.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, CalculatorError> {
    let text = &with_whole_numbers(text);
    let mut source = serde_json::Deserializer::from_str(text);
    let found: Result<Object<T>, _> = serde_path_to_error::deserialize(&mut source);
    let Object(input) = found.map_err(|error| {
        let path = error.path().to_string();
        refused(text, &path, error.inner())
    })?;
    source.end().map_err(|error| refused(text, ".", &error))?;
    Ok(input)
}

/// What serde says, as a fault of syntax or of a field.
fn refused(text: &str, path: &str, error: &serde_json::Error) -> CalculatorError {
    let said = error.to_string();
    let why = said.rsplit_once(" at line ").map_or(said.as_str(), |(why, _)| why);
    if error.classify() != Category::Data {
        if why == "number out of range" {
            return field(path, "the number is beyond 1.8e308: give a smaller one");
        }
        if begins_with_no_number(text, error) {
            return field(path, "JSON has no NaN and no infinity: give a number, or leave it out");
        }
        if serde_json::from_str::<IgnoredAny>(text).is_ok() {
            return field(path, "its shape is none of those in the schema: give one of them");
        }
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
        Some((_, name, _)) => field(&joined(path, name), "it is here twice: give it once"),
        None => field(path, &in_words(why)),
    }
}

/// Whether what serde stopped at is a word for a number that is none.
fn begins_with_no_number(text: &str, error: &serde_json::Error) -> bool {
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    // Columns count bytes, and end at the letter that is wrong: the first, or the one after a minus.
    (1..=2)
        .filter_map(|back| line.get(error.column().checked_sub(back)?..))
        .any(|rest| NOT_NUMBERS.iter().any(|word| rest.starts_with(word)))
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
    let why = known.map_or_else(|| why.to_owned(), |(theirs, ours)| why.replacen(theirs, ours, 1));
    // What serde expected of a word is a list of words.
    let why = why.replacen(", expected ", ": give ", 1).replacen(", give ", ": give ", 1);
    let found = FOUND.iter().find(|(theirs, _)| why.starts_with(theirs));
    found.map_or_else(|| why.clone(), |(theirs, ours)| why.replacen(theirs, ours, 1))
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
