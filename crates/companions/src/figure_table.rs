//! `figures.csv`: a line a figure, with the columns that its package explains.

use std::fmt::Write as _;

use panel_core::{Assessment, FindingsRecord, Source, Status, Unit, escape_formula};
use serde::Serialize;

use crate::figures::{FigureName, FigureRecord};
use crate::{CompanionError, Shorthand};

/// A line of the table; its fields are the columns.
#[derive(Serialize)]
struct Line<'a> {
    quarter: &'a str,
    force: &'a str,
    fictional: bool,
    row: String,
    priority: &'a str,
    label: &'a str,
    state: &'a str,
    assessment: Option<Assessment>,
    figure: FigureName,
    period: Option<&'a str>,
    value: String,
    words: Option<&'a str>,
    unit: Option<Unit>,
    n: Option<u64>,
    group_size: Option<u32>,
    shorthand: Option<Shorthand>,
    status: Option<&'a str>,
    note: Option<&'a str>,
    source: String,
}

/// A column of the table.
///
/// ```
/// use panel_companions::FIGURE_COLUMNS;
///
/// let named = |name| FIGURE_COLUMNS.iter().find(|column| column.name == name);
/// assert!(named("row").is_some_and(|column| column.required));
/// assert!(named("value").is_some_and(|column| !column.required && column.holds == "number"));
/// // Every column is explained in the package beside the table.
/// assert!(FIGURE_COLUMNS.iter().all(|column| !column.description.is_empty()));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct FigureColumn {
    /// Its head.
    pub name: &'static str,
    /// Its type in a Table Schema.
    pub holds: &'static str,
    /// Whether every line has it.
    pub required: bool,
    /// Its title.
    pub title: &'static str,
    /// What it means.
    pub description: &'static str,
    /// What it may hold, where that is one of a few names.
    pub names: fn() -> Vec<&'static str>,
}

/// The columns, in their order.
pub const FIGURE_COLUMNS: [FigureColumn; 19] = [
    column(
        "quarter",
        "string",
        true,
        "Quarter",
        "The quarter that is reported: 2014-15-q2 is July to September 2014.",
    ),
    column("force", "string", true, "Force", "The police force."),
    column(
        "fictional",
        "boolean",
        true,
        "Fictional",
        "Whether the force and its figures are made up.",
    ),
    column(
        "row",
        "string",
        true,
        "Row",
        "The name of the row of the dashboard, as findings.json has it.",
    ),
    column(
        "priority",
        "string",
        true,
        "Priority",
        "The strategic priority: sp14a is part A of priority 14.",
    ),
    column("label", "string", true, "Measure", "The label of the row as the paper prints it."),
    one_of(
        "state",
        true,
        "State",
        "Whether the row is assessed by a test, reported without one, or awaited.",
        || vec!["assessed", "reported", "awaited"],
    ),
    one_of(
        "assessment",
        false,
        "Assessment",
        "The colour of the row, where a test gave one.",
        || vec!["green", "amber", "red"],
    ),
    one_of(
        "figure",
        true,
        "Figure",
        "Which figure of the row. A change is in per cent for counts and in percentage points for shares. An interval is that of the latest figure, at the level in findings.json.",
        || FigureName::ALL.map(FigureName::name).to_vec(),
    ),
    column(
        "period",
        "string",
        false,
        "Period",
        "The months that the figure covers, or the month at whose end it holds, as the paper prints it.",
    ),
    column(
        "value",
        "number",
        false,
        "Value",
        "The number as it was rounded to be printed, a change or an interval to one decimal; shorthand in brackets where there is none.",
    ),
    column("words", "string", false, "In words", "What the figure says, where it is words."),
    one_of(
        "unit",
        false,
        "Unit",
        "The unit of the value. A place is one in the comparison group, 1 the best.",
        || {
            vec![
                "count",
                "percent",
                "points",
                "million_pounds",
                "place",
                "stars",
                "number",
                "words",
            ]
        },
    ),
    column(
        "n",
        "integer",
        false,
        "People",
        "The number of people behind a share, where it is known.",
    ),
    column(
        "group_size",
        "integer",
        false,
        "Size of the group",
        "How many forces the group of a place has, where it is known.",
    ),
    one_of(
        "shorthand",
        false,
        "Shorthand",
        "Why there is no value, or its state: x not available, z not applicable, c confidential, p provisional, r revised.",
        || Shorthand::ALL.map(Shorthand::letter).to_vec(),
    ),
    one_of("status", false, "Status", "The state of the figure, as the return says it.", || {
        Status::ALL.map(Status::name).to_vec()
    }),
    column(
        "note",
        "string",
        false,
        "Note",
        "What a reader should know beside the figure; of one that was not received, why.",
    ),
    column(
        "source",
        "string",
        false,
        "Source",
        "The files of the quarter and the lines that the figure was read or worked out from: FILE:LINE or FILE:FIRST-LAST, separated by semicolons.",
    ),
];

