//! Counts judged by the dashboard's key: significant change on the baseline year.

use panel_core::{
    Assessment, Caution, Columns, Direction, Evidence, Finding, Finite, Measure, MeasureError,
    Need, Observation, Period, Reason, ReturnKind, Returns, Rule, Series, Statistic, Status, Terms,
};
use panel_stats::counts::comparison::{Change, Comparison, Method, compare};
use panel_stats::counts::{Counted, Dispersion};
use panel_stats::normal::two_sided_p;

use crate::recording::changed_within;
use crate::supply::{against_baseline, count, untested, with_statuses};

/// People, reports or offences in the latest twelve months against the baseline year.
///
/// The dispersion of the counts cannot be known from two totals, so the test takes them as Poisson
/// and says so. A figure that was annualised from fewer months is tested as the count it was made
/// from, over those months.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::CountAgainstBaseline;
///
/// const SERIES: Series = Series::lower_is_better("reports/missing");
/// const ROW: CountAgainstBaseline = CountAgainstBaseline::new("missing", "Reports of people missing", SERIES);
/// assert_eq!(ROW.id(), "missing");
/// ```
pub struct CountAgainstBaseline {
    id: &'static str,
    label: &'static str,
    series: Series,
}

impl CountAgainstBaseline {
    /// The row `id` with its label and its series.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, series: Series) -> Self {
        Self { id, label, series }
    }
}

impl Measure for CountAgainstBaseline {
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
        vec![Need { series: self.series, kind: ReturnKind::Counts }]
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let found = against_baseline(returns, terms, ReturnKind::Counts, self.series)?;
        let evidence = found.inputs(Evidence::for_rule(Rule::Key));
        let (Some(baseline), Some(latest)) = (found.baseline, found.latest) else {
            let reason = if found.latest.is_some() { Reason::NoBaseline } else { Reason::Awaited };
            return Ok(Finding::without_test(found.figures, reason, evidence));
        };
        if let Some(reason) = untested(latest).or_else(|| untested(baseline)) {
            return Ok(Finding::without_test(found.figures, reason, evidence));
        }
        let evidence = with_statuses(evidence, &[baseline, latest]);
        if latest.period.first() <= baseline.period.last() {
            return Ok(Finding::without_test(found.figures, Reason::PeriodsOverlap, evidence));
        }
        let compared = compared(self.series, baseline, latest)?;
        let between = (baseline, latest);
        let evidence = with_comparison(evidence, &compared, self.series, between, terms);
        let Some((assessment, reason)) = judged(&compared, self.series.better(), terms) else {
            return Ok(Finding::without_test(found.figures, Reason::NeitherIsBetter, evidence));
        };
        Ok(Finding::Assessed { figures: found.figures, assessment, reason, evidence })
    }
}

/// Compares `later` with `earlier`, each over its own months.
pub(crate) fn compared(
    series: Series,
    earlier: &Observation,
    later: &Observation,
) -> Result<Comparison, MeasureError> {
    let dispersion = Dispersion::POISSON;
    Ok(compare(counted(series, earlier)?, counted(series, later)?, dispersion))
}

/// A count with its exposure in months.
pub(crate) fn counted(series: Series, observation: &Observation) -> Result<Counted, MeasureError> {
    let printed = count(series, observation)?;
    let months = u64::from(observation.period.months());
    let cannot = |why| MeasureError::CannotBe {
        series: series.id(),
        found: observation.value.to_string(),
        why,
        source_line: observation.source.clone(),
    };
    let count = if observation.status == Status::Annualised {
        let received = printed.saturating_mul(months);
        if !received.is_multiple_of(12) {
            return Err(cannot("no whole number counted in these months gives it in twelve"));
        }
        received / 12
    } else {
        printed
    };
    Counted::new(count, f64::from(observation.period.months()))
        .map_err(|_| cannot("it is too large to be tested"))
}

/// Whether the change is significant at the plan's own width, which may differ from the usual one.
fn significant(compared: &Comparison, terms: &Terms) -> bool {
    let width = terms.tests.control_line_sd;
    match compared.z() {
        Some(z) => z.abs() >= width,
        None => two_sided_p(width).is_ok_and(|p| compared.p_value < p),
    }
}

/// Which way there is a significant change.
pub(crate) fn change_of(compared: &Comparison, terms: &Terms) -> Change {
    match compared.direction {
        _ if !significant(compared, terms) => Change::NoEvidence,
        panel_stats::counts::comparison::Direction::Up => Change::Higher,
        panel_stats::counts::comparison::Direction::Down => Change::Lower,
        panel_stats::counts::comparison::Direction::Level => Change::NoEvidence,
    }
}

/// The colour, for a series that has a better direction.
pub(crate) fn judged(
    compared: &Comparison,
    better: Direction,
    terms: &Terms,
) -> Option<(Assessment, Reason)> {
    match (change_of(compared, terms), better) {
        (_, Direction::Neither) => None,
        (Change::NoEvidence, _) => Some((Assessment::Amber, Reason::NoSignificantChange)),
        (Change::Lower, Direction::Lower) | (Change::Higher, Direction::Higher) => {
            Some((Assessment::Green, Reason::SignificantlyBetter))
        }
        (Change::Higher, Direction::Lower) | (Change::Lower, Direction::Higher) => {
            Some((Assessment::Red, Reason::SignificantlyWorse))
        }
    }
}

/// The evidence with the comparison's z or exact p.
pub(crate) fn statistic(mut evidence: Evidence, compared: &Comparison) -> Evidence {
    evidence.statistic = match (compared.method, compared.z()) {
        (Method::NothingCounted, _) => None,
        (_, Some(z)) => Finite::new(z).map(Statistic::Z),
        (_, None) => Finite::new(compared.p_value).map(Statistic::Exact),
    };
    if compared.method != Method::NothingCounted {
        evidence.p_value = Finite::new(compared.p_value);
    }
    match compared.z() {
        Some(z) => evidence.with_number("z", z, 2),
        None => evidence,
    }
}

/// The evidence with the comparison's method, settings, numbers and cautions.
pub(crate) fn with_comparison(
    mut evidence: Evidence,
    compared: &Comparison,
    series: Series,
    (earlier, later): (&Observation, &Observation),
    terms: &Terms,
) -> Evidence {
    evidence.method = Some(match compared.method {
        Method::ExactConditional { .. } => "exact conditional test of two Poisson counts",
        Method::QuasiPoisson { .. } => "z test of two Poisson counts with their months as exposure",
        Method::NothingCounted => "none: nothing was counted in either period",
    });
    if compared.method != Method::NothingCounted {
        evidence = evidence
            .with_setting("tests.control_line_sd", &terms.tests.control_line_sd)
            .with_caution(Caution::DispersionOfTwoTotals);
    }
    if later.status == Status::Annualised {
        evidence = evidence.with_caution(Caution::Annualised);
    }
    if changed_within(series, Period::new(earlier.period.first(), later.period.last()).ok(), terms)
    {
        evidence = evidence.with_caution(Caution::RecordingChanged);
    }
    statistic(evidence, compared)
}
