//! Periods such as `2011-12`, which is a month, and may have been meant as a year.

use std::collections::BTreeSet;

use panel_core::{
    Fault, FewFaults, FinancialYear, Holds, Month, Period, ReturnKind, Returns, Source, SourceText,
    code,
};

/// The financial year that a text such as `2011-12`, which is a month, may be.
///
/// ```
/// assert!(panel_returns::year_alike("2011-12").is_some_and(|year| year.to_string() == "2011/12"));
/// assert_eq!(panel_returns::year_alike("2014-09"), None);
/// ```
#[must_use]
pub fn year_alike(text: &str) -> Option<FinancialYear> {
    text.parse::<Month>().ok()?;
    text.replace('-', "/").parse().ok()
}

/// What to write in place of a text that may be either.
#[must_use]
pub fn year_or_month(text: &str, year: FinancialYear) -> String {
    format!("write {year} for the year, or {text}/{text} for the month")
}

/// Asks about each figure of a month that is written as a year is, where the series has figures of years.
pub(crate) fn check(returns: &Returns, sources: &[SourceText], faults: &mut Vec<Fault>) {
    let received = returns.observations().filter(|(_, one)| one.is_returned());
    let received = received.map(|(kind, one)| (kind, &*one.series, one.period, &one.source));
    let pending = returns.all_awaited().iter().filter(|one| one.pending);
    let pending =
        pending.filter_map(|one| Some((one.kind, &*one.series, one.period?, &one.source)));
    let all: Vec<_> = received.chain(pending).filter(|(kind, ..)| has_periods(*kind)).collect();
    let months = all.iter().filter(|(_, _, period, _)| year_alike(&period.iso()).is_some());
    let months: Vec<_> = months.collect();
    if months.is_empty() {
        return;
    }
    let years: BTreeSet<_> = all
        .iter()
        .filter(|(_, _, period, _)| period.months() == 12)
        .map(|(kind, series, ..)| (*kind, *series))
        .collect();
    let mut few = FewFaults::from(faults);
    for (kind, series, period, place) in months {
        few.keep(faults);
        if years.contains(&(*kind, *series)) {
            faults.extend(fault(*period, place, sources));
        }
    }
}

/// Whether a return of this kind may be of months, of years or of anything between.
fn has_periods(kind: ReturnKind) -> bool {
    kind.columns().iter().any(|column| column.is_period() && column.holds == Holds::Period)
}

/// The fault of one line; nothing where it says that the month is meant.
fn fault(period: Period, place: &Source, sources: &[SourceText]) -> Option<Fault> {
    let (month, year) = (period.iso(), year_alike(&period.iso())?);
    let text = sources.iter().find(|source| *source.path == *place.file)?;
    let line = text.line(place.line);
    let written = text.text.get(line.clone())?;
    let at = written.find(&month)?;
    if written.contains(&format!("{month}/{month}")) {
        return None;
    }
    let span = line.start + at..line.start + at + month.len();
    let message = format!("`{month}` may be {} or the year {year}", period.first());
    let remedy = year_or_month(&month, year);
    Some(Fault::at(code!("returns::year_or_month"), text, span, message, remedy))
}
