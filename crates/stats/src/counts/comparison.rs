//! The test chosen for two counts, and what it finds.

use serde::Serialize;

use crate::counts::exact::{LARGEST_EXACT_TOTAL, Ratio, exact_conditional};
use crate::counts::{Counted, Dispersion, RateComparison, rate_comparison};
use crate::normal::{CONTROL_LINE_MULTIPLE, SIGNIFICANCE, tails_beyond};
use crate::number::real;

/// Two counts that add to fewer than this are compared exactly.
pub const SMALL_TOTAL: u64 = 100;

/// Two counts of which either is below this are compared exactly.
pub const SMALL_COUNT: u64 = 10;

/// Rates nearer than this, as a share of the larger, are level: they differ by rounding alone.
const LEVEL_TOLERANCE: f64 = 4.0 * f64::EPSILON;

/// How two counts were compared, with what belongs to that method alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Method {
    /// [`exact_conditional`].
    ExactConditional {
        /// Second rate over first.
        ratio: Ratio,
    },
    /// [`rate_comparison`].
    QuasiPoisson {
        /// Standard errors by which the second rate stands above the first.
        z: f64,
        /// The dispersion allowed for.
        dispersion: Dispersion,
    },
    /// Both counts are 0: there was nothing to compare.
    NothingCounted,
}

impl Method {
    /// The method's name, for print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ExactConditional { .. } => "exact conditional test",
            Self::QuasiPoisson { .. } => "quasi-Poisson z test",
            Self::NothingCounted => "none: nothing counted",
        }
    }
}

/// Which way the second rate lies from the first, significant or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Direction {
    /// The second rate is the higher.
    Up,
    /// The second rate is the lower.
    Down,
    /// The rates are equal.
    Level,
}

/// What the comparison is evidence of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Change {
    /// The second rate is significantly the higher.
    Higher,
    /// The second rate is significantly the lower.
    Lower,
    /// Neither: the difference could be chance.
    NoEvidence,
}

/// Two counts compared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Comparison {
    /// How they were compared.
    pub method: Method,
    /// The two-sided p-value, from 0 to 1; 1 if nothing was counted.
    pub p_value: f64,
    /// Which way the second rate lies from the first.
    pub direction: Direction,
    /// What this is evidence of.
    pub change: Change,
}

impl Comparison {
    /// The z, if the method has one.
    #[must_use]
    pub const fn z(self) -> Option<f64> {
        match self.method {
            Method::QuasiPoisson { z, .. } => Some(z),
            Method::ExactConditional { .. } | Method::NothingCounted => None,
        }
    }
}

/// Compares two counts by the test that suits their size, **second against first**.
///
/// Exact if c₁ + c₂ < [`SMALL_TOTAL`] or either is below [`SMALL_COUNT`]; otherwise the
/// quasi-Poisson z. A change is significant at p < 0.05 by the exact test and at |z| ≥ 1.96 by
/// the z. Both counts 0: [`Method::NothingCounted`], p = 1, no evidence.
///
/// The exact test knows no dispersion, so `dispersion` is used only with z. A small count beside
/// one that takes the total above [`LARGEST_EXACT_TOTAL`] is compared by z.
///
/// # Source
///
/// As for [`rate_comparison`] and [`exact_conditional`].
///
/// ```
/// use panel_stats::counts::comparison::{Change, compare};
/// use panel_stats::counts::{Counted, Dispersion};
///
/// let (first, second) = (Counted::in_one_period(3_935), Counted::in_one_period(4_253));
/// assert_eq!(compare(first, second, Dispersion::POISSON).change, Change::Higher);
/// assert_eq!(compare(first, second, Dispersion::new(4.0)?).change, Change::NoEvidence);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
#[must_use]
pub fn compare(first: Counted, second: Counted, dispersion: Dispersion) -> Comparison {
    let direction = direction(first, second);
    if is_small(first, second)
        && let Ok(exact) = exact_conditional(first, second)
    {
        return Comparison {
            method: match exact.ratio {
                Ratio::NothingCounted => Method::NothingCounted,
                ratio => Method::ExactConditional { ratio },
            },
            p_value: exact.p_value,
            direction,
            change: change(direction, exact.p_value < SIGNIFICANCE),
        };
    }
    by_z(first, second, dispersion)
}

/// The same, for a `dispersion` that must not be left out: where [`compare`] would choose the exact
/// test, which knows none, and z allowing for it is less sure of a difference, z is taken.
///
/// # Source
///
/// As for [`compare`].
///
/// ```
/// use panel_stats::counts::comparison::{Change, compare, compare_dispersed};
/// use panel_stats::counts::{Counted, Dispersion};
///
/// let (first, second) = (Counted::in_one_period(30), Counted::in_one_period(12));
/// let of_few_people = Dispersion::new(3.0)?;
/// assert_eq!(compare(first, second, of_few_people).change, Change::Lower);
/// assert_eq!(compare_dispersed(first, second, of_few_people).change, Change::NoEvidence);
/// # Ok::<(), panel_stats::StatsError>(())
/// ```
#[must_use]
pub fn compare_dispersed(first: Counted, second: Counted, dispersion: Dispersion) -> Comparison {
    let chosen = compare(first, second, dispersion);
    let by_z = by_z(first, second, dispersion);
    let leaves_out = matches!(chosen.method, Method::ExactConditional { .. });
    if leaves_out && dispersion.factor() > 1.0 && by_z.p_value > chosen.p_value {
        by_z
    } else {
        chosen
    }
}

/// By the quasi-Poisson z, whatever the size.
fn by_z(first: Counted, second: Counted, dispersion: Dispersion) -> Comparison {
    let direction = direction(first, second);
    match rate_comparison(first, second, dispersion) {
        RateComparison::Z(z) => Comparison {
            method: Method::QuasiPoisson { z, dispersion },
            p_value: tails_beyond(z),
            direction,
            change: change(direction, z.abs() >= CONTROL_LINE_MULTIPLE),
        },
        RateComparison::NothingCounted => Comparison {
            method: Method::NothingCounted,
            p_value: 1.0,
            direction,
            change: Change::NoEvidence,
        },
    }
}

/// Whether the normal approximation is too rough and the exact test within reach.
fn is_small(first: Counted, second: Counted) -> bool {
    // Saturation leaves a total that is far too large too large.
    let total = first.count().saturating_add(second.count());
    let smaller = first.count().min(second.count());
    (total < SMALL_TOTAL || smaller < SMALL_COUNT) && total <= LARGEST_EXACT_TOTAL
}

/// Which way the second rate lies.
fn direction(first: Counted, second: Counted) -> Direction {
    // Cross-multiplied: with equal exposures the counts themselves decide.
    let before = real(first.count()) * second.exposure();
    let after = real(second.count()) * first.exposure();
    if (after - before).abs() <= LEVEL_TOLERANCE * before.max(after) {
        Direction::Level
    } else if after > before {
        Direction::Up
    } else {
        Direction::Down
    }
}

/// A significant difference is a change in its direction.
const fn change(direction: Direction, significant: bool) -> Change {
    match direction {
        Direction::Up if significant => Change::Higher,
        Direction::Down if significant => Change::Lower,
        _ => Change::NoEvidence,
    }
}
