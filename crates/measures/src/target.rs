//! What a total must be to count as achievement, by the plan's target.

use panel_core::{Direction, OffencesTarget, Terms};
use panel_stats::counts::comparison::{Direction as Side, compare};
use panel_stats::counts::{Counted, Dispersion};
use panel_stats::normal::two_sided_p;

use crate::supply::real;

/// The plan's target, put to a total of a whole year.
#[derive(Clone, Copy)]
pub(crate) struct Judge {
    target: OffencesTarget,
    baseline: u64,
    dispersion: Dispersion,
    lower_is_better: bool,
    width: f64,
}

impl Judge {
    /// The target as seen from `baseline`, in counts that vary by `dispersion`.
    pub(crate) fn new(
        baseline: u64,
        dispersion: Dispersion,
        better: Direction,
        terms: &Terms,
    ) -> Self {
        Self {
            target: terms.tests.offences_target,
            baseline,
            dispersion,
            lower_is_better: better != Direction::Higher,
            width: terms.tests.control_line_sd,
        }
    }

    /// Whether a smaller total is the better one.
    pub(crate) fn lower_is_better(self) -> bool {
        self.lower_is_better
    }

    /// Whether `total` meets the target. A significant improvement is one by the test of the change
    /// so far: exactly where the counts are small, by z otherwise, and then without rounding.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a projected total is finite and not below 0"
    )]
    pub(crate) fn is_met_by(self, total: f64) -> bool {
        let total = total.max(0.0);
        let baseline = real(self.baseline);
        match self.target {
            OffencesTarget::SignificantImprovement => {
                let counted = Counted::in_one_period(total.round() as u64);
                let from = Counted::in_one_period(self.baseline);
                let compared = compare(from, counted, self.dispersion);
                if compared.z().is_none() {
                    let better = if self.lower_is_better { Side::Down } else { Side::Up };
                    return compared.direction == better
                        && two_sided_p(self.width).is_ok_and(|p| compared.p_value < p);
                }
                let deviation = (self.dispersion.factor() * (total + baseline)).sqrt();
                let z = (total - baseline) / deviation;
                if self.lower_is_better { -z >= self.width } else { z >= self.width }
            }
            OffencesTarget::BetterThanBaseline if self.lower_is_better => total < baseline,
            OffencesTarget::BetterThanBaseline => total > baseline,
            OffencesTarget::Percent(percent) => {
                let wanted = self.changed_by(percent);
                if self.lower_is_better { total <= wanted } else { total >= wanted }
            }
        }
    }

    /// The total from which on the target is met; `None` where no total meets it.
    pub(crate) fn threshold(self) -> Option<f64> {
        let base = real(self.baseline);
        match self.target {
            OffencesTarget::BetterThanBaseline => {
                (base > 0.0 || !self.lower_is_better).then_some(base)
            }
            OffencesTarget::Percent(percent) => Some(self.changed_by(percent)),
            OffencesTarget::SignificantImprovement => {
                // The total T with |T − B| = k √(φ (T + B)), on the better side:
                // (T − B)² = a (T + B), with a = k²φ, is T² − (2B + a) T + B² − aB = 0.
                let a = self.width * self.width * self.dispersion.factor();
                let half = base + a / 2.0;
                let root = (half * half - base * base + a * base).max(0.0).sqrt();
                if !self.lower_is_better {
                    return Some(half + root);
                }
                (half >= root).then_some(half - root)
            }
        }
    }

    /// What a trend projects that meets the target, in words.
    pub(crate) fn goal(self) -> String {
        let way = if self.lower_is_better { "below" } else { "above" };
        match self.target {
            OffencesTarget::SignificantImprovement => {
                "a significant improvement on the baseline".to_owned()
            }
            OffencesTarget::BetterThanBaseline => "an improvement on the baseline".to_owned(),
            OffencesTarget::Percent(percent) => {
                format!("a total {percent}% or more {way} the baseline")
            }
        }
    }

    fn changed_by(self, percent: f64) -> f64 {
        let share = percent / 100.0;
        let factor = if self.lower_is_better { 1.0 - share } else { 1.0 + share };
        real(self.baseline) * factor
    }
}
