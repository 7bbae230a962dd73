//! Killed at any call that changes a file, a command leaves the old state or the new one, and the same
//! command run again ends well. Slow, and wants `strace`: `.ci/run` runs it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use predicates::prelude::PredicateBooleanExt as _;
use tempfile::TempDir;

use super::panel::{all_contents, binary, contents, copy_folder, panel};
use crate::approval::copied;
use crate::quarters::root;

/// The calls by which a file is changed, or made to last.
const CALLS: &str = "?mkdir,?mkdirat,?rename,?renameat,?renameat2,?unlink,?unlinkat,?rmdir,?link,?linkat,?chmod,\
     ?fchmod,?fchmodat,fsync,write";

/// What can be seen of a folder: its files that are not hidden.
type State = BTreeMap<PathBuf, Vec<u8>>;

/// A command, and the folder that it changes.
struct Killed<'a> {
    /// The folder as it is before the command.
    before: &'a Path,
    arguments: &'a [&'a str],
    /// A command that reads the folder: what was certain is seen by it, and not before.
    reader: Option<&'a [&'a str]>,
    /// Only so many of the calls, spread over all of them, are tried.
    most: usize,
    /// So many of the last calls are tried one by one: what a command does when everything is written.
    last: usize,
}

impl Killed<'_> {
    /// Kills it at one call after the other, and says at how many.
    fn leaves_old_or_new(&self) -> usize {
        let (old, new) = (seen(self.before), self.undisturbed());
        assert_ne!(old, new, "the command changes something");
        let calls = self.calls();
        let (first, last) = calls.split_at(calls.len().saturating_sub(self.last));
        let tried = self.most.min(first.len());
        let spread = (0..tried).map(|index| &first[index * first.len() / tried]);
        let points: Vec<_> = spread.chain(last).collect();
        for (call, nth) in &points {
            let here = copy_of(self.before);
            let inject = format!("inject={call}:signal=KILL:when={nth}");
            let killed = self.traced(here.path(), Path::new("/dev/null"), &["-e", &inject]);
            assert!(killed.signal().is_some(), "{call} {nth} of {calls:?}");
            if let Some(reader) = self.reader {
                panel(reader)
                    .current_dir(here.path())
                    .assert()
                    .code(predicates::ord::eq(0).or(predicates::ord::eq(3)));
            }
            let left = seen(here.path());
            assert!(left == old || left == new, "killed at {call} {nth}: neither");
            panel(self.arguments).current_dir(here.path()).assert().success();
            assert!(seen(here.path()) == new, "run again after {call} {nth}");
            assert_eq!(strays(here.path()), Vec::<PathBuf>::new(), "after {call} {nth}");
        }
        points.len()
    }

    fn undisturbed(&self) -> State {
        let here = copy_of(self.before);
        panel(self.arguments).current_dir(here.path()).assert().success();
        seen(here.path())
    }

    /// Every such call that the whole of it makes, with which of its kind it is.
    fn calls(&self) -> Vec<(String, usize)> {
        let (here, log) = (copy_of(self.before), tempfile::NamedTempFile::new().unwrap());
        let traced = self.traced(here.path(), log.path(), &[]);
        assert!(traced.success(), "is strace here? It is a package of that name");
        let log = fs::read_to_string(log.path()).unwrap();
        let mut made: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut calls = Vec::new();
        for line in log.lines() {
            // `1234 rename("a", "b") = 0`; each thread counts its own.
            let Some((process, rest)) = line.split_once(' ') else { continue };
            let Some((call, _)) = rest.trim_start().split_once('(') else { continue };
            let nth = made.entry((process, call)).or_default();
            *nth += 1;
            if !calls.contains(&(call.to_owned(), *nth)) {
                calls.push((call.to_owned(), *nth));
            }
        }
        calls
    }

    fn traced(&self, folder: &Path, log: &Path, more: &[&str]) -> std::process::ExitStatus {
        Command::new("strace")
            .args(["-f", "-qq", "-e", "signal=none", "-e", &format!("trace={CALLS}")])
            .args(more)
            .arg("-o")
            .arg(log)
            .arg(binary())
            .args(self.arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap()
    }
}

