//! What has changed since the last report as a table: what the section says, and what it counts.

use panel_compare::{AwaitedItem, RowChange};

use super::Material;
use super::changes::{changed_row, last_quarter, restated_figures};
use crate::view::{ChangeLine, ChangesTable};

/// The table, where a previous quarter is named.
pub(super) fn of(material: Material<'_>) -> Option<ChangesTable> {
    let comparison = material.comparison?;
    let awaited = &comparison.awaited;
    // Of a row that is awaited now no more is known than that, and what is newly awaited says it.
    let told = comparison.changes.iter().filter(|change| !change.is_awaited_now());
    let mut lines: Vec<_> = told.map(|change| row(change, material)).collect();
    lines.extend(restated_figures(comparison, material).map(|figure| ChangeLine {
        kind: "Restated figure",
        of: figure.rows,
        period: figure.period,
        before: figure.before,
        now: figure.now,
        why: String::new(),
    }));
    for (kind, (before, now), items) in [
        ("Newly awaited", ("Not awaited", "Awaited"), &awaited.new),
        ("Received since", ("Awaited", "Received"), &awaited.resolved),
        ("No longer asked for", ("Awaited", "Not asked for"), &awaited.dropped),
    ] {
        lines.extend(items.iter().map(|item| of_awaited(kind, item, (before, now))));
    }
    lines.extend(comparison.settings.iter().map(|setting| ChangeLine {
        kind: "Setting",
        of: setting.name.clone(),
        period: String::new(),
        before: setting.old.clone(),
        now: setting.new.clone(),
        why: String::new(),
    }));
    Some(ChangesTable { since: last_quarter(comparison), lines })
}

fn row(change: &RowChange, material: Material<'_>) -> ChangeLine {
    let kind = match (&change.old, &change.new) {
        (None, _) => "New row",
        (_, None) => "Row that is gone",
        _ => "Colour or state",
    };
    let row = changed_row(change, material);
    let word = |standing: Option<crate::view::StandingView>| standing.map(|one| one.word);
    ChangeLine {
        kind,
        of: row.name,
        period: String::new(),
        before: word(row.before).unwrap_or_default(),
        now: word(row.now).unwrap_or_default(),
        why: row.why,
    }
}

fn of_awaited(kind: &'static str, item: &AwaitedItem, (before, now): (&str, &str)) -> ChangeLine {
    ChangeLine {
        kind,
        of: format!("{}: {}", item.row, item.figure),
        period: String::new(),
        before: before.to_owned(),
        now: now.to_owned(),
        why: format!("{} From: {}.", item.awaited.why, item.awaited.from),
    }
}
