//! The actions for rows, as far as they can be checked beside the rows and the meeting.

use std::collections::BTreeMap;

use panel_commentary::Commentary;
use panel_core::{Fault, code, plain_date};

use super::Material;
use super::sections::commentary_file;

/// An action that was due so many months before the quarter began has a slip in its year: others may be overdue.
const MOST_MONTHS_OVERDUE: i32 = 24;

/// An action that is due so many years after the meeting has a slip in its year.
const MOST_YEARS_TO_DUE: i16 = 10;

/// Notes actions for a row that the section's priority has not, and those that were due years before the
/// quarter began, or are due years after the meeting.
pub(super) fn check(
    material: Material<'_>,
    texts: &BTreeMap<String, Commentary>,
    faults: &mut Vec<Fault>,
) {
    let (begins, meeting) =
        (material.terms.quarter.first_month().plus(-MOST_MONTHS_OVERDUE), material.details.date);
    for (section, text) in texts {
        let parts = material.plan.priorities().iter();
        let owners: Vec<_> = parts
            .filter(|part| part.code.section_id() == *section)
            .map(|part| part.code.id())
            .collect();
        let judged = material.rows.iter().map(|row| &row.id);
        let ids = judged.chain(material.unjudged.iter().map(|row| &row.id));
        let rows: Vec<_> =
            ids.filter(|id| owners.contains(&id.owner)).map(ToString::to_string).collect();
        let file = commentary_file(section);
        let Some(source) = material.commentary.iter().find(|one| *one.path == *file) else {
            continue;
        };
        for action in &text.actions {
            let is_far = action.due < begins.first_day()
                || action.due.year() - meeting.year() > MOST_YEARS_TO_DUE;
            if is_far {
                faults.push(Fault::at(
                    code!("commentary::far_day"),
                    source,
                    action.span.clone(),
                    format!(
                        "the action for `{}` is due on {}, and the meeting is on {}",
                        action.row,
                        plain_date(action.due),
                        plain_date(meeting)
                    ),
                    "correct `due`",
                ));
            }
        }
        for action in text.actions.iter().filter(|action| !rows.contains(&action.row)) {
            faults.push(Fault::at(
                code!("commentary::unknown_row"),
                source,
                action.span.clone(),
                format!("this section has no row `{}`", action.row),
                match panel_core::nearest(&action.row, rows.iter().map(String::as_str)) {
                    Some(nearest) => format!("is `{nearest}` meant?"),
                    None => "`panel findings` lists the rows".to_owned(),
                },
            ));
        }
    }
}
