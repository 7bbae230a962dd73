//! The one typeface of a paper: its faces for the typesetter, and what they say of letters.

use std::sync::OnceLock;

use ttf_parser::Face;

/// Regular, bold, italic, and both at once.
pub(crate) const FACES: [&[u8]; 4] =
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];

/// The faces, read; those that cannot be are not there.
pub(crate) fn faces() -> &'static [Face<'static>] {
    static READ: OnceLock<Vec<Face<'static>>> = OnceLock::new();
    READ.get_or_init(|| FACES.iter().filter_map(|bytes| Face::parse(bytes, 0).ok()).collect())
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
