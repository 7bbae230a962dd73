//! Two means against control lines, and two small totals by the exact test.

use panel_core::{Finite, Lines, SpcReading, Terms};
use panel_stats::charts::chart::{Position, Scale};
use panel_stats::charts::recent_mean::{
    Reading, RecentMean, RecentMeanP, recent_mean, recent_mean_p,
};
use panel_stats::counts::comparison::{Comparison, Direction as Way, Method, compare};
use panel_stats::counts::{Counted, Dispersion};
use panel_stats::normal::two_sided_p;

use crate::supply::real;

/// The two means and the lines.
pub(crate) struct MeansCompared {
    pub(crate) mean: f64,
    pub(crate) recent: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) position: Position,
    pub(crate) no_spread: bool,
    pub(crate) low_is_zero: bool,
    pub(crate) p_value: Option<f64>,
}

impl MeansCompared {
    /// Lines of the earlier points at the plan's reading; `None` where there are none.
    pub(crate) fn of(earlier: &[f64], recent: &[f64], terms: &Terms) -> Option<Self> {
        let reading = reading(terms.tests.spc_reading);
        let width = terms.tests.control_line_sd;
        match recent_mean(earlier, recent, reading, width, Scale::NotNegative).ok()? {
            RecentMean::TooFew { .. } => None,
            RecentMean::NoSpread { earlier_mean, recent_mean, position } => Some(Self {
                mean: earlier_mean,
                recent: recent_mean,
                low: earlier_mean,
                high: earlier_mean,
                position,
                no_spread: true,
                low_is_zero: false,
                p_value: None,
            }),
            RecentMean::Compared(found) => Some(Self {
                mean: found.limits.centre(),
                recent: found.recent_mean,
                low: found.limits.low(),
                high: found.limits.high(),
                position: found.position,
                no_spread: false,
                low_is_zero: found.limits.low_is_end_of_scale(),
                p_value: match recent_mean_p(earlier, recent) {
                    Ok(RecentMeanP::Tested(found)) => Some(found.p_value),
                    Ok(_) | Err(_) => None,
                },
            }),
        }
    }

    /// The mean and the lines, for an exhibit.
    pub(crate) fn lines(&self) -> Option<Lines> {
        Some(Lines {
            mean: Finite::new(self.mean)?,
            low: Finite::new(self.low)?,
            high: Finite::new(self.high)?,
        })
    }
}

/// The exact comparison of the two periods' totals, where they are small enough for one.
pub(crate) fn rare(counts: &[u64], earlier: usize) -> Option<Comparison> {
    let (before, now) = counts.split_at(earlier);
    let counted = |counts: &[u64]| {
        let total = counts.iter().fold(0_u64, |total, count| total.saturating_add(*count));
        Counted::new(total, real(counts.len() as u64)).ok()
    };
    let compared = compare(counted(before)?, counted(now)?, Dispersion::POISSON);
    matches!(compared.method, Method::ExactConditional { .. }).then_some(compared)
}

/// Where the recent months lie by the exact test: beyond a line where it finds a change.
pub(crate) fn exact_position(compared: &Comparison, terms: &Terms) -> Position {
    let significant = two_sided_p(terms.tests.control_line_sd).is_ok_and(|p| compared.p_value < p);
    match compared.direction {
        Way::Up if significant => Position::Above,
        Way::Down if significant => Position::Below,
        _ => Position::Within,
    }
}

fn reading(reading: SpcReading) -> Reading {
    match reading {
        SpcReading::Individual => Reading::Individual,
        SpcReading::StandardErrorOfMean => Reading::StandardErrorOfMean,
        SpcReading::Difference => Reading::Difference,
    }
}
