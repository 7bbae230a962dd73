//! Which texts what a column declares explains, so that they are not of a person.

use panel_core::{Month, Period, nearest};

/// More digits than this in a column of numbers may be a number of a person.
const MOST_DIGITS: usize = 2;
/// A shorter name is one slip away from names of people.
const FEWEST_LETTERS: usize = 5;

/// Whether a text is one of these names but for how it is written, or for a slip in a long one.
pub(crate) fn is_nearly(text: &str, names: &[&str]) -> bool {
    let same = |name: &&str| name.eq_ignore_ascii_case(text);
    let slipped = || {
        let lower = text.to_lowercase();
        let meant = nearest(&lower, names.iter().copied().filter(|name| is_long(name)));
        meant.is_some_and(|name| strsim::damerau_levenshtein(&lower, &name.to_lowercase()) == 1)
    };
    names.iter().any(same) || text.bytes().all(|byte| !byte.is_ascii_digit()) && slipped()
}

fn is_long(name: &str) -> bool {
    name.len() >= FEWEST_LETTERS
}

/// Whether a text is a number of so few digits that it is not that of a person.
pub(crate) fn is_small_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits <= MOST_DIGITS
        && text.len() <= digits + 2
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b'-' | b'<'))
}

/// Whether a text is a day, a month or a period, in whatever order its parts were meant, that lies in these
/// months: so it is not a day of birth. A time may stand beside it.
pub(crate) fn are_days_within(text: &str, covers: Period) -> bool {
    let (times, days): (Vec<_>, Vec<_>) =
        text.split_whitespace().partition(|word| has_one_form(word, &["dd:dd", "dd:dd:dd"]));
    times.len() <= 1 && !days.is_empty() && days.iter().all(|word| is_day_within(word, covers))
}

fn is_day_within(word: &str, covers: Period) -> bool {
    const DAYS: [&str; 8] = [
        "Y-dd-dd",
        "Y-dd-ddTdd:dd",
        "Y-dd-ddTdd:dd:dd",
        "Y/dd/dd",
        "dd/dd/Y",
        "dd-dd-Y",
        "dd.dd.Y",
        "Y-dd",
    ];
    let within = |month: Month| covers.holds(month);
    if !has_one_form(word, &DAYS) {
        let period = word.parse::<Period>();
        return period.is_ok_and(|one| within(one.first()) && within(one.last()));
    }
    let day = word.split('T').next().unwrap_or_default();
    let parts: Vec<_> = day.split(['-', '/', '.']).collect();
    let year = parts.iter().find(|part| part.len() == 4);
    // The month stands in the middle, or where it is meant to be if the two were exchanged.
    let middle = parts.get(1).into_iter();
    let months = middle.chain(parts.iter().filter(|part| part.len() == 2));
    let mut meant = months.filter_map(|month| format!("{}-{month}", year?).parse().ok());
    meant.next().is_some_and(within)
}

fn has_one_form(text: &str, forms: &[&str]) -> bool {
    forms.iter().any(|form| has_form(text.as_bytes(), form.as_bytes()))
}

/// Whether a text has this form: `Y` is a year of this century or the last, and `d` a digit.
fn has_form(text: &[u8], form: &[u8]) -> bool {
    let Some((first, form)) = form.split_first() else { return text.is_empty() };
    match (first, text) {
        (b'Y', [b'1', b'9', rest @ ..] | [b'2', b'0', rest @ ..]) => {
            matches!(rest, [one, other, ..] if one.is_ascii_digit() && other.is_ascii_digit())
                && has_form(&rest[2..], form)
        }
        (b'd', [digit, rest @ ..]) => digit.is_ascii_digit() && has_form(rest, form),
        (wants, [letter, rest @ ..]) if *wants != b'Y' => letter == wants && has_form(rest, form),
        _ => false,
    }
}
