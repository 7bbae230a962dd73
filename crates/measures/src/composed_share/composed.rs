//! What the parts of a composed share come to in one period.

use panel_core::{
    Caution, Evidence, Exhibit, Figure, Finite, MeasureError, Observation, Percentage, Period,
    Quantity, Reason, ReturnKind, Returns, Series, Status, Supply, SurveyedShare, Terms, Unit,
};
use panel_stats::normal::Z_975;
use panel_stats::proportions::effective::{EffectiveProportion, worst_case_effective};
use panel_stats::proportions::population::Surveyed;
use panel_stats::proportions::proportion::Proportion;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{SharePart, Use};
use crate::supply::{count, real};
use crate::survey_level::{percent_interval, with_settings};

/// What the parts come to in one period.
pub(super) struct Composed<'a> {
    pub(super) period: Period,
    /// The parts that weigh anything.
    parts: Vec<Weighed<'a>>,
    /// The figures of every part, also of those that weigh nothing.
    read: Vec<Read<'a>>,
    percent: Decimal,
    status: Status,
    /// The share with its effective people; `None` where a part has a percentage alone.
    pub(super) surveyed: Option<Surveyed>,
}

/// What was received of a part: its share, where there is one, and its weight.
struct Read<'a> {
    part: &'static SharePart,
    share: Option<&'a Observation>,
    weight: &'a Observation,
}

struct Weighed<'a> {
    part: &'static SharePart,
    share: &'a Observation,
    weight: &'a Observation,
    /// The count that it weighs by.
    number: u64,
    /// That in per cent of all.
    percent: f64,
}

/// The figure of a composed share, or of the part that is awaited.
pub(super) fn figure(composed: &Result<Composed<'_>, Figure>) -> Figure {
    match composed {
        Err(awaited) => awaited.clone(),
        Ok(composed) => Figure::Known {
            value: composed.value(),
            status: composed.status,
            note: Some(composed.note()),
            period: composed.period.to_string(),
            subject: None,
        },
    }
}

/// What was received of a period, or the figure to print in its place.
fn received(
    returns: &Returns,
    kind: ReturnKind,
    series: Series,
    period: Period,
) -> Result<Result<&Observation, Figure>, MeasureError> {
    match returns.supply(kind, series, period) {
        Supply::Received(observation) => Ok(Ok(observation)),
        other => other.figure(kind, series, Some(period)).map(Err),
    }
}

impl<'a> Composed<'a> {
    /// Composes the parts of a period; in the inner error is the figure that is awaited.
    pub(super) fn of(
        all: &'static [SharePart],
        used: Use,
        returns: &'a Returns,
        period: Period,
    ) -> Result<Result<Self, Figure>, MeasureError> {
        let (mut parts, mut read) = (Vec::new(), Vec::new());
        for part in all {
            let weight = match received(returns, ReturnKind::Counts, part.weight, period)? {
                Ok(weight) => weight,
                Err(awaited) => return Ok(Err(awaited)),
            };
            let number = count(part.weight, weight)?;
            // Nobody is asked of those whom there are not.
            if number == 0 {
                let share = supplied(returns, part.share, period);
                read.push(Read { part, share, weight });
                continue;
            }
            match received(returns, ReturnKind::Surveys, part.share, period)? {
                Ok(share) => {
                    read.push(Read { part, share: Some(share), weight });
                    parts.push(Weighed { part, share, weight, number, percent: 0.0 });
                }
                Err(awaited) => return Ok(Err(awaited)),
            }
        }
        let sum: f64 = parts.iter().map(|one| real(one.number)).sum();
        for one in &mut parts {
            one.percent = real(one.number) / sum * 100.0;
        }
        if parts.is_empty() {
            return Err(weighs_nothing(all, returns, period));
        }
        let mut percent = 0.0;
        for one in &parts {
            percent += share_of(one)? * one.percent / 100.0;
        }
        let surveyed = surveyed(&parts, used);
        let statuses = parts.iter().flat_map(|one| [one.share.status, one.weight.status]);
        let status = weakest(&statuses.collect::<Vec<_>>());
        let percent = printed(surveyed.map_or(percent, |surveyed| surveyed.share() * 100.0));
        Ok(Ok(Self { period, parts, read, percent, status, surveyed }))
    }

