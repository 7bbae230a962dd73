//! Checks that need more than one file.

use panel_core::{Fault, MeasureError, ReturnKind, Returns, RowError, Source, SourceText, Terms};

use crate::Unread;

/// Notes what is both received and explained as awaited, and what the force's area code makes
/// unreadable.
pub(crate) fn check(
    terms: &Terms,
    returns: &Returns,
    sources: &[SourceText],
    faults: &mut Vec<Fault>,
) {
    if returns.observations().next().is_some()
        && !returns.observations().any(|(_, one)| *one.area == *terms.force.area)
    {
        faults.push(Fault::of_file(
            "returns::other_area",
            "panel.toml",
            format!("no return is for the area of the force, {}", terms.force.area),
            "correct `area` under [force], or the column `area` of the returns",
        ));
    }
    let last = terms.quarter.last_month();
    for (kind, one) in returns.observations() {
        // Other figures may be plans or forecasts.
        if kind == ReturnKind::Figures || one.period.last() <= last {
            continue;
        }
        if let Some(text) = of(sources, &one.source.file) {
            faults.push(Fault::at(
                "returns::future",
                text,
                text.line(one.source.line),
                format!("`{}` is of {}, after the quarter's end, {last}", one.series, one.period),
                "correct the period, or `quarter` in panel.toml",
            ));
        }
    }
    for awaiting in returns.all_awaited() {
        let received = returns.observations().find(|(kind, one)| {
            *kind == awaiting.kind
                && *one.series == *awaiting.series
                && *one.area == *terms.force.area
                && awaiting.period.is_none_or(|period| period == one.period)
        });
        if let (Some((_, one)), Some(text)) = (received, of(sources, &awaiting.source.file)) {
            faults.push(Fault::at(
                "awaited::received",
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
pub(crate) fn of_rows(errors: &[RowError], sources: &[SourceText], unread: &Unread) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for RowError { id, error } in errors {
        let message = format!("{id}: {error}");
        let fault = match &**error {
            MeasureError::Unexplained { series, kind, .. } if unread.covers(*kind, series) => {
                continue;
            }
            MeasureError::Unexplained { .. } => Fault::of_file(
                "awaited::unexplained",
                "awaited.toml",
                message,
                "add the row to its return, or an [[awaited]] entry with `series`, `return`, `why` and `from`",
            ),
            MeasureError::WrongUnit { source_line, .. } => {
                at("returns::wrong_unit", sources, source_line, message, "correct the unit")
            }
            MeasureError::CannotBe { source_line, .. } => {
                at("returns::cannot_be", sources, source_line, message, "correct the figure")
            }
            MeasureError::PartsDoNotMakeTotal { source_line, .. } => at(
                "returns::parts_and_total",
                sources,
                source_line,
                message,
                "correct the total or its parts",
            ),
        };
        faults.push(fault);
    }
    faults
}

fn at(
    code: &'static str,
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
