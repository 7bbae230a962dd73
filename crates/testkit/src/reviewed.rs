//! A finding as a reviewer reads it in a snapshot: what is there, and nothing else.

use panel_core::{Caution, Figure, Finding, Row, Status, Variation, WITHHELD};
use serde::Serialize;

/// One row; what does not apply is left out.
#[derive(Debug, Serialize)]
pub struct Reviewed {
    row: String,
    label: &'static str,
    says: String,
    because: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    figures: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chart: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy_for: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    numbers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cautions: Vec<Caution>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<String>,
}

impl Reviewed {
    /// The row as a reviewer reads it.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let finding = &row.finding;
        let evidence = finding.evidence();
        let mut numbers: Vec<_> = evidence
            .numbers
            .iter()
            .map(|number| format!("{}: {}", number.name, number.printed()))
            .collect();
        numbers.extend(evidence.p_value.map(|p| format!("p: {}", p.printed(4))));
        numbers.extend(evidence.n.map(|n| format!("n: {n}")));
        numbers.extend(
            evidence
                .interval
                .map(|interval| format!("{}% interval: {}", interval.level, interval.printed())),
        );
        Self {
            row: row.id.to_string(),
            label: row.label,
            says: finding.assessment().map_or(finding.state(), |colour| colour.word()).to_owned(),
            because: finding.reason().code(),
            figures: figures(finding),
            method: evidence.method,
            chart: evidence.variation.map(Variation::name),
            proxy_for: evidence.proxy_for,
            numbers,
            cautions: evidence.cautions.clone(),
            sources: evidence.inputs.iter().map(|input| input.source.to_string()).collect(),
        }
    }
}

fn figures(finding: &Finding) -> Vec<String> {
    let figures = finding.figures();
    let columns = [
        ("baseline", &figures.baseline),
        ("latest", &figures.latest),
        ("last year to date", &figures.last_year_to_date),
        ("year to date", &figures.year_to_date),
    ];
    let printed = |(name, figure): (&str, &Option<Figure>)| {
        Some(match figure.as_ref()? {
            Figure::Known { value, status, period, .. } => {
                let mark = match status {
                    Status::Final => String::new(),
                    other => format!(", {}", other.name()),
                };
                format!("{name}: {value} ({period}{mark})")
            }
            Figure::Awaited(awaited) => format!("{name}: NA. {}", awaited.why),
            Figure::Withheld { period, .. } => format!("{name}: {WITHHELD} ({period})"),
        })
    };
    columns.into_iter().filter_map(printed).collect()
}
