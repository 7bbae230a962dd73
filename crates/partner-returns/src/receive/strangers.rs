//! Rows of another partner or of areas that the quarter does not have. Where all of a file is theirs, the
//! wrong file was handed in, or the wrong partner named: that is told once.

use std::collections::BTreeMap;

use panel_core::{Fault, FaultCode, code};
use panel_returns::Parsed;

use super::Receiving;

/// The code of a row that another partner returns.
const NOT_THEIRS: FaultCode = code!("receive::not_theirs");
/// The code of a row of an area that the quarter does not have.
const UNKNOWN_AREA: FaultCode = code!("returns::unknown_area");

/// A code, what is wrong and the remedy.
type Found = (FaultCode, String, String);

/// The rows of a file, by whose they are and of which areas.
#[derive(Debug, Default)]
pub(super) struct Strangers {
    rows: usize,
    partners: BTreeMap<String, usize>,
    areas: BTreeMap<String, usize>,
}

impl Strangers {
    /// Counts a row.
    pub(super) fn count(&mut self, receiving: &Receiving<'_>, series: &str, area: &str) {
        self.rows += 1;
        if !receiving.from.owes(series) {
            let other = receiving.partners.iter().find(|one| one.owes(series));
            let name = other.map(|one| one.name.clone()).unwrap_or_default();
            *self.partners.entry(name).or_default() += 1;
        }
        if !receiving.areas.iter().any(|one| one.code == area) {
            *self.areas.entry(area.to_owned()).or_default() += 1;
        }
    }

    /// Puts one fault of all of the file in place of one a row, where every row has it. `from` is the first
    /// fault of the file.
    pub(super) fn sum_up(
        &self,
        receiving: &Receiving<'_>,
        file: &str,
        from: usize,
        faults: &mut Vec<Fault>,
    ) {
        for (code, message, remedy) in
            [self.other_partner(receiving), self.other_area(receiving)].into_iter().flatten()
        {
            let mut rest = faults.split_off(from);
            rest.retain(|fault| fault.code != code);
            faults.push(Fault::of_file(code, file, message, remedy));
            faults.append(&mut rest);
        }
    }

    fn other_partner(&self, receiving: &Receiving<'_>) -> Option<Found> {
        let other = only(&self.partners, self.rows).filter(|name| !name.is_empty())?;
        let own = &receiving.from.name;
        let message =
            format!("every row is of a series that {other} returns, and none is of {own}");
        Some((NOT_THEIRS, message, format!("give --from \"{other}\"")))
    }

    fn other_area(&self, receiving: &Receiving<'_>) -> Option<Found> {
        let other = only(&self.areas, self.rows)?;
        let named = receiving.areas.iter().map(|area| area.code.as_str()).take(MOST_NAMED);
        let named = named.collect::<Vec<_>>().join(", ");
        let message =
            format!("every row is of the area `{other}`, which this quarter does not have");
        let remedy =
            format!("send the file of this force, or correct the areas (there are {named})");
        Some((UNKNOWN_AREA, message, remedy))
    }
}

/// So many areas are named.
const MOST_NAMED: usize = 10;

/// The only name, where several rows have one and all the same.
fn only(names: &BTreeMap<String, usize>, rows: usize) -> Option<&str> {
    let (name, count) = names.first_key_value()?;
    (rows > 1 && *count == rows).then_some(name.as_str())
}

/// What is wrong with a row that another partner returns.
pub(super) fn not_theirs(receiving: &Receiving<'_>, row: &Parsed) -> Option<Found> {
    if receiving.from.owes(&row.series) {
        return None;
    }
    let other = receiving.partners.iter().find(|one| one.owes(&row.series));
    let owner = other.map_or("nobody", |one| one.name.as_str());
    let message =
        format!("`{}` is returned by {owner}, not by {}", row.series, receiving.from.name);
    let remedy = match other {
        Some(other) => {
            format!("take the row away, or receive it from them with --from \"{}\"", other.name)
        }
        None => {
            "take the row away, or add its series to `returns` of a partner in plan.toml".into()
        }
    };
    Some((NOT_THEIRS, message, remedy))
}
