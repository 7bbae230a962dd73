//! A row as data: the documented shape of `--json`, of the figures attached to the paper, and of the
//! snapshots that reviewers read.

use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;

use crate::change::rounded;
use crate::{
    Assessment, Caution, Change, Figure, Finding, Finite, Input, Quantity, Reason,
    ReturnedMilestone, Row, RowId, ScreenedRows, Setting, Source, Terms, Unit, Variation,
};

/// Every row of a quarter. A field that does not apply is null, never missing and never a made-up
/// zero.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingsRecord {
    /// `2014-15-q2`.
    pub quarter: String,
    /// The force.
    pub force: String,
    /// Whether the force and its figures are made up.
    pub fictional: bool,
    /// The rows of the dashboard, in its order.
    pub rows: Vec<RowRecord>,
}

impl FindingsRecord {
    /// The rows of the dashboard among `rows`.
    #[must_use]
    pub fn of_dashboard(terms: &Terms, rows: &ScreenedRows) -> Self {
        Self {
            quarter: terms.quarter.id(),
            force: terms.force.name.clone(),
            fictional: terms.force.fictional,
            rows: rows.iter().filter(|row| row.on_dashboard).map(RowRecord::of).collect(),
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowRecord {
    /// `sp12.satisfaction`.
    pub id: RowId,
    /// `sp12`.
    pub priority: String,
    /// The label as the panel reads it.
    pub label: &'static str,
    /// `assessed`, `reported` or `awaited`.
    pub state: &'static str,
    /// The colour, where a test gave one.
    pub assessment: Option<Assessment>,
    /// Why the row is as it is.
    pub reason: Reason,
    /// For an awaited row, why it was not received.
    pub awaited: Option<String>,
    /// The baseline, or the same months of the year before.
    pub baseline: Option<Value>,
    /// The latest figure, or the year to date.
    pub latest: Option<Value>,
    /// How the latest figure stands, such as `provisional`.
    pub status: Option<&'static str>,
    /// The unit of both.
    pub unit: Option<Unit>,
    /// The change in per cent, for counts.
    pub change_percent: Option<f64>,
    /// The projection for the plan's last year.
    pub projection: Option<Value>,
    /// What is null because it is withheld: `baseline`, `latest`, `projection`, and `evidence` for
    /// every number beside them. Empty where nothing is.
    pub withheld: Vec<&'static str>,
    /// The number of people behind the latest figure.
    pub n: Option<u64>,
    /// Its interval.
    pub interval: Option<IntervalRecord>,
    /// The two-sided chance of such a difference if nothing had changed, to four significant digits.
    pub p_value: Option<f64>,
    /// Whether the change survives when the tests of all rows are counted.
    pub survives_many_tests: Option<bool>,
    /// What the control chart says of the latest month.
    pub variation: Option<Variation>,
    /// What the figures are of, where another series is used for the row's own.
    pub proxy_for: Option<&'static str>,
    /// The method that decided.
    pub method: Option<&'static str>,
    /// The settings that the method read.
    pub settings: Vec<Setting>,
    /// What a reader should know, such as that a figure was annualised.
    pub cautions: Vec<Caution>,
    /// The file and line of every input.
    pub sources: Vec<Source>,
}

/// A figure without its unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Whole(i64),
    /// A number with decimals, as printed.
    Decimal(f64),
    /// Words.
    Words(String),
    /// The progress of a milestone: an object with its status, owner, due month and evidence.
    Milestone(ReturnedMilestone),
}

/// An interval, to one decimal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct IntervalRecord {
    /// Its confidence in per cent.
    pub level: u8,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl RowRecord {
    /// The record of a row.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let figures = row.finding.figures();
        let evidence = row.finding.evidence();
        let known = |figure: Option<&Figure>| figure.and_then(Figure::value).cloned();
        let (baseline, latest) = (known(figures.earlier()), known(figures.current()));
        Self {
            id: row.id.clone(),
            priority: row.id.owner.clone(),
            label: row.label,
            state: row.finding.state(),
            assessment: row.finding.assessment(),
            reason: row.finding.reason(),
            awaited: match &row.finding {
                Finding::Awaited { awaited, .. } => Some(awaited.why.clone()),
                Finding::Assessed { .. } | Finding::Reported { .. } => None,
            },
            status: figures.current().and_then(|figure| match figure {
                Figure::Known { status, .. } => Some(status.name()),
                Figure::Awaited(_) | Figure::Withheld { .. } => None,
            }),
            unit: [figures.current(), figures.earlier()]
                .into_iter()
                .flatten()
                .find_map(Figure::unit),
            baseline: baseline.as_ref().and_then(Value::of),
            latest: latest.as_ref().and_then(Value::of),
            change_percent: figures
                .change()
                .and_then(Change::percent)
                .and_then(|percent| rounded(percent, 1).to_f64()),
            projection: known(figures.projection.as_ref()).as_ref().and_then(Value::of),
            withheld: withheld(row),
            n: evidence.n,
            interval: evidence.interval.map(|interval| IntervalRecord {
                level: interval.level,
                low: one_decimal(interval.low),
                high: one_decimal(interval.high),
            }),
            p_value: evidence.p_value.map(four_digits),
            survives_many_tests: row.among_all.map(|among_all| among_all.survives),
            variation: evidence.variation,
            proxy_for: evidence.proxy_for,
            method: evidence.method,
            settings: evidence.settings.clone(),
            cautions: evidence.cautions.clone(),
            sources: evidence.inputs.iter().flat_map(Input::lines).cloned().collect(),
        }
    }
}

/// The fields of a row that are null because they are withheld.
fn withheld(row: &Row) -> Vec<&'static str> {
    let figures = row.finding.figures();
    let hidden = |figure: Option<&Figure>| figure.is_some_and(Figure::is_withheld);
    [
        ("baseline", hidden(figures.earlier())),
        ("latest", hidden(figures.current())),
        ("projection", hidden(figures.projection.as_ref())),
        ("evidence", row.finding.evidence().is_withheld()),
    ]
    .into_iter()
    .filter_map(|(name, is_withheld)| is_withheld.then_some(name))
    .collect()
}

impl Value {
    fn of(quantity: &Quantity) -> Option<Self> {
        match quantity {
            Quantity::Count(count) => Some(Self::Whole(*count)),
            Quantity::Place { place, .. } => Some(Self::Whole(i64::from(*place))),
            Quantity::Words(words) => Some(Self::Words(words.clone())),
            Quantity::Milestone(one) => Some(Self::Milestone((**one).clone())),
            other => other.number().and_then(|number| number.to_f64()).map(Self::Decimal),
        }
    }
}

/// Rounded before it is printed: the last bits of a float may differ from machine to machine.
fn one_decimal(number: Finite) -> f64 {
    (number.get() * 10.0).round() / 10.0
}

/// To four significant digits: the last bits of a float may differ from machine to machine.
fn four_digits(number: Finite) -> f64 {
    format!("{:.3e}", number.get()).parse().unwrap_or(0.0)
}
