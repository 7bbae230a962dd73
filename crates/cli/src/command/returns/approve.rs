//! `panel returns approve`: what a management board says of a table.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;
use panel_core::{Fault, Partner, Severity, code, count_faults, plain_date};
use panel_partner_returns::{Decision, Handled, PACKAGE, PackageError, handled, with_decision};

use crate::failure::Failure;
use crate::writing::journal;
use crate::writing::lock::Access;
use crate::{faults, output, quarter, terminal};

/// Notes that the board `by` approved the table on that day, or, without one, that it has not.
pub(crate) fn run(folder: &Path, table: &str, by: &str, on: Option<Date>) -> Result<(), Failure> {
    if by.trim().is_empty() {
        return Err(Failure::Usage("--by wants the name of the board".to_owned()));
    }
    let before = find_faults(folder)?;
    let lock = journal::enter(folder, Access::Write)?;
    let reading = panel_returns::read(folder, &quarter::plan()?.asked());
    let Some(submission) = &reading.submission else {
        return Err(Failure::Rejected(reading.faults));
    };
    let text = panel_returns::bytes_within(folder, &folder.join(PACKAGE), PACKAGE)
        .and_then(|bytes| panel_returns::decode(PACKAGE, &bytes))
        .map_err(|fault| Failure::Rejected(vec![*fault]))?;
    let handled = handled(&text.text, table).map_err(|error| refused(&error))?;
    let partner = submission.partners.iter().find(|one| handled.from.as_ref() == Some(&one.name));
    if let Some(partner) =
        partner.filter(|one| one.board.is_empty() && handled.approved_by.is_none())
    {
        return Err(Failure::Usage(format!(
            "no board approves what {} returns; if one does, name it as its `board` in plan.toml",
            partner.name
        )));
    }
    if let Some(board) = board_of(&handled, &submission.partners).filter(|board| *board != by) {
        return Err(Failure::Usage(format!("{table} is for {board} to approve, not for {by}")));
    }
    if let Some(day) = on {
        let (received, meeting) = (handled.received, submission.details.date);
        let misfit = if let Some(received) = received.filter(|received| *received > day) {
            Some(format!("before {table} was received, {received}"))
        } else {
            (day > meeting).then(|| format!("after the meeting that the paper is for, {meeting}"))
        };
        if let Some(misfit) = misfit {
            let remedy = "write the day on which the board approved it";
            return Err(Failure::Usage(format!("--on {day} is {misfit}; {remedy}")));
        }
    }
    let decision = on.map_or(Decision::Withdrawn, Decision::Approved);
    let written =
        with_decision(&text.text, table, by, decision).map_err(|error| refused(&error))?;
    journal::change_files(folder, &[(PACKAGE.into(), written.into_bytes())])?;
    drop(lock);
    let told = match on {
        Some(day) => format!(
            "{table}: approved by {by} on {}. Its figures appear in the paper from now on.\n",
            plain_date(day)
        ),
        None => format!(
            "{table}: not approved by {by}. Its figures do not appear; the paper lists them as awaited.\n"
        ),
    };
    output::report(&told)?;
    // The commentary may have said what no longer stands, or what was filed by hand contradict it.
    let (brought, standing) = split_brought(&before, find_faults(folder)?);
    if !brought.is_empty() {
        faults::show(&brought);
        let back = if on.is_some() { "--withdraw" } else { "--on DAY" };
        terminal::note(&format!(
            "{}: this keeps the quarter from its paper; correct it, or `panel returns approve {} {table} --by \"{by}\" {back}` takes it back",
            faults::counted(&brought),
            folder.display(),
        ));
    }
    faults::note_standing(folder, standing);
    Ok(())
}

/// What keeps the quarter from its paper.
fn find_faults(folder: &Path) -> Result<Vec<Fault>, Failure> {
    match quarter::load(folder) {
        Err(Failure::Rejected(mut found)) => {
            found.retain(|fault| fault.severity == Severity::Error);
            Ok(found)
        }
        loaded => loaded.map(|_| Vec::new()),
    }
}

/// What is at fault now and was not before, and how many faults stand as they did.
fn split_brought(before: &[Fault], now: Vec<Fault>) -> (Vec<Fault>, u64) {
    let known: BTreeSet<_> = before.iter().map(identify).collect();
    let (standing, brought): (Vec<_>, Vec<_>) =
        now.into_iter().partition(|fault| known.contains(&identify(fault)));
    (brought, count_faults(&standing))
}

/// By what a fault is known again, wherever its line has moved to.
fn identify(fault: &Fault) -> (&str, &str, &str) {
    (&fault.code, &fault.place.source.path, &fault.message)
}

/// The board that approves a table: that of the partner in the plan, or else the one that the package names.
fn board_of<'a>(handled: &'a Handled, partners: &'a [Partner]) -> Option<&'a str> {
    let partner = partners.iter().find(|one| handled.from.as_ref() == Some(&one.name));
    let planned = partner.map(|one| one.board.as_str()).filter(|board| !board.is_empty());
    planned.or(handled.approved_by.as_deref())
}

fn refused(error: &PackageError) -> Failure {
    match error {
        PackageError::NoResource { .. } => Failure::Usage(error.to_string()),
        PackageError::NotJson(_) | PackageError::NoResources => {
            let remedy = "see what `panel check` says of it";
            let code = code!("datapackage::unreadable");
            Failure::Rejected(vec![Fault::of_file(code, PACKAGE, error.to_string(), remedy)])
        }
    }
}
