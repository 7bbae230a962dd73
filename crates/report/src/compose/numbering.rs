//! Numbers of sections, paragraphs and endnotes: computed, never typed.

use crate::view::{Endnote, Inline, List, Paragraph, Section};
use panel_commentary::{Commentary, Unnumbered, UnnumberedList};

/// What has been numbered so far.
#[derive(Default)]
pub(crate) struct Numbering {
    sections: usize,
    charts: usize,
    /// Section and label of each endnote, in the order of their first reference.
    endnotes: Vec<(String, String, Vec<Inline>)>,
    referred: Vec<usize>,
}

impl Numbering {
    /// The next section, with its paragraphs numbered.
    pub(crate) fn section(
        &mut self,
        id: &str,
        title: String,
        text: Option<&Commentary>,
    ) -> Section {
        self.sections += 1;
        let number = self.sections.to_string();
        let paragraphs = text.map_or_else(Vec::new, |text| {
            for (label, content) in &text.endnotes {
                self.endnotes.push((id.to_owned(), label.clone(), content.clone()));
            }
            self.paragraphs(id, &number, &text.paragraphs)
        });
        let anchor = format!("section-{id}");
        Section { number, title, anchor, paragraphs, figures: None, faults: Vec::new() }
    }

    /// The number of the next chart.
    pub(crate) fn chart(&mut self) -> usize {
        self.charts += 1;
        self.charts
    }

    /// Running text of section `id` with its endnotes' labels replaced by their marks.
    pub(crate) fn with_endnotes(&mut self, id: &str, content: &[Inline]) -> Vec<Inline> {
        content
            .iter()
            .map(|inline| match inline {
                Inline::Endnote { mark: label, .. } => {
                    let known = self
                        .endnotes
                        .iter()
                        .position(|(section, known, _)| section == id && known == label);
                    // In a draft it may not be there.
                    let Some(index) = known else {
                        return Inline::Text { text: format!("[^{label}]") };
                    };
                    let first = !self.referred.contains(&index);
                    if first {
                        self.referred.push(index);
                    }
                    Inline::Endnote { mark: roman(index + 1), first }
                }
                Inline::Strong { content } => {
                    Inline::Strong { content: self.with_endnotes(id, content) }
                }
                Inline::Emphasis { content } => {
                    Inline::Emphasis { content: self.with_endnotes(id, content) }
                }
                Inline::Link { url, content } => {
                    let content = self.with_endnotes(id, content);
                    Inline::Link { url: url.clone(), content }
                }
                Inline::Text { .. } => inline.clone(),
            })
            .collect()
    }

    /// The endnotes, in order; in a draft, what refers to one may have been refused.
    pub(crate) fn into_endnotes(self) -> Vec<Endnote> {
        let referred = self.referred;
        self.endnotes
            .into_iter()
            .enumerate()
            .filter(|(index, _)| referred.contains(index))
            .map(|(index, (_, _, content))| Endnote { mark: roman(index + 1), content })
            .collect()
    }

    fn paragraphs(&mut self, id: &str, within: &str, found: &[Unnumbered]) -> Vec<Paragraph> {
        found
            .iter()
            .enumerate()
            .map(|(index, paragraph)| {
                let number = format!("{within}.{}", index + 1);
                let content = self.with_endnotes(id, &paragraph.content);
                let mut nested = 0;
                let lists = paragraph
                    .lists
                    .iter()
                    .map(|list| self.list(id, &number, &mut nested, list))
                    .collect();
                Paragraph { number, content, lists }
            })
            .collect()
    }

    /// A list; a second numbered list under one paragraph goes on where the first ended.
    fn list(&mut self, id: &str, within: &str, nested: &mut usize, list: &UnnumberedList) -> List {
        match list {
            UnnumberedList::Bullets(points) => List::Bullets {
                points: points.iter().map(|point| self.with_endnotes(id, point)).collect(),
            },
            UnnumberedList::Numbered(items) => {
                let mut paragraphs = self.paragraphs(id, within, items);
                for (index, paragraph) in paragraphs.iter_mut().enumerate() {
                    paragraph.number = format!("{within}.{}", *nested + index + 1);
                }
                *nested += paragraphs.len();
                List::Numbered { paragraphs }
            }
        }
    }
}

/// `i`, `ii`, `iii`, `iv`: how endnotes are marked.
fn roman(number: usize) -> String {
    let mut left = number;
    let mut text = String::new();
    for (value, letters) in [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ] {
        while left >= value {
            text.push_str(letters);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn endnotes_are_marked_in_roman_numerals() {
        let marks: Vec<_> = [1, 2, 3, 4, 5, 9, 14, 40, 99].map(roman).into();
        assert_eq!(marks.join(" "), "i ii iii iv v ix xiv xl xcix");
    }
}
