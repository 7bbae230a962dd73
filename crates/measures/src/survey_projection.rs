//! What a share of people asked would come to in the plan's last year: for print, never for a colour.

use panel_core::{
    Caution, Evidence, Figure, Observation, Percentage, Quantity, ReturnKind, Returns, Series,
    Status, Terms,
};
use panel_stats::trend::ols::project_line;
use panel_stats::trend::{Ahead, Cadence, History};
use rust_decimal::Decimal;

use crate::history::{Shape, consecutive};
use crate::supply::real;

/// A line is drawn through no fewer quarters, or years, than this.
const FEWEST_QUARTERS: usize = 8;
const FEWEST_YEARS: usize = 5;

/// A projection and the surveys behind it.
pub(crate) struct ProjectedShare<'a> {
    observations: Vec<&'a Observation>,
    share: f64,
    year: String,
}

/// Projects the quarters, or for want of them the years, of a survey to the plan's last financial
/// year; `None` where they are too few, or where that year has begun.
///
/// A straight line by least squares through the logits ln((x + ½)/(n − x + ½)), which keeps the share
/// between 0 and 1; the year's share is the mean of its quarters'.
pub(crate) fn project<'a>(
    series: Series,
    returns: &'a Returns,
    terms: &Terms,
) -> Option<ProjectedShare<'a>> {
    let last = terms.quarter.last_month();
    let year = terms.projected_year();
    let begins = usize::try_from(last.until(year.first_month())).ok().filter(|ahead| *ahead > 0)?;
    let ends = usize::try_from(last.until(year.last_month())).ok()?;
    let quarters = Shape {
        kind: ReturnKind::Surveys,
        cadence: Cadence::Quarterly,
        months: 3,
        fewest: FEWEST_QUARTERS,
    };
    let years = Shape { cadence: Cadence::Annual, months: 12, fewest: FEWEST_YEARS, ..quarters };
    for shape in [quarters, years] {
        let era = (shape.cadence != Cadence::Annual).then(|| terms.baseline().first());
        let observations = consecutive(returns, series, shape, (era, last));
        let logits: Option<Vec<_>> = observations.iter().map(|one| logit(one)).collect();
        let Some(logits) = logits.filter(|logits| logits.len() >= shape.fewest) else { continue };
        let (ahead, name) = if shape.cadence == Cadence::Annual {
            let years = ends.div_ceil(12);
            let month = last.plus(i32::try_from(years * 12).ok()?);
            (Ahead::new(years, years).ok()?, format!("12 months to {month}"))
        } else {
            (Ahead::new(begins.div_ceil(3), ends / 3).ok()?, year.to_string())
        };
        let history = History::new(logits, shape.cadence).ok()?;
        let projected = project_line(&history, 0, ahead).ok()?;
        let target = &projected.points()[ahead.first() - 1..];
        let shares: Vec<_> =
            target.iter().map(|point| 1.0 / (1.0 + (-point.estimate()).exp())).collect();
        let share = shares.iter().sum::<f64>() / real(shares.len() as u64);
        return Some(ProjectedShare { observations, share, year: name });
    }
    None
}

/// The logit of a share, halfway from none to one more so that nobody and everybody have one too.
fn logit(observation: &Observation) -> Option<f64> {
    match observation.value {
        Quantity::Proportion(share) if share.surveyed() > 0 => {
            let (positive, others) =
                (real(share.positive()), real(share.surveyed() - share.positive()));
            Some(((positive + 0.5) / (others + 0.5)).ln())
        }
        _ => None,
    }
}

impl ProjectedShare<'_> {
    /// The figure to print.
    pub(crate) fn figure(&self) -> Option<Figure> {
        let percent = Decimal::from_f64_retain(self.share * 100.0)?;
        let rounding = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        let percent = percent.round_dp_with_strategy(1, rounding);
        Some(Figure::Known {
            value: Quantity::Percentage(Percentage::new(percent, None).ok()?),
            status: Status::Final,
            note: Some(format!(
                "The projection for {} is a straight line through the logits of {} surveys; it is for information, and no colour depends on it.",
                self.year,
                self.observations.len()
            )),
            period: self.year.clone(),
            subject: None,
        })
    }

    /// The surveys as inputs, and what a reader must know.
    pub(crate) fn add_to(&self, evidence: Evidence) -> Evidence {
        self.observations
            .iter()
            .fold(evidence, |evidence, one| evidence.with_input("trend", one))
            .with_number("projected share, %", self.share * 100.0, 1)
            .with_caution(Caution::ProjectedForPrint)
    }
}
