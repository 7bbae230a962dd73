//! What a logo may be, so that it can be typeset and takes little time and memory, whatever its bytes.

mod numbers;
mod svg;

use std::io::Cursor;

use png::{Decoder, DecodingError, Limits, Transformations};

/// What begins a PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// More dots on a side than a line of a heading shows in print.
const MOST_DOTS: u32 = 2_000;
/// What decoding may take: a little more than so many dots of eight bytes.
const MOST_DECODED: usize = 40 << 20;
/// More bytes than a colour profile has.
const MOST_PROFILE: usize = 4 << 20;
/// How many times longer one side may be than the other.
const MOST_TIMES: f64 = 10.0;

/// What is wrong with a logo, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// In a clause whose subject is the file.
    pub(crate) what: String,
    pub(crate) remedy: &'static str,
}

impl Wrong {
    fn new(what: impl Into<String>, remedy: &'static str) -> Self {
        Self { what: what.into(), remedy }
    }
}

const ANOTHER_FORMAT: &str = "save it as one of the two, with that ending; an SVG as UTF-8";
const OTHER_SIDES: &str = "cut its margins, or choose a logo of another shape";

/// Whether a file of this ending can be the logo.
pub(crate) fn check(ending: Option<&str>, bytes: &[u8]) -> Result<(), Wrong> {
    let neither = || Wrong::new("is neither an SVG nor a PNG", ANOTHER_FORMAT);
    let ending = ending.map(str::to_ascii_lowercase);
    match ending.as_deref() {
        Some("png") if bytes.starts_with(PNG) => png(bytes),
        Some("svg") => {
            let text = std::str::from_utf8(bytes).map_err(|_| neither())?;
            if text.contains("<svg") || text.contains(":svg") {
                svg::check(text)
            } else {
                Err(neither())
            }
        }
        _ => Err(neither()),
    }
}

/// Reads the size that the header states, and only then the dots.
fn png(bytes: &[u8]) -> Result<(), Wrong> {
    let unreadable = |error: DecodingError| {
        let what = match error {
            DecodingError::LimitsExceeded => "takes more memory than a logo needs".to_owned(),
            _ => "is damaged, or is not a PNG".to_owned(),
        };
        Wrong::new(what, "save it anew as PNG, without profiles and comments")
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST_DECODED });
    decoder.set_transformations(Transformations::EXPAND);
    let header = decoder.read_header_info().map_err(unreadable)?;
    let (width, height) = (header.width, header.height);
    if width > MOST_DOTS || height > MOST_DOTS {
        let what =
            format!("has {width} by {height} dots, and a logo {MOST_DOTS} by {MOST_DOTS} at most");
        return Err(Wrong::new(
            what,
            "make it smaller: it is printed no higher than a line of the heading",
        ));
    }
    sides(f64::from(width), f64::from(height))?;
    let mut reader = decoder.read_info().map_err(unreadable)?;
    if reader.info().animation_control().is_some() {
        return Err(Wrong::new("moves", "save one picture of it"));
    }
    // Whoever draws it unpacks a profile without a limit, where this passes over what is too large.
    let has_profile = chunks(bytes).any(|kind| kind == b"iCCP");
    if has_profile && reader.info().icc_profile.as_ref().is_none_or(|one| one.len() > MOST_PROFILE)
    {
        let remedy = "save it anew as PNG, without a colour profile";
        return Err(Wrong::new("has a colour profile that cannot be read", remedy));
    }
    let size = reader.output_buffer_size().filter(|size| *size <= MOST_DECODED);
    let size = size.ok_or_else(|| unreadable(DecodingError::LimitsExceeded))?;
    reader.next_frame(&mut vec![0; size]).map_err(unreadable)?;
    reader.finish().map_err(unreadable)
}

/// The kinds of the chunks of a PNG.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut left = bytes.get(PNG.len()..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = left.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        // The kind before the data, and the checksum after them.
        left = after.get(length.checked_add(8)?..).unwrap_or_default();
        after.get(..4)
    })
}

/// Whether a logo has a shape that a heading has room for.
fn sides(width: f64, height: f64) -> Result<(), Wrong> {
    if width > 0.0 && height > 0.0 && width / height <= MOST_TIMES && height / width <= MOST_TIMES {
        return Ok(());
    }
    let what = format!("is more than {MOST_TIMES} times as long one way as the other");
    Err(Wrong::new(what, OTHER_SIDES))
}

#[cfg(test)]
mod tests;
