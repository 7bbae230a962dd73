//! Totals that the plan declares as the sum of other series, held against their parts.

use std::collections::BTreeMap;

use panel_core::{
    DisclosurePolicy, DisclosureSum, Fault, FewFaults, Observation, Period, Quantity, ReturnKind,
    Returns, SourceText, Terms, code,
};

use crate::texts::find_text;

/// The figures of a kind, by series, area and period.
type Figures<'a> = BTreeMap<(ReturnKind, &'a str, &'a str, Period), &'a Observation>;

/// Warns of each total that its parts do not make. What is small enough to be withheld is left out: a
/// warning would tell of it.
pub(crate) fn check(
    terms: &Terms,
    returns: &Returns,
    sources: &[SourceText],
    faults: &mut Vec<Fault>,
) {
    let counted = returns.observations().filter(|(_, one)| one.status.is_as_counted());
    let figures: Figures<'_> =
        counted.map(|(kind, one)| ((kind, &*one.series, &*one.area, one.period), one)).collect();
    let mut few = FewFaults::from(faults);
    for policy in &terms.disclosure {
        for sum in &policy.sums {
            for ((kind, _, area, period), total) in
                figures.iter().filter(|((_, series, ..), _)| **series == *sum.total)
            {
                let made = sum.parts.iter().map(|series| {
                    count(policy, figures.get(&(*kind, series.as_str(), *area, *period))?)
                });
                let Some(made) = made.sum::<Option<u64>>() else { continue };
                if count(policy, total).is_some_and(|total| total != made)
                    && let Some(text) = find_text(sources, total)
                {
                    faults.push(warning(sum, total, text));
                    few.keep(faults);
                }
            }
        }
    }
}

/// A count that is not withheld.
fn count(policy: &DisclosurePolicy, one: &Observation) -> Option<u64> {
    match one.value {
        Quantity::Count(count) => u64::try_from(count).ok().filter(|one| *one >= policy.threshold),
        _ => None,
    }
}

fn warning(sum: &DisclosureSum, total: &Observation, text: &SourceText) -> Fault {
    let message = format!(
        "the parts of `{}` do not make it for {}, and [[disclosure]] in plan.toml says that they do",
        sum.total, total.period
    );
    let remedy = "correct the total or its parts";
    let line = text.line(total.source.line);
    let fault = Fault::at(code!("disclosure::sum_differs"), text, line, message, remedy);
    fault.naming(&total.series).as_warning()
}