/// The files of a folder that are not hidden, by their paths from it.
fn seen(folder: &Path) -> State {
    let all = contents(folder).into_iter();
    let within = all.map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes));
    within.filter(|(path, _)| !is_hidden(path)).collect()
}

fn is_hidden(path: &Path) -> bool {
    path.iter().any(|part| part.to_string_lossy().starts_with(".panel-"))
}

/// What a command left that nobody will need.
fn strays(folder: &Path) -> Vec<PathBuf> {
    let all = contents(folder).into_keys();
    all.filter(|path| is_hidden(path)).collect()
}

fn copy_of(folder: &Path) -> TempDir {
    let kept = tempfile::tempdir().unwrap();
    copy_all(folder, kept.path());
    kept
}

/// The same as `copy_folder`, with outputs.
fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for (path, bytes) in all_contents(from) {
        let place = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
}

const FORCE: &str = "Anyshire Constabulary";
const COUNTS: &str = "series,area,period,count,status,note\n";

/// A folder with the fictional quarter in it, `sent.csv` beside it.
fn with_quarter(csv: &str) -> TempDir {
    let (kept, _) = copied();
    fs::write(kept.path().join("sent.csv"), csv).unwrap();
    kept
}

const RECEIVE: [&str; 8] =
    ["returns", "receive", "tiny-quarter", "sent.csv", "--from", FORCE, "--received", "2025-01-22"];
const READER: Option<&[&str]> = Some(&["findings", "tiny-quarter"]);

#[test]
#[ignore = "kills a command at each of its calls, which takes a while and wants strace"]
fn a_delivery_is_filed_whole_or_not_at_all() {
    let row = "offences/theft-from-motor-vehicle,X23000001,2022/23,398,final,\n";
    let folder = with_quarter(&format!("{COUNTS}{row}"));
    let command =
        Killed { before: folder.path(), arguments: &RECEIVE, reader: READER, most: 28, last: 0 };
    assert!(command.leaves_old_or_new() >= 20);
}

#[test]
#[ignore = "kills a command at each of its calls, which takes a while and wants strace"]
fn a_revision_takes_the_old_figure_and_its_approval_with_it_or_neither() {
    // A figure of which no commentary speaks.
    let row = "reports/missing,X23000001,2022/23,";
    let (_kept, standing) = copied();
    let counts = fs::read_to_string(standing.join("returns/counts.csv")).unwrap();
    let (_, figure) = counts.split_once(row).unwrap();
    let figure: u64 = figure.split_once(',').unwrap().0.parse().unwrap();
    let folder = with_quarter(&format!("{COUNTS}{row}{},final,\n", figure + 1));
    let arguments = [&RECEIVE[..], &["--revises", "It was miscounted"]].concat();
    let command =
        Killed { before: folder.path(), arguments: &arguments, reader: READER, most: 14, last: 0 };
    assert!(command.leaves_old_or_new() >= 7);
}

#[test]
#[ignore = "kills a command at each of its calls, which takes a while and wants strace"]
fn an_approval_and_a_schema_are_written_whole_or_not_at_all() {
    let row = "offences/theft-from-motor-vehicle,X23000001,2022/23,398,final,\n";
    let folder = with_quarter(&format!("{COUNTS}{row}"));
    panel(&RECEIVE).current_dir(folder.path()).assert().success();
    let table = "anyshire-constabulary-counts";
    let approve = [
        "returns",
        "approve",
        "tiny-quarter",
        table,
        "--by",
        "Fictional Performance Board",
        "--on",
        "2025-01-25",
    ];
    let command =
        Killed { before: folder.path(), arguments: &approve, reader: READER, most: 9, last: 0 };
    command.leaves_old_or_new();
    let package = folder.path().join("tiny-quarter/returns/datapackage.json");
    let text = fs::read_to_string(&package).unwrap();
    fs::write(&package, text.replacen("\"minimum\": 0", "\"minimum\": 1", 1)).unwrap();
    let schema = ["returns", "schema", "tiny-quarter"];
    // Before the schema is mended there is no quarter to be read.
    let command =
        Killed { before: folder.path(), arguments: &schema, reader: None, most: 6, last: 0 };
    command.leaves_old_or_new();
}

