//! The view model of the gallery: what changed, paper by paper and page by page.

use serde::Serialize;

use crate::alignment::{Pair, aligned};
use crate::finding::{self, FindingChange};
use crate::page::{Page, pages};
use crate::picture::Picture;
use crate::region::Region;
use crate::wording::{self, TextChange};
use crate::{BuiltPaper, Papers, ReviewError};

/// What is shown around a region beside it, and above it and below it, in dots: enough to see what it
/// belongs to.
const MARGINS: (usize, usize) = (150, 36);

/// What a change did to the papers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gallery {
    /// What the old papers are called.
    pub old: String,
    /// What the new papers are called.
    pub new: String,
    /// All of it in a sentence.
    pub sentence: String,
    /// The papers that stand in both sets and changed.
    pub changed: Vec<PaperChange>,
    /// The papers that stand in both sets and are the same.
    pub same: Vec<String>,
    /// The papers that stand in the old set alone.
    pub removed: Vec<String>,
    /// The papers that stand in the new set alone.
    pub added: Vec<String>,
}

/// A paper that changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaperChange {
    /// The force and the quarter.
    pub title: String,
    /// Where the old one is.
    pub old_place: String,
    /// Where the new one is.
    pub new_place: String,
    /// What changed, in numbers.
    pub sentence: String,
    /// The rows of the dashboard that changed.
    pub findings: Vec<FindingChange>,
    /// The pages that changed, in the order of the new paper.
    pub pages: Vec<PageChange>,
    /// How many pages are the same.
    pub unchanged: usize,
    /// How many pages differ in their running head or foot alone, such as by their number.
    pub renumbered: usize,
}

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageKind {
    /// It differs.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// A page that changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageChange {
    /// What became of it.
    pub kind: PageKind,
    /// Which page it is, and the heading that it stands under.
    pub title: String,
    /// What differs, in numbers.
    pub sentence: String,
    /// How it looked.
    pub before: Option<Picture>,
    /// How it looks.
    pub after: Option<Picture>,
    /// What differs between them.
    pub difference: Option<Picture>,
    /// Where they differ, from the top.
    pub regions: Vec<RegionChange>,
    /// What is said otherwise.
    pub texts: Vec<TextChange>,
}

/// A part of a page that looks different.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegionChange {
    /// Where it is.
    #[serde(flatten)]
    place: Region,
    /// Its number on the page, from 1.
    pub number: usize,
    /// Where it is, in words.
    pub whereabouts: &'static str,
    /// How it looked and looks, with a little around it; `None` where it is most of the page.
    pub closely: Option<Closely>,
}

/// A region cut out of its page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Closely {
    /// How it looked.
    pub before: Picture,
    /// How it looks.
    pub after: Picture,
}

/// What changed from the papers `old` to the papers `new`.
///
/// # Errors
/// [`ReviewError::Paper`] where a PDF cannot be read, and [`ReviewError::Picture`] where a picture
/// cannot be written.
///
/// ```
/// use panel_review::{BuiltPaper, Papers, gallery};
///
/// let papers = |name: &str, quarters: &[&str]| -> Result<Papers, panel_review::ReviewError> {
///     let paper = |quarter: &&str| {
///         let findings =
///             format!(r#"{{"quarter": "{quarter}", "force": "Anyshire", "rows": []}}"#);
///         BuiltPaper::new(quarter, findings.as_bytes(), Vec::new())
///     };
///     let papers = quarters.iter().map(paper).collect::<Result<_, _>>()?;
///     Ok(Papers { name: name.to_owned(), papers })
/// };
/// let before = papers("before", &["2024-25-q2"])?;
/// let now = papers("now", &["2024-25-q2", "2024-25-q3"])?;
/// let gallery = gallery(&before, &now)?;
/// assert_eq!(gallery.sentence, "1 paper is new, 1 paper is the same.");
/// assert_eq!(gallery.added, ["Anyshire, 2024-25-q3"]);
/// assert!(gallery.html()?.contains("1 paper is new"));
/// # Ok::<(), panel_review::ReviewError>(())
/// ```
pub fn gallery(old: &Papers, new: &Papers) -> Result<Gallery, ReviewError> {
    let (pairs, removed, added) = matched(&old.papers, &new.papers);
    let (mut changed, mut same) = (Vec::new(), Vec::new());
    for (before, now) in pairs {
        if before.pdf == now.pdf && before.rows == now.rows {
            same.push(now.title());
            continue;
        }
        changed.push(paper(before, now)?);
    }
    let titles = |papers: Vec<&BuiltPaper>| papers.into_iter().map(BuiltPaper::title).collect();
    let (removed, added): (Vec<_>, Vec<_>) = (titles(removed), titles(added));
    let mut said = Vec::new();
    said.extend(counted(changed.len(), "paper changed", "papers changed"));
    said.extend(counted(added.len(), "paper is new", "papers are new"));
    said.extend(counted(removed.len(), "paper is gone", "papers are gone"));
    said.extend(counted(same.len(), "paper is the same", "papers are the same"));
    let sentence = format!("{}.", said.join(", "));
    Ok(Gallery {
        old: old.name.clone(),
        new: new.name.clone(),
        sentence,
        changed,
        same,
        removed,
        added,
    })
}

