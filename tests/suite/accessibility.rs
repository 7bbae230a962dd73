//! What is read back from every PDF: that each check looks at something and passes, that it fails
//! where the PDF is broken, and what is put on record beside the paper.
//!
//! The checks themselves are tested on trees made by hand, in `crates/report/src/accessibility`.

use std::fs;
use std::sync::OnceLock;

use panel_accessibility::{AccessibilityError, PANEL, PDF_READER, TYPESETTER, Tool, VALIDATOR};
use panel_report::TypesetError;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;
use proptest::prelude::*;
use serde_json::Value;

use crate::cli::panel::{Copied, QUARTER};
use crate::layout::pdfs;
use crate::quarters::{Quarter, root};

const RECORD: &str = "accessibility.json";

/// Every quarter with the record of its paper.
fn records() -> impl Iterator<Item = (&'static Quarter, &'static Value)> {
    static RECORDS: OnceLock<Vec<(&Quarter, Value)>> = OnceLock::new();
    let records = RECORDS.get_or_init(|| {
        let record = |(quarter, pdf): (&'static Quarter, &[u8])| {
            let file = quarter.composition.accessibility("paper.pdf", pdf).unwrap();
            assert_eq!(file.name, RECORD);
            (quarter, serde_json::from_slice(&file.bytes).unwrap())
        };
        pdfs().map(record).collect()
    });
    records.iter().map(|(quarter, record)| (*quarter, record))
}

/// A check of a record, by its name.
fn check<'r>(record: &'r Value, name: &str) -> &'r Value {
    let checks = record["checked_on_this_file"]["checks"].as_array().unwrap();
    checks.iter().find(|check| check["check"] == name).unwrap_or_else(|| panic!("no check {name}"))
}

/// The PDF of the first quarter, with each of some bytes replaced by as many.
fn broken(from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len(), "the places of what follows would change");
    let (_, pdf) = pdfs().next().unwrap();
    let mut pdf = pdf.to_vec();
    let mut found = 0;
    for at in 0..pdf.len() - from.len() {
        if pdf[at..].starts_with(from.as_bytes()) {
            pdf[at..at + to.len()].copy_from_slice(to.as_bytes());
            found += 1;
        }
    }
    assert!(found > 0, "the PDF has no {from}");
    pdf
}

/// The error of a broken PDF of the first quarter, as it is told.
fn refusal(pdf: &[u8]) -> String {
    let (quarter, _) = pdfs().next().unwrap();
    quarter.composition.accessibility("paper.pdf", pdf).unwrap_err().to_string()
}

#[test]
fn every_paper_passes_every_check() {
    for (quarter, record) in records() {
        assert_eq!(record["checked_on_this_file"]["result"], "passed");
        let looked_at = |name: &str| check(record, name)["looked_at"].as_u64().unwrap();
        let pages = u64::try_from(quarter.typesetting.pages()).unwrap();
        assert_eq!(looked_at("page-labels"), pages, "{}", quarter.name);
        assert_eq!(record["file"]["pages"], pages, "{}", quarter.name);
        // A widget a part, and the tables of the paper and of Appendix B.
        let widgets: usize =
            quarter.composition.priorities.iter().map(|priority| priority.widgets.len()).sum();
        assert!(looked_at("tables") > u64::try_from(widgets).unwrap(), "{}", quarter.name);
        let sections = u64::try_from(24 + quarter.composition.priorities.len()).unwrap();
        assert!(looked_at("headings") > sections, "{}", quarter.name);
        // The contents have none, and a lesser heading may have none.
        assert!(looked_at("bookmarks") > sections, "{}", quarter.name);
        assert!(looked_at("bookmarks") < looked_at("headings"), "{}", quarter.name);
        assert!(looked_at("tagged-text") > 1000 && looked_at("reading-order") > 1000);
    }
}

/// What departs from the order of the page is said, and nothing but what is known does.
#[test]
fn what_is_let_pass_is_said() {
    let known = [
        "Columns of contents of page 1 are side by side, and are read one after the other.",
        "The running head and the foot of the pages are not read out.",
        "repeats words, such as the head of a table that goes on, which are read out once.",
        "A caption of page ",
        "Drawings of page ",
    ];
    for (quarter, record) in records() {
        let order = check(record, "reading-order")["exceptions"].as_array().unwrap();
        assert_eq!(order[0], known[0], "{}", quarter.name);
        let text = check(record, "tagged-text")["exceptions"].as_array().unwrap();
        assert_eq!(text[0], known[1], "{}", quarter.name);
        for exception in order.iter().chain(text) {
            let exception = exception.as_str().unwrap();
            assert!(known.iter().any(|known| exception.contains(known)), "{exception}");
        }
    }
}

