//! What has changed since the last report: the section that says so, and the changes of colour of which
//! the commentary says nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use panel_commentary::Commentary;
use panel_compare::{AwaitedItem, Cause, Comparison, Restated, RowChange, RowName, Standing};
use panel_core::{Fault, Priority, Quarter, RowId, code};

use super::Material;
use super::numbering::Numbering;
use super::priority_names::anchor;
use super::sections::commentary_file;
use super::standing::{standing_of, word};
use crate::view::{
    ChangedRow, Changes, ChangesPart, Inline, List, Paragraph, RestatedFigure, StandingView,
};

/// More restated figures than this are counted: all of them stand in the data attached.
const MOST_RESTATED: usize = 24;

/// The section, where a previous quarter is named.
pub(super) fn of(material: Material<'_>, numbering: &mut Numbering) -> Option<Changes> {
    let comparison = material.comparison?;
    let title = "What has changed since the last report".to_owned();
    let section = numbering.section("changes", title, None);
    let mut parts = vec![rows(comparison, material)];
    if !comparison.restated.is_empty() {
        parts.push(restated(comparison, material));
    }
    let asked = |item: &&AwaitedItem| !is_unjudged(&item.row.id, material);
    let dropped: Vec<_> = comparison.awaited.dropped.iter().filter(asked).collect();
    for (lead, items) in [
        ("Newly awaited:", comparison.awaited.new.iter().collect()),
        (
            "Awaited in the last report and received since:",
            comparison.awaited.resolved.iter().collect(),
        ),
        ("Awaited in the last report and no longer asked for:", dropped),
    ] {
        parts.extend(awaited(lead, &items));
    }
    let settings = comparison.settings.iter().map(|one| {
        let said = format!("{}: {} before, {} now", one.name, one.old, one.new);
        format!("{}.", said.trim_end_matches('.'))
    });
    parts.extend(listed("Settings that differ:", settings.collect()));
    for (index, part) in (1..).zip(&mut parts) {
        part.paragraph.number = format!("{}.{index}", section.number);
    }
    let (number, title, anchor) = (section.number, section.title, section.anchor);
    Some(Changes { number, title, anchor, parts })
}

/// A paragraph, to be numbered.
fn paragraph(text: String, lists: Vec<List>) -> Paragraph {
    Paragraph { number: String::new(), content: vec![Inline::Text { text }], lists }
}

/// A sentence and its points; nothing where there are none.
fn listed(lead: &str, points: Vec<String>) -> Option<ChangesPart> {
    if points.is_empty() {
        return None;
    }
    let points = points.into_iter().map(|text| vec![Inline::Text { text }]).collect();
    let paragraph = paragraph(lead.to_owned(), vec![List::Bullets { points }]);
    Some(ChangesPart { paragraph, rows: Vec::new(), restated: Vec::new() })
}

/// A row that a fault kept from being judged, in a draft, is not gone.
fn is_unjudged(id: &RowId, material: Material<'_>) -> bool {
    material.unjudged.iter().any(|error| error.id == *id)
}

/// The rows that changed, and whether anything did. Of those that are awaited now no more is known than
/// that, and the list of what is newly awaited has them.
fn rows(comparison: &Comparison, material: Material<'_>) -> ChangesPart {
    let changes = comparison.changes.iter();
    let changes = changes.filter(|change| !is_unjudged(&change.row.id, material));
    let (awaited, told): (Vec<_>, Vec<_>) = changes.partition(|change| change.is_awaited_now());
    let rows: Vec<_> = told.into_iter().map(|change| changed_row(change, material)).collect();
    let last = last_quarter(comparison);
    let mut text = match (rows.len(), awaited.len()) {
        (0, 0) if comparison.is_empty() => {
            format!("Nothing has changed since the report for {last}.")
        }
        (0, 0) => format!("No row has changed colour or state since the report for {last}."),
        (0, 1) => format!("1 row of the report for {last} is awaited now, and listed below."),
        (0, more) => {
            format!("{more} rows of the report for {last} are awaited now, and listed below.")
        }
        (1, _) => format!("1 row has changed colour or state since the report for {last}."),
        (more, _) => {
            format!("{more} rows have changed colour or state since the report for {last}.")
        }
    };
    if !rows.is_empty() {
        text.push_str(
            " Where more than one thing differs, this paper does not say which of them moved a row.",
        );
        match awaited.len() {
            0 => {}
            1 => text.push_str(" 1 that was shown is awaited now, and listed below."),
            more => {
                let _ = write!(text, " {more} that were shown are awaited now, and listed below.");
            }
        }
    }
    ChangesPart { paragraph: paragraph(text, Vec::new()), rows, restated: Vec::new() }
}

/// `Quarter 2 of 2014/15`.
pub(super) fn last_quarter(comparison: &Comparison) -> String {
    match comparison.old.quarter.parse::<Quarter>() {
        Ok(quarter) => quarter.to_string(),
        Err(_) => comparison.old.quarter.clone(),
    }
}

