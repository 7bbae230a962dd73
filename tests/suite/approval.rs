//! A return whose board has not approved it: it does not appear, it is listed as awaited, and nothing
//! else changes.

use std::fs;
use std::path::{Path, PathBuf};

use panel_report::Composition;
use predicates::str::{contains, is_empty};
use tempfile::TempDir;

use crate::cli::panel::panel;
use crate::quarters::{load, root};

const BOARD: &str = "Fictional Management Board";

/// A copy of the fictional quarter.
pub(crate) fn copied() -> (TempDir, PathBuf) {
    let kept = tempfile::tempdir().unwrap();
    let folder = kept.path().join("tiny-quarter");
    copy(&root().join("tests/fixtures/tiny-quarter"), &folder);
    (kept, folder)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "out") {
                copy(&path, &there);
            }
        } else {
            fs::copy(&path, &there).unwrap();
        }
    }
}

fn approve(folder: &Path, table: &str, rest: &[&str]) -> assert_cmd::Command {
    let mut command = panel(&["returns", "approve"]);
    command.arg(folder).arg(table).args(["--by", BOARD]).args(rest);
    command
}

/// What the findings and the list of what is awaited say, a line a row or explanation.
fn lines(composition: &Composition) -> Vec<String> {
    let rows = composition.findings.rows.iter().map(|row| {
        let latest = serde_json::to_string(&row.latest).unwrap();
        format!("{}: {}, {}, {latest}", row.id, row.state, row.reason.code())
    });
    let awaited = composition.paper.method.awaited.iter().map(|one| {
        format!("awaited: {} · {} · from {} · since {}", one.rows, one.why, one.from, one.since)
    });
    rows.chain(awaited).collect()
}

/// What stands in one and not in the other.
fn changes(before: &[String], after: &[String]) -> String {
    let gone = before.iter().filter(|line| !after.contains(line)).map(|line| format!("- {line}"));
    let new = after.iter().filter(|line| !before.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(new).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_return_withdrawn_from_approval_is_awaited_and_nothing_else_changes() {
    let (_kept, folder) = copied();
    approve(&folder, "assessments", &["--on", "2025-01-30"]).assert().code(0).stderr(is_empty());
    let approved = load(&folder).composition;
    approve(&folder, "assessments", &["--withdraw"])
        .assert()
        .code(0)
        .stdout(contains("the paper lists them as awaited"));
    let withdrawn = load(&folder).composition;
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(
            "withdrawn@tiny-quarter",
            changes(&lines(&approved), &lines(&withdrawn))
        );
    });
    // Every other row is to the letter what it was.
    let rows = approved.findings.rows.iter().zip(&withdrawn.findings.rows);
    let (same, other): (Vec<_>, Vec<_>) = rows.partition(|(before, after)| before == after);
    assert!(other.iter().all(|(_, after)| after.state == "awaited"));
    assert_eq!((same.len(), other.len()), (approved.findings.rows.len() - 5, 5));
    // Approved again, it is as it was.
    approve(&folder, "assessments", &["--on", "2025-01-30"]).assert().code(0);
    assert_eq!(lines(&load(&folder).composition), lines(&approved));
}

#[test]
fn an_approval_needs_a_table_a_board_and_a_day() {
    let (_kept, folder) = copied();
    let package = || fs::read(folder.join("returns/datapackage.json")).unwrap();
    let before = package();
    approve(&folder, "assesments", &["--on", "2025-01-30"])
        .assert()
        .code(2)
        .stderr(contains("it lists no resource `assesments`; it lists counts, months,"));
    approve(&folder, "assessments", &[]).assert().code(2).stderr(contains("--on <DAY>"));
    approve(&folder, "assessments", &["--on", "30 January"]).assert().code(2);
    panel(&["returns", "approve"])
        .arg(&folder)
        .args(["assessments", "--by", " ", "--on", "2025-01-30"])
        .assert()
        .code(2)
        .stderr(contains("--by wants the name of the board"));
    assert!(package() == before);
}
