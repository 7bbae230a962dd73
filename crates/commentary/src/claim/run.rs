//! The latest months in a row that lie on one side of the average.

use std::cmp::Ordering;
use std::fmt;

use panel_core::{Exhibit, Finite, Period};

/// How long a point of the history is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Months,
    Quarters,
    Years,
}

impl Step {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "months" => Some(Self::Months),
            "quarters" => Some(Self::Quarters),
            "years" => Some(Self::Years),
            _ => None,
        }
    }

    /// One of them.
    pub(super) fn one(self) -> &'static str {
        match self {
            Self::Months => "month",
            Self::Quarters => "quarter",
            Self::Years => "year",
        }
    }

    fn holding(period: Period) -> Option<Self> {
        match period.months() {
            1 => Some(Self::Months),
            3 => Some(Self::Quarters),
            12 => Some(Self::Years),
            _ => None,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Months => "months",
            Self::Quarters => "quarters",
            Self::Years => "years",
        })
    }
}

/// A side of the average.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Below,
    Above,
}

impl Side {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "below" => Some(Self::Below),
            "above" => Some(Self::Above),
            _ => None,
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Below => "below",
            Self::Above => "above",
        })
    }
}

/// The latest points in a row on the same side of the average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Run {
    pub(crate) length: u32,
    pub(crate) step: Step,
    /// The average beside the latest point.
    pub(crate) average: Finite,
    /// `None` where the latest point is the average itself.
    pub(crate) side: Option<Side>,
}

/// A point of the history with the average that it is set against.
struct Averaged {
    period: Period,
    value: f64,
    average: Finite,
}

impl Run {
    /// The run of the months that an exhibit draws; `None` where it draws none.
    pub(crate) fn of(exhibit: Option<&Exhibit>) -> Option<Self> {
        let points = averaged(exhibit?)?;
        let latest = points.last()?;
        let step = Step::holding(latest.period)?;
        let (average, side) = (latest.average, side_of(latest));
        let mut length = 0_u32;
        let mut next: Option<Period> = None;
        for point in points.iter().rev() {
            let follows = next.is_none_or(|next| {
                point.period.months() == next.months()
                    && point.period.last().plus(1) == next.first()
            });
            if !follows || side_of(point) != side || side.is_none() {
                break;
            }
            length = length.saturating_add(1);
            next = Some(point.period);
        }
        Some(Self { length, step, average, side })
    }
}

/// The latest points that have an average: that of their stretch of a control chart, or else that of
/// note ③; for projected trends the mean of all that was counted.
fn averaged(exhibit: &Exhibit) -> Option<Vec<Averaged>> {
    match exhibit {
        Exhibit::ControlChart(chart) => {
            let points = chart.points.iter().rev().map_while(|point| {
                let lines = point.limits.or(chart.lines)?;
                let (period, value) = (point.period, point.value.get());
                Some(Averaged { period, value, average: lines.mean })
            });
            let mut points: Vec<_> = points.collect();
            points.reverse();
            Some(points)
        }
        Exhibit::Projection(fan) => {
            let mut sum = (0.0, 0.0);
            for point in &fan.history {
                sum = (sum.0 + point.value.get(), sum.1 + 1.0);
            }
            let average = Finite::new(sum.0 / sum.1)?;
            let point = |point: &panel_core::Point| Averaged {
                period: point.period,
                value: point.value.get(),
                average,
            };
            Some(fan.history.iter().map(point).collect())
        }
        _ => None,
    }
}

/// Which side a point lies on. What differs by less than arithmetic can tell is the average itself.
fn side_of(point: &Averaged) -> Option<Side> {
    let average = point.average.get();
    let apart = point.value - average;
    let nothing = 1e-9 * average.abs().max(point.value.abs()).max(1e-9);
    if apart.abs() <= nothing {
        return None;
    }
    match apart.partial_cmp(&0.0)? {
        Ordering::Less => Some(Side::Below),
        Ordering::Greater => Some(Side::Above),
        Ordering::Equal => None,
    }
}
