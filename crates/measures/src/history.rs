//! The history that a row rests on: months, quarters or whole years, whichever were received.

use panel_core::{
    Caution, Evidence, MeasureError, Month, Observation, Period, ReturnKind, Returns, Series, Terms,
};
use panel_stats::counts::Dispersion;
use panel_stats::counts::dispersion::{DispersionSource, dispersion_from_variance};
use panel_stats::trend::quasi_poisson::{Terms as GlmTerms, quasi_poisson};
use panel_stats::trend::{Ahead, Cadence, History};

use crate::supply::count;

/// Fewer months than this do not show a season, so that φ comes from the spread of a year.
const MONTHS_FOR_SEASON: usize = 25;

/// Counts in a row, with the lines they came from.
pub(crate) struct SeriesHistory<'a> {
    pub(crate) history: History,
    pub(crate) observations: Vec<&'a Observation>,
    /// The same counts as whole numbers.
    counts: Vec<u64>,
    /// Whether they are the force's own, not a published series that stands for them.
    own: bool,
    /// The total of the baseline year in the same series, where it is whole.
    pub(crate) baseline: Option<u64>,
    baseline_year: Period,
    /// The plan's last year, where some of it lies ahead.
    pub(crate) target: Option<Target>,
}

/// The year whose total is projected.
pub(crate) struct Target {
    /// What has been counted of it.
    pub(crate) known: u64,
    /// What lies ahead of it.
    pub(crate) ahead: Ahead,
    /// What it is called.
    pub(crate) year: String,
}

/// A kind of counts in a row: where they are returned, and how many of them there must be.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) kind: ReturnKind,
    pub(crate) cadence: Cadence,
    /// The months of each count.
    pub(crate) months: u32,
    pub(crate) fewest: usize,
}

impl Shape {
    pub(crate) const fn monthly(fewest: usize) -> Self {
        let (kind, cadence) = (ReturnKind::MonthlyCounts, Cadence::Monthly);
        Self { kind, cadence, months: 1, fewest }
    }

    pub(crate) const fn quarterly(fewest: usize) -> Self {
        let (kind, cadence) = (ReturnKind::Counts, Cadence::Quarterly);
        Self { kind, cadence, months: 3, fewest }
    }

    const fn annual(fewest: usize) -> Self {
        let (kind, cadence) = (ReturnKind::Counts, Cadence::Annual);
        Self { kind, cadence, months: 12, fewest }
    }
}

/// The consecutive observations of a series that end with `last`, oldest first; none before `first`.
/// Nothing is filled in.
pub(crate) fn consecutive(
    returns: &Returns,
    series: Series,
    shape: Shape,
    (first, last): (Option<Month>, Month),
) -> Vec<&Observation> {
    // An annualised figure is no count of its months.
    let all: Vec<_> = returns
        .own(shape.kind, series)
        .filter(|one| one.period.months() == shape.months && one.status.is_as_counted())
        .collect();
    let apart = i32::try_from(shape.months).unwrap_or(1);
    let mut found: Vec<_> = (0..)
        .map(|back: i32| last.plus(-back * apart))
        .take_while(|month| first.is_none_or(|first| *month >= first))
        .map_while(|month| all.iter().find(|one| one.period.last() == month).copied())
        .collect();
    found.reverse();
    found
}

/// The finest history of the series, or of the published one that stands for it.
pub(crate) fn history<'a>(
    series: Series,
    published: Option<Series>,
    returns: &'a Returns,
    terms: &Terms,
) -> Result<Option<SeriesHistory<'a>>, MeasureError> {
    let last = terms.quarter.last_month();
    for shape in [Shape::monthly(12), Shape::quarterly(4), Shape::annual(5)] {
        let era = (shape.cadence != Cadence::Annual).then(|| terms.baseline().first());
        for (series, own) in [(Some(series), true), (published, false)] {
            let Some(series) = series else { continue };
            let observations = consecutive(returns, series, shape, (era, last));
            if observations.len() < shape.fewest {
                continue;
            }
            let counts =
                observations.iter().map(|one| count(series, one)).collect::<Result<Vec<_>, _>>()?;
            let Ok(history) = History::from_counts(&counts, shape.cadence) else { continue };
            let mut found = SeriesHistory {
                history,
                observations,
                counts,
                own,
                baseline: None,
                baseline_year: terms.baseline(),
                target: None,
            };
            found.baseline = found.baseline_total(series, returns)?;
            found.target = found.target(terms);
            return Ok(Some(found));
        }
    }
    Ok(None)
}

