//! The figure in a row, as a quantity: counts, places, money, words.

use panel_core::{FIGURE_UNITS, Pounds, Quantity, ReturnKind, Status, WITHHELD, code};
use rust_decimal::Decimal;

use crate::printed::{Unprinted, print_words};
use crate::rows::{RowReader, shown};

/// A number of people in a cell that may be empty.
#[derive(Debug, Clone, Copy)]
pub(crate) enum People {
    Given(u64),
    NotGiven,
}

/// No group that a force has a place in is larger.
const MOST_IN_GROUP: u32 = 10_000;

impl RowReader<'_> {
    pub(crate) fn value(&mut self, status: Status) -> Option<Quantity> {
        match self.kind {
            ReturnKind::Counts | ReturnKind::MonthlyCounts => {
                self.count("count").map(Quantity::Count)
            }
            ReturnKind::Surveys => self.share(status),
            ReturnKind::Positions => self.place(),
            ReturnKind::Money => self
                .decimal("million_pounds")
                .map(|number| Quantity::Money(Pounds::millions(number))),
            ReturnKind::Words => self.words(),
            ReturnKind::Figures => self.figure(),
        }
    }

    /// A whole number.
    fn whole(&mut self, column: &str) -> Option<i64> {
        let cell = self.cell(column);
        if self.is_blank(code!("returns::wrong_count"), column, LEFT_OUT) {
            return None;
        }
        let head = self.head(column);
        if let Some(plain) = as_digits(&cell.text) {
            let message = format!("`{}` in `{head}` may be a code", shown(&cell.text));
            let remedy = format!("write {plain} if it is a number");
            self.fault(code!("returns::wrong_count"), cell, message, &remedy);
            return None;
        }
        match cell.text.parse::<i64>() {
            Ok(number) if number.unsigned_abs() <= MOST => Some(number),
            Ok(_) => {
                let message = format!("`{}` is more than this paper can count", shown(&cell.text));
                self.fault(
                    code!("returns::wrong_count"),
                    cell,
                    message,
                    "is a digit too many in it?",
                );
                None
            }
            Err(_) if all_digits(&cell.text) => {
                let message = format!("`{}` is more than this paper can count", shown(&cell.text));
                self.fault(
                    code!("returns::wrong_count"),
                    cell,
                    message,
                    "is a digit too many in it?",
                );
                None
            }
            Err(_) => {
                let message = format!("`{}` in `{head}` is not a whole number", shown(&cell.text));
                let remedy = if stands_for_small(&cell.text) {
                    SMALL
                } else if cell.text.contains(',') {
                    "write it without separators"
                } else if not_available(&cell.text) {
                    LEFT_OUT
                } else {
                    "write a whole number in digits alone"
                };
                self.fault(code!("returns::wrong_count"), cell, message, remedy);
                None
            }
        }
    }

    /// A whole number that is not negative.
    fn count(&mut self, column: &str) -> Option<i64> {
        let number = self.whole(column)?;
        if number >= 0 {
            return Some(number);
        }
        let message = format!("{number} in `{}` is less than none", self.head(column));
        let remedy = "write how many there were, 0 or more; if an earlier figure was too high, send that one again as it should have been";
        self.fault(code!("returns::wrong_count"), self.cell(column), message, remedy);
        None
    }

    /// A number of people, or nobody named where the cell is empty.
    pub(crate) fn people(&mut self, column: &str) -> Option<People> {
        if self.cell(column).text.is_empty() {
            return Some(People::NotGiven);
        }
        let number = self.whole(column)?;
        if let Ok(people) = u64::try_from(number) {
            return Some(People::Given(people));
        }
        let message = format!("{number} in `{}` is less than nobody", self.head(column));
        self.fault(
            code!("returns::wrong_count"),
            self.cell(column),
            message,
            "write how many people",
        );
        None
    }

    pub(crate) fn decimal(&mut self, column: &str) -> Option<Decimal> {
        let cell = self.cell(column);
        if self.is_blank(code!("returns::wrong_number"), column, LEFT_OUT) {
            return None;
        }
        let number = exact(&cell.text);
        if number.is_none() {
            let head = self.head(column);
            let message = format!("`{}` in `{head}` is not a number", shown(&cell.text));
            let remedy = if stands_for_small(&cell.text) {
                SMALL
            } else if not_available(&cell.text) {
                LEFT_OUT
            } else {
                "write digits, with a point before decimals and without separators or units"
            };
            self.fault(code!("returns::wrong_number"), cell, message, remedy);
        }
        number
    }

    /// Words, with their line breaks made spaces.
    pub(crate) fn line_of_words(&mut self, column: &str) -> String {
        let cell = self.cell(column);
        print_words(&cell.text).unwrap_or_else(|Unprinted { code, what, remedy }| {
            let message = format!("`{}` {what}", self.head(column));
            self.fault(code, cell, message, remedy);
            String::new()
        })
    }

    fn words(&mut self) -> Option<Quantity> {
        let cell = self.cell("assessment");
        if cell.text.is_empty() {
            self.fault(
                code!("returns::no_words"),
                cell,
                "there is no assessment".to_owned(),
                "write it, or leave the row out and say in awaited.toml why it is missing",
            );
            return None;
        }
        Some(Quantity::Words(self.line_of_words("assessment")))
    }

    fn place(&mut self) -> Option<Quantity> {
        if self.is_blank(code!("returns::wrong_place"), "place", LEFT_OUT) {
            return None;
        }
        let place = self.whole("place");
        let size = self.people("group_size")?;
        let place = place.and_then(|place| u32::try_from(place).ok()).filter(|place| *place >= 1);
        let of = match size {
            People::NotGiven => None,
            People::Given(size) => u32::try_from(size).ok(),
        };
        if let Some(size) = of.filter(|size| *size > MOST_IN_GROUP) {
            let cell = self.cell("group_size");
            let message = format!("a group of {size} is larger than any");
            self.fault(code!("returns::wrong_place"), cell, message, "is a digit too many in it?");
            return None;
        }
        match (place, of) {
            (Some(place), of) if of.is_none_or(|of| place <= of) => {
                Some(Quantity::Place { place, of })
            }
            (Some(place), Some(of)) => {
                let message = format!("there is no place {place} in a group of {of}");
                let (place, size) = (self.head("place"), self.head("group_size"));
                let remedy = format!("correct `{place}` or `{size}`");
                self.fault(code!("returns::wrong_place"), self.cell("place"), message, &remedy);
                None
            }
            _ => {
                let cell = self.cell("place");
                let message = format!("`{}` is not a place in the group", shown(&cell.text));
                self.fault(code!("returns::wrong_place"), cell, message, "write 1 for the best");
                None
            }
        }
    }

    fn figure(&mut self) -> Option<Quantity> {
        let unit = self.cell("unit");
        match unit.text.as_str() {
            "count" => self.count("value").map(Quantity::Count),
            "percent" => self.decimal("value").map(Quantity::PercentChange),
            "points" => self.decimal("value").map(Quantity::Points),
            "stars" => self.decimal("value").map(Quantity::Stars),
            "million_pounds" => {
                self.decimal("value").map(|number| Quantity::Money(Pounds::millions(number)))
            }
            other => {
                let remedy = format!("write one of {}", FIGURE_UNITS.join(", "));
                if self.is_blank(code!("returns::wrong_unit"), "unit", &remedy) {
                    return None;
                }
                let message = format!("`{}` is not a unit", shown(other));
                self.fault(code!("returns::wrong_unit"), unit, message, &remedy);
                None
            }
        }
    }
}