pub(super) fn changed_row(change: &RowChange, material: Material<'_>) -> ChangedRow {
    let owner = priority_of(&change.row.id, material);
    let mut sentences: Vec<_> = change.new.iter().map(|now| now.because.clone()).collect();
    sentences.extend(change.causes.iter().map(sentence));
    ChangedRow {
        name: change.row.to_string(),
        anchor: change.new.as_ref().and(owner).map(anchor),
        before: change.old.as_ref().map(stands),
        now: change.new.as_ref().map(stands),
        why: sentences.join(" "),
    }
}

fn priority_of(id: &RowId, material: Material<'_>) -> Option<&'static Priority> {
    material.plan.priorities().iter().find(|one| one.code.id() == id.owner).copied()
}

/// A cause as a sentence.
fn sentence(cause: &Cause) -> String {
    let said = cause.brief();
    let mut letters = said.trim_end_matches('.').chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

fn stands(standing: &Standing) -> StandingView {
    let standing = standing_of(standing.assessment, standing.state);
    StandingView { standing, word: word(standing).to_owned() }
}

fn restated(comparison: &Comparison, material: Material<'_>) -> ChangesPart {
    let all = comparison.restated.len();
    let restated = restated_figures(comparison, material).take(MOST_RESTATED).collect();
    let mut text = match all {
        1 => "1 figure of months that both reports have was restated.".to_owned(),
        more => format!("{more} figures of months that both reports have were restated."),
    };
    if all > MOST_RESTATED {
        let _ = write!(
            text,
            " The first {MOST_RESTATED} are here; all are in findings.json, which is attached."
        );
    }
    ChangesPart { paragraph: paragraph(text, Vec::new()), rows: Vec::new(), restated }
}

/// In the order of the dashboard, as the rows are.
pub(super) fn restated_figures(
    comparison: &Comparison,
    material: Material<'_>,
) -> impl Iterator<Item = RestatedFigure> {
    let place = |one: &&Restated| material.rows.iter().position(|row| one.rows.contains(&row.id));
    let mut figures: Vec<_> = comparison.restated.iter().collect();
    figures.sort_by_key(place);
    figures.into_iter().map(move |one| restated_figure(one, comparison, material))
}

fn restated_figure(
    restated: &Restated,
    comparison: &Comparison,
    material: Material<'_>,
) -> RestatedFigure {
    let rows = restated.rows.iter().map(|id| {
        let row = material.rows.iter().find(|row| row.id == *id);
        row.map_or_else(|| id.to_string(), |row| RowName::of(row).to_string())
    });
    let area = if restated.area == comparison.new.area {
        String::new()
    } else {
        let named = material.details.areas.iter().find(|area| area.code == restated.area);
        let name = named.map(|area| &area.name).filter(|name| !name.is_empty());
        format!(", {}", name.unwrap_or(&restated.area))
    };
    RestatedFigure {
        rows: rows.collect::<Vec<_>>().join("; "),
        period: format!("{}{area}", restated.period),
        before: restated.old.clone(),
        now: restated.new.clone(),
    }
}

/// What is awaited, a point for each explanation.
fn awaited(lead: &str, items: &[&AwaitedItem]) -> Option<ChangesPart> {
    let mut groups: Vec<(&AwaitedItem, Vec<String>)> = Vec::new();
    for item in items {
        let (why, from) = (&item.awaited.why, &item.awaited.from);
        let name = item.row.to_string();
        match groups
            .iter_mut()
            .find(|(known, _)| (&known.awaited.why, &known.awaited.from) == (why, from))
        {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => groups.push((item, vec![name])),
        }
    }
    let points = groups.into_iter().map(|(item, names)| {
        format!("{}. {} From: {}.", names.join("; "), item.awaited.why, item.awaited.from)
    });
    listed(lead, points.collect())
}

/// A row whose colour is another than in the last report, and of which its section says nothing: no
/// figure of it is bound, and no action is given for it.
pub(super) fn untold(
    material: Material<'_>,
    texts: &BTreeMap<String, Commentary>,
    faults: &mut Vec<Fault>,
) {
    let changes = material.comparison.map_or(&[][..], |comparison| &comparison.changes);
    for change in changes {
        let (Some((before, now)), Some(owner)) =
            (change.colours(), priority_of(&change.row.id, material))
        else {
            continue;
        };
        let section = owner.code.section_id();
        let id = &change.row.id;
        let speaks = texts.get(&section).map(|text| text.speaks_of(&id.to_string()));
        // Of a text whose bindings cannot be read, that is the fault.
        if matches!(speaks, Some(Some(true) | None)) {
            continue;
        }
        let differs: Vec<_> = change.causes.iter().map(ToString::to_string).collect();
        faults.push(Fault::of_file(
            code!("commentary::change_not_explained"),
            &commentary_file(&section),
            format!(
                "{} was {} in the last report and is {} now, and the commentary says nothing of it",
                change.row,
                before.word().to_lowercase(),
                now.word().to_lowercase()
            ),
            format!(
                "write in this file why, in a sentence that binds a figure of the row, such as {{{{ {id}.latest }}}}; or give an action for `{id}`\nwhat differs: {}",
                differs.join("; ")
            ),
        ));
    }
}
