//! What the trends project for the plan's last year, judged by the plan's target.

use std::collections::BTreeSet;

use panel_core::{
    Caution, Evidence, FanStep, Finite, Interval, Observation, Point, ProjectedTrend,
    ProjectionFan, Terms, TrendFamily, Unit,
};
use panel_stats::trend::back_test::{ScaledError, back_test};
use panel_stats::trend::family::{Trend, USUAL_SMOOTHING, project_member, trend_family};
use panel_stats::trend::prediction::Fan;
use panel_stats::trend::{Ahead, Flag, History, Projection};

use crate::history::{SeriesHistory, Target};
use crate::supply::real;
use crate::target::Judge;

/// A trend that could be fitted.
struct Fitted {
    trend: Trend,
    projection: Projection,
    /// The total of the whole year, what is known of it included.
    total: f64,
    /// The chance that the total meets the target, from 0 to 1.
    chance: Option<f64>,
    achieves: bool,
    /// The error of its projections in the past, on the scale of “as a year ago”; below 1 is better.
    past_error: Option<f64>,
}

/// The trends of one series.
pub(crate) struct Projected<'a> {
    history: &'a SeriesHistory<'a>,
    target: &'a Target,
    judge: Judge,
    baseline: u64,
    fitted: Vec<Fitted>,
}

/// Fits the trends that the plan asks and judges each; `None` where none could be fitted.
pub(crate) fn project<'a>(
    history: &'a SeriesHistory<'_>,
    judge_from: impl FnOnce(u64) -> Judge,
    terms: &Terms,
) -> Option<Projected<'a>> {
    let baseline = history.baseline?;
    let target = history.target.as_ref()?;
    let judge = judge_from(baseline);
    let family = trend_family(&history.history, target.ahead, USUAL_SMOOTHING).ok()?;
    let fitted: Vec<_> = family
        .into_iter()
        .filter(|member| is_asked(member.trend, &terms.tests.trends))
        .filter_map(|member| {
            let projection = member.outcome.ok()?;
            let total = real(target.known) + projection.total().estimate();
            Some(Fitted {
                trend: member.trend,
                total,
                chance: chance(&projection, judge, target.known),
                achieves: judge.is_met_by(total),
                past_error: past_error(&history.history, member.trend),
                projection,
            })
        })
        .collect();
    let trends = fitted.iter().filter(|one| one.trend != Trend::NoChange).count();
    (trends > 0).then_some(Projected { history, target, judge, baseline, fitted })
}

/// Whether the plan asks this trend; the benchmark is always shown.
fn is_asked(trend: Trend, family: &[TrendFamily]) -> bool {
    let asked = match trend {
        Trend::NoChange => return true,
        Trend::Linear => TrendFamily::Linear,
        Trend::LogLinear => TrendFamily::LogLinear,
        Trend::Robust => TrendFamily::Robust,
        Trend::Smoothing => TrendFamily::Smoothing,
    };
    family.contains(&asked)
}

/// The chance that what is known and what is projected meet the target together.
fn chance(projection: &Projection, judge: Judge, known: u64) -> Option<f64> {
    let wanted = judge.threshold()? - real(known);
    let total = projection.total();
    let chance = if judge.lower_is_better() {
        total.probability_at_most(wanted)
    } else {
        total.probability_at_least(wanted)
    };
    chance.ok()
}

/// The error of the trend's own projections a year ahead, from each moment of the past.
fn past_error(history: &History, trend: Trend) -> Option<f64> {
    let steps = history.cadence().per_year();
    let projector =
        |past: &History, ahead: Ahead| project_member(past, ahead, trend, USUAL_SMOOTHING);
    match back_test(history, steps, &projector).ok()?.scaled {
        ScaledError::Mase(error) => Some(error),
        ScaledError::NaiveIsExact => None,
    }
}

