//! A number as a section draws it.

use super::decimal::{Digits, Laid};
use super::fraction::Fraction;
use super::section::{Section, Token};

/// More digits than this General does not show before the point, and with those after it one fewer.
const GENERAL: usize = 11;

/// A format with more places of digits than this is no figure's.
const PLACES: usize = 60;

/// The number, which is not negative, as the section draws it, with a sign before it where it is asked
/// for; nothing where the section draws what is not known here.
pub(super) fn draw(section: &Section, number: f64, is_signed: bool) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let mut drawn = String::from(if is_signed { "-" } else { "" });
    if let Some(fraction) = Fraction::new(&section.tokens) {
        drawn.push_str(&fraction.draw(number)?);
        return Some(drawn);
    }
    let shape = Shape::new(&section.tokens)?;
    let (first, inner) = match &shape {
        Some(shape) => (shape.first, shape.draw(number)?),
        None => (usize::MAX, String::new()),
    };
    let last = shape.as_ref().map_or(0, |shape| shape.last);
    for (index, token) in section.tokens.iter().enumerate() {
        if index == first {
            drawn.push_str(&inner);
        }
        if (first..=last).contains(&index) {
            continue;
        }
        match token {
            Token::Literal(letter) => drawn.push(*letter),
            Token::PerCent => drawn.push('%'),
            Token::General | Token::Text => drawn.push_str(&general(number)),
            // Such commas were taken for a scale; and nobody reads spaces.
            Token::Comma if index > last => {}
            Token::Fill => {}
            _ => return None,
        }
    }
    Some(drawn)
}

/// A number as General shows it, which has room for eleven letters.
fn general(number: f64) -> String {
    let digits = Digits::new(number);
    let before = usize::try_from(digits.whole().max(1)).unwrap_or(1);
    if before > GENERAL || number > 0.0 && digits.whole() < -3 {
        return scientific(&digits, 5, &['0'; 2], true);
    }
    let Laid { whole, decimals } = digits.rounded((GENERAL - 1).saturating_sub(before));
    let decimals = decimals.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { &whole };
    if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
}

fn scientific(digits: &Digits, decimals: usize, places: &[char], plus: bool) -> String {
    let mut exponent = digits.whole() - 1;
    let mut laid = digits.clone().shifted(-exponent).rounded(decimals);
    if laid.whole.len() > 1 {
        exponent += 1;
        laid = digits.clone().shifted(-exponent).rounded(decimals);
    }
    if laid.whole.is_empty() {
        exponent = 0;
        laid.whole.push('0');
    }
    let point = if laid.decimals.is_empty() { "" } else { "." };
    let sign = if exponent < 0 {
        "-"
    } else if plus {
        "+"
    } else {
        ""
    };
    let width = places.len();
    format!("{}{point}{}E{sign}{:0width$}", laid.whole, laid.decimals, exponent.abs())
}

/// Where the digits of a section stand.
struct Shape {
    /// The first and the last token that belong to the number.
    first: usize,
    last: usize,
    whole: Vec<char>,
    decimals: Vec<char>,
    exponent: Option<(bool, Vec<char>)>,
    has_point: bool,
    groups: bool,
    /// How many places the point is moved to the right.
    shift: i32,
}

impl Shape {
    /// The shape of these tokens, where they have digits; nothing at all where they are arranged as is
    /// not known here.
    #[expect(clippy::option_option, reason = "no digits are another thing than an unknown shape")]
    fn new(tokens: &[Token]) -> Option<Option<Self>> {
        let is_of_number = |token: &Token| matches!(token, Token::Digit(_) | Token::Point);
        let Some(first) = tokens.iter().position(is_of_number) else { return Some(None) };
        let last = tokens.iter().rposition(is_of_number).unwrap_or(first);
        let trailing =
            tokens[last + 1..].iter().take_while(|token| **token == Token::Comma).count();
        let per_cent = tokens.iter().filter(|token| **token == Token::PerCent).count();
        let mut shape = Self {
            first,
            last,
            whole: Vec::new(),
            decimals: Vec::new(),
            exponent: None,
            has_point: false,
            groups: false,
            shift: 0,
        };
        let mut commas = 0;
        for token in &tokens[first..=last] {
            match (token, &mut shape.exponent) {
                (Token::Digit(place), Some((_, places))) => places.push(*place),
                (Token::Digit(place), None) if shape.has_point => shape.decimals.push(*place),
                (Token::Digit(place), None) => {
                    shape.groups |= commas > 0;
                    commas = 0;
                    shape.whole.push(*place);
                }
                (Token::Comma, None) if !shape.has_point => commas += 1,
                (Token::Point, None) if !shape.has_point => shape.has_point = true,
                (Token::Exponent { plus }, None) => shape.exponent = Some((*plus, Vec::new())),
                _ => return None,
            }
        }
        // What stands elsewhere is drawn as it is; a comma there, or a second number, is not known.
        let beyond = tokens[..first].iter().chain(&tokens[last + 1 + trailing..]);
        if beyond.into_iter().any(|token| {
            !matches!(token, Token::Literal(letter) if *letter != '/' && !letter.is_ascii_digit())
                && !matches!(token, Token::PerCent | Token::Fill)
        }) {
            return None;
        }
        if shape.whole.len() + shape.decimals.len() > PLACES {
            return None;
        }
        let scale = i32::try_from(commas + trailing).ok()?;
        shape.shift = 2 * i32::try_from(per_cent).ok()? - 3 * scale;
        Some(Some(shape))
    }

    fn draw(&self, number: f64) -> Option<String> {
        let digits = Digits::new(number).shifted(self.shift);
        if let Some((plus, places)) = &self.exponent {
            let known = self.whole.len() == 1 && !places.is_empty() && !self.groups;
            return known.then(|| scientific(&digits, self.decimals.len(), places, *plus));
        }
        let laid = digits.rounded(self.decimals.len());
        let mut drawn = self.draw_whole(&laid.whole);
        if self.has_point {
            drawn.push('.');
            drawn.push_str(&self.draw_decimals(&laid.decimals));
        }
        Some(drawn)
    }

    fn draw_whole(&self, whole: &str) -> String {
        let mut drawn = String::new();
        let empty = self.whole.len().saturating_sub(whole.len());
        let mut padded = String::new();
        let mut has_nought = false;
        for place in &self.whole[..empty] {
            has_nought |= *place == '0';
            match place {
                _ if has_nought => padded.push('0'),
                '?' => drawn.push(' '),
                _ => {}
            }
        }
        padded.push_str(whole);
        for (index, digit) in padded.chars().enumerate() {
            let left = padded.len() - index;
            if self.groups && index > 0 && left.is_multiple_of(3) {
                drawn.push(',');
            }
            drawn.push(digit);
        }
        drawn
    }

    fn draw_decimals(&self, decimals: &str) -> String {
        let mut drawn: Vec<_> = decimals.chars().collect();
        for index in (0..drawn.len()).rev() {
            match (drawn[index], self.decimals[index]) {
                ('0', '#') => {
                    drawn.pop();
                }
                ('0', '?') => drawn[index] = ' ',
                _ => break,
            }
        }
        drawn.into_iter().collect()
    }
}
