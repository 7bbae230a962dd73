//! The axis of time: which months, quarters or years are named under it, and how.

use panel_core::{FinancialYear, Month, Period};

use super::canvas::{Canvas, GAP, Plot, real};
use super::lettering::{LINE, width};
use crate::view::{Align, Role};

/// The axis of consecutive months, quarters or years, each in the middle of a stretch of its own.
pub(super) struct Calendar {
    periods: Vec<Period>,
}

impl Calendar {
    pub(super) fn new(periods: impl IntoIterator<Item = Period>) -> Self {
        Self { periods: periods.into_iter().collect() }
    }

    fn count(&self) -> f64 {
        real(self.periods.len().max(1))
    }

    /// The middle of a period.
    pub(super) fn middle(&self, plot: Plot, place: usize) -> f64 {
        plot.x((real(place) + 0.5) / self.count())
    }

    /// Where a period begins; that of the one after the last is the end.
    pub(super) fn start(&self, plot: Plot, place: usize) -> f64 {
        plot.x(real(place) / self.count())
    }

    /// The place of the period, where it is one of them.
    pub(super) fn place(&self, period: Period) -> Option<usize> {
        self.periods.iter().position(|known| *known == period)
    }

    /// Names as many periods under the plot as have room.
    pub(super) fn draw(&self, canvas: &mut Canvas, plot: Plot, edge: f64) {
        let named = STEPS.iter().map(|step| self.named(*step)).find(|named| {
            !named.is_empty()
                && named.windows(2).all(|pair| {
                    let [one, other] = [pair[0], pair[1]];
                    let room = self.middle(plot, other) - self.middle(plot, one);
                    room >= f64::midpoint(self.width(one), self.width(other)) + 2.0 * GAP
                })
        });
        for place in named.unwrap_or_else(|| vec![0]) {
            let Some(period) = self.periods.get(place) else { continue };
            let x = self.middle(plot, place);
            canvas.line([[x, plot.bottom], [x, plot.bottom + 2.0]], Role::Axis);
            let text = short(*period);
            let half = width(&text, false) / 2.0;
            let within = x.clamp(half, (edge - half).max(half));
            canvas.text([within, plot.bottom + GAP + LINE / 2.0], Align::Center, text, false);
        }
    }

    fn width(&self, place: usize) -> f64 {
        width(&short(self.periods[place]), false)
    }

    /// Every so many periods, counted from the first that begins with a financial year.
    fn named(&self, step: usize) -> Vec<usize> {
        let anchor = self
            .periods
            .iter()
            .position(|period| {
                FinancialYear::holding(period.first()).first_month() == period.first()
            })
            .unwrap_or(0);
        (anchor % step..self.periods.len()).step_by(step).collect()
    }
}

/// How many months, quarters or years lie between two that are named.
const STEPS: [usize; 10] = [1, 2, 3, 4, 6, 12, 24, 48, 120, 240];

/// As it stands under an axis: `Sep 2014`, `Jul–Sep 2014`, `2013/14`.
pub(super) fn short(period: Period) -> String {
    let month = |month: Month| month.name().get(..3).unwrap_or_default();
    let (first, last) = (period.first(), period.last());
    if period.months() == 1 {
        format!("{} {}", month(first), first.year())
    } else if FinancialYear::holding(first).period() == period {
        FinancialYear::holding(first).to_string()
    } else if period.months() == 12 {
        format!("12 months to {} {}", month(last), last.year())
    } else {
        format!("{}\u{2013}{} {}", month(first), month(last), last.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_short_under_an_axis() {
        for (period, text) in [
            ("2014-09", "Sep 2014"),
            ("2014-07/2014-09", "Jul–Sep 2014"),
            ("2013/14", "2013/14"),
            ("2013-10/2014-09", "12 months to Sep 2014"),
        ] {
            assert_eq!(short(period.parse().unwrap()), text);
        }
    }

    #[test]
    fn the_months_that_are_named_are_those_of_financial_years() {
        let first: Month = "2020-06".parse().unwrap();
        let calendar = Calendar::new((0..40).map(|month| Period::month(first.plus(month))));
        let named = |step| {
            let named = calendar.named(step);
            named.into_iter().map(|place| short(calendar.periods[place])).collect::<Vec<_>>()
        };
        assert_eq!(named(12), ["Apr 2021", "Apr 2022", "Apr 2023"]);
        assert_eq!(named(24), ["Apr 2021", "Apr 2023"]);
    }
}
