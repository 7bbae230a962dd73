//! How cells look: their number formats and fonts, what is behind them, and how their text is laid out;
//! and the looks that conditional formats give.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::number_format::NumberFormat;
use super::colours::{Palette, Rgb, WHITE};
use super::fills::Fill;
use super::ink::{Font, Ink};
use super::known_formats::known_format;
use super::limits::{CELL_FORMATS, FORMAT_LETTERS, NUMBER_FORMATS, Refused};
use super::xml::{Element, Name, What, Xml, is_true};

/// The size of letters, in points, where nothing says it.
const USUAL_SIZE: f32 = 11.0;

/// How a cell looks.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::receive) struct Look {
    /// Its number format.
    pub(super) format: Arc<NumberFormat>,
    /// How its letters are written.
    pub(super) ink: Ink,
    /// The colours behind them.
    pub(super) behind: Arc<[Rgb]>,
    /// How its text is laid out.
    pub(super) layout: Layout,
}

/// How a text is laid out in its cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// It repeats itself until the cell is full.
    pub(super) repeats: bool,
    /// It is turned, or its letters stand one under the other.
    pub(super) is_turned: bool,
    /// It is made smaller until it fits.
    pub(super) shrinks: bool,
    /// So many letters are left free before it.
    pub(super) indent: u8,
}

/// The looks that cells refer to, by number.
pub(super) struct Formats {
    all: Vec<Arc<Look>>,
    general: Arc<Look>,
    /// The looks that conditional formats give, by number.
    effects: Vec<Effect>,
    /// The looks that the workbook's own styles of tables give, by their names.
    tables: BTreeMap<String, Vec<usize>>,
    /// The size of letters from which the widths of columns follow.
    pub(super) size: f32,
    pub(super) palette: Palette,
}

impl Default for Formats {
    fn default() -> Self {
        let general = Arc::new(Look {
            format: NumberFormat::general(),
            ink: Ink::default(),
            behind: [WHITE].into(),
            layout: Layout::default(),
        });
        let palette = Palette::default();
        let (all, effects, tables) = Default::default();
        Self { all, general, effects, tables, size: USUAL_SIZE, palette }
    }
}

/// What a cell format refers to.
#[derive(Default)]
struct Ids {
    format: Option<u32>,
    font: usize,
    fill: usize,
    layout: Layout,
}

/// What a rule may do to a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Effect {
    /// How letters are written.
    pub(super) ink: Ink,
    /// The colours that come behind them, where it colours the cell.
    pub(super) behind: Option<Vec<Rgb>>,
    /// The number format.
    pub(super) format: Option<Arc<NumberFormat>>,
    /// Whether it shows something in place of the value.
    pub(super) hides_value: bool,
}

/// The look that a conditional format gives, while it is read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Conditional {
    font: Font,
    fill: Fill,
    format: Option<Arc<NumberFormat>>,
}

/// The parts of the styles while they are read.
#[derive(Default)]
struct Reading {
    codes: BTreeMap<u32, Arc<NumberFormat>>,
    fonts: Vec<Font>,
    fills: Vec<Fill>,
    ids: Vec<Ids>,
    conditional: Vec<Conditional>,
    tables: Vec<(String, Vec<usize>)>,
    palette: Palette,
}

impl Formats {
    /// The looks of a part, with the colours of the theme.
    pub(super) fn read(mut xml: Xml<'_>, palette: Palette) -> Result<Self, Refused> {
        let mut reading = Reading { palette, ..Reading::default() };
        while let Some(step) = xml.step()? {
            let What::Open(element) = step.what else { continue };
            if let [Name::StyleSheet, inner @ ..] = step.path {
                reading.take(inner, &element)?;
            }
        }
        Ok(reading.formats())
    }

    /// The same without a part of styles.
    pub(super) fn of_palette(palette: Palette) -> Self {
        Self { palette, ..Self::default() }
    }

    /// The look of that number; nothing where there is none.
    pub(super) fn get(&self, number: usize) -> Option<&Arc<Look>> {
        let general = (number == 0).then_some(&self.general);
        self.all.get(number).or(general)
    }

    /// The look that conditional formats of this number give.
    pub(super) fn effect(&self, number: usize) -> Option<&Effect> {
        self.effects.get(number)
    }
}

impl Formats {
    /// What a style of tables does to cells, where it is one of the workbook's own: those of every
    /// spreadsheet hide nothing.
    pub(super) fn table_effects(&self, style: &str) -> impl Iterator<Item = &Effect> {
        let looks = self.tables.get(style).into_iter().flatten();
        looks.filter_map(|look| self.effect(*look))
    }
}

/// The number that an attribute holds, which may begin with noughts; none where it is left out.
pub(super) fn number(text: Option<&str>) -> Result<Option<u32>, Refused> {
    let Some(text) = text else { return Ok(None) };
    let number = text.trim().parse();
    number.map(Some).map_err(|_| Refused::unreadable("it refers to a look by what is not a number"))
}

