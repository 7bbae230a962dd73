//! Every text that somebody writes and the paper prints: it is refused where it stands, or the paper has it.

use std::path::Path;

use panel_accessibility::page_texts;
use panel_core::{Fault, Severity};
use panel_quarter::JudgedQuarter;
use panel_report::Composition;
use panel_typeface::{LONGEST_NAME, find_misprint, is_mark, plain};
use proptest::prelude::*;

use crate::cli::panel::Copied;
use crate::quarters::judge;

/// A text that is printed: its file, what of the file it takes the place of, and how it is written.
#[derive(Debug)]
struct Field {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// Whether the paper has it; other programs show the rest.
    is_printed: bool,
}

const fn field(file: &'static str, from: &'static str, to: &'static str) -> Field {
    Field { file, from, to, is_printed: true }
}

const PACKAGE: &str = "returns/datapackage.json";
const BURGLARY: &str = "narrative/sp12.md";
const ACTION: &str = "+++\n[[actions]]\nrow = \"sp12.offences\"\naction = \"TEXT\"\nowner = \"Head of Crime\"\ndue = \"2015-01-31\"\n+++\nDomestic burglary {{";

/// The fields. `TEXT` is where the text stands.
const FIELDS: &[Field] = &[
    field("panel.toml", "author = \"Planning and", "author = \"TEXT and"),
    field("panel.toml", "report_of = \"Police", "report_of = \"TEXT"),
    field("panel.toml", "marked = \"\"", "marked = \"TEXT\""),
    field("panel.toml", "text = \"None\"", "text = \"TEXT\""),
    field("panel.toml", "heading = \"Legal\"", "heading = \"TEXT\""),
    field("panel.toml", "role = \"Planning", "role = \"TEXT"),
    field("panel.toml", "background_papers = []", "background_papers = [\"TEXT\"]"),
    field("awaited.toml", "why = \"National", "why = \"TEXT"),
    field("returns/assessments.csv", ",final,", " TEXT,final,"),
    field(BURGLARY, "Domestic burglary {{", "TEXT burglary {{"),
    field(
        BURGLARY,
        "Domestic burglary {{",
        "Words.[^a]\n\n[^a]: Note TEXT.\n\nDomestic burglary {{",
    ),
    field(
        BURGLARY,
        "Domestic burglary {{",
        "[Page TEXT](https://example.org)\n\n1. **one**\n2. *TEXT*\n\nDomestic burglary {{",
    ),
    field(BURGLARY, "Domestic burglary {{", ACTION),
    field(BURGLARY, "- Measures of a", "- TEXT of a"),
    Field { is_printed: false, ..field(PACKAGE, "\"title\": \"Returns", "\"title\": \"TEXT") },
    Field { is_printed: false, ..field(PACKAGE, "\"title\": \"Offences", "\"title\": \"TEXT") },
    Field { is_printed: false, ..field(PACKAGE, "\"name\": \"counts\"", "\"name\": \"TEXT\"") },
    Field {
        is_printed: false,
        ..field(
            PACKAGE,
            "\"return\": \"counts\"",
            "\"return\": \"counts\", \"from\": \"TEXT\", \"approved_by\": \"TEXT\"",
        )
    },
];

/// The quarter composed, or every fault of it that stops a paper.
fn compose_quarter(folder: &Path) -> Result<Composition, Vec<Fault>> {
    let composed = judge(folder).and_then(JudgedQuarter::compose);
    composed.map(|quarter| quarter.composition).map_err(|mut faults| {
        faults.retain(|fault| fault.severity == Severity::Error);
        faults
    })
}

/// The paper, which is made and found accessible wherever nothing is at fault.
fn make_paper(composition: &Composition) -> Result<Vec<u8>, TestCaseError> {
    let fail = |error: panel_report::TypesetError| TestCaseError::fail(error.to_string());
    let pdf = composition.typeset(Vec::new()).and_then(|typesetting| typesetting.pdf());
    let pdf = pdf.map_err(fail)?;
    composition.accessibility("paper.pdf", &pdf).map_err(fail)?;
    Ok(pdf)
}

/// Letters alone: lines and cells are broken anywhere. Where a mark is drawn on a letter, each of the two glyphs
/// may give both, so that letters are looked for without marks and without doubles.
fn letters(text: &str) -> String {
    let broken = |letter: &char| {
        letter.is_whitespace() || matches!(letter, '-' | '\u{200b}') || is_mark(*letter)
    };
    let mut letters: Vec<_> = plain(text).chars().filter(|letter| !broken(letter)).collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Whether all letters are in a text, in their order, whatever is between them.
fn is_within(letters: &str, text: &str) -> bool {
    let mut text = text.chars();
    letters.chars().all(|letter| text.any(|other| other == letter))
}

/// Whether a letter means something to a format, or is drawn otherwise.
fn is_sign(letter: char) -> bool {
    letter.is_ascii_punctuation()
        || letter.is_whitespace()
        || letter.is_ascii_control()
        || ('①'..='⑨').contains(&letter)
}

fn text() -> impl Strategy<Value = String> {
    let telling = proptest::sample::select(
        &[
            'a', 'Q', '7', 'é', 'Σ', 'я', 'ş', '£', '—', '…', '✅', '🙂', '警', 'ش', '\u{202e}',
            '\u{200f}', '\u{200b}', '\u{2066}', '\u{ad}', '\u{301}', '\u{20dd}', '₂', '²', '½',
            'ﬁ', '★', '\u{85}', '\u{e000}', '\u{fffd}', '\u{feff}',
        ][..],
    );
    let letter =
        prop_oneof![6 => telling, 1 => any::<char>(), 6 => proptest::char::range('a', 'z')];
    let letter = letter.prop_filter("a sign", |letter| !is_sign(*letter));
    proptest::collection::vec(letter, 1..6)
        .prop_map(|letters| format!("Zq{}x", letters.into_iter().collect::<String>()))
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 40, ..Default::default() }
}

