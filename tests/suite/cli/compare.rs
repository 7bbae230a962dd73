//! `panel compare`: two quarters side by side.

use std::fs;
use std::path::{Path, PathBuf};

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use serde_json::Value;
use tempfile::TempDir;

use super::panel::{Copied, copy_folder, panel};
use crate::quarters::root;

fn tiny() -> PathBuf {
    root().join("tests/fixtures/tiny-quarter")
}

/// Compares two folders, as text.
fn compared(old: &Path, new: &Path) -> String {
    let done = panel(&["compare"]).args([old, new]).assert().code(0).stderr(is_empty());
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// Compares two folders, as JSON.
fn compared_json(old: &Path, new: &Path) -> Value {
    let done = panel(&["compare", "--json"]).args([old, new]).assert().code(0).stderr(is_empty());
    serde_json::from_slice(&done.get_output().stdout).unwrap()
}

/// A copy of the fictional quarter with these texts in place of others, each of which it has once.
fn changed(changes: &[(&str, &str, &str)]) -> TempDir {
    let kept = tempfile::tempdir().unwrap();
    copy_folder(&tiny(), kept.path());
    for (name, was, is) in changes {
        let path = kept.path().join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(was).count(), 1, "{name}: {was}");
        fs::write(&path, text.replace(was, is)).unwrap();
    }
    kept
}

/// One figure changed, one past figure restated, one setting changed and one awaited item received.
fn four_changes() -> TempDir {
    changed(&[
        (
            "returns/surveys.csv",
            "satisfaction/anti-social-behaviour,X23000001,2024-01/2024-12,760,",
            "satisfaction/anti-social-behaviour,X23000001,2024-01/2024-12,800,",
        ),
        (
            "returns/surveys.csv",
            "satisfaction/violence-with-injury,X23000001,2022/23,160,",
            "satisfaction/violence-with-injury,X23000001,2022/23,120,",
        ),
        ("plan.toml", "small_sample_people = 30", "small_sample_people = 10"),
        (
            "returns/surveys.csv",
            "satisfaction/hate-crime,",
            "satisfaction/hate-crime,X23000001,2022/23,200,360,,final,\nsatisfaction/hate-crime,",
        ),
        (
            "awaited.toml",
            "[[awaited]]\nseries = \"satisfaction/hate-crime\"\nreturn = \"surveys\"\nperiod = \"2022/23\"\nwhy = \"Nobody was asked in the fictional year 2022/23.\"\nfrom = \"Anyshire Survey Unit\"\n",
            "",
        ),
    ])
}

#[test]
fn a_quarter_and_itself_are_alike() {
    let told = compared(&tiny(), &tiny());
    assert!(told.contains("\nNothing has changed.\n"), "{told}");
    let value = compared_json(&tiny(), &tiny());
    for part in ["changes", "settings", "restated"] {
        assert_eq!(value[part], Value::Array(Vec::new()), "{part}");
    }
    for part in ["new", "resolved", "dropped"] {
        assert_eq!(value["awaited"][part], Value::Array(Vec::new()), "{part}");
    }
}

#[test]
fn each_of_four_changes_is_told_with_its_cause() {
    let copied = four_changes();
    let told = compared(&tiny(), copied.path());
    let (changed, still) = told.split_once("\nStill awaited: ").unwrap();
    insta::assert_snapshot!("tiny_quarter", changed);
    let value = compared_json(&tiny(), copied.path());
    let count = value["awaited"]["still"].as_array().unwrap().len();
    let first = "No cohort was followed in the fictional year";
    assert!(still.starts_with(&format!("{count}\n  {first}")), "{still}");
}

#[test]
fn the_same_changes_as_json() {
    let copied = four_changes();
    let value = compared_json(&tiny(), copied.path());
    let text = serde_json::to_string(&value).unwrap();
    for cause in ["new_data", "restated_past", "changed_setting"] {
        assert!(text.contains(&format!("\"cause\":\"{cause}\"")), "no {cause} in {text}");
    }
    assert_eq!(value["restated"].as_array().unwrap().len(), 2);
    for one in value["restated"].as_array().unwrap() {
        assert_eq!(one["old_source"]["file"], "returns/surveys.csv");
        assert!(one["new_source"]["line"].is_u64(), "{one}");
    }
    assert_eq!(value["settings"][0]["name"], "tests.small_sample_people");
    assert_eq!(value["awaited"]["resolved"].as_array().unwrap().len(), 1);
    // The other way round is the same, seen from behind.
    let back = compared_json(copied.path(), &tiny());
    assert_eq!(back["restated"][0]["old"], value["restated"][0]["new"]);
    assert_eq!(back["awaited"]["new"].as_array().unwrap().len(), 1);
}

