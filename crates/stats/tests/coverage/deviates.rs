//! Numbers that look random and are the same on every run.

use statrs::distribution::{ContinuousCDF, Normal};

/// Deviates from Steele, Lea & Flood's `SplitMix64`.
pub(crate) struct Deviates {
    state: u64,
    normal: Normal,
}

impl Deviates {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, normal: Normal::standard() }
    }

    /// Standard normal deviates, so many.
    pub(crate) fn normals(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| self.normal()).collect()
    }

    fn normal(&mut self) -> f64 {
        let uniform = self.uniform();
        self.normal.inverse_cdf(uniform)
    }

    /// Above 0 and below 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
    fn uniform(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        ((bits >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    /// A count with this mean and `dispersion` times Poisson's variance: Poisson at 1, a
    /// gamma mixture of Poissons (negative binomial) above.
    pub(crate) fn count(&mut self, mean: f64, dispersion: f64) -> u64 {
        let scale = dispersion - 1.0;
        let mean = if scale > 0.0 { scale * self.gamma(mean / scale) } else { mean };
        self.poisson(mean)
    }

    /// Marsaglia & Tsang 2000; `shape` at least 1.
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.uniform().ln() < x * x / 2.0 + d * (1.0 - v + v.ln()) {
                return d * v;
            }
        }
    }

    /// Knuth 1969: how many uniforms can be multiplied; `mean` at most 700.
    fn poisson(&mut self, mean: f64) -> u64 {
        let least = (-mean).exp();
        let mut product = self.uniform();
        let mut count = 0;
        while product > least {
            product *= self.uniform();
            count += 1;
        }
        count
    }
}

/// Four standard errors of a share found in so many series.
pub(crate) fn four_errors(share: f64, series: u32) -> f64 {
    4.0 * (share * (1.0 - share) / f64::from(series)).sqrt()
}

/// The generator itself: mean and variance of its counts, within four of their standard errors.
#[test]
fn counts_vary_as_asked() {
    const COUNTS: u32 = 20_000;
    for (mean, dispersion) in [(40.0, 1.0), (40.0, 3.0), (7.0, 2.0)] {
        let mut deviates = Deviates::new(11);
        let counts: Vec<_> = (0..COUNTS)
            .map(|_| f64::from(u32::try_from(deviates.count(mean, dispersion)).expect("small")))
            .collect();
        let many = f64::from(COUNTS);
        let found = counts.iter().sum::<f64>() / many;
        let variance = counts.iter().map(|y| (y - found).powi(2)).sum::<f64>() / (many - 1.0);
        assert!((found - mean).abs() < 4.0 * (dispersion * mean / many).sqrt(), "{found}");
        // A count this near to normal has a variance with the standard error √(2/n) of itself; the
        // tails of 7 with dispersion 2 add a third.
        let relative = variance / (dispersion * mean) - 1.0;
        assert!(
            relative.abs() < 4.0 * 1.33 * (2.0 / many).sqrt(),
            "{mean} {dispersion}: {relative}"
        );
    }
}
