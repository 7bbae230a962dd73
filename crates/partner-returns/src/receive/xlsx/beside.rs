//! What lies beside a sheet in parts of its own: comments on its cells, of which only the places are kept, and
//! the styles of its tables.

use super::archive::Parts;
use super::formats::Formats;
use super::grid::Grid;
use super::limits::{COMMENTS, Refused};
use super::place::{place, range};
use super::relations::{relations, relations_part};
use super::xml::{Name, What};

/// Takes what lies beside the sheet in this part.
pub(super) fn take(
    grid: &mut Grid,
    parts: &mut Parts<'_>,
    sheet: &str,
    formats: &Formats,
) -> Result<(), Refused> {
    if !parts.has(&relations_part(sheet)) {
        return Ok(());
    }
    for relation in relations(parts, sheet)?.into_values() {
        let Some(part) = relation.target.filter(|part| parts.has(part)) else { continue };
        match &*relation.kind {
            "comments" | "threadedComment" => take_comments(grid, parts, &part)?,
            "table" => take_table(grid, parts, &part, formats)?,
            _ => {}
        }
    }
    Ok(())
}

fn take_comments(grid: &mut Grid, parts: &mut Parts<'_>, part: &str) -> Result<(), Refused> {
    let mut xml = parts.part(part)?;
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
            grid.commented.extend(at.and_then(|at| place(&at)));
        }
    }
    Ok(())
}

fn take_table(
    grid: &mut Grid,
    parts: &mut Parts<'_>,
    part: &str,
    formats: &Formats,
) -> Result<(), Refused> {
    let mut xml = parts.part(part)?;
    let mut cells = None;
    while let Some(step) = xml.step()? {
        let What::Open(element) = step.what else { continue };
        match step.path {
            [Name::Table] => {
                let [own] = element.values(["ref"])?;
                cells = own.and_then(|own| range(&own));
            }
            [Name::Table, Name::TableStyleInfo] => {
                let [style] = element.values(["name"])?;
                let effects = formats.table_effects(style.as_deref().unwrap_or_default());
                for effect in effects.filter(|_| cells.is_some()) {
                    grid.rules.add_table(cells.unwrap_or_default(), effect)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
