//! `panel new`: a priority in a copy of the workspace, and the quarter after another.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::assert::OutputAssertExt as _;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use tempfile::TempDir;

use super::panel::{Copied, binary, contents, copy_folder, panel};
use crate::quarters::root;

/// Of no priority that there will ever be.
const SLUG: &str = "made-up";
const TITLE: &str = "To reduce what is made up";

/// The name of the program that is built in the copy, other than that of the real one beside it.
const PROGRAM: &str = "panel-scaffolded";

/// The number that is free: the plan may have grown.
fn number() -> String {
    let plan = panel_plan::linked().unwrap();
    (plan.priorities().last().unwrap().code.number() + 1).to_string()
}

/// `sp19-made-up`.
fn package() -> String {
    format!("sp{:0>2}-{SLUG}", number())
}

/// A copy of what a new priority changes, without its outputs.
fn copied(folders: &[&str]) -> TempDir {
    let kept = tempfile::tempdir().unwrap();
    for folder in folders {
        copy_folder(&root().join(folder), &kept.path().join(folder));
    }
    kept
}

fn new_priority(workspace: &Path, arguments: &[&str]) -> assert_cmd::Command {
    let mut command = panel(&["new", "priority"]);
    command.args(arguments).arg("--workspace").arg(workspace);
    command
}

#[cfg(unix)]
#[test]
fn a_file_that_a_new_priority_changes_stays_a_link_within_the_workspace() {
    use std::os::unix::fs::symlink;
    let kept = copied(&["crates/plan", "docs", "reports", "tests/fixtures"]);
    let linked = ["crates/plan/Cargo.toml", "reports/2014-15-q2/awaited.toml"];
    fs::create_dir(kept.path().join("kept")).unwrap();
    for name in linked {
        let target = kept.path().join("kept").join(Path::new(name).file_name().unwrap());
        fs::rename(kept.path().join(name), &target).unwrap();
        symlink(target, kept.path().join(name)).unwrap();
    }
    let number = number();
    let asked = [number.as_str(), SLUG, TITLE, "--row", "offences:lower", "--write-only"];
    // Elsewhere nothing is written: neither through the link nor beside it.
    let elsewhere = tempfile::tempdir().unwrap();
    let roster = kept.path().join("crates/plan/src/lib.rs");
    fs::rename(&roster, elsewhere.path().join("lib.rs")).unwrap();
    symlink(elsewhere.path().join("lib.rs"), &roster).unwrap();
    let before = contents(kept.path());
    new_priority(kept.path(), &asked).assert().code(5).stdout(is_empty()).stderr(contains(
        "a link leads out of the folder that it is in; put the file itself there",
    ));
    assert!(contents(kept.path()) == before);
    fs::remove_file(&roster).unwrap();
    fs::rename(elsewhere.path().join("lib.rs"), &roster).unwrap();
    new_priority(kept.path(), &asked).assert().code(0);
    for name in linked {
        let path = kept.path().join(name);
        assert!(path.is_symlink(), "{name}");
        assert!(fs::read(&path).unwrap() != before[&path], "{name} is as it was");
    }
}

#[test]
fn a_priority_that_cannot_be_made_says_why_and_writes_nothing() {
    let number = number();
    let kept = copied(&["crates/plan", "docs", "reports", "tests/fixtures"]);
    let before = contents(kept.path());
    new_priority(kept.path(), &["18", "Savings", "To save.", "--row", "offence:lower"])
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr(contains("strategic priority 18 is there already"))
        .stderr(contains("`Savings` cannot name a plugin"))
        .stderr(contains("the title `To save.` is not a line of text"))
        .stderr(contains("`offence` is not a kind of row"))
        .stderr(contains("nothing was written"))
        .stderr(contains("at least one row").not());
    // There is no terminal at which to ask.
    new_priority(kept.path(), &[&number, SLUG, TITLE])
        .assert()
        .code(2)
        .stderr(contains("such as --row offences:lower"));
    let roster = kept.path().join("crates/plan/src/lib.rs");
    fs::write(&roster, "//! Nobody is here.\n").unwrap();
    new_priority(kept.path(), &[&number, SLUG, TITLE, "--row", "offences:lower"])
        .assert()
        .code(3)
        .stderr(contains("crates/plan/src/lib.rs cannot be changed safely"));
    fs::copy(root().join("crates/plan/src/lib.rs"), &roster).unwrap();
    assert!(contents(kept.path()) == before, "something was written");
    let empty = tempfile::tempdir().unwrap();
    new_priority(empty.path(), &[&number, SLUG, TITLE, "--row", "offences:lower"])
        .assert()
        .code(3)
        .stderr(contains("run this in a clone of the repository"));
}

