//! Logos that programs write are let in; those that burst are told by what is wrong with them.

use std::fmt::Write as _;

use super::check;

const HEAD: &str = r#"xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50""#;

fn svg(inner: &str) -> String {
    format!("<svg {HEAD}>{inner}<rect width=\"90\" height=\"40\"/></svg>")
}

fn wrong(bytes: &[u8], ending: &str) -> String {
    match check(Some(ending), bytes) {
        Ok(()) => "nothing".to_owned(),
        Err(wrong) => wrong.what,
    }
}

/// A PNG of one grey, with chunks after its header.
fn png(width: u32, height: u32, depth: png::BitDepth, text: Option<&str>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(depth);
    if let Some(text) = text {
        encoder.add_ztxt_chunk("Comment".to_owned(), text.to_owned()).unwrap();
    }
    let line = width as usize * if depth == png::BitDepth::Sixteen { 2 } else { 1 };
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![200; line * height as usize]).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn logos_that_drawing_programs_write_are_let_in() {
    for (what, inner) in [
        ("shapes", r#"<path d="M0 0h10v10z" fill="red"/><circle r="3"/>"#.to_owned()),
        (
            "gradients",
            r##"<defs><linearGradient id="a"><stop offset="0"/></linearGradient>
            <radialGradient id="b" xlink:href="#a"/></defs><path d="M0 0h9v9z" fill="url(#b)"/>"##
                .to_owned(),
        ),
        (
            "a style sheet and clipping",
            r##"<!-- Generator --><defs><style>.cls-1{fill:url(#a);opacity:.5}</style>
            <linearGradient id="a"><stop/></linearGradient><rect id="r" width="9" height="9"/>
            <clipPath id="c"><use xlink:href="#r" style="overflow:visible"/></clipPath></defs>
            <g clip-path="url(#c)"><path class="cls-1" d="M0 0h9v9z"/></g>"##
                .to_owned(),
        ),
        (
            "notes of the program",
            r#"<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:text/>
            </rdf:RDF></metadata><title>Crest</title><g style="stroke-dasharray:none;mask:none"/>"#
                .to_owned(),
        ),
        ("many shapes", r#"<path d="M0 0h1v1z"/>"#.repeat(4_000)),
    ] {
        assert_eq!(wrong(svg(&inner).as_bytes(), "svg"), "nothing", "{what}");
    }
    let prefixed = r#"<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">
        <s:svg xmlns:s="http://www.w3.org/2000/svg" width="40mm" height="20mm"><s:rect width="9" height="9"/></s:svg>"#;
    assert_eq!(wrong(prefixed.as_bytes(), "svg"), "nothing");
    for depth in [png::BitDepth::Eight, png::BitDepth::Sixteen] {
        assert_eq!(wrong(&png(300, 100, depth, None), "png"), "nothing");
        assert_eq!(wrong(&png(2_000, 2_000, depth, Some("Made up")), "png"), "nothing");
    }
}

#[test]
fn an_svg_that_bursts_is_told_by_what_it_has() {
    let laughs =
        (1..40).fold(String::from(r#"<path id="l0" d="M0 0h1v1z"/>"#), |mut text, level| {
            let use_one = format!("<use href=\"#l{}\"/>", level - 1);
            let _ = write!(text, "<g id=\"l{level}\">{}</g>", use_one.repeat(10));
            text
        });
    let clips = |count: usize| {
        let shapes = "<path d=\"M0 0h1v1z\" clip-path=\"url(#c)\"/>".repeat(count);
        format!("<clipPath id=\"c\">{}</clipPath>{shapes}", "<path d=\"M0 0h1v1z\"/>".repeat(count))
    };
    let styled = format!("<style>{}</style>", ".a{fill:red}".repeat(2_000))
        + &"<path d=\"M0 0h1v1z\"/>".repeat(2_000);
    let attributes = (0..500).fold(String::from("<path "), |mut text, number| {
        let _ = write!(text, "a{number}=\"\" ");
        text
    }) + "/>";
    let much = "has more shapes, one inside another, than a logo needs";
    for (what, inner, told) in [
        (
            "turbulence",
            "<filter id=\"f\"><feTurbulence numOctaves=\"2000000000\"/></filter>",
            "has an element `filter`",
        ),
        ("a blur", "<rect filter=\"blur(9999999px)\"/>", "has a filter"),
        ("a filter by style", "<rect style=\"filter:url(#f)\"/>", "has a filter"),
        ("a filter by rule", "<style>rect{filter:blur(9px)}</style>", "has a filter"),
        (
            "a pattern",
            "<pattern id=\"p\" width=\".001\" height=\".001\"/>",
            "has an element `pattern`",
        ),
        ("a mask", "<mask id=\"m\"/>", "has an element `mask`"),
        ("markers", "<path d=\"M0 0h1\" marker-mid=\"url(#m)\"/>", "has markers"),
        ("dashes", "<path d=\"M0 0h1\" stroke-dasharray=\".00001\"/>", "has dashed lines"),
        ("a gradient", "<linearGradient spreadMethod=\"repeat\"/>", "has a gradient that repeats"),
        ("a picture", "<image href=\"data:image/png;base64,AAAA\"/>", "has an element `image`"),
        ("another file", "<use href=\"/etc/passwd#a\"/>", "refers to another file"),
        (
            "a fill of another file",
            "<rect fill=\"url(http://example.org/#a)\"/>",
            "refers to another file",
        ),
        (
            "a style sheet of another file",
            "<style>@import 'a.css';</style>",
            "has a style sheet that refers to others",
        ),
        ("text", "<text>Anyshire</text>", "has an element `text`"),
        ("a script", "<script>1</script>", "has an element `script`"),
        ("a page in it", "<foreignObject/>", "has an element `foreignObject`"),
        ("laughs", &laughs, much),
        (
            "a circle",
            "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/><use href=\"#a\"/></g>",
            "refers to itself",
        ),
        ("itself", "<g id=\"a\"><use href=\"#a\"/></g>", "refers to itself"),
        ("clips by shapes", &clips(2_000), much),
        ("rules by shapes", &styled, much),
        ("many rules", &format!("<style>{}</style>", "a{b:c}".repeat(100_000)), much),
        ("deep groups", &format!("{}{}", "<g>".repeat(500), "</g>".repeat(500)), much),
        ("many shapes", &"<path d=\"M0 0h1v1z\"/>".repeat(20_000), much),
        ("many attributes", &attributes, much),
    ] {
        assert_eq!(wrong(svg(inner).as_bytes(), "svg"), told, "{what}");
    }
}

#[test]
fn an_svg_of_no_size_or_of_any_is_refused() {
    let of = |attributes: &str, inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}>{inner}</svg>")
    };
    let rect = "<rect width=\"9\" height=\"9\"/>";
    for (text, told) in [
        (of("width=\"1e30\" height=\"1e30\"", rect), "draws farther than 100000 units of length"),
        (
            of("width=\"100\" height=\"1\"", rect),
            "is more than 10 times as long one way as the other",
        ),
        (of("width=\"0\" height=\"1\"", rect), "cannot be drawn"),
        (
            of("viewBox=\"0 0 9 9\"", "<rect x=\"2e5\" width=\"9\" height=\"9\"/>"),
            "draws farther than 100000 units of length",
        ),
        (of("viewBox=\"0 0 9 9\"", ""), "draws nothing"),
        ("<svg/>".to_owned(), "draws nothing"),
        ("<!DOCTYPE svg [<!ENTITY a \"b\">]>".to_owned() + &of("", rect), "declares entities"),
        (of("", "<g>"), "is not XML that can be read, in its line "),
        ("words".to_owned(), "is neither an SVG nor a PNG"),
    ] {
        let what = wrong(text.as_bytes(), "svg");
        assert!(what.starts_with(told), "{text}: {what}");
    }
    assert_eq!(wrong(b"\x1f\x8b\x08<svg", "svg"), "is neither an SVG nor a PNG");
}

