//! Note ⑤: satisfaction and confidence.

use panel_core::{
    Assessment, Caution, Columns, Direction, Evidence, Exhibit, Finding, Finite, Interval, Measure,
    MeasureError, Need, Observation, Period, Quantity, Reason, ReturnKind, Returns, Rule, Series,
    Statistic, Status, SurveyedShare, Terms, Unit,
};
use panel_stats::normal::Z_975;
use panel_stats::proportions::difference::{Difference, newcombe, pooled_z};
use panel_stats::proportions::proportion::{Proportion, wilson, worst_case_half_width};

use crate::recording::changed_within;
use crate::supply::{AgainstBaseline, against_baseline, untested, with_statuses};
use crate::survey_projection::project;

/// A share of people asked in the latest twelve months, against the baseline year.
///
/// The number of people is mandatory for a test: a bare percentage is shown without a colour. A
/// small survey is amber, as the plan's settings say.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::SurveyLevel;
///
/// const SERIES: Series = Series::higher_is_better("satisfaction/hate-crime");
/// const ROW: SurveyLevel = SurveyLevel::satisfaction(SERIES);
/// assert_eq!(ROW.id(), "satisfaction");
/// ```
pub struct SurveyLevel {
    id: &'static str,
    label: &'static str,
    series: Series,
    projection: bool,
}

impl SurveyLevel {
    /// Satisfaction with service.
    #[must_use]
    pub const fn satisfaction(series: Series) -> Self {
        Self { id: "satisfaction", label: "Satisfaction with service", series, projection: false }
    }

    /// Confidence in the police. The dashboard has a projection for it, for print alone: note ⑤
    /// has no rule for one.
    #[must_use]
    pub const fn confidence(series: Series) -> Self {
        let label = "Confidence that the police are doing a good job";
        Self { id: "confidence", label, series, projection: true }
    }

    /// Awareness of the services there are.
    #[must_use]
    pub const fn awareness(series: Series) -> Self {
        Self {
            id: "awareness",
            label: "Awareness of services available",
            series,
            projection: false,
        }
    }
}

impl Measure for SurveyLevel {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        Columns::BaselineAndLatest { projection: self.projection }
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need { series: self.series, kind: ReturnKind::Surveys }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let found = against_baseline(returns, terms, ReturnKind::Surveys, self.series)?;
        let evidence = found.inputs(Evidence::for_rule(Rule::SurveyLevel));
        let Some(latest) = found.latest else {
            return Ok(Finding::without_test(found.figures, Reason::Awaited, evidence));
        };
        let mut found = found;
        let mut evidence = with_share(evidence, latest, terms);
        if self.projection
            && let Some(projected) = project(self.series, returns, terms)
        {
            evidence = projected.add_to(evidence);
            found.figures.projection = projected.figure();
        }
        if latest.status == Status::Impossible {
            return Ok(Finding::without_test(found.figures, Reason::ImpossibleShare, evidence));
        }
        if let Some(reason) = untested(latest).or_else(|| found.baseline.and_then(untested)) {
            return Ok(Finding::without_test(found.figures, reason, evidence));
        }
        let evidence = with_statuses(evidence, &[latest]);
        let evidence = with_statuses(evidence, found.baseline.as_slice());
        let Some(share) = share(latest) else {
            let reason = Reason::NumberSurveyedUnknown;
            return Ok(Finding::without_test(found.figures, reason, evidence));
        };
        Ok(self.judged(found, share, evidence, terms))
    }
}

impl SurveyLevel {
    /// The truth table of note ⑤, for a latest share with its people.
    fn judged(
        &self,
        found: AgainstBaseline<'_>,
        latest: Proportion,
        evidence: Evidence,
        terms: &Terms,
    ) -> Finding {
        if self.series.better() == Direction::Neither {
            return Finding::without_test(found.figures, Reason::NeitherIsBetter, evidence);
        }
        let small = is_small(latest, terms);
        // Months in common make the baseline none to compare with.
        let overlap = overlap(&found);
        let Some(baseline) = found.baseline.and_then(share).filter(|_| !overlap) else {
            let reason = match found.baseline {
                _ if small => Reason::SmallSample,
                _ if overlap => Reason::PeriodsOverlap,
                Some(baseline) if baseline.status == Status::Impossible => Reason::ImpossibleShare,
                Some(_) => Reason::BaselineNumberUnknown,
                None => Reason::NoBaseline,
            };
            return if small {
                let (figures, assessment) = (found.figures, Assessment::Amber);
                Finding::Assessed { figures, assessment, reason, evidence }
            } else {
                Finding::without_test(found.figures, reason, evidence)
            };
        };
        let Ok(difference) = newcombe(baseline, latest, Z_975) else {
            // Unreachable for a fixed multiple; shown without a colour rather than guessed.
            return Finding::without_test(found.figures, Reason::NotDefined, evidence);
        };
        let mut evidence = with_difference(evidence, difference);
        evidence.p_value = pooled_z(baseline, latest).p_value().and_then(Finite::new);
        if changed_within(self.series, months(&found), terms) {
            evidence = evidence.with_caution(Caution::RecordingChanged);
        }
        let drawn = [found.baseline, found.latest].into_iter().flatten();
        let evidence = evidence.drawing(levels(found.baseline, found.latest), drawn);
        let (assessment, reason) = colour(difference, self.series.better(), small, terms);
        Finding::Assessed { figures: found.figures, assessment, reason, evidence }
    }
}

