//! Note ①: number of offences.

use panel_core::{
    Assessment, Caution, Columns, Direction, Evidence, Exhibit, Figure, Finding, Measure,
    MeasureError, Need, Observation, Period, Quantity, Reason, ReturnKind, Returns, Rule, Series,
    Status, Terms,
};
use panel_stats::counts::comparison::{Change, Method, compare};
use panel_stats::counts::{Counted, Dispersion};

use crate::count_against_baseline::{change_of, counted, statistic};
use crate::history::{SeriesHistory, history};
use crate::projection::{Projected, project};
use crate::recording::changed_within;
use crate::supply::{AgainstBaseline, against_baseline, real, untested, with_statuses};
use crate::target::Judge;

/// Offences in the latest twelve months against the baseline year, and what the trends project for
/// the plan's last year.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::RecordedOffences;
///
/// const SERIES: Series = Series::lower_is_better("offences/all-crime");
/// const ROW: RecordedOffences = RecordedOffences::new(SERIES);
/// assert_eq!(ROW.id(), "offences");
/// ```
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
        let mut found = against_baseline(returns, terms, ReturnKind::Counts, self.series)?;
        let evidence = found.inputs(Evidence::for_rule(Rule::NumberOfOffences));
        let (Some(baseline), Some(latest)) = (found.baseline, found.latest) else {
            let reason = if found.latest.is_some() { Reason::NoBaseline } else { Reason::Awaited };
            return Ok(Finding::without_test(found.figures, reason, evidence));
        };
        if let Some(reason) = untested(latest).or_else(|| untested(baseline)) {
            return Ok(Finding::without_test(found.figures, reason, evidence));
        }
        let evidence = with_statuses(evidence, &[baseline, latest]);
        // What the trends project waits for months that are not approved; unless others suffice.
        let mut pending = returns.pending_own(ReturnKind::MonthlyCounts, self.series);
        found.figures.projection = pending.next().map(|one| Figure::Awaited(one.into()));
        let history = history(self.series, self.published, returns, terms)?;
        let Some(windows) = Windows::of(self.series, (baseline, latest), history.as_ref())? else {
            return Ok(Finding::without_test(found.figures, Reason::PeriodsOverlap, evidence));
        };
        Ok(self.judged(&found, &windows, history.as_ref(), evidence, terms))
    }
}

/// The two counts that are compared, and the months from the first to the last of them.
struct Windows {
    baseline: Counted,
    latest: Counted,
    annualised: bool,
    shared_dropped: bool,
    all: Option<Period>,
}

impl Windows {
    /// Both years; where they overlap, what is left of each without the months they share. `None`
    /// where months or quarters do not show what is left.
    fn of(
        series: Series,
        (baseline, latest): (&Observation, &Observation),
        history: Option<&SeriesHistory<'_>>,
    ) -> Result<Option<Self>, MeasureError> {
        let all = Period::new(baseline.period.first(), latest.period.last()).ok();
        let annualised = latest.status == Status::Annualised;
        if latest.period.first() > baseline.period.last() {
            let (baseline, latest) = (counted(series, baseline)?, counted(series, latest)?);
            return Ok(Some(Self { baseline, latest, annualised, shared_dropped: false, all }));
        }
        let left = history
            .filter(|_| !annualised)
            .and_then(|history| history.without_shared(baseline.period, latest.period));
        Ok(left.map(|(baseline, latest)| Self {
            baseline: Counted::in_one_period(baseline),
            latest: Counted::in_one_period(latest),
            annualised,
            shared_dropped: true,
            all,
        }))
    }
}

/// What is known of the plan's last year.
enum Outlook<'a> {
    /// It lies ahead, and trends project it.
    Projected(Projected<'a>),
    /// It is over: whether its total meets the target.
    Over(bool),
    /// It lies ahead, and nothing projects it.
    Unknown,
}

impl RecordedOffences {
    /// The truth table of note ①.
    fn judged(
        &self,
        found: &AgainstBaseline<'_>,
        windows: &Windows,
        history: Option<&SeriesHistory<'_>>,
        evidence: Evidence,
        terms: &Terms,
    ) -> Finding {
        let better = self.series.better();
        let dispersion = history.and_then(SeriesHistory::dispersion);
        let used = dispersion.filter(|_| terms.tests.dispersion_estimated);
        let used = used.map_or(Dispersion::POISSON, |(dispersion, _)| dispersion);
        let compared = compare(windows.baseline, windows.latest, used);
        let outlook = outlook(windows, history, used, better, terms);
        let mut evidence = with_settings(evidence, terms);
        evidence.method = Some(method(compared.method, &outlook));
        if windows.shared_dropped {
            evidence = evidence
                .with_number("baseline without shared months", real(windows.baseline.count()), 0)
                .with_number("latest without shared months", real(windows.latest.count()), 0)
                .with_caution(Caution::SharedMonthsDropped);
        }
        evidence = statistic(evidence, &compared);
        let projected = match &outlook {
            Outlook::Projected(projected) => Some(projected),
            Outlook::Over(_) | Outlook::Unknown => None,
        };
        if compared.z().is_some() || projected.is_some() {
            evidence = evidence.with_number("dispersion φ", used.factor(), 2);
        }
        if windows.annualised {
            evidence = evidence.with_caution(Caution::Annualised);
        }
        match dispersion {
            None => evidence = evidence.with_caution(Caution::DispersionUnknown),
            Some((_, true)) if terms.tests.dispersion_estimated => {
                evidence = evidence.with_caution(Caution::DispersionFromSpread);
            }
            Some(_) => {}
        }
        if changed_within(self.series, windows.all, terms) {
            evidence = evidence.with_caution(Caution::RecordingChanged);
        }
        if let Some(history) = history {
            evidence.cautions.extend(history.caution());
            evidence = history.inputs(evidence);
        }
        let mut figures = found.figures.clone();
        if let Some(projected) = projected {
            evidence = projected.numbers(evidence);
            evidence.cautions.extend(projected.cautions());
            let drawn = projected.observations();
            evidence = evidence.drawing(projected.exhibit().map(Exhibit::Projection), drawn);
            figures.projection = figure_of(projected);
        }
        if let Outlook::Over(_) = outlook {
            figures.projection = None;
        }
        let improved = Improved::of(change_of(&compared, terms), better);
        match decide(improved, &outlook, terms) {
            Some((assessment, reason)) => {
                Finding::Assessed { figures, assessment, reason, evidence }
            }
            None if better == Direction::Neither => {
                Finding::without_test(figures, Reason::NeitherIsBetter, evidence)
            }
            None => Finding::without_test(figures, Reason::ProjectionNotComputed, evidence),
        }
    }
}

