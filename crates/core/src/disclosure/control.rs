//! Takes out of the rows what may not be shown, and all that it could be worked out from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::recovery::{Cell, Relation, Sign, Unknown, protect};
use super::{DisclosurePolicy, DisclosureSum, WITHHELD};
use crate::evidence::printed;
use crate::{
    Caution, Evidence, Figure, Figures, Finding, Month, Percentage, Proportion, Quantity, Reason,
    Row, RowId, Subject,
};

/// A figure that was taken out of a row, for those who write the commentary and nobody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The row.
    pub row: RowId,
    /// The figure as it would have been printed.
    pub figure: String,
}

/// A count by its series, its area and its first and last month.
type Key = (Arc<str>, Arc<str>, Month, Month);

/// Withholds and rounds what the policies say in every row, and gives what was withheld.
///
/// A row that reads a withheld count keeps its other figures; but its colour, its change, its
/// intervals, its statistics and its exhibit are taken out, whether or not they would give the count
/// away: beside a baseline of 7, a significant improvement can only be a fall to none. The colour of
/// a row whose counts are rounded stays: it was found from the true ones.
pub fn control_disclosure(rows: &mut [Row], policies: &[DisclosurePolicy]) -> Vec<Withheld> {
    let withheld = withheld_keys(rows, policies);
    rows.iter_mut().flat_map(|row| control(row, policies, &withheld)).collect()
}

fn policy_of<'a>(policies: &'a [DisclosurePolicy], series: &str) -> Option<&'a DisclosurePolicy> {
    policies.iter().find(|policy| policy.covers(series))
}

fn key(subject: &Subject) -> Key {
    let period = subject.period;
    (subject.series.clone(), subject.area.clone(), period.first(), period.last())
}

/// Every count that is withheld: the small ones, and those that would give one away.
fn withheld_keys(rows: &[Row], policies: &[DisclosurePolicy]) -> BTreeSet<Key> {
    let sums = || policies.iter().flat_map(|policy| &policy.sums);
    let mut cells: BTreeMap<Key, Cell> = BTreeMap::new();
    let inputs = rows.iter().flat_map(|row| &row.finding.evidence().inputs);
    let observed = inputs.filter_map(|input| Some((&input.subject, input.observed.as_ref()?)));
    for (subject, observed) in observed {
        let policy = policy_of(policies, &subject.series);
        let in_sum = sums().any(|sum| {
            *sum.total == *subject.series || sum.parts.iter().any(|one| **one == *subject.series)
        });
        if policy.is_none() && !in_sum {
            continue;
        }
        let (value, status, period) = (&observed.value, observed.status, subject.period);
        let count = match value {
            Quantity::Count(count) => count.unsigned_abs(),
            Quantity::Proportion(share) => share.positive(),
            Quantity::Percentage(share) => match share.surveyed() {
                Some(surveyed) => surveyed,
                None => continue,
            },
            _ => continue,
        };
        let cell = cells.entry(key(subject)).or_insert(Cell {
            count,
            safe_zero: count == 0 && policy.is_some_and(|policy| policy.zero_is_safe),
            total: sums().any(|sum| *sum.total == *subject.series),
            threshold: policy.map_or(0, |policy| policy.threshold),
            // A nobody that may be shown would be.
            least: policy.map_or(0, |policy| u64::from(policy.zero_is_safe)),
            withheld: false,
        });
        cell.withheld |=
            policy.is_some_and(|policy| policy.withholds_figure(value, status, period));
    }
    for keys in hanging_together(&cells, policies) {
        let mut together: Vec<_> = keys.iter().map(|key| cells[key]).collect();
        protect(&mut together, &relations(&keys, policies));
        cells.extend(keys.into_iter().zip(together));
    }
    cells.into_iter().filter(|(_, cell)| cell.withheld).map(|(key, _)| key).collect()
}

