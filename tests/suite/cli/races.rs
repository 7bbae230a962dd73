//! Two commands at once on one quarter: what either has confirmed is there afterwards.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::panel::{binary, contents, panel};
use crate::approval::copied;

const COUNTS: &str = "series,area,period,count,status,note\n\
                      offences/theft-from-motor-vehicle,X23000001,2022/23,398,final,\n";
const SURVEYS: &str = "series,area,period,positive,surveyed,published_percent,status,note\n\
                       satisfaction/serious-sexual-offences,X23000001,2022/23,25,30,,final,\n";

/// Begins a command and does not wait for it.
fn begin(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(binary());
    command.args(arguments).current_dir(folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn receive<'a>(file: &'a str, from: &'a str) -> [&'a str; 8] {
    ["returns", "receive", "tiny-quarter", file, "--from", from, "--received", "2025-01-22"]
}

fn approve() -> [&'static str; 8] {
    let (table, board) = ("anyshire-constabulary-counts", "Fictional Performance Board");
    ["returns", "approve", "tiny-quarter", table, "--by", board, "--on", "2025-01-25"]
}

/// What the package says of each table's approval.
fn approvals(folder: &Path) -> Vec<(String, Option<String>)> {
    let text = fs::read_to_string(folder.join("tiny-quarter/returns/datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    let tables = package["resources"].as_array().unwrap().iter();
    let said = |table: &serde_json::Value, field: &str| table[field].as_str().map(str::to_owned);
    tables.map(|table| (said(table, "name").unwrap(), said(&table["panel"], "approval"))).collect()
}

fn has(folder: &Path, table: &str, approval: &str) -> bool {
    approvals(folder).contains(&(table.to_owned(), Some(approval.to_owned())))
}

/// Runs both, the second a little after the first, and says whether both ended well.
fn both(folder: &Path, first: &[&str], second: &[&str], apart: u64) -> bool {
    let one = begin(folder, first);
    thread::sleep(Duration::from_millis(apart));
    let other = begin(folder, second);
    [one, other].into_iter().all(|mut child| child.wait().unwrap().success())
}

fn prepared() -> tempfile::TempDir {
    let (kept, _) = copied();
    fs::write(kept.path().join("counts.csv"), COUNTS).unwrap();
    fs::write(kept.path().join("surveys.csv"), SURVEYS).unwrap();
    kept
}

/// So many times each, at different distances.
fn run(rounds: u64) {
    let counts = receive("counts.csv", "Anyshire Constabulary");
    let surveys = receive("surveys.csv", "Anyshire Survey Unit");
    for round in 0..rounds {
        let apart = round * 3;
        let kept = prepared();
        let folder = kept.path();
        assert!(both(folder, &counts, &surveys, apart), "two deliveries, {apart} ms apart");
        assert!(has(folder, "anyshire-constabulary-counts", "pending"), "{apart} ms apart");
        assert!(has(folder, "anyshire-survey-unit-surveys", "pending"), "{apart} ms apart");
        panel(&["check", "tiny-quarter"]).current_dir(folder).assert().success();

        let kept = prepared();
        let folder = kept.path();
        panel(&counts).current_dir(folder).assert().success();
        assert!(both(folder, &surveys, &approve(), apart), "a delivery and an approval");
        assert!(has(folder, "anyshire-constabulary-counts", "approved"), "{apart} ms apart");
        assert!(has(folder, "anyshire-survey-unit-surveys", "pending"), "{apart} ms apart");

        let kept = prepared();
        let folder = kept.path();
        panel(&counts).current_dir(folder).assert().success();
        // The revision is in the table that is then approved, or in a pending one of its own.
        fs::write(folder.join("counts.csv"), COUNTS.replace("398", "399")).unwrap();
        let revised = [&counts[..], &["--revises", "It was miscounted"]].concat();
        assert!(both(folder, &approve(), &revised, apart), "an approval and a revision");
        let received = contents(&folder.join("tiny-quarter/returns/received"));
        let tables: Vec<_> =
            received.values().map(|bytes| String::from_utf8(bytes.clone()).unwrap()).collect();
        let with = |figure: &str| tables.iter().filter(|table| table.contains(figure)).count();
        assert_eq!((with(",2022/23,398,"), with(",2022/23,399,")), (0, 1), "{apart} ms apart");
        assert!(has(folder, "anyshire-constabulary-counts", "approved"), "{apart} ms apart");
        panel(&["check", "tiny-quarter"]).current_dir(folder).assert().success();
    }
}

#[test]
fn what_is_confirmed_is_there() {
    run(3);
}

#[test]
#[ignore = "thirty pairs of commands take a while"]
fn what_is_confirmed_is_there_many_times() {
    run(10);
}

#[test]
fn two_papers_at_once_leave_the_files_of_one() {
    let kept = prepared();
    let folder = kept.path();
    let paper = ["paper", "tiny-quarter"];
    panel(&paper).current_dir(folder).assert().success();
    let out = folder.join("tiny-quarter/out");
    let before = contents(&out);
    let surveys = folder.join("tiny-quarter/returns/surveys.csv");
    let text = fs::read_to_string(&surveys).unwrap();
    let from = "anti-social-behaviour,X23000001,2024-01/2024-12,760,";
    fs::write(&surveys, text.replacen(from, &from.replace("760", "815"), 1)).unwrap();
    assert!(both(folder, &paper, &paper, 0));
    let now = contents(&out);
    assert_ne!(before, now);
    fs::remove_dir_all(&out).unwrap();
    panel(&paper).current_dir(folder).assert().success();
    assert_eq!(contents(&out), now);
}