#[test]
fn letters_under_two_marks_are_looked_for_in_their_order() {
    assert!(is_within("hx", "hqxand") && is_within("", "a"));
    assert!(!is_within("hx", "xhand") && !is_within("hx", "hand"));
}

#[test]
fn a_text_is_refused_where_it_stands_or_printed() {
    let copied = Copied::quarter();
    let fields = proptest::sample::select(FIELDS.iter().collect::<Vec<_>>());
    proptest!(cases(80), |(field in fields, text in text())| {
        let right = copied.text(field.file);
        prop_assert!(right.contains(field.from), "{} has no {:?}", field.file, field.from);
        copied.write(field.file, right.replacen(field.from, &field.to.replace("TEXT", &text), 1));
        let composed = compose_quarter(&copied.folder());
        copied.write(field.file, right);
        if let Some(misprint) = find_misprint(&text, LONGEST_NAME) {
            let Err(faults) = composed else {
                return Err(TestCaseError::fail(format!("{} takes {text:?}: {misprint:?}", field.to)));
            };
            for fault in faults.iter().filter(|fault| fault.code.ends_with("::not_printable")) {
                prop_assert!(fault.place.span.is_some(), "{fault}");
                prop_assert_eq!(&*fault.place.source.path, field.file);
                prop_assert!(!fault.remedy.is_empty());
            }
            prop_assert!(faults.iter().any(|fault| fault.code.ends_with("::not_printable")), "{faults:?}");
            return Ok(());
        }
        let composition = match composed {
            Ok(composition) => composition,
            Err(faults) => return Err(TestCaseError::fail(format!("{text:?}: {faults:?}"))),
        };
        if !field.is_printed {
            return Ok(());
        }
        let pdf = make_paper(&composition)?;
        let parts = page_texts(&pdf).unwrap().into_iter().flat_map(|page| page.parts);
        let printed = letters(&parts.collect::<String>());
        let near = printed.split("Zq").skip(1).map(|part| part.chars().take(24).collect::<String>());
        let near: Vec<_> = near.collect();
        let wanted = letters(&text);
        let is_there = if text.chars().any(is_mark) {
            // The glyph of a mark gives the letter on which it was drawn first, wherever it is drawn again.
            near.iter().any(|part| is_within(wanted.trim_start_matches("Zq"), part))
        } else {
            printed.contains(&wanted)
        };
        prop_assert!(is_there, "{} does not print {text:?}, but {near:?}", field.to);
    });
}

/// Pieces of commentary that are hard to lay out.
fn piece() -> impl Strategy<Value = String> {
    let many =
        |text: &'static str, most: usize| (1..most).prop_map(move |times| text.repeat(times));
    prop_oneof![
        many("words ", 300),
        many(". ", 3_000),
        many("(", 450),
        many("x", 450),
        many("é", 450),
        many("1-", 200),
        many("a\u{a0}b", 150),
        many("https://example.org/", 20),
        many("so[^a] ", 60),
        many("**so** *it* ", 60),
        many("e\u{301}", 60),
        many("A paragraph.\n\n", 60),
        many("\n- a point", 60),
        many("\n1. an item", 60),
        Just("\n\n".to_owned()),
        Just("[words of a link](https://example.org) ".to_owned()),
    ]
}

#[test]
fn commentary_that_is_accepted_makes_a_paper() {
    let copied = Copied::quarter();
    let right = copied.text(BURGLARY);
    let pieces = || proptest::collection::vec(piece(), 1..6).prop_map(|pieces| pieces.concat());
    let action = "[[actions]]\nrow = \"sp12.offences\"\naction = \"Mark property.\"\nowner = \"Head of Crime\"\ndue = \"2015-01-31\"\n";
    proptest!(cases(24), |(text in pieces(), comment in pieces(), actions in 0_usize..60)| {
        let front = if actions > 0 { format!("+++\n{}+++\n", action.repeat(actions)) } else { String::new() };
        let comment = comment.replace("[^a]", "");
        let body = format!("{front}Words.[^a] {text}\n\n[^a]: A note.\n\n{right}- Also {comment}\n");
        copied.write(BURGLARY, body);
        if let Ok(composition) = compose_quarter(&copied.folder()) {
            make_paper(&composition)?;
        }
    });
    copied.write(BURGLARY, right);
}
