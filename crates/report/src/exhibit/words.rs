//! Words that every alternative text needs.

use panel_core::Period;

use crate::view::Drawing;

/// A drawing with what is said of it.
pub(crate) struct Drawn {
    pub(crate) drawing: Drawing,
    pub(crate) caption: String,
    pub(crate) reading: String,
    pub(crate) alt: String,
}

/// What one of the periods is: a month, a quarter or a year.
pub(super) fn of_months(period: Option<Period>) -> &'static str {
    match period.map(Period::months) {
        Some(3) => "quarter",
        Some(12) => "year",
        _ => "month",
    }
}

/// `30 months`, `1 month`.
pub(super) fn level_of(count: usize, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// A label within a sentence: `number of offences`.
pub(super) fn counted(label: &str) -> String {
    let mut letters = label.chars();
    let begins = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    // A name or an abbreviation keeps its letters.
    if letters.clone().next().is_some_and(char::is_uppercase) {
        label.to_owned()
    } else {
        begins + letters.as_str()
    }
}

/// How it went from one value to another, in words.
pub(super) fn move_between(
    one: f64,
    other: f64,
    first: Period,
    last: Period,
    print: impl Fn(f64) -> String,
) -> String {
    if first == last {
        return format!("one value, {} in {last}", print(other));
    }
    format!("{} {} in {first} to {} in {last}", moved(one, other), print(one), print(other))
}

/// `up from`, `down from` or `unchanged from`.
pub(super) fn moved(one: f64, other: f64) -> &'static str {
    match other.total_cmp(&one) {
        std::cmp::Ordering::Less => "down from",
        std::cmp::Ordering::Equal => "unchanged from",
        std::cmp::Ordering::Greater => "up from",
    }
}

/// The name of a trend without that of its method.
pub(super) fn plain(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// `at`, `above` or `below`.
pub(super) fn against(value: f64, other: f64) -> &'static str {
    if value > other {
        "above"
    } else if value < other {
        "below"
    } else {
        "at"
    }
}
