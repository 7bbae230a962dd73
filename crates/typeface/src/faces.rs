//! The faces, and what they say of the widths of letters.

use std::sync::OnceLock;

use ttf_parser::Face;

/// Regular, bold, italic, and both at once.
pub const FACES: [&[u8]; 4] =
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];

/// The faces, read; those that cannot be are not there.
pub(crate) fn faces() -> &'static [Face<'static>] {
    static READ: OnceLock<Vec<Face<'static>>> = OnceLock::new();
    READ.get_or_init(|| FACES.iter().filter_map(|bytes| Face::parse(bytes, 0).ok()).collect())
}

/// How wide `text` is at this size in points.
#[must_use]
pub fn width(text: &str, strong: bool, size: f64) -> f64 {
    let Some(face) = faces().get(usize::from(strong)) else {
        let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        return 0.6 * size * f64::from(letters);
    };
    let units: u32 = text
        .chars()
        .filter_map(|letter| face.glyph_index(letter))
        .filter_map(|glyph| face.glyph_hor_advance(glyph))
        .map(u32::from)
        .sum();
    f64::from(units) / f64::from(face.units_per_em()) * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_can_be_read() {
        assert_eq!(faces().len(), FACES.len());
        let bold: Vec<_> = faces().iter().map(Face::is_bold).collect();
        assert_eq!(bold, [false, true, false, true]);
    }
}
