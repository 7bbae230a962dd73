//! What a cell of a sheet says: its stored value as text, where it can be read in one way only.

use jiff::civil::DateTime;
use panel_core::{Column, Holds, Month, Period, code, spoken_date};
use panel_returns::period_meant;

use super::number_format::{Drawn, NumberFormat};
use super::said::{Said, plain};
use super::shown_number;

/// A cell as it was stored.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stored {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, or a time of one, with the number that stands for it.
    Day(Option<DateTime>, f64),
    /// True or false.
    Truth(bool),
    /// The result of a calculation that failed, such as `#DIV/0!`.
    Failed(String),
}

impl Stored {
    /// A day, or a time of one, as the ISO writes it.
    pub(super) fn iso_day(text: &str) -> Self {
        let day = || text.get(..10).and_then(|day| day.parse().ok());
        // No number stands for it: that of a day is not that of a time.
        Self::Day(text.parse().ok().or_else(day), 0.0)
    }

    /// A text; nothing where it is blank.
    pub(super) fn text(text: &str) -> Option<Self> {
        let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }

    /// As it is stored, in a message.
    pub(super) fn stored(&self) -> String {
        match self {
            Self::Text(text) => format!("\"{text}\""),
            Self::Number(number) | Self::Day(None, number) => number.to_string(),
            Self::Day(Some(moment), _) => moment.date().to_string(),
            Self::Truth(truth) => truth.to_string().to_uppercase(),
            Self::Failed(error) => error.clone(),
        }
    }

    /// A day in words.
    fn spoken(&self) -> String {
        match self {
            Self::Day(Some(moment), _) => format!("the date {}", spoken_date(moment.date())),
            _ => "a date".to_owned(),
        }
    }

    /// As a reader sees it in this number format.
    pub(super) fn shown(&self, format: &NumberFormat) -> String {
        let drawn = match self {
            Self::Text(text) => format.draw_text(text),
            Self::Number(number) => format.draw_number(*number),
            Self::Day(Some(moment), serial) => match format.draw_day(*moment, *serial) {
                Some((drawn, _)) => Drawn::As(drawn),
                None => Drawn::Unknown,
            },
            Self::Day(None, _) | Self::Truth(_) | Self::Failed(_) => Drawn::Unknown,
        };
        match (drawn, self) {
            (Drawn::As(text), _) => text.trim().to_owned(),
            (Drawn::Nothing, _) => "nothing".to_owned(),
            (Drawn::Unknown, Self::Text(text)) => text.clone(),
            (Drawn::Unknown, Self::Number(number)) => plain(*number),
            (Drawn::Unknown, Self::Day(..) | Self::Truth(_) | Self::Failed(_)) => self.stored(),
        }
    }

    /// Whether another number format draws it otherwise than this one.
    pub(super) fn is_drawn_otherwise(&self, format: &NumberFormat, other: &NumberFormat) -> bool {
        match self {
            Self::Text(text) => format.draw_text(text) != other.draw_text(text),
            Self::Number(number) => format.draw_number(*number) != other.draw_number(*number),
            Self::Day(..) => format != other,
            Self::Truth(_) | Self::Failed(_) => false,
        }
    }

