//! `panel explain`: everything behind a row.

use std::fs;

use predicates::str::{contains, is_empty};
use serde_json::{Value, json};

use super::panel::{Copied, copy_folder, panel};
use crate::quarters::root;

#[test]
fn a_row_is_explained_by_rule_method_and_inputs() {
    let copied = Copied::quarter();
    let printed = copied.panel("explain", &["sp5.satisfaction"]).assert().code(0);
    let printed = String::from_utf8(printed.get_output().stdout.clone()).unwrap();
    for part in [
        "Note ⑤: satisfaction and confidence",
        "Wilson",
        "96 of 105 people",
        "returns/surveys.csv:2",
        "84.5% to 95.4%",
        "95% interval",
        "No figure was given for 2012/13.",
        "awaited.toml:",
    ] {
        assert!(printed.contains(part), "no {part} in:\n{printed}");
    }
    let n = printed.lines().find(|line| line.trim_start().starts_with("n "));
    assert_eq!(n.and_then(|line| line.split_whitespace().last()), Some("105"));
}

#[test]
fn the_same_as_json() {
    let copied = Copied::quarter();
    let printed = copied.panel("explain", &["sp5.satisfaction", "--json"]).assert().code(0);
    let value: Value = serde_json::from_slice(&printed.get_output().stdout).unwrap();
    assert_eq!(value["id"], "sp5.satisfaction");
    assert_eq!(value["n"], 105);
    assert_eq!(value["rule"], "survey_level");
    assert_eq!(value["interval"], json!({ "level": 95, "low": 84.5, "high": 95.4 }));
    assert_eq!(value["sources"], json!([{ "file": "returns/surveys.csv", "line": 2 }]));
    assert_eq!(value["inputs"][0]["source"], value["sources"][0]);
    for field in ["because", "method"] {
        assert!(value[field].as_str().is_some_and(|text| !text.is_empty()), "{field}");
    }
}

#[test]
fn a_row_of_thousands_of_records_is_explained_within_bounds() {
    const RECORDS: usize = 25_000;
    let kept = tempfile::tempdir().unwrap();
    let folder = kept.path().join("example-anyshire");
    copy_folder(&root().join("reports/example-anyshire"), &folder);
    let table = folder.join("returns/families.csv");
    let text = fs::read_to_string(&table).unwrap();
    let (head, rows) = text.split_once('\n').unwrap();
    let rows: Vec<_> = rows.lines().map(|row| row.split_once(',').unwrap().1).collect();
    let many = (0..RECORDS).map(|key| format!("{key:016x},{}\n", rows[key % rows.len()]));
    fs::write(&table, format!("{head}\n{}", many.collect::<String>())).unwrap();
    let explained = |more: &[&str]| {
        let mut command = panel(&["explain"]);
        command.arg(&folder).arg("sp4.reduced_rate_city").args(more);
        command.assert().code(0).get_output().stdout.clone()
    };
    assert!(explained(&[]).len() < 1_000_000);
    let json = explained(&["--json"]);
    assert!(json.len() < 1_000_000);
    let json: Value = serde_json::from_slice(&json).unwrap();
    let counted = &json["inputs"][0]["counted"];
    // Every family of the City is counted or left out, and listed or among those that follow.
    let city = (0..RECORDS).filter(|key| rows[key % rows.len()].starts_with("city,")).count();
    let length = |list: &Value| list.as_array().unwrap().len() as u64;
    let of_reasons = |name: &str, of: fn(&Value) -> u64| -> u64 {
        counted[name].as_array().unwrap().iter().map(|one| of(&one[1])).sum()
    };
    let more_records = counted["more_records"].as_u64().unwrap();
    let listed = length(&counted["records"])
        + of_reasons("left_out", |one| one.as_array().unwrap().len() as u64);
    let more = more_records + of_reasons("more_left_out", |one| one.as_u64().unwrap());
    assert_eq!(listed + more, city as u64);
    assert!(more_records > 0 && listed > 1_000);
}

#[test]
fn every_row_explains_itself() {
    let copied = Copied::quarter();
    let listed = copied.panel("findings", &["--json"]).assert().get_output().stdout.clone();
    let listed: Value = serde_json::from_slice(&listed).unwrap();
    for row in listed["rows"].as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        let shown = copied.panel("explain", &[id]).assert().code(0).stdout(contains("Because"));
        let shown = String::from_utf8(shown.get_output().stdout.clone()).unwrap();
        for source in row["sources"].as_array().unwrap() {
            let place = format!("{}:{}", source["file"].as_str().unwrap(), source["line"]);
            assert!(shown.contains(&place), "{id}: no {place} in:\n{shown}");
        }
    }
}

#[test]
fn rows_that_commentary_quotes_are_explained_too() {
    let copied = Copied::quarter();
    copied
        .panel("explain", &["sp5.support_take_up"])
        .assert()
        .code(0)
        .stdout(contains("37.5%"))
        .stdout(contains("returns/surveys.csv:"));
}

#[test]
fn a_row_that_is_misspelt_is_answered_with_the_one_that_is_meant() {
    Copied::quarter()
        .panel("explain", &["sp5.satisfacton"])
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr(contains("there is no row `sp5.satisfacton`; is `sp5.satisfaction` meant?"));
}

#[test]
fn a_row_that_is_not_there_is_answered_with_those_beside_it() {
    let copied = Copied::quarter();
    let plan = panel_plan::linked().unwrap();
    let rows: Vec<_> = plan.measures().filter(|(id, ..)| !plan.is_of_records(id)).collect();
    let told = |asked: &str| {
        let refused = copied.panel("explain", &[asked]).assert().code(2).stdout(is_empty());
        String::from_utf8(refused.get_output().stderr.clone()).unwrap()
    };
    for asked in ["sp13", "SP13", "sp13.", "sp13.no_such_row", "sp13.ofences"] {
        let told = told(asked);
        assert!(told.contains(&format!("there is no row `{asked}`")), "{told}");
        let mut own = 0;
        for (id, ..) in &rows {
            assert_eq!(told.contains(&id.to_string()), id.owner == "sp13", "{id} in: {told}");
            own += usize::from(id.owner == "sp13");
        }
        assert!(own > 1, "{told}");
    }
    assert!(told("sp13.ofences").contains("is `sp13.offences` meant?"));
    // A priority of two parts has the rows of both.
    let parts = told("sp14");
    for (id, ..) in &rows {
        assert_eq!(parts.contains(&id.to_string()), id.owner.starts_with("sp14"), "{id}");
    }
    // Of a name without a beginning that is known, the beginnings are told.
    let told = told("burglary");
    for (id, ..) in &rows {
        assert!(told.contains(&*id.owner) && !told.contains(&id.to_string()), "{id} in: {told}");
    }
}
