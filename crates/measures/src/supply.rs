//! The figures that most rows start from.

use panel_core::{
    Caution, Evidence, Figure, Figures, MeasureError, Observation, Period, Quantity, Reason,
    ReturnKind, Returns, Series, Status, Supply, Terms,
};

/// Baseline and latest figure of a row, as far as they were received.
pub(crate) struct AgainstBaseline<'a> {
    pub(crate) baseline: Option<&'a Observation>,
    pub(crate) latest: Option<&'a Observation>,
    pub(crate) figures: Figures,
}

impl AgainstBaseline<'_> {
    /// Evidence with both as inputs.
    pub(crate) fn inputs(&self, evidence: Evidence) -> Evidence {
        let evidence = match self.baseline {
            Some(baseline) => evidence.with_input("baseline", baseline),
            None => evidence,
        };
        match self.latest {
            Some(latest) => evidence.with_input("latest", latest),
            None => evidence,
        }
    }
}

/// Looks up the baseline year and the latest twelve months of a series.
pub(crate) fn against_baseline<'a>(
    returns: &'a Returns,
    terms: &Terms,
    kind: ReturnKind,
    series: Series,
) -> Result<AgainstBaseline<'a>, MeasureError> {
    let baseline = returns.supply(kind, series, terms.baseline());
    let latest = returns.supply_year(kind, series, terms.latest());
    Ok(AgainstBaseline {
        baseline: received(baseline),
        latest: received(latest),
        figures: Figures::against_baseline(
            figure(baseline, kind, series, terms.baseline())?,
            figure(latest, kind, series, terms.latest())?,
        ),
    })
}

/// Why a figure that was received is not tested, where its status says so.
pub(crate) fn untested(observation: &Observation) -> Option<Reason> {
    match observation.status {
        Status::Partial => Some(Reason::PartOfThePeriod),
        Status::DefinitionDiffers => Some(Reason::DefinitionsDiffer),
        // The rows of surveys and of counts say what they make of these themselves.
        Status::Impossible
        | Status::Annualised
        | Status::Final
        | Status::Provisional
        | Status::Revised
        | Status::Proxy => None,
    }
}

/// The cautions that the statuses of the figures of a test ask for.
pub(crate) fn with_statuses(evidence: Evidence, figures: &[&Observation]) -> Evidence {
    figures.iter().fold(evidence, |evidence, one| match one.status {
        Status::Provisional => evidence.with_caution(Caution::Provisional),
        Status::Proxy => evidence.with_caution(Caution::StandIn),
        _ => evidence,
    })
}

/// What was received.
pub(crate) fn received(supply: Supply<'_>) -> Option<&Observation> {
    match supply {
        Supply::Received(observation) => Some(observation),
        Supply::Awaited(_) | Supply::Unexplained => None,
    }
}

/// The figure of a period to print.
pub(crate) fn figure(
    supply: Supply<'_>,
    kind: ReturnKind,
    series: Series,
    period: Period,
) -> Result<Figure, MeasureError> {
    supply.figure(kind, series, Some(period))
}

/// A count that can be tested: whole and not negative.
pub(crate) fn count(series: Series, observation: &Observation) -> Result<u64, MeasureError> {
    match observation.value {
        Quantity::Count(count) => u64::try_from(count).map_err(|_| MeasureError::CannotBe {
            series: series.id(),
            found: observation.value.to_string(),
            why: "a count is not negative",
            source_line: observation.source.clone(),
        }),
        _ => Err(MeasureError::WrongUnit {
            series: series.id(),
            found: observation.value.unit(),
            wanted: panel_core::Unit::Count,
            source_line: observation.source.clone(),
        }),
    }
}

/// A count as a number to compute with.
#[expect(clippy::cast_precision_loss, reason = "a count is far below 2^52")]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}
