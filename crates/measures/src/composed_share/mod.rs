//! A share composed of the shares of parts, each with a weight of its own.

mod composed;

use panel_core::{
    Assessment, Caution, Columns, Direction, Evidence, Exhibit, Figure, Figures, Finding, Finite,
    Measure, MeasureError, Need, Period, Reason, ReturnKind, Returns, Rule, Series, Terms,
};
use panel_stats::normal::Z_975;
use panel_stats::proportions::effective::{
    EffectiveProportion, newcombe_effective, pooled_z_effective,
};
use panel_stats::proportions::population::Surveyed;

use crate::recording::changed_within;
use crate::supply::with_statuses;
use crate::survey_level::{colour, with_difference};
use composed::{Composed, figure, is_small};

/// A part of a composed share: its people, and the count that it weighs by.
#[derive(Debug, Clone, Copy)]
pub struct SharePart {
    /// What it is, such as `burglary`.
    pub name: &'static str,
    /// What it weighs by, such as `victims of burglary`.
    pub weighed_by: &'static str,
    /// The name of its weight among the numbers, such as `weight of burglary, %`.
    pub weight_name: &'static str,
    /// The people of it who answered so.
    pub share: Series,
    /// What it weighs by.
    pub weight: Series,
}

/// What becomes of a composed share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Judged by note ⑤ against the baseline year.
    AgainstBaseline,
    /// Shown: what it is of has no rule, and its parts are samples of the counts that they weigh by.
    OfSamples,
}

/// A share of people in the latest twelve months, composed of parts of which each weighs by a count.
///
/// The effective number of people (Kish) takes the place of the number surveyed: in the interval, in
/// the test against the baseline year and in the rule of small samples. A part that weighs nothing is
/// left out.
///
/// ```
/// use panel_core::{Measure as _, Series};
/// use panel_measures::{ComposedShare, SharePart};
///
/// const ROW: ComposedShare = ComposedShare::satisfaction(&[SharePart {
///     name: "burglary",
///     weighed_by: "victims of burglary",
///     weight_name: "weight of burglary, %",
///     share: Series::higher_is_better("satisfaction/burglary"),
///     weight: Series::neither_is_better("victims/burglary"),
/// }]);
/// assert_eq!(ROW.id(), "composed_satisfaction");
/// ```
pub struct ComposedShare {
    id: &'static str,
    label: &'static str,
    parts: &'static [SharePart],
    used: Use,
}

impl ComposedShare {
    /// Satisfaction with service, each part weighing by its victims; judged by note ⑤.
    #[must_use]
    pub const fn satisfaction(parts: &'static [SharePart]) -> Self {
        Self {
            id: "composed_satisfaction",
            label: "Satisfaction with service, each crime weighed by its victims",
            parts,
            used: Use::AgainstBaseline,
        }
    }

    /// Audited crimes whose outcome was handled well, each stratum of the sample weighing by all whom
    /// it was drawn from; a part of the victim-focused outcome, for which there is no rule.
    #[must_use]
    pub const fn handled_well(strata: &'static [SharePart]) -> Self {
        Self {
            id: "handled_well",
            label: "Crimes whose outcome was handled well, by audit",
            parts: strata,
            used: Use::OfSamples,
        }
    }
}

