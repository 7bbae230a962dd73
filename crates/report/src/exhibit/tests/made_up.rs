//! Made-up evidence of every kind, ordinary and extreme.

use std::collections::BTreeMap;

use panel_core::{
    ChartedPoint, ControlChart, Direction, FanStep, Finite, GroupBars, GroupMember, Interval,
    Lines, Marker, Month, Part, Period, Point, ProjectedTrend, ProjectionFan, SurveyedShare, Unit,
    Waterfall,
};

fn finite(value: f64) -> Finite {
    Finite::new(value).unwrap()
}

fn month(ahead: usize) -> Period {
    let first: Month = "2013-01".parse().unwrap();
    Period::month(first.plus(i32::try_from(ahead).unwrap()))
}

fn lines(mean: f64, half: f64) -> Lines {
    Lines { mean: finite(mean), low: finite(mean - half), high: finite(mean + half) }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / f64::from(u32::try_from(values.len().max(1)).unwrap())
}

pub(super) fn chart(values: &[f64], changes: usize) -> ControlChart {
    let spread = values.iter().fold(0.0_f64, |most, value| most.max((value - mean(values)).abs()));
    ControlChart {
        points: values
            .iter()
            .enumerate()
            .map(|(place, value)| ChartedPoint {
                period: month(place),
                value: finite(*value),
                limits: (values.len() >= 12).then(|| lines(mean(values), spread * 0.9)),
                signals: match place % 7 {
                    3 => vec!["outside", "shift"],
                    5 => vec!["trend"],
                    _ => Vec::new(),
                },
            })
            .collect(),
        recent: 6.min(values.len()),
        earlier: 12.min(values.len().saturating_sub(6)),
        lines: (values.len() >= 18).then(|| lines(mean(values), spread / 2.0)),
        changes: (0..changes.min(values.len()))
            .map(|place| Marker { period: month(place), why: "Fictional.".to_owned() })
            .collect(),
    }
}

pub(super) fn bars(values: &[f64], letters: usize) -> (GroupBars, BTreeMap<String, String>) {
    let code = |place: usize| format!("X{place:08}");
    let bars = GroupBars {
        members: values
            .iter()
            .enumerate()
            .map(|(place, value)| GroupMember { name: code(place), value: finite(*value) })
            .collect(),
        own: values.len() / 2,
        unit: "rate for each 1,000 residents",
        better: Direction::Lower,
        period: "2013/14".parse().unwrap(),
        lines: lines(mean(values), mean(values).abs() / 3.0),
    };
    let name = "Fictional force, ".chars().cycle().take(letters).collect::<String>();
    (bars, (0..values.len()).map(|place| (code(place), name.clone())).collect())
}

fn band(middle: f64, half: f64) -> [Interval; 3] {
    [(50, 1.0), (80, 2.0), (95, 3.0)].map(|(level, times)| Interval {
        level,
        low: finite(middle - half * times),
        high: finite(middle + half * times),
        unit: Unit::Count,
    })
}

pub(super) fn fan(values: &[f64], ahead: usize, width: f64) -> ProjectionFan {
    let last = values.last().copied().unwrap_or(0.0);
    ProjectionFan {
        history: values
            .iter()
            .enumerate()
            .map(|(place, value)| Point { period: month(place), value: finite(*value) })
            .collect(),
        baseline: finite(last * 12.0),
        target: Some(finite(last * 11.0)),
        year: "2016/17".to_owned(),
        known: finite(0.0),
        trends: ["T0", "T1", "T2", "T3", "T4"]
            .map(|code| ProjectedTrend {
                code,
                name: "exponential smoothing (fictional)",
                total: finite(last * 12.0),
                intervals: Some(band(last * 12.0, width)),
                chance: Some(finite(37.4)),
                achieves: code == "T2",
                past_error: None,
            })
            .to_vec(),
        shown: 1,
        steps: (0..ahead)
            .map(|step| FanStep {
                period: month(values.len() + step),
                middle: finite(last),
                intervals: band(last, width),
            })
            .collect(),
    }
}

pub(super) fn share(percent: f64, n: u64) -> SurveyedShare {
    SurveyedShare {
        period: "2013-10/2014-09".parse().unwrap(),
        n,
        percent: finite(percent),
        interval: Interval {
            level: 95,
            low: finite((percent - 8.0).max(0.0)),
            high: finite((percent + 8.0).min(100.0)),
            unit: Unit::Percent,
        },
    }
}

pub(super) fn sum(parts: &[f64]) -> Waterfall {
    let names = ["Realised", "Identified", "Still to be identified", "A part with a longer name"];
    Waterfall {
        period: month(20),
        millions: finite(parts.iter().sum()),
        parts: parts
            .iter()
            .zip(names)
            .map(|(part, name)| Part { name, millions: finite(*part) })
            .collect(),
    }
}

/// Histories that have broken charts before: one point, all equal, noughts, ten years, millions,
/// revisions below nought.
pub(super) fn histories() -> Vec<Vec<f64>> {
    let wave = |count: u32, size: f64| {
        (0..count).map(|at| (size * (1.0 + f64::from(at).sin() / 3.0)).round()).collect::<Vec<_>>()
    };
    vec![
        vec![7.0],
        vec![75.0; 24],
        vec![0.0; 20],
        wave(120, 400.0),
        wave(36, 1_250_000.0),
        wave(30, 9_000.0),
        vec![3.0, -12.0, 4.0, 0.0, -1.0, 2.0],
        wave(19, 2.4),
    ]
}