#[test]
fn what_is_written_can_be_told_from_the_names() {
    let (number, package) = (number(), package());
    let kept = copied(&["crates/plan", "docs", "reports", "tests/fixtures"]);
    let rows = ["--row", "offences:lower", "--row", "satisfaction:higher", "--write-only"];
    let arguments = [&[&*number, SLUG, TITLE][..], &rows[..]].concat();
    new_priority(kept.path(), &arguments)
        .assert()
        .code(0)
        .stdout(contains(format!("made    plugins/{package}/src/lib.rs")))
        .stdout(contains("changed crates/plan/src/lib.rs"))
        .stdout(contains("changed reports/example-anyshire/2025-26-q1/awaited.toml"))
        .stdout(contains(format!("cargo test -p {package}")))
        .stderr(is_empty());
    let code =
        fs::read_to_string(kept.path().join("plugins").join(&package).join("src/lib.rs")).unwrap();
    assert!(code.lines().count() <= 60, "{code}");
    let reference = fs::read_to_string(kept.path().join("docs/returns.md")).unwrap();
    assert!(reference.contains("| `offences/made-up` |"));
    // A second time everything is in the way.
    new_priority(kept.path(), &arguments)
        .assert()
        .code(3)
        .stderr(contains(format!("plugins/{package} is there already")))
        .stderr(contains(format!(
            "it has the line `use {} as _;` already",
            package.replace('-', "_")
        )));
}

