//! The findings that changed, in sentences: colours and states first, then every other field.

use panel_core::Reason;
use serde::Serialize;
use serde_json::{Map, Value};

/// A row of the dashboard as `findings.json` has it.
type Fields = Map<String, Value>;

/// The fields of a row that are compared, and what they are called. Files and lines are not among them:
/// a figure that moved to another line is the same figure.
const FIELDS: [(&str, &str); 16] = [
    ("label", "label"),
    ("baseline", "baseline"),
    ("latest", "latest figure"),
    ("status", "status of the latest figure"),
    ("unit", "unit"),
    ("change_percent", "change in per cent"),
    ("projection", "projection"),
    ("n", "number of people (n)"),
    ("interval", "interval"),
    ("p_value", "p-value"),
    ("survives_many_tests", "holds when all tests are counted"),
    ("variation", "variation of the control chart"),
    ("proxy_for", "what is used in its place"),
    ("method", "method"),
    ("reason", "reason"),
    ("awaited", "why it is awaited"),
];

/// Fields that are lists of words.
const LISTS: [(&str, &str); 2] = [("cautions", "caution"), ("withheld", "withheld figure")];

/// A row of the dashboard that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingChange {
    /// `sp12.offences`.
    pub id: String,
    /// Whether the colour or the state is another, or the row is new or gone.
    pub state_changed: bool,
    /// The change in plain English.
    pub sentence: String,
    /// What differs, a sentence each without its full stop.
    pub details: Vec<String>,
}

/// The rows that changed: those that stand otherwise first, each kind in the order of the new report,
/// then those that went.
pub(crate) fn changes(old: &[Fields], new: &[Fields]) -> Vec<FindingChange> {
    let same = |row: &Fields, rows: &'_ [Fields]| {
        rows.iter().position(|other| other.get("id") == row.get("id"))
    };
    let mut found: Vec<_> =
        new.iter().filter_map(|now| change(same(now, old).map(|at| &old[at]), now)).collect();
    found.extend(old.iter().filter(|before| same(before, new).is_none()).map(gone));
    found.sort_by_key(|change| !change.state_changed);
    found
}

fn gone(before: &Fields) -> FindingChange {
    let sentence = format!("{}: {} → no longer there.", name(before), standing(before));
    FindingChange {
        id: text(before, "id").to_owned(),
        state_changed: true,
        sentence,
        details: Vec::new(),
    }
}

fn change(before: Option<&Fields>, now: &Fields) -> Option<FindingChange> {
    let (row, is) = (name(now), standing(now));
    let was = before.map_or_else(|| "not there before".to_owned(), standing);
    let details = before.map_or_else(Vec::new, |before| details(before, now));
    let state_changed = was != is;
    let sentence = if state_changed {
        format!("{row}: {was} → {is}, because: {}", because(now))
    } else {
        match details.as_slice() {
            [] => return None,
            [one] => format!("{row}: {is} as before; {one}."),
            many => format!("{row}: {is} as before; {} things differ.", many.len()),
        }
    };
    let details = if !state_changed && details.len() == 1 { Vec::new() } else { details };
    Some(FindingChange { id: text(now, "id").to_owned(), state_changed, sentence, details })
}

/// `SP12 Number of offences`; an item that is no priority has its label alone.
fn name(row: &Fields) -> String {
    let (priority, label) = (text(row, "priority"), text(row, "label"));
    match priority
        .strip_prefix("sp")
        .filter(|code| code.starts_with(|one: char| one.is_ascii_digit()))
    {
        Some(code) => format!("SP{} {label}", code.to_uppercase()),
        None => label.to_owned(),
    }
}

/// The colour, or the state of a row without one.
fn standing(row: &Fields) -> String {
    row.get("assessment").and_then(Value::as_str).unwrap_or_else(|| text(row, "state")).to_owned()
}

/// Why a row is as it is: of an awaited one, why it was not received.
fn because(row: &Fields) -> String {
    match row.get("awaited").and_then(Value::as_str) {
        Some(awaited) => awaited.to_owned(),
        None => reason(text(row, "reason")),
    }
}

/// The sentence of a reason. A revision may know reasons that this program does not.
fn reason(code: &str) -> String {
    let known = Reason::ALL.iter().find(|reason| reason.code() == code);
    known.map_or_else(|| format!("{}.", code.replace('_', " ")), |one| one.sentence().to_owned())
}

fn text<'a>(row: &'a Fields, field: &str) -> &'a str {
    row.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// What differs between two findings of one row.
fn details(before: &Fields, now: &Fields) -> Vec<String> {
    let mut found = Vec::new();
    for (field, called) in FIELDS {
        let (was, is) = (shown(before, field), shown(now, field));
        if was != is {
            found.push(format!("{called}: {was} before, {is} now"));
        }
    }
    for setting in names_of_settings(before, now) {
        let (was, is) = (setting_of(before, &setting), setting_of(now, &setting));
        if was != is {
            found.push(format!("setting {setting}: {was} before, {is} now"));
        }
    }
    for (field, called) in LISTS {
        let (was, is) = (words(before, field), words(now, field));
        let gone = was.iter().filter(|one| !is.contains(one));
        found.extend(gone.map(|one| format!("{called} no longer there: {one}")));
        let fresh = is.iter().filter(|one| !was.contains(one));
        found.extend(fresh.map(|one| format!("new {called}: {one}")));
    }
    found
}

