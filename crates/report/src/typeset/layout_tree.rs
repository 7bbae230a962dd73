//! What stands where on each page, as text: a change of the paper is reviewed as a change of
//! these lines, by people who need not know Typst.
//!
//! One line a line of text, a shape or a link, from the top of the page down and then from left
//! to right, in whole points from the top left corner:
//!
//! ```text
//! text     66,310  1.1 | 94 To inform the panel of [bold: performance].
//! rect    451,402  82×31 fill #dcf0e2
//! ```
//!
//! `|` parts what stands apart on one line of text and gives the place of the next part. A style
//! is named only where it is not that of the body: after `~` that of most of the line, in
//! brackets that of a part of it.

use typst::foundations::Repr;
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst::model::Destination;
use typst::text::{FontStyle, TextItem};
use typst::visualize::{Curve, CurveItem, FixedStroke, Geometry, Paint, Shape};
use typst_layout::{PagedDocument, PagedIntrospector};

/// The size of the body; `theme.typ` sets it.
const BODY_SIZE: &str = "10";

/// The colour of the body; `theme.typ` sets it.
const BODY_COLOUR: &str = "#1d2733";

/// The gap, in ems, from which two pieces of a line of text stand apart.
const APART: f64 = 0.6;

/// Typst's own, and of no width.
const WORD_JOINER: char = '\u{2060}';

/// What stands where, a text a page.
pub(super) fn layout_tree(document: &PagedDocument) -> Vec<String> {
    document
        .pages()
        .iter()
        .map(|page| {
            let mut tree =
                Tree { introspector: document.introspector(), items: Vec::new(), runs: Vec::new() };
            tree.frame(&page.frame, Transform::identity());
            tree.finish()
        })
        .collect()
}

/// A line of the output, with its place, by which the lines are sorted.
struct Item {
    place: Place,
    /// Shapes lie under the text of the same height, links over it.
    layer: u8,
    text: String,
}

impl Item {
    fn key(&self) -> (i32, u8, i32, &str) {
        (self.place.y, self.layer, self.place.x, &self.text)
    }
}

/// The least and the greatest x of any text of a page, in points.
pub(super) fn text_extents(document: &PagedDocument) -> Vec<(f64, f64)> {
    let pages = document.pages().iter().map(|page| {
        let mut tree =
            Tree { introspector: document.introspector(), items: Vec::new(), runs: Vec::new() };
        tree.frame(&page.frame, Transform::identity());
        let least = tree.runs.iter().map(|run| run.start).fold(f64::MAX, f64::min);
        (least, tree.runs.iter().map(|run| run.end).fold(f64::MIN, f64::max))
    });
    pages.collect()
}

/// A place on the page in whole points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    y: i32,
    x: i32,
}

impl Place {
    fn new(point: Point) -> Self {
        Self { y: whole(point.y.to_pt()), x: whole(point.x.to_pt()) }
    }
}

/// A run of text in one style.
struct Run {
    place: Place,
    start: f64,
    end: f64,
    apart: f64,
    style: String,
    text: String,
}

struct Tree<'a> {
    introspector: &'a PagedIntrospector,
    items: Vec<Item>,
    runs: Vec<Run>,
}

