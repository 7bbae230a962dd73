//! Disclosure control: which counts are so small that somebody could be told by them, and what else
//! must be withheld so that they cannot be worked out. What is withheld is decided here and nowhere
//! else, before anything is composed.

mod cells;
mod control;
mod earlier;
mod protection;
mod ranges;
mod recovery;
mod sums;
#[cfg(test)]
mod tests;

use crate::input::Observed;
use crate::{Period, Quantity, covers};

pub(crate) use control::control_disclosure;
pub(crate) use earlier::control_earlier;

/// What stands for a withheld figure, as in official statistics: confidential.
pub const WITHHELD: &str = "[c]";

/// What a reader is told beside a withheld figure.
pub(crate) const WHY_WITHHELD: &str =
    "[c]: withheld, since a small count could tell who is meant, or would give one away.";

/// How the counts of some series are kept from telling who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosurePolicy {
    /// The series: names, or the beginnings of names followed by `/*`.
    pub series: Vec<String>,
    /// Counts below this are withheld.
    pub threshold: u64,
    /// Whether a count of nobody is shown all the same.
    pub zero_is_safe: bool,
    /// Counts are shown as multiples of this; 1 shows them as they are.
    pub round_to: u64,
    /// The totals whose parts are shown as well.
    pub sums: Vec<DisclosureSum>,
}

/// A series that is the sum of others, in each period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureSum {
    /// The total.
    pub total: String,
    /// Its parts.
    pub parts: Vec<String>,
}

impl DisclosurePolicy {
    /// The threshold where a plan names none.
    pub const USUAL_THRESHOLD: u64 = 5;

    /// Whether it speaks of the series.
    #[must_use]
    pub fn covers(&self, series: &str) -> bool {
        self.series.iter().any(|pattern| covers(pattern, series))
    }

    /// Whether a count may not be shown.
    #[must_use]
    pub fn withholds(&self, count: u64) -> bool {
        count < self.threshold && !(count == 0 && self.zero_is_safe)
    }

    /// The count as it is shown: the nearest multiple, a half going away from zero.
    ///
    /// ```
    /// let policy = panel_core::DisclosurePolicy {
    ///     series: vec!["cohort/*".to_owned()],
    ///     threshold: 5,
    ///     zero_is_safe: false,
    ///     round_to: 10,
    ///     sums: Vec::new(),
    /// };
    /// assert_eq!([14, 15, -15].map(|count| policy.rounded(count)), [10, 20, -20]);
    /// assert!(policy.withholds(0) && policy.withholds(4) && !policy.withholds(5));
    /// ```
    #[must_use]
    pub fn rounded(&self, count: i64) -> i64 {
        let step = i128::from(self.round_to.max(1));
        let size = (i128::from(count).abs() + step / 2) / step * step;
        i64::try_from(size * i128::from(count.signum())).unwrap_or(count)
    }

    /// Whether a figure of so many months may not be shown.
    fn withholds_figure(&self, observed: &Observed, period: Period) -> bool {
        let of_few = || match observed.records {
            Some(records) if records > 0 => u64::try_from(records).is_ok_and(|n| self.withholds(n)),
            _ => false,
        };
        let share = |yes: u64, all: u64| {
            self.withholds(yes) || self.withholds(all.saturating_sub(yes)) || self.withholds(all)
        };
        match &observed.value {
            Quantity::Count(_) => {
                observed.received(period).is_some_and(|count| self.withholds(count)) || of_few()
            }
            Quantity::Proportion(of) => share(of.positive(), of.surveyed()),
            Quantity::Percentage(of) => of.surveyed().is_some_and(|all| {
                // What cannot be told to be large enough is withheld.
                of.positive().is_none_or(|yes| share(yes, all))
            }),
            // An average or a rate of few people tells of each of them.
            Quantity::Number(_) | Quantity::Stars(_) => of_few(),
            _ => false,
        }
    }
}
