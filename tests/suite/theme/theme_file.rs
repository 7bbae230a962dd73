//! The colours of `theme.typ`, read from the file.

use super::colour::Colour;

/// The colours by name: `ink`, `standings.red.fill`, or `palette.2` in a list.
pub(super) struct Theme {
    pub(super) colours: Vec<(String, Colour)>,
    /// The mark of each standing, by its name.
    marks: Vec<(String, String)>,
}

impl Theme {
    /// Reads the text of the file.
    ///
    /// # Panics
    /// Where a colour is written in a way that this does not read: it would go untested.
    pub(super) fn read(text: &str) -> Self {
        let (mut colours, mut marks) = (Vec::new(), Vec::new());
        let mut group = String::new();
        for line in text.lines().map(code) {
            if let Some((name, _)) =
                line.strip_prefix("#let ").and_then(|rest| rest.split_once(" ="))
            {
                name.clone_into(&mut group);
            }
            let entry = line
                .strip_prefix("  ")
                .and_then(|line| line.split_once(": ("))
                .map(|(entry, _)| entry.trim());
            let mut rest = line;
            while let Some((before, after)) = rest.split_once("rgb(\"") {
                let (hex, after) =
                    after.split_once('"').unwrap_or_else(|| panic!("no colour: {line}"));
                let colour = Colour::read(hex).unwrap_or_else(|| panic!("no colour: {line}"));
                let mut name = group.clone();
                for part in entry.into_iter().chain(key(before)) {
                    name = format!("{name}.{part}");
                }
                // One of a list.
                if !before.ends_with(' ') || before.ends_with(", ") || before.trim().is_empty() {
                    let within = format!("{name}.");
                    let listed = |(other, _): &&(String, Colour)| other.starts_with(&within);
                    name = format!("{within}{}", colours.iter().filter(listed).count() + 1);
                }
                assert!(colours.iter().all(|(other, _)| *other != name), "two colours are {name}");
                colours.push((name, colour));
                rest = after;
            }
            if let Some((_, after)) = line.split_once("mark: \"") {
                let mark = after.split('"').next().unwrap_or_default();
                marks.push((entry.unwrap_or_default().to_owned(), mark.to_owned()));
            }
        }
        let theme = Self { colours, marks };
        assert_eq!(unread(text), [""; 0], "a colour of the theme is not read");
        theme
    }

    /// The colour of this name.
    pub(super) fn colour(&self, name: &str) -> Colour {
        let found = self.colours.iter().find(|(known, _)| known == name);
        found.unwrap_or_else(|| panic!("theme.typ has no colour {name}")).1
    }

    /// The standings, each with its mark.
    pub(super) fn standings(&self) -> &[(String, String)] {
        &self.marks
    }
}

/// A line without its comment.
fn code(line: &str) -> &str {
    line.split(" //").next().filter(|line| !line.starts_with("//")).unwrap_or_default()
}

/// The key of what follows: `fill` of `…, fill: `.
fn key(before: &str) -> Option<&str> {
    let before = before.strip_suffix(": ")?;
    before
        .rsplit(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '_'))
        .next()
}

/// The ways in which Typst can make a colour that is not written as six digits.
const OTHER_WAYS: [&str; 14] = [
    "luma(",
    "cmyk(",
    "oklab(",
    "oklch(",
    "color.",
    "gradient.",
    ".lighten(",
    ".darken(",
    ".mix(",
    ".saturate(",
    ".desaturate(",
    ".rotate(",
    ".transparentize(",
    ".negate(",
];

/// The colours that Typst knows by name.
const NAMED: [&str; 18] = [
    "black", "gray", "silver", "white", "navy", "blue", "aqua", "teal", "eastern", "purple",
    "fuchsia", "maroon", "red", "orange", "yellow", "olive", "green", "lime",
];

/// The lines of a template that make a colour in another way than by six digits.
fn unread(text: &str) -> Vec<&str> {
    let other = |line: &&str| {
        // A quarter's own accent, whose contrast is checked when it is read.
        let line = line.replace("rgb(look.accent)", "");
        OTHER_WAYS.iter().any(|way| line.contains(way))
            || line.matches("rgb(").count() != line.matches("rgb(\"#").count()
    };
    text.lines().map(code).filter(other).collect()
}

/// The lines of another template that make a colour at all, or use one that Typst knows by name.
/// `known` are the names of the theme, which may shadow those.
pub(super) fn colours_of_its_own<'t>(text: &'t str, known: &[String]) -> Vec<&'t str> {
    let named = |line: &str| {
        let words = line.split(|letter: char| !(letter.is_alphanumeric() || letter == '-'));
        let words: Vec<_> = words.collect();
        ["fill:", "stroke:", "pt +"].iter().any(|place| line.contains(place))
            && NAMED.iter().any(|name| words.contains(name) && !known.iter().any(|one| one == name))
    };
    let own = |line: &&str| {
        line.contains("rgb(") || OTHER_WAYS.iter().any(|way| line.contains(way)) || named(line)
    };
    text.lines().map(code).filter(own).collect()
}

/// The lines of a template with a length in points or millimetres; none and hairs of a drawing's own
/// unit (`* 1pt`) are no choice of design.
pub(super) fn lengths_of_its_own(text: &str) -> Vec<&str> {
    let absolute = |line: &&str| {
        ["pt", "mm", "cm"].iter().any(|unit| {
            line.match_indices(unit).any(|(at, _)| {
                let number: String = line[..at]
                    .chars()
                    .rev()
                    .take_while(|letter| letter.is_ascii_digit() || *letter == '.')
                    .collect();
                let ends =
                    !line[at + unit.len()..].starts_with(|next: char| next.is_alphanumeric());
                let unit_alone = number == "1" && line[..at - 1].ends_with("* ");
                ends && !number.is_empty() && number != "0" && !unit_alone
            })
        })
    };
    text.lines().map(code).filter(absolute).collect()
}
