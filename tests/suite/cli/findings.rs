//! `panel findings`: one line a row, and the documented shape of its JSON.

use predicates::str::is_empty;
use serde_json::Value;

use super::panel::Copied;

/// What a value may be.
type MayBe = fn(&Value) -> bool;

/// The documented fields of a row, with what each may be.
const FIELDS: [(&str, MayBe); 24] = [
    ("id", Value::is_string),
    ("priority", Value::is_string),
    ("label", Value::is_string),
    ("state", Value::is_string),
    ("assessment", null_or_text),
    ("reason", Value::is_string),
    ("baseline", null_or_figure),
    ("latest", null_or_figure),
    ("unit", null_or_text),
    // Nor these: how the latest figure stands.
    ("status", null_or_text),
    ("change_percent", null_or_number),
    ("projection", null_or_figure),
    ("n", null_or_number),
    ("interval", |value| value.is_null() || value.is_object()),
    ("method", null_or_text),
    ("settings", Value::is_array),
    ("sources", Value::is_array),
    // Not in the first documentation: why an awaited row is awaited.
    ("awaited", null_or_text),
    // Nor this: what a reader should know, such as that a figure was annualised.
    ("cautions", Value::is_array),
    // What stands beside the colour: the test's own p, whether the change holds when all tests are
    // counted, the chart of individual values, and what stands in for the row's own series.
    ("p_value", null_or_number),
    ("survives_many_tests", |value| value.is_null() || value.is_boolean()),
    ("variation", null_or_text),
    ("proxy_for", null_or_text),
    // What is null because it is withheld.
    ("withheld", Value::is_array),
];

fn null_or_text(value: &Value) -> bool {
    value.is_null() || value.is_string()
}

fn null_or_number(value: &Value) -> bool {
    value.is_null() || value.is_number()
}

fn null_or_figure(value: &Value) -> bool {
    value.is_null() || value.is_number() || value.is_string()
}

/// The names of the dashboard's rows, in plan order; the quarter has none of records.
fn dashboard() -> Vec<String> {
    let plan = panel_plan::linked().unwrap();
    plan.measures()
        .filter(|(id, _, shown)| *shown && !plan.is_of_records(id))
        .map(|(id, ..)| id.to_string())
        .collect()
}

fn json() -> Value {
    let copied = Copied::quarter();
    let printed = copied.panel("findings", &["--json"]).assert().code(0).stderr(is_empty());
    serde_json::from_slice(&printed.get_output().stdout).unwrap()
}

#[test]
fn findings_are_one_line_a_row_of_the_dashboard() {
    let copied = Copied::quarter();
    let printed = copied.panel("findings", &[]).assert().code(0).stderr(is_empty());
    let printed = String::from_utf8(printed.get_output().stdout.clone()).unwrap();
    let mut lines = printed.lines();
    assert_eq!(
        lines.next().unwrap().split_whitespace().collect::<Vec<_>>(),
        ["Row", "Says", "Baseline", "Latest", "Change", "Why"]
    );
    let lines: Vec<_> = lines.collect();
    let rows = dashboard();
    let listed =
        lines[..rows.len()].iter().map(|line| line.split_whitespace().next().unwrap_or(""));
    assert_eq!(listed.collect::<Vec<_>>(), rows);
    assert_eq!(lines[rows.len()..], ["", "✓ the change holds when all 12 tests are counted"]);
}

#[test]
fn findings_as_json_have_the_documented_fields() {
    let value = json();
    let names: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["fictional", "force", "quarter", "rows"]);
    assert_eq!(value["quarter"], "2014-15-q2");
    assert_eq!(value["force"], "Leicestershire Police");
    let rows = value["rows"].as_array().unwrap();
    let ids: Vec<_> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, dashboard());
    for row in rows {
        let id = &row["id"];
        let mut names: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
        let mut documented = FIELDS.map(|(name, _)| name);
        names.sort_unstable();
        documented.sort_unstable();
        assert_eq!(names, documented, "{id}");
        for (name, may_be) in FIELDS {
            assert!(may_be(&row[name]), "{id}: {name} is {}", row[name]);
        }
        for source in row["sources"].as_array().unwrap() {
            assert!(source["file"].is_string() && source["line"].is_u64(), "{id}: {source}");
        }
    }
}

#[test]
fn what_does_not_apply_is_null() {
    for row in json()["rows"].as_array().unwrap() {
        let id = &row["id"];
        match row["state"].as_str().unwrap() {
            "assessed" => {
                let colours = ["green", "amber", "red"].map(Value::from);
                assert!(colours.contains(&row["assessment"]), "{id}");
                assert!(!row["sources"].as_array().unwrap().is_empty(), "{id}");
                assert_eq!(row["awaited"], Value::Null, "{id}");
            }
            "reported" => {
                assert_eq!(row["assessment"], Value::Null, "{id}");
                assert_ne!(row["latest"], Value::Null, "{id}");
            }
            "awaited" => {
                assert_eq!(row["reason"], "awaited", "{id}");
                assert!(row["awaited"].as_str().is_some_and(|why| !why.is_empty()), "{id}");
                for field in ["assessment", "latest", "change_percent", "n", "interval"] {
                    assert_eq!(row[field], Value::Null, "{id}: {field}");
                }
            }
            other => panic!("{id} is {other}"),
        }
        assert!(row["baseline"].is_null() || !row["unit"].is_null(), "{id} has no unit");
    }
}
