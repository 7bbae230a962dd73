//! Running text, and how it is built from the parser's events.

use serde::Serialize;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Inline {
    /// Plain text; never markup.
    Text {
        /// The text.
        text: String,
    },
    /// Strong text.
    Strong {
        /// The text within.
        content: Vec<Inline>,
    },
    /// Emphasised text.
    Emphasis {
        /// The text within.
        content: Vec<Inline>,
    },
    /// A link to the web.
    Link {
        /// Where to.
        url: String,
        /// The text within.
        content: Vec<Inline>,
    },
    /// A reference to an endnote.
    Endnote {
        /// `i`, `ii`, …
        mark: String,
        /// Whether this is the first reference, which the endnote links back to.
        first: bool,
    },
}

/// Text within strong text, emphasis or a link, which is still open.
enum Open {
    Strong,
    Emphasis,
    Link(String),
}

/// Collects running text.
#[derive(Default)]
pub(crate) struct InlineBuilder {
    levels: Vec<(Open, Vec<Inline>)>,
    content: Vec<Inline>,
}

impl InlineBuilder {
    pub(crate) fn text(&mut self, text: &str) {
        let content = self.innermost();
        if let Some(Inline::Text { text: last }) = content.last_mut() {
            last.push_str(text);
        } else {
            content.push(Inline::Text { text: text.to_owned() });
        }
    }

    /// How many levels are open.
    pub(crate) fn depth(&self) -> usize {
        self.levels.len()
    }

    /// A reference to an endnote, which carries its label until the endnotes are numbered.
    pub(crate) fn endnote(&mut self, label: &str) {
        self.innermost().push(Inline::Endnote { mark: label.to_owned(), first: false });
    }

    /// The labels of the endnotes with which the text ends so far.
    pub(crate) fn trailing_endnotes(&mut self) -> Vec<&str> {
        let endnotes = self.innermost().iter().rev().map_while(|inline| match inline {
            Inline::Endnote { mark, .. } => Some(mark.as_str()),
            _ => None,
        });
        endnotes.collect()
    }

    pub(crate) fn open_strong(&mut self) {
        self.levels.push((Open::Strong, Vec::new()));
    }

    pub(crate) fn open_emphasis(&mut self) {
        self.levels.push((Open::Emphasis, Vec::new()));
    }

    pub(crate) fn open_link(&mut self, url: &str) {
        self.levels.push((Open::Link(url.to_owned()), Vec::new()));
    }

    pub(crate) fn close(&mut self) {
        let Some((open, content)) = self.levels.pop() else { return };
        self.innermost().push(match open {
            Open::Strong => Inline::Strong { content },
            Open::Emphasis => Inline::Emphasis { content },
            Open::Link(url) => Inline::Link { url, content },
        });
    }

    /// What was collected since the last call.
    pub(crate) fn take(&mut self) -> Vec<Inline> {
        while !self.levels.is_empty() {
            self.close();
        }
        std::mem::take(&mut self.content)
    }

    /// The text of the level that is open last.
    pub(crate) fn innermost_text(&mut self) -> String {
        let mut text = String::new();
        add_text(self.innermost(), &mut text);
        text
    }

    fn innermost(&mut self) -> &mut Vec<Inline> {
        self.levels.last_mut().map_or(&mut self.content, |(_, content)| content)
    }
}

fn add_text(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text: more } => text.push_str(more),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => add_text(content, text),
            Inline::Endnote { .. } => {}
        }
    }
}
