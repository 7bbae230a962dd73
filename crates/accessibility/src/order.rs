//! Whether what is read out goes down the page as the eye does.
//!
//! Running text goes from line to line, and from left to right within a line. A table is read row by
//! row, each from left to right. What departs from that is let pass where it is one of these, and each
//! is said: columns of contents stand beside each other and are read one after the other, as drawings
//! may; a caption is read before the drawing or table that it names, wherever it is; and the texts
//! within a drawing have no order, because its text alternative is read in their place.

use super::checks::Outcome;
use super::structure::{Kid, Run, Structure, Tag};

/// Two texts stand on one line where their baselines are closer than this share of their size.
const LINE: f64 = 0.5;

/// Rounding in the PDF, in points.
const ROUNDING: f64 = 0.1;

/// Where something is.
#[derive(Debug, Clone, Copy)]
struct Point {
    page: usize,
    x: f64,
    y: f64,
    size: f64,
}

/// The room that something takes on a page, by where its texts begin.
#[derive(Debug, Clone, Copy)]
struct Area {
    page: usize,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    /// Of the points on the page of the first; `None` without any.
    fn of(points: &[Point]) -> Option<Self> {
        let first = points.first()?;
        let start =
            Self { page: first.page, left: first.x, right: first.x, top: first.y, bottom: first.y };
        let on_page = points.iter().filter(|point| point.page == first.page);
        Some(on_page.fold(start, |area, point| Self {
            left: area.left.min(point.x),
            right: area.right.max(point.x),
            top: area.top.min(point.y),
            bottom: area.bottom.max(point.y),
            ..area
        }))
    }
}

/// Checks the order of the whole paper.
pub(super) fn reading_order(structure: &Structure) -> Outcome {
    let outcome = Outcome::new(
        "reading-order",
        "What is read out goes down the page and from left to right, as printed; tables go row by row.",
        "texts",
    );
    let mut reader = Reader { structure, outcome, last: None, aside: None };
    reader.read(&structure.root);
    reader.outcome
}

struct Reader<'s> {
    structure: &'s Structure,
    outcome: Outcome,
    /// Where the last text was.
    last: Option<Point>,
    /// The column or drawing before, beside which the next may stand.
    aside: Option<Area>,
}

