//! What is written, where, and what is said of it: nothing of the user's is replaced, and nothing that
//! was filed is denied.

use std::fs;
use std::path::Path;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};

use super::panel::{contents, panel};
use crate::approval::copied;

const COUNTS: &str = "series,area,period,count,status,note\n";
const ROW: &str = "offences/theft-from-motor-vehicle,X23000001,2022/23,398,final,\n";

fn paper(folder: &Path, out: &Path) -> assert_cmd::Command {
    let mut command = panel(&["paper"]);
    command.arg(folder).arg("--out").arg(out);
    command
}

fn receive(folder: &Path, csv: &str, more: &[&str]) -> assert_cmd::Command {
    let sent = folder.with_file_name("sent.csv");
    fs::write(&sent, csv).unwrap();
    let mut command = panel(&["returns", "receive"]);
    command.arg(folder).arg(sent).args(["--from", "Anyshire Constabulary"]);
    command.args(["--received", "2025-01-22"]).args(more);
    command
}

#[test]
fn outputs_never_go_where_inputs_are() {
    let (kept, folder) = copied();
    let before = contents(kept.path());
    for out in ["", "returns", "returns/out", "narrative", "returns/../narrative"] {
        let refused = paper(&folder, &folder.join(out)).assert().code(2);
        refused.stderr(contains("would mix outputs with what panel reads in")).stdout(is_empty());
        let mut template = panel(&["returns", "template"]);
        template.arg(&folder).arg("--out").arg(folder.join(out)).assert().code(2);
    }
    paper(&folder, kept.path()).assert().code(2).stderr(contains("name another folder"));
    paper(&folder, &folder.join("panel.toml"))
        .assert()
        .code(5)
        .stderr(contains("panel.toml: a file is where a folder should be; name a folder"));
    assert_eq!(contents(kept.path()), before);
}

#[test]
fn a_folder_of_ones_own_keeps_what_is_in_it() {
    let (kept, folder) = copied();
    let out = kept.path().join("website");
    fs::create_dir_all(out.join("exhibits")).unwrap();
    fs::write(out.join("exhibits/holiday.png"), "mine").unwrap();
    paper(&folder, &out).assert().success();
    assert!(out.join("findings.json").is_file());
    assert_eq!(fs::read_to_string(out.join("exhibits/holiday.png")).unwrap(), "mine");
    // One with a name of ours is in the way, all of a sudden.
    fs::write(out.join("summary.txt"), "my own summary").unwrap();
    let before = contents(&out);
    paper(&folder, &out)
        .assert()
        .code(5)
        .stderr(contains("summary.txt is in the way").and(contains("everything is as it was")));
    assert_eq!(contents(&out), before);
}

#[test]
fn a_receipt_that_cannot_be_printed_does_not_deny_the_filing() {
    let (_kept, folder) = copied();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let sent = folder.with_file_name("sent.csv");
    fs::write(&sent, format!("{COUNTS}{ROW}")).unwrap();
    let output = std::process::Command::new(super::panel::binary())
        .args(["returns", "receive"])
        .arg(&folder)
        .arg(&sent)
        .args(["--from", "Anyshire Constabulary", "--received", "2025-01-22"])
        .stdout(full)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(5));
    assert!(said.contains("everything was written"), "{said}");
    assert!(!said.contains("nothing was written") && !said.contains("is as it was"), "{said}");
    assert!(folder.join("returns/received/anyshire-constabulary-counts.csv").is_file());
}

#[test]
fn a_name_that_would_be_too_long_is_refused_before_anything_is_made() {
    let (kept, folder) = copied();
    let long = "x".repeat(245);
    let draw = ["--of", "sp6", "--precision", "5", "--seed", "words", "--out"];
    let new = ["quarter", "2024-25-q4", "--meeting", "2025-06-18", "--to"];
    let before = contents(kept.path());
    let commands: [(&[&str], &[&str]); 4] = [
        (&["paper"], &["--out"]),
        (&["returns", "template"], &["--out"]),
        (&["audit-sample"], &draw),
        (&["new"], &new),
    ];
    for (command, options) in commands {
        let mut panel = panel(command);
        if command == ["new"] {
            panel.args(&options[..2]).arg("--from").arg(&folder).args(&options[2..]);
        } else {
            panel.arg(&folder).args(options);
        }
        let refused = panel.arg(kept.path().join(&long)).assert().code(2).stdout(is_empty());
        refused.stderr(contains("has more than 240 bytes; give a shorter one"));
    }
    assert_eq!(contents(kept.path()), before);
}

