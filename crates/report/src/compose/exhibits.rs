//! The exhibits of rows, numbered as the paper goes on.

use std::collections::BTreeMap;

use panel_core::{ForceArea, Row};

use super::Material;
use super::numbering::Numbering;
use crate::exhibit;
use crate::view::Exhibit;

/// The exhibits of the rows of one priority or item; `owner` is what their titles begin with.
pub(super) fn exhibits(
    rows: &[&Row],
    owner: &str,
    material: Material<'_>,
    numbering: &mut Numbering,
) -> Vec<Vec<Exhibit>> {
    let is_fictional = material.terms.force.fictional;
    let mut next_number = || numbering.chart();
    exhibit::of_rows(rows, owner, (&area_names(material), is_fictional), &mut next_number)
}

/// What areas are called: as the quarter says, else as they are called in general.
fn area_names(material: Material<'_>) -> BTreeMap<String, String> {
    let force = &material.terms.force;
    let members = material.terms.comparison_members.iter().filter_map(|code| {
        ForceArea::of_code(code).map(|area| (code.clone(), area.name.to_owned()))
    });
    let listed = material.details.areas.iter().map(|area| (area.code.clone(), area.name.clone()));
    let own = std::iter::once((force.area.clone(), force.name.clone()));
    members.chain(own).chain(listed).collect()
}
