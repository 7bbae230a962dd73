//! The number formats of cells: their codes, and whether they show a number as a day or a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::limits::{CELL_FORMATS, FORMAT_LETTERS, NUMBER_FORMATS, Refused};
use super::xml::{Name, What, Xml};

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

/// The format of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Format {
    /// Its code, such as `0.0`.
    pub(super) code: Arc<str>,
    pub(super) shows: Shows,
}

/// The formats that cells refer to, by number.
pub(super) struct Formats {
    all: Vec<Format>,
    general: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let general = Format { code: "General".into(), shows: Shows::Number };
        Self { all: Vec::new(), general }
    }
}

impl Formats {
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, Refused> {
        let mut formats = Self::default();
        let mut codes: BTreeMap<String, Format> = BTreeMap::new();
        let mut ids = Vec::new();
        while let Some(step) = xml.step()? {
            let What::Open(element) = step.what else { continue };
            match step.path {
                [Name::StyleSheet, Name::NumFmts, Name::NumFmt] => {
                    let [id, code] = element.values(["numFmtId", "formatCode"])?;
                    let (Some(id), Some(code)) = (id, code) else { continue };
                    FORMAT_LETTERS.check("the workbook", code.chars().count())?;
                    let format = Format { shows: shows(&code), code: (*code).into() };
                    codes.insert(id.into_owned(), format);
                    NUMBER_FORMATS.check("the workbook", codes.len())?;
                }
                [Name::StyleSheet, Name::CellXfs, Name::Xf] => {
                    let [id] = element.values(["numFmtId"])?;
                    // An id is a small number; a long one names no format.
                    ids.push(id.filter(|id| id.len() <= 10).map(std::borrow::Cow::into_owned));
                    CELL_FORMATS.check("the workbook", ids.len())?;
                }
                _ => {}
            }
        }
        // The codes of every spreadsheet, unless a workbook has its own under their numbers.
        let mut built_in: BTreeMap<String, Format> = BTreeMap::new();
        let general = formats.general.clone();
        let all = ids.into_iter().map(|id| {
            let Some(id) = id else { return general.clone() };
            let known = codes.get(&id).or_else(|| built_in.get(&id)).cloned();
            known.unwrap_or_else(|| {
                let format = of_every_spreadsheet(&id);
                built_in.insert(id, format.clone());
                format
            })
        });
        formats.all = all.collect();
        Ok(formats)
    }

    /// The format of that number.
    pub(super) fn get(&self, number: usize) -> &Format {
        self.all.get(number).unwrap_or(&self.general)
    }
}

/// A format that every spreadsheet has.
fn of_every_spreadsheet(id: &str) -> Format {
    let number = id.parse::<u32>().unwrap_or(0);
    let code = match number {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
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
        42 => "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        44 => "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    };
    // Those of East Asia have no code that is the same everywhere.
    let shows = match number {
        27..=36 | 50..=58 => Shows::Moment,
        _ => shows(code),
    };
    Format { code: code.into(), shows }
}

/// As what a code shows a positive number.
fn shows(code: &str) -> Shows {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            // What follows is shown, skipped or repeated as it is.
            '\\' | '_' | '*' => {
                letters.next();
            }
            '"' => {
                letters.by_ref().find(|letter| *letter == '"');
            }
            // A colour, a language or a condition; or a unit that goes on beyond its usual end.
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                let inside = inside.to_lowercase();
                let unit = inside.chars().next().filter(|unit| matches!(unit, 'h' | 'm' | 's'));
                if unit.is_some_and(|unit| inside.chars().all(|letter| letter == unit)) {
                    return Shows::Span;
                }
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return Shows::Moment,
            _ => {}
        }
    }
    Shows::Number
}

#[cfg(test)]
mod tests {
    use super::{Shows, of_every_spreadsheet, shows};

    #[test]
    fn a_code_shows_a_day_where_it_has_the_letters_of_one() {
        for (code, as_what) in [
            ("General", Shows::Number),
            ("0.0", Shows::Number),
            ("#,##0;[Red]-#,##0", Shows::Number),
            ("0\" months\"", Shows::Number),
            ("0\\d", Shows::Number),
            ("_d0", Shows::Number),
            ("[$-809]0", Shows::Number),
            ("0;yyyy", Shows::Number),
            ("yyyy-mm", Shows::Moment),
            ("[$-809]d mmmm yyyy", Shows::Moment),
            ("[Red]H:MM", Shows::Moment),
            ("AM/PM", Shows::Moment),
            ("[h]:mm", Shows::Span),
            ("[SS].00", Shows::Span),
        ] {
            assert_eq!(shows(code), as_what, "{code}");
        }
        assert_eq!(of_every_spreadsheet("31").shows, Shows::Moment);
        assert_eq!(of_every_spreadsheet("99").shows, Shows::Number);
    }
}
