//! Every number of the dashboard, compared across the paper, the findings, the table, the workbook and
//! the summary.

use std::collections::BTreeMap;

use calamine::Data;
use panel_companions::{FINDINGS, SUMMARY, Shorthand};
use panel_report::view::{Standing, Widget, WidgetRow};
use rust_decimal::Decimal;
use serde_json::Value;

use super::read::{self, Line, number, printed, sheets};
use crate::quarters::{self, Quarter};

/// A change is printed to a whole per cent and given to a tenth, each rounded once.
const ROUNDING: Decimal = Decimal::from_parts(55, 0, 0, false, 2);

/// A figure as an output has it: its number, or what stands for it.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Number(Decimal),
    Words(String),
    Shorthand(String),
    Nothing,
}

impl Said {
    fn line(line: Option<&Line>) -> Self {
        let Some(line) = line else { return Self::Nothing };
        match line["value"].parse::<Decimal>() {
            Ok(number) => Self::Number(number.normalize()),
            Err(_) if !line["words"].is_empty() => Self::Words(line["words"].clone()),
            Err(_) => Self::Shorthand(line["value"].clone()),
        }
    }

    fn cell(cell: &Data) -> Self {
        match cell {
            Data::Float(float) => Self::Number(number(*float)),
            Data::String(text) if Shorthand::ALL.iter().any(|one| one.mark() == text) => {
                Self::Shorthand(text.clone())
            }
            Data::String(text) => Self::Words(text.clone()),
            other => panic!("{other:?}"),
        }
    }

    fn json(value: &Value) -> Self {
        match value {
            Value::Number(float) => Self::Number(number(float.as_f64().unwrap())),
            Value::String(words) => Self::Words(words.clone()),
            Value::Null => Self::Nothing,
            // A milestone: its words are what the other outputs print of it.
            Value::Object(milestone) => Self::Words(words_of(milestone)),
            other => panic!("{other}"),
        }
    }

    /// What a cell of the paper says; `words` where its column holds words.
    fn paper(text: &str, words: bool) -> Self {
        match text {
            "" => Self::Nothing,
            "NA" => Self::Shorthand("[x]".to_owned()),
            "[c]" => Self::Shorthand("[c]".to_owned()),
            "from 0" => Self::Shorthand("[z]".to_owned()),
            text if words => Self::Words(text.to_owned()),
            text => printed(text).map_or_else(|| Self::Words(text.to_owned()), Self::Number),
        }
    }

    fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The same where there is something to say, for an output that leaves out what there is not.
    fn or_nothing(&self) -> Self {
        match self {
            Self::Shorthand(_) => Self::Nothing,
            known => known.clone(),
        }
    }
}

/// What is printed of a milestone whose parts stand in the findings.
fn words_of(milestone: &serde_json::Map<String, Value>) -> String {
    let part = |name: &str| milestone[name].as_str().unwrap_or_default();
    let status = part("status").replace('_', " ");
    let (first, rest) = status.split_at(1);
    let evidence = match milestone["evidence"].as_str() {
        Some(evidence) => format!(" Evidence: {evidence}."),
        None => String::new(),
    };
    let (progress, due, owner) = (part("progress"), part("due"), part("owner"));
    format!("{}{rest}: {progress}. Due {due}. Owner: {owner}.{evidence}", first.to_uppercase())
}

/// The rows of the widgets, with what each column says.
fn shown(quarter: &Quarter) -> Vec<(&Widget, &WidgetRow)> {
    let widgets = quarter.composition.priorities.iter().flat_map(|one| &one.widgets);
    widgets.flat_map(|widget| widget.rows.iter().map(move |row| (widget, row))).collect()
}

#[test]
fn every_number_is_the_same_in_every_output() {
    for quarter in quarters::all() {
        let findings: Value = serde_json::from_slice(quarter.companion(FINDINGS)).unwrap();
        let figures = read::figures(&quarter.companions);
        let sheets = sheets(&quarter.companions);
        let dashboard = sheets.iter().find(|sheet| sheet.name == "Dashboard").unwrap().rows();
        let shown = shown(quarter);
        let records = findings["rows"].as_array().unwrap();
        assert_eq!((records.len(), dashboard.len()), (shown.len(), shown.len()));
        let mut compared = 0;
        for (((widget, row), record), cells) in shown.into_iter().zip(records).zip(&dashboard) {
            assert_eq!(record["id"], row.id.as_str());
            assert_eq!(cells["Row"].to_string(), row.id);
            compared += compare(widget, row, record, &figures, cells);
        }
        assert_eq!(compared, figures.len(), "{}: a figure was compared with nothing", quarter.name);
    }
}

