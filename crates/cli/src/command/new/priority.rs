//! `panel new priority`: writes the files, then builds the plugin and takes its first snapshot.

use std::path::Path;
use std::process::Command;

use panel_scaffold::{AskedRow, NewPriority, Refusal, Scaffold};

use super::{Asked, ask, workspace};
use crate::failure::Failure;
use crate::writing::journal::{self, Recovered};
use crate::writing::lock::Access;
use crate::{output, quarter, terminal};

/// The reference page of all returns, from the root of the workspace.
const REFERENCE: &str = "docs/returns.md";

/// Does it.
pub(super) fn run(asked: &Asked) -> Result<(), Failure> {
    let (new, mut refusals) = new_priority(asked)?;
    let plan = quarter::plan()?;
    let root = &asked.workspace;
    let _lock = journal::enter(root, Access::Write)?;
    let command = format!("{new:?}");
    if journal::recovered(root, &command) == Recovered::SameCommand {
        terminal::note("its files were made by this command before it was interrupted: going on");
        return build(root, asked, &new.package(), &command);
    }
    let quarters = workspace::with_earlier(root);
    let locks: Result<Vec<_>, _> =
        quarters.iter().map(|folder| journal::enter(&root.join(folder), Access::Write)).collect();
    let locks = locks?;
    let scaffold = match new.scaffold(&plan, &workspace::read(root, &new)?) {
        Ok(scaffold) if refusals.is_empty() => scaffold,
        found => {
            // Rows that cannot be read were asked for.
            let none = |one: &Refusal| asked.rows.is_empty() || *one != Refusal::NoRows;
            refusals.extend(found.err().unwrap_or_default().into_iter().filter(none));
            return Err(Failure::Scaffold(refusals));
        }
    };
    let with_it = plan.with(scaffold.priority).map_err(Failure::MisLinked)?;
    let reference = panel_partner_returns::reference(&with_it);
    let mut files: Vec<_> = scaffold
        .made
        .iter()
        .chain(&scaffold.changed)
        .map(|written| (written.path.clone(), written.text.clone().into_bytes()))
        .collect();
    files.push((REFERENCE.into(), reference.into_bytes()));
    journal::change_files_for(root, &files, &command)?;
    drop(locks);
    output::report(&describe_scaffold(&scaffold))?;
    build(root, asked, &scaffold.package, &command)
}

/// Builds the plugin, takes its first snapshot and says what comes next.
fn build(root: &Path, asked: &Asked, package: &str, command: &str) -> Result<(), Failure> {
    if !asked.write_only {
        // Formatted before it is built: long lists of rows are broken as the others are.
        cargo(root, &["fmt", "-p", package])?;
        terminal::note("building it and taking its first snapshot");
        cargo(root, &["test", "-p", package])?;
    }
    output::report(&next(root, asked, package))?;
    journal::forget(root, command)
}

/// What is asked, and what of it cannot be read.
fn new_priority(asked: &Asked) -> Result<(NewPriority, Vec<Refusal>), Failure> {
    let mut refusals = Vec::new();
    let mut rows = Vec::new();
    for row in &asked.rows {
        match AskedRow::parse(row) {
            Ok(row) => rows.push(row),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if asked.rows.is_empty() {
        rows = ask::rows()?;
    }
    let new = NewPriority {
        number: asked.number,
        slug: asked.slug.clone(),
        title: asked.title.clone(),
        rows,
        partner: asked.partner.clone(),
    };
    Ok((new, refusals))
}

fn describe_scaffold(scaffold: &Scaffold) -> String {
    let made = scaffold.made.iter().map(|written| ("made   ", &*written.path));
    let changed = scaffold.changed.iter().map(|written| ("changed", &*written.path));
    let all = made.chain(changed).chain([("changed", Path::new(REFERENCE))]);
    let lines: Vec<_> = all.map(|(what, path)| format!("{what} {}\n", path.display())).collect();
    lines.concat()
}

/// Runs Cargo in the workspace; the plugin's own first snapshot is taken, and no other.
fn cargo(root: &Path, arguments: &[&str]) -> Result<(), Failure> {
    let asked = format!("cargo {}", arguments.join(" "));
    let status = Command::new("cargo")
        .args(arguments)
        .current_dir(root)
        .env("INSTA_UPDATE", "always")
        .env("INSTA_FORCE_PASS", "1")
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::Cargo(asked)),
        Err(error) => Err(Failure::unstarted(&asked, &error)),
    }
}

/// What to do next.
fn next(root: &Path, asked: &Asked, package: &str) -> String {
    let quarters = workspace::quarter_folders(root);
    let quarter = quarters.first().map(|folder| folder.display().to_string()).unwrap_or_default();
    let build = if asked.write_only {
        format!("  cargo test -p {package}    builds it and shows its first snapshot\n")
    } else {
        String::new()
    };
    format!(
        "Next:\n{build}  cargo run -- paper {quarter}    shows its widget in the paper\n  \
         cargo insta test --review --workspace    shows each page that changes, to be taken or not\n  \
         write its first figures into the returns of each quarter, and take them out of awaited.toml\n"
    )
}
