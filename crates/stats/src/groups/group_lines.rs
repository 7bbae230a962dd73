//! Lines around the mean of a group, and where one member lies.

use serde::Serialize;

use crate::charts::ChartError;
use crate::charts::chart::{Limits, Position, Scale};
use crate::charts::numbers::{checked, mean, sample_sd};
use crate::normal::checked_multiple;
use crate::number::length;
use crate::student_t::{StudentTest, t_within};

/// A group of fewer has no lines, the member judged among them.
pub const SMALLEST_GROUP: usize = 3;

/// Whether the lines rest on the member judged as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum OwnValue {
    /// In: the mean is the whole group's. No member of g can then lie more than (g−1)/√g
    /// deviations away; of 8 equal ones, 1.9% fall outside 1.96.
    Included,
    /// Out: the lines rest on the others alone. Of 8 equal ones, 11.6% fall outside 1.96.
    Excluded,
}

/// A member against its group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum GroupLines {
    /// The group has fewer than [`SMALLEST_GROUP`] members, or one without another to compare.
    TooFew {
        /// How many it has.
        members: usize,
    },
    /// Those the lines rest on are all equal: the lines collapse on the mean.
    NoSpread {
        /// What they all are.
        centre: f64,
        /// The member's value.
        own: f64,
        /// Where the member lies.
        position: Position,
    },
    /// Lines, and where the member lies.
    Drawn(GroupComparison),
}

/// A group's lines and one member.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GroupComparison {
    /// How many members the group has, the one judged among them.
    pub members: usize,
    /// The sample standard deviation (n − 1) of those the lines rest on, in their units.
    pub sd: f64,
    /// The lines; their centre is the unweighted mean of those they rest on.
    pub limits: Limits,
    /// The member's value.
    pub own: f64,
    /// Where the member lies. On a line is within.
    pub position: Position,
}

/// How unusual a member is among the others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum GroupP {
    /// The group has fewer than [`SMALLEST_GROUP`] members, or one without another to compare.
    TooFew {
        /// How many it has.
        members: usize,
    },
    /// The others are all equal, or so nearly that t would be no number: nothing says how unusual
    /// another value is.
    NoSpread {
        /// What they all are.
        centre: f64,
        /// The member's value.
        own: f64,
    },
    /// A t, positive where the member lies above the mean of the others.
    Tested(StudentTest),
}

/// Member `own` (its place, from 0) against the mean of its group ± `multiple` deviations.
///
/// Formula: m ± k·s, m the unweighted mean and s the sample standard deviation (n − 1) of the
/// group, with or without the member; lines stop at the ends of `scale`. How precisely each
/// value is known is not used: for that, see [`funnel`](crate::groups::funnel).
///
/// # Errors
///
/// [`ChartError::NoSuchMember`]; [`ChartError::ValueOutOfRange`] and [`ChartError::OffScale`] for
/// a value that is none; [`ChartError::Stats`] for a `multiple` out of range.
///
/// # Source
///
/// Textbook; the reach of a member that is included, Thompson 1935.
///
/// ```
/// use panel_stats::charts::chart::{Position, Scale};
/// use panel_stats::groups::group_lines::{GroupLines, OwnValue, group_lines};
///
/// let rates = [8.1, 6.0, 6.4, 5.9, 6.2, 6.1, 6.3, 5.8];
/// let found = group_lines(&rates, 0, OwnValue::Included, 1.96, Scale::NotNegative)?;
/// let GroupLines::Drawn(found) = found else { unreachable!("they differ") };
/// assert_eq!(format!("{:.2}", found.limits.high()), "7.79");
/// assert_eq!(found.position, Position::Above);
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn group_lines(
    values: &[f64],
    own: usize,
    own_value: OwnValue,
    multiple: f64,
    scale: Scale,
) -> Result<GroupLines, ChartError> {
    let multiple = checked_multiple(multiple)?;
    compared(values, own, own_value, multiple, scale)
}