/// Papers that belong together, and those of either set that stand alone.
type Matched<'a> =
    (Vec<(&'a BuiltPaper, &'a BuiltPaper)>, Vec<&'a BuiltPaper>, Vec<&'a BuiltPaper>);

/// Papers of one force and quarter belong together; where one is left of each set, so do they.
fn matched<'a>(old: &'a [BuiltPaper], new: &'a [BuiltPaper]) -> Matched<'a> {
    let mut left: Vec<_> = old.iter().collect();
    let (mut pairs, mut added) = (Vec::new(), Vec::new());
    for now in new {
        match left.iter().position(|before| before.of == now.of) {
            Some(at) => pairs.push((left.remove(at), now)),
            None => added.push(now),
        }
    }
    if let ([before], [now]) = (left.as_slice(), added.as_slice()) {
        pairs.push((*before, *now));
        (left, added) = (Vec::new(), Vec::new());
    }
    (pairs, left, added)
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    }
}

/// What changed from the paper `before` to the paper `now`.
fn paper(before: &BuiltPaper, now: &BuiltPaper) -> Result<PaperChange, ReviewError> {
    let findings = finding::changes(&before.rows, &now.rows);
    let (old, new) = (pages(before)?, pages(now)?);
    let says = |pages: &[Page]| pages.iter().map(Page::says).collect::<Vec<_>>();
    let (mut changed, mut unchanged, mut renumbered) = (Vec::new(), 0, 0);
    for pair in aligned(&says(&old), &says(&new)) {
        match pair {
            Pair::Both(one, other) => match both((one, &old[one]), (other, &new[other]))? {
                Seen::Same => unchanged += 1,
                Seen::Renumbered => renumbered += 1,
                Seen::Changed(page) => changed.push(*page),
            },
            Pair::Gone(one) => changed.push(alone(PageKind::Removed, one, &old[one])?),
            Pair::Added(other) => changed.push(alone(PageKind::Added, other, &new[other])?),
        }
    }
    let mut said = Vec::new();
    let otherwise = findings.iter().filter(|change| change.state_changed).count();
    said.extend(counted(otherwise, "row differs", "rows differ"));
    let others = findings.len() - otherwise;
    said.extend(counted(
        others,
        "row has other figures or words",
        "rows have other figures or words",
    ));
    let of = |kind| changed.iter().filter(|page| page.kind == kind).count();
    said.extend(counted(of(PageKind::Changed), "page changed", "pages changed"));
    said.extend(counted(of(PageKind::Added), "page is new", "pages are new"));
    said.extend(counted(of(PageKind::Removed), "page is gone", "pages are gone"));
    said.extend(counted(
        renumbered,
        "page has another head or foot alone",
        "pages have another head or foot alone",
    ));
    said.extend(counted(unchanged, "page looks the same", "pages look the same"));
    let title = if before.of == now.of {
        now.title()
    } else {
        format!("{} → {}", before.title(), now.title())
    };
    Ok(PaperChange {
        title,
        old_place: before.place.clone(),
        new_place: now.place.clone(),
        sentence: format!("{}.", said.join(", ")),
        findings,
        pages: changed,
        unchanged,
        renumbered,
    })
}

/// What two pages are to each other.
enum Seen {
    Same,
    Renumbered,
    Changed(Box<PageChange>),
}

