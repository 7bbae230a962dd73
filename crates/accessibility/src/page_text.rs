//! What each page of a paper says, part by part, as it is read out.

use std::collections::BTreeMap;

use super::structure::{Kid, Mark, Run, Structure, Tag};
use super::{AccessibilityError, reading};

/// Two texts stand on one line where their baselines are closer than this share of their size.
const LINE: f64 = 0.5;

/// Two texts of a line stand apart where the gap between them is wider than this share of their size.
const GAP: f64 = 0.2;

/// What stands between the cells of a row.
const BETWEEN_CELLS: &str = " | ";

/// Tags within a paragraph: what they hold is part of it.
const WITHIN: [&str; 10] =
    ["Span", "Link", "Strong", "Em", "Quote", "Code", "Reference", "Annot", "Sub", "Lbl"];

/// What a page says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageText {
    /// The last heading that begins on the page or before it.
    pub heading: Option<String>,
    /// Paragraphs, rows of tables and the texts that stand for drawings, in reading order.
    pub parts: Vec<String>,
    /// The baselines of the running head and the foot, in points from the top.
    pub head_and_foot: Vec<f64>,
}

/// Reads every page of `pdf`.
///
/// # Errors
/// [`AccessibilityError::Unreadable`] where the bytes are no tagged PDF.
pub fn page_texts(pdf: &[u8]) -> Result<Vec<PageText>, AccessibilityError> {
    let structure = reading::read(pdf).map_err(AccessibilityError::Unreadable)?;
    let pages = vec![PageText::default(); structure.pages];
    let mut reader =
        PartReader { structure: &structure, pages, headings: BTreeMap::new(), label: None };
    reader.read(&structure.root);
    let PartReader { mut pages, mut headings, .. } = reader;
    let mut last = None;
    for (page, text) in pages.iter_mut().enumerate() {
        last = headings.remove(&page).or(last);
        text.heading.clone_from(&last);
    }
    for artifact in structure.content.artifacts.iter().filter(|one| one.head_or_foot) {
        if let Some(page) = artifact.page.checked_sub(1).and_then(|page| pages.get_mut(page)) {
            page.head_and_foot.extend(artifact.runs.iter().map(|run| run.y));
        }
    }
    Ok(pages)
}

struct PartReader<'s> {
    structure: &'s Structure,
    pages: Vec<PageText>,
    /// The first heading of each page, from 0.
    headings: BTreeMap<usize, String>,
    /// A number or a bullet, which belongs to the part after it.
    label: Option<String>,
}

impl PartReader<'_> {
    fn read(&mut self, tag: &Tag) {
        if tag.heading_level().is_some() {
            for (page, text) in by_page(self.structure, &tag.marks()) {
                self.headings.entry(page).or_insert(text);
            }
        }
        match tag.role.as_str() {
            "Figure" => {
                let page = tag.page().and_then(|page| page.checked_sub(1));
                self.place(page.zip(tag.alt.clone()));
            }
            "TR" => self.row(tag),
            "Lbl" => {
                self.label = by_page(self.structure, &tag.marks()).into_values().next();
            }
            _ if is_part(tag) => self.place(by_page(self.structure, &tag.marks())),
            _ => {
                for kid in &tag.kids {
                    match kid {
                        Kid::Tag(kid) => self.read(kid),
                        Kid::Mark(mark) => self.place(by_page(self.structure, &[*mark])),
                    }
                }
            }
        }
    }

    /// The cells of a row, side by side.
    fn row(&mut self, row: &Tag) {
        let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for kid in &row.kids {
            if let Kid::Tag(cell) = kid {
                for (page, text) in by_page(self.structure, &cell.marks()) {
                    rows.entry(page).or_default().push(text);
                }
            }
        }
        self.place(rows.into_iter().map(|(page, cells)| (page, cells.join(BETWEEN_CELLS))));
    }

    fn place(&mut self, texts: impl IntoIterator<Item = (usize, String)>) {
        for (page, text) in texts {
            let Some(page) = self.pages.get_mut(page) else { continue };
            page.parts.push(match self.label.take() {
                Some(label) => format!("{label} {text}"),
                None => text,
            });
        }
    }
}

/// Whether a tag is a paragraph, a heading or the like, and not what holds some.
fn is_part(tag: &Tag) -> bool {
    tag.kids.iter().all(|kid| match kid {
        Kid::Mark(_) => true,
        Kid::Tag(tag) => WITHIN.contains(&tag.role.as_str()) && is_part(tag),
    })
}

/// The text under `marks`, of each page from 0 apart; none where it is blank.
fn by_page(structure: &Structure, marks: &[Mark]) -> BTreeMap<usize, String> {
    let mut runs: BTreeMap<usize, Vec<&Run>> = BTreeMap::new();
    for mark in marks {
        let Some(page) = mark.page.checked_sub(1) else { continue };
        let marked = structure.content.marked.get(mark).into_iter().flatten();
        runs.entry(page).or_default().extend(marked);
    }
    let mut texts = BTreeMap::new();
    for (page, runs) in runs {
        let text = joined(&runs);
        if !text.is_empty() {
            texts.insert(page, text);
        }
    }
    texts
}

/// Runs as one text: a new line is a space, as is a gap after a number, and spaces are single.
fn joined(runs: &[&Run]) -> String {
    let mut text = String::new();
    let mut last: Option<&Run> = None;
    for run in runs {
        let apart = last.is_some_and(|last| {
            let new_line = (run.y - last.y).abs() > LINE * run.size.max(last.size);
            // At least as wide as it is in any face.
            let end = last.x + panel_typeface::width(&last.text, true, last.size);
            new_line || run.x - end > GAP * run.size
        });
        if apart {
            text.push(' ');
        }
        text.push_str(&run.text);
        last = Some(run);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
