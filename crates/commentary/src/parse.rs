//! Markdown to typed blocks.

mod block;
mod endnotes;
mod lists;
mod raw;
#[cfg(test)]
mod tests;
mod text;
mod unseen;

use std::ops::Range;

use panel_core::{Fault, FaultCode, SourceText, code};
use panel_typeface::plain;
use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};

use self::block::Block;
use self::endnotes::Endnotes;
use self::lists::OpenList;
use crate::bind::BoundText;
use crate::inline::InlineBuilder;
use crate::places::Places;
use crate::{Commentary, Unnumbered};

/// The one heading that commentary may have; what follows it goes to the widget.
const COMMENTS: &str = "Dashboard comments";

/// Parses the bound text of `source`, noting what cannot be commentary.
pub(crate) fn parse(source: &SourceText, bound: &BoundText, faults: &mut Vec<Fault>) -> Commentary {
    let mut reader = Reader {
        source,
        text: &bound.text,
        places: &bound.places,
        faults,
        inline: InlineBuilder::default(),
        run: String::new(),
        block: Block::default(),
        lists: Vec::new(),
        found: Commentary::default(),
        endnotes: Endnotes::default(),
        heading: None,
        in_comments: false,
        refused: 0,
        seen: Vec::new(),
    };
    // Quotation marks and dashes are set as a printer would.
    // What else Markdown may hold is recognised to be refused: it would be printed as it was typed.
    let options = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_WIKILINKS;
    let mut events = Parser::new_ext(&bound.text, options).into_offset_iter();
    while let Some((event, span)) = events.next() {
        reader.see(&event, &span, &events);
        reader.event(event, span);
    }
    reader.finish()
}

/// Strong text within a link within emphasis, and no further.
const DEEPEST_INLINE: usize = 3;

