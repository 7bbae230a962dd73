//! Scales: the range that is drawn, the values that are marked and how they are written.

use panel_core::grouped;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

/// The range of some values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    low: f64,
    high: f64,
}

impl Range {
    /// From the least to the greatest.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) =
            values.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        Self { low, high }
    }

    /// Where a value is: 0 at the low end, 1 at the high one, a half where all are equal.
    pub(super) fn at(self, value: f64) -> f64 {
        if self.low < self.high { (value - self.low) / (self.high - self.low) } else { 0.5 }
    }
}

/// The range of an axis, with its marks at 1, 2 or 5 times a power of ten.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    ticks: Vec<f64>,
    decimals: u32,
}

impl Scale {
    /// A scale over `values` with about `wanted` marks; from nought where `from_nought`.
    ///
    /// Equal values are given a range around them, no values the range from 0 to 1.
    pub(super) fn over(
        values: impl IntoIterator<Item = f64>,
        from_nought: bool,
        wanted: u32,
    ) -> Self {
        let (low, high) =
            values.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        let (mut low, mut high) = if low <= high { (low, high) } else { (0.0, 1.0) };
        if from_nought {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        // A range too narrow for its numbers is no range.
        let least = (low.abs().max(high.abs()) * 1e-6).max(1e-6);
        if high - low < least {
            let around = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
            (low, high) = match from_nought {
                true if low < 0.0 => (low, 0.0),
                true => (0.0, high.max(around)),
                // What was never below nought is not drawn so.
                false if low >= 0.0 => ((low - around).max(0.0), high + around),
                false => (low - around, high + around),
            };
        }
        let step = step((high - low) / f64::from(wanted.max(1)));
        let (first, end) = ((low / step).floor(), (high / step).ceil());
        let mut ticks = Vec::new();
        let mut place = first;
        while place <= end {
            ticks.push(place * step);
            place += 1.0;
        }
        Self { low: first * step, high: end * step, ticks, decimals: decimals(step) }
    }

    /// Where a value is: 0 at the low end, 1 at the high one.
    pub(super) fn at(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The marks: each with its place and its text.
    pub(super) fn ticks(&self) -> impl Iterator<Item = (f64, String)> {
        self.ticks.iter().map(|value| (self.at(*value), number(*value, self.decimals)))
    }
}

/// The least of 1, 2 and 5 times a power of ten that is no less than `raw`.
fn step(raw: f64) -> f64 {
    let magnitude = 10_f64.powf(raw.log10().floor());
    let times = [1.0, 2.0, 5.0].into_iter().find(|times| raw <= times * magnitude * (1.0 + 1e-9));
    times.unwrap_or(10.0) * magnitude
}

/// How many decimals the marks need.
fn decimals(step: f64) -> u32 {
    (0..6)
        .find(|places| {
            let scaled = step * 10_f64.powi(i32::try_from(*places).unwrap_or(0));
            (scaled - scaled.round()).abs() < 1e-6
        })
        .unwrap_or(6)
}

/// A number with so many decimals, a half going away from zero, with separators.
pub(super) fn number(value: f64, decimals: u32) -> String {
    let rounded = Decimal::from_f64(value).map(|number| {
        let mut number = number
            .round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        number.rescale(decimals);
        number
    });
    // A number too large for a decimal has no fraction worth printing.
    rounded.map_or_else(|| format!("{value:.0}"), grouped)
}

/// How many decimals tell values of such a size apart without a false exactness.
pub(super) fn decimals_for(values: impl IntoIterator<Item = f64>) -> u32 {
    let mut whole = true;
    let mut largest: f64 = 0.0;
    for value in values {
        whole &= value.fract() == 0.0;
        largest = largest.max(value.abs());
    }
    u32::from(!whole && largest < 100.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marks(values: &[f64], from_nought: bool) -> Vec<String> {
        Scale::over(values.iter().copied(), from_nought, 4).ticks().map(|(_, text)| text).collect()
    }

    #[test]
    fn marks_are_round_numbers() {
        assert_eq!(marks(&[259.0, 496.0], false), ["200", "300", "400", "500"]);
        assert_eq!(marks(&[0.12, 0.31], false), ["0.10", "0.15", "0.20", "0.25", "0.30", "0.35"]);
        assert_eq!(marks(&[6.1, 12.0], true), ["0", "5", "10", "15"]);
        assert_eq!(
            marks(&[-3.0, 1_200_000.0], true),
            ["−500,000", "0", "500,000", "1,000,000", "1,500,000"]
        );
    }

    #[test]
    fn one_value_and_none_have_a_range() {
        assert_eq!(marks(&[40.0, 40.0], false), ["36", "38", "40", "42", "44"]);
        assert_eq!(marks(&[0.0], true), ["0.0", "0.5", "1.0"]);
        assert_eq!(marks(&[], false).first().map(String::as_str), Some("0.0"));
        assert_eq!(marks(&[-5.0], true).last().map(String::as_str), Some("0"));
    }

    #[test]
    fn numbers_are_written_as_everywhere_in_the_paper() {
        assert_eq!(number(1049.75, 1), "1,049.8");
        assert_eq!(number(-0.25, 1), "−0.3");
        assert_eq!(number(1e300, 0).len(), 301);
        assert_eq!(
            [decimals_for([3.0, 4.0]), decimals_for([3.5]), decimals_for([338.9])],
            [0, 1, 0]
        );
    }

    proptest! {
        #[test]
        fn every_value_is_within_its_scale(
            values in prop::collection::vec(-1e9_f64..1e9, 1..40),
            from_nought: bool,
        ) {
            let scale = Scale::over(values.iter().copied(), from_nought, 4);
            let slack = (scale.high - scale.low) * 1e-9;
            for value in &values {
                prop_assert!((scale.low - slack..=scale.high + slack).contains(value));
            }
            let ticks: Vec<_> = scale.ticks().collect();
            prop_assert!((2..=8).contains(&ticks.len()), "{ticks:?}");
            let texts: std::collections::BTreeSet<_> = ticks.iter().map(|(_, text)| text).collect();
            prop_assert_eq!(texts.len(), ticks.len());
        }
    }
}
