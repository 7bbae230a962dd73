//! Every kind of exhibit, of ordinary and of extreme data: no label lies over another, nothing
//! leaves the sheet, and the alternative text says what is drawn.

mod made_up;
mod milestones_and_stars;
mod named_counts;

use panel_core::Waterfall;
use proptest::prelude::*;

use made_up::{bars, chart, fan, histories, share, sum};

use super::canvas::Measure;
use super::intervals::Of;
use super::lettering::{LINE, width};
use super::words::Drawn;
use super::{control_chart, group_bars, intervals, projection, waterfall};
use crate::typeset::typeset_gallery;
use crate::view::{Align, Exhibit, Shape};

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
        both(|across| {
            intervals::shares(Some(&before), &now, ("SP5 Satisfaction", Of::Asked), across)
        });
        both(|across| intervals::shares(None, &now, ("SP5 Satisfaction", Of::Asked), across));
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
    let survey = intervals::shares(
        Some(&share(80.0, 200)),
        &share(75.0, 210),
        ("SP13 Satisfaction", Of::Asked),
        233.0,
    );
    insta::assert_snapshot!("survey", survey.alt);
    let of_records = ("SP3 Re-offending", Of::Counted);
    let counted = intervals::shares(None, &share(75.0, 210), of_records, 233.0);
    assert!(counted.alt.contains("of 210 counted."), "{}", counted.alt);
    assert_eq!(counted.caption, "SP3 Re-offending: per cent");
    insta::assert_snapshot!(
        "waterfall",
        waterfall::draw(&sum(&[7.8, 9.5, 5.7]), "18", "Savings", 233.0).alt
    );
}

/// What a drawing looks like among others, each as an exhibit of the paper.
fn gallery(name: &str, rows: Vec<Vec<Drawn>>) {
    let mut number = 0;
    let mut exhibit = |Drawn { drawing, caption, reading, alt }: Drawn| {
        number += 1;
        let (anchor, row) = (format!("chart-{number}"), String::new());
        Exhibit { number, anchor, row, caption, reading, alt, drawing }
    };
    let rows: Vec<Vec<_>> =
        rows.into_iter().map(|row| row.into_iter().map(&mut exhibit).collect()).collect();
    insta::assert_binary_snapshot!(
        &format!("seen_{name}.png"),
        typeset_gallery(&rows).first_page()
    );
}

/// Two beside each other in each row.
fn pairs<T>(of: &[T], draw: impl Fn(&T, f64) -> Drawn) -> Vec<Vec<Drawn>> {
    of.chunks(2)
        .map(|pair| {
            let measure = if pair.len() > 1 { Measure::Half } else { Measure::Whole };
            pair.iter().map(|one| draw(one, measure.points())).collect()
        })
        .collect()
}

#[test]
fn every_kind_looks_as_reviewed() {
    let label = "SP11 A measure whose label takes sixty characters and one more";
    gallery(
        "control_charts",
        pairs(&histories(), |values, across| {
            control_chart::draw(&chart(values, values.len() % 3), label, across)
        }),
    );
    gallery(
        "projections",
        pairs(&histories(), |values, across| {
            let fan = fan(values, values.len().min(30), values[0].abs() / 12.0);
            projection::draw(&fan, label, across)
        }),
    );
    gallery(
        "trends",
        pairs(&histories(), |values, across| {
            intervals::trends(&fan(values, 6, values[0].abs() / 3.0), label, across)
        }),
    );
    let groups: [(Vec<f64>, usize); 6] = [
        (vec![4.0], 12),
        (vec![0.0; 8], 12),
        ((0..8).map(|at| 60.0 + 40.0 * f64::from(at).sin()).collect(), 16),
        (vec![1_250_000.0, 3.0, 2.0], 60),
        ((0..8).map(|at| 80.0 + f64::from(at)).collect(), 30),
        (vec![5.0, 5.0], 8),
    ];
    let mut bars_of = pairs(&groups, |(values, letters), across| {
        let (bars, names) = bars(values, *letters);
        group_bars::draw(&bars, &names, label, across)
    });
    let (many, names) = bars(&(0..43).map(|at| 60.0 + f64::from(at)).collect::<Vec<_>>(), 60);
    bars_of.push(vec![group_bars::draw(&many, &names, label, Measure::Whole.points())]);
    gallery("group_bars", bars_of);
    let surveys = [(80.0, 75.0), (0.0, 100.0), (50.0, 50.1), (99.5, 99.9)];
    gallery(
        "surveys",
        pairs(&surveys, |(before, now), across| {
            intervals::shares(
                Some(&share(*before, 30)),
                &share(*now, 1_234_567),
                (label, Of::Asked),
                across,
            )
        }),
    );
    let sums =
        [vec![7.8, 9.5, 5.7], vec![0.0, 0.0, 0.0], vec![12.5, -2.5], vec![4.0, 2.0, 3.0, 1.0]];
    gallery(
        "savings",
        sums.iter()
            .map(|parts| {
                let sum = sum(parts);
                vec![waterfall::draw(
                    &sum,
                    "18",
                    "Latest estimate of savings required",
                    Measure::Whole.points(),
                )]
            })
            .collect(),
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
