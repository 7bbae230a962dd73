//! The colours, sizes and spaces of the paper: all in `theme.typ`, every colour in a stated pair with
//! enough contrast, and how a row stands told apart by those who do not see all colours.

mod colour;
mod pairs;
mod theme_file;

use std::fs;

use colour::{Colour, Vision};
use pairs::Use;
use theme_file::{Theme, colours_of_its_own, lengths_of_its_own};

use crate::quarters::root;

/// The least difference (ΔE of 1976) between the inks of two standings. Below about 2 two colours
/// are taken for one; from 10 on they are no longer taken for shades of each other.
const LEAST_DIFFERENCE: f64 = 10.0;

/// Templates that draw to the scale of their data, and so have lengths of their own.
const DRAWN: [&str; 2] = ["exhibit.typ", "gallery.typ"];

fn theme() -> Theme {
    Theme::read(&template("theme.typ"))
}

fn template(name: &str) -> String {
    fs::read_to_string(root().join("crates/report/src/typst").join(name)).unwrap()
}

/// The names of the templates but the theme.
fn templates() -> Vec<String> {
    let folder = root().join("crates/report/src/typst").read_dir().unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != "theme.typ").collect();
    names.sort();
    assert!(names.len() >= 4, "{names:?}");
    names
}

fn read(hex: &str) -> Colour {
    Colour::read(hex).unwrap()
}

#[track_caller]
fn assert_near(found: f64, expected: f64, within: f64, what: &str) {
    assert!((found - expected).abs() <= within, "{what}: {found} where {expected} is known");
}

/// The categorical palette of the Analysis Function, with its contrasts with white as computed apart
/// from this, to two places; black on white is 21 by definition, and #767676 the lightest grey that
/// passes 4.5 by the examples of WCAG.
#[test]
fn contrast_is_that_of_known_colours() {
    let white = read("#ffffff");
    for (hex, contrast) in [
        ("#12436D", 10.25),
        ("#28A197", 3.17),
        ("#801650", 9.77),
        ("#F46A25", 3.03),
        ("#3D3D3D", 10.86),
        ("#A285D1", 3.08),
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#767676", 4.54),
    ] {
        assert_near(read(hex).contrast(white), contrast, 0.005, hex);
        assert_near(white.contrast(read(hex)), contrast, 0.005, hex);
    }
}

/// The least difference between two of three colours, under deuteranopia and protanopia, as computed
/// apart from this with the same matrices, to whole numbers. ΔE of red and green in full vision is a
/// common example of CIELAB.
#[test]
fn difference_is_that_of_known_colours() {
    for (hexes, deuteranopia, protanopia) in [
        (["#FF0000", "#FFC000", "#00B050"], 29.0, 25.0),
        (["#D4351C", "#F47738", "#00703C"], 15.0, 13.0),
        (["#801650", "#F46A25", "#28A197"], 27.0, 43.0),
        (["#801650", "#F46A25", "#12436D"], 30.0, 11.0),
    ] {
        let [first, second, third] = hexes.map(read);
        let least = |vision: Vision| {
            [(first, second), (first, third), (second, third)]
                .map(|(one, other)| vision.difference(one, other))
                .into_iter()
                .fold(f64::INFINITY, f64::min)
        };
        assert_near(least(Vision::Deuteranopia), deuteranopia, 0.5, &hexes.join(" "));
        assert_near(least(Vision::Protanopia), protanopia, 0.5, &hexes.join(" "));
    }
    assert_near(
        Vision::Full.difference(read("#ff0000"), read("#00ff00")),
        170.6,
        0.1,
        "red, green",
    );
    // Greys are seen as they are by everybody.
    for vision in [Vision::Protanopia, Vision::Deuteranopia, Vision::Tritanopia, Vision::Grey] {
        let seen = vision.difference(read("#777777"), read("#bbbbbb"));
        let full = Vision::Full.difference(read("#777777"), read("#bbbbbb"));
        assert_near(seen, full, 0.1, &format!("{vision:?}"));
    }
}

#[test]
fn every_form_of_a_colour_in_the_theme_is_read() {
    let text = "// rgb(\"#000000\")\n#let ink = rgb(\"#1d2733\") // rgb(\"#ffffff\")\n\
        #let standings = (\n  red: (mark: \"▼\", fill: rgb(\"#fadfdc\"), ink: rgb(\"#98152a\")),\n)\n\
        #let palette = (rgb(\"#12436d\"), rgb(\"#f46a25\"))\n#let series = (\n  rgb(\"#12436d\"),\n  own: rgb(\"#28a197\"),\n)\n";
    let theme = Theme::read(text);
    let names: Vec<_> = theme.colours.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "ink",
            "standings.red.fill",
            "standings.red.ink",
            "palette.1",
            "palette.2",
            "series.1",
            "series.own",
        ]
    );
    assert_eq!(theme.standings(), [("red".to_owned(), "▼".to_owned())]);
    assert_eq!(theme.colour("standings.red.ink"), read("#98152a"));
}

