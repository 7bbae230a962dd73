//! Another office's command: its own roster, and every subcommand.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::assert::OutputAssertExt as _;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;

use super::mislinked::{build, copied, edit};
use crate::quarters::root;

const OFFICE: &str = "own-office";

#[test]
#[ignore = "builds the command line for another roster, under a minute"]
fn another_office_has_the_whole_command_for_its_own_plan() {
    let kept = tempfile::tempdir().unwrap();
    let office = kept.path().join(OFFICE);
    copied(&root().join("tests/fixtures").join(OFFICE), &office);
    let ours = root().canonicalize().unwrap();
    edit(&office.join("Cargo.toml"), "../../../crates/", &format!("{}/crates/", ours.display()));
    fs::copy(root().join("Cargo.lock"), office.join("Cargo.lock")).unwrap();
    let program = build(&office, OFFICE, OFFICE);
    let panel = |arguments: &[&str]| {
        Command::new(&program).args(arguments).current_dir(&office).assert().success()
    };
    panel(&["priorities"]).stdout(contains("To make the streets safer").and(contains("sp3").not()));
    panel(&["check", "2024-25-q3"]).stdout(contains("No fault found: 2 rows"));
    panel(&["findings", "2024-25-q3"])
        .stdout(contains("sp1.offences").and(contains("sp2.satisfaction")));
    panel(&["paper", "2024-25-q3"]).stdout(contains("panel-paper-2024-25-q3.pdf"));
    assert!(is_pdf(&office.join("2024-25-q3/out/panel-paper-2024-25-q3.pdf")));
    fs::remove_file(program).unwrap();
}

fn is_pdf(path: &Path) -> bool {
    fs::read(path).unwrap().starts_with(b"%PDF-")
}
