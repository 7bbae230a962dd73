//! A paper as those meet it who do not see it: the tags of the PDF, and the text that each holds.

use std::collections::BTreeMap;

/// Marked content: the page, from 1, and the number that the page gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub(super) page: usize,
    pub(super) id: i64,
}

/// Text shown at one go.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// Where it begins, in points from the left of the page.
    pub(super) x: f64,
    /// Its baseline, in points from the top.
    pub(super) y: f64,
    /// The size of its type.
    pub(super) size: f64,
    /// What it says.
    pub(super) text: String,
}

/// A tag.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tag {
    /// `P`, `H1`, `Table`, …
    pub(super) role: String,
    /// The text that stands for it.
    pub(super) alt: Option<String>,
    /// Of a header cell: `Row`, `Column` or `Both`.
    pub(super) scope: Option<String>,
    pub(super) kids: Vec<Kid>,
}

/// What a tag holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kid {
    Tag(Tag),
    Mark(Mark),
}

/// Text that is not tagged, because it belongs to the page and not to the paper.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Artifact {
    pub(super) page: usize,
    /// Whether it is the running head or the foot.
    pub(super) head_or_foot: bool,
    pub(super) runs: Vec<Run>,
}

/// What a PDF says of itself, and what stands in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Structure {
    pub(super) language: Option<String>,
    pub(super) title: Option<String>,
    /// Whether a viewer shows the title, and not the name of the file.
    pub(super) title_shown: bool,
    /// The titles of the bookmarks, in order, of every level.
    pub(super) bookmarks: Vec<String>,
    /// Whether the pages are labelled from the first on.
    pub(super) pages_labelled: bool,
    pub(super) pages: usize,
    pub(super) root: Tag,
    pub(super) content: Content,
}

/// The text of a page, or of all.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Content {
    /// The text of each mark; empty where it holds shapes alone.
    pub(super) marked: BTreeMap<Mark, Vec<Run>>,
    pub(super) artifacts: Vec<Artifact>,
    /// Text that is neither tagged nor an artifact, with its page.
    pub(super) loose: Vec<(usize, Run)>,
}

impl Tag {
    /// The tag and every tag within it, in reading order.
    pub(super) fn all(&self) -> Vec<&Tag> {
        let mut found = vec![self];
        for kid in &self.kids {
            if let Kid::Tag(tag) = kid {
                found.extend(tag.all());
            }
        }
        found
    }

    /// The marks within it, in reading order.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut found = Vec::new();
        for kid in &self.kids {
            match kid {
                Kid::Tag(tag) => found.extend(tag.marks()),
                Kid::Mark(mark) => found.push(*mark),
            }
        }
        found
    }

    /// The page on which it begins.
    pub(super) fn page(&self) -> Option<usize> {
        self.marks().first().map(|mark| mark.page)
    }

    /// The level of a heading.
    pub(super) fn heading_level(&self) -> Option<u32> {
        self.role.strip_prefix('H')?.parse().ok()
    }
}

impl Structure {
    /// The text of a tag, in reading order.
    pub(super) fn text(&self, tag: &Tag) -> String {
        let runs =
            tag.marks().into_iter().filter_map(|mark| self.content.marked.get(&mark)).flatten();
        runs.map(|run| run.text.as_str()).collect()
    }
}

/// A text without its spaces and without regard to capitals, to be compared.
pub(super) fn compared(text: &str) -> String {
    text.split_whitespace().flat_map(str::chars).flat_map(char::to_lowercase).collect()
}
