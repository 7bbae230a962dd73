//! The counts that the rows tell of, how they hang together, and which of them are withheld.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::DisclosurePolicy;
use super::protection::protect;
use super::recovery::{Cell, Relation, Sign, Unknown};
use super::sums::{Facet, NamedSum};
use crate::input::Observed;
use crate::{FigureRelation, Input, Month, Quantity, Row, Subject};

/// A figure by its series, its area and its first and last month.
pub(super) type Key = (Arc<str>, Arc<str>, Month, Month);

/// A count that a figure tells of: the figure, and the people of it who are counted.
type Place = (Key, Facet);

pub(super) fn key(subject: &Subject) -> Key {
    let period = subject.period;
    (subject.series.clone(), subject.area.clone(), period.first(), period.last())
}

pub(super) fn policy_of<'a>(
    policies: &'a [DisclosurePolicy],
    series: &str,
) -> Option<&'a DisclosurePolicy> {
    policies.iter().find(|policy| policy.covers(series))
}

/// Every figure that is withheld: the small ones, those that would give one away, and those computed
/// from either.
pub(super) fn withheld_keys(
    rows: &[Row],
    policies: &[DisclosurePolicy],
    relations: &[FigureRelation],
) -> BTreeSet<Key> {
    if policies.is_empty() {
        return BTreeSet::new();
    }
    let sums = NamedSum::all(policies, relations);
    let mut withheld = BTreeSet::new();
    let mut cells: BTreeMap<Place, Cell> = BTreeMap::new();
    for (subject, observed) in rows.iter().flat_map(observed) {
        let policy = policy_of(policies, &subject.series);
        let key = key(subject);
        let small = policy.is_some_and(|policy| policy.withholds_figure(observed, subject.period));
        if small {
            withheld.insert(key.clone());
        }
        let in_sum = |facet| sums.iter().any(|sum| sum.names(&subject.series, facet));
        for (facet, count) in counts(observed, subject) {
            if policy.is_none() && !in_sum(facet) {
                continue;
            }
            let cell = cells.entry((key.clone(), facet)).or_insert(Cell {
                figure: 0,
                count,
                safe_zero: count == 0 && policy.is_some_and(|policy| policy.zero_is_safe),
                turn: NamedSum::turn(&sums, &subject.series, facet),
                threshold: policy.map_or(0, |policy| policy.threshold),
                // A nobody that may be shown would be; of a share the others may be the few.
                least: policy
                    .filter(|_| facet == Facet::Count)
                    .map_or(0, |policy| u64::from(policy.zero_is_safe)),
                withheld: false,
            });
            cell.withheld |= small;
        }
    }
    for places in hanging_together(&cells, &sums) {
        let mut together = numbered(&places, &cells);
        protect(&mut together, &system(&places, &sums));
        let hidden = places.into_iter().zip(together).filter(|(_, cell)| cell.withheld);
        withheld.extend(hidden.map(|((key, _), _)| key));
    }
    withhold_computed(rows, relations, &mut withheld);
    withheld
}

/// What a row reads, as far as disclosure control has not seen it.
fn observed(row: &Row) -> impl Iterator<Item = (&Subject, &Observed)> {
    let evidence = row.finding.evidence();
    let all = evidence.inputs.iter().chain(&evidence.further);
    all.filter_map(|input: &Input| Some((&input.subject, input.observed.as_ref()?)))
}

