//! A number as a whole and a fraction, as in `1 1/3`.

use std::fmt::Write as _;

use super::section::Token;

/// No more digits than this are drawn of a denominator.
const MOST: usize = 3;

/// What a fraction is made of.
pub(super) struct Fraction<'t> {
    before: &'t [Token],
    whole: &'t [Token],
    between: &'t [Token],
    largest: u32,
    /// Whether the largest denominator is the only one.
    is_fixed: bool,
    after: &'t [Token],
}

impl<'t> Fraction<'t> {
    /// The fraction that these tokens draw; nothing where they draw none.
    pub(super) fn new(tokens: &'t [Token]) -> Option<Self> {
        let is_digit = |token: &Token| matches!(token, Token::Digit(_));
        let stroke = tokens.iter().position(|token| *token == Token::Literal('/'))?;
        let (left, right) = (&tokens[..stroke], &tokens[stroke + 1..]);
        let numerator = left.iter().rev().take_while(|token| is_digit(token)).count();
        let (left, _) = left.split_at(left.len() - numerator);
        let end = left.iter().rposition(is_digit).map_or(0, |last| last + 1);
        let whole = left[..end].iter().rev().take_while(|token| is_digit(token)).count();
        let digits = right.iter().take_while(|token| is_digit(token)).count();
        let written: String = right.iter().map_while(digit).collect();
        let length = digits.max(written.len());
        let largest = if digits > 0 {
            10_u32.pow(u32::try_from(digits.min(MOST)).ok()?) - 1
        } else {
            written.parse().ok().filter(|largest| *largest > 0)?
        };
        let after = &right[length..];
        let (before, whole) = left[..end].split_at(end - whole);
        let literals = |tokens: &[Token]| {
            tokens.iter().all(|token| {
                matches!(token, Token::Literal(letter) if *letter != '/' && !letter.is_ascii_digit())
            })
        };
        let between = &left[end..];
        let is_known = numerator > 0
            && length <= MOST
            && (whole.is_empty() || !between.is_empty())
            && literals(before)
            && literals(between)
            && literals(after);
        let is_fixed = digits == 0;
        is_known.then_some(Self { before, whole, between, largest, is_fixed, after })
    }

    /// The number, which is not negative, drawn so.
    pub(super) fn draw(&self, number: f64) -> Option<String> {
        // Larger ones have no digits left for a fraction.
        if number >= 1e9 {
            return None;
        }
        let mut whole = if self.whole.is_empty() { 0.0 } else { number.trunc() };
        let (mut above, below) = self.nearest(number - whole);
        if !self.whole.is_empty() && above >= below {
            whole += 1.0;
            above = 0.0;
        }
        let shows_whole = !self.whole.is_empty()
            && (whole > 0.0 || above <= 0.0 || self.whole.contains(&Token::Digit('0')));
        let mut drawn = letters(self.before);
        if shows_whole {
            drawn.push_str(&whole.to_string());
        }
        if self.whole.is_empty() || above > 0.0 {
            drawn.push_str(&letters(self.between));
            let _ = write!(drawn, "{above}/{below}");
        }
        drawn.push_str(&letters(self.after));
        Some(drawn)
    }

    /// The last fraction on the way to a number whose denominator has room: each is as near as any with a
    /// denominator no larger, or nearly.
    fn nearest(&self, number: f64) -> (f64, f64) {
        let largest = f64::from(self.largest);
        if self.is_fixed {
            return ((number * largest).round(), largest);
        }
        let (mut before, mut last) = ((1.0, 0.0), (number.trunc(), 1.0));
        let mut rest = number.fract();
        while rest > 1e-9 {
            let inverse = 1.0 / rest;
            let times = inverse.trunc();
            let next = (times * last.0 + before.0, times * last.1 + before.1);
            if next.1 > largest {
                break;
            }
            (before, last, rest) = (last, next, inverse.fract());
        }
        last
    }
}

fn digit(token: &Token) -> Option<char> {
    match token {
        Token::Literal(letter) if letter.is_ascii_digit() => Some(*letter),
        _ => None,
    }
}

fn letters(tokens: &[Token]) -> String {
    let each = tokens.iter().filter_map(|token| match token {
        Token::Literal(letter) => Some(*letter),
        _ => None,
    });
    each.collect()
}
