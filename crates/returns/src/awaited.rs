//! `awaited.toml`: why a figure is not there.

use std::path::Path;

use panel_core::{Awaiting, Fault, ReturnKind, Returns, Source, SourceText};

use crate::fields::{Fields, parse};
use crate::{Unread, Wanted, folder};

/// Reads the explanations into `returns`, noting every fault.
pub(crate) fn read(
    folder: &Path,
    wanted: Wanted<'_>,
    returns: &mut Returns,
    unread: &mut Unread,
    faults: &mut Vec<Fault>,
) -> Option<SourceText> {
    if !folder.join("awaited.toml").exists() {
        // A quarter in which everything arrived explains nothing.
        return None;
    }
    let before = faults.len();
    let source = folder::text(folder, "awaited.toml", faults);
    let table = source.as_ref().and_then(|source| parse(source, faults));
    let (Some(source), Some(table)) = (&source, &table) else {
        unread.anything = true;
        return source.clone();
    };
    let mut fields = Fields::of(source, table.get_ref(), 0..0, "awaited.toml");
    for mut entry in fields.tables("awaited", faults) {
        let span = entry.span();
        let series = entry.words("series", faults);
        let kind = entry.text("return", faults);
        let period = entry.optional("period").is_some().then(|| entry.parsed("period", faults));
        let why = entry.words("why", faults);
        let from = entry.words("from", faults);
        let expected =
            entry.optional("expected").is_some().then(|| entry.parsed("expected", faults));
        entry.finish(faults);
        let kind = kind.and_then(|name| kind_named(&name, source, &span, faults));
        let (Some(series), Some(kind), Some(why), Some(from)) = (series, kind, why, from) else {
            continue;
        };
        if !wanted.reads(&series, kind) {
            if !wanted.others_are_faults {
                continue;
            }
            faults.push(Fault::at(
                "awaited::unknown_series",
                source,
                span,
                format!("no row of the plan reads a {} return of `{series}`", kind.name()),
                crate::rows::suggestion(&series, kind, wanted.needs),
            ));
            continue;
        }
        let (line, _) = source.line_and_column(span.start);
        returns.await_figure(Awaiting {
            series,
            kind,
            period: period.flatten(),
            why,
            from,
            expected: expected.flatten(),
            source: Source { file: source.path.clone(), line },
        });
    }
    fields.finish(faults);
    // An entry at fault explains nothing, which is no second fault.
    unread.anything |= faults.len() > before;
    Some(source.clone())
}

fn kind_named(
    name: &str,
    source: &SourceText,
    span: &std::ops::Range<usize>,
    faults: &mut Vec<Fault>,
) -> Option<ReturnKind> {
    let kind = ReturnKind::named(name);
    if kind.is_none() {
        let known: Vec<_> = ReturnKind::ALL.into_iter().map(ReturnKind::name).collect();
        faults.push(Fault::at(
            "awaited::unknown_return",
            source,
            span.clone(),
            format!("`{name}` is no kind of return"),
            format!("write one of {}", known.join(", ")),
        ));
    }
    kind
}
