//! What an SVG may hold to be a logo: shapes, groups, gradients and clipping, so many that they are drawn
//! in no time. Whatever else SVG knows (filters, pictures, text, scripts) is refused by its name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use panel_core::quoted_piece;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};
use usvg::{Options, Tree};

use super::numbers::{FARTHEST, is_far};
use super::{Wrong, sides};

const SVG: Namespace<'_> = Namespace("http://www.w3.org/2000/svg");

/// Elements that a logo may have.
const ALLOWED: &[&str] = &[
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "metadata",
    "style",
    "switch",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
];

/// Elements of the file.
const MOST_ELEMENTS: usize = 5_000;
/// Elements that are drawn, each as often as others refer to it.
const MOST_DRAWN: usize = 50_000;
/// Elements for which a style sheet is searched, once for each rule; and those that its rules refer to,
/// once for each element.
const MOST_STYLED: usize = 1_000_000;
/// Elements inside one another, those that are referred to among them.
const DEEPEST: usize = 64;
/// Attributes of an element: more take time that grows with the square of their number.
const MOST_ATTRIBUTES: usize = 100;

const SIMPLER: &str = "simplify it, or save it as PNG";
const SHAPES_ALONE: &str = "save it with shapes alone, or as PNG";

/// An element, as far as its cost is concerned.
#[derive(Default)]
struct Element {
    children: Vec<usize>,
    /// The ids that it refers to.
    refers_to: Vec<String>,
}

/// More rules than the style sheets of a logo have.
const MOST_RULES: usize = 5_000;

/// How many elements are drawn for one.
#[derive(Debug, Clone, Copy)]
enum Weight {
    Unknown,
    BeingFound,
    Known(usize),
}

/// The elements of an SVG while it is read.
#[derive(Default)]
struct Reading {
    elements: Vec<Element>,
    by_id: BTreeMap<String, Vec<usize>>,
    /// What the rules of its style sheets refer to, and how many rules there are.
    styled: Vec<String>,
    rules: usize,
}

/// Whether an SVG can be the logo.
pub(super) fn check(text: &str) -> Result<(), Wrong> {
    let reading = read(text)?;
    reading.cost()?;
    let options = Options { image_href_resolver: nothing(), ..Options::default() };
    let tree =
        Tree::from_str(text, &options).map_err(|_| Wrong::new("cannot be drawn", SIMPLER))?;
    let size = tree.size();
    sides(f64::from(size.width()), f64::from(size.height()))?;
    let drawn = tree.root().abs_layer_bounding_box();
    let far =
        [size.width(), size.height(), drawn.left(), drawn.top(), drawn.right(), drawn.bottom()];
    if far.iter().any(|length| !(-FARTHEST..=FARTHEST).contains(length)) {
        return Err(too_far());
    }
    if tree.root().children().is_empty() {
        return Err(Wrong::new("draws nothing", SIMPLER));
    }
    Ok(())
}

/// Loads no picture.
fn nothing() -> usvg::ImageHrefResolver<'static> {
    usvg::ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    }
}

