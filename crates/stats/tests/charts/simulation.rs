//! How often nothing has changed and a line is crossed all the same. Fixed seeds.

use panel_stats::charts::chart::{Position, Scale};
use panel_stats::charts::recent_mean::{Reading, RecentMean, recent_mean, recent_mean_exact};
use panel_stats::groups::group_lines::{GroupLines, OwnValue, group_lines, group_prediction_lines};
use statrs::distribution::{ContinuousCDF, Normal};

/// Normal deviates from Steele, Lea & Flood's `SplitMix64`.
struct Deviates {
    state: u64,
    normal: Normal,
}

impl Deviates {
    fn new(seed: u64) -> Self {
        Self { state: seed, normal: Normal::standard() }
    }

    fn take(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| self.next()).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
    fn next(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        self.normal.inverse_cdf(((bits >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0)
    }
}

const SERIES: u32 = 40_000;

/// The share of series that a judgement puts outside its lines, in percent.
fn percent_outside(seed: u64, points: usize, judge: impl Fn(&[f64]) -> Position) -> f64 {
    let mut deviates = Deviates::new(seed);
    let outside = (0..SERIES).filter(|_| judge(&deviates.take(points)) != Position::Within);
    100.0 * f64::from(u32::try_from(outside.count()).expect("few")) / f64::from(SERIES)
}

/// Four standard errors of a percentage found by simulation.
fn allowed(percent: f64) -> f64 {
    4.0 * (percent * (100.0 - percent) / f64::from(SERIES)).sqrt()
}

fn check(name: &str, got: f64, expected: f64) {
    assert!((got - expected).abs() < allowed(expected) + 0.05, "{name}: {got}% not {expected}%");
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
