//! What each page of a paper says, part by part, as it is read out.

use std::collections::BTreeMap;

use super::reading;
use super::structure::{Kid, Mark, Run, Structure, Tag};
use crate::typeset::TypesetError;

/// Two texts stand on one line where their baselines are closer than this share of their size.
const LINE: f64 = 0.5;

/// What stands between the cells of a row.
const BETWEEN_CELLS: &str = " | ";

/// Tags within a paragraph: what they hold is part of it.
const WITHIN: [&str; 10] =
    ["Span", "Link", "Strong", "Em", "Quote", "Code", "Reference", "Lbl", "Annot", "Sub"];

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
/// [`TypesetError::Unreadable`] where the bytes are no tagged PDF.
pub fn page_texts(pdf: &[u8]) -> Result<Vec<PageText>, TypesetError> {
    let structure = reading::read(pdf).map_err(TypesetError::Unreadable)?;
    let mut pages = vec![PageText::default(); structure.pages];
    let mut headings = BTreeMap::new();
    parts(&structure, &structure.root, &mut pages, &mut headings);
    let mut last = None;
    for (page, text) in pages.iter_mut().enumerate() {
        // What goes on at the top of a page is what its reader is told, unless the page begins anew.
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

/// Hands every part within `tag` to its page, and the first heading of each page to `headings`.
fn parts(
    structure: &Structure,
    tag: &Tag,
    pages: &mut [PageText],
    headings: &mut BTreeMap<usize, String>,
) {
    if tag.role == "Figure" {
        let page = tag.page().and_then(|page| page.checked_sub(1));
        if let (Some(page), Some(alternative)) =
            (page.and_then(|page| pages.get_mut(page)), &tag.alt)
        {
            page.parts.push(alternative.clone());
        }
    } else if tag.role == "TR" {
        let cells = tag.kids.iter().filter_map(|kid| match kid {
            Kid::Tag(cell) => Some(cell.marks()),
            Kid::Mark(_) => None,
        });
        let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for marks in cells {
            for (page, text) in by_page(structure, &marks) {
                rows.entry(page).or_default().push(text);
            }
        }
        let rows = rows.into_iter().map(|(page, cells)| (page, cells.join(BETWEEN_CELLS)));
        place(rows, pages);
    } else if is_part(tag) {
        let texts = by_page(structure, &tag.marks());
        if tag.heading_level().is_some() {
            for (page, text) in &texts {
                headings.entry(*page).or_insert_with(|| text.clone());
            }
        }
        place(texts, pages);
    } else {
        for kid in &tag.kids {
            if let Kid::Tag(kid) = kid {
                parts(structure, kid, pages, headings);
            }
        }
    }
}

/// Whether a tag is a paragraph, a heading or the like, and not what holds some.
fn is_part(tag: &Tag) -> bool {
    let within = |kid: &Kid| match kid {
        Kid::Mark(_) => true,
        Kid::Tag(tag) => WITHIN.contains(&tag.role.as_str()),
    };
    matches!(tag.role.as_str(), "LI" | "TOCI") || tag.kids.iter().any(within)
}

fn place(texts: impl IntoIterator<Item = (usize, String)>, pages: &mut [PageText]) {
    for (page, text) in texts {
        if let Some(page) = pages.get_mut(page) {
            page.parts.push(text);
        }
    }
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

/// Runs as one text: a new line is a space, and spaces are single.
fn joined(runs: &[&Run]) -> String {
    let mut text = String::new();
    let mut last: Option<&Run> = None;
    for run in runs {
        let new_line = last
            .is_some_and(|last| (run.y - last.y).abs() > LINE * run.size.max(last.size));
        if new_line {
            text.push(' ');
        }
        text.push_str(&run.text);
        last = Some(run);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
