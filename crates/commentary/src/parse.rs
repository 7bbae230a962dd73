//! Markdown to typed blocks.

mod text;

use std::collections::BTreeMap;
use std::ops::Range;

use panel_core::{Fault, SourceText};
use panel_typeface::plain;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::inline::InlineBuilder;
use crate::{Commentary, Inline, Unnumbered, UnnumberedList};

/// The one heading that commentary may have; what follows it goes to the widget.
const COMMENTS: &str = "Dashboard comments";

/// Parses the bound text of `source`, noting what cannot be commentary.
pub(crate) fn parse(source: &SourceText, bound: &str, faults: &mut Vec<Fault>) -> Commentary {
    let mut reader = Reader {
        source,
        bound_lines: SourceText::new("", bound),
        faults,
        inline: InlineBuilder::default(),
        lists: Vec::new(),
        found: Commentary::default(),
        referred: Vec::new(),
        defined: BTreeMap::new(),
        within_definition: None,
        heading: None,
        in_comments: false,
        refused: 0,
    };
    // Quotation marks and dashes are set as a printer would.
    // What else Markdown may hold is recognised to be refused: it would be printed as it was typed.
    let options = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS;
    let events = Parser::new_ext(bound, options).into_offset_iter();
    for (event, span) in TextMergeWithOffset::new(events) {
        reader.event(event, span);
    }
    reader.finish()
}

/// Numbers such as 20.1.1.1 are the most that a reader follows.
const DEEPEST_LIST: usize = 3;

/// Strong text within a link within emphasis, and no further.
const DEEPEST_INLINE: usize = 3;

fn leads_to_a_page(url: &str) -> bool {
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}

/// A list that is still open.
struct OpenList {
    ordered: bool,
    items: Vec<Unnumbered>,
}