/// The counts of one area and of series that a sum joins, where any of them is withheld.
fn hanging_together(cells: &BTreeMap<Key, Cell>, policies: &[DisclosurePolicy]) -> Vec<Vec<Key>> {
    let mut joined: BTreeMap<&str, &str> =
        cells.keys().map(|(series, ..)| (&**series, &**series)).collect();
    for sum in policies.iter().flat_map(|policy| &policy.sums) {
        let names = || sum.parts.iter().chain([&sum.total]).map(String::as_str);
        let labels: BTreeSet<_> =
            names().map(|name| joined.get(name).copied().unwrap_or(name)).collect();
        let Some(first) = labels.first().copied() else { continue };
        for name in names() {
            joined.entry(name).or_insert(first);
        }
        for label in joined.values_mut().filter(|label| labels.contains(*label)) {
            *label = first;
        }
    }
    let mut groups: BTreeMap<(&str, &str), Vec<Key>> = BTreeMap::new();
    for key in cells.keys() {
        groups.entry((joined[&*key.0], &key.1)).or_default().push(key.clone());
    }
    let withheld = |keys: &Vec<Key>| keys.iter().any(|key| cells[key].withheld);
    groups.into_values().filter(withheld).collect()
}

/// How such counts hang together. A count is what its series came to by its last month
/// less what it had come to before its first; so months, quarters and years give each other away
/// however they overlap. A total is the sum of its parts at each of these months.
fn relations(keys: &[Key], policies: &[DisclosurePolicy]) -> Vec<Relation> {
    let mut hidden: BTreeMap<(String, Month), usize> = BTreeMap::new();
    let mut by_then = |series: &str, month: Month| {
        let next = hidden.len();
        Unknown::Hidden(*hidden.entry((series.to_owned(), month)).or_insert(next))
    };
    let mut relations: Vec<Relation> = Vec::new();
    let mut months = BTreeSet::new();
    for (index, (series, _, first, last)) in keys.iter().enumerate() {
        let before = first.plus(-1);
        months.extend([before, *last]);
        relations.push(vec![
            (Unknown::Cell(index), Sign::Minus),
            (by_then(series, *last), Sign::Plus),
            (by_then(series, before), Sign::Minus),
        ]);
    }
    for sum in policies.iter().flat_map(|policy| &policy.sums) {
        // The sum holds from one month to another, and not of what was before: the first month
        // stands for that.
        let Some(start) = months.first().copied() else { continue };
        for month in months.iter().skip(1) {
            let mut relation = vec![
                (by_then(&sum.total, *month), Sign::Plus),
                (by_then(&sum.total, start), Sign::Minus),
            ];
            for part in &sum.parts {
                relation.push((by_then(part, *month), Sign::Minus));
                relation.push((by_then(part, start), Sign::Plus));
            }
            relations.push(relation);
        }
        relations.extend(sums_of_one_period(keys, sum));
    }
    relations
}

/// A total and its parts where all of them are counted over the same months. They follow from the
/// others; they stand for themselves, since a reader needs no more than one of them.
fn sums_of_one_period(keys: &[Key], sum: &DisclosureSum) -> Vec<Relation> {
    let find = |series: &str, like: &Key| {
        keys.iter().position(|key| {
            *key.0 == *series && (&key.1, key.2, key.3) == (&like.1, like.2, like.3)
        })
    };
    let totals = keys.iter().enumerate().filter(|(_, key)| *key.0 == *sum.total);
    totals
        .filter_map(|(index, total)| {
            let parts =
                sum.parts.iter().map(|part| Some((Unknown::Cell(find(part, total)?), Sign::Minus)));
            std::iter::once(Some((Unknown::Cell(index), Sign::Plus))).chain(parts).collect()
        })
        .collect()
}

/// What becomes of the inputs of one period.
#[derive(Default)]
struct Fate<'a> {
    withheld: bool,
    shown: bool,
    rounding: Option<&'a DisclosurePolicy>,
}

