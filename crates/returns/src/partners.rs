//! Who returns which series and records, from `plan.toml`, and by when, from `panel.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use panel_core::{
    Fault, FewFaults, Partner, ReturnTable, Returns, SourceText, code, nearest, quoted_piece,
};

use crate::Wanted;
use crate::fields::Fields;
use panel_typeface::find_excess;

use crate::owners::Owners;
use crate::printed::LONGEST_FILE_NAME;
use crate::rows::SEARCHED;

/// A day by which a partner's return is due.
pub(crate) struct Deadline {
    partner: String,
    date: Date,
    span: Range<usize>,
}

/// Among no more names than this one is looked for that was probably meant.
const MOST_NAMES: usize = 1_000;

/// The partners of the plan; those at fault are left out.
pub(crate) fn read(
    fields: &mut Fields<'_>,
    source: &SourceText,
    wanted: Wanted<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<Partner> {
    let mut partners: Vec<Partner> = Vec::new();
    let (mut owners, mut slugs) = (Owners::new(wanted.asked, &[]), BTreeSet::new());
    let mut few = FewFaults::from(faults);
    for mut table in fields.tables("partners", faults) {
        let span = table.span();
        few.keep(faults);
        let name = table.words("name", faults).filter(|name| {
            let Some(excess) = find_excess(name, LONGEST_FILE_NAME) else { return true };
            let message = format!("`name` {excess}: files are named for the partner");
            table.fault(code!("toml::too_long"), "name", message, "shorten it".to_owned(), faults);
            false
        });
        let contact = table.text_or_empty("contact", faults);
        let board = table.text_or_empty("board", faults);
        let published = is_published(&mut table, faults);
        let patterns = table.spanned_texts("returns", faults);
        let records = table.spanned_texts("records", faults);
        table.finish(faults);
        let mut returns = Vec::new();
        for (pattern, span) in patterns {
            few.keep(faults);
            let owner = owners.of_pattern(&pattern).and_then(|index| partners.get(index));
            if let Some(earlier) = owner {
                faults.push(Fault::at(
                    code!("partners::two_owe"),
                    source,
                    span,
                    format!("`{pattern}` is returned by {} as well", earlier.name),
                    "leave each series to one partner",
                ));
            } else if wanted.others_are_faults && !owners.are_read(&pattern) {
                let mut known = wanted.asked.needs.iter().map(|need| need.series.id());
                let searched = (faults.len() < SEARCHED).then_some(&mut known);
                let meant = searched.and_then(|known| nearest(&pattern, known));
                let remedy = meant.map_or_else(
                    || "correct its name; `panel priorities` lists the series".to_owned(),
                    |id| format!("is `{id}` meant?"),
                );
                let message = format!("no row of the plan reads `{pattern}`");
                faults.push(Fault::at(
                    code!("partners::unknown_series"),
                    source,
                    span,
                    message,
                    remedy,
                ));
            }
            returns.push(pattern);
        }
        let records = record_tables(records, source, wanted, faults);
        let (Some(name), Some(contact), Some(board)) = (name, contact, board) else { continue };
        let partner = Partner { name, contact, board, published, deadline: None, returns, records };
        let slug = partner.slug();
        if slug.is_empty() || !slugs.insert(slug) {
            faults.push(Fault::at(
                code!("partners::name"),
                source,
                span,
                format!("`{}` does not tell this partner from the others", partner.name),
                "give each partner a name of its own, with letters or digits",
            ));
        } else {
            owners.add(&partner);
            partners.push(partner);
        }
    }
    partners
}

/// The one kind of partner that is named.
const PUBLISHED: &str = "published source";

/// Whether the partner is a published source, as its `kind` says.
fn is_published(table: &mut Fields<'_>, faults: &mut Vec<Fault>) -> bool {
    match table.text_or_empty("kind", faults).as_deref() {
        Some(PUBLISHED) => true,
        None | Some("") => false,
        Some(other) => {
            let message = format!("`{}` is not a kind of partner", quoted_piece(other));
            let remedy = format!("write \"{PUBLISHED}\", or take the line away");
            table.fault(code!("partners::kind"), "kind", message, remedy, faults);
            false
        }
    }
}

/// The tables of records that a partner returns. Several may return records of one table, each its own.
fn record_tables(
    names: Vec<(String, Range<usize>)>,
    source: &SourceText,
    wanted: Wanted<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<String> {
    let tables = wanted.asked.tables().into_iter().filter(|table| table.is_records());
    let known: Vec<_> = tables.map(ReturnTable::name).collect();
    let (mut kept, mut seen) = (Vec::new(), BTreeSet::new());
    let mut few = FewFaults::from(faults);
    for (name, span) in names {
        few.keep(faults);
        if wanted.others_are_faults && !known.contains(&&*name) {
            let remedy = match nearest(&name, known.iter().copied()) {
                Some(meant) => format!("is `{meant}` meant?"),
                None if known.is_empty() => {
                    "take it away: no row is counted from records".to_owned()
                }
                None => format!("write one of {}", known.join(", ")),
            };
            let message = format!("the plan counts nothing from records called `{name}`");
            faults.push(Fault::at(code!("partners::records"), source, span, message, remedy));
        } else if seen.insert(name.clone()) {
            kept.push(name);
        }
    }
    kept
}

/// The days by which returns are due.
pub(crate) fn deadlines(fields: &mut Fields<'_>, faults: &mut Vec<Fault>) -> Vec<Deadline> {
    let mut deadlines = Vec::new();
    for mut table in fields.tables("deadlines", faults) {
        let span = table.span();
        let (partner, date) = (table.words("partner", faults), table.date("date", faults));
        table.finish(faults);
        if let (Some(partner), Some(date)) = (partner, date) {
            deadlines.push(Deadline { partner, date, span });
        }
    }
    deadlines
}

/// Gives each partner its deadline, which is between the quarter's end and the paper's date.
pub(crate) fn set_deadlines(
    partners: &mut [Partner],
    deadlines: &[Deadline],
    source: &SourceText,
    (ended, meeting): (Date, Date),
    faults: &mut Vec<Fault>,
) {
    let named = partners.iter().enumerate().map(|(index, one)| (one.name.clone(), index));
    let named: BTreeMap<_, _> = named.collect();
    let mut few = FewFaults::from(faults);
    for Deadline { partner, date, span } in deadlines {
        few.keep(faults);
        let searched = faults.len() < SEARCHED;
        let mut fault = |message: String, remedy: String| {
            faults.push(Fault::at(
                code!("partners::deadline"),
                source,
                span.clone(),
                message,
                remedy,
            ));
        };
        let index = named.get(partner).copied();
        let found = index.and_then(|index| partners.get_mut(index));
        if found.as_ref().is_some_and(|one| one.deadline.is_some()) {
            fault(format!("{partner} has two deadlines"), "keep one of the two".to_owned());
        } else if *date > meeting {
            let message = format!("the deadline of {partner} is after the meeting, {meeting}");
            fault(message, "correct the date".to_owned());
        } else if *date < ended {
            let message =
                format!("the deadline of {partner}, {date}, is before the quarter ended, {ended}");
            fault(message, "correct the date".to_owned());
        } else if let Some(one) = found {
            one.deadline = Some(*date);
        } else {
            let known =
                named.keys().map(String::as_str).take(if searched { MOST_NAMES } else { 0 });
            let remedy = nearest(partner, known).map_or_else(
                || "name a partner of plan.toml".to_owned(),
                |name| format!("is `{name}` meant?"),
            );
            fault(format!("plan.toml knows no partner `{partner}`"), remedy);
        }
    }
}

/// Warns of what is awaited and nobody returns, where the plan says who returns what.
pub(crate) fn check_awaited(
    partners: &[Partner],
    wanted: Wanted<'_>,
    returns: &Returns,
    sources: &[SourceText],
    faults: &mut Vec<Fault>,
) {
    // A misspelt series is a fault already told.
    if partners.is_empty() || faults.iter().any(|fault| fault.code.starts_with("partners::")) {
        return;
    }
    let owners = Owners::new(wanted.asked, partners);
    let mut few = FewFaults::from(faults);
    for awaiting in returns.all_awaited() {
        few.keep(faults);
        let source = sources.iter().find(|source| source.path == awaiting.source.file);
        if owners.owing(&awaiting.series).is_some() {
            continue;
        }
        if let Some(source) = source {
            let fault = Fault::at(
                code!("partners::nobody_owes"),
                source,
                source.line(awaiting.source.line),
                format!("`{}` is awaited, and no partner of the plan returns it", awaiting.series),
                "add it to the `returns` of one of the [[partners]] in plan.toml",
            );
            faults.push(fault.as_warning());
        }
    }
}
