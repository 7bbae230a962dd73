//! Note ①: number of offences.

use panel_core::{
    Assessment, Columns, Direction, Evidence, Figure, Finding, Measure, MeasureError, Need,
    Observation, Quantity, Reason, ReturnKind, Returns, Rule, Series, Setting, Status, Terms,
};
use panel_stats::counts::Dispersion;
use panel_stats::counts::comparison::{Change, Method, compare};

use crate::count_against_baseline::{ANNUALISED, change_of, counted};
use crate::history::{SeriesHistory, history};
use crate::projection::{Projected, project};
use crate::supply::{AgainstBaseline, against_baseline};

/// Offences in the latest twelve months against the baseline year, and what the trends project for
/// the plan's last year.
pub struct RecordedOffences {
    series: Series,
    published: Option<Series>,
}

impl RecordedOffences {
    /// The offences of a series, whose own months or quarters are projected.
    #[must_use]
    pub const fn new(series: Series) -> Self {
        Self { series, published: None }
    }

    /// The same, where a published series of the same offences is projected for want of months or
    /// quarters.
    #[must_use]
    pub const fn projected_from(mut self, published: Series) -> Self {
        self.published = Some(published);
        self
    }
}

impl Measure for RecordedOffences {
    fn id(&self) -> &'static str {
        "offences"
    }

    fn label(&self) -> &'static str {
        "Number of offences"
    }

    fn columns(&self) -> Columns {
        Columns::BaselineAndLatest { projection: true }
    }

    fn needs(&self) -> Vec<Need> {
        let counts = |series| Need { series, kind: ReturnKind::Counts };
        let months = Need { series: self.series, kind: ReturnKind::MonthlyCounts };
        let published = self
            .published
            .map(|series| [counts(series), Need { series, kind: ReturnKind::MonthlyCounts }]);
        [counts(self.series), months].into_iter().chain(published.into_iter().flatten()).collect()
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let found = against_baseline(returns, terms, ReturnKind::Counts, self.series)?;
        let evidence = found.inputs(Evidence::for_rule(Rule::NumberOfOffences));
        let (Some(baseline), Some(latest)) = (found.baseline, found.latest) else {
            let reason = if found.latest.is_some() { Reason::NoBaseline } else { Reason::Awaited };
            return Ok(Finding::without_test(found.figures, reason, evidence));
        };
        if latest.period.first() <= baseline.period.last() {
            return Ok(Finding::without_test(found.figures, Reason::PeriodsOverlap, evidence));
        }
        let history = history(self.series, self.published, returns, terms)?;
        self.judged(&found, (baseline, latest), history.as_ref(), evidence, terms)
    }
}

impl RecordedOffences {
    /// The truth table of note ①.
    fn judged(
        &self,
        found: &AgainstBaseline<'_>,
        (baseline, latest): (&Observation, &Observation),
        history: Option<&SeriesHistory<'_>>,
        evidence: Evidence,
        terms: &Terms,
    ) -> Result<Finding, MeasureError> {
        let better = self.series.better();
        let dispersion = history.and_then(SeriesHistory::dispersion);
        let used = dispersion.filter(|_| terms.tests.dispersion_estimated);
        let used = used.unwrap_or(Dispersion::POISSON);
        let compared =
            compare(counted(self.series, baseline)?, counted(self.series, latest)?, used);
        let projected = history.and_then(|history| project(history, used, better, terms));
        let mut evidence = with_settings(evidence, terms);
        evidence.method = Some(method(compared.method, projected.is_some()));
        if let Some(z) = compared.z() {
            evidence = evidence.with_number("z", z, 2);
        }
        evidence = evidence.with_number("p", compared.p_value, 4);
        if compared.z().is_some() || projected.is_some() {
            evidence = evidence.with_number("dispersion φ", used.factor(), 2);
        }
        if latest.status == Status::Annualised {
            evidence.cautions.push(ANNUALISED);
        }
        if dispersion.is_none() {
            evidence.cautions.push("dispersion unknown: the counts are taken as Poisson (φ = 1)");
        }
        if let Some(history) = history {
            evidence.cautions.extend(history.caution());
            evidence = history.inputs(evidence);
        }
        let mut figures = found.figures.clone();
        if let Some(projected) = &projected {
            evidence = projected.numbers(evidence);
            evidence.cautions.extend(projected.cautions());
            if projected.earned_no_trust() {
                evidence
                    .cautions
                    .push("in the past no trend has erred less than repeating the latest year");
            }
            figures.projection = figure_of(projected);
        }
        let improved = Improved::of(change_of(&compared, terms), better);
        Ok(match decide(improved, projected.as_ref(), terms) {
            Some((assessment, reason)) => {
                Finding::Assessed { figures, assessment, reason, evidence }
            }
            None if better == Direction::Neither => {
                Finding::without_test(figures, Reason::NeitherIsBetter, evidence)
            }
            None => Finding::without_test(figures, Reason::ProjectionNotComputed, evidence),
        })
    }
}