/// The counts that a figure tells.
fn counts(observed: &Observed, subject: &Subject) -> Vec<(Facet, u64)> {
    let share = |yes: u64, all: u64| {
        vec![(Facet::Yes, yes), (Facet::No, all.saturating_sub(yes)), (Facet::All, all)]
    };
    match &observed.value {
        Quantity::Count(_) => {
            vec![(Facet::Count, observed.received(subject.period).unwrap_or_default())]
        }
        Quantity::Proportion(of) => share(of.positive(), of.surveyed()),
        Quantity::Percentage(of) => match (of.positive(), of.surveyed()) {
            (Some(yes), Some(all)) => share(yes, all),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The cells of these places; those of one figure are withheld together.
fn numbered(places: &[Place], cells: &BTreeMap<Place, Cell>) -> Vec<Cell> {
    let keys: BTreeSet<_> = places.iter().map(|(key, _)| key).collect();
    let figure: BTreeMap<_, _> = keys.into_iter().zip(0..).collect();
    places.iter().map(|place| Cell { figure: figure[&place.0], ..cells[place] }).collect()
}

/// The counts of one area and of series that a sum joins, where any of them is withheld.
fn hanging_together(cells: &BTreeMap<Place, Cell>, sums: &[NamedSum<'_>]) -> Vec<Vec<Place>> {
    let mut joined: BTreeMap<&str, &str> =
        cells.keys().map(|((series, ..), _)| (&**series, &**series)).collect();
    for sum in sums {
        let labels: BTreeSet<_> =
            sum.series().map(|name| joined.get(name).copied().unwrap_or(name)).collect();
        let Some(first) = labels.first().copied() else { continue };
        for name in sum.series() {
            joined.entry(name).or_insert(first);
        }
        for label in joined.values_mut().filter(|label| labels.contains(*label)) {
            *label = first;
        }
    }
    let mut groups: BTreeMap<(&str, &str), Vec<Place>> = BTreeMap::new();
    for place in cells.keys() {
        let (series, area, ..) = &place.0;
        groups.entry((joined[&**series], area)).or_default().push(place.clone());
    }
    let withheld = |places: &Vec<Place>| places.iter().any(|place| cells[place].withheld);
    groups.into_values().filter(withheld).collect()
}

/// How such counts hang together. A count is the sum of what its series came to in each stretch of
/// months, of which none is less than nothing; so months, quarters and years give each other away
/// however they overlap. A total is the sum of its parts in each stretch.
fn system(places: &[Place], sums: &[NamedSum<'_>]) -> Vec<Relation> {
    let ends = places.iter().flat_map(|((_, _, first, last), _)| [*first, last.plus(1)]);
    let begins: Vec<Month> = ends.collect::<BTreeSet<_>>().into_iter().collect();
    let mut hidden: BTreeMap<(&str, Facet, Month), usize> = BTreeMap::new();
    let mut relations: Vec<Relation> = Vec::new();
    for (index, ((series, _, first, last), facet)) in places.iter().enumerate() {
        let mut relation = vec![(Unknown::Cell(index), Sign::Minus)];
        for begin in begins.iter().filter(|begin| first <= *begin && *begin <= last) {
            let next = hidden.len();
            let stretch = *hidden.entry((series, *facet, *begin)).or_insert(next);
            relation.push((Unknown::Hidden(stretch), Sign::Plus));
        }
        relations.push(relation);
    }
    let series: BTreeSet<&str> = places.iter().map(|((series, ..), _)| &**series).collect();
    let is_share = |series: &&str| {
        places.iter().any(|((name, ..), facet)| **name == **series && *facet == Facet::All)
    };
    let of_shares = series.iter().copied().filter(is_share).map(NamedSum::of_share);
    let touching = sums.iter().filter(|sum| sum.series().any(|name| series.contains(name)));
    for sum in touching.cloned().chain(of_shares) {
        relations.extend(of_one_period(places, &sum));
        // A part that is nowhere shown still bounds the others: it is not less than nothing.
        for begin in &begins {
            let stretch = |(series, facet)| {
                let next = hidden.len();
                Some(Unknown::Hidden(*hidden.entry((series, facet, *begin)).or_insert(next)))
            };
            relations.extend(sum.relation(stretch));
        }
    }
    relations
}

/// A total and its parts where all of them are counted over the same months. They follow from the
/// others; they stand for themselves, since a reader needs no more than one of them.
fn of_one_period(places: &[Place], sum: &NamedSum<'_>) -> Vec<Relation> {
    let find = |(series, facet): (&str, Facet), like: &Key| {
        let found = places.iter().position(|(key, of)| {
            *of == facet && *key.0 == *series && (&key.1, key.2, key.3) == (&like.1, like.2, like.3)
        });
        found.map(Unknown::Cell)
    };
    let totals = places.iter().filter(|((series, ..), facet)| sum.total == (&**series, *facet));
    totals.filter_map(|(like, _)| sum.relation(|term| find(term, like))).collect()
}

/// Withholds what was computed from a figure that is withheld.
fn withhold_computed(rows: &[Row], relations: &[FigureRelation], withheld: &mut BTreeSet<Key>) {
    let read: BTreeSet<Key> =
        rows.iter().flat_map(observed).map(|(subject, _)| key(subject)).collect();
    loop {
        let before = withheld.len();
        for relation in relations {
            let FigureRelation::Computed { figure, from } = relation else { continue };
            let tells = |(series, area, first, last): &&Key| {
                **series == *figure.id()
                    && withheld.iter().any(|(of, in_area, from_month, to_month)| {
                        from.iter().any(|one| one.id() == &**of)
                            && in_area == area
                            && from_month <= last
                            && first <= to_month
                    })
            };
            let more: Vec<_> = read.iter().filter(tells).cloned().collect();
            withheld.extend(more);
        }
        if withheld.len() == before {
            return;
        }
    }
}
