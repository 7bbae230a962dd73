//! How cells look: their number formats, and whether what they say is struck out, raised or as good as
//! invisible.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::number_format::NumberFormat;
use super::colours::{Colour, Fill};
use super::limits::{CELL_FORMATS, FORMAT_LETTERS, NUMBER_FORMATS, Refused};
use super::strings::Marks;
use super::xml::{Element, Name, What, Xml, is_false};

/// How a cell looks.
#[derive(Debug, Clone)]
pub(super) struct Look {
    /// Its number format.
    pub(super) format: Arc<NumberFormat>,
    /// Whether it is written in the colour that is behind it.
    pub(super) is_hidden: bool,
    /// Whether nothing coloured is behind it.
    pub(super) is_on_white: bool,
    /// Whether all of it is struck out or raised.
    pub(super) marks: Marks,
}

/// The looks that cells refer to, by number.
pub(super) struct Formats {
    all: Vec<Look>,
    general: Look,
}

impl Default for Formats {
    fn default() -> Self {
        let format = NumberFormat::general();
        let general = Look { format, is_hidden: false, is_on_white: true, marks: Marks::default() };
        Self { all: Vec::new(), general }
    }
}

/// A font, as far as it is looked at.
#[derive(Debug, Clone, Copy, Default)]
struct Font {
    colour: Option<Colour>,
    marks: Marks,
}

/// What a cell format refers to.
struct Ids {
    format: Option<String>,
    font: usize,
    fill: usize,
}

/// The parts of the styles while they are read.
#[derive(Default)]
struct Reading {
    codes: BTreeMap<String, Arc<NumberFormat>>,
    fonts: Vec<Font>,
    fills: Vec<Fill>,
    ids: Vec<Ids>,
}

impl Formats {
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, Refused> {
        let mut reading = Reading::default();
        while let Some(step) = xml.step()? {
            let What::Open(element) = step.what else { continue };
            if let [Name::StyleSheet, inner @ ..] = step.path {
                reading.take(inner, &element)?;
            }
        }
        Ok(reading.formats())
    }

    /// The look of that number.
    pub(super) fn get(&self, number: usize) -> &Look {
        self.all.get(number).unwrap_or(&self.general)
    }
}

impl Reading {
    fn take(&mut self, path: &[Name], element: &Element<'_>) -> Result<(), Refused> {
        let check = |count| CELL_FORMATS.check("the workbook", count);
        match path {
            [Name::NumFmts, Name::NumFmt] => {
                let [id, code] = element.values(["numFmtId", "formatCode"])?;
                let (Some(id), Some(code)) = (id, code) else { return Ok(()) };
                FORMAT_LETTERS.check("the workbook", code.chars().count())?;
                self.codes.insert(id.into_owned(), Arc::new(NumberFormat::new(&code)));
                NUMBER_FORMATS.check("the workbook", self.codes.len())?;
            }
            [Name::Fonts, Name::Font] => {
                self.fonts.push(Font::default());
                check(self.fonts.len())?;
            }
            [Name::Fonts, Name::Font, what] => {
                let Some(font) = self.fonts.last_mut() else { return Ok(()) };
                match what {
                    Name::Color => font.colour = Colour::read(element)?,
                    _ => font.marks.take(*what, element)?,
                }
            }
            [Name::Fills, Name::Fill] => {
                self.fills.push(Fill::None);
                check(self.fills.len())?;
            }
            [Name::Fills, Name::Fill, inner @ ..] => {
                if let Some(fill) = self.fills.last_mut() {
                    fill.take(inner, element)?;
                }
            }
            [Name::CellXfs, Name::Xf] => {
                let [format, font, fill] = element.values(["numFmtId", "fontId", "fillId"])?;
                let number = |id: Option<std::borrow::Cow<'_, str>>| {
                    id.and_then(|id| id.parse().ok()).unwrap_or(0)
                };
                // An id is a small number; a long one names no format.
                let format = format.filter(|id| id.len() <= 10).map(std::borrow::Cow::into_owned);
                self.ids.push(Ids { format, font: number(font), fill: number(fill) });
                check(self.ids.len())?;
            }
            _ => {}
        }
        Ok(())
    }

    fn formats(self) -> Formats {
        let mut formats = Formats::default();
        let general = &formats.general;
        // The codes of every spreadsheet, unless a workbook has its own under their numbers.
        let mut built_in: BTreeMap<String, Arc<NumberFormat>> = BTreeMap::new();
        let all = self.ids.into_iter().map(|ids| {
            let format = match ids.format {
                None => Arc::clone(&general.format),
                Some(id) => self.codes.get(&id).cloned().unwrap_or_else(|| {
                    let known = || Arc::new(of_every_spreadsheet(&id));
                    Arc::clone(built_in.entry(id.clone()).or_insert_with(known))
                }),
            };
            let font = self.fonts.get(ids.font).copied().unwrap_or_default();
            let fill = self.fills.get(ids.fill).copied().unwrap_or(Fill::None);
            let ink = font.colour.unwrap_or(Colour::BLACK);
            Look {
                format,
                is_hidden: fill.behind() == Some(ink),
                is_on_white: fill.behind() == Some(Colour::WHITE),
                marks: font.marks,
            }
        });
        formats.all = all.collect();
        formats
    }
}

