//! The list: names, examples and schemas hold together.

use std::collections::BTreeSet;

use panel_calculator::{Calculation, methods, run};
use serde_json::Value;

use crate::schema::broken;

#[test]
fn names_are_kebab_case_and_unique() {
    let names: Vec<_> = methods().map(Calculation::name).collect();
    assert!(names.len() >= 50, "{} methods", names.len());
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for name in names {
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(name.chars().all(kebab), "{name}");
    }
}

#[test]
fn every_method_says_in_a_sentence_what_it_does_and_whose_it_is() {
    for method in methods() {
        let (name, summary) = (method.name(), method.summary());
        assert!(summary.ends_with('.') && summary.chars().count() < 100, "{name}: {summary}");
        assert!(!method.source().is_empty() && !method.source().contains('\n'), "{name}");
    }
}

#[test]
fn every_example_fits_its_schema_and_so_does_its_answer() {
    for method in methods() {
        let name = method.name();
        let schemas = method.schemas();
        let example: Value = serde_json::from_str(method.example()).unwrap();
        let answer = run(name, method.example()).unwrap_or_else(|e| panic!("{name}: {e}"));
        for (schema, value) in [(&schemas.input, &example), (&schemas.output, &answer)] {
            if let Some(found) = broken(schema, schema, value, name) {
                panic!("{found} in {value:#}");
            }
        }
    }
}

#[test]
fn a_schema_refuses_what_the_calculator_refuses() {
    for method in methods() {
        let schema = method.schemas().input;
        let mut example: Value = serde_json::from_str(method.example()).unwrap();
        example["no_such_field"] = 1.into();
        assert!(broken(&schema, &schema, &example, "").is_some(), "{}", method.name());
        assert!(run(method.name(), &example.to_string()).is_err());
        let array = Value::Array(Vec::new());
        assert!(broken(&schema, &schema, &array, "").is_some(), "{}", method.name());
    }
}

#[test]
fn every_field_of_an_input_is_described() {
    for method in methods() {
        let schema = method.schemas().input;
        for (name, field) in described(&schema) {
            assert!(field["description"].is_string(), "{}: {name}", method.name());
        }
    }
}

/// The fields of a schema and of what it defines.
fn described(schema: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let defined = schema["$defs"].as_object().into_iter().flatten().map(|(_, one)| one);
    for object in std::iter::once(schema).chain(defined) {
        let fields = object["properties"].as_object().into_iter().flatten();
        found.extend(fields.map(|(name, field)| (name.clone(), field.clone())));
    }
    found
}

#[test]
fn an_unknown_method_is_told_the_nearest() {
    for (given, nearest) in [
        ("wilsn", "wilson"),
        ("Wilson", "wilson"),
        ("theil_sen", "theil-sen"),
        ("compare-count", "compare-counts"),
        ("benjamini", "benjamini-hochberg"),
    ] {
        let said = run(given, "{}").unwrap_err().to_string();
        assert!(said.contains(&format!("is `{nearest}` meant?")), "{said}");
    }
    let said = run("zzz", "{}").unwrap_err().to_string();
    assert_eq!(said, "there is no method `zzz`");
}
