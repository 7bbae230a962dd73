//! What is put on record beside a paper: what was checked, with which result and by what, what was
//! not, and what a person has to look at.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::checks::Outcome;

/// A program that made or checked a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// This product.
pub const PANEL: Tool = Tool { name: "panel", version: env!("CARGO_PKG_VERSION") };

/// The typesetter, which refuses what breaks the standards that it knows.
pub const TYPESETTER: Tool = Tool { name: "typst", version: "0.15.1" };

/// What reads the PDF back.
pub const PDF_READER: Tool = Tool { name: "hayro-syntax", version: "0.7.2" };

/// The validator of the test suite.
pub const VALIDATOR: Tool = Tool { name: "page_validation", version: "0.12.2" };

/// What a paper says of itself, as far as the record repeats it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFacts {
    /// Its title, which the PDF has as well.
    pub title: String,
    /// Who publishes it.
    pub body: String,
    /// The day that it is of.
    pub date: PaperDate,
}

/// A day in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PaperDate {
    /// Year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

/// The record that is shipped beside a paper, as `accessibility.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Accessibility {
    what_this_is: &'static str,
    file: CheckedFile,
    paper: PaperRecord,
    standards: [Standard; 3],
    made_by: [Tool; 2],
    checked_on_this_file: Checked,
    refused_by_the_typesetter: Refused,
    not_checked_on_this_file: [Elsewhere; 4],
    to_be_checked_by_a_person: Vec<ForAPerson>,
}

/// The file that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct CheckedFile {
    name: String,
    sha256: String,
    bytes: usize,
    pages: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct PaperRecord {
    title: String,
    body: String,
    date: PaperDate,
    language: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Standard {
    name: &'static str,
    means: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Checked {
    by: [Tool; 2],
    result: &'static str,
    checks: Vec<Passed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Passed {
    check: &'static str,
    rule: &'static str,
    result: &'static str,
    looked_at: usize,
    of: &'static str,
    exceptions: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Refused {
    by: Tool,
    what: [&'static str; 6],
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Elsewhere {
    what: &'static str,
    by: Option<Tool>,
    profiles: &'static [&'static str],
    where_it_is_checked: &'static str,
}

/// What no program can answer: to be filled in by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ForAPerson {
    question: &'static str,
    answer: &'static str,
    name: &'static str,
    date: &'static str,
}

const WHAT_THIS_IS: &str = "A record of how the accessibility of one file was checked. Programs find \
only a part of what the standards ask: until a person has answered the questions at the end and \
signed them, no conformance is claimed.";

const STANDARDS: [Standard; 3] = [
    Standard {
        name: "WCAG 2.2 AA",
        means: "the target: what the accessibility regulations for public sector bodies are read by",
    },
    Standard { name: "PDF/UA-1", means: "declared by the file (ISO 14289-1)" },
    Standard { name: "PDF/A-3a", means: "declared by the file (ISO 19005-3)" },
];

const REFUSED: [&str; 6] = [
    "a document without a title",
    "a drawing or a picture without a text alternative",
    "a first heading that is not of level 1",
    "a heading that skips a level",
    "a character that the typeface lacks",
    "an attachment without a media type",
];

const ELSEWHERE: [Elsewhere; 4] = [
    Elsewhere {
        what: "The rules of the standards that a program can check.",
        by: Some(VALIDATOR),
        profiles: &["PDF/UA-1", "PDF/A-3a"],
        where_it_is_checked: "in the test suite of panel, on the papers kept with it",
    },
    Elsewhere {
        what: "The syntax of the file, with qpdf --check.",
        by: None,
        profiles: &[],
        where_it_is_checked: "in the continuous integration of panel, on the papers kept with it",
    },
    Elsewhere {
        what: "Contrast of text and graphics, and whether the states of rows differ without full colour vision, and by their marks in grey.",
        by: None,
        profiles: &[],
        where_it_is_checked: "in the test suite of panel, on the colours that every paper is made with",
    },
    Elsewhere {
        what: "How a screen reader reads the file aloud, and how the file looks enlarged or reflowed.",
        by: None,
        profiles: &[],
        where_it_is_checked: "nowhere: a person has to try it",
    },
];

const QUESTIONS: [&str; 10] = [
    "Does each text alternative say what its drawing shows, and is it true?",
    "Is the paper read aloud in an order that makes sense, with a screen reader?",
    "Are tables understood cell by cell, with the headers that are read out?",
    "Do headings, bookmarks and the contents say what is below them?",
    "Do the texts of links say where they lead?",
    "Is the commentary in plain language, with abbreviations written out at their first use?",
    "Is nothing said by colour, shape or position alone?",
    "Is the paper readable at 200%, and printed in grey?",
    "Are names and passages in another language than English marked, or none there?",
    "Is the paper published beside a way to ask for another format?",
];

impl Accessibility {
    /// The record of a paper that passed every check.
    pub(super) fn passed(
        name: &str,
        pdf: &[u8],
        pages: usize,
        paper: &PaperFacts,
        outcomes: Vec<Outcome>,
    ) -> Self {
        let checks = outcomes.into_iter().map(|outcome| Passed {
            check: outcome.check,
            rule: outcome.rule,
            result: if outcome.looked_at.0 == 0 { "nothing to check" } else { "passed" },
            looked_at: outcome.looked_at.0,
            of: outcome.looked_at.1,
            exceptions: outcome.exceptions,
        });
        Self {
            what_this_is: WHAT_THIS_IS,
            file: CheckedFile {
                name: name.to_owned(),
                sha256: in_hex(&Sha256::digest(pdf)),
                bytes: pdf.len(),
                pages,
            },
            paper: PaperRecord {
                title: paper.title.clone(),
                body: paper.body.clone(),
                date: paper.date,
                language: super::checks::LANGUAGE,
            },
            standards: STANDARDS,
            made_by: [PANEL, TYPESETTER],
            checked_on_this_file: Checked {
                by: [PANEL, PDF_READER],
                result: "passed",
                checks: checks.collect(),
            },
            refused_by_the_typesetter: Refused { by: TYPESETTER, what: REFUSED },
            not_checked_on_this_file: ELSEWHERE,
            to_be_checked_by_a_person: QUESTIONS
                .map(|question| ForAPerson { question, answer: "", name: "", date: "" })
                .into(),
        }
    }
}

fn in_hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

/// The example of FIPS 180-2, B.1.
#[cfg(test)]
#[test]
fn the_digest_is_that_of_the_standard() {
    assert_eq!(
        in_hex(&Sha256::digest(b"abc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}
