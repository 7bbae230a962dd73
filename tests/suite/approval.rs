//! A return whose board has not approved it: it does not appear, it is listed as awaited, and nothing
//! else changes.

use std::fs;
use std::path::{Path, PathBuf};

use panel_report::Composition;
use predicates::str::{contains, is_empty};
use tempfile::TempDir;

use crate::cli::panel::panel;
use crate::quarters::{load, root};

const BOARD: &str = "Fictional Performance Board";

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

/// Files this text as a table that waits for approval.
fn receive(folder: &Path, from: &str, csv: &str) {
    let kept = tempfile::tempdir().unwrap();
    let sent = kept.path().join("sent.csv");
    fs::write(&sent, csv).unwrap();
    let mut command = panel(&["returns", "receive"]);
    command.arg(folder).arg(sent).args(["--from", from, "--received", "2025-01-22"]);
    command.assert().code(0).stderr(is_empty());
}

#[test]
fn a_row_whose_months_or_group_are_not_approved_waits_for_them() {
    let (_kept, folder) = copied();
    // The shares of the group come in anew.
    let surveys = folder.join("returns/surveys.csv");
    let text = fs::read_to_string(&surveys).unwrap();
    let of_group = |row: &&str| {
        row.starts_with("satisfaction/violence-with-injury,X2300000") && !row.contains("X23000001")
    };
    let (group, own): (Vec<_>, Vec<_>) = text.split_inclusive('\n').partition(of_group);
    assert_eq!(group.len(), 7);
    fs::write(&surveys, own.concat()).unwrap();
    let before = load(&folder).composition;
    let header = text.lines().next().unwrap();
    receive(&folder, "Anyshire Survey Unit", &format!("{header}\n{}", group.concat()));
    let months = (2023 * 12 + 3..2023 * 12 + 12).map(|month| {
        let (year, month) = (month / 12, month % 12 + 1);
        format!("offences/domestic-burglary,X23000001,{year}-{month:02},58,final,\n")
    });
    let months: String = months.collect();
    let header = "series,area,month,count,status,note\n";
    receive(&folder, "Anyshire Constabulary", &format!("{header}{months}"));
    let after = load(&folder).composition;
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("pending@tiny-quarter", changes(&lines(&before), &lines(&after)));
    });
    let explained = |row, said: &str| {
        let mut command = panel(&["explain"]);
        command.arg(&folder).arg(row).assert().code(0).stdout(contains(said.to_owned()));
    };
    let why = "Received on 22 January 2025, not yet approved by Fictional Performance Board.";
    explained("sp12.spc_variance", why);
    explained("sp12.offences", why);
    explained("sp13.satisfaction_group_position", why);
}

#[test]
fn one_explanation_is_told_of_a_row_and_it_is_of_the_figure_that_the_row_is_about() {
    let (_kept, folder) = copied();
    let header = "series,area,period,positive,surveyed,published_percent,status,note\n";
    let row = "awareness/domestic-abuse,X23000001,2024-01/2024-12,80,100,,final,\n";
    receive(&folder, "Anyshire Survey Unit", &format!("{header}{row}"));
    let why = "Received on 22 January 2025, not yet approved by Fictional Performance Board.";
    let quarter = load(&folder).composition;
    let row = quarter.findings.rows.iter().find(|row| row.id.to_string() == "sp5.awareness");
    assert_eq!(row.unwrap().awaited.as_deref(), Some(why));
    let mut widgets = quarter
        .priorities
        .iter()
        .flat_map(|priority| priority.widgets.iter().flat_map(|widget| &widget.rows));
    let printed = &widgets.find(|row| row.id == "sp5.awareness").unwrap().reason;
    let other = "The fictional survey has not begun. Expected in April 2025.";
    assert_eq!(*printed, format!("{why} {other}"));
    panel(&["explain"])
        .arg(&folder)
        .arg("sp5.awareness")
        .assert()
        .code(0)
        .stdout(contains(format!(" Because       {why}")));
}

#[test]
fn faults_that_an_approval_does_not_bring_are_counted_and_not_shown() {
    let (_kept, folder) = copied();
    let day = ["--on", "2025-01-30"];
    for entry in folder.join("narrative").read_dir().unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with("purpose.md") {
            fs::remove_file(path).unwrap();
        }
    }
    let done = approve(&folder, "assessments", &day).assert().code(0);
    let told = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    let (count, rest) = told.strip_prefix("the quarter had ").unwrap().split_once(' ').unwrap();
    assert!(count.parse::<u32>().unwrap() > 20, "{told}");
    assert!(rest.starts_with("faults before; `panel check "), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn an_approval_needs_a_table_a_board_and_a_day() {
    let (_kept, folder) = copied();
    let package = || fs::read(folder.join("returns/datapackage.json")).unwrap();
    let before = package();
    approve(&folder, "assesments", &["--on", "2025-01-30"])
        .assert()
        .code(2)
        .stderr(contains("there is no table `assesments`; is `assessments` meant?"));
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
