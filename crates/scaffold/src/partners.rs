//! Who returns the new series: a partner of each plan.

use panel_core::covers;
use toml_edit::{DocumentMut, Value};

use crate::refusal::say_slip;
use crate::{Existing, Refusal};

/// A plan, and for each series the partner who returns it.
pub(crate) struct Assigned {
    /// The plan's text, changed where a series belonged to nobody.
    pub(crate) text: String,
    /// The partner of each series, in their order; nobody, where the plan names no partners.
    pub(crate) partners: Vec<Option<String>>,
}

/// Gives each of `series` to a partner of the plan: to the one who returns it already, else to
/// `preferred` where the plan has such a partner, else to its first.
pub(crate) fn assign(
    plan: &Existing,
    series: &[&str],
    preferred: Option<&str>,
) -> Result<Assigned, Refusal> {
    let not_safe = |why: String| Refusal::NotSafe { path: plan.path.clone(), why };
    let mut document: DocumentMut =
        plan.text.parse().map_err(|error| not_safe(say_slip(&error)))?;
    let tables = document.get_mut("partners").and_then(toml_edit::Item::as_array_of_tables_mut);
    let Some(tables) = tables.filter(|tables| !tables.is_empty()) else {
        let partners = series.iter().map(|_| preferred.map(str::to_owned)).collect();
        return Ok(Assigned { text: plan.text.clone(), partners });
    };
    let name = |table: &toml_edit::Table| {
        table.get("name").and_then(toml_edit::Item::as_str).unwrap_or_default().to_owned()
    };
    let owner = tables.iter().position(|table| preferred.is_some_and(|it| name(table) == it));
    let mut partners = Vec::with_capacity(series.len());
    for one in series {
        let returns_it = |table: &toml_edit::Table| {
            let patterns = table.get("returns").and_then(toml_edit::Item::as_array);
            patterns.into_iter().flatten().any(|it| it.as_str().is_some_and(|it| covers(it, one)))
        };
        let known = tables.iter().position(returns_it);
        let place = known.or(owner).unwrap_or_default();
        let Some(table) = tables.get_mut(place) else { continue };
        let partner = name(table);
        if known.is_none() {
            let returns = table.get_mut("returns").and_then(toml_edit::Item::as_array_mut);
            let returns = returns.ok_or_else(|| {
                not_safe(format!("`{partner}` has no list of `returns`; give it one"))
            })?;
            let mut value = Value::from(*one);
            // As the others stand: each on a line of its own, or all on one.
            if let Some(last) = returns.iter().last() {
                *value.decor_mut() = last.decor().clone();
            }
            if returns.len() == 1 && !returns.trailing_comma() {
                value.decor_mut().set_prefix(" ");
            }
            returns.push_formatted(value);
        }
        partners.push(Some(partner));
    }
    Ok(Assigned { text: document.to_string(), partners })
}
