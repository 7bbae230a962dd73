//! `awaited.toml` without what has arrived; its other entries and comments keep their bytes.

use panel_core::{Period, ReturnKind, ReturnedSeries, Returns, Terms};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// What is no longer awaited, and the text without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    /// The new text.
    pub(super) text: String,
    /// The entries that were taken away or narrowed, as `series (return)`.
    pub(super) arrived: Vec<String>,
}

/// Takes away each entry of these `series` whose figure is in `returns`, which were as `before`. An entry for a whole series of which only a
/// part has arrived is narrowed to the periods that have not.
pub(super) fn without_arrived(
    text: &str,
    series: &[ReturnedSeries],
    (before, returns): (&Returns, &Returns),
    terms: &Terms,
) -> Result<Kept, toml_edit::TomlError> {
    let mut document: DocumentMut = text.parse()?;
    let mut arrived = Vec::new();
    let Some(Item::ArrayOfTables(entries)) = document.get_mut("awaited") else {
        return Ok(Kept { text: text.to_owned(), arrived });
    };
    let mut kept = ArrayOfTables::new();
    // What stands above a blank line is not said of the entry below it, and stays.
    let mut above = String::new();
    let mut is_changed = false;
    for entry in entries.iter() {
        match remaining(entry, series, (before, returns), terms) {
            None => kept.push(under(&std::mem::take(&mut above), entry)),
            Some(Remaining { missing, is_met }) => {
                if missing.is_empty() {
                    above.push_str(paragraphs_above(entry));
                }
                is_changed = true;
                if is_met {
                    let (series, kind) = (field(entry, "series"), field(entry, "return"));
                    let title = ReturnKind::ALL.into_iter().find(|one| one.name() == kind);
                    let title =
                        title.map_or_else(|| kind.to_owned(), |kind| kind.title().to_owned());
                    let met = format!("{series} ({title})");
                    // An entry each period may name it several times.
                    if !arrived.contains(&met) {
                        arrived.push(met);
                    }
                }
                for (index, period) in missing.into_iter().enumerate() {
                    let mut narrowed = under(&std::mem::take(&mut above), entry);
                    narrowed.insert("period", value(period.iso()));
                    if index > 0 {
                        // The comment above the entry is not said again.
                        narrowed.decor_mut().set_prefix("\n");
                    }
                    kept.push(narrowed);
                }
            }
        }
    }
    if !is_changed {
        return Ok(Kept { text: text.to_owned(), arrived });
    }
    *entries = kept;
    let last = document.trailing().as_str().unwrap_or_default();
    document.set_trailing(format!("{above}{last}"));
    Ok(Kept { text: document.to_string(), arrived })
}

/// The comments over an entry that a blank line parts from it.
fn paragraphs_above(entry: &Table) -> &str {
    let prefix = prefix(entry);
    let end = prefix.rfind("\n\n").map_or(0, |at| at + 1);
    let above = &prefix[..end];
    if above.contains('#') { above } else { "" }
}

fn prefix(entry: &Table) -> &str {
    entry.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default()
}

/// The entry with this text above what stands over it.
fn under(above: &str, entry: &Table) -> Table {
    let mut entry = entry.clone();
    if !above.is_empty() {
        let below = format!("{above}{}", prefix(&entry));
        entry.decor_mut().set_prefix(below);
    }
    entry
}

/// What is left of an entry.
struct Remaining {
    /// The periods that are still awaited.
    missing: Vec<Period>,
    /// Whether anything arrived that was asked for.
    is_met: bool,
}

/// What is left of an entry of which something has arrived; nothing where nothing has.
fn remaining(
    entry: &Table,
    series: &[ReturnedSeries],
    (before, returns): (&Returns, &Returns),
    terms: &Terms,
) -> Option<Remaining> {
    let kind = ReturnKind::named(field(entry, "return"))?;
    let id = field(entry, "series");
    let one = series.iter().find(|one| one.kind == kind && one.series.id() == id)?;
    if let Some(period) = entry.get("period").and_then(Item::as_str) {
        let period: Period = period.parse().ok()?;
        let there = |month: &Period| returns.own(kind, one.series).any(|one| one.period == *month);
        if kind != ReturnKind::MonthlyCounts {
            // A figure of a shorter period may stand for the one that is asked for.
            let stood_for = || {
                one.periods(terms).contains(&period)
                    && !one.missing(returns, terms).contains(&period)
            };
            return (there(&period) || stood_for())
                .then(|| Remaining { missing: Vec::new(), is_met: true });
        }
        let months = (0..period.months()).filter_map(|more| i32::try_from(more).ok());
        let months = months.map(|more| Period::month(period.first().plus(more)));
        let (arrived, missing): (Vec<_>, Vec<_>) = months.partition(there);
        let missing = Period::join_months(&missing);
        return (!arrived.is_empty()).then_some(Remaining { missing, is_met: true });
    }
    returns.own(kind, one.series).next()?;
    let missing = one.missing(returns, terms);
    // A figure of a period that nobody asked for meets no request.
    let is_met = missing.len() < one.missing(before, terms).len();
    let missing =
        if kind == ReturnKind::MonthlyCounts { Period::join_months(&missing) } else { missing };
    Some(Remaining { missing, is_met })
}

fn field<'a>(entry: &'a Table, name: &str) -> &'a str {
    entry.get(name).and_then(Item::as_str).unwrap_or_default()
}
