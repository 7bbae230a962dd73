//! Commentary: Markdown with figures bound by name, parsed to typed blocks.
//!
//! A file is first bound (`{{ sp12.satisfaction.latest }}` becomes `88.3%`), then parsed. What is not
//! plain commentary (code, images, HTML, headings) is a fault: no markup reaches the typesetter.

mod bind;
mod inline;
mod names;
mod parse;

pub(crate) use names::Names;

use panel_core::{Fault, SourceText};

use crate::view::Inline;

/// A paragraph before it is numbered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unnumbered {
    pub(crate) content: Vec<Inline>,
    pub(crate) lists: Vec<UnnumberedList>,
}

/// A list before it is numbered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum UnnumberedList {
    Numbered(Vec<Unnumbered>),
    Bullets(Vec<Vec<Inline>>),
}

/// One file of commentary, parsed. Endnotes still carry their labels as marks.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Commentary {
    pub(crate) paragraphs: Vec<Unnumbered>,
    /// The points under the heading “Dashboard comments”.
    pub(crate) comments: Vec<Vec<Inline>>,
    /// The endnotes, by label, in the order of their first reference.
    pub(crate) endnotes: Vec<(String, Vec<Inline>)>,
}

/// Binds and parses one file, noting every fault.
pub(crate) fn read(
    source: &SourceText,
    names: &Names,
    faults: &mut Vec<Fault>,
) -> Option<Commentary> {
    let bound = bind::bind(source, names, faults)?;
    let commentary = parse::parse(source, &bound.text, faults);
    bound.whole.then_some(commentary)
}
