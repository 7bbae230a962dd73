//! Pictures of pages, and the picture of what differs between two.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde::ser::SerializeStruct as _;

use crate::ReviewError;
use crate::region::{Mask, Region};

/// A colour: red, green and blue.
type Colour = [u8; 3];

const WHITE: Colour = [255, 255, 255];
/// What is no longer there: dark orange, hatched.
const REMOVED: Colour = [0xa8, 0x3c, 0x00];
/// The lines between those of the hatch.
const REMOVED_LIGHT: Colour = [0xf7, 0xb9, 0x8c];
/// What is there now: dark blue, solid.
const ADDED: Colour = [0x12, 0x43, 0x6d];

/// The most colours that a picture with a palette may have.
const PALETTE: usize = 256;

/// Dots in rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) width: usize,
    pub(crate) height: usize,
    dots: Vec<Colour>,
}

impl Sheet {
    /// A sheet of `width` times `height` dots; what is missing is white, and what is too much is not
    /// there.
    pub(crate) fn new(width: usize, height: usize, mut dots: Vec<Colour>) -> Self {
        dots.resize(width * height, WHITE);
        Self { width, height, dots }
    }

    /// The colour at a place; beyond the sheet all is white.
    fn at(&self, x: usize, y: usize) -> Colour {
        if x < self.width && y < self.height { self.dots[y * self.width + x] } else { WHITE }
    }

    /// The part of it within `region`.
    pub(crate) fn cut(&self, region: Region) -> Self {
        let rows = region.y..region.y + region.height;
        let dots = rows
            .flat_map(|y| (region.x..region.x + region.width).map(move |x| self.at(x, y)))
            .collect();
        Self::new(region.width, region.height, dots)
    }

    /// Where it differs from `other`, on a sheet that holds both.
    pub(crate) fn differing(&self, other: &Self) -> Mask {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        Mask::new(width, height, |x, y| self.at(x, y) != other.at(x, y))
    }

    /// What differs, in the colours of what was removed and what was added, over a pale picture of what
    /// stayed.
    pub(crate) fn difference(&self, new: &Self, mask: &Mask) -> Self {
        let mut dots = Vec::with_capacity(mask.width * mask.height);
        for y in 0..mask.height {
            for x in 0..mask.width {
                let (before, after) = (self.at(x, y), new.at(x, y));
                dots.push(match (mask.at(x, y), brightness(before) < brightness(after)) {
                    (false, _) => pale(after),
                    (true, true) if (x + y) % 4 < 2 => REMOVED,
                    (true, true) => REMOVED_LIGHT,
                    (true, false) => ADDED,
                });
            }
        }
        Self::new(mask.width, mask.height, dots)
    }

    /// Its bytes as PNG: with a palette where it has few colours, as pages have.
    fn png(&self) -> Result<Vec<u8>, ReviewError> {
        let mut colours = self.dots.clone();
        colours.sort_unstable();
        colours.dedup();
        let side = |length| u32::try_from(length).unwrap_or(u32::MAX);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, side(self.width), side(self.height));
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        if colours.len() > PALETTE {
            encoder.set_color(png::ColorType::Rgb);
            encoder.write_header()?.write_image_data(self.dots.as_flattened())?;
        } else {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_filter(png::Filter::NoFilter);
            encoder.set_palette(colours.as_flattened().to_vec());
            let places = self.dots.iter().map(|dot| colours.binary_search(dot).unwrap_or_default());
            let places: Vec<_> =
                places.map(|place| u8::try_from(place).unwrap_or_default()).collect();
            encoder.write_header()?.write_image_data(&places)?;
        }
        Ok(bytes)
    }
}

/// How bright a colour is, in thousandths of 255 (the weights of Rec. 601).
fn brightness([red, green, blue]: Colour) -> u32 {
    299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)
}

fn pale(colour: Colour) -> Colour {
    let grey = brightness(colour) / 1000;
    let pale = u8::try_from(191 + grey / 4).unwrap_or(u8::MAX);
    [pale; 3]
}

/// A picture with what it shows, for those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    alternative: String,
    png: Vec<u8>,
}

impl Picture {
    pub(crate) fn of(sheet: &Sheet, alternative: String) -> Result<Self, ReviewError> {
        Ok(Self { width: sheet.width, height: sheet.height, alternative, png: sheet.png()? })
    }

    /// Its width in dots.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Its height in dots.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Its bytes.
    #[must_use]
    pub fn png(&self) -> &[u8] {
        &self.png
    }
}

impl Serialize for Picture {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Picture", 4)?;
        fields.serialize_field("width", &self.width)?;
        fields.serialize_field("height", &self.height)?;
        fields.serialize_field("alternative", &self.alternative)?;
        let address = format!("data:image/png;base64,{}", STANDARD.encode(&self.png));
        fields.serialize_field("address", &address)?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{ADDED, Colour, Picture, REMOVED, Sheet, WHITE};

    const BLACK: Colour = [0; 3];

    fn decoded(picture: &Picture) -> Vec<Colour> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(picture.png()));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut bytes).unwrap();
        bytes[..frame.buffer_size()].as_chunks::<3>().0.to_vec()
    }

    #[test]
    fn a_picture_holds_every_dot_with_few_colours_and_with_many() {
        let few: Vec<_> = (0..600_usize).map(|dot| [u8::from(dot % 7 == 0) * 9, 0, 3]).collect();
        let many: Vec<_> =
            (0..600_u16).map(|dot| [0, dot.to_be_bytes()[0], dot.to_be_bytes()[1]]).collect();
        for dots in [few, many] {
            let picture = Picture::of(&Sheet::new(30, 20, dots.clone()), String::new()).unwrap();
            assert_eq!(decoded(&picture), dots);
        }
    }

    #[test]
    fn what_was_removed_and_what_was_added_are_told_apart() {
        let before = Sheet::new(3, 1, vec![BLACK, WHITE, BLACK]);
        let after = Sheet::new(3, 1, vec![WHITE, BLACK, BLACK]);
        let mask = before.differing(&after);
        let shown = before.difference(&after, &mask);
        assert_eq!(shown.dots, [REMOVED, ADDED, [191; 3]]);
    }

    #[test]
    fn a_larger_sheet_differs_where_the_smaller_one_is_not_white() {
        let before = Sheet::new(1, 1, vec![BLACK]);
        let after = Sheet::new(2, 1, vec![BLACK, BLACK]);
        let mask = before.differing(&after);
        assert_eq!((mask.at(0, 0), mask.at(1, 0)), (false, true));
    }
}