struct Reader<'a> {
    source: &'a SourceText,
    /// The bound text.
    text: &'a str,
    places: &'a Places,
    faults: &'a mut Vec<Fault>,
    inline: InlineBuilder,
    /// Text that is not in `inline` yet.
    run: String,
    /// The running text since the last paragraph or item.
    block: Block,
    lists: Vec<OpenList>,
    found: Commentary,
    endnotes: Endnotes,
    heading: Option<String>,
    in_comments: bool,
    /// How deep we are within something refused, whose text is passed over.
    refused: usize,
    /// What of the bound text is printed, shows otherwise or is refused.
    seen: Vec<Range<usize>>,
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
            Event::Text(text) => return self.text(&text, &span),
            Event::SoftBreak | Event::HardBreak => return self.line_end(&span),
            _ => self.end_run(),
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::FootnoteReference(label) => self.refer(&label, &span),
            Event::Code(_) => self.refuse("code", &span),
            Event::Html(_) | Event::InlineHtml(_) => self.refuse("HTML", &span),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.refuse("a formula", &span),
            Event::Rule => self.refuse("a rule", &span),
            Event::TaskListMarker(_) => self.refuse("a task list", &span),
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph => {}
            Tag::Item => self.begin_item(),
            Tag::Heading { .. } => self.heading = Some(String::new()),
            Tag::List(first) => self.begin_list(first, &span),
            Tag::Strong | Tag::Emphasis | Tag::Link { .. }
                if self.inline.depth() >= DEEPEST_INLINE =>
            {
                self.refuse_within("emphasis within so much other", &span);
            }
            Tag::Link { dest_url, title, .. } => self.begin_link(&dest_url, &title, &span),
            Tag::FootnoteDefinition(label) => self.begin_endnote(&label, span),
            Tag::Strong => self.inline.open_strong(),
            Tag::Emphasis => self.inline.open_emphasis(),
            Tag::BlockQuote(_) => self.refuse_within("a quotation block", &span),
            Tag::CodeBlock(_) => self.refuse_within("code", &span),
            Tag::HtmlBlock => self.refuse_within("HTML", &span),
            Tag::Image { .. } => self.refuse_within("an image", &span),
            Tag::Table(_) => self.refuse_within("a table", &span),
            Tag::Strikethrough => self.refuse_within("words struck out", &span),
            Tag::DefinitionList => self.refuse_within("a list of definitions", &span),
            Tag::MetadataBlock(_) => self.refuse_within("a block of settings", &span),
            _ => self.refuse_within("this kind of block", &span),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item => self.flush(),
            TagEnd::Heading(_) => self.end_heading(&span),
            TagEnd::List(_) => self.end_list(),
            TagEnd::FootnoteDefinition => self.endnotes.end(),
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
        self.run.push_str(text);
        self.block.add(text, self.text, span);
    }

    fn line_end(&mut self, span: &Range<usize>) {
        if let Some(heading) = &mut self.heading {
            heading.push(' ');
            return;
        }
        self.run.push(' ');
        self.block.add("\n", self.text, span);
    }

    /// Puts the text that was collected into the running text.
    fn end_run(&mut self) {
        if !self.run.is_empty() {
            self.inline.text(&plain(&self.run));
            self.run.clear();
        }
    }

    /// Puts the running text where it belongs: an endnote, the item of a list, or a paragraph.
    fn flush(&mut self) {
        self.end_run();
        let content = self.inline.take();
        let block = std::mem::take(&mut self.block);
        if content.is_empty() {
            return;
        }
        self.check(&block);
        if self.endnotes.is_open() {
            self.endnotes.add(content);
            return;
        }
        let item = Unnumbered { content, lists: Vec::new() };
        if !self.lists.is_empty() {
            self.add_to_list(item, &block);
        } else if self.in_comments {
            self.found.comments.push(item.content);
        } else {
            self.found.paragraphs.push(item);
        }
    }

    fn end_heading(&mut self, span: &Range<usize>) {
        let heading = self.heading.take().unwrap_or_default();
        self.inline.take();
        if heading.trim() == COMMENTS && !self.in_comments {
            self.in_comments = true;
            return;
        }
        self.fault(
            code!("commentary::heading"),
            span,
            format!("there is no place for the heading “{}”", heading.trim()),
            "headings and numbers are computed; the one heading to write is ## Dashboard comments, once",
        );
    }

    fn refuse(&mut self, what: &str, span: &Range<usize>) {
        self.fault(
            code!("commentary::not_plain"),
            span,
            format!("commentary cannot hold {what}"),
            "write plain paragraphs, lists, strong text, emphasis, links and endnotes",
        );
    }

    fn refuse_within(&mut self, what: &str, span: &Range<usize>) {
        self.refuse(what, span);
        self.pass_over(span);
    }

    /// Passes over what is within an element that was refused.
    fn pass_over(&mut self, span: &Range<usize>) {
        self.seen.push(span.clone());
        self.refused = 1;
    }

    /// Notes a fault at a place of the bound text.
    fn fault(&mut self, code: FaultCode, span: &Range<usize>, message: String, remedy: &str) {
        let span = self.places.find(span);
        let line = self.source.line(self.source.line_number(span.start));
        let end = span.end.min(line.end).max(span.start);
        self.faults.push(Fault::at(code, self.source, span.start..end, message, remedy));
    }

    fn finish(mut self) -> Commentary {
        if self.found.paragraphs.is_empty() {
            self.faults.push(Fault::of_file(
                code!("commentary::empty"),
                &self.source.path,
                "the section has no paragraph",
                "write at least one",
            ));
        }
        if self.in_comments && self.found.comments.is_empty() {
            self.faults.push(Fault::of_file(
                code!("commentary::comments"),
                &self.source.path,
                "there is no comment under the heading “Dashboard comments”",
                "write each as a bullet point, or remove the heading",
            ));
        }
        self.note_unseen();
        self.finish_endnotes();
        self.found
    }
}

impl Reader<'_> {
    /// Takes note of what an event shows of the text.
    fn see(&mut self, event: &Event<'_>, span: &Range<usize>, events: &OffsetIter<'_>) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => {
                let label = self.text[span.clone()].find("]:").unwrap_or_default();
                self.seen.push(span.start..span.start + label);
            }
            Event::Start(Tag::Link { id, .. }) => {
                self.seen.push(span.clone());
                let definition = events.reference_definitions().get(id);
                self.seen.extend(definition.map(|definition| definition.span.clone()));
            }
            Event::Start(_) | Event::End(_) => {}
            _ => self.seen.push(span.clone()),
        }
    }
}
