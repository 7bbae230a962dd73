//! The program without one of its plugins: exit code 4.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::assert::OutputAssertExt as _;
use predicates::str::{contains, is_empty};

use crate::quarters::root;

/// The plugin that is left out.
const LEFT_OUT: &str = "sp07-hate-crimes";

/// The name of the program that is built, other than that of the real one beside it.
const PROGRAM: &str = "panel-mislinked";

#[test]
#[ignore = "builds the command line and the roster a second time, under a minute"]
fn a_plugin_missing_in_the_roster_ends_with_code_4() {
    let kept = tempfile::tempdir().unwrap();
    workspace(kept.path());
    let program = build(kept.path(), "panel-cli", PROGRAM);
    for arguments in [&["priorities"][..], &["check", "reports/2014-15-q2"]] {
        Command::new(&program)
            .args(arguments)
            .current_dir(root())
            .assert()
            .code(4)
            .stdout(is_empty())
            .stderr(contains("strategic priority 7 is not registered"))
            .stderr(contains("crates/plan"));
    }
    fs::remove_file(program).unwrap();
}

/// Builds a package of the workspace in `folder` beside what the suite was built of, and gives its program.
pub(super) fn build(folder: &Path, package: &str, program: &str) -> PathBuf {
    let suite = std::env::current_exe().unwrap();
    let debug = suite.parent().and_then(Path::parent).unwrap();
    Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--offline", "--package", package])
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(debug.parent().unwrap())
        .assert()
        .success();
    debug.join(program).with_extension(std::env::consts::EXE_EXTENSION)
}

/// A workspace of the command line and a roster that lacks a line; everything else is ours. The
/// folders have other names than ours, so that cargo keeps what it builds apart.
fn workspace(folder: &Path) {
    let ours = root().canonicalize().unwrap();
    let ours = ours.display();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest = replaced(
        &manifest,
        r#"members = ["crates/*", "plugins/*", "tests", "tests/fixtures/own-office"]"#,
        r#"members = ["other-cli", "other-plan"]"#,
    );
    let manifest = replaced(&manifest, "path = \"crates/", &format!("path = \"{ours}/crates/"));
    let plan = format!("path = \"{ours}/crates/plan\"");
    fs::write(folder.join("Cargo.toml"), replaced(&manifest, &plan, "path = \"other-plan\""))
        .unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();

    copied(&root().join("crates/cli"), &folder.join("other-cli"));
    let manifest = folder.join("other-cli/Cargo.toml");
    edit(&manifest, "name = \"panel\"", &format!("name = \"{PROGRAM}\""));
    edit(&manifest, "default-run = \"panel\"", &format!("default-run = \"{PROGRAM}\""));

    copied(&root().join("crates/plan"), &folder.join("other-plan"));
    let roster = folder.join("other-plan/Cargo.toml");
    edit(&roster, &format!("{LEFT_OUT} = {{ path = \"../../plugins/{LEFT_OUT}\" }}\n"), "");
    edit(&roster, "../../plugins/", &format!("{ours}/plugins/"));
    let line = format!("use {} as _;\n", LEFT_OUT.replace('-', "_"));
    edit(&folder.join("other-plan/src/lib.rs"), &line, "");
}

#[track_caller]
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "there is no {from:?}");
    text.replace(from, to)
}

#[track_caller]
fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, replaced(&text, from, to)).unwrap();
}

/// Copies a crate's manifest and sources.
pub(super) fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let entry = entry.unwrap();
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copied(&source, &target);
        } else {
            fs::copy(source, target).unwrap();
        }
    }
}
