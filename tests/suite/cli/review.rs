//! `panel review`: what a change did to the papers. Built papers are few here, because they take long.

use std::fs;
use std::path::Path;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};

use super::panel::{copy_folder, panel};
use crate::quarters::root;

/// The fictional quarter, built in `folder`, with `is` in place of `was`, which it has once.
fn built(folder: &Path, was: &str, is: &str) {
    copy_folder(&root().join("tests/fixtures/tiny-quarter"), folder);
    let path = folder.join("returns/surveys.csv");
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(was).count(), 1, "{was}");
    fs::write(&path, text.replace(was, is)).unwrap();
    panel(&["paper"]).arg(folder).assert().code(0);
}

/// More people were satisfied than before: a figure of the dashboard, a word of the commentary.
#[test]
fn a_figure_that_changed_is_shown_where_it_stands() {
    let kept = tempfile::tempdir().unwrap();
    let figure = "satisfaction/anti-social-behaviour,X23000001,2024-01/2024-12,760,";
    let [old, new] = ["old", "new"].map(|name| kept.path().join(name));
    built(&old, figure, figure);
    built(&new, figure, &figure.replace("760", "815"));
    let out = kept.path().join("review.html");
    panel(&["review"])
        .args([&old, &new])
        .arg("--out")
        .arg(&out)
        .assert()
        .code(0)
        .stdout(contains("1 row differs").and(contains("1 paper changed")));
    let html = fs::read_to_string(&out).unwrap();
    for said in [
        "SP8 Satisfaction with service: red → amber, because: No significant change.",
        "latest figure: 76.0% before, 81.5% now",
        "Anyshire Constabulary (fictional)",
    ] {
        assert!(html.contains(said), "{said}");
    }
    assert!(!html.contains("=\"http"), "the page asks for something beyond itself");
    // A set of one paper, and the same paper in a folder of one.
    panel(&["review"])
        .args([old.join("out"), old.clone()])
        .arg("--out")
        .arg(&out)
        .assert()
        .code(0)
        .stdout(contains("1 paper is the same"));
    assert!(fs::read_to_string(&out).unwrap().contains("Nothing changed"));
}

#[test]
fn what_cannot_be_looked_at_is_told_all_at_once() {
    let kept = tempfile::tempdir().unwrap();
    let out = kept.path().join("review.html");
    panel(&["review", "no/such/folder", "--no-such"]).assert().code(2);
    panel(&["review", "no/such/folder", "no-such-revision"])
        .arg("--out")
        .arg(&out)
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(contains("no/such/folder").and(contains("no-such-revision")))
        .stderr(contains("review::unknown"));
    let refused = || {
        panel(&["review"]).args([kept.path(), kept.path()]).arg("--out").arg(&out).assert().code(3)
    };
    refused().stderr(contains("review::no_paper").and(contains("panel paper")));
    fs::write(kept.path().join("findings.json"), "{").unwrap();
    refused().stderr(contains("findings"));
    fs::write(
        kept.path().join("findings.json"),
        r#"{"quarter": "2024-25-q3", "force": "Anyshire", "rows": []}"#,
    )
    .unwrap();
    refused().stderr(contains("panel-paper-2024-25-q3.pdf").and(contains("file::missing")));
    assert!(!out.exists(), "a page was written");
}
