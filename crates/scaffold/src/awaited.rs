//! What is awaited, in `awaited.toml`.

use panel_core::Need;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::{Existing, Refusal, Written};

/// `awaited.toml` with an entry for each need, from the partner beside it, and why it is not there.
pub(crate) fn with_entries(
    existing: &Existing,
    needs: &[(Need, &str)],
    why: &str,
) -> Result<Written, Refusal> {
    let not_safe = |why: String| Refusal::NotSafe { path: existing.path.clone(), why };
    let mut document: DocumentMut =
        existing.text.parse().map_err(|error| not_safe(format!("it is no TOML; {error}")))?;
    let entries = document.entry("awaited").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(entries) = entries.as_array_of_tables_mut() else {
        return Err(not_safe(
            "`awaited` is no list of tables; write each as [[awaited]]".to_owned(),
        ));
    };
    for (need, from) in needs {
        let mut table = Table::new();
        table["series"] = value(need.series.id());
        table["return"] = value(need.kind.name());
        table["why"] = value(why);
        table["from"] = value(*from);
        entries.push(table);
    }
    Ok(Written { path: existing.path.clone(), text: document.to_string() })
}
