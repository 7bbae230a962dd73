//! What running text must be: letters that can be printed, no remains of markup, links that say where
//! they lead.

use std::ops::Range;

use panel_core::{code, quoted_piece};
use panel_typeface::{
    LONGEST_ADDRESS, LONGEST_PARAGRAPH, Unprintable, find_excess, find_long_word, find_unprintable,
};

use super::Reader;
use super::block::Block;
use super::raw::{RawMarkup, find_raw};

/// Words of a link that a list of links would be of no use with.
const EMPTY_WORDS: [&str; 7] =
    ["here", "click here", "this", "this link", "more", "read more", "this page"];

fn leads_to_a_page(url: &str) -> bool {
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}

impl Reader<'_> {
    /// Notes what keeps a paragraph or an item from being printed, or would be printed as it was typed.
    pub(super) fn check(&mut self, block: &Block) {
        self.endnotes_without_text(block);
        self.letters(block);
        for RawMarkup { span, kind } in find_raw(&block.signs) {
            let shown = quoted_piece(&block.text[span.clone()]);
            let message = match kind {
                Some(kind) => {
                    format!("`{shown}` is {kind} for other programs, and would be printed as it is")
                }
                None => format!("`{shown}` would be printed as it is"),
            };
            let remedy =
                "complete the markup, or remove it; a backslash before a sign has it printed";
            self.fault(code!("commentary::leftover"), &block.find(&span), message, remedy);
        }
    }

    fn endnotes_without_text(&mut self, block: &Block) {
        let undefined = block.signs.match_indices("[^");
        for (at, _) in undefined.take(1) {
            let end = block.signs[at..].find(']').map_or(at + 2, |end| at + end + 1);
            self.fault(
                code!("commentary::endnote"),
                &block.find(&(at..end)),
                "this endnote is not defined".to_owned(),
                "define it at the end of the file as [^label]: text",
            );
        }
    }

    /// Begins a link, where it leads to a page.
    pub(super) fn begin_link(&mut self, url: &str, title: &str, span: &Range<usize>) {
        let (message, remedy) = if !leads_to_a_page(url) {
            (
                format!("the link to `{}` leads nowhere outside this folder", quoted_piece(url)),
                "link to a page as https://…, or write it without a link",
            )
        } else if let Some(excess) = find_excess(url, LONGEST_ADDRESS) {
            (format!("the address of the link {excess}"), "link to a page with a shorter address")
        } else if let Some(Unprintable { names, .. }) = find_unprintable(url) {
            (
                format!("the address of the link holds {names}"),
                "write the address as the browser copies it, with % and digits",
            )
        } else if !title.is_empty() {
            (
                format!("the title of a link, “{}”, is not printed", quoted_piece(title)),
                "write the address alone, and the title in the text",
            )
        } else {
            self.inline.open_link(url);
            return;
        };
        self.fault(code!("commentary::link"), span, message, remedy);
        self.pass_over(span);
    }

    /// Notes a link whose words do not say where it leads.
    pub(super) fn words_of_link(&mut self, span: &Range<usize>) {
        let words = self.inline.innermost_text();
        let words = words.trim().trim_end_matches('.');
        let message = match words {
            "" => "a link has no words".to_owned(),
            words if EMPTY_WORDS.contains(&&*words.to_lowercase()) => {
                format!("the words of a link, “{words}”, do not say where it leads")
            }
            _ => return,
        };
        self.fault(code!("commentary::link"), span, message, "name the page that it leads to");
    }

    /// Notes what keeps a text from being printed.
    fn letters(&mut self, block: &Block) {
        let code = code!("commentary::too_long");
        if let Some(excess) = find_excess(&block.text, LONGEST_PARAGRAPH) {
            let message = format!("the paragraph {excess}");
            self.fault(code, &block.span(), message, "part it");
        } else {
            let mut words = block.text.split_whitespace();
            let found = words.find_map(|word| Some((word, find_long_word(word)?)));
            if let Some((word, what)) = found {
                let start = word.as_ptr().addr() - block.text.as_ptr().addr();
                let message = format!("the text {what}");
                let remedy = "part it by spaces, or shorten it";
                self.fault(code, &block.find(&(start..start + word.len())), message, remedy);
            }
        }
        if let Some(Unprintable { place, letter, names, remedy }) = find_unprintable(&block.text) {
            let span = block.find(&(place..place + letter.len_utf8()));
            let message = format!("the typeface of the paper does not have {names}");
            self.fault(code!("commentary::not_printable"), &span, message, remedy);
        }
    }
}