impl Reading {
    fn take(&mut self, path: &[Name], element: &Element<'_>) -> Result<(), Refused> {
        let check = |count| CELL_FORMATS.check("the workbook", count);
        match path {
            [Name::NumFmts, Name::NumFmt] => {
                let Some((id, format)) = number_format(element)? else { return Ok(()) };
                let format = match self.codes.get(&id) {
                    // Programs take the first, or the last.
                    Some(other) if **other != *format => {
                        Arc::new(NumberFormat::unknown(format.code()))
                    }
                    _ => format,
                };
                self.codes.insert(id, format);
                NUMBER_FORMATS.check("the workbook", self.codes.len())?;
            }
            [Name::Fonts, Name::Font] => {
                self.fonts.push(Font::default());
                check(self.fonts.len())?;
            }
            [Name::Fonts, Name::Font, what] => {
                let Some(font) = self.fonts.last_mut() else { return Ok(()) };
                font.take(*what, element)?;
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
                let index = |id: Option<&str>| {
                    number(id).map(|id| usize::try_from(id.unwrap_or(0)).unwrap_or(usize::MAX))
                };
                self.ids.push(Ids {
                    format: number(format.as_deref())?,
                    font: index(font.as_deref())?,
                    fill: index(fill.as_deref())?,
                    layout: Layout::default(),
                });
                check(self.ids.len())?;
            }
            [Name::CellXfs, Name::Xf, Name::Alignment] => {
                if let Some(ids) = self.ids.last_mut() {
                    ids.layout = Layout::read(element)?;
                }
            }
            [Name::Dxfs, Name::Dxf] => {
                self.conditional.push(Conditional::default());
                check(self.conditional.len())?;
            }
            [Name::Dxfs, Name::Dxf, inner @ ..] => {
                if let Some(conditional) = self.conditional.last_mut() {
                    conditional.take(inner, element)?;
                }
            }
            [Name::TableStyles, Name::TableStyle] => {
                let [name] = element.values(["name"])?;
                self.tables.push((name.unwrap_or_default().into_owned(), Vec::new()));
                check(self.tables.len())?;
            }
            [Name::TableStyles, Name::TableStyle, Name::TableStyleElement] => {
                let [part, look] = element.values(["type", "dxfId"])?;
                // No figure stands among the heads.
                let is_head = part.is_some_and(|part| part == "headerRow");
                let look = number(look.as_deref())?.filter(|_| !is_head);
                if let (Some((_, looks)), Some(look)) = (self.tables.last_mut(), look) {
                    looks.extend(usize::try_from(look));
                    // There are fourteen kinds of parts.
                    looks.truncate(14);
                }
            }
            [Name::Colors, Name::IndexedColors, Name::RgbColor] => {
                self.palette.take_indexed(element)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn formats(self) -> Formats {
        let mut formats = Formats::of_palette(self.palette);
        let palette = &formats.palette;
        // The codes of every spreadsheet, unless a workbook has its own under their numbers.
        let mut known: BTreeMap<u32, Arc<NumberFormat>> = BTreeMap::new();
        let inks: Vec<_> = self.fonts.iter().map(|font| font.ink(palette)).collect();
        let behind: Vec<Arc<[Rgb]>> =
            self.fills.iter().map(|fill| fill.behind(palette).into()).collect();
        let all = self.ids.into_iter().map(|ids| {
            let format = match ids.format {
                None => Arc::clone(&formats.general.format),
                Some(id) => self.codes.get(&id).cloned().unwrap_or_else(|| {
                    Arc::clone(known.entry(id).or_insert_with(|| Arc::new(known_format(id))))
                }),
            };
            let behind = behind.get(ids.fill).unwrap_or(&formats.general.behind);
            Arc::new(Look {
                format,
                ink: inks.get(ids.font).copied().unwrap_or_default(),
                behind: Arc::clone(behind),
                layout: ids.layout,
            })
        });
        formats.all = all.collect();
        formats.size = inks.first().and_then(|ink| ink.size).unwrap_or(USUAL_SIZE);
        formats.tables = self.tables.into_iter().collect();
        formats.effects = self.conditional.iter().map(|one| one.effect(palette)).collect();
        formats
    }
}

/// The number of a number format, and the format.
fn number_format(element: &Element<'_>) -> Result<Option<(u32, Arc<NumberFormat>)>, Refused> {
    let [id, code] = element.values(["numFmtId", "formatCode"])?;
    let (Some(id), Some(code)) = (number(id.as_deref())?, code) else { return Ok(None) };
    FORMAT_LETTERS.check("the workbook", code.chars().count())?;
    Ok(Some((id, Arc::new(NumberFormat::new(&code)))))
}

impl Layout {
    fn read(element: &Element<'_>) -> Result<Self, Refused> {
        let [horizontal, rotation, shrinks, indent] =
            element.values(["horizontal", "textRotation", "shrinkToFit", "indent"])?;
        Ok(Self {
            repeats: horizontal.is_some_and(|horizontal| horizontal == "fill"),
            is_turned: rotation.is_some_and(|rotation| rotation.trim().parse() != Ok(0)),
            shrinks: is_true(shrinks.as_deref()),
            indent: indent.and_then(|indent| indent.trim().parse().ok()).unwrap_or(0),
        })
    }
}

impl Conditional {
    /// Takes what is found at `path` inside the look.
    pub(super) fn take(&mut self, path: &[Name], element: &Element<'_>) -> Result<(), Refused> {
        match path {
            [Name::Font, what] => self.font.take(*what, element)?,
            [Name::Fill, inner @ ..] => self.fill.take(inner, element)?,
            [Name::NumFmt] => self.format = number_format(element)?.map(|(_, format)| format),
            _ => {}
        }
        Ok(())
    }

    /// What it does to a cell.
    pub(super) fn effect(&self, palette: &Palette) -> Effect {
        Effect {
            ink: self.font.ink(palette),
            behind: self.fill.behind_if(palette),
            format: self.format.clone(),
            ..Effect::default()
        }
    }
}