/// A page, by its place from 0, before and now.
fn both((one, before): (usize, &Page), (other, now): (usize, &Page)) -> Result<Seen, ReviewError> {
    let mask = before.sheet.differing(&now.sheet);
    let regions = mask.regions();
    let texts = wording::changes(&before.text.parts, &now.text.parts);
    if regions.is_empty() && texts.is_empty() {
        return Ok(Seen::Same);
    }
    let in_head_or_foot = |region: &Region| {
        before.has_in_its_head_or_foot(*region) || now.has_in_its_head_or_foot(*region)
    };
    if texts.is_empty() && regions.iter().all(in_head_or_foot) {
        return Ok(Seen::Renumbered);
    }
    let numbers = if one == other {
        format!("Page {}", other + 1)
    } else {
        format!("Page {}, page {} before", other + 1, one + 1)
    };
    let title = titled(&numbers, now);
    let mut said = Vec::new();
    said.extend(counted(regions.len(), "region looks different", "regions look different"));
    said.extend(counted(texts.len(), "text changed", "texts changed"));
    let difference = before.sheet.difference(&now.sheet, &mask);
    let sheet = (difference.width, difference.height);
    let number = other + 1;
    let shown = |sheet, what: &str| Picture::of(sheet, format!("Page {number} {what}"));
    let regions: Result<Vec<_>, ReviewError> = (1..)
        .zip(&regions)
        .map(|(at, place)| {
            Ok(RegionChange {
                place: *place,
                number: at,
                whereabouts: whereabouts(*place, sheet),
                closely: closely(*place, sheet, (before, now), at)?,
            })
        })
        .collect();
    Ok(Seen::Changed(Box::new(PageChange {
        kind: PageKind::Changed,
        title,
        sentence: format!("{}.", said.join(", ")),
        before: Some(shown(&before.sheet, "as it was")?),
        after: Some(shown(&now.sheet, "as it is")?),
        difference: Some(shown(&difference, "with what was removed and what was added marked")?),
        regions: regions?,
        texts,
    })))
}

/// A page that stands in one paper alone.
fn alone(kind: PageKind, place: usize, page: &Page) -> Result<PageChange, ReviewError> {
    let number = place + 1;
    let (numbers, sentence) = match kind {
        PageKind::Removed => (format!("Page {number} of the old paper"), "This page is gone."),
        PageKind::Added | PageKind::Changed => (format!("Page {number}"), "This page is new."),
    };
    let picture = Picture::of(&page.sheet, format!("Page {number}"))?;
    let (before, after) = match kind {
        PageKind::Removed => (Some(picture), None),
        PageKind::Added | PageKind::Changed => (None, Some(picture)),
    };
    Ok(PageChange {
        kind,
        title: titled(&numbers, page),
        sentence: sentence.to_owned(),
        before,
        after,
        difference: None,
        regions: Vec::new(),
        texts: Vec::new(),
    })
}

fn titled(numbers: &str, page: &Page) -> String {
    match &page.text.heading {
        Some(heading) => format!("{numbers}: {heading}"),
        None => numbers.to_owned(),
    }
}

/// A region cut out of both pages; what takes half of a page is better seen on it.
fn closely(
    place: Region,
    (width, height): (usize, usize),
    (before, now): (&Page, &Page),
    number: usize,
) -> Result<Option<Closely>, ReviewError> {
    if 2 * place.width * place.height > width * height {
        return Ok(None);
    }
    let around = place.with_margins(MARGINS, width, height);
    let cut = |page: &Page, what: &str| {
        Picture::of(&page.sheet.cut(around), format!("Region {number} as it {what}"))
    };
    Ok(Some(Closely { before: cut(before, "was")?, after: cut(now, "is")? }))
}

/// The third of the page that the middle of a region lies in.
fn whereabouts(place: Region, (width, height): (usize, usize)) -> &'static str {
    if 2 * place.width * place.height > width * height {
        return "most of the page";
    }
    let third = |middle: usize, of: usize| (3 * middle / (2 * of).max(1)).min(2);
    let across = third(2 * place.x + place.width, width);
    let down = third(2 * place.y + place.height, height);
    // What spans the page is neither left nor right.
    let across = if 2 * place.width > width { 1 } else { across };
    match (down, across) {
        (0, 0) => "top left",
        (0, 1) => "top",
        (0, _) => "top right",
        (1, 0) => "left",
        (1, 1) => "middle",
        (1, _) => "right",
        (_, 0) => "bottom left",
        (_, 1) => "bottom",
        (_, _) => "bottom right",
    }
}
