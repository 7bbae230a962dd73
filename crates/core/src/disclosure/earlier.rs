//! The rows of an earlier report that a later one tells of: what either would withhold is withheld.

use super::control::{parts, strip, take_colour};
use super::{DisclosurePolicy, WITHHELD, control_disclosure};
use crate::{Caution, Figure, FigureRelation, Row};

/// As [`JudgedRows::screen_for_later`](crate::JudgedRows::screen_for_later).
pub(crate) fn control_earlier(
    rows: &mut [Row],
    own: &[DisclosurePolicy],
    later: &[DisclosurePolicy],
    relations: &[FigureRelation],
) {
    let mut again = rows.to_vec();
    control_disclosure(rows, own, relations);
    control_disclosure(&mut again, later, relations);
    for (row, mut again) in rows.iter_mut().zip(again) {
        let (figures, evidence) = parts(&mut row.finding);
        let (again_figures, again_evidence) = parts(&mut again.finding);
        // What no output has may be withheld as well, and the exhibit and the colour with it.
        let mut differs = again_evidence.is_withheld();
        for (input, again) in evidence.inputs.iter_mut().zip(&again_evidence.inputs) {
            if input.value != again.value {
                WITHHELD.clone_into(&mut input.value);
                input.counted = None;
                differs = true;
            }
        }
        for (figure, again) in figures.all_mut().zip(again_figures.all_mut()) {
            let withheld = match (&*figure, &*again) {
                (Figure::Known { value, period, .. }, Figure::Known { value: other, .. }) => {
                    (value != other).then(|| (value.unit(), period.clone()))
                }
                (Figure::Known { period, .. }, Figure::Withheld { unit, .. }) => {
                    Some((*unit, period.clone()))
                }
                _ => None,
            };
            if let Some((unit, period)) = withheld {
                *figure = Figure::Withheld { unit, period };
                differs = true;
            }
        }
        if differs {
            row.among_all = None;
            strip(evidence, Caution::Withheld);
            take_colour(&mut row.finding);
        }
    }
}