impl SeriesHistory<'_> {
    /// The total of the baseline year: the sum of its periods, or its own total.
    fn baseline_total(
        &self,
        series: Series,
        returns: &Returns,
    ) -> Result<Option<u64>, MeasureError> {
        if self.history.cadence() != Cadence::Annual {
            return Ok(self.total_of(self.baseline_year));
        }
        returns
            .own(ReturnKind::Counts, series)
            .find(|one| one.period == self.baseline_year)
            .map(|one| count(series, one))
            .transpose()
    }

    /// The total of `period`, where the history holds the whole of it.
    fn total_of(&self, period: Period) -> Option<u64> {
        let (mut total, mut months) = (0_u64, 0);
        for (one, count) in self.observations.iter().zip(&self.counts) {
            if one.period.first() >= period.first() && one.period.last() <= period.last() {
                total = total.saturating_add(*count);
                months += one.period.months();
            }
        }
        (months == period.months()).then_some(total)
    }

    /// The totals of two overlapping years without the months that they share: first those of the
    /// earlier, then those of the later. `None` where nothing else is left, or where the history is
    /// not the force's own, or does not hold both years.
    pub(crate) fn without_shared(&self, earlier: Period, later: Period) -> Option<(u64, u64)> {
        if !self.own || later.first() <= earlier.first() {
            return None;
        }
        let of_earlier = Period::new(earlier.first(), later.first().plus(-1)).ok()?;
        let of_later = Period::new(earlier.last().plus(1), later.last()).ok()?;
        Some((self.total_of(of_earlier)?, self.total_of(of_later)?))
    }

    /// The plan's last year, what is known of it and what lies ahead; for whole years, the first
    /// that ends with it or after it.
    fn target(&self, terms: &Terms) -> Option<Target> {
        let year = terms.projected_year();
        let last = terms.quarter.last_month();
        let ends = usize::try_from(last.until(year.last_month())).ok()?;
        if ends == 0 {
            return None;
        }
        let months = match self.history.cadence() {
            Cadence::Monthly => 1,
            Cadence::Quarterly => 3,
            Cadence::Annual => {
                let years = ends.div_ceil(12);
                let month = last.plus(i32::try_from(years * 12).ok()?);
                let ahead = Ahead::new(years, years).ok()?;
                return Some(Target { known: 0, ahead, year: format!("12 months to {month}") });
            }
        };
        let begins = last.until(year.first_month());
        let known = if begins > 0 {
            0
        } else {
            self.total_of(Period::new(year.first_month(), last).ok()?)?
        };
        let begins = usize::try_from(begins.max(1)).ok()?.div_ceil(months);
        let ahead = Ahead::new(begins, ends / months).ok()?;
        Some(Target { known, ahead, year: year.to_string() })
    }

    /// How much more the counts vary than Poisson's, and whether that rests on their spread alone.
    pub(crate) fn dispersion(&self) -> Option<(Dispersion, bool)> {
        let terms = match self.history.cadence() {
            Cadence::Annual => GlmTerms::Trend,
            Cadence::Monthly | Cadence::Quarterly => GlmTerms::TrendAndPeriods,
        };
        let long =
            self.history.cadence() != Cadence::Monthly || self.history.len() >= MONTHS_FOR_SEASON;
        if long
            && let Ok(fit) = quasi_poisson(&self.history, terms)
            && let Ok(dispersion) = fit.dispersion()
        {
            return Some((dispersion, false));
        }
        let of_baseline: Vec<_> = self
            .observations
            .iter()
            .zip(&self.counts)
            .filter(|(one, _)| one.period.last() <= self.baseline_year.last())
            .map(|(_, count)| *count)
            .collect();
        // The baseline's own months, where it is whole: what came after may have changed.
        let estimate = match dispersion_from_variance(&of_baseline).ok()? {
            found if matches!(found.source, DispersionSource::Unknown(_)) => {
                dispersion_from_variance(&self.counts).ok()?
            }
            found => found,
        };
        let known = !matches!(estimate.source, DispersionSource::Unknown(_));
        known.then_some((estimate.dispersion, true))
    }

    /// Every observation as an input.
    pub(crate) fn inputs(&self, evidence: Evidence) -> Evidence {
        self.observations.iter().fold(evidence, |evidence, one| evidence.with_input("trend", one))
    }

    /// What the history is made of.
    pub(crate) fn caution(&self) -> Option<Caution> {
        match self.history.cadence() {
            Cadence::Monthly => None,
            Cadence::Quarterly => Some(Caution::QuarterlyTrends),
            Cadence::Annual => Some(Caution::AnnualTrends),
        }
    }

    /// The period so many steps ahead.
    pub(crate) fn step(&self, ahead: usize) -> Option<Period> {
        let months = match self.history.cadence() {
            Cadence::Monthly => 1,
            Cadence::Quarterly => 3,
            Cadence::Annual => 12,
        };
        let last = self.observations.last()?.period.last();
        let ends = last.plus(i32::try_from(ahead).ok()?.checked_mul(months)?);
        Period::new(ends.plus(1 - months), ends).ok()
    }
}