impl Tree<'_> {
    fn frame(&mut self, frame: &Frame, outer: Transform) {
        for (position, item) in frame.items() {
            let inner = outer.pre_concat(Transform::translate(position.x, position.y));
            let corner = position.transform(outer);
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, inner.pre_concat(group.transform));
                }
                FrameItem::Text(text) => self.run(text, corner),
                FrameItem::Shape(shape, _) => self.shape(shape, inner),
                FrameItem::Image(_, size, _) => {
                    self.item(corner, 0, format!("image {}", extent(*size)));
                }
                FrameItem::Link(destination, size) => {
                    let target = self.target(destination);
                    self.item(corner, 2, format!("link {} to {target}", extent(*size)));
                }
                FrameItem::Tag(_) => {}
            }
        }
    }

    fn item(&mut self, corner: Point, layer: u8, text: String) {
        self.items.push(Item { place: Place::new(corner), layer, text });
    }

    fn run(&mut self, item: &TextItem, corner: Point) {
        let start = corner.x.to_pt();
        self.runs.push(Run {
            place: Place::new(corner),
            start,
            end: start + item.width().to_pt(),
            apart: APART * item.size.to_pt(),
            style: style(item),
            text: item.text.chars().filter(|&c| c != WORD_JOINER).collect(),
        });
    }

    fn shape(&mut self, shape: &Shape, placed: Transform) {
        let mut corner = Point::zero().transform(placed);
        let form = match &shape.geometry {
            Geometry::Line(end) => {
                let end = Place::new(end.transform(placed));
                format!("line to {},{}", end.x, end.y)
            }
            Geometry::Rect(size) => format!("rect {}", extent(*size)),
            Geometry::Curve(curve) => {
                // The place of a curve is that of its box: it need not start at its corner.
                corner = curve.bbox(None).min.transform(placed);
                outline(curve, placed)
            }
        };
        let fill = shape.fill.as_ref().map(|paint| format!(" fill {}", colour(paint)));
        let stroke = shape.stroke.as_ref().map(stroke);
        let text = form + &fill.unwrap_or_default() + &stroke.unwrap_or_default();
        self.item(corner, 0, text);
    }

    fn target(&self, destination: &Destination) -> String {
        match destination {
            Destination::Url(url) => url.as_str().to_owned(),
            Destination::Position(position) => format!("page {}", position.page),
            Destination::Location(location) => self
                .introspector
                .page(*location)
                .map_or_else(|| "nowhere".to_owned(), |page| format!("page {page}")),
        }
    }

    fn finish(mut self) -> String {
        self.runs.sort_by(|one, other| {
            (one.place.y).cmp(&other.place.y).then(one.start.total_cmp(&other.start))
        });
        for line in self.runs.chunk_by(|one, other| one.place.y == other.place.y) {
            self.items.push(Item { place: line[0].place, layer: 1, text: text_line(line) });
        }
        self.items.sort_by(|one, other| one.key().cmp(&other.key()));
        let lines = self.items.iter().map(|Item { place, text, .. }| {
            let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
            let at = format!("{},{}", place.x, place.y);
            format!("{kind:<7} {at:>7}  {rest}").trim_end().to_owned() + "\n"
        });
        lines.collect()
    }
}

/// The runs of one line of text, joined.
fn text_line(runs: &[Run]) -> String {
    let usual = usual_style(runs);
    let mut line = String::from("text ");
    let mut end = None;
    let together =
        |one: &Run, next: &Run| one.style == next.style && next.start - one.end < one.apart;
    for part in runs.chunk_by(together) {
        let first = &part[0];
        let gap = end.map_or(0.0, |end| first.start - end);
        if gap >= first.apart {
            line.truncate(line.trim_end().len());
            line += " | ";
            line += &first.place.x.to_string();
            line.push(' ');
        } else if gap >= first.apart / 4.0 && !line.ends_with(' ') {
            line.push(' ');
        }
        line += &in_style(part, usual);
        end = part.last().map(|run| run.end);
    }
    if usual.is_empty() { line } else { format!("{} ~ {usual}", line.trim_end()) }
}

/// The text of runs of one style, and the style where it is not the usual one of the line.
fn in_style(runs: &[Run], usual: &str) -> String {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    match runs[0].style.as_str() {
        style if style == usual || text.trim().is_empty() => text,
        "" => format!("[body: {text}]"),
        style => format!("[{style}: {text}]"),
    }
}

/// The style of the most characters of a line; the first of those that tie.
fn usual_style(runs: &[Run]) -> &str {
    let length = |style: &str| -> usize {
        let same = runs.iter().filter(|run| run.style == style);
        same.map(|run| run.text.chars().count()).sum()
    };
    let mut usual = runs[0].style.as_str();
    for run in runs {
        if length(&run.style) > length(usual) {
            usual = &run.style;
        }
    }
    usual
}

