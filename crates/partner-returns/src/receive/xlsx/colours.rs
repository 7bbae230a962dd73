//! Colours of a workbook: what an element names, and whether letters of one colour are seen on another.

use super::limits::Refused;
use super::xml::{Element, Name, What, Xml};

/// A colour as red, green and blue.
pub(super) type Rgb = u32;

pub(super) const BLACK: Rgb = 0;
pub(super) const WHITE: Rgb = 0xFF_FFFF;

/// A colour as a reader sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shade {
    /// The program chooses it.
    #[default]
    Chosen,
    /// It is not known.
    Unknown,
    /// It is this one.
    Known(Rgb),
}

impl Shade {
    /// This one, or the other where the program chooses it.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Chosen { other } else { self }
    }
}

/// A colour as an element names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour {
    named: Named,
    /// How much lighter it is, in thousandths.
    tint: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Rgb(Rgb),
    /// By its number in the list of the workbook.
    Indexed(u32),
    /// By its number in the theme.
    Theme(u32),
    /// It is named in no way that is known.
    Unknown,
}

impl Colour {
    /// The colour that an element names; nothing where it leaves it to the program.
    pub(super) fn read(element: &Element<'_>) -> Result<Option<Self>, Refused> {
        let [rgb, theme, indexed, tint] = element.values(["rgb", "theme", "indexed", "tint"])?;
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let named = if let Some(rgb) = rgb {
            hexadecimal(&rgb).map(Named::Rgb)
        } else if let Some(theme) = theme {
            number(&theme).map(Named::Theme)
        } else if let Some(indexed) = indexed {
            number(&indexed).map(Named::Indexed)
        } else {
            return Ok(None);
        };
        let tint = tint.and_then(|tint| tint.trim().parse::<f64>().ok()).unwrap_or(0.0);
        #[expect(clippy::cast_possible_truncation, reason = "it is between 1 and -1")]
        let tint = (tint.clamp(-1.0, 1.0) * 1_000.0).round() as i32;
        Ok(Some(Self { named: named.unwrap_or(Named::Unknown), tint }))
    }

    /// The colour of that number in the list of the workbook.
    pub(super) fn indexed(number: u8) -> Self {
        Self { named: Named::Indexed(number.into()), tint: 0 }
    }

    /// The same, of a colour that may be left to the program.
    pub(super) fn shade(colour: Option<Self>, palette: &Palette) -> Shade {
        let known = |colour: Self| colour.seen(palette).map_or(Shade::Unknown, Shade::Known);
        colour.map_or(Shade::Chosen, known)
    }

    /// What is seen of it; nothing where that is not known.
    pub(super) fn seen(self, palette: &Palette) -> Option<Rgb> {
        let colour = match self.named {
            Named::Rgb(rgb) => rgb,
            Named::Indexed(number) => palette.indexed(number)?,
            Named::Theme(number) => *palette.theme.get(usize::try_from(number).ok()?)?,
            Named::Unknown => return None,
        };
        Some(tinted(colour, f64::from(self.tint) / 1_000.0))
    }
}

/// What `FF00A0B0` says; how opaque it is stands before it, and is not looked at.
pub(super) fn hexadecimal(text: &str) -> Option<Rgb> {
    let text = text.trim();
    let digits = text.get(text.len().checked_sub(6)?..)?;
    u32::from_str_radix(digits, 16).ok()
}

/// What colours are named by numbers.
#[derive(Debug, Clone)]
pub(super) struct Palette {
    /// Those of the theme, in the order of their numbers.
    theme: [Rgb; 12],
    /// Those of the list, where the workbook has one of its own.
    own: Vec<Rgb>,
}

/// The list that every spreadsheet has; the first eight stand in it twice.
const LIST: [Rgb; 56] = [
    0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF,
    0x80_0000, 0x00_8000, 0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080,
    0x99_99FF, 0x99_3366, 0xFF_FFCC, 0xCC_FFFF, 0x66_0066, 0xFF_8080, 0x00_66CC, 0xCC_CCFF,
    0x00_0080, 0xFF_00FF, 0xFF_FF00, 0x00_FFFF, 0x80_0080, 0x80_0000, 0x00_8080, 0x00_00FF,
    0x00_CCFF, 0xCC_FFFF, 0xCC_FFCC, 0xFF_FF99, 0x99_CCFF, 0xFF_99CC, 0xCC_99FF, 0xFF_CC99,
    0x33_66FF, 0x33_CCCC, 0x99_CC00, 0xFF_CC00, 0xFF_9900, 0xFF_6600, 0x66_6699, 0x96_9696,
    0x00_3366, 0x33_9966, 0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366, 0x33_3399, 0x33_3333,
];

