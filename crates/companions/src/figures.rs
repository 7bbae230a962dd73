//! The figures of the dashboard, one by one: the form that table and workbook are made from.

use panel_core::{
    Change, Columns, Figure, Figures, Input, IntervalRecord, Quantity, Row, RowRecord, Source, Unit,
};
use rust_decimal::Decimal;
use serde::Serialize;
use strum::{EnumCount, VariantArray};

use crate::Shorthand;

/// Which figure of a row.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, EnumCount, VariantArray,
)]
#[serde(rename_all = "snake_case")]
pub enum FigureName {
    /// The baseline year.
    Baseline,
    /// The latest figure.
    Latest,
    /// The same months of the year before.
    LastYearToDate,
    /// The year to date.
    YearToDate,
    /// The change between the two that are compared: in per cent for counts, in percentage points
    /// for shares.
    Change,
    /// What is projected for the plan's last year.
    Projection,
    /// The lower end of the latest figure's interval.
    IntervalLow,
    /// Its upper end.
    IntervalHigh,
}

impl FigureName {
    /// All of them, in the order of the table.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// Its name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Latest => "latest",
            Self::LastYearToDate => "last_year_to_date",
            Self::YearToDate => "year_to_date",
            Self::Change => "change",
            Self::Projection => "projection",
            Self::IntervalLow => "interval_low",
            Self::IntervalHigh => "interval_high",
        }
    }

    /// Its name in words.
    #[must_use]
    pub fn in_words(self) -> String {
        self.name().replace('_', " ")
    }
}

/// A figure as data. Its number is as it was rounded to be printed; a change and an interval are as
/// in the row's record, to one decimal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FigureRecord<'a> {
    /// The row.
    pub(crate) row: &'a RowRecord,
    /// Which figure of it.
    pub(crate) name: FigureName,
    /// The months it covers, or the month it stands at.
    pub(crate) period: Option<String>,
    /// The number, or what stands for it.
    pub(crate) number: Result<Decimal, Shorthand>,
    /// The words, where the figure is words.
    pub(crate) words: Option<String>,
    /// The unit.
    pub(crate) unit: Option<Unit>,
    /// The number of people behind it.
    pub(crate) n: Option<u64>,
    /// The size of the group, for a place in one.
    pub(crate) group_size: Option<u32>,
    /// How the number stands: `final`, `provisional`, …
    pub(crate) status: Option<&'static str>,
    /// Whether it is provisional or revised.
    pub(crate) standing: Option<Shorthand>,
    /// What a reader should know beside it; of a figure that was not received, why.
    pub(crate) note: Option<String>,
    /// The lines of the returns that it was read from.
    pub(crate) sources: Vec<Source>,
}

/// The figures of every row of the dashboard, in its order. The records and the rows are of one
/// paper.
pub(crate) fn of<'a>(records: &'a [RowRecord], rows: &[Row]) -> Vec<FigureRecord<'a>> {
    let shown = rows.iter().filter(|row| row.on_dashboard);
    records.iter().zip(shown).flat_map(|(record, row)| of_row(record, row)).collect()
}

fn of_row<'a>(record: &'a RowRecord, row: &Row) -> Vec<FigureRecord<'a>> {
    let figures = row.finding.figures();
    let inputs = &row.finding.evidence().inputs;
    let column = |name, figure: &Option<Figure>| {
        figure.as_ref().map(|figure| read(record, name, figure, inputs))
    };
    let mut found = Vec::new();
    let mut compared = false;
    match row.columns {
        Columns::BaselineAndLatest { .. } => {
            found.extend(column(FigureName::Baseline, &figures.baseline));
            found.extend(column(FigureName::Latest, &figures.latest));
            compared = true;
        }
        Columns::Latest | Columns::Words { .. } => {
            found.extend(column(FigureName::Latest, &figures.latest));
        }
        Columns::YearToDate => {
            found.extend(column(FigureName::LastYearToDate, &figures.last_year_to_date));
            found.extend(column(FigureName::YearToDate, &figures.year_to_date));
            compared = true;
        }
    }
    if compared {
        let mut change = change(record, figures);
        change.sources = found.iter().flat_map(|one| one.sources.clone()).collect();
        found.push(change);
    }
    if row.columns == (Columns::BaselineAndLatest { projection: true }) {
        found.push(match &figures.projection {
            Some(figure) => read(record, FigureName::Projection, figure, inputs),
            None => absent(record, FigureName::Projection, Shorthand::NotAvailable),
        });
    }
    if let Some(IntervalRecord { low, high, .. }) = record.interval {
        let unit = row.finding.evidence().interval.map(|interval| interval.unit);
        let period = figures.current().and_then(Figure::period);
        for (name, end) in [(FigureName::IntervalLow, low), (FigureName::IntervalHigh, high)] {
            let mut interval = absent(record, name, Shorthand::NotAvailable);
            interval.number = tenths(end).ok_or(Shorthand::NotAvailable);
            interval.unit = unit;
            interval.period = period.map(str::to_owned);
            interval.n = record.n;
            interval.sources = sources(FigureName::Latest, period, inputs);
            found.push(interval);
        }
    }
    found
}