fn read(text: &str) -> Result<Reading, Wrong> {
    let unreadable = |at: u64| {
        let before = text.bytes().take(usize::try_from(at).unwrap_or(usize::MAX));
        let line = 1 + before.filter(|byte| *byte == b'\n').count();
        Wrong::new(format!("is not XML that can be read, in its line {line}"), SIMPLER)
    };
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reading::default();
    let mut open: Vec<usize> = Vec::new();
    // A style sheet that is read: the depth that it is at, and its text.
    let mut sheet: Option<(usize, String)> = None;
    loop {
        let Ok((namespace, event)) = reader.read_resolved_event() else {
            return Err(unreadable(reader.error_position()));
        };
        match event {
            Event::Start(element) => {
                let ours = matches!(namespace, ResolveResult::Bound(SVG));
                let index = reading.elements.len();
                reading.open(&element, ours)?;
                if let Some(parent) = open.last() {
                    reading.elements[*parent].children.push(index);
                }
                open.push(index);
                if ours && element.local_name().as_ref() == "style" {
                    sheet = Some((open.len(), String::new()));
                }
                if index + 1 > MOST_ELEMENTS || open.len() > DEEPEST {
                    return Err(too_much());
                }
            }
            Event::End(_) => {
                if let Some((_, rules)) = sheet.take_if(|(depth, _)| *depth == open.len()) {
                    reading.style_sheet(&rules)?;
                }
                open.pop();
            }
            Event::Text(text) => {
                if let Some((_, rules)) = &mut sheet {
                    rules.push_str(&text.xml10_content());
                }
            }
            Event::CData(text) => {
                if let Some((_, rules)) = &mut sheet {
                    rules.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(_) if sheet.is_some() => {
                return Err(Wrong::new("has a style sheet with references", SHAPES_ALONE));
            }
            Event::DocType(about) if about.contains('[') => {
                return Err(Wrong::new("declares entities", SHAPES_ALONE));
            }
            Event::Eof => return Ok(reading),
            _ => {}
        }
    }
}

impl Reading {
    /// Takes an element; `ours` where it is one of SVG. Others are what drawing programs note for
    /// themselves, and are not drawn.
    fn open(&mut self, element: &BytesStart<'_>, ours: bool) -> Result<(), Wrong> {
        let index = self.elements.len();
        let mut taken = Element::default();
        let local = element.local_name();
        let name = local.as_ref();
        if ours && !ALLOWED.contains(&name) {
            return Err(forbidden(name));
        }
        let mut attributes = element.attributes();
        for (count, attribute) in attributes.with_checks(false).enumerate() {
            let attribute = attribute.map_err(|_| {
                let element = quoted_piece(name);
                Wrong::new(format!("has an attribute of `{element}` that cannot be read"), SIMPLER)
            })?;
            if count >= MOST_ATTRIBUTES {
                return Err(too_much());
            }
            if !ours {
                continue;
            }
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or(Cow::Borrowed(""));
            let key = attribute.key.as_ref();
            match key {
                "id" => self.by_id.entry(value.into_owned()).or_default().push(index),
                "href" | "xlink:href" => taken.refers_to.push(reference(&value)?),
                "style" => {
                    for declaration in value.split(';') {
                        let (property, value) =
                            declaration.split_once(':').unwrap_or((declaration, ""));
                        taken.refers_to.extend(property_value(property.trim(), value.trim())?);
                    }
                }
                key => {
                    if is_far(key, &value) {
                        return Err(too_far());
                    }
                    // A prefix may be any: what it means is not asked.
                    let key = key.rsplit(':').next().unwrap_or(key);
                    if key == "href" {
                        taken.refers_to.push(reference(&value)?);
                    }
                    taken.refers_to.extend(property_value(key, value.trim())?);
                }
            }
        }
        self.elements.push(taken);
        Ok(())
    }

    /// Takes the rules of a style sheet.
    fn style_sheet(&mut self, text: &str) -> Result<(), Wrong> {
        if text.contains(['@', '\\']) {
            return Err(Wrong::new("has a style sheet that refers to others", SHAPES_ALONE));
        }
        for rule in text.split('}') {
            let (selector, declarations) = rule.split_once('{').unwrap_or((rule, ""));
            self.rules += 1 + selector.matches([',', ' ', '>', '+', ':', '[']).count();
            if self.rules > MOST_RULES {
                return Err(too_much());
            }
            for declaration in declarations.split(';') {
                let (property, value) = declaration.split_once(':').unwrap_or((declaration, ""));
                let property = property.rsplit("*/").next().unwrap_or(property);
                self.styled.extend(property_value(property.trim(), value.trim())?);
            }
        }
        Ok(())
    }

    /// Refuses what takes long to draw: each element counts as often as it is referred to.
    fn cost(&self) -> Result<(), Wrong> {
        if self.elements.len().saturating_mul(self.rules) > MOST_STYLED {
            return Err(too_much());
        }
        let mut known = vec![Weight::Unknown; self.elements.len()];
        let mut drawn = self.weight(0, 0, &mut known)?;
        // Which elements a rule is for is not asked.
        for id in &self.styled {
            let of_each = self.weight_of(id, 0, &mut known)?;
            drawn = drawn.saturating_add(of_each.saturating_mul(self.elements.len()));
        }
        if drawn > MOST_STYLED { Err(too_much()) } else { Ok(()) }
    }

    /// How many elements are drawn for one.
    fn weight(&self, index: usize, depth: usize, known: &mut [Weight]) -> Result<usize, Wrong> {
        if depth > DEEPEST {
            return Err(too_much());
        }
        let Some(element) = self.elements.get(index) else { return Ok(0) };
        match known[index] {
            Weight::Known(weight) => return Ok(weight),
            Weight::BeingFound => return Err(Wrong::new("refers to itself", SHAPES_ALONE)),
            Weight::Unknown => known[index] = Weight::BeingFound,
        }
        let mut weight = 1_usize;
        for child in &element.children {
            weight = weight.saturating_add(self.weight(*child, depth + 1, known)?);
        }
        for id in &element.refers_to {
            weight = weight.saturating_add(self.weight_of(id, depth + 1, known)?);
        }
        if weight > MOST_DRAWN {
            return Err(too_much());
        }
        known[index] = Weight::Known(weight);
        Ok(weight)
    }

    /// How many are drawn for whatever has an id.
    fn weight_of(&self, id: &str, depth: usize, known: &mut [Weight]) -> Result<usize, Wrong> {
        let mut weight = 0_usize;
        for index in self.by_id.get(id).into_iter().flatten() {
            weight = weight.saturating_add(self.weight(*index, depth, known)?);
        }
        Ok(weight)
    }
}

/// What a property refers to: nothing, where it refers to nothing.
fn property_value(property: &str, value: &str) -> Result<Option<String>, Wrong> {
    let property = property.to_ascii_lowercase();
    let usual = if property == "spreadmethod" { "pad" } else { "none" };
    let none = value.is_empty() || value.eq_ignore_ascii_case(usual);
    let forbidden_one = match &*property {
        "filter" | "backdrop-filter" => "a filter",
        "mask" | "mask-image" => "a mask",
        "marker" | "marker-start" | "marker-mid" | "marker-end" => "markers",
        "stroke-dasharray" => "dashed lines",
        // In a PDF they are drawn by a program, which PDF/A does not allow.
        "spreadmethod" => "a gradient that repeats",
        _ => "",
    };
    if !none && !forbidden_one.is_empty() {
        return Err(Wrong::new(format!("has {forbidden_one}"), SHAPES_ALONE));
    }
    let lower = value.to_ascii_lowercase();
    let Some(at) = lower.find("url(") else { return Ok(None) };
    let after = &value[at + "url(".len()..];
    let inside = after.split(')').next().unwrap_or_default();
    let target = inside.trim().trim_matches(['"', '\'']);
    if lower.matches("url(").count() > 1 {
        return Err(Wrong::new("has a property with two references", SHAPES_ALONE));
    }
    reference(target).map(Some)
}

/// The id that a reference names.
fn reference(target: &str) -> Result<String, Wrong> {
    let id = target.trim().strip_prefix('#');
    id.map(str::to_owned).ok_or_else(|| Wrong::new("refers to another file", SHAPES_ALONE))
}

fn too_far() -> Wrong {
    Wrong::new(format!("draws farther than {FARTHEST} units of length"), "make it smaller")
}

fn too_much() -> Wrong {
    Wrong::new("has more shapes, one inside another, than a logo needs", SIMPLER)
}

fn forbidden(name: &str) -> Wrong {
    let remedy = match name {
        "text" | "tspan" | "textPath" | "tref" | "font" => "convert its text to paths",
        _ => SHAPES_ALONE,
    };
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    Wrong::new(format!("has an element `{name}`"), remedy)
}