impl Measure for ComposedShare {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &'static str {
        self.label
    }

    fn columns(&self) -> Columns {
        match self.used {
            Use::AgainstBaseline => Columns::BaselineAndLatest { projection: false },
            Use::OfSamples => Columns::Latest,
        }
    }

    fn needs(&self) -> Vec<Need> {
        let each = self.parts.iter().flat_map(|part| {
            [
                Need { series: part.share, kind: ReturnKind::Surveys },
                Need { series: part.weight, kind: ReturnKind::Counts },
            ]
        });
        each.collect()
    }

    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError> {
        let latest = self.composed(returns, terms.latest())?;
        let (rule, baseline) = match self.used {
            Use::OfSamples => (Rule::VictimOutcome, None),
            Use::AgainstBaseline => {
                (Rule::SurveyLevel, Some(self.composed(returns, terms.baseline())?))
            }
        };
        let figures = Figures {
            baseline: baseline.as_ref().map(figure),
            latest: Some(figure(&latest)),
            ..Figures::default()
        };
        let baseline = baseline.and_then(Result::ok);
        let mut evidence = Evidence::for_rule(rule);
        for composed in [baseline.as_ref(), latest.as_ref().ok()].into_iter().flatten() {
            evidence = composed.add_to(evidence);
        }
        let Ok(latest) = latest else {
            return Ok(Finding::without_test(figures, Reason::Awaited, evidence));
        };
        let evidence = latest.with_share(evidence, self.used, terms);
        if self.used == Use::OfSamples {
            return Ok(Finding::without_test(figures, Reason::NotDefined, evidence));
        }
        let both = || [Some(&latest), baseline.as_ref()].into_iter().flatten();
        if let Some(reason) = both().find_map(Composed::untested) {
            return Ok(Finding::without_test(figures, reason, evidence));
        }
        let observed: Vec<_> = both().flat_map(Composed::observed).collect();
        let evidence = with_statuses(evidence, &observed);
        let Some(Surveyed::Sample(share)) = latest.surveyed else {
            return Ok(Finding::without_test(figures, Reason::NumberSurveyedUnknown, evidence));
        };
        Ok(self.judged(figures, (baseline, &latest, share), evidence, terms))
    }
}

impl ComposedShare {
    fn composed<'a>(
        &self,
        returns: &'a Returns,
        period: Period,
    ) -> Result<Result<Composed<'a>, Figure>, MeasureError> {
        Composed::of(self.parts, self.used, returns, period)
    }

    /// The truth table of note ⑤, with the effective people in place of those surveyed.
    fn judged(
        &self,
        figures: Figures,
        (baseline, latest, share): (Option<Composed<'_>>, &Composed<'_>, EffectiveProportion),
        evidence: Evidence,
        terms: &Terms,
    ) -> Finding {
        let better = self.parts.first().map_or(Direction::Neither, |part| part.share.better());
        if better == Direction::Neither {
            return Finding::without_test(figures, Reason::NeitherIsBetter, evidence);
        }
        let small = is_small(share, terms);
        let overlap =
            baseline.as_ref().is_some_and(|one| latest.period.first() <= one.period.last());
        let sample = baseline.as_ref().and_then(|one| match one.surveyed {
            Some(Surveyed::Sample(sample)) => Some(sample),
            _ => None,
        });
        let Some(before) = sample.filter(|_| !overlap) else {
            let reason = match baseline {
                _ if small => Reason::SmallSample,
                _ if overlap => Reason::PeriodsOverlap,
                Some(_) => Reason::BaselineNumberUnknown,
                None => Reason::NoBaseline,
            };
            return if small {
                let assessment = Assessment::Amber;
                Finding::Assessed { figures, assessment, reason, evidence }
            } else {
                Finding::without_test(figures, reason, evidence)
            };
        };
        let Ok(difference) = newcombe_effective(before, share, Z_975) else {
            // Unreachable for a fixed multiple; shown without a colour rather than guessed.
            return Finding::without_test(figures, Reason::NotDefined, evidence);
        };
        let mut evidence = with_difference(evidence, difference);
        evidence.method =
            Some("Newcombe's interval for a difference of two composed proportions, 95%");
        evidence.p_value = pooled_z_effective(before, share).p_value().and_then(Finite::new);
        let months = baseline
            .as_ref()
            .and_then(|one| Period::new(one.period.first(), latest.period.last()).ok());
        if self.parts.iter().any(|part| changed_within(part.share, months, terms)) {
            evidence = evidence.with_caution(Caution::RecordingChanged);
        }
        let exhibit = latest.drawn().map(|latest| Exhibit::SurveyLevels {
            baseline: baseline.as_ref().and_then(Composed::drawn),
            latest,
        });
        let drawn = latest.observed().chain(baseline.iter().flat_map(Composed::observed));
        let evidence = evidence.drawing(exhibit, drawn);
        let (assessment, reason) = colour(difference, better, small, terms);
        Finding::Assessed { figures, assessment, reason, evidence }
    }
}
