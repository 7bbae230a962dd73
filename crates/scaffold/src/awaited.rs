//! What is awaited, in `awaited.toml`.

use panel_core::{Month, Period, ReturnKind};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::refusal::say_slip;
use crate::{Existing, Refusal, Written};

/// What is awaited.
pub(crate) struct Entry<'a> {
    pub(crate) series: &'a str,
    pub(crate) kind: ReturnKind,
    /// The period; nothing where all of the series is.
    pub(crate) period: Option<Period>,
    /// Why it is not there.
    pub(crate) why: &'a str,
    /// Who returns it.
    pub(crate) from: &'a str,
    /// When it is expected, where that is known.
    pub(crate) expected: Option<Month>,
}

/// `awaited.toml` with these entries after its own.
pub(crate) fn with_entries(existing: &Existing, awaited: &[Entry<'_>]) -> Result<Written, Refusal> {
    let not_safe = |why: String| Refusal::NotSafe { path: existing.path.clone(), why };
    let mut document: DocumentMut =
        existing.text.parse().map_err(|error| not_safe(say_slip(&error)))?;
    let entries = document.entry("awaited").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(entries) = entries.as_array_of_tables_mut() else {
        return Err(not_safe(
            "`awaited` is not a list of tables; write each as [[awaited]]".to_owned(),
        ));
    };
    for one in awaited {
        let mut table = Table::new();
        table["series"] = value(one.series);
        table["return"] = value(one.kind.name());
        if let Some(period) = one.period {
            table["period"] = value(period.iso());
        }
        table["why"] = value(one.why);
        table["from"] = value(one.from);
        if let Some(expected) = one.expected {
            table["expected"] = value(expected.iso());
        }
        entries.push(table);
    }
    Ok(Written { path: existing.path.clone(), text: document.to_string() })
}