#[test]
#[ignore = "kills a command at each of its calls, which takes a while and wants strace"]
fn the_files_of_a_paper_are_of_one_paper() {
    let folder = with_quarter("");
    let paper = ["paper", "tiny-quarter"];
    panel(&paper).current_dir(folder.path()).assert().success();
    // Another colour: data, pictures and pages differ.
    let surveys = folder.path().join("tiny-quarter/returns/surveys.csv");
    let text = fs::read_to_string(&surveys).unwrap();
    let (before, now) = (
        "anti-social-behaviour,X23000001,2024-01/2024-12,760,",
        "anti-social-behaviour,X23000001,2024-01/2024-12,815,",
    );
    assert!(text.contains(before));
    fs::write(&surveys, text.replacen(before, now, 1)).unwrap();
    let command =
        Killed { before: folder.path(), arguments: &paper, reader: None, most: 9, last: 0 };
    assert!(command.leaves_old_or_new() >= 7);
}

#[test]
#[ignore = "kills a command at each of its calls, which takes a while and wants strace"]
fn workbooks_beside_files_of_the_user_are_of_one_quarter() {
    let folder = with_quarter("");
    fs::create_dir(folder.path().join("sent")).unwrap();
    fs::write(folder.path().join("sent/notes.txt"), "mine").unwrap();
    let template = ["returns", "template", "tiny-quarter", "--out", "sent"];
    panel(&template).current_dir(folder.path()).assert().success();
    // Another due day: each workbook says so.
    let panel_toml = folder.path().join("tiny-quarter/panel.toml");
    let text = fs::read_to_string(&panel_toml).unwrap();
    let (before, now) = ("Anyshire Mayor for Policing", "Anyshire Mayor for Police");
    assert!(text.contains(before));
    fs::write(&panel_toml, text.replace(before, now)).unwrap();
    // Whatever is done in the folder next ends what was interrupted.
    let reader: &[&str] = &["review", "sent", "tiny-quarter"];
    let command = Killed {
        before: folder.path(),
        arguments: &template,
        reader: Some(reader),
        most: 24,
        last: 4,
    };
    assert!(command.leaves_old_or_new() >= 20);
}

#[test]
#[ignore = "kills a command at each of its calls, which takes a while and wants strace"]
fn a_new_quarter_is_made_whole_or_not_at_all() {
    let folder = with_quarter("");
    let new = ["new", "quarter", "2024-25-q4", "--from", "tiny-quarter", "--meeting", "2025-06-18"];
    let command =
        Killed { before: folder.path(), arguments: &new, reader: None, most: 12, last: 0 };
    assert!(command.leaves_old_or_new() >= 9);
}

#[test]
#[ignore = "kills a command at each of its calls, which takes a while and wants strace"]
fn a_new_priority_is_written_whole_or_not_at_all() {
    let kept = tempfile::tempdir().unwrap();
    for folder in ["crates/plan", "docs", "reports", "tests/fixtures"] {
        copy_folder(&root().join(folder), &kept.path().join(folder));
    }
    fs::remove_dir_all(kept.path().join("docs/pictures")).unwrap();
    let number = panel_plan::linked().unwrap().priorities().last().unwrap().code.number() + 1;
    let number = number.to_string();
    let new = [
        "new",
        "priority",
        &number,
        "made-up",
        "To reduce what is made up",
        "--row",
        "offences:lower",
        "--write-only",
    ];
    let reader: &[&str] = &["findings", "reports/2014-15-q2"];
    let command =
        Killed { before: kept.path(), arguments: &new, reader: Some(reader), most: 8, last: 8 };
    assert!(command.leaves_old_or_new() >= 6);
}