impl Default for Palette {
    fn default() -> Self {
        let theme = [
            WHITE, BLACK, 0xEE_ECE1, 0x1F_497D, 0x4F_81BD, 0xC0_504D, 0x9B_BB59, 0x80_64A2,
            0x4B_ACC6, 0xF7_9646, 0x00_00FF, 0x80_0080,
        ];
        Self { theme, own: Vec::new() }
    }
}

impl Palette {
    /// Takes the colours of a theme.
    pub(super) fn take_theme(&mut self, mut xml: Xml<'_>) -> Result<(), Refused> {
        while let Some(step) = xml.step()? {
            let What::Open(element) = step.what else { continue };
            let [Name::Theme, Name::ThemeElements, Name::ClrScheme, name, kind] = step.path else {
                continue;
            };
            let index = match name {
                Name::Lt1 => 0,
                Name::Dk1 => 1,
                Name::Lt2 => 2,
                Name::Dk2 => 3,
                Name::Accent1 => 4,
                Name::Accent2 => 5,
                Name::Accent3 => 6,
                Name::Accent4 => 7,
                Name::Accent5 => 8,
                Name::Accent6 => 9,
                Name::Hlink => 10,
                Name::FolHlink => 11,
                _ => continue,
            };
            let [value, last] = element.values(["val", "lastClr"])?;
            let text = match kind {
                Name::SrgbClr => value,
                Name::SysClr => last,
                _ => None,
            };
            if let Some(colour) = text.and_then(|text| hexadecimal(&text)) {
                self.theme[index] = colour;
            }
        }
        Ok(())
    }

    /// Takes the next colour of the workbook's own list. More than the list has are not looked at.
    pub(super) fn take_indexed(&mut self, element: &Element<'_>) -> Result<(), Refused> {
        let [rgb] = element.values(["rgb"])?;
        if self.own.len() < 64 {
            self.own.push(rgb.and_then(|rgb| hexadecimal(&rgb)).unwrap_or(BLACK));
        }
        Ok(())
    }

    fn indexed(&self, number: u32) -> Option<Rgb> {
        let number = usize::try_from(number).ok()?;
        match number {
            0..64 => {
                let usual = if number < 8 { number } else { number - 8 };
                self.own.get(number).or_else(|| LIST.get(usual)).copied()
            }
            64 => Some(BLACK),
            65 => Some(WHITE),
            _ => None,
        }
    }
}

fn parts(colour: Rgb) -> [f64; 3] {
    [16, 8, 0].map(|shift| f64::from(colour >> shift & 0xFF) / 255.0)
}

fn joined(parts: [f64; 3]) -> Rgb {
    parts.into_iter().fold(0, |colour, part| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is clamped"
        )]
        let part = (part.clamp(0.0, 1.0) * 255.0).round() as u32;
        colour << 8 | part
    })
}

/// A colour made lighter, or darker: its lightness moves so far towards that of white, or of black.
fn tinted(colour: Rgb, tint: f64) -> Rgb {
    if tint.abs() < 0.000_5 {
        return colour;
    }
    let all = parts(colour);
    let (most, least) = (all.into_iter().fold(0.0, f64::max), all.into_iter().fold(1.0, f64::min));
    let lightness = f64::midpoint(most, least);
    let moved = if tint < 0.0 { lightness * (1.0 + tint) } else { lightness * (1.0 - tint) + tint };
    // The saturation stays: the distance from grey grows or shrinks with what room there is.
    let room = |lightness: f64| 1.0 - (2.0 * lightness - 1.0).abs();
    let scale = if room(lightness) > 0.0 { room(moved) / room(lightness) } else { 0.0 };
    joined(all.map(|part| moved + (part - lightness) * scale))
}

