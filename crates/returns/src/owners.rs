//! Which partner returns a series, or the records that it is counted from: looked up, however many there are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use panel_core::{Asked, Partner};

/// Partners by what they return, each named by its place among all.
pub(crate) struct Owners<'a> {
    asked: &'a Asked,
    /// The series that rows read.
    read: BTreeSet<&'a str>,
    /// Those of them that nobody returns.
    unowned: BTreeSet<&'a str>,
    /// Who returns the others.
    series: BTreeMap<&'a str, usize>,
    /// Who returns any series under a beginning.
    under: BTreeMap<&'a str, usize>,
    /// Who returns what was written: a series, or the beginning of some with `/*`.
    patterns: BTreeMap<String, usize>,
    /// Who returns a table of records.
    records: BTreeMap<String, usize>,
    count: usize,
}

impl<'a> Owners<'a> {
    /// Those of these partners, of what the plan asks.
    pub(crate) fn new(asked: &'a Asked, partners: &[Partner]) -> Self {
        let read: BTreeSet<_> = asked.needs.iter().map(|need| need.series.id()).collect();
        let unowned = read.clone();
        let (series, under, patterns) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let records = BTreeMap::new();
        let mut owners = Self { asked, read, unowned, series, under, patterns, records, count: 0 };
        for partner in partners {
            owners.add(partner);
        }
        owners
    }

    /// Adds the next partner.
    pub(crate) fn add(&mut self, partner: &Partner) {
        let owner = self.count;
        self.count += 1;
        for pattern in &partner.returns {
            for series in within(&self.unowned, pattern) {
                self.unowned.remove(series);
                self.series.insert(series, owner);
                for (at, _) in series.match_indices('/') {
                    self.under.entry(&series[..at]).or_insert(owner);
                }
            }
            if !self.patterns.contains_key(pattern) {
                self.patterns.insert(pattern.clone(), owner);
            }
        }
        for table in &partner.records {
            if !self.records.contains_key(table) {
                self.records.insert(table.clone(), owner);
            }
        }
    }

    /// Whether any row reads a series that the pattern covers.
    pub(crate) fn are_read(&self, pattern: &str) -> bool {
        !within(&self.read, pattern).is_empty()
    }

    /// The first partner that returns a series which the pattern covers, or the same pattern.
    pub(crate) fn of_pattern(&self, pattern: &str) -> Option<usize> {
        let of_series = match pattern.strip_suffix("/*") {
            Some(beginning) => self.under.get(beginning),
            None => self.series.get(pattern),
        };
        of_series.into_iter().chain(self.patterns.get(pattern)).min().copied()
    }

    /// The first partner that returns a series.
    pub(crate) fn of_series(&self, series: &str) -> Option<usize> {
        let beginnings = series.match_indices('/').map(|(at, _)| format!("{}/*", &series[..at]));
        let all = beginnings.filter_map(|beginning| self.patterns.get(&beginning));
        all.chain(self.patterns.get(series)).min().copied()
    }

    /// The partner that returns a series, or the records that it is counted from.
    pub(crate) fn owing(&self, series: &str) -> Option<usize> {
        let counting = || {
            let tallies = self.asked.tallies.iter();
            let tallies =
                tallies.filter(|one| one.gives.iter().any(|given| given.series.id() == series));
            let tables = tallies.flat_map(|tally| tally.tables);
            tables.filter_map(|table| self.records.get(table.name)).min().copied()
        };
        self.of_series(series).or_else(counting)
    }
}

/// Those of the series that a pattern covers.
fn within<'a>(series: &BTreeSet<&'a str>, pattern: &str) -> Vec<&'a str> {
    let Some(beginning) = pattern.strip_suffix('*').filter(|rest| rest.ends_with('/')) else {
        return series.get(pattern).copied().into_iter().collect();
    };
    let from = series.range::<str, _>((Bound::Included(beginning), Bound::Unbounded));
    from.take_while(|one| one.starts_with(beginning)).copied().collect()
}

#[cfg(test)]
mod tests {
    use panel_core::{Need, ReturnKind, Series, covers};
    use proptest::prelude::*;

    use super::*;

    const SERIES: [&str; 5] = ["a", "a/b", "a/c", "a/c/d", "ab/c"];

    fn asked() -> Asked {
        let need = |id| Need { series: Series::lower_is_better(id), kind: ReturnKind::Counts };
        Asked::figures(SERIES[..4].iter().map(|id| need(*id)).collect())
    }

    proptest! {
        /// What is looked up is what a search through all would find.
        #[test]
        fn a_lookup_finds_the_first_that_a_search_finds(
            patterns in prop::collection::vec(
                prop::collection::vec("(a|ab|a/b|a/c|a/c/d)(/\\*)?", 0..3), 0..6),
            pattern in "(a|ab|a/b|a/c|a/c/d|x)(/\\*)?",
        ) {
            let asked = asked();
            let partners: Vec<_> = patterns
                .into_iter()
                .map(|returns| Partner {
                    name: String::new(),
                    contact: String::new(),
                    board: String::new(),
                    published: false,
                    deadline: None,
                    returns,
                    records: Vec::new(),
                })
                .collect();
            let owners = Owners::new(&asked, &partners);
            let ids = || asked.needs.iter().map(|need| need.series.id());
            for series in SERIES {
                let found = partners.iter().position(|one| one.owes(series));
                prop_assert_eq!(owners.of_series(series), found);
            }
            let shares = |one: &Partner| {
                one.returns.contains(&pattern)
                    || ids().any(|id| one.owes(id) && covers(&pattern, id))
            };
            prop_assert_eq!(owners.of_pattern(&pattern), partners.iter().position(shares));
            prop_assert_eq!(owners.are_read(&pattern), ids().any(|id| covers(&pattern, id)));
        }
    }
}
