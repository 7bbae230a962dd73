//! What the control charts share: segments and rules in, segments and signals out.

use panel_stats::charts::ChartError;
use panel_stats::charts::chart::{self, Basis, Lines};
use panel_stats::charts::segments;
use panel_stats::charts::signals::{self, signals, variation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::{At as _, Fault};
use crate::input::Object;
use crate::output::Limits;
use crate::words::{Position, Rule, Side, Third, TwoOfThree};

/// Which points limits come from, and where they start anew.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Segments {
    /// The places of the points, from 0, at which a new segment starts; rising, from 1.
    #[serde(default)]
    rebases: Vec<usize>,
    /// Segments whose limits come from a part of their points alone.
    #[serde(default)]
    frozen: Vec<Object<Frozen>>,
}

/// A baseline that is frozen.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frozen {
    /// Which segment, from 0.
    segment: usize,
    /// The first place of its baseline, counted in the whole series, from 0.
    from: usize,
    /// The place after its last.
    to: usize,
}

impl Object<Segments> {
    /// The segments of so many points; `field` holds the points.
    pub(crate) fn checked(&self, points: usize, field: &str) -> Result<segments::Segments, Fault> {
        let Self(Segments { rebases, frozen }) = self;
        let cut = segments::Segments::rebased(points, rebases).map_err(|e| match e {
            ChartError::RebaseOutOfPlace { at, .. } => {
                let index = rebases.iter().rposition(|place| *place == at).unwrap_or(0);
                Fault::new(format!("segments.rebases[{index}]"), e)
            }
            other => Fault::new(field, other),
        })?;
        frozen.iter().enumerate().try_fold(cut, |cut, (index, Object(each))| {
            if frozen[..index].iter().any(|Object(before)| before.segment == each.segment) {
                let why = format!("segment {} is frozen twice: give it once", each.segment);
                return Err(Fault::new(format!("segments.frozen[{index}].segment"), why));
            }
            let frozen = cut.frozen(each.segment, each.from..each.to);
            frozen.at(format!("segments.frozen[{index}]"))
        })
    }
}

/// The rules by which signals are found; those of Making Data Count if left out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    /// How many points on one side of the centre are a shift: 3 or more. 7 if left out.
    #[serde(default = "seven")]
    shift: usize,
    /// How many points each higher, or lower, than the one before are a trend: 3 or more. 7 if
    /// left out.
    #[serde(default = "seven")]
    trend: usize,
    /// Which points count as near a limit.
    #[serde(default)]
    two_of_three: TwoOfThree,
    /// Where the third of three points may lie.
    #[serde(default)]
    third: Third,
}

const fn seven() -> usize {
    7
}

/// The rules, if they can be applied.
pub(crate) fn rules(given: Option<&Object<Rules>>) -> Result<signals::Rules, Fault> {
    let Some(Object(given)) = given else { return Ok(signals::Rules::MAKING_DATA_COUNT) };
    let field = if given.shift < given.trend { "rules.shift" } else { "rules.trend" };
    let (near, third) = (given.two_of_three.into(), given.third.into());
    signals::Rules::new(given.shift, given.trend, near, third).at(field)
}

/// What limits rest on, by how many points the baseline has.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Rest {
    /// Fewer than 5: no limits.
    TooFew,
    /// From 5 to 11: trial limits.
    Trial,
    /// 12 or more.
    Full,
}

/// A rule broken, and to which side.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Signal {
    /// The rule.
    rule: Rule,
    /// Above or rising, below or falling.
    side: Side,
}

/// A point of a chart.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Point {
    /// The value charted.
    value: f64,
    /// The limits there; left out if the segment has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<Limits>,
    /// Where it lies; left out if the segment has no limits.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    /// The signals it is part of, the deciding one first.
    signals: Vec<Signal>,
}

/// A stretch of points with one set of limits.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Segment {
    /// The place of its first point in the whole series, from 0.
    from: usize,
    /// The first place of its baseline, from 0.
    baseline_from: usize,
    /// The place after the last of its baseline.
    baseline_to: usize,
    /// What the limits rest on.
    limits_rest_on: Rest,
    /// Its points, in order.
    points: Vec<Point>,
}

/// What the chart says of its latest point.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Variation {
    /// It is part of a signal.
    SpecialCause {
        /// To which side.
        side: Side,
    },
    /// It is part of none.
    CommonCause,
    /// It is part of no run, and limits without width cannot say more.
    NoSpread,
    /// Its segment has no limits.
    NoLimits,
}

/// A control chart.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Chart {
    /// What it says of the latest point.
    variation: Variation,
    /// Its segments, in order.
    segments: Vec<Segment>,
}

impl Chart {
    /// The chart with its signals by `rules`.
    pub(crate) fn read(theirs: &chart::Chart, rules: signals::Rules) -> Self {
        let mut found = signals(theirs, rules).into_iter();
        let segments = theirs.segments.iter().map(|segment| {
            let points = segment.values.iter().enumerate().map(|(index, &value)| {
                let limits = segment.limits().and_then(|limits| limits.get(index)).copied();
                let signals = found.next().unwrap_or_default().into_iter();
                Point {
                    value,
                    limits: limits.map(Into::into),
                    position: limits.map(|limits| limits.position(value).into()),
                    signals: signals
                        .map(|signal| Signal { rule: signal.rule.into(), side: signal.side.into() })
                        .collect(),
                }
            });
            Segment {
                from: segment.segment.points().start,
                baseline_from: segment.segment.baseline().start,
                baseline_to: segment.segment.baseline().end,
                limits_rest_on: match &segment.lines {
                    Lines::TooFew { .. } => Rest::TooFew,
                    Lines::Drawn { basis: Basis::Trial, .. } => Rest::Trial,
                    Lines::Drawn { basis: Basis::Full, .. } => Rest::Full,
                },
                points: points.collect(),
            }
        });
        let segments = segments.collect();
        let variation = match variation(theirs, rules) {
            signals::Variation::SpecialCause(side) => Variation::SpecialCause { side: side.into() },
            signals::Variation::CommonCause => Variation::CommonCause,
            signals::Variation::NoSpread => Variation::NoSpread,
            signals::Variation::NoLimits => Variation::NoLimits,
        };
        Self { variation, segments }
    }
}
