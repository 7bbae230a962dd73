//! How often nothing has changed and a line is crossed all the same.

use panel_stats::charts::chart::{Position, Scale};
use panel_stats::charts::recent_mean::{Reading, RecentMean, recent_mean, recent_mean_exact};
use panel_stats::groups::group_lines::{GroupLines, OwnValue, group_lines, group_prediction_lines};

use crate::deviates::{Deviates, four_errors};

const SERIES: u32 = 40_000;

/// The share of series that a judgement puts outside its lines, in percent.
fn percent_outside(seed: u64, points: usize, judge: impl Fn(&[f64]) -> Position) -> f64 {
    let mut deviates = Deviates::new(seed);
    let outside = (0..SERIES).filter(|_| judge(&deviates.normals(points)) != Position::Within);
    100.0 * f64::from(u32::try_from(outside.count()).expect("few")) / f64::from(SERIES)
}

fn check(name: &str, got: f64, expected: f64) {
    let allowed = 100.0 * four_errors(expected / 100.0, SERIES) + 0.05;
    assert!((got - expected).abs() < allowed, "{name}: {got}% not {expected}%");
}

fn position(found: &RecentMean) -> Position {
    let RecentMean::Compared(found) = found else { panic!("{found:?}") };
    found.position
}

#[test]
fn six_against_twelve() {
    for (reading, expected) in [
        (Reading::Individual, 0.24),
        (Reading::StandardErrorOfMean, 13.8),
        (Reading::Difference, 7.6),
    ] {
        let got = percent_outside(3, 18, |y| {
            let found = recent_mean(&y[..12], &y[12..], reading, 1.96, Scale::Unbounded);
            position(&found.expect("lines"))
        });
        check(&format!("{reading:?}"), got, expected);
    }
    let got = percent_outside(4, 18, |y| {
        let found = recent_mean_exact(&y[..12], &y[12..], 0.95, Scale::Unbounded);
        position(&found.expect("lines"))
    });
    check("exact", got, 5.0);
}

#[test]
fn two_against_four() {
    let got = percent_outside(5, 6, |y| {
        let found = recent_mean_exact(&y[..4], &y[4..], 0.95, Scale::Unbounded);
        position(&found.expect("lines"))
    });
    check("exact", got, 5.0);
}

#[test]
fn one_of_eight() {
    let of = |found: GroupLines| {
        let GroupLines::Drawn(found) = found else { panic!("{found:?}") };
        found.position
    };
    for (own, expected) in [(OwnValue::Included, 1.9), (OwnValue::Excluded, 11.6)] {
        let got = percent_outside(6, 8, |y| {
            of(group_lines(y, 0, own, 1.96, Scale::Unbounded).expect("lines"))
        });
        check(&format!("{own:?}"), got, expected);
    }
    let got = percent_outside(7, 8, |y| {
        of(group_prediction_lines(y, 0, 0.95, Scale::Unbounded).expect("lines"))
    });
    check("exact", got, 5.0);
}
