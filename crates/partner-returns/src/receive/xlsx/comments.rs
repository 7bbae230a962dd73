//! Comments on cells: only where they are, since nothing of them is filed.

use std::collections::BTreeSet;

use super::archive::Parts;
use super::limits::{COMMENTS, Refused};
use super::place::{At, place};
use super::relations::{relations, relations_part};
use super::xml::{Name, What};

/// The places of the cells that have comments in the sheet of this part.
pub(super) fn commented(parts: &mut Parts<'_>, sheet: &str) -> Result<BTreeSet<At>, Refused> {
    let mut places = BTreeSet::new();
    if !parts.has(&relations_part(sheet)) {
        return Ok(places);
    }
    let related = relations(parts, sheet)?;
    let is_of_comments = |kind: &str| matches!(kind, "comments" | "threadedComment");
    let of_comments = related.into_values().filter(|relation| is_of_comments(&relation.kind));
    for part in of_comments.filter_map(|relation| relation.target) {
        if !parts.has(&part) {
            continue;
        }
        let mut xml = parts.part(&part)?;
        let mut count = 0;
        while let Some(step) = xml.step()? {
            let What::Open(element) = step.what else { continue };
            if matches!(
                step.path,
                [Name::Comments, Name::CommentList, Name::Comment]
                    | [Name::ThreadedComments, Name::ThreadedComment]
            ) {
                count += 1;
                COMMENTS.check("the sheet", count)?;
                let [at] = element.values(["ref"])?;
                places.extend(at.and_then(|at| place(&at)));
            }
        }
    }
    Ok(places)
}
