//! Totals against the months and quarters they are made of, and a last month that is a jump.

use std::collections::BTreeMap;

use panel_core::{Fault, Observation, Period, Quantity, ReturnKind, Returns, SourceText, Terms};
use panel_stats::charts::individuals::{SCREENING_MULTIPLE, Screening, moving_range};

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
            if kind == wanted && one.status.is_as_counted() {
                counts.entry((&one.series, &one.area)).or_default().push(one);
            }
        }
        counts
    };
    let (totals, months) = (of(ReturnKind::Counts), of(ReturnKind::MonthlyCounts));
    for (key, totals) in &totals {
        let months = months.get(key).map(Vec::as_slice).unwrap_or_default();
        let quarters: Vec<_> =
            totals.iter().filter(|one| one.period.months() == 3).copied().collect();
        for total in totals {
            let made_of = [("months", months), ("quarters", &quarters)];
            for (name, parts) in made_of {
                let Some(sum) = sum(total.period, parts) else { continue };
                if Quantity::Count(sum) != total.value
                    && let Some(text) = text_of(sources, total)
                {
                    let message = format!(
                        "`{}` is {} for {}, but its {name} make {}",
                        total.series,
                        total.value,
                        total.period,
                        Quantity::Count(sum)
                    );
                    let remedy = format!(
                        "correct the total or its {name}; the first of them is at {}",
                        first(total.period, parts)
                    );
                    let line = text.line(total.source.line);
                    faults.push(Fault::at(
                        "returns::months_and_total",
                        text,
                        line,
                        message,
                        remedy,
                    ));
                }
            }
        }
    }
    for months in months.values() {
        if let Some(fault) = unlike(terms, months, sources) {
            faults.push(fault);
        }
    }
}

/// What the parts of `period` make, where they are the whole of it and shorter than it.
fn sum(period: Period, parts: &[&Observation]) -> Option<i64> {
    let within = within(period, parts);
    let months: u32 = within.iter().map(|one| one.period.months()).sum();
    let shorter = within.iter().all(|one| one.period.months() < period.months());
    if months != period.months() || !shorter {
        return None;
    }
    within.iter().try_fold(0_i64, |total, one| match one.value {
        Quantity::Count(count) => total.checked_add(count),
        _ => None,
    })
}

fn within<'a>(period: Period, parts: &[&'a Observation]) -> Vec<&'a Observation> {
    let inside = |one: &&&Observation| {
        one.period.first() >= period.first() && one.period.last() <= period.last()
    };
    parts.iter().filter(inside).copied().collect()
}

fn first(period: Period, parts: &[&Observation]) -> String {
    within(period, parts).first().map(|one| one.source.to_string()).unwrap_or_default()
}

/// A warning where the step to the quarter's last month is beyond the limit of the steps before it. A
/// trend or a level does not matter: only that the last step is unlike the others.
fn unlike(terms: &Terms, months: &[&Observation], sources: &[SourceText]) -> Option<Fault> {
    let last = terms.quarter.last_month();
    // From the baseline year on, in a row; where recording changed, from there.
    let latest = months.iter().find(|one| one.period.last() == last)?;
    let changed = terms.recording_changes_of(&latest.series).map(|change| change.from).max();
    let era = terms.baseline().first();
    let from = changed.map_or(era, |changed| changed.max(era));
    let mut counts: Vec<_> = (0..)
        .map(|back| last.plus(-back))
        .take_while(|month| *month >= from)
        .map_while(|month| months.iter().find(|one| one.period.last() == month))
        .map_while(|one| count(one))
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
    let text = text_of(sources, latest)?;
    let message = format!(
        "`{}` is {} in {last} after {previous:.0} the month before: a step of {step:.0}, where the {} months before it hardly step beyond {limit:.0}",
        latest.series,
        latest.value,
        before.len()
    );
    let remedy = "look whether the figure is right; if it is, say in the commentary what happened";
    let line = text.line(latest.source.line);
    Some(Fault::at("returns::jump", text, line, message, remedy).as_warning())
}

#[expect(clippy::cast_precision_loss, reason = "a count is far below 2^52")]
fn count(one: &Observation) -> Option<f64> {
    match one.value {
        Quantity::Count(count) => Some(count as f64),
        _ => None,
    }
}

fn text_of<'a>(sources: &'a [SourceText], one: &Observation) -> Option<&'a SourceText> {
    sources.iter().find(|source| *source.path == *one.source.file)
}
