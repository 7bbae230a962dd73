//! `awaited.toml`: why a figure is not there.

use std::collections::BTreeMap;
use std::path::Path;

use panel_core::{Awaiting, Fault, FewFaults, ReturnKind, Returns, Source, SourceText, code};

use crate::fields::{Fields, parse};
use crate::rows::{SEARCHED, nearest_series, suggestion};
use crate::{Unread, Wanted};

const NAME: &str = "awaited.toml";

/// Reads the explanations into `returns`, noting every fault.
pub(crate) fn read(
    folder: &Path,
    wanted: Wanted<'_>,
    returns: &mut Returns,
    unread: &mut Unread,
    faults: &mut Vec<Fault>,
) -> Option<SourceText> {
    if !wanted.would_be.has(folder, NAME) {
        // A quarter in which everything arrived explains nothing.
        return None;
    }
    let source = wanted.would_be.text(folder, NAME, faults);
    let table = source.as_ref().and_then(|source| parse(source, faults));
    let (Some(source), Some(table)) = (&source, &table) else {
        unread.anything = true;
        return source.clone();
    };
    let mut fields = Fields::of(source, table.get_ref(), 0..0, NAME);
    // What is explained of the force's own area, each by the first that explains it.
    let own = |awaiting: &Awaiting| {
        awaiting.area.as_deref().is_none_or(|area| wanted.force == Some(area))
    };
    let key = |one: &Awaiting| (one.kind, one.series.clone(), one.period);
    let mut known = BTreeMap::new();
    for awaiting in returns.all_awaited().iter().filter(|one| own(one)) {
        known.entry(key(awaiting)).or_insert_with(|| awaiting.source.clone());
    }
    let mut few = FewFaults::from(faults);
    for fields in fields.tables("awaited", faults) {
        let span = fields.span();
        let Some(awaiting) = entry(fields, source, wanted, unread, faults) else { continue };
        few.keep(faults);
        if let Some(earlier) = known.get(&key(&awaiting)) {
            // Records that came in tell more than that they are awaited.
            if awaiting.period.is_none() && *earlier.file != *source.path {
                continue;
            }
            faults.push(Fault::at(
                code!("awaited::twice"),
                source,
                span,
                format!("`{}` was explained before, at {earlier}", awaiting.series),
                "keep one of the two entries",
            ));
            continue;
        }
        known.insert(key(&awaiting), awaiting.source.clone());
        returns.await_figure(awaiting);
    }
    fields.finish(faults);
    Some(source.clone())
}

/// One explanation. An entry at fault explains nothing; that its figure is then missing is no second
/// fault.
fn entry(
    mut fields: Fields<'_>,
    source: &SourceText,
    wanted: Wanted<'_>,
    unread: &mut Unread,
    faults: &mut Vec<Fault>,
) -> Option<Awaiting> {
    let before = faults.len();
    let span = fields.span();
    let series = fields.words("series", faults);
    let kind = fields.text("return", faults);
    let period = fields.optional("period").is_some().then(|| fields.parsed("period", faults));
    let why = fields.words("why", faults);
    let from = fields.words("from", faults);
    let since = fields.optional("since").is_some().then(|| fields.date("since", faults));
    let expected = fields.optional("expected").is_some().then(|| fields.parsed("expected", faults));
    fields.finish(faults);
    let kind = kind.and_then(|name| kind_named(&name, source, &span, faults));
    if faults.len() > before {
        match (series, kind) {
            (Some(series), Some(kind)) => {
                unread.series.insert((kind, series));
            }
            _ => unread.anything = true,
        }
        return None;
    }
    let (series, kind) = (series?, kind?);
    if !wanted.reads(&series, kind) {
        if wanted.others_are_faults {
            let searched = faults.len() < SEARCHED;
            let meant = searched.then(|| nearest_series(&series, kind, &wanted.asked.needs));
            let meant = meant.flatten();
            unread.series.extend(meant.map(|series| (kind, series.to_owned())));
            faults.push(Fault::at(
                code!("awaited::unknown_series"),
                source,
                span,
                format!("no row of the plan reads a {} return of `{series}`", kind.name()),
                suggestion(meant),
            ));
        }
        return None;
    }
    let line = source.line_number(span.start);
    Some(Awaiting {
        series,
        kind,
        area: None,
        period: period.flatten(),
        why: why?,
        from: from?,
        expected: expected.flatten(),
        since: since.flatten(),
        pending: false,
        source: Source { file: source.path.clone(), line },
    })
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
            code!("awaited::unknown_return"),
            source,
            span.clone(),
            format!("`{name}` is not a kind of return"),
            format!("write one of {}", known.join(", ")),
        ));
    }
    kind
}