/// A PNG with a chunk of its own after its header, whose checksum is right.
fn with_chunk(bytes: &[u8], kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut checked = kind.to_vec();
    checked.extend(data);
    let checksum = checked.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 }
        })
    });
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&bytes[..33], &length, &checked, &(!checksum).to_be_bytes(), &bytes[33..]].concat()
}

#[test]
fn a_profile_that_bursts_is_refused() {
    let good = png(10, 10, png::BitDepth::Eight, None);
    // A text chunk packs what a profile would: 5 MiB into 5 kB.
    let bomb = png(10, 10, png::BitDepth::Eight, Some(&"a".repeat(5 << 20)));
    let at = bomb.windows(4).position(|four| four == b"zTXt").unwrap();
    let length = u32::from_be_bytes(bomb[at - 4..at].try_into().unwrap()) as usize;
    let packed = &bomb[at + 4..at + 4 + length];
    let profile = with_chunk(&good, *b"iCCP", packed);
    assert_eq!(wrong(&profile, "png"), "has a colour profile that cannot be read");
    assert_eq!(
        wrong(&with_chunk(&good, *b"iCCP", b"a\0\0"), "png"),
        "has a colour profile that cannot be read"
    );
    assert_eq!(wrong(&with_chunk(&good, *b"tEXt", b"a\0b"), "png"), "nothing");
    // Text is not unpacked by whoever draws.
    assert_eq!(wrong(&bomb, "png"), "nothing");
}

#[test]
fn a_png_is_refused_before_it_is_decoded() {
    let grey = |width, height| png(width, height, png::BitDepth::Eight, None);
    let claims = |width: u32, height: u32| {
        let mut bytes = grey(10, 10);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        bytes
    };
    // The checksum of the header no longer fits, which is told first; both end before any dot is made.
    assert!(
        wrong(&claims(i32::MAX.unsigned_abs(), 9), "png")
            .starts_with("is damaged, or is not a PNG")
    );
    assert_eq!(
        wrong(&grey(2_001, 400), "png"),
        "has 2001 by 400 dots, and a logo 2000 by 2000 at most"
    );
    assert_eq!(
        wrong(&grey(1_000, 10), "png"),
        "is more than 10 times as long one way as the other"
    );
    let whole = grey(100, 100);
    for end in [8, 20, 40, whole.len() - 13] {
        assert!(wrong(&whole[..end], "png").starts_with("is damaged, or is not a PNG"), "{end}");
    }
}

/// The steps by which an SVG may be changed and stay text.
#[test]
fn no_change_of_a_number_or_a_name_is_more_than_told() {
    let good = svg(
        r##"<defs><style>.a{fill:url(#g)}</style><linearGradient id="g" x1="1"><stop offset="0.5"/>
        </linearGradient></defs><g transform="scale(2)"><circle class="a" cx="3" r="4"/><use href="#g" x="1"/></g>"##,
    );
    let spots: Vec<_> =
        good.char_indices().filter(|(_, one)| one.is_ascii_alphanumeric()).collect();
    for (at, _) in spots.into_iter().step_by(3) {
        for put in ["99999999999", "-1", "1e39", "NaN", "<", "&", "\"", "url(#g)", "g"] {
            let mut text = good.clone();
            text.replace_range(at..=at, put);
            let _ = check(Some("svg"), text.as_bytes());
        }
    }
}