#[test]
fn a_file_of_the_quarter_that_is_a_link_stays_one_or_is_refused() {
    let (kept, folder) = copied();
    fs::create_dir(folder.join("shared")).unwrap();
    let linked = ["returns/datapackage.json", "awaited.toml"];
    for (name, up) in linked.iter().zip(["../", ""]) {
        let target = format!("shared/{}", Path::new(name).file_name().unwrap().display());
        fs::rename(folder.join(name), folder.join(&target)).unwrap();
        std::os::unix::fs::symlink(format!("{up}{target}"), folder.join(name)).unwrap();
    }
    receive(&folder, &format!("{COUNTS}{ROW}"), &[]).assert().success();
    for name in linked {
        assert!(folder.join(name).is_symlink(), "{name}");
    }
    let package = fs::read_to_string(folder.join("shared/datapackage.json")).unwrap();
    assert!(package.contains("anyshire-constabulary-counts"));
    panel(&["check"]).arg(&folder).assert().success();
    // One that leads out of the quarter is not read, and so not written either.
    let outside = kept.path().join("awaited.toml");
    fs::rename(folder.join("shared/awaited.toml"), &outside).unwrap();
    fs::remove_file(folder.join("awaited.toml")).unwrap();
    std::os::unix::fs::symlink(&outside, folder.join("awaited.toml")).unwrap();
    let before = contents(kept.path());
    let other = format!("{COUNTS}{}", ROW.replace("398", "399"));
    let reason = ["--revises", "Two were counted twice"];
    receive(&folder, &other, &reason).assert().code(3).stderr(contains("leads out of its folder"));
    fs::write(kept.path().join("sent.csv"), format!("{COUNTS}{ROW}")).unwrap();
    assert_eq!(contents(kept.path()), before);
}

#[test]
fn a_pending_figure_is_revised_like_any_other() {
    let (_kept, folder) = copied();
    receive(&folder, &format!("{COUNTS}{ROW}"), &[]).assert().success();
    // The same again changes nothing; another value needs its reason.
    receive(&folder, &format!("{COUNTS}{ROW}"), &[]).assert().success();
    let other = format!("{COUNTS}{}", ROW.replace("398", "399"));
    let before = contents(&folder);
    receive(&folder, &other, &[])
        .assert()
        .code(3)
        .stderr(contains("receive::restated").and(contains("not yet approved")))
        .stderr(contains("--revises"));
    assert_eq!(contents(&folder), before);
    let reason = ["--revises", "Two were counted twice"];
    receive(&folder, &other, &reason).assert().success();
    let table = folder.join("returns/received/anyshire-constabulary-counts.csv");
    let text = fs::read_to_string(table).unwrap();
    assert_eq!(text.matches("offences/theft-from-motor-vehicle").count(), 1);
    assert!(text.contains(
        ",399,revised,Revised on Wednesday 22 January 2025 from 398: Two were counted twice."
    ));
}

#[test]
fn hidden_files_are_nobodys_and_every_other_is_listed() {
    let (_kept, folder) = copied();
    receive(&folder, &format!("{COUNTS}{ROW}"), &[]).assert().success();
    for hidden in ["returns/.DS_Store", "returns/received/.counts.csv.swp", "narrative/._sp1.md"] {
        fs::write(folder.join(hidden), "\u{0}").unwrap();
    }
    fs::create_dir(folder.join("returns/.git")).unwrap();
    fs::write(folder.join("returns/.git/config"), "x").unwrap();
    panel(&["check"]).arg(&folder).assert().success();
    fs::create_dir(folder.join("returns/received/old")).unwrap();
    fs::write(folder.join("returns/received/old/counts.csv"), COUNTS).unwrap();
    fs::write(folder.join("returns/received/probation.csv"), COUNTS).unwrap();
    let check = panel(&["check"]).arg(&folder).assert().code(3);
    check
        .stderr(contains("returns/received/old/counts.csv: datapackage.json does not list"))
        .stderr(contains("returns/received/probation.csv: datapackage.json does not list"));
}
