//! Figures typed by hand that a name would print: they are right once, and a binding always.

#[cfg(test)]
mod tests;

use std::ops::Range;

use panel_core::{Fault, FinancialYear, Month, ScreenedRows, SourceText, Terms, code};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::front_matter;
use crate::names::Names;
use crate::typed::{file_of, is_item, is_year, typed_parts};

/// What a sentence on another report says.
const OF_ANOTHER_REPORT: [&str; 4] = ["previous", "previously", "last report", "last quarter"];

/// A number as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    value: Decimal,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Plain,
    Percent,
    Points,
    MillionPounds,
}

/// A number that is typed, and where.
#[derive(Debug, PartialEq, Eq)]
struct Typed {
    number: Number,
    span: Range<usize>,
}

/// Warns of each figure typed in a priority's commentary that a name of the same priority prints, or
/// prints with more digits. It looks at what is shown alone: rows come as disclosure control left them.
#[must_use]
pub fn shown_and_typed(
    commentary: &[SourceText],
    rows: &ScreenedRows,
    terms: &Terms,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let names = Names::of_rows(rows);
    let printing: Vec<_> = names
        .printing()
        // A change with its sign is printed as a rise or a fall.
        .filter(|(name, _)| !name.ends_with(".change"))
        .filter_map(|(name, text)| Some((name, text, printed(text)?)))
        .collect();
    let years = Years::of(terms);
    for source in commentary {
        let of_section: Vec<_> =
            printing.iter().filter(|(name, ..)| *source.path == *file_of(name)).collect();
        if of_section.is_empty() {
            continue;
        }
        let (_, text) = front_matter::take(source, &mut Vec::new());
        for typed in typed(&text.text, &years) {
            let same = |(_, _, number): &&&(&str, &str, Number)| *number == typed.number;
            let near = |(_, _, number): &&&(&str, &str, Number)| nearly(typed.number, *number);
            let exact = of_section.iter().find(same);
            let Some((name, prints, _)) = exact.or_else(|| of_section.iter().find(near)) else {
                continue;
            };
            let figure = &text.text[typed.span.clone()];
            let message = if exact.is_some() {
                format!("{figure}, typed by hand, equals `{name}`")
            } else {
                format!("{figure}, typed by hand, is nearly `{name}`, which is {prints}")
            };
            let remedy = format!(
                "bind it with {{{{ {name} }}}}, so that it stays true; leave it where something else is meant"
            );
            let fault = Fault::at(code!("commentary::typed"), &text, typed.span, message, remedy);
            faults.push(fault.as_warning());
        }
    }
    faults
}

/// The number that a name prints, where it prints one and nothing else.
fn printed(text: &str) -> Option<Number> {
    let text = text.strip_prefix('\u{2212}').unwrap_or(text);
    let parts: Vec<_> = text.split(' ').collect();
    match parts[..] {
        [number] => written(number, ""),
        [number, "percentage", "points"] => written(number, "percentage points"),
        _ => None,
    }
}

/// A number as it is written, with the words after it.
fn written(word: &str, next: &str) -> Option<Number> {
    let (pounds, digits) = match word.strip_prefix('£') {
        Some(digits) => (true, digits),
        None => (false, word),
    };
    let million = digits.strip_suffix('m').or(next.starts_with("million").then_some(digits));
    let (digits, unit) = match (pounds, million, digits.strip_suffix('%')) {
        (true, Some(digits), _) => (digits, Unit::MillionPounds),
        (true, None, _) => return None,
        (false, _, Some(digits)) => (digits, Unit::Percent),
        (false, _, None) => {
            let followed = |words: [&str; 2]| words.iter().any(|words| next.starts_with(words));
            if followed(["percentage point", "points"]) {
                (digits, Unit::Points)
            } else if followed(["per cent", "percent"]) {
                (digits, Unit::Percent)
            } else {
                (digits, Unit::Plain)
            }
        }
    };
    let digit = |byte: u8| byte.is_ascii_digit();
    let usual = digits.bytes().all(|byte| digit(byte) || matches!(byte, b',' | b'.'))
        && digits.bytes().next().is_some_and(digit)
        && digits.bytes().next_back().is_some_and(digit);
    let value = digits.replace(',', "").parse().ok().filter(|_| usual)?;
    Some(Number { value, unit })
}

/// Whether a figure is the one typed once it is rounded to the digits that were typed.
fn nearly(typed: Number, figure: Number) -> bool {
    let halves = RoundingStrategy::MidpointAwayFromZero;
    if typed.unit != figure.unit {
        return false;
    }
    if figure.value.round_dp_with_strategy(typed.value.scale(), halves) == typed.value {
        return true;
    }
    // Noughts at the end are of a number that was rounded, if two digits are left of it.
    let mut step = Decimal::ONE;
    while typed.value.scale() == 0 {
        let (Some(next), Some(two_digits)) =
            (step.checked_mul(Decimal::TEN), step.checked_mul(Decimal::ONE_HUNDRED))
        else {
            return false;
        };
        if typed.value < two_digits || !(typed.value % next).is_zero() {
            return false;
        }
        step = next;
        let rounded = (figure.value / step).round_dp_with_strategy(0, halves).checked_mul(step);
        if rounded == Some(typed.value) {
            return true;
        }
    }
    false
}

