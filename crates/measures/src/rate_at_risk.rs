//! Events over the time for which people could have had them, judged by the key.

use panel_core::{
    Caution, Columns, Evidence, Figure, Figures, Finding, Finite, Interval, Measure, MeasureError,
    Need, Observation, Period, Quantity, Reason, ReturnKind, Returns, Rule, Series, Status, Terms,
    Unit,
};
use panel_stats::counts::clusters::{dispersion_of_clusters, rate_interval_of_clusters};
use panel_stats::counts::comparison::{Comparison, Method, compare_dispersed};
use panel_stats::counts::{Counted, Dispersion};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use crate::count_against_baseline::{judged, statistic};
use crate::recording::changed_within;
use crate::supply::{count, figure, real, received, untested, with_statuses};

/// The length of a month, so that leap years and Februaries do not matter.
const DAYS_OF_A_MONTH: f64 = 30.4375;

/// The confidence of the interval of the latest rate.
const CONFIDENCE: f64 = 0.95;

/// Events for each 100 months at risk, in the latest twelve months against the baseline year.
///
/// People are at risk for as long as they could have an event: not before they joined a cohort, and not
/// while they are in prison. Their number and their time differ from year to year, so that the events
/// themselves cannot be compared. Few people may have most of the events; the test allows for that where
/// the dispersion is known, as [`dispersion_among`] gives it.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::RateAtRisk;
///
/// const ROW: RateAtRisk = RateAtRisk {
///     id: "rate",
///     label: "Offences for each 100 months at liberty",
///     events: Series::lower_is_better("cohort/offences"),
///     days: Series::neither_is_better("cohort/days-at-liberty"),
///     dispersion: Series::neither_is_better("cohort/dispersion"),
/// };
/// assert_eq!(ROW.needs().len(), 3);
/// ```
pub struct RateAtRisk {
    /// The row's name.
    pub id: &'static str,
    /// Its label, which says what the rate is of.
    pub label: &'static str,
    /// The events.
    pub events: Series,
    /// The days for which people were at risk, all of them together.
    pub days: Series,
    /// How much more than Poisson's the events vary.
    pub dispersion: Series,
}

/// How much more than Poisson's a number of events varies, from the events and days at risk of each
/// person; `None` where it cannot be known.
///
/// ```
/// use panel_core::Quantity;
/// use panel_measures::dispersion_among;
///
/// // Twelve people for a month each, of whom two have six events.
/// let mut people = vec![(0, 30); 10];
/// people.extend([(6, 30), (6, 30)]);
/// assert_eq!(dispersion_among(&people).unwrap().to_string(), "5.5");
/// assert_eq!(dispersion_among(&people[..11]), None);
/// ```
#[must_use]
pub fn dispersion_among(people: &[(u64, u64)]) -> Option<Quantity> {
    let at_risk = people.iter().filter(|(_, days)| *days > 0);
    let each: Result<Vec<_>, _> =
        at_risk.map(|(events, days)| Counted::new(*events, real(*days))).collect();
    let dispersion = dispersion_of_clusters(&each.ok()?).ok()??;
    Decimal::from_f64(dispersion.factor()).map(Quantity::Number)
}

/// What is known of one period.
struct AtRisk<'a> {
    events: &'a Observation,
    days: &'a Observation,
    counted: Counted,
    dispersion: Option<Dispersion>,
    /// The figure that the dispersion was read from.
    spread: Option<&'a Observation>,
}

impl Measure for RateAtRisk {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        Columns::BaselineAndLatest { projection: false }
    }

    fn needs(&self) -> Vec<Need> {
        let need = |series, kind| Need { series, kind };
        vec![
            need(self.events, ReturnKind::Counts),
            need(self.days, ReturnKind::Counts),
            need(self.dispersion, ReturnKind::Figures),
        ]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let (baseline, before) = self.at_risk(returns, terms.baseline())?;
        let (latest, now) = self.at_risk(returns, terms.latest())?;
        let figures = Figures::against_baseline(before, now);
        let mut evidence = Evidence::for_rule(Rule::Key);
        for (names, one) in [
            (["baseline: events", "baseline: days at risk"], &baseline),
            (["latest: events", "latest: days at risk"], &latest),
        ] {
            let Some(one) = one else { continue };
            evidence = with_statuses(evidence, &[one.events])
                .with_input(names[0], one.events)
                .with_input(names[1], one.days)
                .resting_on(one.spread);
            if one.days.status == Status::Proxy {
                evidence = evidence.with_caution(Caution::AtRiskThroughout);
            }
        }
        let Some(latest) = latest else {
            return Ok(Finding::without_test(figures, Reason::Awaited, evidence));
        };
        evidence.interval = interval(&latest);
        let Some(baseline) = baseline else {
            return Ok(Finding::without_test(figures, Reason::NoBaseline, evidence));
        };
        let all = [latest.events, latest.days, baseline.events, baseline.days];
        if let Some(reason) = all.into_iter().find_map(untested) {
            return Ok(Finding::without_test(figures, reason, evidence));
        }
        if latest.events.period.first() <= baseline.events.period.last() {
            return Ok(Finding::without_test(figures, Reason::PeriodsOverlap, evidence));
        }
        let (evidence, compared) = self.compared(evidence, &baseline, &latest, terms);
        Ok(match judged(&compared, self.events.better(), terms) {
            Some((assessment, reason)) => {
                Finding::Assessed { figures, assessment, reason, evidence }
            }
            None => Finding::without_test(figures, Reason::NeitherIsBetter, evidence),
        })
    }
}

