//! What must hold of every paper, on the smallest one.

use serde_json::{Value, json};

use super::{Attachment, TypesetError, Typesetting, VirtualFile, typeset};
use crate::view::Date;

const DATE: Date = Date { year: 2014, month: 12, day: 17 };

fn section(number: &str, text: &str) -> Value {
    json!({
        "number": number,
        "title": "Purpose",
        "anchor": format!("section-{number}"),
        "paragraphs": [{
            "number": format!("{number}.1"),
            "content": [{ "kind": "text", "text": text }],
            "lists": [],
        }],
    })
}

fn paper(text: &str) -> Value {
    json!({
        "title": "Report", "body": "Body", "office": "Office", "panel": "Panel",
        "date": { "year": 2014, "month": 12, "day": 17 },
        "running_head": "Report", "notice": null,
        "header": [{ "name": "Paper marked", "value": "" }],
        "opening": [section("1", text)], "priorities": ["sp1"], "items": [],
        "implications": [], "appendices": [], "background_papers": [], "contacts": [], "endnotes": [],
        "dashboard": {
            "title": "Appendix A", "period": "Period", "introduction": "Introduction",
            "key": [], "notes": [],
        },
        "method": {
            "title": "Appendix B", "introduction": [], "rules": [], "settings": [], "awaited": [],
            "sources": [],
        },
    })
}

fn priority(latest: &str) -> Value {
    json!({
        "id": "sp1",
        "section": section("2", "Commentary."),
        "widgets": [{
            "code": "1", "title": "Entrants", "anchor": "widget-1", "statement": null,
            "columns": [{ "title": "Latest", "period": "", "words": false }],
            "rows": [{
                "id": "sp1.entrants", "label": "Entrants", "rule": "①", "notes": [],
                "cells": [{ "text": latest, "detail": "" }],
                "sparkline": null, "standing": "green", "word": "Green", "reason": "By rule ①.",
                "actions": ["Look again."],
            }],
            "exhibits": [[exhibit()]], "comments": [], "notes": [],
        }],
    })
}

fn exhibit() -> Value {
    json!({
        "number": 1, "anchor": "chart-sp1-entrants", "row": "sp1.entrants",
        "caption": "Entrants", "reading": "A line.", "alt": "Entrants went from 300 up to 370.",
        "drawing": { "width": 233.0, "height": 40.0, "shapes": [
            { "shape": "line", "through": [[0.0, 40.0], [233.0, 0.0]], "role": "counted" },
            { "shape": "mark", "at": [233.0, 0.0], "role": "outside" },
            { "shape": "text", "at": [0.0, 20.0], "align": "left", "text": "300", "strong": false },
        ]},
    })
}

/// What summarises it.
fn summary() -> Value {
    json!({ "period": "Period", "gathered": false, "tally": [{ "standing": "green", "word": "Green", "rows": 1 }], "priorities": [{
        "code": "1", "title": "Entrants", "anchor": "widget-1", "statement": null,
        "rows": [{
            "id": "sp1.entrants", "label": "Entrants", "latest": "370", "words": false,
            "change": "+70 (+23%)", "sparkline": null, "standing": "green", "word": "Green",
        }],
    }]})
}

fn file(name: &str, data: &Value) -> VirtualFile {
    VirtualFile { name: name.to_owned(), bytes: data.to_string().into_bytes() }
}

fn typeset_with(text: &str, latest: &str) -> Result<Typesetting, TypesetError> {
    let files = vec![
        file("paper.json", &paper(text)),
        file("look.json", &json!({ "accent": null, "logo": null, "duplex": false })),
        file("summary.json", &summary()),
        file("sp1.json", &priority(latest)),
    ];
    let attachment = Attachment {
        name: "paper.json".to_owned(),
        bytes: b"{}".to_vec(),
        mime: "application/json".to_owned(),
        description: "The figures".to_owned(),
    };
    typeset(files, vec![attachment], DATE)
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let pdfs = [(); 2].map(|()| typeset_with("Text.", "370").unwrap().pdf().unwrap());
    assert!(pdfs[0] == pdfs[1]);
}

#[test]
fn text_is_placed_and_never_evaluated() {
    let tree = typeset_with("#panic(1) *x* $y$ @z <w>", "370").unwrap().layout_tree().concat();
    assert!(tree.contains("#panic(1) *x* $y$ @z <w>"), "{tree}");
}

#[test]
fn a_changed_figure_changes_one_line_of_the_tree() {
    let [before, after] =
        ["370", "371"].map(|latest| typeset_with("Text.", latest).unwrap().layout_tree().concat());
    let changed: Vec<_> =
        before.lines().zip(after.lines()).filter(|(one, other)| one != other).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
}

#[test]
fn a_mark_and_its_word_are_one_text() {
    let tree = typeset_with("Text.", "370").unwrap().layout_tree().concat();
    assert!(tree.contains("▲ Green"), "{tree}");
}

#[test]
fn an_exhibit_is_a_picture_of_its_own() {
    let pictures = || typeset_with("Text.", "370").unwrap().pictures().unwrap();
    let found = pictures();
    assert_eq!(found, pictures());
    let [picture] = &found[..] else { panic!("{} pictures", found.len()) };
    assert_eq!(picture.anchor, "chart-sp1-entrants");
    assert!(picture.svg.starts_with("<svg"), "{}", &picture.svg[..40]);
    assert_eq!(picture.png[..8], *b"\x89PNG\r\n\x1a\n");
}

#[test]
fn a_missing_file_is_named_with_the_line_that_reads_it() {
    let error = typeset(
        vec![
            file("paper.json", &paper("Text.")),
            file("look.json", &json!({ "accent": null, "logo": null, "duplex": false })),
        ],
        Vec::new(),
        DATE,
    )
    .unwrap_err();
    let message = error.to_string();
    assert!(message.contains("paper.typ:") && message.contains("sp1.json"), "{message}");
}

#[test]
fn a_character_that_the_typeface_lacks_is_refused() {
    let error = typeset_with("A tick: \u{2713}.", "370").unwrap().pdf().unwrap_err();
    assert!(error.to_string().contains('\u{2713}'), "{error}");
}

#[test]
fn a_name_is_taken_once() {
    let files = vec![file("theme.typ", &Value::Null)];
    let error = typeset(files, Vec::new(), DATE).unwrap_err();
    assert!(matches!(error, TypesetError::FileName { .. }), "{error}");
}

#[test]
fn a_date_that_is_not_in_the_calendar_is_refused() {
    let date = Date { month: 13, ..DATE };
    assert_eq!(super::pdf::options(date).unwrap_err(), TypesetError::Date(date));
}
