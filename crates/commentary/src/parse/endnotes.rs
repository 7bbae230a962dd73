//! Endnotes: where they are referred to, and what they say.

use panel_core::code;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Reader;
use crate::Inline;

/// More references than a section has.
const MOST_REFERENCES: usize = 500;

/// More marks than stand side by side.
const MOST_TOGETHER: usize = 5;

/// The endnotes of a file, by label.
#[derive(Default)]
pub(super) struct Endnotes {
    /// Where each is first referred to.
    referred: BTreeMap<String, Range<usize>>,
    /// Their labels in the order of their first reference.
    order: Vec<String>,
    /// How many references there are.
    references: usize,
    defined: BTreeMap<String, Defined>,
    /// The one whose text is being read.
    open: Option<String>,
}

struct Defined {
    label: Range<usize>,
    content: Vec<Inline>,
}

impl Endnotes {
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn end(&mut self) {
        self.open = None;
    }

    /// Adds to the text of the endnote that is open.
    pub(super) fn add(&mut self, content: Vec<Inline>) {
        let Some(defined) = self.open.as_ref().and_then(|open| self.defined.get_mut(open)) else {
            return;
        };
        if !defined.content.is_empty() {
            defined.content.push(Inline::Text { text: " ".to_owned() });
        }
        defined.content.extend(content);
    }
}

impl Reader<'_> {
    /// A reference to an endnote.
    pub(super) fn refer(&mut self, label: &str, span: &Range<usize>) {
        let code = code!("commentary::endnote");
        if self.endnotes.is_open() {
            let message = "an endnote refers to another".to_owned();
            self.fault(code, span, message, "refer to both in the text");
            return;
        }
        self.endnotes.references += 1;
        match self.endnotes.references.cmp(&(MOST_REFERENCES + 1)) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal => {
                let message =
                    format!("the section refers to endnotes more than {MOST_REFERENCES} times");
                self.fault(code, span, message, "write what they say in the text");
                return;
            }
            std::cmp::Ordering::Greater => return,
        }
        // Case makes no difference to a label.
        let label = label.to_lowercase();
        let together = self.inline.trailing_endnotes();
        let (is_crowded, is_twice) = (together.len() >= MOST_TOGETHER, together.contains(&&*label));
        if is_crowded || is_twice {
            let message = if is_crowded {
                format!("more than {MOST_TOGETHER} endnotes are referred to in one place")
            } else {
                format!("the endnote `{label}` is referred to twice in one place")
            };
            self.fault(code, span, message, "remove the reference");
            return;
        }
        if !self.endnotes.referred.contains_key(&label) {
            self.endnotes.order.push(label.clone());
            self.endnotes.referred.insert(label.clone(), span.clone());
        }
        self.inline.endnote(&label);
    }

    /// Begins the text of an endnote.
    pub(super) fn begin_endnote(&mut self, label: &str, span: Range<usize>) {
        let label = label.to_lowercase();
        let length = self.text[span.clone()].find("]:").map_or(0, |at| at + 1);
        let place = span.start..span.start + length;
        if self.endnotes.defined.contains_key(&label) {
            let message = format!("the endnote `{label}` is defined before");
            let remedy = "give it a label of its own, or remove it";
            self.fault(code!("commentary::endnote"), &place, message, remedy);
            self.pass_over(&span);
            return;
        }
        let defined = Defined { label: place, content: Vec::new() };
        self.endnotes.defined.insert(label.clone(), defined);
        self.endnotes.open = Some(label);
    }

    /// Notes endnotes without a reference or a text, and hands on the others.
    pub(super) fn finish_endnotes(&mut self) {
        let code = code!("commentary::endnote");
        let Endnotes { referred, order, mut defined, .. } = std::mem::take(&mut self.endnotes);
        for (label, one) in &defined {
            if !referred.contains_key(label) {
                let message = format!("nothing refers to the endnote `{label}`");
                let remedy = "refer to it as [^label], or remove it";
                self.fault(code, &one.label, message, remedy);
            } else if one.content.is_empty() {
                let message = format!("the endnote `{label}` has no text");
                self.fault(code, &one.label, message, "write its text after [^label]:");
            }
        }
        // A label without any definition is text, and a fault there.
        let endnotes = order.into_iter().filter_map(|label| {
            let content = defined.remove(&label)?.content;
            (!content.is_empty()).then_some((label, content))
        });
        self.found.endnotes = endnotes.collect();
    }
}
