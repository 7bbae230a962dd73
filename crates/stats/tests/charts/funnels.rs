use panel_stats::charts::chart::Position;
use panel_stats::counts::Counted;
use panel_stats::groups::funnel::{
    Funnel, garwood_funnel_lines, proportion_funnel, rate_funnel, wilson_funnel_lines,
};
use panel_stats::groups::overdispersion::{
    Extremes, Overdispersed, OverdispersedFunnel, RateTransform, overdispersed_proportions,
    overdispersed_rates,
};
use panel_stats::proportions::proportion::{Proportion, wilson};

use crate::golden::{Row, rows};
use crate::support::cases;

fn part(successes: u64, trials: u64) -> Proportion {
    Proportion::new(successes, trials).expect("a proportion")
}

fn rate(count: u64, exposure: f64) -> Counted {
    Counted::new(count, exposure).expect("a rate")
}

#[test]
fn inverse_wilson_agrees_with_roots_of_statsmodels() {
    for row in rows("wilson_funnel") {
        let lines = wilson_funnel_lines(row.real("average"), row.count("trials"), row.real("z"));
        row.check("low", lines.expect("lines").low());
        row.check("high", lines.expect("lines").high());
    }
}

#[test]
fn inverse_garwood_agrees_with_roots_of_scipy() {
    for row in rows("garwood_funnel") {
        let lines = garwood_funnel_lines(row.real("expected"), row.real("confidence"));
        row.check("low", lines.expect("lines").low());
        row.check("high", lines.expect("lines").high());
    }
}

#[test]
fn outside_the_funnel_is_outside_the_interval() {
    // The meaning of the inverse: a point is outside just if its own interval misses the average.
    let parts: Vec<_> =
        (0..=60).map(|x| part(x, 60)).chain((0..=25).map(|x| part(4 * x, 100))).collect();
    let Ok(Funnel::Drawn { average, points }) = proportion_funnel(&parts, 1.96) else {
        panic!("no funnel")
    };
    for (part, point) in parts.iter().zip(points) {
        let interval = wilson(*part, 1.96).expect("an interval");
        assert_eq!(point.position == Position::Within, interval.contains(average), "{part:?}");
        assert_eq!(point.position == Position::Above, interval.low() > average, "{part:?}");
    }
}

fn overdispersed(case: &[Row]) -> Overdispersed {
    let extremes = match case[0].count("extremes") {
        0 => Extremes::Keep,
        1 => Extremes::Winsorise(0.1),
        _ => Extremes::Trim(0.1),
    };
    let k = case[0].real("k");
    let rates = || -> Vec<_> {
        case.iter().map(|row| rate(row.count("count"), row.real("size"))).collect()
    };
    let found = match case[0].count("kind") {
        0 => {
            let parts: Vec<_> =
                case.iter().map(|row| part(row.count("count"), row.count("size"))).collect();
            overdispersed_proportions(&parts, k, extremes)
        }
        1 => overdispersed_rates(&rates(), RateTransform::SquareRoot, k, extremes),
        _ => overdispersed_rates(&rates(), RateTransform::Logarithm, k, extremes),
    };
    match found {
        Ok(OverdispersedFunnel::Drawn(found)) => found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn overdispersion_agrees_with_numpy() {
    for case in cases("overdispersed") {
        let found = overdispersed(&case);
        assert_eq!(found.points.len(), case.len());
        for (row, point) in case.iter().zip(&found.points) {
            row.check("average", found.average);
            row.check("phi", found.phi);
            row.check("tau_squared", found.tau_squared);
            row.check("low", point.lines.low());
            row.check("high", point.lines.high());
        }
    }
}

#[test]
fn large_points_need_overdispersion() {
    let rates = [(58_000, 9.9e5), (61_000, 9.7e5), (70_000, 1.2e6), (47_000, 8.0e5)];
    let rates = rates.map(|(count, exposure)| rate(count, exposure));
    let Ok(Funnel::Drawn { points, .. }) = rate_funnel(&rates, 0.95) else { panic!("no funnel") };
    assert!(points.iter().filter(|point| point.position != Position::Within).count() >= 2);
    let wide = overdispersed_rates(&rates, RateTransform::Logarithm, 1.96, Extremes::Keep);
    let Ok(OverdispersedFunnel::Drawn(wide)) = wide else { panic!("no funnel") };
    assert!(wide.points.iter().all(|point| point.position == Position::Within));
}

#[test]
fn few_and_alike_points_have_names() {
    let two = [part(1, 2), part(2, 3)];
    assert_eq!(proportion_funnel(&two, 1.96), Ok(Funnel::TooFew { members: 2 }));
    let found = overdispersed_proportions(&two, 1.96, Extremes::Keep);
    assert_eq!(found, Ok(OverdispersedFunnel::TooFew { members: 2 }));
    let trimmed = [part(1, 9), part(2, 9), part(7, 9)];
    let found = overdispersed_proportions(&trimmed, 1.96, Extremes::Trim(0.1));
    assert_eq!(found, Ok(OverdispersedFunnel::TooFew { members: 1 }));
    for alike in [[part(0, 4); 3], [part(4, 4); 3]] {
        assert_eq!(proportion_funnel(&alike, 1.96), Ok(Funnel::AllAlike));
        let found = overdispersed_proportions(&alike, 1.96, Extremes::Keep);
        assert_eq!(found, Ok(OverdispersedFunnel::AllAlike));
    }
    let none = [rate(0, 3.0); 4];
    assert_eq!(rate_funnel(&none, 0.95), Ok(Funnel::AllAlike));
    assert_eq!(rate_funnel(&none[..2], 0.95), Ok(Funnel::TooFew { members: 2 }));
    for transform in [RateTransform::SquareRoot, RateTransform::Logarithm] {
        let found = overdispersed_rates(&none, transform, 1.96, Extremes::Keep);
        assert_eq!(found, Ok(OverdispersedFunnel::AllAlike));
    }
}

#[test]
fn equal_shares_have_no_overdispersion() {
    let found = overdispersed_proportions(&[part(3, 10); 8], 1.96, Extremes::Winsorise(0.1));
    let Ok(OverdispersedFunnel::Drawn(found)) = found else { panic!("no funnel") };
    assert!(found.phi < 1e-20 && found.tau_squared < f64::MIN_POSITIVE);
    assert!(found.points.iter().all(|point| point.position == Position::Within));
}