#[test]
#[ignore = "builds the command line and the roster once more, about a minute"]
fn a_new_priority_builds_offline_conforms_and_stands_in_the_paper() {
    let number = number();
    let kept = copied(&["crates", "plugins", "reports", "tests", "docs"]);
    for name in ["Cargo.toml", "Cargo.lock", "clippy.toml", "rustfmt.toml"] {
        fs::copy(root().join(name), kept.path().join(name)).unwrap();
    }
    let manifest = kept.path().join("crates/cli/Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    // Both as the command's own name and as what `cargo run` means.
    let renamed = text.replace("= \"panel\"\n", &format!("= \"{PROGRAM}\"\n"));
    assert_ne!(text, renamed);
    fs::write(manifest, renamed).unwrap();
    let debug = binary().parent().unwrap().to_owned();
    let target = debug.parent().unwrap().to_owned();
    let rows = ["--row", "offences:lower", "--row", "satisfaction:higher"];
    new_priority(kept.path(), &[&[&*number, SLUG, TITLE][..], &rows[..]].concat())
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_NET_OFFLINE", "true")
        .assert()
        .success()
        .stdout(contains("test conforms ... ok"));
    let row = format!("sp{number}.satisfaction");
    let snapshots = kept.path().join("plugins").join(package()).join("src/snapshots");
    let snapshot = snapshots.join(format!("sp{number}@2014-15-q2.snap"));
    let snapshot = fs::read_to_string(snapshot).unwrap();
    assert!(snapshot.contains(&format!("row: {row}")), "{snapshot}");
    let build = ["build", "--quiet", "--offline", "--package", "panel-cli", "--target-dir"];
    Command::new(env!("CARGO"))
        .args(build)
        .arg(&target)
        .current_dir(kept.path())
        .assert()
        .success();
    let program = debug.join(PROGRAM).with_extension(std::env::consts::EXE_EXTENSION);
    let quarter = kept.path().join("reports/2014-15-q2");
    Command::new(&program).arg("paper").arg(&quarter).assert().success();
    let findings = fs::read_to_string(quarter.join("out/findings.json")).unwrap();
    assert!(findings.contains(&row));
    fs::remove_file(program).unwrap();
}

/// The next quarter of a copy of the first paper's, and where it is.
fn next_quarter() -> (Copied, PathBuf) {
    let copied = Copied::quarter();
    let to = copied.folder().with_file_name("2014-15-q3");
    let mut command = panel(&["new", "quarter", "2014-15-q3", "--meeting", "2015-03-18", "--from"]);
    command.arg(copied.folder()).assert().success().stdout(contains("series are awaited"));
    (copied, to)
}

#[test]
fn the_next_quarter_asks_for_its_commentary_and_for_nothing_else() {
    let (copied, to) = next_quarter();
    let check = panel(&["check"]).arg(&to).assert().code(3).get_output().stderr.clone();
    let told = String::from_utf8(check).unwrap();
    let codes = told.lines().filter(|line| line.contains("::"));
    // What others publish is no partner's to return, which is a warning.
    let codes: Vec<_> = codes.filter(|code| !code.contains("partners::nobody_owes")).collect();
    let sections = panel_report::section_files(&panel_plan::linked().unwrap()).len();
    assert_eq!(codes, vec!["commentary::empty"; sections], "{told}");
    panel(&["paper", "--draft"]).arg(&to).assert().success();
    // What was said and found stands before whoever writes, and is not printed.
    let text = fs::read_to_string(to.join("narrative/sp9.md")).unwrap();
    insta::assert_snapshot!("next_quarter_sp9", text);
    let configuration = fs::read_to_string(to.join("panel.toml")).unwrap();
    assert!(configuration.contains("\nprevious = \"../2014-15-q2\"\n"), "{configuration}");
    // It stands beside the other, which is as it was.
    assert!(copied.folder().join("narrative/sp9.md").is_file());
}

#[test]
fn the_next_quarter_has_no_latest_figure_until_one_is_returned() {
    let (_copied, to) = next_quarter();
    for entry in to.join("narrative").read_dir().unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap() + "Nothing has been received yet.\n";
        fs::write(path, text).unwrap();
    }
    let findings = panel(&["findings", "--json"]).arg(&to).assert().success();
    let findings: serde_json::Value =
        serde_json::from_slice(&findings.get_output().stdout).unwrap();
    assert_eq!(findings["quarter"], "2014-15-q3");
    let rows = findings["rows"].as_array().unwrap();
    assert_eq!(rows.iter().filter(|row| row["latest"] != serde_json::Value::Null).count(), 0);
    assert!(rows.iter().all(|row| row["state"] != "assessed"), "{findings}");
    // What is known stands.
    assert!(rows.iter().any(|row| row["baseline"] == 58805), "{findings}");
    panel(&["returns", "template"]).arg(&to).assert().success();
}

#[test]
fn a_quarter_that_cannot_follow_is_refused() {
    let copied = Copied::quarter();
    let before = copied.contents();
    let mut asked = panel(&["new", "quarter", "2014-15-q2", "--meeting", "2014-09-30", "--from"]);
    asked
        .arg(copied.folder())
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(contains("Quarter 2 of 2014/15 is not after Quarter 2 of 2014/15"))
        .stderr(contains("the meeting on 30 September 2014 is not after"))
        .stderr(contains("2014-15-q2 is there already"));
    panel(&["new", "quarter", "2014", "--meeting", "2014-09-30", "--from", "x"])
        .assert()
        .code(2)
        .stderr(contains("2014"));
    assert!(copied.contents() == before, "something was written");
}