/// The years that a quarter speaks of.
struct Years {
    /// As they are written, such as `2012/13`.
    own: [String; 2],
    /// The calendar year in which the latest twelve months began.
    since: i16,
}

impl Years {
    fn of(terms: &Terms) -> Self {
        let now = FinancialYear::holding(terms.quarter.last_month());
        Self {
            own: [terms.baseline_year.to_string(), now.to_string()],
            since: terms.latest().first().year(),
        }
    }

    /// Whether a word is a year of which this quarter's figures are not.
    fn is_past(&self, word: &str) -> bool {
        let word = word.replace(['-', '–'], "/");
        let (year, rest) = word.split_once('/').unwrap_or((&word, ""));
        let plain =
            year.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
        let Some(number) = year.parse::<i16>().ok().filter(|_| plain) else { return false };
        let of_ours = self.own.contains(&word) || (rest.is_empty() && number >= self.since);
        (1900..=self.since).contains(&number) && !of_ours
    }
}

/// The figures that are typed and could be bound: no years, days, places and single digits, nothing
/// that is quoted or said of another report.
fn typed(text: &str, years: &Years) -> Vec<Typed> {
    let mut found = Vec::new();
    let (quoted, past) = (quotations(text), of_the_past(text, years));
    let within = |spans: &[Range<usize>], at: usize| spans.iter().any(|span| span.contains(&at));
    for part in typed_parts(text) {
        let words = words(text, part);
        for (index, (start, this)) in words.iter().enumerate() {
            let word = |index: usize| words.get(index).map_or("", |(_, word)| *word);
            let (before, next) = (index.checked_sub(1).map_or("", word), word(index + 1));
            let after = format!("{next} {}", word(index + 2)).to_lowercase();
            let Some(number) = written(this, &after) else { continue };
            let of_a_day = [next, before].iter().any(|word| Month::NAMES.contains(word));
            let skipped = number.value < Decimal::TEN && number.value.scale() == 0
                || is_year(this)
                || of_a_day
                || is_item(text, *start, this)
                || within(&quoted, *start)
                || within(&past, *start);
            if !skipped {
                found.push(Typed { number, span: *start..*start + this.len() });
            }
        }
    }
    found
}

/// The words of a part of a text, without the marks around them, each with where it begins.
fn words(text: &str, part: Range<usize>) -> Vec<(usize, &str)> {
    let within = &text[part.clone()];
    let start = |word: &str| part.start + (word.as_ptr().addr() - within.as_ptr().addr());
    within
        .split_whitespace()
        .map(|word| word.split("[^").next().unwrap_or(word))
        .map(|word| {
            word.trim_matches(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '%' | '£'))
        })
        .map(|word| (start(word), word))
        .collect()
}

/// What stands between quotation marks, those of a claim left out; a quotation ends with its paragraph.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut open, mut in_binding): (Option<usize>, bool) = (None, false);
    for (at, sign) in text.char_indices() {
        match (sign, open) {
            ('{', _) if text[at..].starts_with("{{") => in_binding = true,
            ('}', _) if text[at..].starts_with("}}") => in_binding = false,
            _ if in_binding => {}
            ('“', _) | ('"', None) => open = Some(at),
            ('”' | '"', Some(start)) => {
                found.push(start..at);
                open = None;
            }
            ('\n', _) if text[at + 1..].starts_with('\n') => open = None,
            _ => {}
        }
    }
    found
}

/// The sentences that speak of another report, or of a year that is none of this quarter's.
fn of_the_past(text: &str, years: &Years) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let ends = |at: usize, sign: char| match sign {
        '.' | '!' | '?' => text[at + 1..].starts_with(char::is_whitespace),
        '\n' => text[at + 1..].trim_start_matches(' ').starts_with(['\n', '-', '*']),
        _ => false,
    };
    let end = text.char_indices().filter(|(at, sign)| ends(*at, *sign)).map(|(at, _)| at + 1);
    for end in end.chain([text.len()]) {
        let sentence = &text[start..end];
        let lower = sentence.to_lowercase();
        let mut words = sentence.split_whitespace().map(|word| {
            word.split("[^")
                .next()
                .unwrap_or(word)
                .trim_matches(|sign: char| !sign.is_alphanumeric())
        });
        if OF_ANOTHER_REPORT.iter().any(|words| lower.contains(words))
            || words.any(|word| years.is_past(word))
        {
            found.push(start..end);
        }
        start = end;
    }
    found
}
