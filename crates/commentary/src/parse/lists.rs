//! Lists, and what may stand in them.

use panel_core::code;
use std::ops::Range;

use super::Reader;
use super::block::Block;
use crate::{Unnumbered, UnnumberedList};

/// Numbers such as 20.1.1.1 are the most that a reader follows.
const DEEPEST_LIST: usize = 3;

/// A list that is still open.
pub(super) struct OpenList {
    is_ordered: bool,
    items: Vec<Unnumbered>,
    /// Where it stands.
    span: Range<usize>,
    /// Whether the item that is open has its text.
    has_text: bool,
    /// Where the first list within it stands.
    inner: Option<Range<usize>>,
}

impl Reader<'_> {
    pub(super) fn begin_list(&mut self, first: Option<u64>, span: &Range<usize>) {
        if self.lists.len() >= DEEPEST_LIST {
            self.refuse_within("a list within so many others", span);
            return;
        }
        self.flush();
        if let Some(first) = first.filter(|first| *first != 1) {
            let message = format!("the list begins with {first}, and its numbers are computed");
            let remedy = format!(
                "begin it with 1; write {first}\\. where the number is a part of the sentence"
            );
            self.fault(code!("commentary::list_number"), span, message, &remedy);
        }
        if let Some(outer) = self.lists.last_mut() {
            outer.inner.get_or_insert_with(|| span.clone());
        }
        self.lists.push(OpenList {
            is_ordered: first.is_some(),
            items: Vec::new(),
            span: span.clone(),
            has_text: false,
            inner: None,
        });
    }

    pub(super) fn begin_item(&mut self) {
        if let Some(list) = self.lists.last_mut() {
            list.has_text = false;
        }
    }

    /// Adds an item to the list that was opened last.
    pub(super) fn add_to_list(&mut self, item: Unnumbered, block: &Block) {
        let Some(list) = self.lists.last_mut() else { return };
        list.items.push(item);
        if std::mem::replace(&mut list.has_text, true) {
            self.fault(
                code!("commentary::two_paragraphs"),
                &block.span(),
                "an item of a list has two paragraphs".to_owned(),
                "write them as one, or as an item each",
            );
        }
    }

    pub(super) fn end_list(&mut self) {
        let Some(list) = self.lists.pop() else { return };
        if self.in_comments {
            self.comments(list);
            return;
        }
        let under = match self.lists.last_mut() {
            Some(outer) => outer.items.last_mut(),
            None => self.found.paragraphs.last_mut(),
        };
        let Some(under) = under else {
            self.fault(
                code!("commentary::list_alone"),
                &list.span,
                "the list is not under a paragraph".to_owned(),
                "write the sentence that introduces it",
            );
            return;
        };
        if list.is_ordered {
            under.lists.push(UnnumberedList::Numbered(list.items));
        } else if let Some(inner) = &list.inner {
            self.fault(
                code!("commentary::nested_bullets"),
                inner,
                "a list is within bullet points".to_owned(),
                "number the outer list, or write the inner one as a sentence",
            );
        } else {
            let points = list.items.into_iter().map(|item| item.content).collect();
            under.lists.push(UnnumberedList::Bullets(points));
        }
    }

    fn comments(&mut self, list: OpenList) {
        if let Some(inner) = &list.inner {
            let message = "a comment holds a list".to_owned();
            self.fault(
                code!("commentary::comments"),
                inner,
                message,
                "write each as a point of its own",
            );
        }
        self.found.comments.extend(list.items.into_iter().map(|item| item.content));
    }
}
