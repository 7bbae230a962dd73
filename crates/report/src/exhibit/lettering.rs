//! How wide a text is in the typeface of the paper, so that labels can be kept apart.

/// The size of every text of an exhibit in points.
pub(super) const SIZE: f64 = 7.0;

/// The height that a line of it takes.
pub(super) const LINE: f64 = 9.0;

/// The width of `text` in points.
pub(super) fn width(text: &str, strong: bool) -> f64 {
    panel_typeface::width(text, strong, SIZE)
}

/// The text cut to the width, with an ellipsis where something is left out.
pub(super) fn fitted(text: &str, most: f64) -> String {
    if width(text, false) <= most {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let cut: String = kept.iter().collect::<String>().trim_end().to_owned() + "…";
        if width(&cut, false) <= most {
            return cut;
        }
    }
    String::new()
}

/// The text in lines of at most such a width, broken between words; a word that is wider is cut.
pub(super) fn lines(text: &str, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) if width(&longer, true) <= most => *line = longer,
            _ => lines.push(fitted(word, most)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_of_one_width() {
        // 1171 of 2048 units in the table `hmtx` of Noto Sans 1.04.
        for digit in '0'..='9' {
            assert!((width(&digit.to_string(), false) - 1171.0 / 2048.0 * SIZE).abs() < 1e-9);
        }
    }

    #[test]
    fn what_is_too_wide_is_cut_or_broken() {
        assert_eq!(fitted("Leicestershire", 100.0), "Leicestershire");
        let cut = fitted("Leicestershire and Rutland", 60.0);
        assert!(cut.ends_with('…') && width(&cut, false) <= 60.0, "{cut}");
        assert_eq!(fitted("wide", 1.0), "");
        let broken = lines("Savings still to be identified and realised", 80.0);
        assert_eq!(broken.join(" "), "Savings still to be identified and realised");
        assert!(broken.iter().all(|line| width(line, true) <= 80.0), "{broken:?}");
    }
}
