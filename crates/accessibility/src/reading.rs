//! Reads the structure of a PDF back from its bytes.

use std::collections::HashMap;
use std::sync::Arc;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Number, Object, ObjectIdentifier, String as Bytes};

use rayon::prelude::*;

use super::content::{self, Fonts, name_of};
use super::structure::{Content, Kid, Mark, Structure, Tag};

/// How deep tags may lie: a tree without an end is refused.
const DEEPEST: usize = 100;

/// How many tags and bookmarks a paper may have.
const MOST: usize = 1_000_000;

/// Reads `pdf`.
///
/// # Errors
/// What is wrong, where it is no PDF, has no tags or has more than any paper.
pub(super) fn read(pdf: &[u8]) -> Result<Structure, String> {
    let bytes = Arc::new(pdf.to_vec());
    let pdf = opened(&bytes)?;
    let catalog: Dict<'_> =
        pdf.xref().get(pdf.xref().root_id()).ok_or("it has no catalogue of its parts")?;
    let mut structure = Structure {
        language: text_of(&catalog, "Lang"),
        title: pdf.metadata().title.as_deref().map(decoded),
        title_shown: catalog
            .get::<Dict<'_>>("ViewerPreferences")
            .and_then(|preferences| preferences.get::<bool>("DisplayDocTitle"))
            .unwrap_or_default(),
        bookmarks: bookmarks(&catalog),
        pages_labelled: pages_labelled(&catalog),
        pages: pdf.pages().len(),
        ..Structure::default()
    };
    let mut numbers = HashMap::new();
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        if let Some(id) = page.raw().obj_id() {
            numbers.insert(id, number);
        }
    }
    let (content, kids) = rayon::join(|| content_of(&bytes), || tags_of(&catalog, numbers));
    (structure.content, structure.root.kids) = (content?, kids?);
    Ok(structure)
}

fn opened(bytes: &Arc<Vec<u8>>) -> Result<Pdf, String> {
    Pdf::new(bytes.clone()).map_err(|error| format!("{error:?}"))
}

/// What every page shows. Each thread opens the file for itself: one that is damaged is mended while it
/// is read, and may be mended by one thread alone.
fn content_of(bytes: &Arc<Vec<u8>>) -> Result<Content, String> {
    let fonts = Fonts::default();
    let threads = rayon::current_num_threads();
    let read: Result<Vec<Vec<_>>, String> = (0..threads)
        .into_par_iter()
        .map(|first| {
            let pdf = opened(bytes)?;
            let own = (1..).zip(pdf.pages().iter()).skip(first).step_by(threads);
            own.map(|(number, page)| Ok((number, content::read(number, page, &fonts)?))).collect()
        })
        .collect();
    let mut pages: Vec<(usize, Content)> = read?.into_iter().flatten().collect();
    pages.sort_by_key(|(number, _)| *number);
    let mut all = Content::default();
    for (_, page) in pages {
        all.marked.extend(page.marked);
        all.artifacts.extend(page.artifacts);
        all.loose.extend(page.loose);
    }
    Ok(all)
}

/// The tags, which stand in pages with these numbers.
fn tags_of(
    catalog: &Dict<'_>,
    numbers: HashMap<ObjectIdentifier, usize>,
) -> Result<Vec<Kid>, String> {
    let tags: Dict<'_> = catalog.get("StructTreeRoot").ok_or("it has no tags")?;
    TagReader { numbers, left: MOST }.kids(&tags, None, 0)
}

struct TagReader {
    /// The numbers of the pages, from 1.
    numbers: HashMap<ObjectIdentifier, usize>,
    /// How many tags may still come.
    left: usize,
}

