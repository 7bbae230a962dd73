//! What running text must be: letters that can be printed, no remains of markup, links that say where
//! they lead.

use std::ops::Range;

use panel_core::Fault;
use panel_typeface::{Unprintable, find_long_word, find_unprintable};

use super::Reader;

/// Signs that begin or end markup, where a text still holds them.
const LEFTOVERS: [&str; 5] = ["**", "__", "~~", "](", "]["];

/// Words of a link that a list of links would be of no use with.
const EMPTY_WORDS: [&str; 7] =
    ["here", "click here", "this", "this link", "more", "read more", "this page"];

impl Reader<'_> {
    /// Notes signs of Markdown that were not understood, and would be printed as they are.
    pub(super) fn leftovers(&mut self, text: &str, span: &Range<usize>) {
        if text.starts_with('|') && text.matches('|').count() > 1 {
            self.refuse("a table", span);
        }
        // What is escaped is meant to be printed.
        let written = self.bound_lines.text.get(span.clone()).unwrap_or(text);
        let found = |sign: &&&str| text.contains(**sign) && written.contains(**sign);
        if let Some(sign) = LEFTOVERS.iter().find(found) {
            let message = format!("`{sign}` would be printed as it is");
            self.fault("commentary::leftover", span, message, "complete the markup, or remove it");
        }
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
        self.fault("commentary::link", span, message, "name the page that it leads to");
    }

    /// Notes what keeps a text from being printed.
    pub(super) fn letters(&mut self, text: &str, span: &Range<usize>) {
        if let Some(what) = find_long_word(text) {
            let message = format!("the text {what}");
            self.fault("commentary::too_long", span, message, "part it by spaces, or shorten it");
        }
        if let Some(Unprintable { place, letter, names, remedy }) = find_unprintable(text) {
            // Figures that are bound move what follows them in the line: the letter is looked for.
            let line = self.bound_lines.line_number(span.start + place.min(span.len()));
            let line = self.source.line(line);
            let at = self.source.text[line.clone()].find(letter);
            let within =
                at.map_or(line.clone(), |at| line.start + at..line.start + at + letter.len_utf8());
            let message = format!("the typeface of the paper does not have {names}");
            let code = "commentary::not_printable";
            self.faults.push(Fault::at(code, self.source, within, message, remedy));
        }
    }
}