/// What the plan's last year will be, or was.
fn outlook<'a>(
    windows: &Windows,
    history: Option<&'a SeriesHistory<'_>>,
    dispersion: Dispersion,
    better: Direction,
    terms: &Terms,
) -> Outlook<'a> {
    let judge = |baseline| Judge::new(baseline, dispersion, better, terms);
    if terms.latest() == terms.projected_year().period() && !windows.annualised {
        let total = real(windows.latest.count());
        return Outlook::Over(judge(windows.baseline.count()).is_met_by(total));
    }
    history
        .and_then(|history| project(history, judge, terms))
        .map_or(Outlook::Unknown, Outlook::Projected)
}

/// What was done, in words.
fn method(now: Method, outlook: &Outlook<'_>) -> &'static str {
    match (now, matches!(outlook, Outlook::Projected(_))) {
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

/// The rows of the note's truth table; `None` where there is no colour.
fn decide(
    improved: Improved,
    outlook: &Outlook<'_>,
    terms: &Terms,
) -> Option<(Assessment, Reason)> {
    use Assessment::{Amber, Green, Red};
    if improved == Improved::Neither {
        return None;
    }
    let worse_is_red = terms.tests.worse_is_red;
    match outlook {
        Outlook::Projected(projected) => {
            let (achieving, _) = projected.achieving();
            // That nothing changes maintains an improvement, and achieves none.
            let holds = improved == Improved::Better && projected.holds_without_change();
            Some(match (improved, achieving > 0 || holds) {
                (Improved::Better, true) => (Green, Reason::ImprovedAndProjectedToHold),
                (Improved::Better, false) => (Amber, Reason::ImprovedNotProjectedToHold),
                (Improved::Worse, true) if !worse_is_red => (Amber, Reason::SignificantlyWorseNow),
                (Improved::Worse, _) => (Red, Reason::SignificantlyWorse),
                (_, true) => (Amber, Reason::ProjectedToImprove),
                (_, false) => (Red, Reason::NotImprovedNorProjectedTo),
            })
        }
        Outlook::Over(achieved) => Some(match (improved, achieved) {
            (Improved::Better, true) => (Green, Reason::PlanYearAchieved),
            (Improved::Better, false) => (Amber, Reason::ImprovedTargetNotMet),
            (Improved::Worse, _) => (Red, Reason::SignificantlyWorse),
            (_, true) => (Amber, Reason::TargetMetNotImproved),
            (_, false) => (Red, Reason::PlanYearNotAchieved),
        }),
        Outlook::Unknown => match improved {
            Improved::Better => Some((Amber, Reason::ProjectionUnavailable)),
            Improved::Worse => Some((Red, Reason::ProjectionUnavailable)),
            Improved::No | Improved::Neither => None,
        },
    }
}

/// The middle projection, to be printed with how many trends project achievement.
#[expect(clippy::cast_possible_truncation, reason = "a projected total is finite and not huge")]
fn figure_of(projected: &Projected<'_>) -> Option<Figure> {
    let (achieving, trends) = projected.achieving();
    let trust = if projected.earned_no_trust() {
        " In the past none of them has erred less than repeating the latest year."
    } else {
        ""
    };
    let goal = projected.goal();
    Some(Figure::Known {
        value: Quantity::Count(projected.median_total()?.round() as i64),
        status: Status::Final,
        note: Some(format!(
            "The projection for {} is the middle one of {trends} trends; {achieving} of {trends} project {goal}.{trust}",
            projected.year()
        )),
        period: projected.year().to_owned(),
        subject: None,
    })
}

fn with_settings(evidence: Evidence, terms: &Terms) -> Evidence {
    let tests = &terms.tests;
    let trends: Vec<_> = tests.trends.iter().map(|trend| trend.name()).collect();
    evidence
        .with_setting("tests.control_line_sd", &tests.control_line_sd)
        .with_setting("tests.dispersion_estimated", &tests.dispersion_estimated)
        .with_setting("tests.worse_is_red", &tests.worse_is_red)
        .with_setting("tests.offences_target", &tests.offences_target)
        .with_setting("tests.trends", &trends.join(", "))
}