const fn column(
    name: &'static str,
    holds: &'static str,
    required: bool,
    title: &'static str,
    description: &'static str,
) -> FigureColumn {
    FigureColumn { name, holds, required, title, description, names: Vec::new }
}

const fn one_of(
    name: &'static str,
    required: bool,
    title: &'static str,
    description: &'static str,
    names: fn() -> Vec<&'static str>,
) -> FigureColumn {
    FigureColumn { name, holds: "string", required, title, description, names }
}

/// The table.
pub(crate) fn csv(
    findings: &FindingsRecord,
    figures: &[FigureRecord<'_>],
) -> Result<Vec<u8>, CompanionError> {
    let mut table = csv::Writer::from_writer(Vec::new());
    if figures.is_empty() {
        table.write_record(FIGURE_COLUMNS.map(|column| column.name))?;
    }
    let quarter = escape_formula(&findings.quarter);
    let force = escape_formula(&findings.force);
    for one in figures {
        let (words, note) =
            (one.words.as_deref().map(escape_formula), one.note.as_deref().map(escape_formula));
        table.serialize(Line {
            quarter: &quarter,
            force: &force,
            fictional: findings.fictional,
            row: one.row.id.to_string(),
            priority: &one.row.priority,
            label: &escape_formula(one.row.label),
            state: one.row.state,
            assessment: one.row.assessment,
            figure: one.name,
            period: one.period.as_deref(),
            value: match one.number {
                Ok(number) => number.to_string(),
                Err(shorthand) => shorthand.mark().to_owned(),
            },
            words: words.as_deref(),
            unit: one.unit,
            n: one.n,
            group_size: one.group_size,
            shorthand: one.number.err().or(one.standing),
            status: one.status,
            note: note.as_deref(),
            source: escape_formula(&listed(&one.sources)).into_owned(),
        })?;
    }
    Ok(table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?)
}

/// `returns/months.csv:12-29; returns/counts.csv:3`.
fn listed(sources: &[Source]) -> String {
    let mut sorted = sources.to_vec();
    sorted.sort();
    sorted.dedup();
    let mut text = String::new();
    let runs = sorted.chunk_by(|one, next| one.file == next.file && one.line + 1 == next.line);
    for run in runs {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&first.to_string());
        if last.line > first.line {
            let _ = write!(text, "-{}", last.line);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_the_fields_of_a_line() {
        let line = Line {
            quarter: "",
            force: "",
            fictional: true,
            row: String::new(),
            priority: "",
            label: "",
            state: "",
            assessment: None,
            figure: FigureName::Latest,
            period: None,
            value: String::new(),
            words: None,
            unit: None,
            n: None,
            group_size: None,
            shorthand: None,
            status: None,
            note: None,
            source: String::new(),
        };
        let mut table = csv::Writer::from_writer(Vec::new());
        table.serialize(line).unwrap();
        let written = String::from_utf8(table.into_inner().unwrap()).unwrap();
        let heads = FIGURE_COLUMNS.map(|column| column.name).join(",");
        assert_eq!(written.lines().next(), Some(&*heads));
    }

    #[test]
    fn the_names_of_a_column_are_those_that_are_written() {
        let names = |name: &str| {
            let column = FIGURE_COLUMNS.iter().find(|column| column.name == name).unwrap();
            (column.names)()
        };
        let units = [
            Unit::Count,
            Unit::Percent,
            Unit::Points,
            Unit::MillionPounds,
            Unit::Place,
            Unit::Stars,
            Unit::Number,
            Unit::Words,
        ];
        assert_eq!(names("unit"), units.map(written));
        assert_eq!(names("figure"), FigureName::ALL.map(written));
        assert_eq!(names("shorthand"), Shorthand::ALL.map(written));
        let colours = [Assessment::Green, Assessment::Amber, Assessment::Red];
        assert_eq!(names("assessment"), colours.map(written));
    }

    /// The name under which a value is written.
    fn written<T: Serialize>(value: T) -> String {
        serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
    }

    #[test]
    fn lines_that_follow_each_other_are_told_as_a_range() {
        let source = |file: &str, line| Source { file: file.into(), line };
        let sources =
            [source("b", 3), source("a", 7), source("a", 6), source("a", 6), source("a", 9)];
        assert_eq!(listed(&sources), "a:6-7; a:9; b:3");
        assert_eq!(listed(&[]), "");
    }
}