/// The colour of a difference of two shares of which both have people behind them.
pub(crate) fn colour(
    difference: Difference,
    better: Direction,
    small: bool,
    terms: &Terms,
) -> (Assessment, Reason) {
    let better = match better {
        Direction::Higher => difference.interval.low() > 0.0,
        Direction::Lower | Direction::Neither => difference.interval.high() < 0.0,
    };
    let changed = !difference.interval.contains(0.0);
    match (changed, better) {
        _ if small && terms.tests.small_sample_forces_amber => {
            (Assessment::Amber, Reason::SmallSample)
        }
        (false, _) => (Assessment::Amber, Reason::NoSignificantChange),
        (true, true) => (Assessment::Green, Reason::SignificantlyBetter),
        (true, false) => (Assessment::Red, Reason::SignificantlyWorse),
    }
}

/// Adds what is known of one share: its people, their interval and the widest that they allow.
#[must_use]
pub fn with_share(mut evidence: Evidence, observation: &Observation, terms: &Terms) -> Evidence {
    evidence.n = observation.value.surveyed();
    let Some(share) = share(observation) else { return evidence };
    evidence.method = Some("Wilson's interval for a proportion");
    if let Ok(interval) = wilson(share, Z_975) {
        evidence.interval = percent_interval(interval);
    }
    if let Ok(half_width) = worst_case_half_width(share.trials(), Z_975) {
        evidence.worst_case_margin = Finite::new(half_width * 100.0);
        evidence = evidence.with_number("worst-case half-width, points", half_width * 100.0, 1);
    }
    evidence = evidence.drawing(levels(None, Some(observation)), [observation]);
    evidence = with_settings(evidence, terms);
    if is_small(share, terms) {
        evidence = evidence.with_caution(Caution::SmallSample);
    }
    evidence
}

/// Adds the settings that say what a small survey is.
pub(crate) fn with_settings(evidence: Evidence, terms: &Terms) -> Evidence {
    let tests = &terms.tests;
    evidence
        .with_setting("tests.small_sample_margin_points", &tests.small_sample_margin_points)
        .with_setting("tests.small_sample_people", &tests.small_sample_people)
        .with_setting("tests.small_sample_forces_amber", &tests.small_sample_forces_amber)
}

/// What an exhibit draws of the shares that have people behind them.
fn levels(baseline: Option<&Observation>, latest: Option<&Observation>) -> Option<Exhibit> {
    let latest = surveyed(latest?)?;
    Some(Exhibit::SurveyLevels { baseline: baseline.and_then(surveyed), latest })
}

fn surveyed(observation: &Observation) -> Option<SurveyedShare> {
    let share = share(observation)?;
    Some(SurveyedShare {
        period: observation.period,
        n: share.trials(),
        percent: Finite::new(share.estimate() * 100.0)?,
        interval: percent_interval(wilson(share, Z_975).ok()?)?,
    })
}

pub(crate) fn with_difference(mut evidence: Evidence, difference: Difference) -> Evidence {
    evidence.method = Some("Newcombe's interval for a difference of two proportions, 95%");
    let (low, high) = (difference.interval.low() * 100.0, difference.interval.high() * 100.0);
    if let (Some(low), Some(high)) = (Finite::new(low), Finite::new(high)) {
        evidence.statistic = Some(Statistic::Change { low, high });
    }
    evidence
        .with_number("difference, points", difference.estimate * 100.0, 1)
        .with_number("difference, lower end, points", difference.interval.low() * 100.0, 1)
        .with_number("difference, upper end, points", difference.interval.high() * 100.0, 1)
}

/// A survey whose worst-case half-width is wide, or that asked few people.
fn is_small(share: Proportion, terms: &Terms) -> bool {
    let margin = worst_case_half_width(share.trials(), Z_975).map_or(f64::MAX, |half| half * 100.0);
    margin > terms.tests.small_sample_margin_points
        || share.trials() < terms.tests.small_sample_people
}

/// The people behind an observation, where it has them.
fn share(observation: &Observation) -> Option<Proportion> {
    match observation.value {
        Quantity::Proportion(share) => Proportion::new(share.positive(), share.surveyed()).ok(),
        _ => None,
    }
}

fn overlap(found: &AgainstBaseline<'_>) -> bool {
    match (found.baseline, found.latest) {
        (Some(baseline), Some(latest)) => latest.period.first() <= baseline.period.last(),
        _ => false,
    }
}

/// From the first month of the baseline to the last of the latest.
fn months(found: &AgainstBaseline<'_>) -> Option<Period> {
    Period::new(found.baseline?.period.first(), found.latest?.period.last()).ok()
}

/// In per cent.
pub(crate) fn percent_interval(interval: panel_stats::Interval) -> Option<Interval> {
    Some(Interval {
        level: 95,
        low: Finite::new(interval.low() * 100.0)?,
        high: Finite::new(interval.high() * 100.0)?,
        unit: Unit::Percent,
    })
}
