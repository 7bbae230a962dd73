//! The look of the paper: `[look]` of `panel.toml`, which may be left out.

use std::fs;
use std::path::Path;

use panel_core::{Fault, Logo, Look, code};

use crate::fields::Fields;
use crate::folder;
use crate::logo::{self, Wrong};

/// A logo is small; what is larger is a photograph.
const MOST_BYTES: u64 = 1_000_000;

/// The least contrast of the accent with white, on which it is read (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

/// Reads the table, and the logo beside `panel.toml`.
pub(crate) fn read(
    fields: &mut Fields<'_>,
    beside: &Path,
    faults: &mut Vec<Fault>,
) -> Option<Look> {
    if fields.optional("look").is_none() {
        return Some(Look::default());
    }
    let mut look = fields.table("look", faults);
    let accent = match look.optional("accent") {
        None => Some(None),
        Some(_) => accent(&mut look, faults).map(Some),
    };
    let duplex = match look.optional("duplex") {
        None => Some(false),
        Some(_) => look.boolean("duplex", faults),
    };
    let logo = match look.optional("logo") {
        None => Some(None),
        Some(_) => logo(&mut look, beside, faults).map(Some),
    };
    look.finish(faults);
    Some(Look { accent: accent?, logo: logo?, duplex: duplex? })
}

fn accent(look: &mut Fields<'_>, faults: &mut Vec<Fault>) -> Option<String> {
    let accent = look.words("accent", faults)?;
    let Some(contrast) = contrast_with_white(&accent) else {
        look.fault(
            code!("look::accent"),
            "accent",
            format!("`{accent}` is not a colour"),
            "write # and six digits from 0 to f, such as #12436d".to_owned(),
            faults,
        );
        return None;
    };
    if contrast < LEAST_CONTRAST {
        look.fault(
            code!("look::accent"),
            "accent",
            format!("headings in `{accent}` could not be read: {contrast:.1} to 1 against white"),
            format!("choose a darker colour, of {LEAST_CONTRAST} to 1 or more"),
            faults,
        );
        return None;
    }
    Some(accent.to_lowercase())
}

/// The contrast of a colour such as `#12436d` with white by WCAG 2.2; `None` where it is none.
fn contrast_with_white(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let part = |from: usize| {
        let value = f64::from(u8::from_str_radix(&digits[from..from + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    let luminance = 0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?;
    Some(1.05 / (luminance + 0.05))
}

fn logo(look: &mut Fields<'_>, beside: &Path, faults: &mut Vec<Fault>) -> Option<Logo> {
    let name = look.words("logo", faults);
    let alternative = look.words("logo_alternative", faults);
    let (name, alternative) = (name?, alternative?);
    let mut refuse = |code, message: String, remedy: &str| {
        look.fault(code, "logo", message, remedy.to_owned(), faults);
        None
    };
    if name.contains(['/', '\\']) {
        return refuse(
            code!("look::logo"),
            format!("`{name}` is not beside panel.toml"),
            "put the file beside panel.toml and write its name alone",
        );
    }
    let path = beside.join(&name);
    let size = fs::metadata(&path).ok().filter(fs::Metadata::is_file).map(|file| file.len());
    let bytes = match size {
        None => {
            return refuse(
                code!("look::logo"),
                format!("there is no file `{name}`"),
                "put it beside panel.toml, or take the line away",
            );
        }
        Some(size) if size > MOST_BYTES => {
            return refuse(
                code!("look::logo"),
                format!("`{name}` has {size} bytes; a logo has {MOST_BYTES} at most"),
                "make it smaller: it is printed no higher than a line of the heading",
            );
        }
        Some(_) => folder::bytes_within(beside, &path, &name).ok(),
    };
    let ending = Path::new(&name).extension().and_then(|ending| ending.to_str());
    let Some(bytes) = bytes else {
        return refuse(
            code!("look::logo"),
            format!("`{name}` cannot be read"),
            "see that you may read the file",
        );
    };
    match logo::check(ending, &bytes) {
        Ok(()) => Some(Logo { name, bytes, alternative }),
        Err(Wrong { what, remedy }) => {
            refuse(code!("look::logo"), format!("`{name}` {what}"), remedy)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_palette() {
        // The Analysis Function's dark blue and orange against white: 10.25 and 3.03.
        for (colour, contrast) in [("#12436D", 10.25), ("#f46a25", 3.03), ("#ffffff", 1.0)] {
            assert!((contrast_with_white(colour).unwrap() - contrast).abs() < 0.005, "{colour}");
        }
        for wrong in ["12436d", "#12436", "#12436g", "", "#€€"] {
            assert_eq!(contrast_with_white(wrong), None, "{wrong}");
        }
    }
}
