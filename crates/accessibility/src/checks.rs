//! The checks of language, title, bookmarks, labels, headings, tables and lost text.

use super::structure::{Structure, Tag, compared};

/// The language that every paper declares.
pub(super) const LANGUAGE: &str = "en-GB";

/// Something that breaks a rule of accessibility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The check that found it, such as `tables`.
    pub check: &'static str,
    /// The page, from 1; `None` where it is the whole paper.
    pub page: Option<usize>,
    /// What is wrong, in a sentence without a full stop.
    pub what: String,
}

impl std::fmt::Display for Breach {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.page {
            Some(page) => write!(formatter, "page {page}: {} ({})", self.what, self.check),
            None => write!(formatter, "{} ({})", self.what, self.check),
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Its name.
    pub(super) check: &'static str,
    /// What it asks.
    pub(super) rule: &'static str,
    /// How many of what it looked at.
    pub(super) looked_at: (usize, &'static str),
    /// What it lets pass, and where: said, and not left out in silence.
    pub(super) exceptions: Vec<String>,
    pub(super) breaches: Vec<Breach>,
}

impl Outcome {
    pub(super) fn new(check: &'static str, rule: &'static str, of: &'static str) -> Self {
        Self { check, rule, looked_at: (0, of), exceptions: Vec::new(), breaches: Vec::new() }
    }

