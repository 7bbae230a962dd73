//! Records that differ in withheld figures alone are alike: no output tells the one set from the other,
//! nor which of their lines were counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use panel_core::{
    Counted, CountedFrom, DisclosurePolicy, Observation, Plan, Quantity, ReturnedSeries, Subject,
    Tally, Terms,
};

use super::alike::{hidden, pattern, shown, told_apart, withholding};
use crate::conformance::generated::Generated;
use crate::conformance::records::{RECORDS, counted_with};
use crate::conformance::terms;

/// The figures counted from a set of records, and by which policy they are shown.
struct Counts<'a> {
    plan: &'a Plan,
    tallies: Vec<&'static Tally>,
    series: Vec<ReturnedSeries>,
    terms: Terms,
}

/// A figure as it was counted.
type Figure = (Quantity, Option<Arc<CountedFrom>>);

impl Counts<'_> {
    /// What each tally counts.
    fn of_records(&self, seed: u64) -> Vec<Counted> {
        counted_with(&self.tallies, seed, &self.terms, &BTreeMap::new())
    }

    /// The same with another record at a place of a table: only what reads the table is counted anew.
    fn of_others(&self, before: &[Counted], seed: u64, place: (&str, usize)) -> Vec<Counted> {
        let drawn = seed * 1_000 + u64::try_from(place.1).unwrap();
        let others = BTreeMap::from([(place, drawn)]);
        let reads = |tally: &Tally| tally.tables.iter().any(|table| table.name == place.0);
        let each = self.tallies.iter().zip(before);
        each.map(|(tally, before)| {
            let anew = reads(tally).then(|| counted_with(&[tally], seed, &self.terms, &others));
            anew.and_then(|mut all| all.pop()).unwrap_or_else(|| before.clone())
        })
        .collect()
    }

    fn returned(&self, counted: &[Counted]) -> Generated {
        let figures = counted.iter().flat_map(|one| one.figures.clone()).collect();
        Generated::holding(figures, &self.series, &self.terms)
    }

    fn figures(generated: &Generated) -> BTreeMap<Subject, Figure> {
        let figure =
            |one: &Observation| (Subject::of(one), (one.value.clone(), one.counted.clone()));
        generated.figures().map(figure).collect()
    }
}

/// All that is counted, or every other family of it, under a threshold that withholds some.
fn policy(tallies: &[&'static Tally], seed: u64) -> DisclosurePolicy {
    let families: BTreeSet<_> = tallies
        .iter()
        .flat_map(|tally| tally.gives)
        .map(|given| format!("{}/*", given.series.id().split('/').next().unwrap_or_default()))
        .collect();
    let families: Vec<_> = families.into_iter().collect();
    let threshold = [5, 10, 20, 40][usize::try_from(seed % 4).unwrap()];
    let each = families.into_iter().enumerate();
    let series =
        each.filter(|(place, _)| seed.count_ones().is_multiple_of(2) || place.is_multiple_of(2));
    DisclosurePolicy {
        series: series.map(|(_, family)| family).collect(),
        threshold,
        zero_is_safe: seed.is_multiple_of(3),
        round_to: 1,
        sums: Vec::new(),
    }
}

/// What was tried.
#[derive(Debug, Default)]
struct Tried {
    pairs: usize,
    figures: usize,
    rows: BTreeSet<String>,
}

/// So many sets of records; in each, one record after the other is given other cells.
fn tried(sets: u64) -> Tried {
    let plan = panel_plan::linked().unwrap();
    let tallies = plan.tallies();
    let mut tried = Tried::default();
    for seed in 0..sets {
        let terms = Terms { disclosure: vec![policy(&tallies, seed)], ..terms().clone() };
        let (tallies, series) = (tallies.clone(), plan.all_series());
        let counts = Counts { plan: &plan, tallies, series, terms };
        try_set(&counts, seed, &mut tried);
    }
    tried
}

/// Of so many records one is given other cells: which ones depends on the table.
const STEP: usize = 37;

fn try_set(counts: &Counts<'_>, seed: u64, tried: &mut Tried) {
    let counted = counts.of_records(seed);
    let first = counts.returned(&counted);
    let rows = shown(counts.plan, &first, &counts.terms);
    let hidden = hidden(&rows.0);
    let read: BTreeSet<_> = rows
        .0
        .iter()
        .flat_map(|row| &row.finding.evidence().inputs)
        .map(|one| &one.subject)
        .collect();
    let figures = Counts::figures(&first);
    let tables: BTreeSet<_> =
        counts.tallies.iter().flat_map(|tally| tally.tables).map(|table| table.name).collect();
    for (number, table) in tables.into_iter().enumerate() {
        for place in (number..RECORDS).step_by(STEP) {
            let other = counts.returned(&counts.of_others(&counted, seed, (table, place)));
            let others = Counts::figures(&other);
            let subjects: BTreeSet<_> = figures.keys().chain(others.keys()).collect();
            let differing: Vec<_> = subjects
                .into_iter()
                .filter(|one| read.contains(*one) && figures.get(*one) != others.get(*one))
                .collect();
            if differing.is_empty() || !differing.iter().all(|one| hidden.contains(*one)) {
                continue;
            }
            let others = shown(counts.plan, &other, &counts.terms);
            if pattern(&rows.0) != pattern(&others.0) || rows.1 != others.1 {
                continue;
            }
            tried.pairs += 1;
            tried.figures += differing.len();
            tried.rows.extend(withholding(&rows.0));
            let told = told_apart(&rows.0, &others.0);
            assert_eq!(told, BTreeMap::new(), "{table}, record {place} of set {seed}");
        }
    }
}

/// Tries a few sets.
pub(super) fn try_a_few() {
    let tried = tried(3);
    assert!(tried.pairs >= 10 && tried.rows.len() >= 20, "{tried:?}");
}