fn control(
    row: &mut Row,
    policies: &[DisclosurePolicy],
    withheld: &BTreeSet<Key>,
) -> Vec<Withheld> {
    let (figures, evidence) = parts(&mut row.finding);
    let mut fates: BTreeMap<String, Fate<'_>> = BTreeMap::new();
    let mut taken = Vec::new();
    for input in &mut evidence.inputs {
        let fate = fates.entry(input.period.clone()).or_default();
        // The true figure goes no further than this.
        let observed = input.observed.take();
        let Some(observed) = observed else {
            fate.shown = true;
            continue;
        };
        let policy =
            policy_of(policies, &input.subject.series).filter(|policy| policy.round_to > 1);
        let shown = match policy {
            _ if withheld.contains(&key(&input.subject)) => None,
            Some(policy) => rounded(&observed.value, policy),
            None => Some(observed.value.clone()),
        };
        let Some(shown) = shown else {
            fate.withheld = true;
            taken.push(Withheld { row: row.id.clone(), figure: observed.value.to_string() });
            WITHHELD.clone_into(&mut input.value);
            // How many records there were is the figure itself.
            input.counted = None;
            continue;
        };
        fate.shown = true;
        fate.rounding = policy.or(fate.rounding);
        if shown != observed.value {
            input.counted = None;
        }
        input.value = printed(&shown);
    }
    let any_withheld = fates.values().any(|fate| fate.withheld);
    let rounding = fates.values().find_map(|fate| fate.rounding);
    if !any_withheld && rounding.is_none() {
        return taken;
    }
    for figure in figures.all_mut() {
        let Figure::Known { value, note, period, .. } = figure else { continue };
        let fate = fates.get(period.as_str());
        // A figure of a period that no input has was worked out from the others.
        let unsafe_ = fate.map_or(any_withheld, |fate| fate.withheld || !fate.shown);
        let shown = match fate.map_or(rounding, |fate| fate.rounding) {
            _ if unsafe_ => None,
            Some(policy) => {
                *note = Some(format!("Rounded to the nearest {}.", policy.round_to));
                rounded(value, policy)
            }
            None => continue,
        };
        match shown {
            Some(shown) => *value = shown,
            None => *figure = Figure::Withheld { unit: value.unit(), period: period.clone() },
        }
    }
    let caution = if any_withheld { Caution::Withheld } else { Caution::Rounded };
    strip(evidence, caution);
    row.among_all = None;
    if any_withheld {
        take_colour(&mut row.finding);
    }
    taken
}

/// Leaves a finding without the colour that rests on a withheld count.
pub(super) fn take_colour(finding: &mut Finding) {
    if let Finding::Assessed { figures, evidence, .. } = finding {
        *finding = Finding::Reported {
            figures: figures.clone(),
            reason: Reason::Withheld,
            evidence: evidence.clone(),
        };
    }
}

pub(super) fn parts(finding: &mut Finding) -> (&mut Figures, &mut Evidence) {
    match finding {
        Finding::Assessed { figures, evidence, .. }
        | Finding::Reported { figures, evidence, .. }
        | Finding::Awaited { figures, evidence, .. } => (figures, evidence),
    }
}

/// Takes out every number that the true figures were put into, and every choice that hung on them.
pub(super) fn strip(evidence: &mut Evidence, caution: Caution) {
    let kept = std::mem::replace(evidence, Evidence::for_rule(evidence.rule));
    evidence.inputs = kept.inputs;
    evidence.proxy_for = kept.proxy_for;
    evidence.cautions = kept.cautions.into_iter().filter(|one| !one.hangs_on_figures()).collect();
    evidence.cautions.push(caution);
}

/// The figure of rounded people; `None` where nobody would be left to take a share of.
fn rounded(value: &Quantity, policy: &DisclosurePolicy) -> Option<Quantity> {
    let people = |count: u64| {
        let count = policy.rounded(i64::try_from(count).unwrap_or(i64::MAX));
        u64::try_from(count).unwrap_or(0)
    };
    match value {
        Quantity::Count(count) => Some(Quantity::Count(policy.rounded(*count))),
        Quantity::Proportion(share) => {
            let (positive, surveyed) = (people(share.positive()), people(share.surveyed()));
            Proportion::new(positive, surveyed).ok().map(Quantity::Proportion)
        }
        // As somebody else printed it: only the people behind it are left out.
        Quantity::Percentage(share) => {
            Percentage::new(share.percent(), None).ok().map(Quantity::Percentage)
        }
        // A rate would give the true counts away.
        Quantity::Number(_) => None,
        other => Some(other.clone()),
    }
}