/// Member `own` against the exact prediction limits of the others.
///
/// Formula, for g members: m ± t·s·√(1 + 1/(g−1)), m and s of the g − 1 others, t the quantile
/// with g − 2 degrees of freedom within which `confidence` (a share, 0.95 for 95%) lies; for
/// g = 8 and 95%, 2.616 s. Exact if all values are independent and normal with the same mean and
/// variance.
///
/// # Errors
///
/// As for [`group_lines`]; [`ChartError::Stats`] for a `confidence` out of range.
///
/// # Source
///
/// Student 1908; Baker 1935.
pub fn group_prediction_lines(
    values: &[f64],
    own: usize,
    confidence: f64,
    scale: Scale,
) -> Result<GroupLines, ChartError> {
    let others = values.len().max(SMALLEST_GROUP) - 1;
    let deviations = t_within(others - 1, confidence)? * (1.0 + 1.0 / length(others)).sqrt();
    compared(values, own, OwnValue::Excluded, deviations, scale)
}

/// The two-sided p-value of one member among the others, if it were one of them.
///
/// Formula, for g members: t = (own − m)/(s·√(1 + 1/(g−1))), m and s (n − 1) of the g − 1 others;
/// p = P(|T| > |t|) with g − 2 degrees of freedom. It is below 1 − c exactly where
/// [`group_prediction_lines`] at the confidence c leaves the member outside on an unbounded scale,
/// and as exact.
///
/// # Errors
///
/// [`ChartError::NoSuchMember`]; [`ChartError::ValueOutOfRange`] for a value that is none.
///
/// # Source
///
/// Student 1908; Baker 1935.
///
/// ```
/// use panel_stats::groups::group_lines::{GroupP, group_p};
///
/// let found = group_p(&[7.0, 6.0, 6.4, 5.9, 6.2, 6.1, 6.3, 5.8], 0)?;
/// let GroupP::Tested(test) = found else { unreachable!("the others differ") };
/// assert_eq!(format!("t = {:.2}, p = {:.4}", test.t, test.p_value), "t = 3.90, p = 0.0080");
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
pub fn group_p(values: &[f64], own: usize) -> Result<GroupP, ChartError> {
    let others = values.len().max(SMALLEST_GROUP) - 1;
    let errors = (1.0 + 1.0 / length(others)).sqrt();
    Ok(match compared(values, own, OwnValue::Excluded, errors, Scale::Unbounded)? {
        GroupLines::TooFew { members } => GroupP::TooFew { members },
        GroupLines::NoSpread { centre, own, .. } => GroupP::NoSpread { centre, own },
        GroupLines::Drawn(GroupComparison { limits, own, .. }) => {
            let t = (own - limits.centre()) / limits.half_width();
            if t.is_finite() {
                GroupP::Tested(StudentTest::new(t, others - 1))
            } else {
                GroupP::NoSpread { centre: limits.centre(), own }
            }
        }
    })
}

/// The farthest that a member can lie from the mean of its group, itself included, in standard
/// deviations (n − 1) of that group.
///
/// Formula: (g − 1)/√g, reached where all others are equal; 0 for fewer than two members, of which
/// none deviates. A group whose figure is below k has no member outside lines at k deviations with
/// [`OwnValue::Included`], whatever the values: at 1.96, one of fewer than 6.
///
/// # Source
///
/// Thompson 1935.
///
/// ```
/// use panel_stats::groups::group_lines::farthest_possible;
///
/// assert_eq!(format!("{:.3}", farthest_possible(8)), "2.475");
/// assert!(farthest_possible(5) < 1.96 && farthest_possible(6) > 1.96);
/// ```
#[must_use]
pub fn farthest_possible(members: usize) -> f64 {
    if members < 2 { 0.0 } else { length(members - 1) / length(members).sqrt() }
}

/// The member against lines so many deviations from the mean.
fn compared(
    values: &[f64],
    own: usize,
    own_value: OwnValue,
    deviations: f64,
    scale: Scale,
) -> Result<GroupLines, ChartError> {
    let (members, place) = (values.len(), own);
    let values = checked(values, scale)?;
    let own = *values.get(place).ok_or(ChartError::NoSuchMember { own, members })?;
    if members < SMALLEST_GROUP {
        return Ok(GroupLines::TooFew { members });
    }
    let mut basis = values.to_vec();
    if own_value == OwnValue::Excluded {
        basis.remove(place);
    }
    let (centre, sd) = (mean(&basis), sample_sd(&basis));
    let limits = Limits::new(centre, deviations * sd, scale);
    let position = limits.position(own);
    if !limits.has_width() {
        return Ok(GroupLines::NoSpread { centre, own, position });
    }
    Ok(GroupLines::Drawn(GroupComparison { members, sd, limits, own, position }))
}
