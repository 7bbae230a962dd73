//! A section of a number format: for numbers above nought, below it, of it, or for texts.

use std::cmp::Ordering;

use super::Shows;

/// What a section is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A place of a digit: `0` always has one, `?` has a space instead, `#` nothing.
    Digit(char),
    /// The point before decimals.
    Point,
    /// A comma between digits or after them.
    Comma,
    /// A sign for per cent, which makes a hundred of one.
    PerCent,
    /// An exponent, with its sign where it is above nought too.
    Exponent {
        /// Whether a plus is shown.
        plus: bool,
    },
    /// What is shown as it is.
    Literal(char),
    /// The text.
    Text,
    /// The number as it is.
    General,
    /// A part of a day, such as `mmm`, as often as its letter stands.
    Day(char, usize),
    /// Before noon or after it.
    HalfDay,
    /// Hours, minutes or seconds beyond their usual end.
    Span,
    /// A space that is repeated until the cell is full.
    Fill,
}

/// When a section is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    /// Whether numbers below, at and above the limit meet it.
    met: [bool; 3],
    limit: f64,
}

impl Condition {
    fn new(text: &str) -> Option<Self> {
        let end = text.find(|letter| !matches!(letter, '<' | '>' | '='))?;
        let (sign, limit) = text.split_at(end);
        let met = match sign {
            "<" => [true, false, false],
            "<=" => [true, true, false],
            "=" => [false, true, false],
            "<>" => [true, false, true],
            ">=" => [false, true, true],
            ">" => [false, false, true],
            _ => return None,
        };
        let limit = limit.trim().parse::<f64>().ok().filter(|limit| limit.is_finite())?;
        Some(Self { met, limit })
    }

    /// Whether a number meets it.
    pub(super) fn holds(self, number: f64) -> bool {
        match number.partial_cmp(&self.limit) {
            Some(Ordering::Less) => self.met[0],
            Some(Ordering::Equal) => self.met[1],
            Some(Ordering::Greater) => self.met[2],
            None => false,
        }
    }
}

/// A section.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Section {
    pub(super) tokens: Vec<Token>,
    pub(super) condition: Option<Condition>,
    /// The number of the colour in which it is written.
    colour: Option<u8>,
    is_system_day: bool,
}

/// The sections of a code; nothing where any has what is not known here.
pub(super) fn sections(code: &str) -> Option<Vec<Section>> {
    let mut all = vec![Section::default()];
    let mut left = code;
    while let Some(letter) = left.chars().next() {
        let after = &left[letter.len_utf8()..];
        if letter == ';' {
            all.push(Section::default());
            left = after;
            continue;
        }
        left = all.last_mut()?.take(letter, after, left)?;
    }
    for section in &mut all {
        section.settle()?;
    }
    (all.len() <= 4).then_some(all)
}

