//! Solves a system of what a reader knows: by elimination, and by bounding each number by the others. No
//! number is less than nothing, and every one of them is whole.

/// Numbers, each with its weight, that come to a sum, or nearly so.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    pub(super) terms: Vec<(usize, f64)>,
    pub(super) sum: f64,
    /// By how much the sum may be off on either side.
    pub(super) within: f64,
}

impl Equation {
    pub(super) fn exact(terms: Vec<(usize, f64)>, sum: f64) -> Self {
        Self { terms, sum, within: 0.0 }
    }
}

/// What is found of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Exactly,
    Between(i128, i128),
    AtLeast(i128),
}

const EPSILON: f64 = 1e-6;

/// What is found of each of so many numbers.
pub(super) fn solve(equations: &[Equation], numbers: usize) -> Vec<Found> {
    let reduced = eliminated(equations, numbers);
    let single = |index: usize| {
        let alone = |one: &&Equation| one.terms.len() == 1 && one.terms[0].0 == index;
        reduced.iter().any(|one| alone(&one))
    };
    let all: Vec<_> = equations.iter().chain(&reduced).collect();
    let mut ranges = vec![(0.0_f64, f64::INFINITY); numbers];
    for _ in 0..100 {
        let before = ranges.clone();
        for equation in &all {
            narrow(&mut ranges, equation);
        }
        if before == ranges {
            break;
        }
    }
    let found = ranges.iter().enumerate().map(|(index, (low, high))| {
        #[expect(clippy::cast_possible_truncation, reason = "whole numbers far below 2^52")]
        let whole = |end: f64| end as i128;
        match high {
            _ if single(index) || high <= low => Found::Exactly,
            high if high.is_finite() => Found::Between(whole(*low), whole(*high)),
            _ => Found::AtLeast(whole(*low)),
        }
    });
    found.collect()
}

/// Bounds each number of an equation by the others.
fn narrow(ranges: &mut [(f64, f64)], equation: &Equation) {
    let end = |ranges: &[(f64, f64)], (index, weight): (usize, f64), most: bool| {
        let (low, high) = ranges[index];
        weight * if (weight > 0.0) == most { high } else { low }
    };
    for &(index, weight) in &equation.terms {
        let others = || equation.terms.iter().copied().filter(move |(other, _)| *other != index);
        let least: f64 = others().map(|term| end(ranges, term, false)).sum();
        let most: f64 = others().map(|term| end(ranges, term, true)).sum();
        let ends = [
            (equation.sum - equation.within - most) / weight,
            (equation.sum + equation.within - least) / weight,
        ];
        let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        let range = &mut ranges[index];
        range.0 = range.0.max((low - EPSILON).ceil());
        range.1 = range.1.min((high + EPSILON).floor());
    }
}

/// The exact equations, solved for as many numbers as they can be solved for.
fn eliminated(equations: &[Equation], numbers: usize) -> Vec<Equation> {
    let exact = equations.iter().filter(|one| one.within == 0.0);
    let mut rows: Vec<Vec<f64>> = exact
        .map(|one| {
            let mut row = vec![0.0; numbers + 1];
            one.terms.iter().for_each(|(index, weight)| row[*index] += weight);
            row[numbers] = one.sum;
            row
        })
        .collect();
    let mut rank = 0;
    for column in (0..numbers).rev() {
        let largest = (rank..rows.len())
            .max_by(|one, other| rows[*one][column].abs().total_cmp(&rows[*other][column].abs()));
        let Some(pivot) = largest.filter(|row| rows[*row][column].abs() > EPSILON) else {
            continue;
        };
        rows.swap(rank, pivot);
        let by = rows[rank][column];
        rows[rank].iter_mut().for_each(|value| *value /= by);
        let of_pivot = rows[rank].clone();
        for (index, row) in rows.iter_mut().enumerate() {
            let factor = row[column];
            if index != rank && factor.abs() > EPSILON {
                row.iter_mut().zip(&of_pivot).for_each(|(value, pivot)| *value -= factor * pivot);
            }
        }
        rank += 1;
    }
    let left = rows.into_iter().take(rank).map(|row| {
        let terms = row[..numbers].iter().copied().enumerate();
        let terms = terms.filter(|(_, weight)| weight.abs() > EPSILON).collect();
        Equation::exact(terms, row[numbers])
    });
    left.collect()
}

#[test]
fn a_total_gives_its_last_part_away_and_bounds_two() {
    // 7 = a + b + c, of which a is 3; then c is 1 as well.
    let total = Equation::exact(vec![(0, 1.0), (1, 1.0), (2, 1.0)], 7.0);
    let first = Equation::exact(vec![(0, 1.0)], 3.0);
    let found = solve(&[total.clone(), first.clone()], 3);
    assert_eq!(found, [Found::Exactly, Found::Between(0, 4), Found::Between(0, 4)]);
    let last = Equation::exact(vec![(2, 1.0)], 1.0);
    assert_eq!(solve(&[total, first, last], 3)[1], Found::Exactly);
}
