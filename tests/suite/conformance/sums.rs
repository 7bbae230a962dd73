//! A tally says which of its figures are sums of others: found by what the figures do, whatever it says.
//!
//! Each period of each set of generated records gives every count a value. Sums hold in all of them, so
//! that the values span fewer dimensions than there are counts; by as many as there are sums.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{Counted, FigureRelation, Period, Quantity, Tally, Term};

use super::records::counted;
use super::terms;

/// A count that a figure tells: its series, and which people of it.
type Counts = BTreeMap<(String, Facet), i128>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Facet {
    Count,
    Yes,
    No,
    All,
}

/// Every tally, under so many sets of records at the most: what happens rarely needs many before it is
/// seen to be no sum.
pub(super) fn declared_under(most: u64) {
    let plan = panel_plan::linked().unwrap();
    let undeclared: Vec<_> =
        plan.tallies().into_iter().filter_map(|tally| undeclared(tally, most)).collect();
    assert_eq!(undeclared, [""; 0], "every sum of a tally's figures is declared in `relations`");
}

/// Sets of records between one look at the sums and the next.
const STEP: u64 = 10;

fn undeclared(tally: &'static Tally, most: u64) -> Option<String> {
    let mut samples: Vec<Counts> = Vec::new();
    let mut said = None;
    for seed in 0..most {
        samples.extend(by_period(&counted(&[tally], seed, terms())));
        if (seed + 1) % STEP == 0 {
            said = undeclared_of(tally, &samples);
            said.as_ref()?;
        }
    }
    said
}

fn undeclared_of(tally: &Tally, samples: &[Counts]) -> Option<String> {
    let given: BTreeSet<&str> = tally.gives.iter().map(|one| one.series.id()).collect();
    let all: BTreeSet<_> = samples.iter().flat_map(Counts::keys).cloned().collect();
    // What is nothing in every sample is no part of any sum.
    let counts = |column: &(String, Facet)| {
        samples.iter().any(|one| one.get(column).is_some_and(|count| *count != 0))
    };
    let columns: Vec<_> = all.into_iter().filter(counts).collect();
    let row = |sample: &Counts| -> Vec<i128> {
        columns.iter().map(|one| sample.get(one).copied().unwrap_or(0)).collect()
    };
    let declared = tally.relations.iter().flat_map(|one| sums(one, &given));
    let declared: Vec<_> = declared.chain(of_shares(&columns)).map(|sum| row(&sum)).collect();
    for sample in samples.iter().map(row) {
        for sum in &declared {
            let comes_to: i128 = sample.iter().zip(sum).map(|(count, sign)| count * sign).sum();
            assert_eq!(comes_to, 0, "{given:?}: a declared sum does not hold");
        }
    }
    let there_are = columns.len() - rank(samples.iter().map(row).collect());
    let declared = rank(declared);
    (declared != there_are)
        .then(|| format!("{declared} declared, and {there_are} hold, of {columns:?}"))
}

/// The counts of each period of which most figures are given: one of which others are not known cannot
/// show a sum of them. Where nobody could have a share, it is one of nobody.
fn by_period(counted: &[Counted]) -> Vec<Counts> {
    let mut found: BTreeMap<Period, Counts> = BTreeMap::new();
    for (_, figure) in counted.iter().flat_map(|one| &one.figures) {
        let counts = found.entry(figure.period).or_default();
        let mut put = |facet, count: u64| {
            counts.insert((figure.series.to_string(), facet), i128::from(count));
        };
        match &figure.value {
            Quantity::Count(count) => put(Facet::Count, count.unsigned_abs()),
            Quantity::Proportion(share) => {
                put(Facet::Yes, share.positive());
                put(Facet::No, share.surveyed() - share.positive());
                put(Facet::All, share.surveyed());
            }
            _ => {}
        }
    }
    let most = found.values().map(Counts::len).max().unwrap_or(0);
    found.into_values().filter(|counts| counts.len() == most).collect()
}

/// The sums that a relation declares, of figures that are given alone.
fn sums(relation: &FigureRelation, given: &BTreeSet<&str>) -> Vec<Counts> {
    let of = |total: Term, parts: &[Term]| {
        let all = parts.iter().map(|part| (*part, -1)).chain([(total, 1)]);
        all.map(|(term, sign)| (named(term), sign)).collect::<Counts>()
    };
    let all = match relation {
        FigureRelation::Sum { total, parts } => vec![of(*total, parts)],
        FigureRelation::Shares { total, parts } => [Term::Yes, Term::No]
            .map(|facet| of(facet(*total), &parts.iter().copied().map(facet).collect::<Vec<_>>()))
            .to_vec(),
        FigureRelation::Computed { .. } => Vec::new(),
    };
    let own = |sum: &Counts| sum.keys().all(|(series, _)| given.contains(series.as_str()));
    all.into_iter().filter(own).collect()
}

fn named(term: Term) -> (String, Facet) {
    let facet = match term {
        Term::Count(_) => Facet::Count,
        Term::Yes(_) => Facet::Yes,
        Term::No(_) => Facet::No,
        Term::All(_) => Facet::All,
    };
    (term.series().id().to_owned(), facet)
}

/// All of a share are those who are so and those who are not.
fn of_shares(columns: &[(String, Facet)]) -> Vec<Counts> {
    let shares = columns.iter().filter(|(_, facet)| *facet == Facet::All);
    shares
        .map(|(series, _)| {
            [(Facet::All, 1), (Facet::Yes, -1), (Facet::No, -1)]
                .map(|(facet, sign)| ((series.clone(), facet), sign))
                .into()
        })
        .collect()
}

/// A prime below 2^31, so that products stay small.
const PRIME: i128 = 2_147_483_647;

/// How many dimensions the rows span.
fn rank(mut rows: Vec<Vec<i128>>) -> usize {
    let columns = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..columns {
        let found = (rank..rows.len()).find(|row| rows[*row][column].rem_euclid(PRIME) != 0);
        let Some(pivot) = found else { continue };
        rows.swap(rank, pivot);
        let of_pivot = rows[rank].clone();
        let inverse = power(of_pivot[column].rem_euclid(PRIME), PRIME - 2);
        for row in rows.iter_mut().skip(rank + 1) {
            let factor = row[column] * inverse % PRIME;
            if factor != 0 {
                for (value, pivot) in row.iter_mut().zip(&of_pivot) {
                    *value = (*value - factor * pivot).rem_euclid(PRIME);
                }
            }
        }
        rank += 1;
    }
    rank
}

fn power(base: i128, exponent: i128) -> i128 {
    let (mut result, mut base, mut exponent) = (1, base, exponent);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent /= 2;
    }
    result
}