impl Reader<'_> {
    fn read(&mut self, tag: &Tag) {
        match tag.role.as_str() {
            "Table" => self.table(tag),
            "Figure" => self.whole(tag),
            "TOC" => self.column(tag),
            _ if captioned(tag) => {
                if let Some(page) = tag.page() {
                    self.caption(page, "drawing");
                }
                self.whole(tag);
            }
            _ => self.flow(tag),
        }
    }

    fn flow(&mut self, tag: &Tag) {
        for kid in &tag.kids {
            match kid {
                Kid::Tag(tag) => self.read(tag),
                Kid::Mark(mark) => {
                    let runs = self.structure.content.marked.get(mark).into_iter().flatten();
                    for run in runs.filter(|run| !run.text.trim().is_empty()) {
                        self.outcome.looked_at.0 += 1;
                        self.step(point(mark.page, run), &run.text);
                    }
                }
            }
        }
    }

    /// The next text follows the last, or is a breach.
    fn step(&mut self, next: Point, text: &str) {
        if let Some(last) = self.last {
            let line = LINE * next.size.max(last.size);
            let same_line = (next.y - last.y).abs() <= line;
            let follows = match next.page.cmp(&last.page) {
                std::cmp::Ordering::Less => false,
                std::cmp::Ordering::Greater => true,
                std::cmp::Ordering::Equal if same_line => next.x >= last.x - ROUNDING,
                std::cmp::Ordering::Equal => next.y > last.y,
            };
            if !follows {
                let text: String = text.chars().take(60).collect();
                let what = format!("“{text}” is read after what is below it or to its right");
                self.outcome.breach(Some(next.page), what);
            }
            // A raised or small letter neither raises its line nor makes it smaller.
            if same_line && next.page == last.page {
                let (y, size) = (next.y.max(last.y), next.size.max(last.size));
                self.last = Some(Point { y, size, ..next });
                return;
            }
        }
        self.last = Some(next);
    }

    /// What follows is to stand below all of `tag`.
    fn leave(&mut self, points: &[Point]) {
        if let Some(end) = points.last() {
            let there = points.iter().filter(|point| point.page == end.page);
            let bottom = there.map(|point| point.y).fold(end.y, f64::max);
            self.last = Some(Point { y: bottom, x: f64::INFINITY, ..*end });
        }
    }

    fn caption(&mut self, page: usize, what: &str) {
        let said = format!("is read before the {what} that it names, wherever it is");
        self.outcome.exceptions.push(format!("A caption of page {page} {said}."));
    }

    /// A drawing, with its caption where it has one: one thing, whose parts have no order.
    fn whole(&mut self, tag: &Tag) {
        let points = self.points(tag);
        let Some(area) = Area::of(&points) else { return };
        self.outcome.looked_at.0 += points.len();
        if !self.stands_beside(area, "Drawings") {
            self.enter(area, points[0], tag);
        }
        self.leave(&points);
        self.aside = Some(area);
    }

    /// A column of contents.
    fn column(&mut self, tag: &Tag) {
        let points = self.points(tag);
        let Some(area) = Area::of(&points) else { return };
        let above = self.last;
        let beside = self.stands_beside(area, "Columns of contents");
        if beside {
            self.last = None;
        }
        self.flow(tag);
        let both: Vec<_> = points.into_iter().chain(above.filter(|_| beside)).collect();
        let last_page = both.iter().map(|point| point.page).max().unwrap_or_default();
        let there: Vec<_> = both.into_iter().filter(|point| point.page == last_page).collect();
        self.leave(&there);
        self.aside = Some(area);
    }

    /// Whether `area` stands to the right of the column or drawing before it, and says so.
    fn stands_beside(&mut self, area: Area, what: &str) -> bool {
        let beside = self.aside.is_some_and(|before| {
            before.page == area.page
                && area.left > before.right
                && area.top <= before.bottom + ROUNDING
                // Nothing came between.
                && self.last.is_some_and(|last| last.page == before.page && last.y <= before.bottom + ROUNDING)
        });
        if beside {
            let said = "are side by side, and are read one after the other";
            self.outcome.exceptions.push(format!("{what} of page {} {said}.", area.page));
        }
        beside
    }

    /// The top left of something whole follows the last text.
    fn enter(&mut self, area: Area, first: Point, tag: &Tag) {
        let text = self.structure.text(tag);
        self.step(Point { x: area.left, y: area.top, ..first }, &text);
    }

    fn table(&mut self, table: &Tag) {
        let points = self.points(table);
        let Some(area) = Area::of(&points) else { return };
        if tags(table).any(|kid| kid.role == "Caption") {
            self.caption(area.page, "table");
        }
        self.enter(area, points[0], table);
        let mut above: Option<Area> = None;
        for row in rows(table) {
            let mut left: Option<Area> = None;
            for cell in cells(row) {
                self.last = None;
                self.flow(cell);
                let Some(area) = Area::of(&self.points(cell)) else { continue };
                if left.is_some_and(|left| left.page == area.page && area.left <= left.left) {
                    let text = self.structure.text(cell);
                    let what = format!("the cell “{text}” is read after a cell to its right");
                    self.outcome.breach(Some(area.page), what);
                }
                left = Some(area);
            }
            let Some(area) = Area::of(&self.points(row)) else { continue };
            let follows = above.is_none_or(|above| {
                above.page < area.page || (above.page == area.page && above.top < area.top)
            });
            if !follows {
                let text = self.structure.text(row);
                let what = format!("the row “{text}” is read after a row below it");
                self.outcome.breach(Some(area.page), what);
            }
            above = Some(area);
        }
        self.leave(&points);
    }

    /// Where the texts of a tag begin, in reading order.
    fn points(&self, tag: &Tag) -> Vec<Point> {
        let mut found = Vec::new();
        for mark in tag.marks() {
            let runs = self.structure.content.marked.get(&mark).into_iter().flatten();
            let shown = runs.filter(|run| !run.text.trim().is_empty());
            found.extend(shown.map(|run| point(mark.page, run)));
        }
        found
    }
}

fn point(page: usize, run: &Run) -> Point {
    Point { page, x: run.x, y: run.y, size: run.size }
}

fn tags(tag: &Tag) -> impl Iterator<Item = &Tag> {
    tag.kids.iter().filter_map(|kid| match kid {
        Kid::Tag(tag) => Some(tag),
        Kid::Mark(_) => None,
    })
}

/// Whether a drawing and its caption are what `tag` holds.
fn captioned(tag: &Tag) -> bool {
    let is = |role: &str| tags(tag).any(|kid| kid.role == role);
    is("Caption") && is("Figure")
}

/// The rows of a table, through its head, body and foot; not those of tables within.
fn rows(table: &Tag) -> Vec<&Tag> {
    let mut found = Vec::new();
    for kid in tags(table) {
        match kid.role.as_str() {
            "TR" => found.push(kid),
            "THead" | "TBody" | "TFoot" => found.extend(tags(kid).filter(|row| row.role == "TR")),
            _ => {}
        }
    }
    found
}

fn cells(row: &Tag) -> impl Iterator<Item = &Tag> {
    tags(row).filter(|cell| matches!(cell.role.as_str(), "TH" | "TD"))
}
