//! Records that do not cover every month that the figures counted from them need.

use panel_core::{Period, ReturnedSeries, Returns};

use super::Receiving;
use super::new_table::NewTable;

/// What the receipt says of each table that leaves figures awaited for want of months.
pub(super) fn describe(
    receiving: &Receiving<'_>,
    tables: &[&NewTable],
    returns: &Returns,
) -> Vec<String> {
    tables.iter().filter_map(|table| describe_table(receiving, table, returns)).collect()
}

fn describe_table(receiving: &Receiving<'_>, new: &NewTable, returns: &Returns) -> Option<String> {
    let tallies = receiving
        .tallies
        .iter()
        .filter(|tally| tally.tables.iter().any(|table| table.name == new.table.name));
    let gives: Vec<_> = tallies.flat_map(|tally| tally.gives).collect();
    let is_counted = |one: &&ReturnedSeries| {
        gives.iter().any(|given| given.kind == one.kind && given.series.id() == one.series.id())
    };
    let counted = receiving.all_series.iter().filter(is_counted);
    let missing = counted.flat_map(|series| series.not_arrived(returns, receiving.terms));
    let is_outside =
        |period: &Period| period.first() < new.covers.first() || period.last() > new.covers.last();
    let missing: Vec<_> = missing.filter(is_outside).collect();
    let first = missing.iter().map(|period| period.first()).min()?;
    let last = missing.iter().map(|period| period.last()).max()?;
    let figures =
        if missing.len() == 1 { "1 figure is" } else { &*format!("{} figures are", missing.len()) };
    Some(format!(
        "{figures} still awaited: they need the records of {} from {first} to {last}, and these cover {} to {}",
        new.told.title,
        new.covers.first(),
        new.covers.last()
    ))
}