impl Projected<'_> {
    /// The year projected.
    pub(crate) fn year(&self) -> &str {
        &self.target.year
    }

    /// What a trend projects that meets the target, in words.
    pub(crate) fn goal(&self) -> String {
        self.judge.goal()
    }

    fn trends(&self) -> impl Iterator<Item = &Fitted> {
        self.fitted.iter().filter(|one| one.trend != Trend::NoChange)
    }

    /// How many trends project achievement, of how many that could be fitted; the benchmark “no
    /// change” is no trend.
    pub(crate) fn achieving(&self) -> (usize, usize) {
        (self.trends().filter(|one| one.achieves).count(), self.trends().count())
    }

    /// Whether the latest year, repeated, would still meet the target.
    pub(crate) fn holds_without_change(&self) -> bool {
        self.fitted.iter().any(|one| one.trend == Trend::NoChange && one.achieves)
    }

    /// The median of the trends' totals, for print.
    pub(crate) fn median_total(&self) -> Option<f64> {
        let mut totals: Vec<_> = self.trends().map(|one| one.total).collect();
        totals.sort_by(f64::total_cmp);
        let middle = totals.len() / 2;
        match totals.len() {
            0 => None,
            odd if odd % 2 == 1 => totals.get(middle).copied(),
            _ => Some(f64::midpoint(totals[middle - 1], totals[middle])),
        }
    }

    /// What a reader must know of the trends.
    pub(crate) fn cautions(&self) -> Vec<Caution> {
        let flags: BTreeSet<_> =
            self.fitted.iter().flat_map(|one| one.projection.flags().iter().copied()).collect();
        let of_flags = flags.into_iter().filter_map(|flag| match flag {
            Flag::NegativeClamped => Some(Caution::HeldAtZero),
            Flag::ZeroVariance => Some(Caution::ExactFit),
            Flag::LongExtrapolation => Some(Caution::LongProjection),
            Flag::SeasonNotRemoved => Some(Caution::SeasonNotRemoved),
            // Told of the history itself.
            Flag::AnnualTotals => None,
        });
        let known = (self.target.known > 0).then_some(Caution::PartlyKnown);
        let no_trust = self.earned_no_trust().then_some(Caution::NoTrust);
        known.into_iter().chain(of_flags).chain(no_trust).collect()
    }

    /// The totals, their chances and their past errors as numbers of the evidence.
    pub(crate) fn numbers(&self, evidence: Evidence) -> Evidence {
        let (achieving, trends) = self.achieving();
        let mut evidence = match self.judge.threshold() {
            Some(total) => evidence.with_number("total that would meet the target", total, 0),
            None => evidence,
        };
        if self.target.known > 0 {
            evidence = evidence.with_number("counted of it so far", real(self.target.known), 0);
        }
        evidence = evidence
            .with_number("trends that project it", real(achieving as u64), 0)
            .with_number("trends fitted", real(trends as u64), 0);
        for one in &self.fitted {
            let [total, chance, error] = names(one.trend);
            evidence = evidence.with_number(total, one.total, 0);
            if let Some(probability) = one.chance {
                evidence = evidence.with_number(chance, probability * 100.0, 0);
            }
            if let Some(past) = one.past_error {
                evidence = evidence.with_number(error, past, 2);
            }
        }
        evidence
    }

    /// Whether no trend did better in the past than “as a year ago” and than “no change”.
    pub(crate) fn earned_no_trust(&self) -> bool {
        let benchmark = self.fitted.iter().find(|one| one.trend == Trend::NoChange);
        let to_beat = benchmark.and_then(|one| one.past_error).unwrap_or(1.0).min(1.0);
        let mut tested = self.trends().filter_map(|one| one.past_error).peekable();
        tested.peek().is_some() && tested.all(|error| error >= to_beat)
    }

    /// The counts that it rests on.
    pub(crate) fn observations(&self) -> impl Iterator<Item = &Observation> {
        self.history.observations.iter().copied()
    }

    /// What an exhibit draws of it; `None` where a number is not finite.
    pub(crate) fn exhibit(&self) -> Option<ProjectionFan> {
        let values = self.history.history.values();
        let history =
            self.history.observations.iter().zip(values).map(|(one, value)| {
                Some(Point { period: one.period, value: Finite::new(*value)? })
            });
        let shown = self.middle();
        let steps = self.fitted.get(shown).and_then(|one| one.projection.fans().ok());
        let points = self.fitted.get(shown).map(|one| one.projection.points());
        let steps = steps.unwrap_or_default();
        let steps = steps.into_iter().zip(points.unwrap_or_default()).zip(1..);
        Some(ProjectionFan {
            history: history.collect::<Option<_>>()?,
            baseline: Finite::new(real(self.baseline))?,
            target: self.judge.threshold().and_then(Finite::new),
            year: self.target.year.clone(),
            known: Finite::new(real(self.target.known))?,
            trends: self.fitted.iter().map(|one| self.drawn(one)).collect::<Option<_>>()?,
            shown,
            steps: steps
                .map(|((fan, point), ahead)| {
                    Some(FanStep {
                        period: self.history.step(ahead)?,
                        middle: Finite::new(point.estimate())?,
                        intervals: intervals(fan, 0.0)?,
                    })
                })
                .collect::<Option<_>>()?,
        })
    }

    /// The place of the trend with the middle total, the lower of two.
    fn middle(&self) -> usize {
        let mut places: Vec<_> = (0..self.fitted.len())
            .filter(|place| self.fitted[*place].trend != Trend::NoChange)
            .collect();
        places.sort_by(|a, b| self.fitted[*a].total.total_cmp(&self.fitted[*b].total));
        places.get(places.len().saturating_sub(1) / 2).copied().unwrap_or(0)
    }

    fn drawn(&self, one: &Fitted) -> Option<ProjectedTrend> {
        let fan = one.projection.total().fan().ok();
        Some(ProjectedTrend {
            code: one.trend.code(),
            name: one.trend.name(),
            total: Finite::new(one.total)?,
            intervals: fan.and_then(|fan| intervals(fan, real(self.target.known))),
            chance: one.chance.and_then(|chance| Finite::new(chance * 100.0)),
            achieves: one.achieves,
            past_error: one.past_error.and_then(Finite::new),
        })
    }
}

/// The three intervals of a fan, moved by what is known already.
fn intervals(fan: Fan, known: f64) -> Option<[Interval; 3]> {
    let interval = |level, of: panel_stats::Interval| {
        Some(Interval {
            level,
            low: Finite::new(of.low() + known)?,
            high: Finite::new(of.high() + known)?,
            unit: Unit::Count,
        })
    };
    Some([interval(50, fan.half)?, interval(80, fan.eighty)?, interval(95, fan.ninety_five)?])
}

/// The names of a trend's total, its chance and its past error.
fn names(trend: Trend) -> [&'static str; 3] {
    match trend {
        Trend::NoChange => ["T0 no change: total", "T0: chance, %", "T0: past error (MASE)"],
        Trend::Linear => ["T1 linear: total", "T1: chance, %", "T1: past error (MASE)"],
        Trend::LogLinear => ["T2 log-linear: total", "T2: chance, %", "T2: past error (MASE)"],
        Trend::Robust => ["T3 robust: total", "T3: chance, %", "T3: past error (MASE)"],
        Trend::Smoothing => ["T4 smoothing: total", "T4: chance, %", "T4: past error (MASE)"],
    }
}