impl RateAtRisk {
    /// What is known of a period, and the figure to print.
    fn at_risk<'a>(
        &self,
        returns: &'a Returns,
        period: Period,
    ) -> Result<(Option<AtRisk<'a>>, Figure), MeasureError> {
        let kind = ReturnKind::Counts;
        let supplies = [self.events, self.days].map(|one| returns.supply(kind, one, period));
        let [Some(events), Some(days)] = supplies.map(received) else {
            let missing = usize::from(received(supplies[0]).is_some());
            let series = [self.events, self.days][missing];
            return Ok((None, figure(supplies[missing], kind, series, period)?));
        };
        let cannot = |why| MeasureError::CannotBe {
            series: self.days.id(),
            found: days.value.to_string(),
            why,
            source_line: days.source.clone(),
        };
        if events.period != days.period {
            return Err(cannot("the events are of other months"));
        }
        let (number, at_risk) = (count(self.events, events)?, count(self.days, days)?);
        let counted = Counted::new(number, real(at_risk) / DAYS_OF_A_MONTH)
            .map_err(|_| cannot("no rate can be taken of so many days"))?;
        let spread = received(returns.supply(ReturnKind::Figures, self.dispersion, period));
        let dispersion = spread.and_then(|spread| match &spread.value {
            Quantity::Number(phi) => phi.to_f64().and_then(|phi| Dispersion::new(phi).ok()),
            _ => None,
        });
        // Exact, for the rate is not rounded before it is compared: 30.4375 × 100 for each 100 months.
        let rate = Decimal::from(number)
            .checked_mul(Decimal::new(304_375, 2))
            .and_then(|hundreds| hundreds.checked_div(Decimal::from(at_risk)))
            .ok_or_else(|| cannot("no rate can be taken of so many days"))?;
        // That time had to be taken for granted stands in the note: the rate is of nothing else.
        let status = match (events.status, days.status) {
            (Status::Final, Status::Proxy) => Status::Final,
            (Status::Final, of_days) => of_days,
            (of_events, _) => of_events,
        };
        let printed = Figure::Known {
            value: Quantity::Number(rate),
            status,
            note: days.note.clone().or_else(|| events.note.clone()),
            period: events.period.to_string(),
            subject: None,
        };
        Ok((Some(AtRisk { events, days, counted, dispersion, spread }), printed))
    }

    /// The evidence with the comparison of the two rates.
    fn compared(
        &self,
        mut evidence: Evidence,
        baseline: &AtRisk<'_>,
        latest: &AtRisk<'_>,
        terms: &Terms,
    ) -> (Evidence, Comparison) {
        let known = [baseline.dispersion, latest.dispersion].into_iter().flatten();
        let dispersion = known.max_by(|one, other| one.factor().total_cmp(&other.factor()));
        let phi = dispersion.unwrap_or(Dispersion::POISSON);
        let compared = compare_dispersed(baseline.counted, latest.counted, phi);
        evidence.method = Some(match compared.method {
            Method::ExactConditional { .. } => {
                "exact conditional test of two Poisson counts over their months at risk"
            }
            Method::QuasiPoisson { .. } => "z test of two rates over their months at risk, with φ",
            Method::NothingCounted => "none: nothing was counted in either period",
        });
        evidence = evidence.with_setting("tests.control_line_sd", &terms.tests.control_line_sd);
        if compared.method != Method::NothingCounted && dispersion.is_none() {
            evidence = evidence.with_caution(Caution::DispersionUnknown);
        }
        let months = (baseline.events.period.first(), latest.events.period.last());
        if changed_within(self.events, Period::new(months.0, months.1).ok(), terms) {
            evidence = evidence.with_caution(Caution::RecordingChanged);
        }
        evidence = evidence
            .with_number("months at risk, baseline", baseline.counted.exposure(), 1)
            .with_number("months at risk, latest", latest.counted.exposure(), 1)
            .with_number("events for each 100, baseline", baseline.counted.rate() * 100.0, 2)
            .with_number("events for each 100, latest", latest.counted.rate() * 100.0, 2);
        if let Some(known) = dispersion {
            evidence = evidence.with_number("φ", known.factor(), 2);
        }
        (statistic(evidence, &compared), compared)
    }
}

/// The interval of a rate, for each 100 months.
fn interval(at_risk: &AtRisk<'_>) -> Option<Interval> {
    let phi = at_risk.dispersion.unwrap_or(Dispersion::POISSON);
    let found = rate_interval_of_clusters(at_risk.counted, phi, CONFIDENCE).ok()?.interval;
    Some(Interval {
        level: 95,
        low: Finite::new(found.low() * 100.0)?,
        high: Finite::new(found.high() * 100.0)?,
        unit: Unit::Number,
    })
}