    /// What it is composed of.
    pub(super) fn observed(&self) -> impl Iterator<Item = &'a Observation> {
        self.parts.iter().flat_map(|one| [one.share, one.weight])
    }
}

/// The share of a part that weighs nothing, where there is one.
fn supplied(returns: &Returns, series: Series, period: Period) -> Option<&Observation> {
    match returns.supply(ReturnKind::Surveys, series, period) {
        Supply::Received(share) => Some(share),
        Supply::Awaited(_) | Supply::Unexplained => None,
    }
}

fn weighs_nothing(all: &[SharePart], returns: &Returns, period: Period) -> MeasureError {
    let first =
        all.iter().find_map(|part| match returns.supply(ReturnKind::Counts, part.weight, period) {
            Supply::Received(weight) => Some((part.weight, weight)),
            _ => None,
        });
    match first {
        Some((series, weight)) => MeasureError::CannotBe {
            series: series.id(),
            found: weight.value.to_string(),
            why: "of the parts of a share one must weigh something",
            source_line: weight.source.clone(),
        },
        // Unreachable: a part that weighs nothing was received, and a share has parts.
        None => {
            MeasureError::Unexplained { series: "", kind: ReturnKind::Counts, period: Some(period) }
        }
    }
}

/// The share of a part, in per cent.
fn share_of(one: &Weighed<'_>) -> Result<f64, MeasureError> {
    let percent = match one.share.value {
        Quantity::Proportion(people) => Proportion::new(people.positive(), people.surveyed())
            .ok()
            .map(|people| people.estimate() * 100.0),
        Quantity::Percentage(share) => f64::try_from(share.percent()).ok(),
        _ => None,
    };
    percent.ok_or_else(|| MeasureError::WrongUnit {
        series: one.part.share.id(),
        found: one.share.value.unit(),
        wanted: Unit::Percent,
        source_line: one.share.source.clone(),
    })
}