/// What was done, in words.
fn method(now: Method, projected: bool) -> &'static str {
    match (now, projected) {
        (Method::QuasiPoisson { .. }, true) => {
            "z test of two counts with their dispersion, and projected trends"
        }
        (Method::QuasiPoisson { .. }, false) => "z test of two counts with their dispersion",
        (Method::ExactConditional { .. }, true) => {
            "exact conditional test of two Poisson counts, and projected trends"
        }
        (Method::ExactConditional { .. }, false) => "exact conditional test of two Poisson counts",
        (Method::NothingCounted, true) => "projected trends: nothing was counted in either period",
        (Method::NothingCounted, false) => "none: nothing was counted in either period",
    }
}

/// Whether there is a significant improvement at this point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Improved {
    Better,
    No,
    Worse,
    Neither,
}

impl Improved {
    fn of(change: Change, better: Direction) -> Self {
        match (change, better) {
            (_, Direction::Neither) => Self::Neither,
            (Change::NoEvidence, _) => Self::No,
            (Change::Lower, Direction::Lower) | (Change::Higher, Direction::Higher) => Self::Better,
            (Change::Higher, Direction::Lower) | (Change::Lower, Direction::Higher) => Self::Worse,
        }
    }
}

/// The nine rows of the note's truth table; `None` where there is no colour.
fn decide(
    improved: Improved,
    projected: Option<&Projected>,
    terms: &Terms,
) -> Option<(Assessment, Reason)> {
    let achieves = projected.map(|projected| {
        let (achieving, _) = projected.achieving();
        // That nothing changes maintains an improvement, and achieves none.
        achieving > 0 || (improved == Improved::Better && projected.holds_without_change())
    });
    match (improved, achieves) {
        (Improved::Better, Some(true)) => {
            Some((Assessment::Green, Reason::ImprovedAndProjectedToHold))
        }
        (Improved::Better, Some(false)) => {
            Some((Assessment::Amber, Reason::ImprovedNotProjectedToHold))
        }
        (Improved::Better, None) => Some((Assessment::Amber, Reason::ProjectionUnavailable)),
        (Improved::No, Some(true)) => Some((Assessment::Amber, Reason::ProjectedToImprove)),
        (Improved::No, Some(false)) => Some((Assessment::Red, Reason::NotImprovedNorProjectedTo)),
        (Improved::Worse, Some(true)) if !terms.tests.worse_is_red => {
            Some((Assessment::Amber, Reason::SignificantlyWorseNow))
        }
        (Improved::Worse, Some(_)) => Some((Assessment::Red, Reason::SignificantlyWorse)),
        (Improved::Worse, None) => Some((Assessment::Red, Reason::ProjectionUnavailable)),
        (Improved::No, None) | (Improved::Neither, _) => None,
    }
}

/// The middle projection, to be printed with how many trends project an improvement.
#[expect(clippy::cast_possible_truncation, reason = "a projected total is finite and not huge")]
fn figure_of(projected: &Projected) -> Option<Figure> {
    let (achieving, trends) = projected.achieving();
    let trust = if projected.earned_no_trust() {
        " In the past none of them has erred less than repeating the latest year."
    } else {
        ""
    };
    Some(Figure::Known {
        value: Quantity::Count(projected.median_total()?.round() as i64),
        status: Status::Final,
        note: Some(format!(
            "The projection for {} is the middle one of {trends} trends; {achieving} of {trends} project a significant improvement on the baseline.{trust}",
            projected.target
        )),
        period: projected.target.clone(),
    })
}

fn with_settings(mut evidence: Evidence, terms: &Terms) -> Evidence {
    let tests = &terms.tests;
    evidence.settings.extend([
        Setting { name: "tests.control_line_sd", value: tests.control_line_sd.to_string() },
        Setting {
            name: "tests.dispersion_estimated",
            value: tests.dispersion_estimated.to_string(),
        },
        Setting { name: "tests.worse_is_red", value: tests.worse_is_red.to_string() },
    ]);
    evidence
}
