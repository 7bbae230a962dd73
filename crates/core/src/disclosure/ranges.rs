//! How closely the shown counts bound a withheld one. A reader who can tell that it is one of a few
//! numbers knows nearly as much as one who can tell it.

use std::collections::BTreeSet;

use super::recovery::{Cell, Relation, Sign, Unknown, remainders, smallest};

/// A bound is carried on so often at the most; each round uses every relation once.
const MOST_ROUNDS: usize = 40;

/// Numbers that a reader does not know, some of them negative, and what they add up to.
struct Constraint {
    unknown: Vec<(usize, Sign)>,
    sum: i128,
    /// The shown cells that it is reckoned from.
    shown: Vec<usize>,
}

/// An end of a range, with the shown cells that it follows from.
#[derive(Clone)]
struct End {
    at: i128,
    from: BTreeSet<usize>,
}

/// What a reader can tell of a number that is not shown.
struct Range {
    low: End,
    high: Option<End>,
}

/// The cell to withhold next: the smallest of those by which the first withheld cell is bounded too
/// closely.
pub(super) fn next(cells: &[Cell], relations: &[Relation]) -> Option<usize> {
    let ranges = find_ranges(cells, relations);
    let withheld = cells.iter().zip(&ranges).filter(|(cell, _)| cell.withheld);
    let mut narrow = withheld.filter_map(|(cell, range)| {
        let high = range.high.as_ref()?;
        let threshold = i128::from(cell.threshold);
        let tells = high.at < threshold || high.at - range.low.at + 1 < threshold;
        let from = high.from.union(&range.low.from).copied();
        smallest(cells, from.filter(|_| tells))
    });
    narrow.next()
}

/// What a reader can tell of each cell that is withheld and of each number that no output shows: none
/// of them is less than nothing, and what one relation bounds, bounds others.
fn find_ranges(cells: &[Cell], relations: &[Relation]) -> Vec<Range> {
    let constraints = constraints(cells, relations);
    let numbers = constraints.iter().flat_map(|one| &one.unknown).map(|(index, _)| index + 1);
    let numbers = numbers.max().unwrap_or(0).max(cells.len());
    let mut ranges: Vec<_> = (0..numbers)
        .map(|index| Range {
            low: End {
                at: cells.get(index).map_or(0, |cell| i128::from(cell.least.min(cell.count))),
                from: BTreeSet::new(),
            },
            high: None,
        })
        .collect();
    for _ in 0..MOST_ROUNDS {
        let mut moved = false;
        for constraint in &constraints {
            moved |= narrow(&mut ranges, constraint);
        }
        if !moved {
            break;
        }
    }
    ranges
}

/// The relations with what is shown put in, and what they leave together.
fn constraints(cells: &[Cell], relations: &[Relation]) -> Vec<Constraint> {
    let of_relations = relations.iter().map(|relation| {
        let mut constraint = Constraint { unknown: Vec::new(), sum: 0, shown: Vec::new() };
        for (unknown, sign) in relation {
            match unknown {
                Unknown::Hidden(index) => constraint.unknown.push((cells.len() + index, *sign)),
                Unknown::Cell(index) if cells[*index].withheld => {
                    constraint.unknown.push((*index, *sign));
                }
                Unknown::Cell(index) => {
                    constraint.sum -= signed(*sign, i128::from(cells[*index].count));
                    constraint.shown.push(*index);
                }
            }
        }
        constraint
    });
    let together = remainders(cells, relations).into_iter().map(|left| {
        let known = |(index, sign): &(usize, Sign)| signed(*sign, i128::from(cells[*index].count));
        let sum = left.withheld.iter().map(known).sum();
        Constraint { unknown: left.withheld, sum, shown: left.shown }
    });
    of_relations.chain(together).collect()
}

fn signed(sign: Sign, number: i128) -> i128 {
    match sign {
        Sign::Plus => number,
        Sign::Minus => -number,
    }
}

/// Narrows the ranges of the numbers of a constraint; whether it did.
fn narrow(ranges: &mut [Range], constraint: &Constraint) -> bool {
    let mut moved = false;
    let [least, most] = [false, true].map(|most| Reach::of(ranges, constraint, most));
    for (index, sign) in &constraint.unknown {
        // What is left for this number where the others are at one of their ends.
        let left = |reach: &Reach, most: bool| {
            let others = reach.without(end(&ranges[*index], *sign, most))?;
            Some(signed(*sign, constraint.sum - others))
        };
        let (high, low) = match sign {
            Sign::Plus => (left(&least, false), left(&most, true)),
            Sign::Minus => (left(&most, true), left(&least, false)),
        };
        let range = &ranges[*index];
        let lower = low.filter(|low| *low > range.low.at);
        let higher = high.filter(|high| range.high.as_ref().is_none_or(|known| *high < known.at));
        // Figures that contradict each other bound nothing any closer.
        let sound = |low: i128, high: i128| low <= high;
        if let Some(at) = lower
            && range.high.as_ref().is_none_or(|high| sound(at, high.at))
        {
            let from = reasons(ranges, constraint, *index, *sign == Sign::Plus);
            ranges[*index].low = End { at, from };
            moved = true;
        }
        if let Some(at) = higher
            && sound(ranges[*index].low.at, at)
        {
            let from = reasons(ranges, constraint, *index, *sign == Sign::Minus);
            ranges[*index].high = Some(End { at, from });
            moved = true;
        }
    }
    moved
}

/// How little or how much the numbers of a constraint come to, and how many of them have no end.
struct Reach {
    sum: i128,
    endless: usize,
}

impl Reach {
    fn of(ranges: &[Range], constraint: &Constraint, most: bool) -> Self {
        let ends = constraint.unknown.iter().map(|(index, sign)| end(&ranges[*index], *sign, most));
        ends.fold(Self { sum: 0, endless: 0 }, |reach, end| match end {
            Some(end) => Self { sum: reach.sum + end, ..reach },
            None => Self { endless: reach.endless + 1, ..reach },
        })
    }

    /// The same without one of them; `None` where there is no end of the others.
    fn without(&self, one: Option<i128>) -> Option<i128> {
        match (one, self.endless) {
            (Some(end), 0) => Some(self.sum - end),
            (None, 1) => Some(self.sum),
            _ => None,
        }
    }
}

/// What a number adds at the least or at the most.
fn end(range: &Range, sign: Sign, most: bool) -> Option<i128> {
    if (sign == Sign::Plus) == most {
        range.high.as_ref().map(|high| signed(sign, high.at))
    } else {
        Some(signed(sign, range.low.at))
    }
}

/// The shown cells that an end follows from, where the other numbers are at their least or most.
fn reasons(ranges: &[Range], constraint: &Constraint, index: usize, most: bool) -> BTreeSet<usize> {
    let mut from: BTreeSet<_> = constraint.shown.iter().copied().collect();
    for (other, sign) in constraint.unknown.iter().filter(|(other, _)| *other != index) {
        let range = &ranges[*other];
        match &range.high {
            Some(high) if (*sign == Sign::Plus) == most => from.extend(&high.from),
            _ => from.extend(&range.low.from),
        }
    }
    from
}
