//! Sums by the names of their series: those that a plan names, and those that its tallies know.

use super::recovery::{Relation, Sign, Turn, Unknown};
use super::{DisclosurePolicy, DisclosureSum};
use crate::{FigureRelation, Term};

/// Which people of a figure are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    /// Those of a count.
    Count,
    /// Those of a share who are so.
    Yes,
    /// Those of a share who are not.
    No,
    /// All of a share.
    All,
}

/// A total and its parts, in each period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedSum<'a> {
    pub(super) total: (&'a str, Facet),
    parts: Vec<(&'a str, Facet)>,
    /// When its total is withheld to protect a part.
    turn: Turn,
}

impl<'a> NamedSum<'a> {
    /// Every sum of the policies and of the relations.
    pub(super) fn all(policies: &'a [DisclosurePolicy], relations: &[FigureRelation]) -> Vec<Self> {
        let of_plan = policies.iter().flat_map(|policy| &policy.sums);
        let mut sums: Vec<_> = of_plan.flat_map(Self::of_plan).collect();
        for sum in relations.iter().flat_map(Self::of_relation) {
            if !sums.contains(&sum) {
                sums.push(sum);
            }
        }
        sums
    }

    /// What a plan calls a sum holds of counts, and of shares for those who are so and who are not.
    fn of_plan(sum: &'a DisclosureSum) -> Vec<Self> {
        [Facet::Count, Facet::Yes, Facet::No]
            .map(|facet| Self {
                total: (sum.total.as_str(), facet),
                parts: sum.parts.iter().map(|part| (part.as_str(), facet)).collect(),
                turn: Turn::Last,
            })
            .to_vec()
    }

    fn of_relation(relation: &FigureRelation) -> Vec<Self> {
        match relation {
            FigureRelation::Sum { total, parts } => vec![Self {
                total: named(*total),
                parts: parts.iter().copied().map(named).collect(),
                // What is the same is no total.
                turn: if parts.len() > 1 { Turn::Last } else { Turn::Usual },
            }],
            FigureRelation::Shares { total, parts } => [Facet::Yes, Facet::No]
                .map(|facet| Self {
                    total: (total.id(), facet),
                    parts: parts.iter().map(|part| (part.id(), facet)).collect(),
                    turn: Turn::First,
                })
                .to_vec(),
            FigureRelation::Computed { .. } => Vec::new(),
        }
    }

    /// All of a share are those who are so and those who are not.
    pub(super) fn of_share(series: &'a str) -> Self {
        Self {
            total: (series, Facet::All),
            parts: vec![(series, Facet::Yes), (series, Facet::No)],
            turn: Turn::Usual,
        }
    }

    /// The series that it joins.
    pub(super) fn series(&self) -> impl Iterator<Item = &'a str> {
        self.parts.iter().chain([&self.total]).map(|(series, _)| *series)
    }

    /// When a figure is withheld to protect another, by the sums of which it is the total.
    pub(super) fn turn(sums: &[Self], series: &str, facet: Facet) -> Turn {
        let own = sums.iter().filter(|sum| sum.total == (series, facet)).map(|sum| sum.turn);
        own.max().unwrap_or(Turn::Usual)
    }

    pub(super) fn names(&self, series: &str, facet: Facet) -> bool {
        // The people of a share are known together.
        let counts = |one: Facet| one == Facet::Count;
        self.parts
            .iter()
            .chain([&self.total])
            .any(|(name, of)| *name == series && counts(*of) == counts(facet))
    }

    /// The sum as a relation of what `find` finds for each term; `None` where it does not find one.
    pub(super) fn relation(
        &self,
        mut find: impl FnMut((&'a str, Facet)) -> Option<Unknown>,
    ) -> Option<Relation> {
        let mut relation = vec![(find(self.total)?, Sign::Plus)];
        for part in &self.parts {
            relation.push((find(*part)?, Sign::Minus));
        }
        Some(relation)
    }
}

fn named(term: Term) -> (&'static str, Facet) {
    let facet = match term {
        Term::Count(_) => Facet::Count,
        Term::Yes(_) => Facet::Yes,
        Term::No(_) => Facet::No,
        Term::All(_) => Facet::All,
    };
    (term.series().id(), facet)
}
