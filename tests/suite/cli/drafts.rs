//! `panel paper --draft`: a half-finished quarter can be read, and nothing passes it off as a paper.

use std::fs;

use insta::{assert_snapshot, with_settings};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use panel_core::SourceText;
use panel_report::view::{Inline, List, Paragraph, PrioritySection, Section};
use panel_report::{Composition, Material, compose_draft};
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::panel::{Copied, QUARTER, contents};
use crate::paper::plain;
use crate::quarters::{judged, root};

fn name() -> String {
    format!("panel-paper-{QUARTER}-draft.pdf")
}

/// A quarter of which the commentary on SP9 is missing, a count of SP2 is no number, and the purpose
/// has a misspelt figure, a letter that the typeface lacks and an endnote that is nowhere.
fn half_finished() -> Copied {
    let copied = Copied::quarter();
    copied.remove("narrative/sp9.md");
    let counts = copied.text("returns/counts.csv");
    let row = counts.lines().find(|line| line.starts_with("cohort/offending-18-24,")).unwrap();
    let count = row.split(',').nth(3).unwrap();
    let spoilt = row.replacen(&format!(",{count},"), ",many,", 1);
    assert_ne!(row, spoilt);
    copied.write("returns/counts.csv", counts.replace(row, &spoilt));
    let commentary = copied.text("narrative/purpose.md");
    let more = "\n\nIt was {{ sp12.satisfation.latest }} \u{1f600}.[^never]\n";
    copied.write("narrative/purpose.md", commentary + more);
    copied
}

fn drafted(copied: &Copied) -> Composition {
    judged(&copied.folder(), |material, faults| compose_draft(material, faults).0)
}

fn of<'a>(composition: &'a Composition, id: &str) -> &'a PrioritySection {
    composition.priorities.iter().find(|priority| priority.id == id).unwrap()
}

#[test]
fn words_that_are_not_borne_out_say_so_in_a_draft() {
    let copied = Copied::quarter();
    let text = "Burglary {{ claim(\"sp12.offences\", \"down\", \"has fallen\") }}.\n\n";
    copied.write("narrative/sp12.md", format!("{text}{}", copied.text("narrative/sp12.md")));
    let composition = drafted(&copied);
    let section = serde_json::to_string(&of(&composition, "sp12").section).unwrap();
    assert!(section.contains("Burglary has fallen [not borne out]."), "{section}");
    assert!(section.contains("4,253 against 3,935: up 8.1%, not significantly"), "{section}");
}

#[test]
fn a_half_finished_quarter_can_be_read() {
    let copied = half_finished();
    copied.write(&format!("out/panel-paper-{QUARTER}.pdf"), "the paper that was published");
    copied.write("out/figures.csv", "its figures");
    let before = copied.contents();
    copied.panel("paper", &[]).assert().code(3);
    copied
        .panel("paper", &["--draft"])
        .assert()
        .code(0)
        .stdout(contains(name()).and(contains("1 not judged")).and(contains("beside it").not()))
        .stderr(contains("faults in 3 files; `panel check"));
    let mut after = copied.contents();
    let draft = after.remove(&copied.path("out").join(name())).unwrap();
    assert!(after == before, "a draft changes more than its own file");
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let report = validate_pdf_bytes(&draft, &options).unwrap();
    assert!(report.is_compliant, "{:?}", report.failures);
}

#[test]
fn each_fault_stands_in_its_place() {
    let composition = drafted(&half_finished());
    let row = &of(&composition, "sp2").widgets[0].rows;
    let mut shown: Vec<_> = plain::paper(&composition.paper)
        .lines()
        .skip_while(|line| !line.starts_with("Running head"))
        .take_while(|line| !line.starts_with("Header"))
        .map(str::to_owned)
        .collect();
    for section in [&composition.paper.opening[0], &of(&composition, "sp9").section] {
        let (id, section) = (section.anchor.clone(), section.clone());
        shown.push(plain::priority(&PrioritySection { id, section, widgets: Vec::new() }));
    }
    let unjudged = row.iter().filter(|row| row.word == "Not judged");
    shown.extend(unjudged.map(|row| format!("{}: {}: {}", row.id, row.word, row.reason)));
    with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        assert_snapshot!("half_finished", shown.join("\n"));
    });
}

#[test]
fn every_page_says_that_it_is_a_draft() {
    let typesetting = drafted(&half_finished()).typeset(Vec::new()).unwrap();
    for (number, page) in (1..).zip(typesetting.layout_tree()) {
        for said in ["Draft, not for publication.", "DRAFT"] {
            assert!(page.contains(said), "page {number} does not say {said}:\n{page}");
        }
    }
}

/// Faults at the front push the contents over the end of their page, wherever they are parted.
#[test]
fn what_follows_the_contents_does_not_lie_over_them() {
    let copied = half_finished();
    let height = |line: &str| {
        let place = line.strip_prefix("text ")?.split_whitespace().next()?;
        place.split_once(',')?.1.parse::<f64>().ok()
    };
    let is_heading = |line: &&str| line.contains("Purpose of report") && line.contains("bold 12pt");
    let mut parted = 0;
    for number in 1..=8 {
        let awaited = format!(
            "{}\n[[awaited]]\nseries = \"nothing/reads-{number}\"\nreturn = \"counts\"\nwhy = \"Fictional.\"\nfrom = \"Nobody\"\n",
            copied.text("awaited.toml")
        );
        copied.write("awaited.toml", awaited);
        let pages = drafted(&copied).typeset(Vec::new()).unwrap().layout_tree();
        let page = pages.iter().find(|page| page.lines().any(|line| is_heading(&line))).unwrap();
        let heading = page.lines().find(is_heading).and_then(height).unwrap();
        let near = page.lines().filter_map(height).filter(|y| (y - heading).abs() < 9.0).count();
        assert_eq!(near, 1, "with {number} faults: {page}");
        parted += usize::from(page.contains("Appendix B") && !page.contains("Contents ~"));
    }
    assert!(parted > 1, "the contents are parted {parted} times");
}