#[test]
#[should_panic(expected = "a colour of the theme is not read")]
fn a_colour_in_another_form_is_not_overlooked() {
    Theme::read("#let tint = navy.lighten(80%)\n");
}

#[test]
fn every_colour_of_the_theme_is_in_a_pair() {
    let theme = theme();
    let pairs = pairs::all(&theme);
    let paired = |name: &str| pairs.iter().any(|pair| pair.upper == name || pair.ground == name);
    let alone: Vec<_> = theme.colours.iter().filter(|(name, _)| !paired(name)).collect();
    assert!(
        alone.is_empty(),
        "tests/suite/theme/pairs.rs does not say what these stand on: {alone:?}"
    );
    assert!(theme.colours.len() >= 20, "the colours of the theme were not found");
}

#[test]
fn every_pair_has_enough_contrast() {
    let theme = theme();
    for pair in pairs::all(&theme) {
        let contrast = theme.colour(&pair.upper).contrast(theme.colour(&pair.ground));
        let (upper, ground) = (&pair.upper, &pair.ground);
        let least = pair.is.least();
        assert!(contrast >= least, "{upper} on {ground}: {contrast:.2} where {least} is asked");
        if let Use::Ornament(otherwise) = pair.is {
            assert!(
                !otherwise.is_empty(),
                "{upper} on {ground} says nothing, and neither does else"
            );
        }
    }
}

/// Mark and word of a standing have its ink. The tints behind them are too light to be told apart by
/// everybody, and nothing rests on them.
#[test]
fn the_inks_of_two_standings_differ_whoever_looks() {
    let theme = theme();
    let standings = theme.standings();
    assert_eq!(standings.len(), 6);
    for (index, (one, _)) in standings.iter().enumerate() {
        for (other, _) in &standings[index + 1..] {
            let ink = |name: &str| theme.colour(&format!("standings.{name}.ink"));
            let visions =
                [Vision::Full, Vision::Protanopia, Vision::Deuteranopia, Vision::Tritanopia];
            for vision in visions {
                let difference = vision.difference(ink(one), ink(other));
                assert!(
                    difference >= LEAST_DIFFERENCE,
                    "{one} and {other} differ by {difference:.1} under {vision:?}"
                );
            }
        }
    }
}

/// In grey the inks are as good as one: the marks tell the standings apart, and stay readable.
#[test]
fn in_grey_the_marks_tell_the_standings_apart() {
    let theme = theme();
    let mut marks: Vec<_> = theme.standings().iter().map(|(_, mark)| mark.as_str()).collect();
    for (name, mark) in theme.standings() {
        let part = |part: &str| theme.colour(&format!("standings.{name}.{part}"));
        let contrast = Vision::Grey.contrast(part("ink"), part("fill"));
        assert!(contrast >= Use::Text.least(), "{name} in grey: {contrast:.2}");
        assert_eq!(mark.chars().count(), 1, "{name}");
    }
    marks.sort_unstable();
    marks.dedup();
    assert_eq!(marks.len(), 6, "two standings have the same mark");
}

#[test]
fn only_the_theme_has_colours() {
    let known: Vec<_> = theme().colours.into_iter().map(|(name, _)| name).collect();
    for name in templates() {
        let text = template(&name);
        assert_eq!(colours_of_its_own(&text, &known), [""; 0], "{name} has a colour of its own");
    }
    for line in [
        "fill: rgb(\"#000000\"),",
        "stroke: luma(80%)",
        "text(fill: red, words)",
        "fill: navy.lighten(9%)",
    ] {
        assert_eq!(colours_of_its_own(line, &known), [line]);
    }
}

#[test]
fn only_the_theme_has_lengths() {
    for name in templates().iter().filter(|name| !DRAWN.contains(&name.as_str())) {
        let text = template(name);
        assert_eq!(lengths_of_its_own(&text), [""; 0], "{name} has a length of its own");
    }
    for (line, own) in [
        ("text(size: 7.5pt, words)", true),
        ("margin: 20mm", true),
        ("below: 0pt", false),
        ("width * 1pt", false),
        ("width: 1pt", true),
        ("size: 0.9em // 3pt", false),
        ("#let mm2 = 2", false),
    ] {
        assert_eq!(!lengths_of_its_own(line).is_empty(), own, "{line}");
    }
}