/// A field in words.
fn shown(row: &Fields, field: &str) -> String {
    let figure = ["baseline", "latest", "projection"].contains(&field);
    match (field, row.get(field)) {
        (_, None | Some(Value::Null)) => "none".to_owned(),
        (_, Some(Value::Bool(true))) => "yes".to_owned(),
        (_, Some(Value::Bool(false))) => "no".to_owned(),
        ("interval", Some(Value::Object(interval))) => {
            let part = |name| interval.get(name).map(Value::to_string).unwrap_or_default();
            format!("{} to {} ({}%)", part("low"), part("high"), part("level"))
        }
        ("reason", Some(Value::String(code))) => {
            format!("“{}”", reason(code).trim_end_matches('.'))
        }
        (_, Some(Value::String(words))) => format!("“{}”", words.replace('_', " ")),
        (_, Some(number @ Value::Number(_))) if figure && text(row, "unit") == "percent" => {
            format!("{number}%")
        }
        (_, Some(value)) => value.to_string(),
    }
}

fn settings(row: &Fields) -> impl Iterator<Item = (&str, &str)> {
    let list = row.get("settings").and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(|one| Some((one["name"].as_str()?, one["value"].as_str()?)))
}

/// The settings that either finding was made by, each once.
fn names_of_settings(before: &Fields, now: &Fields) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in settings(before).chain(settings(now)) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn setting_of(row: &Fields, name: &str) -> String {
    settings(row)
        .find(|(known, _)| *known == name)
        .map_or_else(|| "not read".to_owned(), |(_, value)| value.to_owned())
}

fn words<'a>(row: &'a Fields, field: &str) -> Vec<&'a str> {
    let list = row.get(field).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Fields, changes};

    fn row(change: &Value) -> Fields {
        let mut row = json!({
            "id": "sp12.offences", "priority": "sp12", "label": "Number of offences",
            "state": "assessed", "assessment": "amber", "reason": "no_significant_change",
            "awaited": null, "baseline": 120, "latest": 110, "unit": "count",
            "interval": {"level": 95, "low": 75.8, "high": 96.8},
            "survives_many_tests": false,
            "settings": [{"name": "tests.control_line_sd", "value": "1.96"}],
            "cautions": ["dispersion unknown"], "withheld": [],
            "sources": [{"file": "returns/counts.csv", "line": 2}],
        });
        for (name, value) in change.as_object().unwrap() {
            row[name] = value.clone();
        }
        row.as_object().unwrap().clone()
    }

    fn describe_change(before: &Value, now: &Value) -> (String, Vec<String>) {
        let mut found = changes(&[row(before)], &[row(now)]);
        assert_eq!(found.len(), 1);
        let change = found.remove(0);
        (change.sentence, change.details)
    }

    #[test]
    fn a_row_of_another_colour_says_why() {
        let now = json!({"assessment": "red", "reason": "significantly_worse", "latest": 190});
        let (sentence, details) = describe_change(&json!({}), &now);
        assert_eq!(
            sentence,
            "SP12 Number of offences: amber → red, because: Significant deterioration."
        );
        assert_eq!(
            details,
            [
                "latest figure: 110 before, 190 now",
                "reason: “No significant change” before, “Significant deterioration” now",
            ]
        );
    }

    #[test]
    fn what_is_awaited_says_why_it_was_not_received() {
        let now = json!({"state": "awaited", "assessment": null, "awaited": "Nobody was asked.",
            "reason": "awaited"});
        let (sentence, _) = describe_change(&json!({}), &now);
        assert_eq!(
            sentence,
            "SP12 Number of offences: amber → awaited, because: Nobody was asked."
        );
    }

    #[test]
    fn a_row_of_the_same_colour_says_what_differs() {
        let (sentence, details) = describe_change(&json!({}), &json!({"latest": 111}));
        assert_eq!(
            sentence,
            "SP12 Number of offences: amber as before; latest figure: 110 before, 111 now."
        );
        assert_eq!(details, [""; 0]);
        let now = json!({
            "unit": "percent", "latest": 90.6, "interval": null, "survives_many_tests": true,
            "settings": [{"name": "tests.control_line_sd", "value": "3"}],
            "cautions": ["annualised"], "reason": "of_a_later_revision",
        });
        let (sentence, details) = describe_change(&json!({}), &now);
        assert_eq!(sentence, "SP12 Number of offences: amber as before; 9 things differ.");
        assert_eq!(
            details,
            [
                "baseline: 120 before, 120% now",
                "latest figure: 110 before, 90.6% now",
                "unit: “count” before, “percent” now",
                "interval: 75.8 to 96.8 (95%) before, none now",
                "holds when all tests are counted: no before, yes now",
                "reason: “No significant change” before, “of a later revision” now",
                "setting tests.control_line_sd: 1.96 before, 3 now",
                "caution no longer there: dispersion unknown",
                "new caution: annualised",
            ]
        );
    }

    #[test]
    fn another_line_of_the_file_is_no_change() {
        let now = row(&json!({"sources": [{"file": "returns/counts.csv", "line": 9}]}));
        assert_eq!(changes(&[row(&json!({}))], &[now]), []);
    }

    #[test]
    fn rows_come_and_go() {
        let other = row(&json!({"id": "an_item.stars", "priority": "an_item",
            "label": "Stars", "assessment": null, "state": "reported", "reason": "no_test"}));
        let found = changes(std::slice::from_ref(&other), &[row(&json!({}))]);
        let told: Vec<_> = found.iter().map(|change| &*change.sentence).collect();
        assert_eq!(
            told,
            [
                "SP12 Number of offences: not there before → amber, because: No significant change.",
                "Stars: reported → no longer there.",
            ]
        );
        assert!(found.iter().all(|change| change.state_changed));
    }
}
