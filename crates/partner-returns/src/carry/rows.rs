//! Which rows of a table carry over, and the table that they make.

use std::borrow::Cow;

use panel_core::{
    FinancialYear, Period, ReturnKind, ReturnedSeries, SOURCE_COLUMN, Status, Terms, Wanted,
    escape_formula, unescape_formula,
};
use panel_returns::{Parsed, Record, RowReader, records};

use super::{Carrying, Table};

/// A row that carries over.
pub(super) struct CarriedRow {
    pub(super) figure: Parsed,
    /// Its line in the table that it stands in from now on, where no cell has a line break.
    pub(super) line: u32,
    /// Its cells, and last where it stood.
    cells: Vec<String>,
}

/// The rows that carry over.
pub(super) fn carried(carrying: &Carrying<'_>, table: &Table<'_>) -> Vec<CarriedRow> {
    let source = table.text;
    let mut faults = Vec::new();
    let all = records(source, table.kind, &mut faults).unwrap_or_default();
    let mut rows = Vec::new();
    for record in all.iter().filter(|record| record.whole) {
        let read = RowReader::new(source, table.kind, record, &mut faults).parse();
        let Some(figure) =
            read.filter(|figure| table.is("reference") || keeps(carrying, table.kind, figure))
        else {
            continue;
        };
        let line = u32::try_from(rows.len() + 2).unwrap_or(u32::MAX);
        rows.push(CarriedRow { figure, line, cells: cells(carrying, table, record) });
    }
    rows
}

/// Whether the next quarter knows the figure, rather than having it returned anew: a figure of months that
/// are over stays what it was. What says how things stood then, such as a place in the group, does not say
/// how they stand at the end of the next quarter.
fn keeps(carrying: &Carrying<'_>, kind: ReturnKind, figure: &Parsed) -> bool {
    let same = |one: &&ReturnedSeries| one.kind == kind && one.series.id() == figure.series;
    let Some(series) = carrying.series.iter().find(same) else { return false };
    if figure.status == Status::Partial {
        // It stood in for the months that were asked for; of others it would be another part.
        return is_within(figure.period, carrying.terms.baseline());
    }
    match kind {
        ReturnKind::Counts | ReturnKind::MonthlyCounts => true,
        _ => !is_latest_alone(series) || is_latest_still(figure.period, carrying.terms),
    }
}

/// Whether rows take whichever figure of the series is the latest.
fn is_latest_alone(series: &ReturnedSeries) -> bool {
    series.wanted.iter().all(|wanted| matches!(wanted, Wanted::AtTheEnd | Wanted::Latest))
}

/// Whether a figure that was the latest is so still: its months, such as the plan's years, are not over at the
/// quarter's end, or it is of a financial year after which no other has ended.
fn is_latest_still(period: Period, terms: &Terms) -> bool {
    let end = terms.quarter.last_month();
    let is_year = period == FinancialYear::holding(period.first()).period();
    period.last() >= end || (is_year && period.last().plus(12) > end)
}

fn is_within(period: Period, year: Period) -> bool {
    year.first() <= period.first() && period.last() <= year.last()
}

/// The cells as they were, and last the quarter, the file and the line; what the row said of its own source
/// comes after them.
fn cells(carrying: &Carrying<'_>, table: &Table<'_>, record: &Record) -> Vec<String> {
    let mut cells: Vec<_> =
        record.cells.iter().map(|cell| unescape_formula(&cell.text).to_owned()).collect();
    let columns = table.kind.columns().len();
    let said = cells.get(columns).cloned().unwrap_or_default();
    cells.truncate(columns);
    let place = format!("{} {}:{}", carrying.last.id(), table.text.path, record.line);
    cells.push(match said.as_str() {
        _ if table.is_carried() => said,
        "" => place,
        said => format!("{place}; {said}"),
    });
    cells
}

/// The rows as a table that says of each where it stood; no text of it is a formula.
pub(super) fn csv(kind: ReturnKind, rows: &[CarriedRow]) -> String {
    let columns: Vec<_> = kind.columns().iter().chain([SOURCE_COLUMN]).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory succeeds.
    let _ = writer.write_record(columns.iter().map(|column| column.name));
    for row in rows {
        for (column, cell) in columns.iter().zip(&row.cells) {
            let cell = if column.holds.is_number() {
                Cow::Borrowed(&**cell)
            } else {
                escape_formula(cell)
            };
            let _ = writer.write_field(&*cell);
        }
        let _ = writer.write_record(None::<&[u8]>);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
