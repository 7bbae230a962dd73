//! `panel import`: what it writes, that a quarter takes it, and what it refuses.

use std::fs;
use std::path::PathBuf;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty, starts_with};
use serde_json::Value;

use super::panel::{Copied, panel};
use crate::quarters::root;

/// Three street files of Leicestershire as they were published.
fn published() -> PathBuf {
    root().join("tests/fixtures/police-uk/leicestershire-2014-07-to-2014-09.zip")
}

#[test]
fn what_is_imported_is_a_return_that_the_quarter_takes() {
    let copied = Copied::quarter();
    let out = copied.path("returns/street.csv");
    let (zip, out) = (published(), out.to_str().unwrap());
    let arguments =
        ["import", "police-uk", zip.to_str().unwrap(), "--force", "leicestershire", "--out", out];
    let done = panel(&arguments).assert().code(0).stderr(is_empty());
    let told = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert!(told.starts_with("Read 3 street files: 21,182 rows.\n"), "{told}");
    assert!(told.contains("  rows of 2014: 07 7,522 · 08 6,970 · 09 6,690\n"), "{told}");
    assert!(told.contains("1 crime ID is in the files of two months"), "{told}");
    assert_eq!(copied.text("returns/street.csv").lines().count(), 1 + 14 * 3);

    // The resource that is printed is all that the package needs.
    let resource: Value = serde_json::from_str(&told[told.find('{').unwrap()..]).unwrap();
    let mut package: Value =
        serde_json::from_str(&copied.text("returns/datapackage.json")).unwrap();
    package["resources"].as_array_mut().unwrap().push(resource);
    copied.panel("check", &[]).assert().code(3).stderr(contains("datapackage::unlisted"));
    copied.write("returns/datapackage.json", package.to_string());
    copied.panel("check", &[]).assert().code(0);
}

#[test]
fn a_month_that_is_missing_is_told_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let (zip, out) = (published(), folder.path().join("counts.csv"));
    let mut arguments = vec!["import", "police-uk", zip.to_str().unwrap()];
    arguments.extend(["--force", "leicestershire", "--out", out.to_str().unwrap()]);
    arguments.extend(["--from", "2014-08", "--to", "2014-11"]);
    panel(&arguments)
        .assert()
        .code(0)
        .stdout(contains("2 of 4 months, August 2014 to November 2014, 13,660 rows."))
        .stdout(contains("missing, and not written as 0: October 2014 to November 2014"));
    let text = fs::read_to_string(out).unwrap();
    assert!(text.contains(",2014-09,") && !text.contains(",2014-10,"), "{text}");
}

#[test]
fn a_fault_leaves_an_earlier_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let street = folder.path().join("2014-07-leicestershire-street.csv");
    fs::write(&street, "Crime ID,Month\r\n").unwrap();
    let out = folder.path().join("counts.csv");
    fs::write(&out, "earlier").unwrap();
    let mut arguments = vec!["import", "police-uk", street.to_str().unwrap()];
    arguments.extend(["--force", "leicestershire", "--out", out.to_str().unwrap()]);
    panel(&arguments)
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(starts_with("street::header"))
        .stderr(contains("2014-07-leicestershire-street.csv:1:1]"))
        .stderr(contains("it has 2 columns, and `Reported by` is missing"))
        .stderr(contains("1 fault in 1 file; nothing was written"));
    assert_eq!(fs::read_to_string(&out).unwrap(), "earlier");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn arguments_that_cannot_be_are_a_fault_of_usage() {
    let zip = published();
    let with = |more: &[&str]| {
        let mut arguments = vec!["import", "police-uk", zip.to_str().unwrap()];
        arguments.extend(more);
        panel(&arguments).assert().code(2).stdout(is_empty())
    };
    with(&["--out", "x.csv"]).stderr(contains("--force <ID>"));
    with(&["--force", "leicestershire"]).stderr(contains("--out <FILE>"));
    with(&["--force", "leicester", "--out", "x.csv"]).stderr(contains("police.uk has no force"));
    with(&["--force", "btp", "--out", "x.csv"]).stderr(contains("no police force area"));
    with(&["--force", "kent", "--out", "."]).stderr(contains("is a folder"));
    let turned = ["--force", "kent", "--out", "x.csv", "--from", "2014-09", "--to", "2014-08"];
    with(&turned).stderr(contains("is later than").and(contains("2014-08")));
    assert!(!PathBuf::from("x.csv").exists());
}