/// A figure of which no more is known than what stands for it.
fn absent(record: &RowRecord, name: FigureName, shorthand: Shorthand) -> FigureRecord<'_> {
    FigureRecord {
        row: record,
        name,
        period: None,
        number: Err(shorthand),
        words: None,
        unit: None,
        n: None,
        group_size: None,
        status: None,
        standing: None,
        note: None,
        sources: Vec::new(),
    }
}

fn read<'a>(
    record: &'a RowRecord,
    name: FigureName,
    figure: &Figure,
    inputs: &[Input],
) -> FigureRecord<'a> {
    let value = figure.value();
    let instead = Shorthand::instead_of(figure);
    let status = match figure {
        Figure::Known { status, .. } => Some(*status),
        _ => None,
    };
    FigureRecord {
        row: record,
        name,
        period: figure.period().map(str::to_owned),
        number: match (value.and_then(Quantity::number), instead) {
            (Some(number), None) => Ok(number),
            (_, instead) => Err(instead.unwrap_or(Shorthand::NotAvailable)),
        },
        words: value.and_then(|value| match value {
            Quantity::Words(words) => Some(words.clone()),
            Quantity::Milestone(_) => Some(value.to_string()),
            _ => None,
        }),
        unit: figure.unit(),
        n: value.and_then(Quantity::surveyed),
        group_size: value.and_then(|value| match value {
            Quantity::Place { of, .. } => *of,
            _ => None,
        }),
        status: status.map(panel_core::Status::name),
        standing: status.and_then(Shorthand::of_status),
        note: match figure {
            Figure::Awaited(awaited) => Some(awaited.why.clone()),
            known => known.note().map(str::to_owned),
        },
        sources: match figure {
            Figure::Awaited(awaited) => vec![awaited.source.clone()],
            known => sources(name, known.period(), inputs),
        },
    }
}

/// The line that a figure was read from; where it was worked out, the lines of all that it was worked
/// out from.
fn sources(name: FigureName, period: Option<&str>, inputs: &[Input]) -> Vec<Source> {
    let of_its_own = inputs.iter().filter(|input| {
        input.name == name.in_words() && period.is_some_and(|period| input.period == period)
    });
    let found: Vec<_> = of_its_own.flat_map(Input::lines).cloned().collect();
    if found.is_empty() {
        return inputs.iter().flat_map(Input::lines).cloned().collect();
    }
    found
}

fn change<'a>(record: &'a RowRecord, figures: &Figures) -> FigureRecord<'a> {
    let mut found = absent(record, FigureName::Change, Shorthand::NotAvailable);
    let unit = [figures.current(), figures.earlier()].into_iter().flatten().find_map(Figure::unit);
    found.unit = unit.map(|unit| if unit == Unit::Percent { Unit::Points } else { Unit::Percent });
    match figures.change() {
        None if figures.change_is_withheld() => found.number = Err(Shorthand::Confidential),
        None => {}
        Some(Change::Percent(_)) => {
            found.number = record.change_percent.and_then(tenths).ok_or(Shorthand::NotAvailable);
        }
        Some(Change::Points(points)) => {
            found.number = Ok(unsigned_zero(points));
        }
        Some(none @ Change::NoPercentage { .. }) => {
            found.number = Err(Shorthand::NotApplicable);
            found.note = Some(format!("No percentage can be given of a change {none}."));
        }
    }
    found
}

/// A number that was rounded to tenths, with its one decimal.
fn tenths(number: f64) -> Option<Decimal> {
    format!("{number:.1}").parse().ok().map(unsigned_zero)
}

fn unsigned_zero(mut number: Decimal) -> Decimal {
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    number
}