/// How a run differs from the body; empty where it does not.
fn style(item: &TextItem) -> String {
    let variant = item.font.font().info().variant;
    let size = format!("{:.1}", item.size.to_pt());
    let size = size.trim_end_matches(".0");
    let colour = colour(&item.fill);
    let weight = variant.weight.to_number();
    let differences = [
        (weight == 700).then(|| "bold".to_owned()),
        (weight != 700 && weight != 400).then(|| format!("weight {weight}")),
        (variant.style != FontStyle::Normal).then(|| "italic".to_owned()),
        (size != BODY_SIZE).then(|| format!("{size}pt")),
        (colour != BODY_COLOUR).then_some(colour),
    ];
    differences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The form of a curve. Frames and rings, which Typst draws as curves, are named as such.
fn outline(curve: &Curve, placed: Transform) -> String {
    use CurveItem::{Close, Cubic, Line, Move};
    let size = extent(curve.bbox(None).size());
    match curve.0.as_slice() {
        [Move(a), Line(b), Line(c), Line(d), Close] if upright([a, b, c, d]) => {
            format!("frame {size}")
        }
        [Move(_), Cubic(..), Cubic(..), Cubic(..), Cubic(..), Close] => format!("ring {size}"),
        steps if rounded(steps) => format!("rounded {size}"),
        _ => format!("curve {}", points(curve, placed)),
    }
}

/// Whether four bends, and at most four sides between them, go once around a box.
fn rounded(steps: &[CurveItem]) -> bool {
    let bends = steps.iter().filter(|step| matches!(step, CurveItem::Cubic(..))).count();
    let sides = steps.iter().filter(|step| matches!(step, CurveItem::Line(_))).count();
    bends == 4 && sides <= 4
}

/// Whether four corners make a rectangle that stands straight.
fn upright(corners: [&Point; 4]) -> bool {
    let corners = corners.map(|corner| Place::new(*corner));
    let sides = [(0, 1), (1, 2), (2, 3), (3, 0)].map(|(one, next)| (corners[one], corners[next]));
    sides.iter().all(|(one, next)| one.x == next.x || one.y == next.y)
}

fn points(curve: &Curve, placed: Transform) -> String {
    let at = |point: &Point| {
        let place = Place::new(point.transform(placed));
        format!("{},{}", place.x, place.y)
    };
    let steps = curve.0.iter().map(|step| match step {
        CurveItem::Move(to) => format!("from {}", at(to)),
        CurveItem::Line(to) => format!("to {}", at(to)),
        CurveItem::Cubic(one, two, to) => format!("bend {} {} {}", at(one), at(two), at(to)),
        CurveItem::Close => "close".to_owned(),
    });
    steps.collect::<Vec<_>>().join(" ")
}

fn stroke(stroke: &FixedStroke) -> String {
    format!(" stroke {:.2} {}", stroke.thickness.to_pt(), colour(&stroke.paint))
}

fn colour(paint: &Paint) -> String {
    match paint {
        Paint::Solid(colour) => colour.to_hex().to_string(),
        Paint::Gradient(_) | Paint::Tiling(_) => paint.repr().to_string(),
    }
}

fn extent(size: Size) -> String {
    format!("{}×{}", whole(size.x.to_pt()), whole(size.y.to_pt()))
}

/// Whole points. A length on the half may differ in its last bit from machine to machine: the
/// nudge sends it one way on all of them.
#[expect(clippy::cast_possible_truncation, reason = "a page is far smaller than the type's range")]
fn whole(points: f64) -> i32 {
    (points + 0.001).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(x: i32, end: f64, style: &str, text: &str) -> Run {
        Run {
            place: Place { y: 100, x },
            start: f64::from(x),
            end,
            apart: 6.0,
            style: style.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn the_body_is_that_of_the_theme() {
        let theme = include_str!("../typst/theme.typ");
        assert!(theme.contains(&format!("#let body-size = {BODY_SIZE}pt")));
        assert!(theme.contains(&format!("#let ink = rgb(\"{BODY_COLOUR}\")")));
    }

    #[test]
    fn runs_of_one_line_are_joined_and_parted_by_their_gaps() {
        let runs = [
            run(62, 75.0, "", "1.1"),
            run(90, 120.0, "", "Of those "),
            run(120, 150.0, "bold", "91.4%"),
            run(151, 200.0, "", " were content."),
        ];
        assert_eq!(text_line(&runs), "text 1.1 | 90 Of those [bold: 91.4%] were content.");
    }

    #[test]
    fn the_usual_style_of_a_line_is_named_once() {
        let runs = [run(62, 80.0, "8.5pt", "Financial"), run(190, 200.0, "", "None")];
        assert_eq!(text_line(&runs), "text Financial | 190 [body: None] ~ 8.5pt");
    }

    #[test]
    fn a_length_on_the_half_goes_up_whatever_its_last_bit() {
        assert_eq!([whole(10.5), whole(10.499_999_999), whole(10.49)], [11, 11, 10]);
        assert_eq!([whole(-0.2), whole(-10.4)], [0, -10]);
    }
}