impl Marks {
    /// Takes what an element of a font says.
    pub(super) fn take(&mut self, what: Name, element: &Element<'_>) -> Result<(), Refused> {
        let [value] = element.values(["val"])?;
        match what {
            Name::Strike => self.struck = !is_false(value.as_deref()),
            Name::VertAlign => self.raised = value.is_some_and(|value| value != "baseline"),
            _ => {}
        }
        Ok(())
    }
}

/// A format that every spreadsheet has.
fn of_every_spreadsheet(id: &str) -> NumberFormat {
    let number = id.parse::<u32>().unwrap_or(0);
    // Those of money have the sign of the country that the reader is in.
    let code = match number {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 => "£#,##0_);\\(£#,##0\\)",
        6 => "£#,##0_);[Red]\\(£#,##0\\)",
        7 => "£#,##0.00_);\\(£#,##0.00\\)",
        8 => "£#,##0.00_);[Red]\\(£#,##0.00\\)",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "mm-dd-yy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "m/d/yy h:mm",
        37 => "#,##0 ;(#,##0)",
        38 => "#,##0 ;[Red](#,##0)",
        39 => "#,##0.00;(#,##0.00)",
        40 => "#,##0.00;[Red](#,##0.00)",
        41 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
        42 => "_(£* #,##0_);_(£* (#,##0);_(£* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        44 => "_(£* #,##0.00_);_(£* (#,##0.00);_(£* \"-\"??_);_(@_)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        48 => "##0.0E+0",
        49 => "@",
        // Those of East Asia have no code that is the same everywhere.
        27..=36 | 50..=81 => return NumberFormat::unknown(&format!("number {number}")),
        _ => "General",
    };
    NumberFormat::new(code)
}

#[cfg(test)]
mod tests {
    use super::super::super::number_format::{Drawn, Shows};
    use super::of_every_spreadsheet;

    #[test]
    fn a_format_of_every_spreadsheet_is_known_by_its_number() {
        let drawn = |id: &str, number| of_every_spreadsheet(id).draw_number(number);
        let text = |text: &str| Drawn::As(text.to_owned());
        assert_eq!(drawn("44", 84.456), text(" £84.46 "));
        assert_eq!(drawn("43", -5.0), text(" (5.00)"));
        assert_eq!(drawn("41", 0.0), text(" - "));
        assert_eq!(drawn("99", 5.5), text("5.5"));
        assert_eq!(drawn("31", 5.5), Drawn::Unknown);
        for id in 0..=49_u32 {
            let format = of_every_spreadsheet(&id.to_string());
            let known = !matches!(id, 48 | 27..=36);
            let shows = format.shows(5.0) != Shows::Number;
            assert_eq!(format.draw_number(5.0) != Drawn::Unknown || shows, known, "{id}");
        }
    }
}
