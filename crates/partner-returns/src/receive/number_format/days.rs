//! A day and its time as a section draws them.

use std::fmt::Write as _;

use jiff::civil::DateTime;
use panel_core::Month;

use super::section::{Section, Token};

/// What of a day and its time a reader sees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::receive) struct Parts {
    /// The month and its year.
    pub(in crate::receive) month: bool,
    /// The day of that month.
    pub(in crate::receive) day: bool,
    /// The hour and the minute.
    pub(in crate::receive) time: bool,
}

/// The moment as the section draws it, with the parts of it that are seen; nothing where it draws none.
pub(super) fn draw(section: &Section, moment: DateTime) -> Option<(String, Parts)> {
    let (mut drawn, mut seen) = (String::new(), String::new());
    let halves = section.tokens.contains(&Token::HalfDay);
    for (index, token) in section.tokens.iter().enumerate() {
        match *token {
            Token::Literal(letter) => drawn.push(letter),
            Token::Fill => drawn.push(' '),
            Token::HalfDay => drawn.push_str(if moment.hour() < 12 { "AM" } else { "PM" }),
            Token::Day('m', count) if count <= 2 && is_minutes(&section.tokens, index) => {
                seen.push('n');
                let _ = write!(drawn, "{:0count$}", moment.minute());
            }
            Token::Day('h', count) if count <= 2 => {
                seen.push('h');
                let shown = if halves { (moment.hour() + 11) % 12 + 1 } else { moment.hour() };
                let _ = write!(drawn, "{shown:0count$}");
            }
            Token::Day('s', count) if count <= 2 => {
                let _ = write!(drawn, "{:0count$}", moment.second());
            }
            Token::Day('y', count) => {
                seen.push('y');
                let year = moment.year();
                let _ = if count <= 2 {
                    write!(drawn, "{:02}", year % 100)
                } else {
                    write!(drawn, "{year}")
                };
            }
            Token::Day('m', count) => {
                seen.push('m');
                let name = Month::of(moment.date()).name();
                match count {
                    1 | 2 => drop(write!(drawn, "{:0count$}", moment.month())),
                    3 => drawn.extend(name.chars().take(3)),
                    4 => drawn.push_str(name),
                    // Its first letter may be that of three months.
                    _ => return None,
                }
            }
            Token::Day('d', count @ 1..=2) => {
                seen.push('d');
                let _ = write!(drawn, "{:0count$}", moment.day());
            }
            Token::Day('d', count) => {
                let name =
                    WEEKDAYS[usize::try_from(moment.weekday().to_monday_zero_offset()).ok()?];
                drawn.extend(name.chars().take(if count == 3 { 3 } else { name.len() }));
            }
            _ => return None,
        }
    }
    let shows = |letters: &str| letters.chars().all(|letter| seen.contains(letter));
    let parts = Parts { month: shows("ym"), day: shows("ymd"), time: shows("hn") };
    Some((drawn.trim().to_owned(), parts))
}

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Whether an `m` after hours or before seconds is minutes and not the month.
fn is_minutes(tokens: &[Token], index: usize) -> bool {
    let unit = |token: &Token| match token {
        Token::Day(unit, _) => Some(*unit),
        _ => None,
    };
    let before = tokens[..index].iter().rev().find_map(unit);
    let after = tokens[index + 1..].iter().find_map(unit);
    before == Some('h') || after == Some('s')
}
