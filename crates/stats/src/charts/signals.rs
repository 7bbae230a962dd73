//! Signals on a control chart: which points are more than chance, and by which rule.

use serde::Serialize;

use crate::charts::ChartError;
use crate::charts::chart::{Chart, ChartedSegment, Limits, Position, Side};
use crate::charts::numbers::order;

/// The shortest run that can be asked for.
pub const SHORTEST_RUN: usize = 3;

/// How far towards the limit a point is near it.
const NEAR: f64 = 2.0 / 3.0;

/// A rule, in order of precedence: where they point to different sides, the earlier decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Rule {
    /// A point outside the limits.
    Outside,
    /// A run of points each higher, or each lower, than the one before.
    Trend,
    /// Two of three points beyond two thirds of the way to the same limit.
    TwoOfThree,
    /// A run of points on one side of the centre.
    Shift,
}

/// A rule broken, and to which side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Signal {
    /// The rule.
    pub rule: Rule,
    /// Above or rising, below or falling.
    pub side: Side,
}

/// Which points count as near a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum TwoOfThree {
    /// All points beyond two thirds of the way, those outside the limits too: *Making Data
    /// Count* since November 2023.
    AllBeyondTwoSigma,
    /// Only points beyond two thirds of the way and not outside the limits: before, and still
    /// in `NHSRplotthedots` 0.2.2.
    BetweenTwoAndThreeSigma,
}

/// Where the third of three points may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Third {
    /// On the same side of the centre as the two: `NHSRplotthedots`.
    OnSameSide,
    /// Anywhere: the Western Electric rule.
    Anywhere,
}

/// The rules as they are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rules {
    shift: usize,
    trend: usize,
    two_of_three: TwoOfThree,
    third: Third,
}

impl Rules {
    /// *Making Data Count*: a shift of 7, a trend of 7, all points beyond two sigma.
    pub const MAKING_DATA_COUNT: Self = Self {
        shift: 7,
        trend: 7,
        two_of_three: TwoOfThree::AllBeyondTwoSigma,
        third: Third::OnSameSide,
    };

    /// Rules with runs of these lengths, in points.
    ///
    /// # Errors
    ///
    /// [`ChartError::RunTooShort`] if a length is below [`SHORTEST_RUN`].
    pub const fn new(
        shift: usize,
        trend: usize,
        two_of_three: TwoOfThree,
        third: Third,
    ) -> Result<Self, ChartError> {
        let shorter = if shift < trend { shift } else { trend };
        if shorter < SHORTEST_RUN {
            return Err(ChartError::RunTooShort(shorter));
        }
        Ok(Self { shift, trend, two_of_three, third })
    }
}

/// What the chart says of its latest point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Variation {
    /// It is part of a signal, to this side. Better or worse is for the caller to say.
    SpecialCause(Side),
    /// It is part of none.
    CommonCause,
    /// It is part of no run, and limits without width cannot say more.
    NoSpread,
    /// Its segment has no limits.
    NoLimits,
}

/// The signals each point of the chart is part of, in order of precedence; one list a point.
///
/// Each segment is judged alone: no run crosses a rebase.
///
/// * **Outside**: strictly beyond a limit. A point on a limit is inside.
/// * **Trend**: `trend` points, each higher (or each lower) than the one before; all of them are
///   part of it. Two equal points break it. The point at a turn can be part of two.
/// * **Two of three**: of three successive points, two strictly beyond two thirds of the way
///   from the centre to the same limit; those two are part of it.
/// * **Shift**: `shift` successive points on one side of the centre; all of them are part of it.
///   A point on the centre is on neither side, so it breaks the run and is part of none.
///
/// Figures that differ by rounding alone are equal. Where the limits have no width, only trends
/// and shifts are looked for. A segment without limits has no signals.
///
/// # Source
///
/// NHS England, *Making Data Count*; Western Electric 1956; Nelson 1984.
///
/// ```
/// use panel_stats::charts::attributes::c_chart;
/// use panel_stats::charts::segments::Segments;
/// use panel_stats::charts::signals::{Rules, Variation, signals, variation};
///
/// let counts = [4, 6, 5, 3, 7, 5, 4, 6, 5, 5, 4, 6, 19];
/// let chart = c_chart(&counts, &Segments::whole(13)?.frozen(0, 0..12)?, 3.0)?;
/// assert_eq!(signals(&chart, Rules::MAKING_DATA_COUNT)[12].len(), 1);
/// assert!(matches!(variation(&chart, Rules::MAKING_DATA_COUNT), Variation::SpecialCause(_)));
/// # Ok::<(), panel_stats::charts::ChartError>(())
/// ```
#[must_use]
pub fn signals(chart: &Chart, rules: Rules) -> Vec<Vec<Signal>> {
    chart.segments.iter().flat_map(|segment| of_segment(segment, rules)).collect()
}

