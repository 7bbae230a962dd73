//! METHODS.md lists what the program has: every reason, caution, setting, trend and statistical module.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use panel_core::{Caution, Reason, Tests, TrendFamily, Variation};

use crate::quarters::{all, root};

fn methods() -> String {
    fs::read_to_string(root().join("METHODS.md")).expect("METHODS.md")
}

#[test]
fn every_reason_stands_with_its_sentence() {
    let methods = methods();
    let listed: Vec<_> = Reason::ALL
        .iter()
        .map(|reason| format!("| `{}` | {} |", reason.code(), reason.sentence()))
        .collect();
    let missing: Vec<_> = listed.iter().filter(|row| !methods.contains(row.as_str())).collect();
    assert!(missing.is_empty(), "METHODS.md lacks, in the table of section 1:\n{missing:#?}");
}

#[test]
fn every_caution_stands_as_it_is_said() {
    let methods = methods();
    let sentences: BTreeSet<_> = Caution::ALL.iter().map(|caution| caution.sentence()).collect();
    assert_eq!(sentences.len(), Caution::ALL.len(), "two cautions say the same");
    for sentence in sentences {
        assert!(methods.contains(&format!("\n- {sentence}\n")), "METHODS.md lacks:\n- {sentence}");
    }
    for variation in Variation::ALL {
        assert!(methods.contains(variation.name()), "METHODS.md lacks {}", variation.name());
    }
}

#[test]
fn every_claim_stands_with_what_it_is_tested_by() {
    let methods = methods();
    for claim in panel_commentary::CLAIMS {
        assert!(methods.contains(&format!("| `{claim}` | ")), "METHODS.md lacks the claim {claim}");
    }
}

#[test]
fn every_name_that_commentary_can_bind_besides_rows_is_documented() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let (_, table) = readme.split_once("\n| name | prints |\n|---|---|\n").expect("the table");
    let rows: Vec<_> = table.lines().take_while(|line| line.starts_with('|')).collect();
    let names = panel_commentary::QUARTER_NAMES;
    let declared = names.map(|name| format!("| `{}` | {} |", name.name, name.prints));
    assert_eq!(rows, declared);
}

#[test]
fn every_setting_stands_with_the_value_that_is_shipped() {
    let methods = methods();
    let plan = fs::read_to_string(root().join("reports/plan.toml")).expect("plan.toml");
    let plan: toml::Table = plan.parse().expect("a plan");
    let tests = plan["tests"].as_table().expect("[tests]");
    assert!(tests.len() >= 12);
    for (name, value) in tests {
        let shipped = match value {
            toml::Value::Array(all) if all.len() == TrendFamily::ALL.len() => "all four".to_owned(),
            toml::Value::String(text) => format!("`\"{text}\"`"),
            other => other.to_string(),
        };
        let row = format!("| `{name}` | {shipped} |");
        assert!(methods.contains(&row), "METHODS.md lacks the row {row} of section 2");
    }
    for trend in TrendFamily::ALL {
        assert!(methods.contains(&format!("`\"{}\"`", trend.name())), "{}", trend.name());
    }
}

#[test]
fn the_settings_that_are_shipped_are_those_of_the_plan() {
    let quarter = all().iter().find(|quarter| quarter.name == "2014-15-q2").expect("2014");
    assert_eq!(quarter.terms.tests, Tests::shipped());
}

#[test]
fn every_public_module_of_the_statistics_stands_with_its_source() {
    let methods = methods();
    for folder in ["", "charts", "counts", "groups", "proportions", "trend"] {
        let path = Path::new("crates/stats/src").join(folder);
        let entry = if folder.is_empty() { "lib.rs" } else { "mod.rs" };
        let text = fs::read_to_string(root().join(path).join(entry)).expect("a module");
        for line in text.lines() {
            let Some(name) = line.strip_prefix("pub mod ") else { continue };
            let name = name.trim_end_matches(';');
            assert!(
                methods.contains(&format!("`{name}`"))
                    || methods.contains(&format!("::{name}`"))
                    || ["charts", "counts", "groups", "proportions", "trend"].contains(&name),
                "METHODS.md lacks the module {folder}::{name}"
            );
        }
    }
}