/// More than any count, sum or survey of this plan, and small enough for exact arithmetic.
const MOST: u64 = 1_000_000_000_000;

/// What to do where a figure is not known.
const LEFT_OUT: &str = "leave the row out, and say in awaited.toml why the figure is missing";

/// What to do with a number that somebody thinks too small to be given.
pub(crate) const SMALL: &str = "send the true number, however small: the paper withholds by its own policy what must not be printed";

/// Whether the text stands for a number that is withheld, such as `[c]`, `*` or `<5`.
pub(crate) fn stands_for_small(text: &str) -> bool {
    let text = text.to_lowercase();
    let below = ["<", "≤", "under ", "less than ", "fewer than "];
    let mut below = below.iter().filter_map(|words| text.strip_prefix(words));
    *text == *WITHHELD
        || matches!(&*text, "c" | "*" | "[low]" | "[k]" | "suppressed" | "withheld")
        || below.any(|number| all_digits(number.trim_start_matches(['=', ' '])))
}

/// A number with decimals, as it was written; none where it is no such number, or beyond exact sums.
pub(crate) fn exact(text: &str) -> Option<Decimal> {
    let number = Decimal::from_str_exact(text).ok()?;
    (number.abs() <= Decimal::from(MOST) && number.scale() <= 6).then_some(number)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn not_available(text: &str) -> bool {
    matches!(
        text.to_ascii_lowercase().as_str(),
        "" | "n/a" | "na" | "-" | "–" | "tbc" | "nil" | "none" | "null" | "#n/a"
    )
}

/// The digits of a number that was written with a sign or with noughts before it, as codes are.
fn as_digits(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    if digits.is_empty() || !all_digits(digits) {
        return None;
    }
    let plain = digits.trim_start_matches('0');
    let plain = if plain.is_empty() { "0" } else { plain };
    (plain != text).then_some(plain)
}