/// What the chart says of its latest point: the first of its signals decides the side.
///
/// # Source
///
/// The order of precedence is that of `NHSRplotthedots`.
#[must_use]
pub fn variation(chart: &Chart, rules: Rules) -> Variation {
    let Some(segment) = chart.segments.last() else { return Variation::NoLimits };
    let Some(latest) = segment.limits().and_then(<[_]>::last) else { return Variation::NoLimits };
    match of_segment(segment, rules).last().and_then(|signals| signals.first()) {
        Some(signal) => Variation::SpecialCause(signal.side),
        None if latest.has_width() => Variation::CommonCause,
        None => Variation::NoSpread,
    }
}

/// The signals each point of one segment is part of.
fn of_segment(segment: &ChartedSegment, rules: Rules) -> Vec<Vec<Signal>> {
    let values = segment.values.as_slice();
    let mut found = vec![Vec::new(); values.len()];
    let Some(limits) = segment.limits() else { return found };
    let points = || values.iter().copied().zip(limits.iter().copied());
    let sides: Vec<_> = points().map(|(value, limits)| limits.side(value)).collect();
    let steps: Vec<_> =
        values.windows(2).map(|pair| Side::of(order(pair[1], pair[0], 0.0))).collect();

    for (signals, (value, limits)) in found.iter_mut().zip(points()) {
        let side = outside(value, limits);
        signals.extend(side.map(|side| Signal { rule: Rule::Outside, side }));
    }
    for (start, steps, side) in runs(&steps) {
        if steps + 1 >= rules.trend {
            mark(&mut found[start..=start + steps], Signal { rule: Rule::Trend, side });
        }
    }
    for (start, points, side) in runs(&sides) {
        if points >= rules.shift {
            mark(&mut found[start..start + points], Signal { rule: Rule::Shift, side });
        }
    }
    let near: Vec<_> = points().map(|(value, limits)| near(value, limits, rules)).collect();
    mark_two_of_three(&mut found, &near, &sides, rules.third);

    for signals in &mut found {
        signals.sort_unstable();
        signals.dedup();
    }
    found
}

/// The side on which a point is outside limits that have width.
fn outside(value: f64, limits: Limits) -> Option<Side> {
    match limits.position(value) {
        Position::Above if limits.has_width() => Some(Side::High),
        Position::Below if limits.has_width() => Some(Side::Low),
        _ => None,
    }
}

/// The side on which a point is near, or beyond, limits that have width.
fn near(value: f64, limits: Limits, rules: Rules) -> Option<Side> {
    let counts = limits.has_width()
        && match rules.two_of_three {
            TwoOfThree::AllBeyondTwoSigma => true,
            TwoOfThree::BetweenTwoAndThreeSigma => outside(value, limits).is_none(),
        };
    if counts { limits.side_beyond(value, NEAR) } else { None }
}

/// Every longest stretch on one side: where it starts, how long it is, and its side.
fn runs(sides: &[Option<Side>]) -> Vec<(usize, usize, Side)> {
    let mut start = 0;
    let mut found = Vec::new();
    for stretch in sides.chunk_by(|a, b| a == b) {
        found.extend(stretch[0].map(|side| (start, stretch.len(), side)));
        start += stretch.len();
    }
    found
}

/// Adds a signal to each point.
fn mark(points: &mut [Vec<Signal>], signal: Signal) {
    for point in points {
        point.push(signal);
    }
}

/// Adds the rule's signal to the near points of every three that have two of them.
fn mark_two_of_three(
    found: &mut [Vec<Signal>],
    near: &[Option<Side>],
    sides: &[Option<Side>],
    third: Third,
) {
    for start in 0..near.len().saturating_sub(2) {
        let three = start..start + 3;
        for side in [Side::High, Side::Low] {
            let together = third == Third::Anywhere
                || sides[three.clone()].iter().all(|each| *each == Some(side));
            let near_it = near[three.clone()].iter().filter(|each| **each == Some(side)).count();
            if together && near_it >= 2 {
                for at in three.clone().filter(|at| near[*at] == Some(side)) {
                    found[at].push(Signal { rule: Rule::TwoOfThree, side });
                }
            }
        }
    }
}
