//! A page of the layout tree, read back: its lines, each with its place.

use std::fmt;

use panel_report::Typesetting;

/// Where the body of a page begins, in points from the top: `theme.typ` sets the margin.
pub(super) const TOP: f64 = 73.7;

/// Where it ends.
pub(super) const BOTTOM: f64 = 782.4;

/// Its left edge.
pub(super) const LEFT: f64 = 56.7;

/// Its right edge.
pub(super) const RIGHT: f64 = 538.6;

/// The head of a page ends above this.
const HEAD: f64 = 60.0;

/// The foot of a page begins below this.
const FOOT: f64 = 795.0;

/// The colour of headings, which `theme.typ` calls navy.
const NAVY: &str = "#12436d";

/// The size from which navy, bold text is a heading whatever stands beside it.
const LEAST_HEADING: f64 = 10.5;

/// A line of the tree.
pub(super) struct Line {
    /// `text`, `rect`, `link`, …
    pub(super) kind: String,
    /// From the left edge of the paper.
    pub(super) x: f64,
    /// From its top; of text, to the baseline.
    pub(super) y: f64,
    /// What stands there.
    pub(super) what: String,
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at {},{}: {}", self.kind, self.x, self.y, self.what)
    }
}

/// Where a thing begins and ends, from the left.
pub(super) struct Extent {
    pub(super) from: f64,
    pub(super) to: f64,
}

/// A page.
pub(super) struct Page {
    /// Everything on it, from the top down.
    pub(super) lines: Vec<Line>,
}

/// Every page of a paper.
pub(super) fn pages(typesetting: &Typesetting) -> Vec<Page> {
    let read = |page: &String| Page { lines: page.lines().map(Line::read).collect() };
    typesetting.layout_tree().iter().map(read).collect()
}

impl Page {
    /// The lines of text between head and foot.
    pub(super) fn body(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines.iter().filter(|line| line.kind == "text" && line.y > HEAD && line.y < FOOT)
    }

    /// How far down its body text goes, as a share of the height there is.
    pub(super) fn filled(&self) -> f64 {
        self.body().last().map_or(0.0, |last| (last.y - TOP) / (BOTTOM - TOP))
    }

    /// Whether an appendix begins here.
    pub(super) fn begins_an_appendix(&self) -> bool {
        self.body().next().is_some_and(|first| first.what.starts_with("Appendix "))
    }

    /// Whether it begins with a heading of what stays whole: a widget, or a rule of Appendix B.
    pub(super) fn begins_with_something_whole(&self) -> bool {
        let first = self.body().next().and_then(Line::style);
        first.is_some_and(|style| style == format!("bold {LEAST_HEADING}pt {NAVY}"))
    }

    /// Whether `words` stand on it.
    pub(super) fn says(&self, words: &str) -> bool {
        self.lines.iter().any(|line| line.what.contains(words))
    }
}

impl Line {
    fn read(line: &str) -> Self {
        let (kind, rest) = line.split_once(' ').unwrap_or_else(|| panic!("no kind: {line}"));
        let (at, what) = rest.trim_start().split_once("  ").unwrap_or((rest.trim_start(), ""));
        let (x, y) = at.split_once(',').unwrap_or_else(|| panic!("no place: {line}"));
        let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("no place: {line}"));
        Self { kind: kind.to_owned(), x: number(x), y: number(y), what: what.to_owned() }
    }

    /// The style of most of the line, where it is not that of the body.
    pub(super) fn style(&self) -> Option<&str> {
        self.what.rsplit_once(" ~ ").map(|(_, style)| style)
    }

    /// Whether it heads what follows: a title in navy, or the head of a table, which is as bold and
    /// as blue in every part.
    pub(super) fn is_heading(&self) -> bool {
        let Some((text, style)) = self.what.rsplit_once(" ~ ") else { return false };
        let Some(size) = style
            .strip_prefix("bold ")
            .and_then(|style| style.strip_suffix(NAVY))
            .and_then(|size| size.trim_end().strip_suffix("pt"))
        else {
            return false;
        };
        size.parse::<f64>().unwrap() >= LEAST_HEADING || !text.contains('[')
    }

    /// What can be told of its width: the starts of the parts of a line of text, and both edges of
    /// a shape or a link.
    pub(super) fn extent(&self) -> Extent {
        let to = match self.kind.as_str() {
            "text" => self.parts().last().unwrap_or(self.x),
            "line" => self.numbers().next().unwrap_or(self.x),
            "curve" => self.x,
            _ => self.x + self.numbers().next().unwrap_or_default(),
        };
        Extent { from: self.x, to }
    }

    /// Where each part of a line of text but the first begins.
    fn parts(&self) -> impl Iterator<Item = f64> {
        let parts = self.what.split(" | ").skip(1);
        parts.filter_map(|part| part.split(' ').next()?.parse().ok())
    }

    /// The numbers that a shape is told in.
    fn numbers(&self) -> impl Iterator<Item = f64> {
        let words = self.what.split(|letter: char| !(letter.is_ascii_digit() || letter == '.'));
        words.filter_map(|word| word.parse().ok())
    }
}
