//! Which table the heads of columns are of.

use std::collections::BTreeSet;

use panel_core::{Column, RecordTable, ReturnKind, ReturnTable};

use crate::template::WHAT_IT_IS;

/// The head stands in one of the first rows.
pub(super) const LAST_HEAD: u32 = 30;

/// A head without what spreadsheets and people change in it.
pub(super) fn norm(head: &str) -> String {
    let words = head.split(|letter: char| letter.is_whitespace() || letter == '_');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The table whose columns these heads are, or nearly are: more than half of them, and of figures the
/// series among them.
pub(super) fn table_of_heads(
    heads: &[&str],
    records: &[&'static RecordTable],
) -> Option<ReturnTable> {
    let all = heads.iter().map(|head| norm(head));
    let found: BTreeSet<_> = all.filter(|head| !head.is_empty()).collect();
    let explains = usize::from(found.contains(&norm(WHAT_IT_IS)));
    let amiss = |columns: &[Column]| {
        let there = |name: &str| found.contains(&norm(name));
        let right =
            columns.iter().filter(|column| there(column.title) || there(column.name)).count();
        let others = found.len().saturating_sub(right + explains);
        (right * 2 > columns.len()).then_some(columns.len() - right + others)
    };
    let kinds = ReturnKind::ALL.into_iter().filter(|_| found.contains("series"));
    let figures = kinds.map(ReturnTable::Figures);
    let all = figures.chain(records.iter().map(|table| ReturnTable::Records(table)));
    let near = all.filter_map(|table| Some((amiss(table.columns())?, table)));
    near.min_by_key(|(amiss, _)| *amiss).map(|(_, table)| table)
}
