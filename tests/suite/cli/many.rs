//! `panel paper` of several folders: each is told in its order, and one at fault stops no other.

use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};

use super::panel::{Copied, QUARTER, copy_folder, panel};
use crate::quarters::root;

/// The quarter of the first paper, one whose commentary lacks a section, and the fictional one.
fn three() -> Copied {
    let copied = Copied::quarter();
    copy_folder(&copied.folder(), &copied.path("../faulty"));
    copied.remove("../faulty/narrative/sp9.md");
    copy_folder(&root().join("tests/fixtures/tiny-quarter"), &copied.path("../tiny"));
    copied
}

#[test]
fn a_folder_at_fault_stops_no_other_and_gives_the_exit_code() {
    let copied = three();
    let out = copied.path("../papers");
    let folders = ["faulty", QUARTER, "plan.toml", "tiny"];
    let done = panel(&["paper"])
        .current_dir(copied.path(".."))
        .args(folders)
        .args(["--out", "papers"])
        .assert()
        .code(3)
        .stderr(contains("plan.toml is not the folder of a quarter"))
        .stderr(contains("faulty:").and(contains("narrative/sp9.md")))
        .stderr(contains("1 of 3 papers were not made"));
    let told = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    let tiny = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name());
    let mut quarters: Vec<_> = tiny.map(|name| name.into_string().unwrap()).collect();
    quarters.sort();
    assert_eq!(quarters.len(), 2, "{quarters:?}");
    let other = quarters.iter().find(|quarter| *quarter != QUARTER).unwrap();
    let paths = [QUARTER, other].map(|quarter| format!("{quarter}/panel-paper-{quarter}.pdf"));
    let places = paths.each_ref().map(|path| told.find(path.as_str()).unwrap());
    assert!(places[0] < places[1], "not in the order given:\n{told}");
    let alone = copied.path("../alone");
    copied.panel("paper", &["--out", alone.to_str().unwrap()]).assert().code(0);
    let name = format!("panel-paper-{QUARTER}.pdf");
    let (one, other) = (fs::read(alone.join(&name)), fs::read(out.join(QUARTER).join(&name)));
    assert!(one.unwrap() == other.unwrap(), "a paper among others has other bytes");
}

#[test]
fn two_of_one_quarter_do_not_share_a_folder() {
    let copied = Copied::quarter();
    copy_folder(&copied.folder(), &copied.path("../again"));
    panel(&["paper"])
        .current_dir(copied.path(".."))
        .args([QUARTER, "again", "--draft", "--out", "papers"])
        .assert()
        .code(2)
        .stderr(contains(format!("again is of the same quarter as {QUARTER}")));
}

#[test]
fn files_alone_are_no_folders() {
    let copied = Copied::quarter();
    let plan = copied.path("../plan.toml");
    panel(&["paper"])
        .args([&plan, &plan])
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr(contains("no folder of a quarter is named"));
}