impl Section {
    /// Takes what stands first in `all`, which is `letter` and what comes `after` it, and gives the rest.
    fn take<'c>(&mut self, letter: char, after: &'c str, all: &'c str) -> Option<&'c str> {
        let skip = |text: &'c str| text.chars().next().map(|one| &text[one.len_utf8()..]);
        match letter {
            '"' => {
                let (inside, rest) = after.split_once('"')?;
                self.tokens.extend(inside.chars().map(Token::Literal));
                return Some(rest);
            }
            '\\' => {
                self.tokens.push(Token::Literal(after.chars().next()?));
                return skip(after);
            }
            // A space as wide as the next letter.
            '_' => {
                self.tokens.push(Token::Literal(' '));
                return skip(after);
            }
            // What fills the cell is seen as often as there is room, so that it may not be a sign or a digit.
            '*' => {
                self.tokens.push(Token::Fill);
                return after.strip_prefix(' ');
            }
            '[' => {
                let (inside, rest) = after.split_once(']')?;
                self.bracket(inside)?;
                return Some(rest);
            }
            '0' | '#' | '?' => self.tokens.push(Token::Digit(letter)),
            '.' => self.tokens.push(Token::Point),
            ',' => self.tokens.push(Token::Comma),
            '%' => self.tokens.push(Token::PerCent),
            '@' => self.tokens.push(Token::Text),
            'E' | 'e' if after.starts_with(['+', '-']) => {
                self.tokens.push(Token::Exponent { plus: after.starts_with('+') });
                return skip(after);
            }
            _ if begins(all, "general") => {
                self.tokens.push(Token::General);
                return all.get("general".len()..);
            }
            _ if begins(all, "am/pm") || begins(all, "a/p") => {
                self.tokens.push(Token::HalfDay);
                return all.get(if begins(all, "a/p") { 3 } else { 5 }..);
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => {
                let same = |one: &char| one.eq_ignore_ascii_case(&letter);
                let count = all.chars().take_while(same).count();
                self.tokens.push(Token::Day(letter.to_ascii_lowercase(), count));
                return all.get(count..);
            }
            _ if letter.is_alphabetic() || letter.is_control() => return None,
            _ => self.tokens.push(Token::Literal(letter)),
        }
        Some(after)
    }

    /// A colour, a currency, a language, a condition, or a unit beyond its usual end.
    fn bracket(&mut self, inside: &str) -> Option<()> {
        let lower = inside.to_lowercase();
        if let Some(currency) = inside.strip_prefix('$') {
            let (sign, language) = currency.split_once('-').unwrap_or((currency, ""));
            if !is_plain(language) {
                return None;
            }
            // The long day or the time of whoever looks at it, whatever follows.
            self.is_system_day |= ["f800", "f400"].contains(&&*language.to_lowercase());
            self.tokens.extend(sign.chars().map(Token::Literal));
            return Some(());
        }
        if inside.starts_with(['<', '>', '=']) {
            self.condition = Some(Condition::new(inside)?);
            return Some(());
        }
        let unit = lower.chars().next().filter(|unit| matches!(unit, 'h' | 'm' | 's'));
        if unit.is_some_and(|unit| lower.chars().all(|letter| letter == unit)) {
            self.tokens.push(Token::Span);
            return Some(());
        }
        self.colour = Some(colour(&lower)?);
        Some(())
    }

    /// Settles what a letter means by those beside it; nothing where they make no sense together.
    fn settle(&mut self) -> Option<()> {
        if self.shows() == Shows::Number {
            if self.is_system_day {
                return None;
            }
            let alone =
                self.tokens.iter().filter(|token| matches!(token, Token::General | Token::Text));
            let count = alone.count();
            let digits = self.tokens.iter().any(|token| {
                matches!(token, Token::Digit(_) | Token::Point | Token::PerCent | Token::Comma)
            });
            return (count == 0 || count == 1 && !digits).then_some(());
        }
        let mut after_seconds = false;
        for index in 0..self.tokens.len() {
            let before = index.checked_sub(1).map(|before| self.tokens[before]);
            let token = &mut self.tokens[index];
            match *token {
                Token::Day(unit, _) => after_seconds = unit == 's',
                Token::Span => after_seconds = true,
                // Parts of a second.
                Token::Point if after_seconds => *token = Token::Literal('.'),
                Token::Digit('0') if after_seconds && before != Some(Token::Day('s', 1)) => {
                    *token = Token::Literal('0');
                }
                Token::Comma => *token = Token::Literal(','),
                Token::Point => *token = Token::Literal('.'),
                Token::Literal(_) | Token::HalfDay | Token::Fill => {}
                _ => return None,
            }
        }
        Some(())
    }

    pub(super) fn shows(&self) -> Shows {
        let has = |wanted: fn(&Token) -> bool| self.tokens.iter().any(wanted);
        if has(|token| matches!(token, Token::Span)) {
            Shows::Span
        } else if has(|token| matches!(token, Token::Day(..) | Token::HalfDay)) {
            Shows::Moment
        } else {
            Shows::Number
        }
    }

    pub(super) fn is_general(&self) -> bool {
        matches!(*self.tokens, [Token::General | Token::Text])
    }

    pub(super) fn is_text(&self) -> bool {
        self.tokens.contains(&Token::Text)
    }

    pub(super) fn has_per_cent(&self) -> bool {
        self.tokens.contains(&Token::PerCent)
    }

    pub(super) fn colour(&self) -> Option<u8> {
        self.colour
    }

    /// A text as this section draws it.
    pub(super) fn draw_text(&self, text: &str) -> Option<String> {
        let mut drawn = String::new();
        for token in &self.tokens {
            match token {
                Token::Literal(letter) => drawn.push(*letter),
                Token::Text | Token::General => drawn.push_str(text),
                Token::Fill => {}
                _ => return None,
            }
        }
        Some(drawn)
    }
}

/// Whether a language is written with our digits and our calendar. Before its number, or after its name,
/// others may be asked for; 1 stands for ours.
fn is_plain(language: &str) -> bool {
    let is_ours = |byte: u32| byte <= 1;
    match u32::from_str_radix(language, 16) {
        Ok(number) => is_ours(number >> 24) && is_ours(number >> 16 & 0xFF),
        Err(_) => language.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '-'),
    }
}

/// The number of a colour, by its name or by its place among the fifty-six, which begin with the eighth.
fn colour(name: &str) -> Option<u8> {
    let named = ["black", "white", "red", "green", "blue", "yellow", "magenta", "cyan"];
    let place = match name.strip_prefix("color") {
        Some(number) => number.trim().parse().ok().filter(|place| (1..=56).contains(place))?,
        None => u8::try_from(named.iter().position(|one| *one == name)? + 1).ok()?,
    };
    Some(place + 7)
}

/// Whether a text begins with these small letters, however they are written.
fn begins(text: &str, small: &str) -> bool {
    text.get(..small.len()).is_some_and(|start| start.eq_ignore_ascii_case(small))
}