/// The share with its effective people; `None` where a part has a percentage alone.
fn surveyed(parts: &[Weighed<'_>], used: Use) -> Option<Surveyed> {
    let strata: Option<Vec<_>> = parts
        .iter()
        .map(|one| match one.share.value {
            Quantity::Proportion(people) => {
                let people = Proportion::new(people.positive(), people.surveyed()).ok()?;
                Some((people, one.number))
            }
            _ => None,
        })
        .collect();
    let strata = strata?;
    match used {
        Use::AgainstBaseline => {
            let weighed: Vec<_> = strata.iter().map(|(share, all)| (*share, real(*all))).collect();
            EffectiveProportion::of_strata(&weighed).ok().map(Surveyed::Sample)
        }
        Use::OfSamples => Surveyed::of_strata(&strata).ok(),
    }
}

impl Composed<'_> {
    fn value(&self) -> Quantity {
        match Percentage::new(self.percent, self.people()) {
            Ok(percentage) => Quantity::Percentage(percentage),
            // Unreachable: a mean of shares lies between them.
            Err(_) => Quantity::PercentChange(self.percent),
        }
    }

    /// The people surveyed, where every part has them.
    fn people(&self) -> Option<u64> {
        self.parts.iter().try_fold(0_u64, |sum, one| sum.checked_add(one.share.value.surveyed()?))
    }

    /// What each part weighs, in words.
    fn note(&self) -> String {
        let each: Vec<_> = self
            .parts
            .iter()
            .map(|one| format!("{} {}%", one.part.name, printed(one.percent)))
            .collect();
        format!("{}: composed by weight of {}.", self.period, each.join(", "))
    }

    /// The parts as inputs.
    pub(super) fn add_to(&self, evidence: Evidence) -> Evidence {
        // That a part is left out would tell that it weighs nothing.
        self.read.iter().fold(evidence, |evidence, one| {
            let evidence = match one.share {
                Some(share) => evidence.with_input(one.part.name, share),
                None => evidence,
            };
            evidence.with_input(one.part.weighed_by, one.weight)
        })
    }

    /// What is known of the share itself: its interval, its people and its effective people.
    pub(super) fn with_share(&self, mut evidence: Evidence, used: Use, terms: &Terms) -> Evidence {
        evidence.n = self.people();
        for one in &self.parts {
            evidence = evidence.with_number(one.part.weight_name, one.percent, 1);
        }
        let Some(surveyed) = self.surveyed else { return evidence };
        evidence.method = Some("Wilson's interval for a composed proportion");
        evidence.interval = surveyed.interval(Z_975).ok().and_then(percent_interval);
        evidence = evidence.with_caution(Caution::EffectivePeople);
        match (used, surveyed) {
            (Use::OfSamples, Surveyed::Sample(share)) => {
                let name = "size of an unlimited sample that would tell as much";
                evidence.with_number(name, share.size(), 1)
            }
            (_, Surveyed::Census { .. }) => evidence,
            (Use::AgainstBaseline, Surveyed::Sample(share)) => {
                let exhibit =
                    self.drawn().map(|latest| Exhibit::SurveyLevels { baseline: None, latest });
                with_effective_people(evidence.drawing(exhibit, self.observed()), share, terms)
            }
        }
    }

    pub(super) fn drawn(&self) -> Option<SurveyedShare> {
        let surveyed = self.surveyed?;
        Some(SurveyedShare {
            period: self.period,
            n: self.people()?,
            percent: Finite::new(surveyed.share() * 100.0)?,
            interval: percent_interval(surveyed.interval(Z_975).ok()?)?,
        })
    }

    /// Why it is not tested, where the status of a part says so.
    pub(super) fn untested(&self) -> Option<Reason> {
        match self.status {
            Status::Impossible => Some(Reason::ImpossibleShare),
            Status::DefinitionDiffers => Some(Reason::DefinitionsDiffer),
            Status::Partial | Status::Annualised => Some(Reason::PartOfThePeriod),
            Status::Final | Status::Provisional | Status::Revised | Status::Proxy => None,
        }
    }
}

/// The effective people, and whether they are few.
fn with_effective_people(
    evidence: Evidence,
    share: EffectiveProportion,
    terms: &Terms,
) -> Evidence {
    let mut evidence =
        with_settings(evidence, terms).with_number("effective number of people", share.size(), 1);
    if let Ok(half_width) = worst_case_effective(share, Z_975) {
        evidence.worst_case_margin = Finite::new(half_width * 100.0);
        evidence = evidence.with_number("worst-case half-width, points", half_width * 100.0, 1);
    }
    if is_small(share, terms) { evidence.with_caution(Caution::SmallSample) } else { evidence }
}

/// The status that says most against the figure.
fn weakest(statuses: &[Status]) -> Status {
    let order = [
        Status::Impossible,
        Status::DefinitionDiffers,
        Status::Partial,
        Status::Annualised,
        Status::Proxy,
        Status::Provisional,
        Status::Revised,
    ];
    order.into_iter().find(|one| statuses.contains(one)).unwrap_or(Status::Final)
}

pub(super) fn is_small(share: EffectiveProportion, terms: &Terms) -> bool {
    let margin = worst_case_effective(share, Z_975).map_or(f64::MAX, |half| half * 100.0);
    margin > terms.tests.small_sample_margin_points
        || share.size() < real(terms.tests.small_sample_people)
}

/// To one decimal, a half going away from zero.
fn printed(percent: f64) -> Decimal {
    let percent = Decimal::from_f64_retain(percent).unwrap_or_default();
    let percent = percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    let mut percent = percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
    percent.rescale(1);
    percent
}
