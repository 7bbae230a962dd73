//! `panel paper`: the file, what is said about it, and what is left alone where it fails.

use std::collections::BTreeSet;
use std::fs;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty, is_match};
use serde_json::Value;

use super::panel::{Copied, QUARTER};

/// What stands beside the paper.
const BESIDE: [&str; 7] = [
    "findings.json",
    "figures.csv",
    "datapackage.json",
    "summary.txt",
    "dashboard.xlsx",
    "accessibility.json",
    "exhibits/",
];

fn name() -> String {
    format!("panel-paper-{QUARTER}.pdf")
}

#[test]
fn the_paper_stands_in_out_and_is_the_same_each_time() {
    let copied = Copied::quarter();
    let findings = copied.panel("findings", &["--json"]).assert().get_output().stdout.clone();
    let findings: Value = serde_json::from_slice(&findings).unwrap();
    let rows = findings["rows"].as_array().unwrap();
    let coloured = |colour: &str| rows.iter().filter(|row| row["assessment"] == colour).count();
    let awaited = rows.iter().filter(|row| row["state"] == "awaited").count();
    let summary = format!(
        r"\d+ pages · {} green, {} amber, {} red, {} not assessed, {awaited} awaited · \d+\.\d s",
        coloured("green"),
        coloured("amber"),
        coloured("red"),
        rows.iter().filter(|row| row["state"] == "reported").count()
    );
    let path = copied.path("out").join(name());
    copied
        .panel("paper", &[])
        .assert()
        .code(0)
        .stdout(contains(path.display().to_string()).and(is_match(summary).unwrap()))
        .stdout(contains(format!("beside it {}\n", BESIDE.join(", "))))
        .stderr(is_empty());
    let first = fs::read(&path).unwrap();
    assert!(first.starts_with(b"%PDF-"));

    let elsewhere = copied.path("../for the clerk/q2");
    copied
        .panel("paper", &["--out", elsewhere.to_str().unwrap()])
        .assert()
        .code(0)
        .stdout(contains(elsewhere.join(name()).display().to_string()));
    let second = fs::read(elsewhere.join(name())).unwrap();
    assert!(first == second, "the same inputs gave other bytes");
    for folder in [copied.path("out"), elsewhere] {
        let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name());
        let names = names.map(|name| name.into_string().unwrap());
        let names: BTreeSet<_> = names.filter(|name| name != ".panel-manifest.json").collect();
        let expected = BESIDE
            .map(|name| name.trim_end_matches('/').to_owned())
            .into_iter()
            .chain([name()])
            .collect();
        assert_eq!(names, expected, "something else was left in {}", folder.display());
    }
    let written = fs::read(copied.path("out/findings.json")).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&written).unwrap(), findings);
}

#[test]
fn an_earlier_paper_is_replaced() {
    let copied = Copied::quarter();
    copied.panel("paper", &[]).assert().code(0);
    let earlier = fs::read(copied.path("out").join(name())).unwrap();
    copied.write("narrative/sp1.md", "Nothing else is said.\n");
    copied.panel("paper", &[]).assert().code(0);
    let now = fs::read(copied.path("out").join(name())).unwrap();
    assert!(now.starts_with(b"%PDF-") && now != earlier);
    // One that panel did not write is somebody's.
    copied.write(&format!("out/{}", name()), "with the clerk's comments");
    copied
        .panel("paper", &[])
        .assert()
        .code(5)
        .stderr(contains("is in the way: panel did not write it"));
    assert_eq!(copied.text(&format!("out/{}", name())), "with the clerk's comments");
}

#[test]
fn a_file_in_place_of_the_folder_stops_the_paper() {
    let copied = Copied::quarter();
    copied.write("out", "no folder");
    let before = copied.contents();
    copied
        .panel("paper", &[])
        .assert()
        .code(5)
        .stdout(is_empty())
        .stderr(contains("failed to write").and(contains("out")));
    assert!(copied.contents() == before);
}

#[test]
fn a_folder_in_place_of_the_paper_stops_it_and_leaves_nothing_behind() {
    let copied = Copied::quarter();
    copied.write(&format!("out/{}/earlier.txt", name()), "in the way");
    let before = copied.contents();
    copied.panel("paper", &[]).assert().code(5).stderr(contains("as it was"));
    assert!(copied.contents() == before);
}

#[test]
fn a_folder_in_place_of_a_companion_keeps_the_earlier_files() {
    let copied = Copied::quarter();
    copied.write("out/summary.txt/earlier.txt", "in the way");
    copied.write(&format!("out/{}", name()), "an earlier paper");
    copied.write("out/findings.json", "earlier findings");
    let before = copied.contents();
    copied.panel("paper", &[]).assert().code(5).stderr(contains("summary.txt"));
    assert!(copied.contents() == before);
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_not_be_written_keeps_the_earlier_paper() {
    use std::os::unix::fs::PermissionsExt as _;

    let copied = Copied::quarter();
    copied.panel("paper", &[]).assert().code(0);
    copied.write("narrative/sp1.md", "Nothing else is said.\n");
    let before = copied.contents();
    let out = copied.path("out");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    // Those who may write everywhere, as in many containers, find no fault.
    let everywhere = fs::write(out.join("probe"), "").is_ok();
    if !everywhere {
        copied.panel("paper", &[]).assert().code(5).stdout(is_empty());
    }
    fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).unwrap();
    if !everywhere {
        assert!(copied.contents() == before);
    }
}

#[test]
fn a_quarter_chooses_crest_accent_and_sides() {
    let copied = Copied::quarter();
    // As drawing programs write them: styles by class, a gradient, clipping and references.
    let crest = r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20">
        <defs><style>.a{fill:url(#g);opacity:.5}</style><rect id="r" width="20" height="15"/>
        <linearGradient id="g"><stop stop-color="#801650"/><stop offset="1"/></linearGradient>
        <clipPath id="c"><use xlink:href="#r"/></clipPath></defs>
        <circle class="a" clip-path="url(#c)" cx="10" cy="10" r="9"/></svg>"##;
    copied.write("crest.svg", crest);
    let look = "\n[look]\naccent = \"#801650\"\nlogo = \"crest.svg\"\nlogo_alternative = \"Crest of a fictional county\"\nduplex = true\n";
    copied.write("panel.toml", copied.text("panel.toml") + look);
    copied.panel("paper", &[]).assert().code(0);
    let quarter = crate::quarters::load(&copied.folder());
    let tree = quarter.typesetting.layout_tree();
    assert!(tree[0].contains("#801650") && !tree[0].contains("#12436d"), "{}", tree[0]);
    let appendix =
        |title: &str| tree.iter().position(|page| page.contains(title) && page.contains("16pt"));
    for title in ["Appendix A", "Appendix B"] {
        let page = appendix(title).unwrap();
        // The first page has the number 1.
        assert!(page % 2 == 0, "{title} begins on page {}", page + 1);
    }
}
