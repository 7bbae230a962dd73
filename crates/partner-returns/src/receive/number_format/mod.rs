//! Number formats: what a reader of a spreadsheet sees of the number or the text that a cell holds.
//!
//! What partners' workbooks use is drawn: sections and conditions, places of digits, commas that group or
//! scale, percentages, exponents, fractions, days, and characters that are shown as they are. A format with anything
//! else draws nothing that is known, and its cell is refused.

mod days;
mod decimal;
mod fraction;
mod number;
mod section;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::civil::DateTime;

pub(super) use days::Parts;
use section::{Section, sections};

/// A number format.
#[derive(Debug, PartialEq)]
pub(super) struct NumberFormat {
    code: Box<str>,
    /// How numbers are drawn; nothing where it is not known.
    numbers: Option<Vec<Section>>,
    /// How texts are drawn: not at all, or as they are where it says nothing of them.
    texts: Option<Section>,
}

/// What a reader sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Drawn {
    /// This text.
    As(String),
    /// Nothing.
    Nothing,
    /// It is not known.
    Unknown,
}

/// As what a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// As a number.
    Number,
    /// As a day, with or without a time of it.
    Moment,
    /// As hours, minutes or seconds that may be more than a day has.
    Span,
}

impl Drawn {
    fn new(text: String) -> Self {
        if text.trim().is_empty() { Self::Nothing } else { Self::As(text) }
    }
}

impl NumberFormat {
    /// The format with this code.
    pub(super) fn new(code: &str) -> Self {
        let mut numbers = sections(code);
        let mut texts = None;
        if let Some(all) = &mut numbers {
            let has_text_section =
                all.len() == 4 || all.len() > 1 && all.last().is_some_and(Section::is_text);
            texts = if has_text_section {
                all.pop()
            } else {
                all.first().filter(|one| one.is_text()).cloned()
            };
        }
        Self { code: code.into(), numbers, texts }
    }

    /// The format that shows what there is.
    pub(super) fn general() -> Arc<Self> {
        Arc::new(Self::new("General"))
    }

    /// A format that cannot be drawn, under this name.
    pub(super) fn unknown(code: &str) -> Self {
        Self { code: code.into(), numbers: None, texts: None }
    }

    /// Its code, such as `0.0`.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// Whether it shows a number as it is, as far as it has room.
    pub(super) fn is_general(&self, number: f64) -> bool {
        self.chosen(number).is_some_and(|(section, _)| section.is_general())
    }

    /// As what it shows this number.
    pub(super) fn shows(&self, number: f64) -> Shows {
        self.chosen(number).map_or(Shows::Number, |(section, _)| section.shows())
    }

    /// Whether it shows a hundred times this number, with a sign for per cent.
    pub(super) fn shows_per_cent(&self, number: f64) -> bool {
        self.chosen(number).is_some_and(|(section, _)| section.has_per_cent())
    }

    /// The number of the colour in which it writes this number, where it names one.
    pub(super) fn number_colour(&self, number: f64) -> Option<u8> {
        self.chosen(number).and_then(|(section, _)| section.colour())
    }

    /// The number of the colour in which it writes texts, where it names one.
    pub(super) fn text_colour(&self) -> Option<u8> {
        let section = self.texts.as_ref().or_else(|| self.numbers.as_deref()?.first());
        section.and_then(Section::colour)
    }

    /// What a reader sees of a number.
    pub(super) fn draw_number(&self, number: f64) -> Drawn {
        let Some((section, is_signed)) = self.chosen(number) else { return Drawn::Unknown };
        let drawn = number::draw(section, number.abs(), is_signed);
        drawn.map_or(Drawn::Unknown, Drawn::new)
    }

    /// What a reader sees of a text.
    pub(super) fn draw_text(&self, text: &str) -> Drawn {
        match (&self.numbers, &self.texts) {
            // Only a fourth section, or one that has the sign for it, is of texts.
            (None, _) if self.code.contains('@') || self.code.matches(';').count() > 2 => {
                Drawn::Unknown
            }
            (None, _) | (_, None) => Drawn::new(text.to_owned()),
            (_, Some(section)) => section.draw_text(text).map_or(Drawn::Unknown, Drawn::new),
        }
    }

    /// What of a day a reader sees, and as what; `serial` is the number that stands for it.
    pub(super) fn draw_day(&self, moment: DateTime, serial: f64) -> Option<(String, Parts)> {
        let (section, _) = self.chosen(serial)?;
        days::draw(section, moment)
    }

    /// The section that draws this number, and whether a sign is put before what it draws.
    fn chosen(&self, number: f64) -> Option<(&Section, bool)> {
        let all = self.numbers.as_deref()?;
        let negative = number < 0.0;
        if all.iter().all(|section| section.condition.is_none()) {
            let index = match all.len() {
                0 | 1 => 0,
                _ if negative => 1,
                2 => 0,
                _ if number > 0.0 => 0,
                _ => 2,
            };
            return Some((all.get(index)?, negative && all.len() == 1));
        }
        // Of conditions each section but the last has one. What spreadsheets make of others differs, and
        // so does where they put the sign.
        let (last, before) = all.split_last()?;
        if negative || before.iter().any(|section| section.condition.is_none()) {
            return None;
        }
        let met =
            all.iter().find(|one| one.condition.is_none_or(|condition| condition.holds(number)));
        Some((met.unwrap_or(last), false)).filter(|_| met.is_some())
    }
}
