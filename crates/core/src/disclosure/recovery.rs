//! Secondary suppression: what more is withheld so that no withheld count can be worked out from
//! those that are shown.

/// A count that some output shows, or would show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its size; the smallest is withheld first.
    pub(super) count: u64,
    /// Whether it is a zero that may be shown, which protects nothing while another could.
    pub(super) safe_zero: bool,
    /// Whether it is a total by the plan's word, which is withheld last.
    pub(super) total: bool,
    /// Whether it is withheld.
    pub(super) withheld: bool,
}

/// An unknown of a relation: a cell by its index, or a number that no output shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    Cell(usize),
    Hidden(usize),
}

/// Unknowns, some of them negative, that add up to nothing.
pub(super) type Relation = Vec<(Unknown, Sign)>;

/// The sign of an unknown in a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
}

/// Withholds more cells, the smallest that helps first, until no withheld one follows from those
/// shown by the relations, alone or together.
pub(super) fn protect(cells: &mut [Cell], relations: &[Relation]) {
    // Each round withholds one cell more, so that it ends.
    while let Some(chosen) = next(cells, relations) {
        cells[chosen].withheld = true;
    }
}

/// The cell to withhold next: the smallest of those from which the first withheld cell follows, by
/// one relation where there is such a one, and otherwise by several together.
fn next(cells: &[Cell], relations: &[Relation]) -> Option<usize> {
    let by_one = relations.iter().find_map(|relation| shown_beside_one(cells, relation));
    let by_many = || formulas(cells, relations).into_iter().find(|formula| !formula.is_empty());
    let formula = by_one.or_else(by_many)?;
    formula.into_iter().min_by_key(|index| {
        let cell = cells[*index];
        (cell.safe_zero, cell.total, cell.count, *index)
    })
}

/// The shown cells of a relation that has one withheld cell and nothing else unknown.
fn shown_beside_one(cells: &[Cell], relation: &Relation) -> Option<Vec<usize>> {
    let (mut shown, mut withheld) = (Vec::new(), 0);
    for (unknown, _) in relation {
        match unknown {
            Unknown::Cell(index) if cells[*index].withheld => withheld += 1,
            Unknown::Cell(index) => shown.push(*index),
            Unknown::Hidden(_) => return None,
        }
    }
    (withheld == 1 && !shown.is_empty()).then_some(shown)
}

/// For each withheld cell that can be worked out, the shown cells from which it is.
///
/// Gauss and Jordan's elimination over the unknown columns: a withheld cell follows from the shown
/// ones if and only if its row holds no other unknown. Computed modulo a prime near 2⁶¹: the signs
/// are ±1, and no determinant of theirs that matters is a multiple of it.
pub(super) fn formulas(cells: &[Cell], relations: &[Relation]) -> Vec<Vec<usize>> {
    let hidden = relations
        .iter()
        .flatten()
        .filter_map(|(unknown, _)| match unknown {
            Unknown::Hidden(index) => Some(index + 1),
            Unknown::Cell(_) => None,
        })
        .max()
        .unwrap_or(0);
    let withheld = |column: usize| column < cells.len() && cells[column].withheld;
    let mut matrix: Vec<Vec<u64>> = relations
        .iter()
        .map(|relation| {
            let mut row = vec![0; cells.len() + hidden];
            for (unknown, sign) in relation {
                let column = match unknown {
                    Unknown::Cell(index) => *index,
                    Unknown::Hidden(index) => cells.len() + index,
                };
                let one = if *sign == Sign::Plus { 1 } else { PRIME - 1 };
                row[column] = add(row[column], one);
            }
            row
        })
        .collect();
    let unknown: Vec<_> = (0..cells.len() + hidden)
        .rev()
        .filter(|column| *column >= cells.len() || withheld(*column))
        .collect();
    let mut found = Vec::new();
    let mut pivots = Vec::new();
    for column in &unknown {
        let rank = pivots.len();
        let Some(pivot) = (rank..matrix.len()).find(|row| matrix[*row][*column] != 0) else {
            continue;
        };
        matrix.swap(rank, pivot);
        let inverse = power(matrix[rank][*column], PRIME - 2);
        for value in &mut matrix[rank] {
            *value = multiply(*value, inverse);
        }
        let row = matrix[rank].clone();
        for (index, other) in matrix.iter_mut().enumerate() {
            let factor = other[*column];
            if index == rank || factor == 0 {
                continue;
            }
            for (value, of_pivot) in other.iter_mut().zip(&row) {
                *value = add(*value, PRIME - multiply(factor, *of_pivot));
            }
        }
        pivots.push(*column);
    }
    for (row, pivot) in matrix.iter().zip(&pivots) {
        let alone = unknown.iter().all(|column| column == pivot || row[*column] == 0);
        if withheld(*pivot) && alone {
            let shown = (0..cells.len()).filter(|column| !cells[*column].withheld);
            found.push(shown.filter(|column| row[*column] != 0).collect());
        }
    }
    found
}

/// 2⁶¹ − 1, a prime of Mersenne.
const PRIME: u64 = (1 << 61) - 1;

fn add(first: u64, second: u64) -> u64 {
    (first + second) % PRIME
}

fn multiply(first: u64, second: u64) -> u64 {
    let product = u128::from(first) * u128::from(second) % u128::from(PRIME);
    u64::try_from(product).unwrap_or(0)
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply(result, base);
        }
        base = multiply(base, base);
        exponent >>= 1;
    }
    result
}
