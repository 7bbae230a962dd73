//! As much of JSON Schema as the calculator's schemas use, to hold examples and answers against them.
//! (A validator from elsewhere would change what the product's own dependencies are built with.)

use serde_json::Value;

/// What of `value` breaks `schema`, a part of `root`; nothing where it fits.
pub(crate) fn broken(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let defined = name.strip_prefix("#/$defs/").map(|name| &root["$defs"][name]);
        return broken(root, defined?, value, at);
    }
    for any in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[any].as_array()
            && choices.iter().all(|choice| broken(root, choice, value, at).is_some())
        {
            return Some(format!("{at} is none of {any}"));
        }
    }
    if let Some(all) = schema["allOf"].as_array()
        && let Some(found) = all.iter().find_map(|one| broken(root, one, value, at))
    {
        return Some(found);
    }
    if schema.get("const").is_some_and(|wanted| wanted != value) {
        return Some(format!("{at} is not {}", schema["const"]));
    }
    if schema["enum"].as_array().is_some_and(|words| !words.contains(value)) {
        return Some(format!("{at} is none of {}", schema["enum"]));
    }
    let types: Vec<_> = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is(value, name)) {
        return Some(format!("{at} is {value}, not {types:?}"));
    }
    of_object(root, schema, value, at).or_else(|| of_array(root, schema, value, at))
}

fn of_object(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    let object = value.as_object()?;
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    for name in required {
        if !object.contains_key(name) {
            return Some(format!("{at} lacks {name}"));
        }
    }
    let known = schema["properties"].as_object();
    object.iter().find_map(|(name, inner)| {
        let at = format!("{at}.{name}");
        match known.and_then(|known| known.get(name)) {
            Some(schema) => broken(root, schema, inner, &at),
            None if schema["additionalProperties"] == Value::Bool(false) => {
                Some(format!("{at} is unknown"))
            }
            None => None,
        }
    })
}

fn of_array(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    let items = schema.get("items")?;
    let values = value.as_array()?.iter().enumerate();
    values.into_iter().find_map(|(index, one)| broken(root, items, one, &format!("{at}[{index}]")))
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        _ => value.is_number(),
    }
}