#[test]
fn the_quarters_of_this_repository_side_by_side() {
    let reports = root().join("reports");
    let told = compared(&reports.join("2014-15-q2"), &reports.join("2022-23-q2"));
    // Of what is awaited, each row and its reason once.
    let (changed, awaited) = told.split_once("\nNewly awaited: ").unwrap();
    insta::assert_snapshot!("reports", changed);
    assert!(awaited.contains("\nAwaited before and received now: 1\n"), "{awaited}");
    assert!(
        awaited.contains("\n    - SP11 SPC variance: latest (sp11.spc_variance)\n"),
        "{awaited}"
    );
}

#[test]
fn faults_of_both_folders_are_told_at_once() {
    let copied = Copied::quarter();
    copied.write("returns/counts.csv", "");
    panel(&["compare"])
        .args([copied.folder().as_path(), Path::new("no/such/folder")])
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(contains("returns/counts.csv").and(contains("folder::missing")))
        .stderr(contains("2 of 2 quarters cannot be compared"));
    panel(&["compare"])
        .args([&tiny(), &copied.folder()])
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(contains("1 of 2 quarters cannot be compared"));
}

const RE_OFFENDING: &str = "treatment/re-offending,X23000001,2024-04/2024-12,";

/// The fictional quarter with `count` for people treated who offended again; `withheld` where a policy
/// of its own withholds all such counts.
fn treated(count: &str, withheld: bool) -> TempDir {
    let (was, is) = (format!("{RE_OFFENDING}310,"), format!("{RE_OFFENDING}{count},"));
    let policy = "zero_is_safe = false\n\n[[disclosure]]\nseries = [\"treatment/re-offending\"]\nthreshold = 400\n";
    let mut changes = vec![("returns/counts.csv", &*was, &*is)];
    if withheld {
        changes.push(("plan.toml", "zero_is_safe = false\n", policy));
    }
    changed(&changes)
}

/// The text and the JSON, less where the folders are.
fn both_ways(old: &TempDir, new: &TempDir) -> [String; 2] {
    let json = compared_json(old.path(), new.path());
    [compared(old.path(), new.path()), serde_json::to_string_pretty(&json).unwrap()]
}

#[test]
fn what_a_later_policy_withholds_is_told_of_neither_quarter() {
    let told = both_ways(&treated("317", false), &treated("389", false));
    for told in &told {
        assert!(told.contains("317") && told.contains("389"), "without a policy: {told}");
    }
    let later = both_ways(&treated("317", false), &treated("389", true));
    let earlier = both_ways(&treated("317", true), &treated("389", false));
    let each = both_ways(&treated("317", true), &treated("389", true));
    for told in later.iter().chain(&each) {
        assert!(!told.contains("317") && !told.contains("389"), "{told}");
        assert!(!told.contains("restated past"), "{told}");
    }
    // The later report shows its own figure; of the earlier one it would be told beside it.
    for told in &earlier {
        assert!(!told.contains("317"), "{told}");
    }
    // Nor does anything else give it away: another figure leaves every letter as it is.
    assert_eq!(later, both_ways(&treated("318", false), &treated("390", true)));
    assert_eq!(earlier, both_ways(&treated("318", true), &treated("389", false)));
    // That there is a policy now is told, and what it is.
    assert!(later[0].contains("disclosure of treatment/re-offending"), "{}", later[0]);
}

#[test]
fn quarters_in_the_wrong_order_and_of_two_forces_are_doubted() {
    let anyshire = root().join("reports/example-anyshire");
    let earlier = anyshire.join("2025-26-q1");
    let order = "the first quarter, 2025-26-q2, is after the second, 2025-26-q1: name the earlier one first";
    panel(&["compare"]).args([&anyshire, &earlier]).assert().code(0).stderr(contains(order));
    let real = root().join("reports/2022-23-q2");
    let forces =
        "the first quarter is of Leicestershire Police, the second of Anyshire Constabulary";
    panel(&["compare"])
        .args([&real, &earlier])
        .assert()
        .code(0)
        .stderr(contains(forces).and(contains("is after").not()));
}