    pub(super) fn breach(&mut self, page: Option<usize>, what: impl Into<String>) {
        self.breaches.push(Breach { check: self.check, page, what: what.into() });
    }
}

/// Language, title, bookmarks and labels of pages.
pub(super) fn document(structure: &Structure, title: &str) -> [Outcome; 4] {
    let mut language = Outcome::new(
        "language",
        "The language of the document is set, to British English.",
        "document",
    );
    language.looked_at.0 = 1;
    if structure.language.as_deref() != Some(LANGUAGE) {
        let found = structure.language.as_deref().unwrap_or("none");
        language.breach(None, format!("the language is {found} where it should be {LANGUAGE}"));
    }
    let mut titled = Outcome::new(
        "title",
        "The document has the paper's title, and asks viewers to show it.",
        "document",
    );
    titled.looked_at.0 = 1;
    if title.is_empty() || structure.title.as_deref() != Some(title) {
        titled.breach(None, format!("the document's title is not the paper's, “{title}”"));
    }
    if !structure.title_shown {
        titled.breach(None, "a viewer would show the name of the file, not the title");
    }
    let mut bookmarks = Outcome::new(
        "bookmarks",
        "Every section has a bookmark, and every bookmark a title.",
        "bookmarks",
    );
    bookmarks.looked_at.0 = structure.bookmarks.len();
    let sections = headings(structure).filter(|(level, _)| *level == 1).count();
    // The contents list the sections, and are none.
    if structure.bookmarks.is_empty() || structure.bookmarks.len() + 1 < sections {
        let found = structure.bookmarks.len();
        bookmarks.breach(None, format!("there are {found} bookmarks for {sections} sections"));
    }
    if structure.bookmarks.iter().any(|title| title.trim().is_empty()) {
        bookmarks.breach(None, "a bookmark has no title");
    }
    let mut labels = Outcome::new(
        "page-labels",
        "The pages are labelled from the first on, as the foot of each numbers it.",
        "pages",
    );
    labels.looked_at.0 = structure.pages;
    if !structure.pages_labelled {
        labels.breach(None, "the pages have no labels");
    }
    [language, titled, bookmarks, labels]
}

fn headings(structure: &Structure) -> impl Iterator<Item = (u32, &Tag)> {
    let all = structure.root.all().into_iter();
    all.filter_map(|tag| tag.heading_level().map(|level| (level, tag)))
}

/// Heading levels: the first is 1, and none is skipped on the way down.
pub(super) fn heading_levels(structure: &Structure) -> Outcome {
    let mut outcome = Outcome::new(
        "headings",
        "Headings begin at level 1 and skip no level; each has a text.",
        "headings",
    );
    let mut before = 0;
    for (level, tag) in headings(structure) {
        outcome.looked_at.0 += 1;
        let (page, text) = (tag.page(), structure.text(tag));
        if level > before + 1 || level == 0 {
            outcome.breach(
                page,
                format!("the heading “{text}” has level {level} after level {before}"),
            );
        }
        if text.trim().is_empty() {
            outcome.breach(page, "a heading has no text");
        }
        before = level;
    }
    if outcome.looked_at.0 == 0 {
        outcome.breach(None, "there is no heading");
    }
    outcome
}

/// Tables have header cells, each with the direction of what it heads.
pub(super) fn tables(structure: &Structure) -> Outcome {
    let mut outcome = Outcome::new(
        "tables",
        "Every table has header cells; each header cell has a text and says whether it heads a row or a column.",
        "tables",
    );
    let all = structure.root.all();
    for table in all.into_iter().filter(|tag| tag.role == "Table") {
        outcome.looked_at.0 += 1;
        let page = table.page();
        let heads: Vec<_> = table.all().into_iter().filter(|tag| tag.role == "TH").collect();
        if heads.is_empty() {
            let text: String = structure.text(table).chars().take(40).collect();
            outcome.breach(page, format!("the table that begins “{text}” has no header cell"));
        }
        for head in heads {
            let text = structure.text(head);
            if !matches!(head.scope.as_deref(), Some("Row" | "Column" | "Both")) {
                outcome
                    .breach(page, format!("the header cell “{text}” heads neither row nor column"));
            }
            if text.trim().is_empty() {
                outcome.breach(page, "a header cell has no text");
            }
        }
    }
    outcome
}

/// No text is lost to those who listen.
pub(super) fn lost_text(structure: &Structure) -> Outcome {
    let mut outcome = Outcome::new(
        "tagged-text",
        "Every text is tagged, and tagged once, but for the running head and the foot; what else is not tagged repeats what is.",
        "texts",
    );
    let marks = structure.root.marks();
    let mut sorted = marks.clone();
    sorted.sort_unstable();
    for pair in sorted.windows(2).filter(|pair| pair[0] == pair[1]) {
        outcome.breach(Some(pair[0].page), "a text is tagged twice");
    }
    sorted.dedup();
    for mark in sorted.iter().filter(|mark| !structure.content.marked.contains_key(mark)) {
        outcome.breach(Some(mark.page), "a tag speaks of content that is not there");
    }
    for (mark, runs) in &structure.content.marked {
        outcome.looked_at.0 += runs.len();
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        if text.contains(char::REPLACEMENT_CHARACTER) {
            outcome.breach(
                Some(mark.page),
                format!("the text “{text}” has letters without a meaning"),
            );
        }
        if sorted.binary_search(mark).is_err() && !text.trim().is_empty() {
            outcome.breach(Some(mark.page), format!("the text “{text}” is in no tag"));
        }
    }
    for (page, run) in structure.content.loose.iter().filter(|(_, run)| !run.text.trim().is_empty())
    {
        outcome.breach(Some(*page), format!("the text “{}” is in no tag", run.text));
    }
    let tagged = compared(&structure.text(&structure.root));
    let mut repeated = std::collections::BTreeSet::new();
    for artifact in structure.content.artifacts.iter().filter(|artifact| !artifact.head_or_foot) {
        let text: String = artifact.runs.iter().map(|run| run.text.as_str()).collect();
        if !tagged.contains(&compared(&text)) {
            outcome.breach(Some(artifact.page), format!("the text “{text}” is in no tag"));
        } else if !text.trim().is_empty() {
            repeated.insert(artifact.page);
        }
    }
    if structure.content.artifacts.iter().any(|artifact| artifact.head_or_foot) {
        outcome
            .exceptions
            .push("The running head and the foot of the pages are not read out.".to_owned());
    }
    for page in repeated {
        outcome.exceptions.push(format!(
            "Page {page} repeats words, such as the head of a table that goes on, which are read out once."
        ));
    }
    outcome
}
