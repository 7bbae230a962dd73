//! How often a history without a slip is warned of.

use panel_stats::strays::stray_counts;

use crate::deviates::Deviates;

const HISTORIES: u32 = 2_000;
const FACTOR: f64 = 1.9;

/// The share of histories with at least one stray.
fn warned_of(mean: f64, dispersion: f64, months: u32) -> f64 {
    let mut deviates = Deviates::new(12);
    let mut warned = 0;
    for _ in 0..HISTORIES {
        let counts: Vec<_> = (0..months).map(|_| deviates.count(mean, dispersion)).collect();
        warned += u32::from(!stray_counts(&counts, FACTOR).is_empty());
    }
    f64::from(warned) / f64::from(HISTORIES)
}

/// The worst mean of each; each bound is what was found and four standard errors of it.
#[test]
fn histories_without_a_slip_are_seldom_warned_of() {
    for (dispersion, means, bound) in [
        (1.0, &[0.5, 2.0, 5.0, 8.0, 12.0, 20.0, 40.0, 100.0][..], 0.002_5),
        (2.0, &[5.0, 8.0, 12.0, 20.0, 40.0, 100.0], 0.010_5),
        (4.0, &[12.0, 20.0, 40.0, 100.0], 0.030_5),
    ] {
        for months in [2, 4, 12, 36] {
            let found = means.iter().map(|mean| warned_of(*mean, dispersion, months));
            let found = found.fold(0.0, f64::max);
            assert!(found <= bound, "φ {dispersion}, {months} months: {found}");
        }
    }
}
