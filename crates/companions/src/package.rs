//! `datapackage.json`: a Frictionless Data Package that says what the columns of the figures mean.

use panel_report::Composition;
use panel_report::view::Paper;
use serde::Serialize;

use crate::figure_table::{FIGURE_COLUMNS, FigureColumn};
use crate::{CompanionError, FIGURES, Shorthand};

#[derive(Serialize)]
struct Package {
    profile: &'static str,
    name: String,
    title: String,
    description: String,
    created: String,
    contributors: Vec<Contributor>,
    panel: Handling,
    resources: [Resource; 1],
}

#[derive(Serialize)]
struct Contributor {
    title: String,
    role: &'static str,
}

/// Our own property of a package.
#[derive(Serialize)]
struct Handling {
    quarter: String,
    fictional: bool,
}

#[derive(Serialize)]
struct Resource {
    profile: &'static str,
    name: &'static str,
    title: String,
    description: String,
    path: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    dialect: Dialect,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: Vec<&'static str>,
    primary_key: [&'static str; 3],
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    holds: &'static str,
    title: &'static str,
    description: &'static str,
    #[serde(skip_serializing_if = "Constraints::are_none")]
    constraints: Constraints,
}

#[derive(Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    names: Vec<&'static str>,
}

impl Constraints {
    fn are_none(&self) -> bool {
        !self.required && self.names.is_empty()
    }
}

/// The package.
pub(crate) fn json(composition: &Composition) -> Result<Vec<u8>, CompanionError> {
    let Composition { paper, findings, .. } = composition;
    let date = paper.date;
    let package = Package {
        profile: "tabular-data-package",
        name: format!("dashboard-{}", findings.quarter),
        title: title(paper, findings.fictional),
        description: description(composition),
        created: format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month, date.day),
        contributors: vec![
            Contributor { title: paper.body.clone(), role: "publisher" },
            Contributor { title: paper.office.clone(), role: "author" },
        ],
        panel: Handling { quarter: findings.quarter.clone(), fictional: findings.fictional },
        resources: [resource(paper, findings.fictional)],
    };
    let mut bytes = serde_json::to_vec_pretty(&package)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn title(paper: &Paper, fictional: bool) -> String {
    let marked = if fictional { "Fictional: " } else { "" };
    format!("{marked}{}, {}: figures of the dashboard", paper.title, paper.dashboard.period)
}

fn description(composition: &Composition) -> String {
    let paper = &composition.paper;
    let mut sentences: Vec<String> = paper.notice.iter().cloned().collect();
    sentences.push(format!(
        "The figures of the paper of the {} for the {}. {FIGURES} has a line a figure; {} has the findings with the settings of their tests.",
        paper.body,
        paper.panel,
        crate::FINDINGS
    ));
    let contacts: Vec<_> =
        paper.contacts.iter().map(|one| format!("{}, {}", one.name, one.value)).collect();
    if !contacts.is_empty() {
        sentences.push(format!("Contact: {}.", contacts.join("; ")));
    }
    sentences.join(" ")
}

fn resource(paper: &Paper, fictional: bool) -> Resource {
    let instead = Shorthand::ALL.into_iter().filter(|one| one.is_instead_of_a_number());
    let explained: Vec<_> =
        instead.clone().map(|one| format!("{} {}", one.mark(), one.meaning())).collect();
    Resource {
        profile: "tabular-data-resource",
        name: "figures",
        title: title(paper, fictional),
        description: format!(
            "A line a figure. Where there is no number, its value is one of: {}. Text that begins like a formula has an apostrophe before it.",
            explained.join("; ")
        ),
        path: FIGURES,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        dialect: Dialect {
            delimiter: ",",
            line_terminator: "\n",
            quote_char: "\"",
            double_quote: true,
            header: true,
        },
        schema: Schema {
            fields: FIGURE_COLUMNS.iter().map(field).collect(),
            missing_values: std::iter::once("").chain(instead.map(Shorthand::mark)).collect(),
            primary_key: ["quarter", "row", "figure"],
        },
    }
}

fn field(column: &FigureColumn) -> Field {
    Field {
        name: column.name,
        holds: column.holds,
        title: column.title,
        description: column.description,
        constraints: Constraints { required: column.required, names: (column.names)() },
    }
}