#[test]
fn a_pdf_that_shuts_somebody_out_is_refused_by_the_check_for_it() {
    for (from, to, told) in [
        (
            "/Lang(en-GB)",
            "/Lang(en-US)",
            "the language is en-US where it should be en-GB (language)",
        ),
        ("/DisplayDocTitle", "/DisplayDocTitla", "would show the name of the file, not the title"),
        ("/PageLabels", "/PageLabel_", "the pages have no labels (page-labels)"),
        ("/Outlines", "/Outline_", "there are 0 bookmarks for"),
        ("/S/H2", "/S/H3", "has level 3 after level 1 (headings)"),
        ("/S/TH", "/S/TD", "has no header cell (tables)"),
        ("/Scope/Row", "/Scopf/Row", "heads neither row nor column (tables)"),
    ] {
        let refusal = refusal(&broken(from, to));
        assert!(refusal.contains(told), "{from} {to}: {refusal}");
        assert!(refusal.starts_with("the paper is not accessible:\n"), "{refusal}");
    }
}

#[test]
fn texts_in_another_order_or_in_no_tag_are_refused() {
    let swapped = refusal(&broken("/K[0 1]", "/K[1 0]"));
    assert!(swapped.contains("page 1: “") && swapped.contains("(reading-order)"), "{swapped}");
    let lost = refusal(&broken("/K[0 1]", "/K[0  ]"));
    assert!(lost.contains("page 1: the text “") && lost.contains("is in no tag"), "{lost}");
    let twice = refusal(&broken("/K[0 1]", "/K[0 0]"));
    assert!(twice.contains("page 1: a text is tagged twice (tagged-text)"), "{twice}");
}

#[test]
fn what_is_no_tagged_pdf_is_told_as_that() {
    let (quarter, _) = pdfs().next().unwrap();
    for bytes in [&b""[..], b"no PDF", &broken("/StructTreeRoot", "/StructTreeRooo")] {
        let error = quarter.composition.accessibility("paper.pdf", bytes).unwrap_err();
        assert!(
            matches!(error, TypesetError::Accessibility(AccessibilityError::Unreadable(_))),
            "{error}"
        );
        assert!(error.to_string().starts_with("failed to read the PDF back: "), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    /// Whatever the bytes, the answer is a record or an error.
    #[test]
    fn a_damaged_pdf_is_no_panic(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..400),
        kept in any::<prop::sample::Index>(),
    ) {
        let (quarter, pdf) = pdfs().next().unwrap();
        let mut pdf = pdf.to_vec();
        for (at, byte) in damage {
            let at = at.index(pdf.len());
            pdf[at] = byte;
        }
        let length = kept.index(pdf.len());
        for bytes in [&pdf[..], &pdf[..length]] {
            let _ = quarter.composition.accessibility("paper.pdf", bytes);
        }
    }
}

#[test]
fn the_versions_on_record_are_those_that_are_locked() {
    let lock: toml::Table = fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let locked = |name: &str| {
        let of_name = |package: &&toml::Value| package["name"].as_str() == Some(name);
        let versions: Vec<_> =
            packages.iter().filter(of_name).filter_map(|one| one["version"].as_str()).collect();
        assert_eq!(versions.len(), 1, "{name}: {versions:?}");
        versions[0].to_owned()
    };
    for Tool { name, version } in [TYPESETTER, PDF_READER, VALIDATOR] {
        assert_eq!(version, locked(name), "{name}");
    }
    assert_eq!(PANEL.version, locked("panel-cli"));
}

#[test]
fn the_record_stands_beside_the_paper() {
    let copied = Copied::quarter();
    copied.panel("paper", &[]).assert().code(0);
    let out = copied.path("out");
    let bytes = fs::read(out.join(RECORD)).unwrap();
    let record: Value = serde_json::from_slice(&bytes).unwrap();
    let name = format!("panel-paper-{QUARTER}.pdf");
    let pdf = fs::read(out.join(&name)).unwrap();
    assert_eq!(record["file"]["name"], name);
    assert_eq!(record["file"]["bytes"], pdf.len());
    assert_eq!(record["file"]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(record["standards"][0]["name"], "WCAG 2.2 AA");
    assert_eq!(record["standards"][1]["name"], "PDF/UA-1");
    // What another program said of other files is not said of this one.
    let elsewhere = &record["not_checked_on_this_file"][0];
    assert_eq!(elsewhere["by"]["name"], "page_validation");
    assert_eq!(elsewhere["profiles"], serde_json::json!(["PDF/UA-1", "PDF/A-3a"]));
    assert!(elsewhere.get("result").is_none());
    assert!(!String::from_utf8(bytes).unwrap().to_lowercase().contains("verapdf"));
    // The program signs nothing.
    let questions = record["to_be_checked_by_a_person"].as_array().unwrap();
    assert!(questions.len() >= 8);
    for question in questions {
        assert!(question["question"].as_str().unwrap().ends_with('?'), "{question}");
        assert_eq!([&question["answer"], &question["name"], &question["date"]], ["", "", ""]);
    }
}

#[test]
fn a_letter_that_nobody_can_read_out_is_refused() {
    let copied = Copied::quarter();
    let before = copied.text("narrative/purpose.md");
    // It stands for a letter that was lost.
    copied.write("narrative/purpose.md", format!("{before}\nThe caf\u{fffd} is open.\n"));
    let contents = copied.contents();
    copied
        .panel("paper", &[])
        .assert()
        .code(3)
        .stderr(contains("commentary::not_printable").and(contains("(U+FFFD)")));
    assert!(copied.contents() == contents, "something was written");
}