/// One colour of which a share is covered by another.
pub(super) fn mixed(below: Rgb, above: Rgb, share: f64) -> Rgb {
    let (below, above) = (parts(below), parts(above));
    joined([0, 1, 2].map(|index| below[index] * (1.0 - share) + above[index] * share))
}

/// Less contrast than this hides letters, whatever their colours.
const ANY_COLOURS: f64 = 1.2;
/// Less than this hides them where the colours are nearly of one hue, as two greys are.
const NEAR_COLOURS: f64 = 1.5;
/// So much of red, green or blue makes another hue: the green of number formats is seen on white.
const OTHER_HUE: f64 = 0.75;

/// Whether letters of one colour are seen on another.
pub(super) fn is_seen_on(ink: Rgb, behind: Rgb) -> bool {
    let (one, other) = (luminance(ink) + 0.05, luminance(behind) + 0.05);
    let contrast = one.max(other) / one.min(other);
    let (ink, behind) = (parts(ink), parts(behind));
    let differs = (0..3).any(|index| (ink[index] - behind[index]).abs() > OTHER_HUE);
    contrast >= if differs { ANY_COLOURS } else { NEAR_COLOURS }
}

/// How light a colour is to the eye, from 0 to 1, as the guidelines for accessible pages reckon.
fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = parts(colour).map(|part| {
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_known_by_its_number_and_its_tint() {
        let palette = Palette::default();
        let seen = |named, tint| Colour { named, tint }.seen(&palette);
        for (named, tint, expected) in [
            (Named::Indexed(1), 0, Some(0xFF_FFFF)),
            (Named::Indexed(9), 0, Some(0xFF_FFFF)),
            (Named::Indexed(10), 0, Some(0xFF_0000)),
            (Named::Indexed(7), 0, Some(0x00_FFFF)),
            (Named::Indexed(22), 0, Some(0xC0_C0C0)),
            (Named::Indexed(63), 0, Some(0x33_3333)),
            (Named::Indexed(64), 0, Some(BLACK)),
            (Named::Indexed(65), 0, Some(WHITE)),
            (Named::Indexed(66), 0, None),
            (Named::Theme(0), 0, Some(WHITE)),
            // As Excel shows `White, darker 5%`, `15%` and `50%`, and `Text 2, lighter 80%`.
            (Named::Theme(0), -50, Some(0xF2_F2F2)),
            (Named::Theme(0), -150, Some(0xD9_D9D9)),
            (Named::Theme(0), -500, Some(0x80_8080)),
            (Named::Theme(3), 800, Some(0xC5_D9F1)),
            (Named::Theme(1), 500, Some(0x80_8080)),
            (Named::Theme(12), 0, None),
            (Named::Unknown, 0, None),
        ] {
            let found = seen(named, tint);
            let near = match (found, expected) {
                (Some(found), Some(expected)) => {
                    let (found, expected) = (parts(found), parts(expected));
                    (0..3).all(|index| (found[index] - expected[index]).abs() < 0.013)
                }
                (found, expected) => found == expected,
            };
            assert!(near, "{named:?} {tint}: {found:06X?} is not {expected:06X?}");
        }
    }

    #[test]
    fn letters_are_seen_on_colours_that_are_not_near_theirs() {
        for (ink, behind, expected) in [
            (BLACK, WHITE, true),
            (WHITE, WHITE, false),
            (0xF2_F2F2, WHITE, false),
            (0xD9_D9D9, WHITE, false),
            (0xBF_BFBF, WHITE, true),
            (0xFF_FF00, WHITE, false),
            (0xFF_FFCC, WHITE, false),
            (0x00_FF00, WHITE, true),
            (0xFF_0000, WHITE, true),
            (0x11_1111, BLACK, false),
            (0x00_0080, BLACK, false),
            (WHITE, 0x00_0080, true),
            (WHITE, 0xF8_F8FF, false),
        ] {
            assert_eq!(is_seen_on(ink, behind), expected, "{ink:06X} on {behind:06X}");
            assert_eq!(is_seen_on(behind, ink), expected, "{behind:06X} on {ink:06X}");
        }
    }
}
