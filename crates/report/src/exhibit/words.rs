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

/// Months within a sentence: `2012/13`, `the 12 months to September 2014`.
pub(super) fn spoken(period: Period) -> String {
    let period = period.to_string();
    if period.starts_with("12 months") { format!("the {period}") } else { period }
}

/// `Most gave 5 stars (45), fewest 2 stars and 3 stars (1 each).`
pub(super) fn most_and_fewest(verb: &str, counted: &[(String, u64)]) -> String {
    let counts = || counted.iter().map(|(_, count)| *count);
    let (Some(most), Some(fewest)) = (counts().max(), counts().min()) else {
        return String::new();
    };
    let printed = |count: u64| panel_core::grouped(count.into());
    if most == fewest {
        return format!("Each is as frequent as the others ({}).", printed(most));
    }
    let named = |wanted: u64| {
        let names: Vec<_> = counted
            .iter()
            .filter(|(_, count)| *count == wanted)
            .map(|(name, _)| name.clone())
            .collect();
        let each = if names.len() > 1 { " each" } else { "" };
        format!("{} ({}{each})", joined(&names), printed(wanted))
    };
    format!("Most {verb} {}, fewest {}.", named(most), named(fewest))
}

/// `one, two and three`.
pub(super) fn joined(names: &[String]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
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