    /// What the cell says in this column.
    pub(super) fn said(&self, column: &Column, format: &NumberFormat) -> Said {
        match self {
            Self::Text(text) => match format.draw_text(text) {
                Drawn::As(drawn) if drawn.trim() == text => of_text(text, column),
                Drawn::Unknown => shown_number::unknown(format),
                Drawn::As(_) | Drawn::Nothing => shown_number::otherwise(),
            },
            Self::Number(number) if column.holds.is_number() => {
                shown_number::said(*number, column, format)
            }
            Self::Number(number)
                if matches!(column.holds, Holds::Series | Holds::Area | Holds::Partnership) =>
            {
                Said::Refused {
                    code: code!("workbook::number_for_code"),
                    message: format!("the number {} is where a code should be", plain(*number)),
                    remedy: "write the code as text: a number loses its zeros".to_owned(),
                }
            }
            Self::Number(number) => match shown_number::as_seen(*number, column, format) {
                Ok(_) => Said::As(plain(*number)),
                Err(refused) => refused,
            },
            // One date is a month as well as a day of longer periods, and a spreadsheet makes one of the
            // year 2011/12.
            Self::Day(..) if column.holds == Holds::Period => Said::Refused {
                code: code!("workbook::date"),
                message: format!("a date is in `{}`, which holds periods", column.title),
                remedy: "write the period as text, as in 2024/25 or 2024-10/2025-09".to_owned(),
            },
            Self::Day(Some(moment), serial) if column.is_period() => {
                let date = moment.date();
                let month = Month::of(date);
                let drawn = format.draw_day(*moment, *serial);
                // A date that is stored as text has no number, and is seen as it is.
                let is_text = serial.abs() <= 0.0;
                if !is_text && !drawn.as_ref().is_some_and(|(_, seen)| seen.month) {
                    return hidden_part(drawn.map(|(text, _)| text), format);
                }
                let (text, spoken) = (month.iso(), spoken_date(date));
                let how = format!("the date {spoken} was read as the month {text}");
                Said::Read { text, how }
            }
            Self::Day(..) => Said::Refused {
                code: code!("workbook::date"),
                message: format!(
                    "{} is in `{}`, which holds no dates",
                    self.spoken(),
                    column.title
                ),
                remedy: "write it again after setting the format of the cell to General".to_owned(),
            },
            Self::Truth(_) => Said::As(self.stored()),
            Self::Failed(error) => Said::Refused {
                code: code!("workbook::error_value"),
                message: match KNOWN_FAILURES.iter().find(|known| *known == error) {
                    Some(error) => format!("the calculation in this cell failed: {error}"),
                    None => "the calculation in this cell failed".to_owned(),
                },
                remedy: "write the figure itself, or leave the cell empty".to_owned(),
            },
        }
    }
}

/// What a spreadsheet says of a calculation that failed. Any other text may be of a person.
const KNOWN_FAILURES: [&str; 11] = [
    "no result is stored",
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
];

/// A year, written as returns do not write it, as they do; and how it was read.
pub(super) fn year(text: &str, column: &Column) -> Option<(String, String)> {
    if column.holds != Holds::Period || text.parse::<Period>().is_ok() {
        return None;
    }
    let year = period_meant(text).filter(|period| period.months() == 12)?;
    let how = format!("\"{text}\" was read as {year}");
    Some((year.iso(), how))
}

fn of_text(text: &str, column: &Column) -> Said {
    if let Some((text, how)) = year(text, column) {
        return Said::Read { text, how };
    }
    if !column.holds.is_number() {
        return Said::As(text.to_owned());
    }
    let lower = text.to_lowercase();
    if matches!(
        &*lower,
        "n/a" | "na" | "-" | "–" | "tbc" | "nil" | "none" | "null" | "#n/a" | "[x]"
    ) {
        return Said::Refused {
            code: code!("workbook::not_available"),
            message: format!("`{text}` is where a figure should be"),
            remedy: "leave the cell empty; what is not there is explained in awaited.toml"
                .to_owned(),
        };
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if digits && text.len() > 1 && text.starts_with('0') && !text.starts_with("0.") {
        return Said::Refused {
            code: code!("workbook::leading_zeros"),
            message: format!("`{text}` begins with a nought, as codes do"),
            remedy: "write the figure as a number".to_owned(),
        };
    }
    if digits {
        let how = format!("the text \"{text}\" was read as a number");
        return Said::Read { text: text.to_owned(), how };
    }
    Said::As(text.to_owned())
}

/// Of a day not all is shown that the column holds.
pub(super) fn hidden_part(drawn: Option<String>, format: &NumberFormat) -> Said {
    let Some(drawn) = drawn else { return shown_number::unknown(format) };
    Said::Refused {
        code: code!("workbook::part_of_date"),
        message: format!("a reader sees only `{drawn}` of the date in this cell"),
        remedy: "set its format to one that shows the whole date, or write it as text".to_owned(),
    }
}