#[test]
fn a_whole_quarter_is_told_to_be_one() {
    let copied = Copied::quarter();
    copied.panel("paper", &["--draft"]).assert().code(0).stderr(contains("no fault is left"));
    assert_eq!(contents(&copied.path("out")).len(), 1);
}

#[test]
fn without_a_configuration_there_is_no_draft() {
    let copied = half_finished();
    copied.write("panel.toml", "quarter = ");
    let before = copied.contents();
    copied
        .panel("paper", &["--draft"])
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(contains("panel.toml").and(contains("nothing was written")));
    assert!(copied.contents() == before);
}

/// Contrast as WCAG 2.2 defines it.
#[test]
fn text_keeps_its_contrast_over_the_watermark() {
    let theme = fs::read_to_string(root().join("crates/report/src/typst/theme.typ")).unwrap();
    let luminance = |name: &str| {
        let (_, after) = theme.split_once(&format!("#let {name} = rgb(\"#")).unwrap();
        let channel = |index: usize| {
            let part = u8::from_str_radix(&after[2 * index..2 * index + 2], 16).unwrap();
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
    };
    let behind = luminance("watermark-ink");
    for ink in ["ink", "navy", "quiet-ink", "link-ink"] {
        let contrast = (behind + 0.05) / (luminance(ink) + 0.05);
        assert!(contrast >= 4.5, "{ink}: {contrast:.2}");
    }
    let seen = (luminance("paper-white") + 0.05) / (behind + 0.05);
    assert!(seen > 1.1, "the watermark cannot be seen: {seen:.2}");
}

/// The marks of the endnotes that the text refers to, each with whether the endnote links back to it.
fn references(content: &[Inline], found: &mut Vec<(String, bool)>) {
    for inline in content {
        match inline {
            Inline::Text { .. } => {}
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => references(content, found),
            Inline::Endnote { mark, first } => found.push((mark.clone(), *first)),
        }
    }
}

fn references_of(paragraphs: &[Paragraph], found: &mut Vec<(String, bool)>) {
    for paragraph in paragraphs {
        references(&paragraph.content, found);
        for list in &paragraph.lists {
            match list {
                List::Numbered { paragraphs } => references_of(paragraphs, found),
                List::Bullets { points } => points.iter().for_each(|one| references(one, found)),
            }
        }
    }
}

/// Asserts that every link of the draft to or from an endnote leads somewhere.
fn links_hold(composition: &Composition) -> TestCaseResult {
    let Composition { paper, priorities, .. } = composition;
    let sections = priorities.iter().map(|priority| &priority.section);
    let sections: Vec<&Section> =
        paper.opening.iter().chain(sections).chain(&paper.items).collect();
    let mut found = Vec::new();
    for section in sections {
        references_of(&section.paragraphs, &mut found);
    }
    let widgets = priorities.iter().flat_map(|priority| &priority.widgets);
    widgets.flat_map(|widget| &widget.comments).for_each(|one| references(one, &mut found));
    for (mark, _) in &found {
        let known = paper.endnotes.iter().any(|note| note.mark == *mark);
        prop_assert!(known, "no endnote {mark}");
    }
    for note in &paper.endnotes {
        let firsts = found.iter().filter(|(mark, first)| *first && *mark == note.mark).count();
        prop_assert!(firsts == 1, "endnote {} links back to {firsts} places", note.mark);
        let mut within = Vec::new();
        references(&note.content, &mut within);
        prop_assert!(within.is_empty(), "endnote {} refers to another", note.mark);
    }
    Ok(())
}

#[test]
fn whatever_the_commentary_links_lead_somewhere() {
    let pieces = [
        "Words.",
        "[^a]",
        "[^b]",
        "\n\n[^a]: A note.\n\n",
        "\n\n[^b]: See [^a].\n\n",
        "\n- ",
        "\n1. ",
        "\n   - ",
        "\n\n",
        "`code`",
        "\n> ",
        "\n# Heading\n",
        "\n## Dashboard comments\n",
        "{{ sp12.satisfaction.latest }}",
        "{{ sp12.satisfaction }}",
        "{{ nothing }}",
        "{% if %}",
        "**",
        "[a page](https://example.org)",
        "[nowhere](nowhere.md)",
    ];
    let strategy = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12);
    judged(&root().join("reports").join(QUARTER), |material, faults| {
        let mut runner = TestRunner::new(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let tried = runner.run(&strategy, |pieces| {
            let mut commentary = material.commentary.to_vec();
            let sp12 = commentary.iter_mut().find(|one| *one.path == *"narrative/sp12.md");
            *sp12.unwrap() = SourceText::new("narrative/sp12.md", &pieces.concat());
            let material = Material { commentary: &commentary, ..material };
            links_hold(&compose_draft(material, faults.clone()).0)
        });
        tried.unwrap_or_else(|error| panic!("{error}"));
    });
}
