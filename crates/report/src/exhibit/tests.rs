//! Every kind of exhibit, of ordinary and of extreme data: no label lies over another, nothing
//! leaves the sheet, and the alternative text says what is drawn.

use std::collections::BTreeMap;

use panel_core::{
    ChartedPoint, ControlChart, Direction, FanStep, Finite, GroupBars, GroupMember, Interval,
    Lines, Marker, Month, Part, Period, Point, ProjectedTrend, ProjectionFan, SurveyedShare, Unit,
    Waterfall,
};
use proptest::prelude::*;

use super::canvas::Measure;
use super::lettering::{LINE, width};
use super::words::Drawn;
use super::{control_chart, group_bars, intervals, projection, waterfall};
use crate::view::{Align, Shape};

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

fn chart(values: &[f64], changes: usize) -> ControlChart {
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

fn bars(values: &[f64], letters: usize) -> (GroupBars, BTreeMap<String, String>) {
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

fn fan(values: &[f64], ahead: usize, width: f64) -> ProjectionFan {
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

fn share(percent: f64, n: u64) -> SurveyedShare {
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

fn sum(parts: &[f64]) -> Waterfall {
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

/// The rectangle that a text takes.
fn extent(shape: &Shape) -> Option<([f64; 2], [f64; 2])> {
    let Shape::Text { at: [x, y], align, text, strong } = shape else { return None };
    let wide = width(text, *strong);
    let left = match align {
        Align::Left => *x,
        Align::Center => x - wide / 2.0,
        Align::Right => x - wide,
    };
    // Half of the line, since letters do not fill it.
    Some(([left, y - LINE * 0.4], [left + wide, y + LINE * 0.4]))
}

fn places(shape: &Shape) -> Vec<[f64; 2]> {
    match shape {
        Shape::Rect { from, to, .. } => vec![*from, *to],
        Shape::Line { through, .. } => through.clone(),
        Shape::Area { corners, .. } => corners.clone(),
        Shape::Mark { at, .. } => vec![*at],
        Shape::Text { .. } => extent(shape).map_or_else(Vec::new, |(from, to)| vec![from, to]),
    }
}

/// What is wrong with a drawing: nothing, it is to be hoped.
fn faults(drawn: &Drawn) -> Vec<String> {
    let drawing = &drawn.drawing;
    let mut faults = Vec::new();
    for shape in &drawing.shapes {
        let within = |[x, y]: &[f64; 2]| {
            (-0.6..=drawing.width + 0.6).contains(x) && (-0.6..=drawing.height + 0.6).contains(y)
        };
        if !places(shape).iter().all(within) {
            faults.push(format!(
                "{shape:?} leaves the sheet of {} × {}",
                drawing.width, drawing.height
            ));
        }
    }
    let texts: Vec<_> =
        drawing.shapes.iter().filter_map(|shape| Some((shape, extent(shape)?))).collect();
    for (index, (one, (from, to))) in texts.iter().enumerate() {
        for (other, (start, end)) in &texts[index + 1..] {
            let over = |axis: usize| from[axis] < end[axis] - 0.1 && start[axis] < to[axis] - 0.1;
            if over(0) && over(1) {
                faults.push(format!("{one:?} lies over {other:?}"));
            }
        }
    }
    if !(20..=1200).contains(&drawn.alt.len()) || drawn.alt == drawn.caption {
        faults.push(format!("the alternative text is {:?}", drawn.alt));
    }
    faults
}

fn both(draw: impl Fn(f64) -> Drawn) {
    for measure in [Measure::Half, Measure::Whole] {
        let drawn = draw(measure.points());
        assert_eq!(faults(&drawn), [""; 0], "{measure:?}: {}", drawn.alt);
    }
}

/// The same at no less than the width that a sum of money asks for.
fn steps(waterfall: &Waterfall) {
    let draw =
        |across| waterfall::draw(waterfall, "18", "Latest estimate of savings required", across);
    match waterfall::measure(waterfall) {
        Measure::Half => both(draw),
        Measure::Whole => assert_eq!(faults(&draw(Measure::Whole.points())), [""; 0]),
    }
}

/// Histories that have broken charts before: one point, all equal, noughts, ten years, millions,
/// revisions below nought.
fn histories() -> Vec<Vec<f64>> {
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

#[test]
fn charts_of_extreme_histories_are_whole() {
    for values in histories() {
        for changes in [0, 1, 3] {
            both(|across| control_chart::draw(&chart(&values, changes), "SP11 Offences", across));
        }
        for ahead in [0, 3, 60] {
            let fan = fan(&values, ahead, values[0].abs() / 10.0);
            both(|across| projection::draw(&fan, "SP11 Offences", across));
            both(|across| intervals::trends(&fan, "SP11 Offences", across));
        }
    }
    assert!(projection::draw(&fan(&[], 0, 0.0), "None", 233.0).alt.contains("no values"));
    assert!(control_chart::draw(&chart(&[], 0), "None", 233.0).alt.contains("no values"));
}

#[test]
fn groups_of_every_size_are_whole() {
    let wave =
        |count: u32| (0..count).map(|at| 60.0 + 40.0 * f64::from(at).sin()).collect::<Vec<_>>();
    for values in [vec![4.0], vec![0.0; 8], wave(8), wave(43), vec![1_250_000.0, 3.0, 2.0]] {
        for letters in [1, 12, 60] {
            let (bars, names) = bars(&values, letters);
            both(|across| group_bars::draw(&bars, &names, "SP11 Position", across));
        }
    }
}

#[test]
fn surveys_and_savings_are_whole() {
    for (before, now) in [(80.0, 75.0), (0.0, 100.0), (100.0, 100.0), (50.0, 50.1)] {
        let (before, now) = (share(before, 1_000), share(now, 1_234_567));
        both(|across| intervals::survey(Some(&before), &now, "SP5 Satisfaction", across));
        both(|across| intervals::survey(None, &now, "SP5 Satisfaction", across));
    }
    for parts in [&[7.8, 9.5, 5.7][..], &[0.0, 0.0, 0.0], &[12.5, -2.5], &[1e6, 2.0, 3.0, 4.0], &[]]
    {
        steps(&sum(parts));
    }
}

#[test]
fn what_is_not_seen_is_said() {
    let alt = control_chart::draw(&chart(&histories()[5], 1), "SP11 Number of offences", 233.0).alt;
    insta::assert_snapshot!("control_chart", alt);
    let (bars, names) = bars(&[9.0, 6.0, 10.5, 7.5], 15);
    insta::assert_snapshot!("group_bars", group_bars::draw(&bars, &names, "SP11", 233.0).alt);
    let fan = fan(&histories()[5], 6, 300.0);
    insta::assert_snapshot!("projection", projection::draw(&fan, "SP11 Offences", 233.0).alt);
    insta::assert_snapshot!("trends", intervals::trends(&fan, "SP11 Offences", 233.0).alt);
    let survey =
        intervals::survey(Some(&share(80.0, 200)), &share(75.0, 210), "SP13 Satisfaction", 233.0);
    insta::assert_snapshot!("survey", survey.alt);
    insta::assert_snapshot!(
        "waterfall",
        waterfall::draw(&sum(&[7.8, 9.5, 5.7]), "18", "Savings", 233.0).alt
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_history_breaks_a_chart(
        values in prop::collection::vec(-2_000.0_f64..2e6, 1..60),
        changes in 0_usize..4,
        ahead in 0_usize..40,
    ) {
        both(|across| control_chart::draw(&chart(&values, changes), "SP11 Offences", across));
        let fan = fan(&values, ahead, 40.0);
        both(|across| projection::draw(&fan, "SP11 Offences", across));
        both(|across| intervals::trends(&fan, "SP11 Offences", across));
    }

    #[test]
    fn no_group_breaks_its_bars(
        values in prop::collection::vec(0.0_f64..5_000.0, 1..50),
        letters in 1_usize..70,
    ) {
        let (bars, names) = bars(&values, letters);
        both(|across| group_bars::draw(&bars, &names, "SP11 Position", across));
    }

    #[test]
    fn no_sum_breaks_its_steps(parts in prop::collection::vec(-50.0_f64..50.0, 0..5)) {
        steps(&sum(&parts));
    }
}
