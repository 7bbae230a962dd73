//! Takes out of the rows what may not be shown, and all that it could be worked out from.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Key, key, policy_of, withheld_keys};
use super::{DisclosurePolicy, WITHHELD};
use crate::input::printed;
use crate::{
    Caution, Evidence, Figure, FigureRelation, Figures, Finding, Input, Percentage, Proportion,
    Quantity, Reason, Row,
};

/// As [`JudgedRows::screen`](crate::JudgedRows::screen).
pub(crate) fn control_disclosure(
    rows: &mut [Row],
    policies: &[DisclosurePolicy],
    relations: &[FigureRelation],
) {
    let withheld = withheld_keys(rows, policies, relations);
    for row in rows {
        control(row, policies, &withheld);
    }
}

/// What becomes of the figures of a row that are of the same months.
#[derive(Default)]
struct Fate<'a> {
    withheld: bool,
    rounding: Option<&'a DisclosurePolicy>,
}

impl<'a> Fate<'a> {
    fn and(&mut self, other: &Fate<'a>) {
        self.withheld |= other.withheld;
        self.rounding = self.rounding.or(other.rounding);
    }
}

fn control(row: &mut Row, policies: &[DisclosurePolicy], withheld: &BTreeSet<Key>) {
    let (figures, evidence) = parts(&mut row.finding);
    let mut fates: BTreeMap<String, Fate<'_>> = BTreeMap::new();
    let mut all = Fate::default();
    // What no output has need not be kept.
    let mut further = std::mem::take(&mut evidence.further);
    for input in evidence.inputs.iter_mut().chain(&mut further) {
        let fate = screen(input, policies, withheld);
        all.and(&fate);
        fates.entry(input.period.clone()).or_default().and(&fate);
    }
    if !all.withheld && all.rounding.is_none() {
        return;
    }
    let shown: BTreeSet<String> =
        figures.all().filter_map(Figure::period).map(str::to_owned).collect();
    for figure in figures.all_mut() {
        let Figure::Known { value, period, subject, .. } = &*figure else { continue };
        let fate = match subject {
            Some(subject) => Fate {
                withheld: withheld.contains(&key(subject)),
                rounding: rounding(policies, &subject.series),
            },
            None => computed(period, &fates, &shown),
        };
        let value = match fate.rounding {
            _ if fate.withheld => None,
            None => continue,
            Some(policy) if subject.is_some() => rounded(value, policy),
            Some(policy) => rounded_after(value, policy),
        };
        show(figure, value, fate.rounding);
    }
    strip(evidence, if all.withheld { Caution::Withheld } else { Caution::Rounded });
    row.among_all = None;
    if all.withheld {
        take_colour(&mut row.finding);
    }
}

fn rounding<'a>(policies: &'a [DisclosurePolicy], series: &str) -> Option<&'a DisclosurePolicy> {
    policy_of(policies, series).filter(|policy| policy.round_to > 1)
}

/// Leaves an input as it may be shown; the true figure goes no further than this.
fn screen<'a>(
    input: &mut Input,
    policies: &'a [DisclosurePolicy],
    withheld: &BTreeSet<Key>,
) -> Fate<'a> {
    let Some(observed) = input.observed.take() else { return Fate::default() };
    let rounding = rounding(policies, &input.subject.series);
    let shown = match rounding {
        _ if withheld.contains(&key(&input.subject)) => None,
        Some(policy) => rounded(&observed.value, policy),
        None => Some(observed.value),
    };
    // How many records there were is the figure itself, and of a rounded one nobody is to know whether
    // rounding moved it.
    if shown.is_none() || rounding.is_some() {
        input.counted = None;
    }
    let fate = Fate { withheld: shown.is_none(), rounding };
    input.value = shown.as_ref().map_or_else(|| WITHHELD.to_owned(), printed);
    fate
}

/// What becomes of a figure that was computed: it rests on the inputs of its own months, and on all of
/// those that are not of another figure of the row. Of months that no input has, it rests on all.
fn computed<'a>(
    period: &str,
    fates: &BTreeMap<String, Fate<'a>>,
    shown: &BTreeSet<String>,
) -> Fate<'a> {
    let own = fates.contains_key(period);
    let mut fate = Fate::default();
    for (months, one) in fates {
        if !own || months == period || !shown.contains(months) {
            fate.and(one);
        }
    }
    fate
}

/// Shows a figure with another value, or withholds it.
fn show(figure: &mut Figure, shown: Option<Quantity>, rounding: Option<&DisclosurePolicy>) {
    let Figure::Known { value, note, period, .. } = figure else { return };
    match (shown, rounding) {
        (Some(shown), Some(policy)) => {
            *note = Some(format!("Rounded to the nearest {}.", policy.round_to));
            *value = shown;
        }
        _ => *figure = Figure::Withheld { unit: value.unit(), period: std::mem::take(period) },
    }
}

/// Leaves a finding without the colour that rests on a withheld count, and without a reason that only
/// some counts could give.
pub(super) fn take_colour(finding: &mut Finding) {
    match finding {
        Finding::Reported { reason, evidence, .. } if reason.hangs_on_figures(evidence.rule) => {
            *reason = Reason::Withheld;
        }
        Finding::Assessed { figures, evidence, .. } => {
            *finding = Finding::Reported {
                figures: std::mem::take(figures),
                reason: Reason::Withheld,
                evidence: evidence.clone(),
            };
        }
        Finding::Reported { .. } | Finding::Awaited { .. } => {}
    }
}

pub(super) fn parts(finding: &mut Finding) -> (&mut Figures, &mut Evidence) {
    match finding {
        Finding::Assessed { figures, evidence, .. }
        | Finding::Reported { figures, evidence, .. }
        | Finding::Awaited { figures, evidence, .. } => (figures, evidence),
    }
}

/// Takes out every number that the true figures were put into, and every choice that hung on them.
pub(super) fn strip(evidence: &mut Evidence, caution: Caution) {
    let kept = std::mem::replace(evidence, Evidence::for_rule(evidence.rule));
    evidence.inputs = kept.inputs;
    evidence.proxy_for = kept.proxy_for;
    evidence.cautions = kept.cautions.into_iter().filter(|one| !one.hangs_on_figures()).collect();
    evidence.cautions.push(caution);
}

/// A figure that was computed from rounded ones: a sum can be rounded as well, and anything else would
/// give the true ones away.
fn rounded_after(value: &Quantity, policy: &DisclosurePolicy) -> Option<Quantity> {
    match value {
        Quantity::Count(_) => rounded(value, policy),
        // As the colour, which was found from the true ones.
        Quantity::Place { .. } => Some(value.clone()),
        _ => None,
    }
}

/// The figure of rounded people; `None` where nobody would be left to take a share of.
fn rounded(value: &Quantity, policy: &DisclosurePolicy) -> Option<Quantity> {
    let people = |count: u64| {
        let count = policy.rounded(i64::try_from(count).unwrap_or(i64::MAX));
        u64::try_from(count).unwrap_or(0)
    };
    match value {
        Quantity::Count(count) => Some(Quantity::Count(policy.rounded(*count))),
        Quantity::Proportion(share) => {
            let (positive, surveyed) = (people(share.positive()), people(share.surveyed()));
            Proportion::new(positive, surveyed).ok().map(Quantity::Proportion)
        }
        // As somebody else printed it: only the people behind it are left out.
        Quantity::Percentage(share) => {
            Percentage::new(share.percent(), None).ok().map(Quantity::Percentage)
        }
        // A rate would give the true counts away.
        Quantity::Number(_) => None,
        other => Some(other.clone()),
    }
}
