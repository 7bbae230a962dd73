//! Another office's command: its own roster, and every subcommand.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::assert::OutputAssertExt as _;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;

use super::mislinked::{build, copied};
use crate::quarters::root;

const OFFICE: &str = "own-office";

#[test]
fn another_office_has_the_whole_command_for_its_own_plan() {
    let kept = tempfile::tempdir().unwrap();
    copied(&root().join("tests/fixtures").join(OFFICE), kept.path());
    let program = build(root(), OFFICE, OFFICE);
    let panel = |arguments: &[&str]| {
        Command::new(&program).args(arguments).current_dir(kept.path()).assert().success()
    };
    panel(&["priorities"]).stdout(contains("To make the streets safer").and(contains("sp3").not()));
    panel(&["check", "2024-25-q3"]).stdout(contains("No fault found: 2 rows"));
    panel(&["findings", "2024-25-q3"])
        .stdout(contains("sp1.offences").and(contains("sp2.satisfaction")));
    panel(&["paper", "2024-25-q3"]).stdout(contains("panel-paper-2024-25-q3.pdf"));
    assert!(is_pdf(&kept.path().join("2024-25-q3/out/panel-paper-2024-25-q3.pdf")));
}

fn is_pdf(path: &Path) -> bool {
    fs::read(path).unwrap().starts_with(b"%PDF-")
}
