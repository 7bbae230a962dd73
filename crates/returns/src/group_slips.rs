//! Figures of one force of a group that are out of line with those of the others: a slip of the pen moves one
//! force's place, and with it the colour of another's row.

use std::collections::BTreeMap;

use panel_core::{
    Fault, FewFaults, Observation, Period, Quantity, ReturnKind, Returns, SourceText, Terms, code,
};

use crate::texts::find_text;

/// A figure so many times the middle of the others, or so many times less, is looked at: forces of one
/// group are of about one size.
const TIMES: u64 = 5;
/// Fewer other forces do not show what is usual.
const FEWEST_OTHERS: usize = 3;
/// Where the others have fewer than this, chance alone may make the difference.
const FEWEST_COUNTED: u64 = 100;

/// The counts of each series in each period, a member of the group each.
type Groups<'a> = BTreeMap<(ReturnKind, &'a str, Period), Vec<(u64, &'a Observation)>>;

/// Warns of each count of a member of the group that is far from those of the others.
pub(crate) fn check(
    terms: &Terms,
    returns: &Returns,
    sources: &[SourceText],
    faults: &mut Vec<Fault>,
) {
    let is_member =
        |one: &Observation| terms.comparison_members.iter().any(|code| *code == *one.area);
    let mut groups = Groups::new();
    for (kind, one) in returns.observations() {
        let Quantity::Count(count) = one.value else { continue };
        let is_counted = one.is_returned() && one.status.is_as_counted() && is_member(one);
        if let (true, Ok(count)) = (is_counted, u64::try_from(count)) {
            groups.entry((kind, &one.series, one.period)).or_default().push((count, one));
        }
    }
    let mut few = FewFaults::from(faults);
    for group in groups.values().filter(|group| group.len() > FEWEST_OTHERS) {
        for (index, (count, one)) in group.iter().enumerate() {
            let mut others = group.clone();
            others.remove(index);
            others.sort_by_key(|(count, _)| *count);
            let (middle, usual) = others[(others.len() - 1) / 2];
            let far =
                *count >= middle.saturating_mul(TIMES) || count.saturating_mul(TIMES) <= middle;
            if !far || middle < FEWEST_COUNTED {
                continue;
            }
            if let Some(text) = find_text(sources, one) {
                faults.push(warning(one, usual, text));
                few.keep(faults);
            }
        }
    }
}

fn warning(one: &Observation, usual: &Observation, text: &SourceText) -> Fault {
    let message = format!(
        "`{}` is {} for {} in {}, and around {} in the others of the group, as at {}",
        one.series, one.value, one.area, one.period, usual.value, usual.source
    );
    let remedy = "look whether the figure is right, since places in the group rest on it";
    let line = text.line(one.source.line);
    let fault = Fault::at(code!("returns::unlike_group"), text, line, message, remedy);
    fault.naming(&one.series).as_warning()
}
