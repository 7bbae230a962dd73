//! Totals against the months and quarters they are made of, months and totals against their neighbours,
//! and a last month that is a jump.

use std::collections::BTreeMap;
use std::ops::Range;

use panel_core::{
    Fault, FewFaults, Observation, Period, Quantity, ReturnKind, Returns, SourceText, Terms, code,
};
use panel_stats::charts::individuals::{SCREENING_MULTIPLE, Screening, moving_range};

use crate::slips::{self, Warned};
use crate::texts::find_text;

/// Fewer months than this do not show what is usual.
const USUAL: usize = 12;

/// The counts of one series in one area.
type Counts<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a Observation>>;

/// Notes totals that their months or quarters do not make, and a last month that jumps.
pub(crate) fn check(
    terms: &Terms,
    returns: &Returns,
    sources: &[SourceText],
    faults: &mut Vec<Fault>,
) {
    let of = |wanted: ReturnKind| {
        let mut counts = Counts::new();
        for (kind, one) in returns.observations() {
            if kind == wanted && one.status.is_as_counted() && one.summed.is_none() {
                counts.entry((&one.series, &one.area)).or_default().push(one);
            }
        }
        counts
    };
    let (totals, months) = (of(ReturnKind::Counts), of(ReturnKind::MonthlyCounts));
    let mut few = FewFaults::from(faults);
    for (key, totals) in &totals {
        let months = Parts::new(1, months.get(key).into_iter().flatten().copied());
        let quarters = Parts::new(3, totals.iter().copied());
        for total in totals {
            for (name, parts) in [("months", &months), ("quarters", &quarters)] {
                let Some(sum) = parts.sum(total.period) else { continue };
                if Quantity::Count(sum) != total.value
                    && let Some(text) = find_text(sources, total)
                {
                    let message = format!(
                        "`{}` is {} for {}, but its {name} make {}",
                        total.series,
                        total.value,
                        total.period,
                        Quantity::Count(sum)
                    );
                    let first = parts.first(total.period);
                    let remedy = format!(
                        "correct the total or its {name}, of which the first is at {first}{}",
                        how_to_correct([&*total.source.file, &first])
                    );
                    let line = text.line(total.source.line);
                    let code = code!("returns::months_and_total");
                    faults.push(Fault::at(code, text, line, message, remedy));
                    few.keep(faults);
                }
            }
        }
    }
    let warned = slips::check(terms, returns, sources, faults);
    for months in months.values() {
        if let Some(fault) = unlike(terms, months, sources, &warned) {
            faults.push(fault);
        }
    }
}

/// The figures of one length of one series and area, in their order, with what each and those before it make.
struct Parts<'a> {
    /// In months.
    length: u32,
    all: Vec<&'a Observation>,
    /// The sum of so many of them; `None` from one that is no count on, or where it is beyond counting.
    sums: Vec<Option<i64>>,
}

impl<'a> Parts<'a> {
    fn new(length: u32, all: impl Iterator<Item = &'a Observation>) -> Self {
        let mut all: Vec<_> = all.filter(|one| one.period.months() == length).collect();
        all.sort_by_key(|one| one.period.first());
        let mut sums = vec![Some(0)];
        for part in &all {
            let sum = sums.last().copied().flatten();
            sums.push(match part.value {
                Quantity::Count(count) => sum.and_then(|sum: i64| sum.checked_add(count)),
                _ => None,
            });
        }
        Self { length, all, sums }
    }

    /// The places of those that lie within `period`.
    fn within(&self, period: Period) -> Range<usize> {
        let at =
            |inside: &dyn Fn(&Observation) -> bool| self.all.partition_point(|one| !inside(one));
        let start = at(&|one| one.period.first() >= period.first());
        start..at(&|one| one.period.last() > period.last()).max(start)
    }

    /// What the parts of `period` make, where they are the whole of it and shorter than it.
    fn sum(&self, period: Period) -> Option<i64> {
        let within = self.within(period);
        let months = u32::try_from(within.len()).ok()?.checked_mul(self.length)?;
        if months != period.months() || within.len() < 2 {
            return None;
        }
        self.sums[within.end]?.checked_sub(self.sums[within.start]?)
    }

    fn first(&self, period: Period) -> String {
        let first = self.all.get(self.within(period).start);
        first.map(|one| one.source.to_string()).unwrap_or_default()
    }
}

/// A warning where the step to the quarter's last month is beyond the limit of the steps before it. A
/// trend or a level does not matter: only that the last step is unlike the others. Where one of the two
/// months is out of line with all others, that was said.
fn unlike(
    terms: &Terms,
    months: &[&Observation],
    sources: &[SourceText],
    warned: &Warned<'_>,
) -> Option<Fault> {
    let last = terms.quarter.last_month();
    // From the baseline year on, in a row; where recording changed, from there.
    let of_month: BTreeMap<_, _> =
        months.iter().rev().map(|one| (one.period.last(), *one)).collect();
    let latest = *of_month.get(&last)?;
    let pair = [last, last.plus(-1)].into_iter().filter_map(|month| of_month.get(&month));
    if pair.into_iter().any(|one| warned.contains(&(&*one.source.file, one.source.line))) {
        return None;
    }
    let changed = terms.recording_changes_of(&latest.series).map(|change| change.from).max();
    let era = terms.baseline().first();
    let from = changed.map_or(era, |changed| changed.max(era));
    let mut counts: Vec<_> = (0..)
        .map(|back| last.plus(-back))
        .take_while(|month| *month >= from)
        .map_while(|month| of_month.get(&month).copied())
        .map_while(count)
        .collect();
    counts.reverse();
    let [before @ .., value] = counts.as_slice() else { return None };
    let previous = *before.last()?;
    if before.len() < USUAL {
        return None;
    }
    let ranges = moving_range(before, Screening::Off).ok().flatten()?;
    let (step, limit) = ((value - previous).abs(), SCREENING_MULTIPLE * ranges.mean);
    if ranges.mean <= 0.0 || step <= limit {
        return None;
    }
    let text = find_text(sources, latest)?;
    let message = format!(
        "`{}` is {} in {last} after {previous:.0} the month before: a step of {step:.0}, where the {} months before it hardly step beyond {limit:.0}",
        latest.series,
        latest.value,
        before.len()
    );
    let remedy = "look whether the figure is right; if it is, say in the commentary what happened";
    let line = text.line(latest.source.line);
    let fault = Fault::at(code!("returns::jump"), text, line, message, remedy);
    Some(fault.naming(&latest.series).as_warning())
}

#[expect(clippy::cast_precision_loss, reason = "a count is far below 2^52")]
fn count(one: &Observation) -> Option<f64> {
    match one.value {
        Quantity::Count(count) => Some(count as f64),
        _ => None,
    }
}

/// How figures in one of these places are corrected, if not where they are.
fn how_to_correct<const N: usize>(places: [&str; N]) -> &'static str {
    if places.iter().any(|place| place.starts_with(CARRIED)) {
        "; what was carried over is received again, with --revises"
    } else {
        ""
    }
}

/// The folder of what a quarter has from the one before.
const CARRIED: &str = "returns/carried/";
