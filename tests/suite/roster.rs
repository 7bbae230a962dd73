//! The roster: what is linked is what stands in `plugins/`, and a plan that is linked wrongly is told
//! with every fault at once.

mod mislinked;
mod own_office;
mod plans;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use panel_core::Code;

use crate::quarters::root;

/// The names of the folders under `plugins/`.
fn folders() -> BTreeSet<String> {
    let entries = root().join("plugins").read_dir().unwrap().map(|entry| entry.unwrap());
    entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}

/// The number in the name of a folder such as `sp05-domestic-abuse`.
fn number(folder: &str) -> Option<u8> {
    let (number, subject) = folder.strip_prefix("sp")?.split_once('-')?;
    assert_eq!(number.len(), 2, "plugins/{folder}: write the number with two digits");
    assert!(!subject.is_empty(), "plugins/{folder}: name the subject");
    number.parse().ok()
}

/// Registered codes, by number.
fn registered() -> BTreeMap<u8, Vec<Code>> {
    let plan = panel_plan::linked().unwrap();
    let mut codes: BTreeMap<u8, Vec<Code>> = BTreeMap::new();
    for priority in plan.priorities() {
        codes.entry(priority.code.number()).or_default().push(priority.code);
    }
    codes
}

#[test]
fn every_plugin_folder_is_a_dependency_of_the_roster() {
    let manifest = fs::read_to_string(root().join("crates/plan/Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let named: BTreeSet<_> =
        dependencies.keys().filter(|name| !name.starts_with("panel-")).cloned().collect();
    assert_eq!(named, folders());
    for name in &named {
        let path = format!("../../plugins/{name}");
        assert_eq!(dependencies[name].get("path").and_then(toml::Value::as_str), Some(&*path));
    }
}

#[test]
fn every_plugin_folder_is_named_in_the_code_of_the_roster() {
    let code = fs::read_to_string(root().join("crates/plan/src/lib.rs")).unwrap();
    let named: BTreeSet<_> = code
        .lines()
        .filter_map(|line| line.trim().strip_prefix("use ")?.strip_suffix(" as _;"))
        .map(|name| name.replace('_', "-"))
        .collect();
    assert_eq!(named, folders());
}

#[test]
fn every_folder_is_the_package_of_its_name() {
    for folder in folders() {
        let manifest = root().join("plugins").join(&folder).join("Cargo.toml");
        let manifest: toml::Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
        assert_eq!(manifest["package"]["name"].as_str(), Some(&*folder));
    }
}

#[test]
fn every_numbered_folder_registers_its_number_and_no_other_does() {
    let numbers: BTreeSet<_> = folders().iter().filter_map(|folder| number(folder)).collect();
    let codes: BTreeSet<_> = registered().into_keys().collect();
    assert_eq!(numbers, codes);
}

#[test]
fn no_two_folders_take_one_number() {
    let mut numbers: Vec<_> = folders().iter().filter_map(|folder| number(folder)).collect();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), all);
}

#[test]
fn every_other_folder_registers_the_item_of_its_name() {
    let plan = panel_plan::linked().unwrap();
    let slugs: BTreeSet<_> = plan.items().iter().map(|item| item.slug.to_owned()).collect();
    let named: BTreeSet<_> =
        folders().into_iter().filter(|folder| number(folder).is_none()).collect();
    assert_eq!(slugs, named);
}

#[test]
fn priority_14_is_registered_in_two_parts() {
    let codes = registered();
    assert_eq!(codes[&14], [Code::part(14, 'A'), Code::part(14, 'B')]);
    let whole = codes.iter().filter(|(number, _)| **number != 14);
    for (number, codes) in whole {
        assert_eq!(codes, &[Code::sp(*number)]);
    }
}

#[test]
fn priorities_and_items_stand_in_plan_order_whatever_the_linker_does() {
    let plan = panel_plan::linked().unwrap();
    assert!(plan.priorities().is_sorted_by(|one, next| one.code < next.code));
    assert!(plan.items().is_sorted_by(|one, next| one.place < next.place));
    let numbers: BTreeSet<_> = plan.priorities().iter().map(|one| one.code.number()).collect();
    let last = numbers.last().copied().unwrap_or_default();
    assert!(last >= 18, "the plan of 2014 has priorities 1 to 18");
    assert!(numbers.into_iter().eq(1..=last), "there is no hole in the plan");
}

#[test]
fn every_priority_has_a_row_or_a_statement() {
    for priority in panel_plan::linked().unwrap().priorities() {
        let says = !priority.measures.is_empty() || priority.statement.is_some();
        assert!(says, "the widget of {} would be empty", priority.code);
    }
}
