//! The numbers of an SVG: none is so large that a shape takes long to draw.

/// Units of length on a side, and from the middle to whatever is drawn.
pub(super) const FARTHEST: f32 = 100_000.0;

/// Attributes that say where shapes are, and how large.
const SHAPES: [&str; 21] = [
    "d",
    "points",
    "transform",
    "gradientTransform",
    "viewBox",
    "x",
    "y",
    "width",
    "height",
    "r",
    "rx",
    "ry",
    "cx",
    "cy",
    "x1",
    "y1",
    "x2",
    "y2",
    "fx",
    "fy",
    "stroke-width",
];

/// Whether an attribute has a number that is farther than anything may be: an arc of a huge radius is drawn in
/// as many pieces.
pub(super) fn is_far(attribute: &str, value: &str) -> bool {
    SHAPES.contains(&attribute) && has_far_number(value)
}

/// Whether a list of numbers has such a one. Letters are commands and units, and an `e` within a number is its exponent.
fn has_far_number(list: &str) -> bool {
    let is_part =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | 'e' | 'E' | '+' | '-');
    list.split(|letter| !is_part(letter)).any(|run| {
        // Signs may part numbers, but not after an exponent.
        let mut start = 0;
        let bytes = run.as_bytes();
        let ends = |at: &usize| {
            let is_sign = matches!(bytes[*at], b'+' | b'-');
            is_sign && *at > 0 && !matches!(bytes[*at - 1], b'e' | b'E')
        };
        let ends: Vec<_> = (0..bytes.len()).filter(ends).chain([bytes.len()]).collect();
        ends.into_iter().any(|end| {
            let number = run.get(std::mem::replace(&mut start, end)..end).unwrap_or_default();
            // Two points part numbers as well: the digits before the second are as large as both.
            let mut points = number.match_indices('.').map(|(at, _)| at);
            let first = points.nth(1).map_or(number, |second| &number[..second]);
            let far = |number: &str| {
                number.parse::<f64>().is_ok_and(|number| number.abs() > f64::from(FARTHEST))
            };
            far(first) || first.len() < number.len() && number.contains(['e', 'E'])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_numbers_are_found_however_they_are_written() {
        for near in [
            "M0 0h10v10z",
            "M.5.5.25-3e2-1e-30",
            "a1 1 0 01100 0",
            "0 0 100 50",
            "matrix(1 0 0 1 5,6)",
            "",
        ] {
            assert!(!has_far_number(near), "{near}");
        }
        for far in ["M0 0a1e30 1 0 0 1 5 5", "a1-1e30", "1E+30,2", "5000000", "0.5.5e30", "-1e9"] {
            assert!(has_far_number(far), "{far}");
        }
        assert!(is_far("d", "a1e30") && !is_far("id", "a1e30"));
    }
}