/// Compares a row; gives how many figures it has.
fn compare(
    widget: &Widget,
    row: &WidgetRow,
    record: &Value,
    figures: &BTreeMap<(String, String), Line>,
    cells: &BTreeMap<String, Data>,
) -> usize {
    let line = |figure: &str| figures.get(&(row.id.clone(), figure.to_owned()));
    let either = |one: &str, other: &str| line(one).or_else(|| line(other));
    let (earlier, latest) =
        (either("baseline", "last_year_to_date"), either("latest", "year_to_date"));
    let (change, projection) = (line("change"), line("projection"));
    let head = |begins: &str| {
        let found = cells.iter().find(|(head, _)| head.starts_with(begins));
        Said::cell(found.unwrap_or_else(|| panic!("no column {begins}")).1)
    };
    let not_applicable = Said::Shorthand("[z]".to_owned());
    let or_not = |said: Said| if said == Said::Nothing { not_applicable.clone() } else { said };

    // The table against the findings.
    for (line, field) in [(earlier, "baseline"), (latest, "latest"), (projection, "projection")] {
        assert_eq!(Said::line(line).or_nothing(), Said::json(&record[field]), "{} {field}", row.id);
    }
    let in_per_cent = change.is_some_and(|line| line["unit"] == "percent");
    let percent = if in_per_cent { Said::line(change).or_nothing() } else { Said::Nothing };
    assert_eq!(percent, Said::json(&record["change_percent"]), "{} change", row.id);
    for (figure, end) in [("interval_low", "low"), ("interval_high", "high")] {
        let found = Said::json(&record["interval"][end]);
        assert_eq!(Said::line(line(figure)), found, "{} {end}", row.id);
    }
    let n = latest.map(|line| line["n"].clone()).unwrap_or_default();
    if let Some(people) = record["n"].as_u64() {
        assert_eq!(n, people.to_string(), "{} n", row.id);
    }

    // The table against the workbook.
    let in_words = matches!(Said::line(latest), Said::Words(_));
    for (line, begins) in [
        (earlier, "Baseline"),
        (latest.filter(|_| !in_words), "Latest or"),
        (change.filter(|_| in_per_cent), "Change, per cent"),
        (change.filter(|line| line["unit"] == "points"), "Change, percentage points"),
        (projection, "Projection"),
        (line("interval_low"), "Low end"),
        (line("interval_high"), "High end"),
    ] {
        let said = or_not(Said::line(line));
        // Of a change of unknown unit, it stands in the first of its columns that it is not known.
        if line.is_some() || change.is_none_or(|line| !line["unit"].is_empty()) {
            assert_eq!(head(begins), said, "{} {begins}", row.id);
        }
    }
    if in_words {
        assert_eq!(head("Latest in words"), Said::line(latest), "{} words", row.id);
    }
    for (line, begins) in [(earlier, "People asked for the b"), (latest, "People asked for the l")]
    {
        let people = line.and_then(|line| printed(&line["n"]));
        assert_eq!(head(begins).number(), people, "{} {begins}", row.id);
    }
    let size = latest.and_then(|line| printed(&line["group_size"]));
    assert_eq!(head("Size of the group").number(), size, "{} size", row.id);

    // The table against the paper.
    let mut told = 0;
    for (column, cell) in widget.columns.iter().zip(&row.cells) {
        let line = match column.title.as_str() {
            "Baseline" | "Last year to date" => earlier,
            "Change" => change,
            "Projection" => projection,
            _ => latest,
        };
        let said = Said::line(line);
        let words = matches!(said, Said::Words(_));
        // Of a milestone, what stands small beneath its progress belongs to its words.
        let found = match cell.detail.as_str() {
            due if words && due.starts_with("Due ") => Said::Words(format!("{} {due}", cell.text)),
            _ => Said::paper(&cell.text, words),
        };
        if found == Said::Nothing {
            continue;
        }
        told += 1;
        if column.title == "Change"
            && let (Some(found), Some(said)) = (found.number(), said.number())
        {
            assert!((found - said).abs() <= ROUNDING, "{} {found} {said}", row.id);
        } else {
            assert_eq!(found, said, "{} {}", row.id, column.title);
        }
        if let Some(people) = cell.detail.strip_prefix("n = ") {
            assert_eq!(line.unwrap()["n"], people.replace(',', ""), "{}", row.id);
        }
        if let Some((_, size)) = cell.text.split_once(" of ").filter(|_| said.number().is_some()) {
            assert_eq!(line.unwrap()["group_size"], size, "{}", row.id);
        }
    }
    if let (Some(low), Some(high)) = (line("interval_low"), line("interval_high")) {
        let sign = if low["unit"] == "percent" { "%" } else { "" };
        let ends = format!("interval {}{sign} to {}{sign}.", low["value"], high["value"]);
        assert!(row.reason.contains(&ends.replace('-', "\u{2212}")), "{ends} {}", row.reason);
        told += 2;
    }
    told
}

#[test]
fn the_summary_tells_each_red_and_each_green_row_with_its_figures() {
    for quarter in quarters::all() {
        let summary = std::str::from_utf8(quarter.companion(SUMMARY)).unwrap();
        assert!(summary.lines().all(|line| line.chars().count() <= 72), "{}", quarter.name);
        let entries: Vec<_> = summary
            .split("\n* ")
            .map(|entry| entry.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let coloured = |row: &WidgetRow| matches!(row.standing, Standing::Red | Standing::Green);
        for (widget, row) in shown(quarter) {
            let begins = format!("SP{} {}, ", widget.code, widget.title).to_lowercase();
            let rule = match row.rule.as_str() {
                "" => String::new(),
                rule => format!(" (rule {rule})"),
            };
            let label = format!(", {}{rule}. ", row.label).to_lowercase();
            let found: Vec<_> = entries
                .iter()
                .filter(|entry| entry.to_lowercase().starts_with(&begins))
                .filter(|entry| entry.to_lowercase().contains(&label))
                .collect();
            assert_eq!(found.len(), usize::from(coloured(row)), "{} {found:?}", row.id);
            for entry in found {
                for (column, cell) in widget.columns.iter().zip(&row.cells) {
                    let said = format!(": {}", one_line(&cell.text));
                    assert!(
                        cell.text.is_empty() || entry.contains(&said),
                        "{} {entry}",
                        column.title
                    );
                }
                assert!(entry.contains(&one_line(&row.reason)), "{entry}");
            }
        }
    }
}
