//! Checks that need more than one file.

use std::collections::BTreeMap;

use panel_core::{
    Awaiting, Fault, FaultCode, FewFaults, MeasureError, Need, Period, ReturnKind, Returns,
    RowError, SeriesArea, Source, SourceText, Terms, code,
};

use crate::Unread;

/// Notes what is both received and explained as awaited, and what the force's area code makes
/// unreadable.
pub(crate) fn check(
    terms: &Terms,
    needs: &[Need],
    returns: &Returns,
    sources: &[SourceText],
    unread: &mut Unread,
    faults: &mut Vec<Fault>,
) {
    if returns.observations().next().is_some()
        && !returns.observations().any(|(_, one)| *one.area == *terms.force.area)
    {
        unread.anything = true;
        // That each row is of another area is the same fault.
        faults.retain(|fault| fault.code != "returns::unknown_area");
        faults.push(Fault::of_file(
            code!("returns::other_area"),
            "panel.toml",
            format!("no return is for the area of the force, {}", terms.force.area),
            "correct `area` under [force], or the column `area` of the returns",
        ));
    }
    let last = terms.quarter.last_month();
    let mut few = FewFaults::from(faults);
    for (kind, one) in returns.observations() {
        // Other figures may be plans or forecasts.
        if kind == ReturnKind::Figures || one.period.last() <= last {
            continue;
        }
        few.keep(faults);
        if let Some(text) = of(sources, &one.source.file) {
            faults.push(Fault::at(
                code!("returns::future"),
                text,
                text.line(one.source.line),
                format!("`{}` is of {}, after the quarter's end, {last}", one.series, one.period),
                "correct the period, or `quarter` in panel.toml",
            ));
        }
    }
    let areas: BTreeMap<_, _> = needs
        .iter()
        .rev()
        .map(|need| ((need.kind, need.series.id()), need.series.area()))
        .collect();
    let area = |awaiting: &Awaiting| {
        let area = areas.get(&(awaiting.kind, &*awaiting.series));
        area.map_or(SeriesArea::Force, |area| *area).code(&terms.force.area)
    };
    for awaiting in returns.all_awaited() {
        few.keep(faults);
        // Who explains a total need not take that back where its months come.
        let received = returns.arrived(awaiting, area(awaiting)).filter(|one| one.summed.is_none());
        if let (Some(one), Some(text)) = (received, of(sources, &awaiting.source.file)) {
            faults.push(Fault::at(
                code!("awaited::received"),
                text,
                text.line(awaiting.source.line),
                format!(
                    "`{}` is explained as awaited, but it is at {}",
                    awaiting.series, one.source
                ),
                "remove the entry, or give it the `period` that is missing",
            ));
        }
    }
}

fn of<'a>(sources: &'a [SourceText], path: &str) -> Option<&'a SourceText> {
    sources.iter().find(|source| *source.path == *path)
}

/// The faults behind rows that could not be judged.
pub(crate) fn of_rows(
    errors: &[RowError],
    returns: Option<&Returns>,
    sources: &[SourceText],
    unread: &Unread,
) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for RowError { id, error } in errors {
        let message = format!("{id}: {error}");
        let fault = match &**error {
            MeasureError::Unexplained { series, kind, .. } if unread.covers(*kind, series) => {
                continue;
            }
            MeasureError::Unexplained { series, kind, period } => {
                let others = returns.map(|returns| others(returns, *kind, series));
                unexplained(&message, series, *kind, *period, &others.unwrap_or_default())
            }
            MeasureError::WrongUnit { source_line, .. } => {
                at(code!("returns::wrong_unit"), sources, source_line, message, "correct the unit")
            }
            MeasureError::CannotBe { source_line, .. } => {
                at(code!("returns::cannot_be"), sources, source_line, message, "correct the figure")
            }
            MeasureError::PartsDoNotMakeTotal { source_line, .. } => at(
                code!("returns::parts_and_total"),
                sources,
                source_line,
                message,
                "correct the total or its parts",
            ),
            MeasureError::Overdue { source_line, .. } => at(
                code!("returns::overdue"),
                sources,
                source_line,
                message,
                "say that it is done or late, or correct the month by which it is due",
            ),
        };
        faults.push(fault);
    }
    faults
}

fn at(
    code: FaultCode,
    sources: &[SourceText],
    place: &Source,
    message: String,
    remedy: &str,
) -> Fault {
    match of(sources, &place.file) {
        Some(text) => Fault::at(code, text, text.line(place.line), message, remedy),
        None => Fault::of_file(code, &place.file, message, remedy),
    }
}

/// What to do about a figure that is missing and not explained.
fn unexplained(
    message: &str,
    series: &str,
    kind: ReturnKind,
    period: Option<Period>,
    others: &str,
) -> Fault {
    let period = period.map(|period| format!("period = \"{}\"\n", period.iso()));
    let kind = kind.name();
    let remedy = format!(
        "add its row to the {kind} returns{others}; or say in awaited.toml why it is missing:\n[[awaited]]\nseries = \"{series}\"\nreturn = \"{kind}\"\n{}why = \"…\"\nfrom = \"…\"",
        period.unwrap_or_default()
    );
    Fault::of_file(code!("awaited::unexplained"), "awaited.toml", message, remedy)
}

/// ` (there is one for 2013-09/2014-08 at returns/counts.csv:12)`; what is of another force does not help.
fn others(returns: &Returns, kind: ReturnKind, series: &str) -> String {
    let found: Vec<_> = returns
        .observations()
        .filter(|(known, one)| *known == kind && *one.series == *series)
        .filter(|(_, one)| *one.area == *returns.force())
        .map(|(_, one)| format!("{} at {}", one.period.iso(), one.source))
        .collect();
    match found.as_slice() {
        [] => String::new(),
        [.., last] => format!(" (there is one for {last})"),
    }
}
