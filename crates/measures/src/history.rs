//! The history that trends are fitted to: months, quarters or whole years, whichever were received.

use panel_core::{
    Evidence, MeasureError, Month, Observation, ReturnKind, Returns, Series, Status, Terms,
};
use panel_stats::counts::Dispersion;
use panel_stats::counts::dispersion::{DispersionSource, dispersion_from_variance};
use panel_stats::trend::quasi_poisson::{Terms as GlmTerms, quasi_poisson};
use panel_stats::trend::{Ahead, Cadence, History};

use crate::supply::count;

/// Fewer months than this do not show a season, so that φ comes from the spread of a year.
const MONTHS_FOR_SEASON: usize = 25;

/// A history with the lines it came from.
pub(crate) struct SeriesHistory<'a> {
    pub(crate) history: History,
    observations: Vec<&'a Observation>,
    /// The total of the baseline year in the same series, where it is whole.
    pub(crate) baseline: Option<u64>,
    /// The periods of the plan's last year and what they are called, where they all lie ahead.
    pub(crate) target: Option<(Ahead, String)>,
}

/// The consecutive observations of `months` each that end with `last`, latest first.
fn consecutive(
    returns: &Returns,
    (kind, series): (ReturnKind, Series),
    (months, apart): (u32, i32),
    (first, last): (Option<Month>, Month),
) -> Vec<&Observation> {
    let all: Vec<_> =
        // An annualised figure is no count of its months.
        returns
            .own(kind, series)
            .filter(|one| one.period.months() == months && one.status == Status::Final)
            .collect();
    (0..)
        .map(|back: i32| last.plus(-back * apart))
        .take_while(|month| first.is_none_or(|first| *month >= first))
        .map_while(|month| all.iter().find(|one| one.period.last() == month).copied())
        .collect()
}

/// The finest history of the series, or of the published one that stands for it.
pub(crate) fn history<'a>(
    series: Series,
    published: Option<Series>,
    returns: &'a Returns,
    terms: &Terms,
) -> Result<Option<SeriesHistory<'a>>, MeasureError> {
    let last = terms.quarter.last_month();
    let era = Some(terms.baseline().first());
    let candidates = [Some(series), published];
    let shapes = [
        (ReturnKind::MonthlyCounts, Cadence::Monthly, 1, 1, era, 12),
        (ReturnKind::Counts, Cadence::Quarterly, 3, 3, era, 4),
        (ReturnKind::Counts, Cadence::Annual, 12, 12, None, 5),
    ];
    for (kind, cadence, months, apart, first, fewest) in shapes {
        for series in candidates.into_iter().flatten() {
            let mut found = consecutive(returns, (kind, series), (months, apart), (first, last));
            if found.len() < fewest {
                continue;
            }
            found.reverse();
            let baseline = baseline(series, &found, cadence, returns, terms)?;
            let counts =
                found.iter().map(|one| count(series, one)).collect::<Result<Vec<_>, _>>()?;
            if let Ok(history) = History::from_counts(&counts, cadence) {
                return Ok(Some(SeriesHistory {
                    history,
                    observations: found,
                    baseline,
                    target: ahead(cadence, terms),
                }));
            }
        }
    }
    Ok(None)
}

/// The total of the baseline year: the sum of its periods, or its own total.
fn baseline(
    series: Series,
    found: &[&Observation],
    cadence: Cadence,
    returns: &Returns,
    terms: &Terms,
) -> Result<Option<u64>, MeasureError> {
    let year = terms.baseline();
    if cadence == Cadence::Annual {
        return returns
            .own(ReturnKind::Counts, series)
            .find(|one| one.period == year)
            .map(|one| count(series, one))
            .transpose();
    }
    let within: Vec<_> = found
        .iter()
        .filter(|one| one.period.first() >= year.first() && one.period.last() <= year.last())
        .collect();
    let months: u32 = within.iter().map(|one| one.period.months()).sum();
    if months != year.months() {
        return Ok(None);
    }
    let mut total = 0_u64;
    for one in within {
        total = total.saturating_add(count(series, one)?);
    }
    Ok(Some(total))
}

/// The periods ahead that make the plan's last year; for whole years, the first that ends with it or
/// after it.
fn ahead(cadence: Cadence, terms: &Terms) -> Option<(Ahead, String)> {
    let year = terms.projected_year();
    let last = terms.quarter.last_month();
    let until = |month: Month| usize::try_from(last.until(month)).ok();
    let ends = until(year.last_month())?;
    match cadence {
        Cadence::Monthly | Cadence::Quarterly => {
            let months = if cadence == Cadence::Monthly { 1 } else { 3 };
            let begins = until(year.first_month())?;
            let ahead = Ahead::new(begins.div_ceil(months), ends / months).ok()?;
            Some((ahead, year.to_string()))
        }
        Cadence::Annual => {
            let years = ends.div_ceil(12);
            let month = last.plus(i32::try_from(years * 12).ok()?);
            Some((Ahead::new(years, years).ok()?, format!("12 months to {month}")))
        }
    }
}

impl SeriesHistory<'_> {
    /// How much more the counts vary than Poisson's, and where that is known from.
    pub(crate) fn dispersion(&self) -> Option<Dispersion> {
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
            return Some(dispersion);
        }
        let counts: Option<Vec<u64>> = self
            .observations
            .iter()
            .map(|one| match one.value {
                panel_core::Quantity::Count(count) => u64::try_from(count).ok(),
                _ => None,
            })
            .collect();
        let estimate = dispersion_from_variance(&counts?).ok()?;
        let known = !matches!(estimate.source, DispersionSource::Unknown(_));
        known.then_some(estimate.dispersion)
    }

    /// Every observation as an input.
    pub(crate) fn inputs(&self, evidence: Evidence) -> Evidence {
        self.observations.iter().fold(evidence, |evidence, one| evidence.with_input("trend", one))
    }

    /// What the history is made of.
    pub(crate) fn caution(&self) -> Option<&'static str> {
        match self.history.cadence() {
            Cadence::Monthly => None,
            Cadence::Quarterly => Some("quarterly: trends are fitted to quarters"),
            Cadence::Annual => Some(
                "annual totals: trends are fitted to years that end with the quarter, and the year projected is the first that ends with the plan or after it",
            ),
        }
    }
}
