//! Figures that are out of line with their neighbours: a slip of the pen moves one and not the others.

use std::collections::{BTreeMap, BTreeSet};

use panel_core::{
    Fault, FewFaults, Observation, Quantity, ReturnKind, Returns, SourceText, Terms, code,
};
use panel_stats::proportions::proportion::Proportion;
use panel_stats::strays::{Stray, stray_counts, stray_shares};

use crate::texts::find_text;

/// A month at least so many times its neighbours, or so many times less, is looked at.
const FACTOR_OF_MONTHS: f64 = 1.9;

/// So is a month of a series that others publish: its months jump by themselves, as in April 2020.
const FACTOR_OF_OTHER_MONTHS: f64 = 2.5;

/// So is a total or a share: years lie further apart than months, and change more.
const FACTOR_OF_OTHERS: f64 = 5.0;

/// A percentage without its people is taken as one of so many.
const PEOPLE: u64 = 100;

/// The place of a figure in its file: whoever was warned of here needs no second warning.
pub(crate) type Warned<'a> = BTreeSet<(&'a str, u32)>;

/// Figures that are held against each other, in the order of their periods.
type Histories<'a> =
    BTreeMap<(ReturnKind, &'a str, &'a str, Measured, usize), Vec<&'a Observation>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Measured {
    /// Counts of periods of so many months.
    Counts(u32),
    Shares,
}

/// Warns of every figure that is out of line with most of those nearest to it.
pub(crate) fn check<'a>(
    terms: &Terms,
    returns: &'a Returns,
    sources: &[SourceText],
    faults: &mut Vec<Fault>,
) -> Warned<'a> {
    let mut warned = Warned::new();
    let mut few = FewFaults::from(faults);
    for ((kind, _, _, measured, _), history) in histories(terms, returns) {
        for stray in strays(kind, measured, &history) {
            let one = history[stray.place];
            warned.insert((&one.source.file, one.source.line));
            if let Some(text) = find_text(sources, one) {
                let warning = warning(kind, measured, &history, stray, text);
                // Of a figure in another unit that was said.
                let at =
                    |fault: &Fault| (fault.place.source.path.clone(), fault.place.span.clone());
                let same =
                    |fault: &Fault| fault.series == warning.series && at(fault) == at(&warning);
                if !faults.iter().any(same) {
                    faults.push(warning);
                    few.keep(faults);
                }
            }
        }
    }
    warned
}

/// Counts of one length and shares, by series and area. A change of recording begins a history anew.
fn histories<'a>(terms: &Terms, returns: &'a Returns) -> Histories<'a> {
    let mut histories = Histories::new();
    for (kind, one) in returns.observations() {
        // Nobody wrote a total that was counted from records or summed, and no pen slipped.
        if !one.is_returned() && kind != ReturnKind::MonthlyCounts {
            continue;
        }
        let measured = match one.value {
            // Other figures are of anything, plans and forecasts among them.
            _ if kind == ReturnKind::Figures || !one.status.is_as_counted() => continue,
            Quantity::Count(count) if count >= 0 => Measured::Counts(one.period.months()),
            Quantity::Proportion(_) | Quantity::Percentage(_) => Measured::Shares,
            _ => continue,
        };
        let changes = terms.recording_changes_of(&one.series);
        let era = changes.filter(|change| change.from <= one.period.last()).count();
        let key = (kind, &*one.series, &*one.area, measured, era);
        histories.entry(key).or_default().push(one);
    }
    histories
}

fn strays(kind: ReturnKind, measured: Measured, history: &[&Observation]) -> Vec<Stray> {
    match measured {
        Measured::Counts(months) => {
            let factor = match (kind, months) {
                (ReturnKind::MonthlyCounts, _) => FACTOR_OF_MONTHS,
                (_, 1) => FACTOR_OF_OTHER_MONTHS,
                _ => FACTOR_OF_OTHERS,
            };
            let counts: Vec<_> = history.iter().map(|one| count(one)).collect();
            stray_counts(&counts, factor)
        }
        Measured::Shares => {
            let shares: Option<Vec<_>> = history.iter().map(|one| share(one)).collect();
            shares.map_or_else(Vec::new, |shares| stray_shares(&shares, FACTOR_OF_OTHERS))
        }
    }
}

fn warning(
    kind: ReturnKind,
    measured: Measured,
    history: &[&Observation],
    stray: Stray,
    text: &SourceText,
) -> Fault {
    let (one, usual) = (history[stray.place], history[stray.usual]);
    let (is, in_period) = (shown(&one.value), one.period);
    let said = format!("`{}` is {is} for {in_period}", one.series);
    let message = if stray.nearest == 1 {
        let (before, period) = (shown(&usual.value), usual.period);
        format!("{said}, and {before} for {period} at {}", usual.source)
    } else {
        let middle = shown(&usual.value);
        format!(
            "{said}, and around {middle} in the {} {} nearest to it, as at {}",
            stray.nearest,
            if kind == ReturnKind::MonthlyCounts { "months" } else { "figures" },
            usual.source
        )
    };
    let remedy = if measured != Measured::Shares && count(one) == 0 {
        "if nobody counted, leave the row out and explain it in awaited.toml"
    } else {
        "look whether the figure is right; if it is, say in the commentary what happened"
    };
    let line = text.line(one.source.line);
    let fault = Fault::at(code!("returns::out_of_line"), text, line, message, remedy);
    fault.naming(&one.series).as_warning()
}

fn shown(value: &Quantity) -> String {
    match value {
        Quantity::Proportion(share) => {
            format!("{} of {} ({value})", share.positive(), share.surveyed())
        }
        _ => value.to_string(),
    }
}

fn count(one: &Observation) -> u64 {
    match one.value {
        Quantity::Count(count) => u64::try_from(count).unwrap_or_default(),
        _ => 0,
    }
}

fn share(one: &Observation) -> Option<Proportion> {
    let (positive, surveyed) = match one.value {
        Quantity::Proportion(share) => (share.positive(), share.surveyed()),
        Quantity::Percentage(share) => match (share.positive(), share.surveyed()) {
            (Some(positive), Some(surveyed)) => (positive, surveyed),
            _ => (u64::try_from(share.percent().round()).ok()?, PEOPLE),
        },
        _ => return None,
    };
    Proportion::new(positive, surveyed).ok()
}