struct Reader<'a> {
    source: &'a SourceText,
    /// The bound text, with the places of its lines.
    bound_lines: SourceText,
    faults: &'a mut Vec<Fault>,
    inline: InlineBuilder,
    lists: Vec<OpenList>,
    found: Commentary,
    /// Labels of endnotes in the order of their first reference.
    referred: Vec<String>,
    defined: BTreeMap<String, Vec<Inline>>,
    within_definition: Option<String>,
    heading: Option<String>,
    in_comments: bool,
    /// How deep we are within something refused, whose text is passed over.
    refused: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        if self.refused > 0 {
            match event {
                Event::Start(_) => self.refused += 1,
                Event::End(_) => self.refused -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, &span),
            Event::SoftBreak | Event::HardBreak => self.text(" ", &span),
            Event::FootnoteReference(_) if self.within_definition.is_some() => self.fault(
                "commentary::endnote",
                &span,
                "an endnote refers to another".to_owned(),
                "refer to both in the text",
            ),
            Event::FootnoteReference(label) => {
                if !self.referred.iter().any(|known| **known == *label) {
                    self.referred.push(label.to_string());
                }
                self.inline.endnote(&label);
            }
            Event::Code(_) => self.refuse("code", &span),
            Event::Html(_) | Event::InlineHtml(_) => self.refuse("HTML", &span),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.refuse("a formula", &span),
            Event::Rule => self.refuse("a rule", &span),
            Event::TaskListMarker(_) => self.refuse("a task list", &span),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Item => {}
            Tag::Heading { .. } => self.heading = Some(String::new()),
            Tag::List(_) if self.lists.len() >= DEEPEST_LIST => {
                self.refuse_within("a list within so many others", &span);
            }
            Tag::Strong | Tag::Emphasis | Tag::Link { .. }
                if self.inline.depth() >= DEEPEST_INLINE =>
            {
                self.refuse_within("emphasis within so much other", &span);
            }
            Tag::Link { dest_url, .. } if !leads_to_a_page(&dest_url) => {
                self.fault(
                    "commentary::link",
                    &span,
                    format!(
                        "the link to `{}` leads nowhere outside this folder",
                        dest_url.escape_debug()
                    ),
                    "link to a page as https://…, or write it without a link",
                );
                self.refused = 1;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(OpenList { ordered: first.is_some(), items: Vec::new() });
            }
            Tag::FootnoteDefinition(label) => self.within_definition = Some(label.to_string()),
            Tag::Strong => self.inline.open_strong(),
            Tag::Emphasis => self.inline.open_emphasis(),
            Tag::Link { dest_url, .. } => self.inline.open_link(&dest_url),
            Tag::BlockQuote(_) => self.refuse_within("a quotation block", &span),
            Tag::CodeBlock(_) => self.refuse_within("code", &span),
            Tag::HtmlBlock => self.refuse_within("HTML", &span),
            Tag::Image { .. } => self.refuse_within("an image", &span),
            Tag::Table(_) => self.refuse_within("a table", &span),
            Tag::Strikethrough => self.refuse_within("words struck out", &span),
            Tag::DefinitionList => self.refuse_within("a list of definitions", &span),
            _ => self.refuse_within("this kind of block", &span),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item => self.flush(),
            TagEnd::Heading(_) => self.end_heading(&span),
            TagEnd::List(_) => self.end_list(&span),
            TagEnd::FootnoteDefinition => self.within_definition = None,
            TagEnd::Link => {
                self.words_of_link(&span);
                self.inline.close();
            }
            TagEnd::Strong | TagEnd::Emphasis => self.inline.close(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, span: &Range<usize>) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
            return;
        }
        if text.contains("[^") {
            self.fault(
                "commentary::endnote",
                span,
                "this endnote is not defined".to_owned(),
                "define it at the end of the file as [^label]: text",
            );
        }
        self.letters(text, span);
        self.leftovers(text, span);
        self.inline.text(&plain(text));
    }

    /// Puts the running text where it belongs: an endnote, the item of a list, or a paragraph.
    fn flush(&mut self) {
        let content = self.inline.take();
        if content.is_empty() {
            return;
        }
        if let Some(label) = &self.within_definition {
            let endnote = self.defined.entry(label.clone()).or_default();
            if !endnote.is_empty() {
                endnote.push(Inline::Text { text: " ".to_owned() });
            }
            endnote.extend(content);
            return;
        }
        let item = Unnumbered { content, lists: Vec::new() };
        match self.lists.last_mut() {
            Some(list) => list.items.push(item),
            None if self.in_comments => self.found.comments.push(item.content),
            None => self.found.paragraphs.push(item),
        }
    }

    fn end_list(&mut self, span: &Range<usize>) {
        let Some(list) = self.lists.pop() else { return };
        if self.in_comments {
            self.comments(list, span);
            return;
        }
        let under = match self.lists.last_mut() {
            Some(outer) => outer.items.last_mut(),
            None => self.found.paragraphs.last_mut(),
        };
        let Some(under) = under else {
            self.fault(
                "commentary::list_alone",
                span,
                "the list is not under a paragraph".to_owned(),
                "write the sentence that introduces it",
            );
            return;
        };
        if list.ordered {
            under.lists.push(UnnumberedList::Numbered(list.items));
        } else if list.items.iter().any(|item| !item.lists.is_empty()) {
            self.fault(
                "commentary::nested_bullets",
                span,
                "a list is within bullet points".to_owned(),
                "number the outer list, or write the inner one as a sentence",
            );
        } else {
            let points = list.items.into_iter().map(|item| item.content).collect();
            under.lists.push(UnnumberedList::Bullets(points));
        }
    }

    fn comments(&mut self, list: OpenList, span: &Range<usize>) {
        if !self.lists.is_empty() || list.items.iter().any(|item| !item.lists.is_empty()) {
            let message = "a comment holds a list".to_owned();
            self.fault("commentary::comments", span, message, "write each as a point of its own");
        }
        self.found.comments.extend(list.items.into_iter().map(|item| item.content));
    }

    fn end_heading(&mut self, span: &Range<usize>) {
        let heading = self.heading.take().unwrap_or_default();
        self.inline.take();
        if heading.trim() == COMMENTS && !self.in_comments {
            self.in_comments = true;
            return;
        }
        self.fault(
            "commentary::heading",
            span,
            format!("there is no place for the heading “{}”", heading.trim()),
            "headings and numbers are computed; the one heading to write is ## Dashboard comments, once",
        );
    }

    fn refuse(&mut self, what: &str, span: &Range<usize>) {
        self.fault(
            "commentary::not_plain",
            span,
            format!("commentary cannot hold {what}"),
            "write plain paragraphs, lists, strong text, emphasis, links and endnotes",
        );
    }

    fn refuse_within(&mut self, what: &str, span: &Range<usize>) {
        self.refuse(what, span);
        self.refused = 1;
    }

    /// Notes a fault at a place of the bound text, which has the lines of the file.
    fn fault(&mut self, code: &'static str, span: &Range<usize>, message: String, remedy: &str) {
        let line = self.bound_lines.line_number(span.start);
        self.faults.push(Fault::at(code, self.source, self.source.line(line), message, remedy));
    }

    fn finish(mut self) -> Commentary {
        if self.found.paragraphs.is_empty() {
            self.faults.push(Fault::of_file(
                "commentary::empty",
                &self.source.path,
                "the section has no paragraph",
                "write at least one",
            ));
        }
        if self.in_comments && self.found.comments.is_empty() {
            self.faults.push(Fault::of_file(
                "commentary::comments",
                &self.source.path,
                "there is no comment under the heading “Dashboard comments”",
                "write each as a bullet point, or remove the heading",
            ));
        }
        for label in self.defined.keys() {
            if !self.referred.contains(label) {
                self.faults.push(Fault::of_file(
                    "commentary::endnote",
                    &self.source.path,
                    format!("nothing refers to the endnote `{label}`"),
                    "refer to it as [^label], or remove it",
                ));
            }
        }
        for label in &self.referred {
            if !self.defined.contains_key(label) {
                self.faults.push(Fault::of_file(
                    "commentary::endnote",
                    &self.source.path,
                    format!("the endnote `{label}` has no text"),
                    "write its text in the line that begins with [^label]:",
                ));
            }
        }
        let defined = self.defined;
        self.found.endnotes = self
            .referred
            .into_iter()
            .filter_map(|label| {
                let content = defined.get(&label).cloned()?;
                Some((label, content))
            })
            .collect();
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        parse(&SourceText::new("narrative/sp5.md", text), text, &mut faults);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_endnote_without_text_is_a_fault() {
        let told = told("Words.[^a] More.[^b]\n\n[^a]:\n\n[^b]: A note.\n");
        assert_eq!(told, ["narrative/sp5.md: commentary::endnote: the endnote `a` has no text"]);
    }

    #[test]
    fn an_endnote_that_refers_to_another_is_a_fault() {
        let told = told("Words.[^a] More.[^b]\n\n[^a]: A note.\n\n[^b]: See [^a].\n");
        let expected = "narrative/sp5.md:5:1: commentary::endnote: an endnote refers to another";
        assert_eq!(told, [expected]);
    }
}
