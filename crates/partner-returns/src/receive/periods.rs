//! Whether the period of a row is the one that was meant, and over when the row arrived.

use std::collections::BTreeSet;

use panel_core::{Column, Fault, FaultCode, Period, ReturnKind, Status, code, plain_date};
use panel_returns::{Parsed, Record, year_alike, year_or_month};

use super::Receiving;
use super::limits::MOST_FIGURES;
use super::table::Table;

/// What is wrong with a period: a code, a message and a remedy.
pub(super) type Wrong = (FaultCode, String, String);

/// The series of which a table has figures of years.
pub(super) fn series_with_years(table: &Table<'_>, kind: ReturnKind) -> BTreeSet<String> {
    let columns = kind.columns();
    let place = |wanted: &dyn Fn(&Column) -> bool| columns.iter().position(wanted);
    let (Some(series), Some(period)) =
        (place(&|one| one.name == "series"), place(&Column::is_period))
    else {
        return BTreeSet::new();
    };
    let mut found = BTreeSet::new();
    let (mut reading, mut told) = (table.rows.reading(), Vec::new());
    for _ in 0..MOST_FIGURES {
        let Some((_, given)) = reading.next(&mut told) else { break };
        let cell = |index: usize| given.record.cells.get(index).map(|cell| cell.text.as_str());
        let (Some(series), Some(text)) = (cell(series), cell(period)) else { continue };
        let is_year = text.parse::<Period>().is_ok_and(|period| period.months() == 12);
        if is_year && !found.contains(series) {
            found.insert(series.to_owned());
        }
    }
    found
}

/// Why it is not clear what the period of a row is: a month is written as a year is where the series has
/// years.
pub(super) fn ambiguous(
    receiving: &Receiving<'_>,
    kind: ReturnKind,
    row: &Parsed,
    record: &Record,
    with_years: &BTreeSet<String>,
) -> Option<Wrong> {
    let index = period_index(kind);
    let column = &kind.columns()[index];
    let text = record.cells.get(index)?.text.as_str();
    if column.holds != panel_core::Holds::Period {
        return None;
    }
    let year = year_alike(text)?;
    let is_year = |period: Period| period.months() == 12;
    let mut asked = receiving.series.iter();
    let asked = asked.any(|one| {
        one.kind == kind
            && one.series.id() == row.series
            && one.periods(receiving.terms).into_iter().any(is_year)
    });
    let mut standing = receiving.returns.observations();
    let stands = standing
        .any(|(other, one)| other == kind && *one.series == *row.series && is_year(one.period));
    if !asked && !stands && !with_years.contains(&row.series) {
        return None;
    }
    let month = row.period.first();
    let message = format!("`{text}` may be {month} or the year {year}");
    Some((code!("returns::year_or_month"), message, year_or_month(text, year)))
}

/// Why a row cannot be of its period: that was not over on the day on which it arrived. Other figures may
/// be plans or forecasts.
pub(super) fn not_over(receiving: &Receiving<'_>, kind: ReturnKind, row: &Parsed) -> Option<Wrong> {
    if kind == ReturnKind::Figures || row.period.last().last_day() <= receiving.received {
        return None;
    }
    let begun = row.period.first().first_day() <= receiving.received;
    let unfinished = matches!(row.status, Status::Provisional | Status::Partial);
    if begun && unfinished {
        return None;
    }
    let message = format!(
        "`{}` is {} for {}, which was not over on {}, the day of receipt",
        row.series,
        row.status.name().replace('_', " "),
        row.period,
        plain_date(receiving.received)
    );
    let remedy = if begun && kind.statuses().contains(&Status::Provisional) {
        "correct the period or the day of receipt, or write the status `provisional`"
    } else {
        "correct the period or the day of receipt"
    };
    Some((code!("returns::not_over"), message, remedy.to_owned()))
}

/// The column of a kind of return that says when.
pub(super) fn period_index(kind: ReturnKind) -> usize {
    kind.columns().iter().position(Column::is_period).unwrap_or(0)
}

/// Notes a period that may be another, or was not over when its figure arrived. Gives whether it is.
pub(super) fn note_wrong(
    receiving: &Receiving<'_>,
    (table, record): (&Table<'_>, &Record),
    (kind, parsed): (ReturnKind, &Parsed),
    with_years: &BTreeSet<String>,
    faults: &mut Vec<Fault>,
) -> bool {
    let wrong = ambiguous(receiving, kind, parsed, record, with_years)
        .or_else(|| not_over(receiving, kind, parsed));
    let Some((code, message, remedy)) = wrong else { return false };
    faults.push(table.row_fault(record, period_index(kind), code, message, &remedy));
    true
}

/// What the receipt says of a figure that is final for a period which was not over: it may be a plan or a
/// forecast.
pub(super) fn describe_future(
    receiving: &Receiving<'_>,
    kind: ReturnKind,
    row: &Parsed,
) -> Option<String> {
    let is_over = row.period.last().last_day() <= receiving.received;
    let may_be_plan = kind == ReturnKind::Figures && row.status == Status::Final;
    (may_be_plan && !is_over).then(|| {
        format!(
            "`{}` is final for {}, which was not over; that is right of a plan or a forecast alone",
            row.series, row.period
        )
    })
}
