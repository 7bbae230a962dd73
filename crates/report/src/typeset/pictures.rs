//! The exhibits of a paper as pictures of their own: what the template labelled `picture-…`.

use rayon::prelude::*;
use typst::foundations::{Content, Label, Smart};
use typst::layout::{Abs, Frame, FrameItem, Point, Sides, Size};
use typst_layout::{Page, PagedDocument};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::TypesetError;

/// What the template puts before the name of a picture.
const LABEL: &str = "picture-";

/// The white around a picture in points.
const AROUND: f64 = 8.0;

/// Dots for each point: 144 to the inch, fine enough for a slide.
const DOTS: f64 = 2.0;

/// An exhibit as a picture, its title and its key with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The anchor of the exhibit.
    pub anchor: String,
    /// As SVG.
    pub svg: String,
    /// As PNG.
    pub png: Vec<u8>,
}

/// Every picture of the document, in the order of its pages.
pub(super) fn pictures(document: &PagedDocument) -> Result<Vec<Picture>, TypesetError> {
    let mut found = Vec::new();
    for page in document.pages() {
        collect(&page.frame, &mut found);
    }
    found.into_par_iter().map(|(anchor, frame)| picture(anchor, frame)).collect()
}

fn collect(frame: &Frame, found: &mut Vec<(String, Frame)>) {
    for (_, item) in frame.items() {
        let FrameItem::Group(group) = item else { continue };
        let name = group.label.map(Label::resolve);
        match name.as_ref().and_then(|name| name.as_str().strip_prefix(LABEL)) {
            Some(anchor) => found.push((anchor.to_owned(), group.frame.clone())),
            None => collect(&group.frame, found),
        }
    }
}

fn picture(anchor: String, frame: Frame) -> Result<Picture, TypesetError> {
    match drawn(frame) {
        Ok((svg, png)) => Ok(Picture { anchor, svg, png }),
        Err(why) => Err(TypesetError::Picture { anchor, why }),
    }
}

/// A frame as SVG and PNG. Remembered, so that a watched paper draws anew only what has changed.
#[comemo::memoize]
fn drawn(frame: Frame) -> Result<(String, Vec<u8>), String> {
    let around = Abs::pt(AROUND);
    let mut sheet = Frame::soft(frame.size() + Size::splat(around * 2.0));
    sheet.push_frame(Point::splat(around), frame);
    let page = Page {
        frame: sheet,
        bleed: Sides::splat(Abs::zero()),
        fill: Smart::Auto,
        numbering: None,
        supplement: Content::empty(),
        number: 1,
    };
    let options = RenderOptions { pixel_per_pt: DOTS.into(), render_bleed: false };
    let pixels = typst_render::render(&page, &options);
    let png = png(pixels.width(), pixels.height(), pixels.data());
    let png = png.map_err(|error| error.to_string())?;
    Ok((typst_svg::svg(&page, &SvgOptions::default()), png))
}

/// Pixels, all of them opaque on the white of the page, as PNG: packed quickly rather than tightly.
fn png(width: u32, height: u32, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}
