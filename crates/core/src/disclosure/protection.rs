//! Which cells are withheld besides those that are small: whatever else would give them away.

use std::collections::BTreeSet;

use super::ranges;
use super::recovery::{Cell, Relation, Remainder, remainders, smallest};

/// Withholds more cells, the smallest that helps first, until no withheld one follows from those
/// shown by the relations, alone or together, and none is so bounded by them that a reader could
/// tell it to be small: two parts of a total that come to 1 between them are 0 and 1.
pub(super) fn protect(cells: &mut [Cell], relations: &[Relation]) {
    join(cells);
    // Each round withholds one cell more, so that it ends.
    while let Some(chosen) = next(cells, relations).or_else(|| ranges::next(cells, relations)) {
        cells[chosen].withheld = true;
        join(cells);
    }
}

/// Withholds all that a figure tells where any of it is withheld.
fn join(cells: &mut [Cell]) {
    let withheld = cells.iter().filter(|cell| cell.withheld).map(|cell| cell.figure);
    let figures: BTreeSet<_> = withheld.collect();
    for cell in cells.iter_mut().filter(|cell| figures.contains(&cell.figure)) {
        cell.withheld = true;
    }
}

/// The cell to withhold next: the smallest of those that give the first withheld cell away, by one
/// relation where there is such a one, and otherwise by several together.
fn next(cells: &[Cell], relations: &[Relation]) -> Option<usize> {
    let by_one = || relations.iter().filter_map(|relation| Remainder::of(cells, relation));
    let by_many = || remainders(cells, relations).into_iter();
    let telling = |remainder: &Remainder| !remainder.shown.is_empty() && remainder.tells(cells);
    let remainder = by_one().find(telling).or_else(|| by_many().find(telling))?;
    smallest(cells, remainder.shown)
}