impl TagReader {
    fn kids(
        &mut self,
        of: &Dict<'_>,
        page: Option<usize>,
        depth: usize,
    ) -> Result<Vec<Kid>, String> {
        let kids = match of.get::<Object<'_>>("K") {
            None => return Ok(Vec::new()),
            Some(Object::Array(list)) => list.iter::<Object<'_>>().collect(),
            Some(one) => vec![one],
        };
        let mut found = Vec::with_capacity(kids.len());
        for kid in kids {
            match kid {
                Object::Number(id) => found.push(Kid::Mark(mark(page, id)?)),
                Object::Dict(dict) => found.extend(self.kid(&dict, page, depth + 1)?),
                _ => {}
            }
        }
        Ok(found)
    }

    /// A tag, a mark on a page of its own, or nothing where it is a link's rectangle.
    fn kid(
        &mut self,
        dict: &Dict<'_>,
        page: Option<usize>,
        depth: usize,
    ) -> Result<Option<Kid>, String> {
        self.left = self.left.checked_sub(1).ok_or("it has too many tags")?;
        if depth > DEEPEST {
            return Err("its tags lie too deep".to_owned());
        }
        let own = dict.get_ref("Pg").and_then(|id| self.numbers.get(&id.into()).copied());
        let page = own.or(page);
        if let Some(role) = name_of(dict, "S") {
            let kids = self.kids(dict, page, depth)?;
            let (alt, scope) = (text_of(dict, "Alt"), scope(dict));
            return Ok(Some(Kid::Tag(Tag { role, alt, scope, kids })));
        }
        match dict.get::<Number>("MCID") {
            Some(id) => Ok(Some(Kid::Mark(mark(page, id)?))),
            None => Ok(None),
        }
    }
}

fn mark(page: Option<usize>, id: Number) -> Result<Mark, String> {
    let page = page.ok_or("a tag speaks of content without a page")?;
    Ok(Mark { page, id: id.as_i64() })
}

/// The scope of a header cell, from the attributes that speak of tables.
fn scope(tag: &Dict<'_>) -> Option<String> {
    let attributes = match tag.get::<Object<'_>>("A")? {
        Object::Dict(one) => vec![one],
        Object::Array(list) => list.iter::<Dict<'_>>().collect(),
        _ => return None,
    };
    attributes.iter().find_map(|one| name_of(one, "Scope"))
}

/// The titles of the bookmarks, depth first.
fn bookmarks(catalog: &Dict<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let outlines = catalog.get::<Dict<'_>>("Outlines");
    let mut waiting: Vec<_> =
        outlines.and_then(|all| all.get::<Dict<'_>>("First")).into_iter().collect();
    while let Some(one) = waiting.pop() {
        if found.len() == MOST {
            break;
        }
        found.push(text_of(&one, "Title").unwrap_or_default());
        waiting.extend(one.get::<Dict<'_>>("Next"));
        waiting.extend(one.get::<Dict<'_>>("First"));
    }
    found
}

/// Whether labels begin at the first page, and number it in some way.
fn pages_labelled(catalog: &Dict<'_>) -> bool {
    let labels = catalog.get::<Dict<'_>>("PageLabels").and_then(|all| all.get::<Array<'_>>("Nums"));
    let Some(labels) = labels else { return false };
    let mut parts = labels.iter::<Object<'_>>();
    let from_the_first = matches!(parts.next(), Some(Object::Number(page)) if page.as_i64() == 0);
    let numbered = matches!(parts.next(), Some(Object::Dict(label)) if label.contains_key("S") || label.contains_key("P"));
    from_the_first && numbered
}

fn text_of(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Bytes<'_>>(key).map(|bytes| decoded(bytes.as_bytes()))
}

/// A text string of PDF: UTF-16 or UTF-8 with a mark, else one byte a letter.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<_> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        plain => plain.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
#[test]
fn text_is_read_in_each_of_its_encodings() {
    for (bytes, text) in [
        (&b"Quarter 2"[..], "Quarter 2"),
        (b"\xfe\xff\x00Q\x00 \x22\x12\x002", "Q −2"),
        (b"\xef\xbb\xbfQ \xe2\x88\x922", "Q −2"),
    ] {
        assert_eq!(decoded(bytes), text);
    }
}
