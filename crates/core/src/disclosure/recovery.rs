//! Secondary suppression: what more is withheld so that no withheld count can be worked out from
//! those that are shown.

/// A count that some output shows, or would show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// The figure that tells it: all that one figure tells is withheld together.
    pub(super) figure: usize,
    /// Its size; the smallest is withheld first.
    pub(super) count: u64,
    /// Whether it is a zero that may be shown, which protects nothing while another could.
    pub(super) safe_zero: bool,
    /// Whether it is withheld before or after others.
    pub(super) turn: Turn,
    /// Counts below this may not be known to be so; 0 where no policy speaks of it.
    pub(super) threshold: u64,
    /// What a reader knows of it at the least where it is withheld.
    pub(super) least: u64,
    /// Whether it is withheld.
    pub(super) withheld: bool,
}

/// When a cell is withheld to protect another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// Shares put together, of which each says more by itself.
    First,
    /// Any other.
    Usual,
    /// A total, which more depends on.
    Last,
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

impl Sign {
    /// The sign as a number modulo the prime.
    fn modulo(self) -> u64 {
        match self {
            Self::Plus => 1,
            Self::Minus => PRIME - 1,
        }
    }

    /// The sign that such a number is; `None` where it is more than one.
    fn of(number: u64) -> Option<Self> {
        [Self::Plus, Self::Minus].into_iter().find(|sign| sign.modulo() == number)
    }
}

/// The cell to withhold of those shown: the smallest, a total or a nobody only after the others.
pub(super) fn smallest(cells: &[Cell], shown: impl IntoIterator<Item = usize>) -> Option<usize> {
    shown.into_iter().min_by_key(|index| {
        let cell = cells[*index];
        (cell.safe_zero, cell.turn, cell.count, *index)
    })
}

/// Withheld cells whose sum or difference the shown ones give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remainder {
    /// The withheld cells, each with its sign; never none.
    pub(super) withheld: Vec<(usize, Sign)>,
    /// The shown cells that it is reckoned from.
    pub(super) shown: Vec<usize>,
}

impl Remainder {
    /// What one relation leaves, where everything in it but cells is known.
    pub(super) fn of(cells: &[Cell], relation: &Relation) -> Option<Self> {
        let (mut withheld, mut shown) = (Vec::new(), Vec::new());
        for (unknown, sign) in relation {
            match unknown {
                Unknown::Cell(index) if cells[*index].withheld => withheld.push((*index, *sign)),
                Unknown::Cell(index) => shown.push(*index),
                Unknown::Hidden(_) => return None,
            }
        }
        (!withheld.is_empty()).then_some(Self { withheld, shown })
    }

    /// Whether it tells a reader a withheld cell, or that one is below its threshold.
    pub(super) fn tells(&self, cells: &[Cell]) -> bool {
        let [(_, sign), others @ ..] = self.withheld.as_slice() else { return false };
        if others.is_empty() {
            return true;
        }
        // A difference bounds neither: both may be as large as anything.
        if others.iter().any(|(_, other)| other != sign) {
            return false;
        }
        let withheld = || self.withheld.iter().map(|(index, _)| cells[*index]);
        let together: u64 = withheld().map(|cell| cell.count).sum();
        let least: u64 = withheld().map(|cell| cell.least).sum();
        withheld().any(|cell| together.saturating_sub(least - cell.least) < cell.threshold)
    }
}

/// What the relations leave together: for each withheld cell, what is known of it and of others.
///
/// Gauss and Jordan's elimination over the unknown columns: a withheld cell follows from the shown
/// ones if and only if its row holds no other unknown. Computed modulo a prime near 2⁶¹: the signs
/// are ±1, and no determinant of theirs that matters is a multiple of it. A row in which a withheld
/// cell stands more than once over bounds nothing that could be read off, and is left out.
pub(super) fn remainders(cells: &[Cell], relations: &[Relation]) -> Vec<Remainder> {
    let hidden = relations
        .iter()
        .flatten()
        .filter_map(|(unknown, _)| match unknown {
            Unknown::Hidden(index) => Some(index + 1),
            Unknown::Cell(_) => None,
        })
        .max()
        .unwrap_or(0);
    let columns = cells.len() + hidden;
    let mut matrix: Vec<Vec<u64>> = relations
        .iter()
        .map(|relation| {
            let mut row = vec![0; columns];
            for (unknown, sign) in relation {
                let column = match unknown {
                    Unknown::Cell(index) => *index,
                    Unknown::Hidden(index) => cells.len() + index,
                };
                row[column] = add(row[column], sign.modulo());
            }
            row
        })
        .collect();
    let unknown: Vec<_> = (0..columns)
        .rev()
        .filter(|column| cells.get(*column).is_none_or(|cell| cell.withheld))
        .collect();
    eliminate(&mut matrix, &unknown);
    matrix.iter().filter_map(|row| left_by(cells, row)).collect()
}

/// Solves the rows for as many of the unknown columns as they can be solved for.
fn eliminate(matrix: &mut [Vec<u64>], unknown: &[usize]) {
    let mut rank = 0;
    for column in unknown {
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
        rank += 1;
    }
}

/// What a solved row leaves, where it holds nothing that no output shows.
fn left_by(cells: &[Cell], row: &[u64]) -> Option<Remainder> {
    let (of_cells, of_hidden) = row.split_at(cells.len());
    if of_hidden.iter().any(|value| *value != 0) {
        return None;
    }
    let (mut withheld, mut shown) = (Vec::new(), Vec::new());
    for (index, value) in of_cells.iter().enumerate().filter(|(_, value)| **value != 0) {
        if cells[index].withheld {
            withheld.push((index, Sign::of(*value)?));
        } else {
            shown.push(index);
        }
    }
    (!withheld.is_empty()).then_some(Remainder { withheld, shown })
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
