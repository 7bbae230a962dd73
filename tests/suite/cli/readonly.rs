//! Who may read a quarter and not write in it can look at everything, and is told in plain English what is
//! for another to do.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use tempfile::TempDir;

use super::panel::{binary, contents, panel};
use crate::approval::copied;

/// A user of no file and no group: permissions bind nobody who is root.
const NOBODY: u32 = 65_534;

/// A quarter that whoever runs `panel` in it may only read.
struct ReadOnly {
    kept: TempDir,
    quarter: PathBuf,
    /// Where the reader may write.
    own: TempDir,
    /// The program, where everybody may run it.
    program: PathBuf,
}

impl ReadOnly {
    fn new() -> Self {
        let (kept, quarter) = copied();
        let own = tempfile::tempdir().unwrap();
        let program = if is_root(own.path()) {
            let program = kept.path().join("panel");
            fs::copy(binary(), &program).unwrap();
            allow(&program, 0o755);
            program
        } else {
            binary().to_owned()
        };
        allow(own.path(), 0o777);
        let read_only = Self { kept, quarter, own, program };
        read_only.close(true);
        read_only
    }

    /// Takes the permission to write, or gives it back to its owner.
    fn close(&self, closed: bool) {
        let (folders, files) = if closed { (0o555, 0o444) } else { (0o755, 0o644) };
        let mut waiting = vec![self.quarter.clone()];
        while let Some(folder) = waiting.pop() {
            allow(&folder, 0o755);
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    allow(&path, files);
                }
            }
            allow(&folder, folders);
        }
        allow(self.kept.path(), folders);
    }

    /// `panel` with these arguments, run in the quarter by somebody who may only read it.
    fn panel(&self, arguments: &[&str]) -> assert_cmd::Command {
        let mut command = Command::new(&self.program);
        if is_root(self.own.path()) {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.args(arguments).current_dir(&self.quarter);
        assert_cmd::Command::from_std(command)
    }

    fn own(&self, name: &str) -> String {
        self.own.path().join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        self.close(false);
    }
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn is_root(made: &Path) -> bool {
    fs::metadata(made).unwrap().uid() == 0
}

const READING: [&[&str]; 4] = [
    &["check", "."],
    &["findings", "."],
    &["explain", ".", "sp12.offences"],
    &["compare", ".", "."],
];

#[test]
fn who_may_only_read_sees_everything_and_writes_elsewhere() {
    let there = ReadOnly::new();
    let before = contents(&there.quarter);
    for arguments in READING {
        there.panel(arguments).assert().code(0).stderr(is_empty());
    }
    let (paper, template) = (there.own("paper"), there.own("template"));
    there.panel(&["paper", ".", "--out", &paper]).assert().code(0);
    there.panel(&["returns", "template", ".", "--out", &template]).assert().code(0);
    assert!(Path::new(&paper).join("findings.json").is_file());
    assert!(contents(&there.quarter) == before);
}

#[test]
fn what_cannot_be_written_is_told_in_plain_english() {
    let there = ReadOnly::new();
    let sent = there.own("sent.csv");
    let csv = "series,area,period,count,status,note\n\
               offences/theft-from-motor-vehicle,X23000001,2022/23,398,final,\n";
    fs::write(&sent, csv).unwrap();
    let receive = ["returns", "receive", ".", &sent, "--from", "Anyshire Constabulary"];
    let receive = [&receive[..], &["--received", "2025-01-22"]].concat();
    let before = contents(&there.quarter);
    for arguments in [&["paper", "."][..], &["returns", "template", "."], &receive] {
        let plain = contains("you do not have the permission; ask its owner for the permission");
        there.panel(arguments).assert().code(5).stderr(plain.and(contains("os error").not()));
    }
    assert!(contents(&there.quarter) == before);
}

#[test]
fn what_another_must_end_is_told_to_who_may_only_read() {
    let there = ReadOnly::new();
    there.close(false);
    let journal = there.quarter.join(".panel-journal");
    fs::create_dir(&journal).unwrap();
    fs::write(journal.join("0"), "Ended.\n").unwrap();
    fs::write(journal.join("list.json"), r#"{"command":"","places":["notes.txt"]}"#).unwrap();
    there.close(true);
    for arguments in READING {
        there
            .panel(arguments)
            .assert()
            .code(5)
            .stdout(is_empty())
            .stderr(contains("a command was interrupted while it changed"))
            .stderr(contains("ask somebody who may write there to run this command"))
            .stderr(contains("os error").not());
    }
    // Whoever may write there ends it by any command; then everybody can read.
    there.close(false);
    panel(&["check"]).arg(&there.quarter).assert().code(0).stderr(contains("ended what"));
    there.close(true);
    there.panel(READING[0]).assert().code(0).stderr(is_empty());
    assert_eq!(fs::read_to_string(there.quarter.join("notes.txt")).unwrap(), "Ended.\n");
}
