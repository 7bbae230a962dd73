//! `panel import`: what others publish, as returns.

mod filed;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, Subcommand};
use indicatif::HumanCount;
use jiff::civil::Date;
use panel_core::{Month, ReturnKind};
use panel_police_uk::{Category, Force, Repeats, Request, StreetCounts, UnusualMonth, read};
use serde_json::{Value, json};

use crate::day::read_day;
use crate::failure::Failure;
use crate::output;
use crate::progress::Counted;
use crate::writing;

/// What can be imported.
#[derive(Subcommand)]
pub(crate) enum Import {
    /// Count the street-level files of police.uk by month, force and category
    PoliceUk(PoliceUk),
}

#[derive(Args)]
#[command(group(ArgGroup::new("destination").required(true).multiple(true).args(["out", "file"])))]
pub(crate) struct PoliceUk {
    /// Street files, folders of them, or the .zip of data.police.uk
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// A force, as in the names of the files, such as leicestershire; may be given again
    #[arg(long = "force", value_name = "ID", required = true)]
    forces: Vec<Force>,
    /// The file to write: tidy CSV, a return of monthly counts
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The folder of a quarter: file the months of the series that its plan reads
    #[arg(long, value_name = "FOLDER", requires = "received")]
    file: Option<PathBuf>,
    /// With --file: the day on which the files were downloaded, such as 2014-11-20
    #[arg(long, value_name = "DAY", value_parser = read_day, requires = "file")]
    received: Option<Date>,
    /// With --file: why figures that are filed already are revised
    #[arg(long, value_name = "REASON", requires = "file")]
    revises: Option<String>,
    /// With --file: the edition of the files [default: the months that they hold]
    #[arg(long, value_name = "EDITION", requires = "file")]
    edition: Option<String>,
    /// The first month to count, such as 2013-05 [default: the first that is found]
    #[arg(long, value_name = "MONTH")]
    from: Option<Month>,
    /// The last month to count [default: the last that is found]
    #[arg(long, value_name = "MONTH")]
    to: Option<Month>,
}

/// Imports.
pub(crate) fn run(import: &Import) -> Result<(), Failure> {
    match import {
        Import::PoliceUk(arguments) => police_uk(arguments),
    }
}

fn police_uk(arguments: &PoliceUk) -> Result<(), Failure> {
    let PoliceUk { paths, forces, out, file, received, revises, edition, from, to } = arguments;
    if let (Some(from), Some(to)) = (*from, *to)
        && from > to
    {
        let message = format!("--from {} is later than --to {}", from.iso(), to.iso());
        return Err(Failure::Usage(message));
    }
    if let Some(out) = out {
        if out.is_dir() || out.file_name().is_none() {
            let message = format!("--out {} is a folder: name the file to write", out.display());
            return Err(Failure::Usage(message));
        }
        writing::check_name(out)?;
    }
    let progress = Counted::begin("counting street files");
    let request = Request { paths, forces, from: *from, to: *to };
    let counts = read(&request, &|done, all| progress.show(done, all)).map_err(Failure::Import)?;
    drop(progress);
    if let (Some(folder), Some(received)) = (file, *received) {
        let (revises, edition) = (revises.as_deref(), edition.as_deref());
        let download = filed::Download { received, revises, edition };
        output::report(&counted(&counts))?;
        filed::file(&counts, folder, &download)?;
    }
    if let Some(out) = out {
        writing::write_new_file(out, counts.to_csv().as_bytes())?;
        let mut text = if file.is_some() { String::new() } else { counted(&counts) };
        tell_written(&mut text, &counts, out, file.is_some())?;
        output::report(&text)?;
    }
    Ok(())
}

/// What was read, and what is missing.
fn counted(counts: &StreetCounts) -> String {
    let mut text = String::new();
    let (files, rows) = (some(counts.files() as u64, "street file"), some(counts.rows(), "row"));
    let _ = writeln!(text, "Read {files}: {rows}.");
    match counts.passed_over() {
        0 => {}
        1 => text.push_str("Not read: 1 file of another force, month or kind.\n"),
        more => {
            let _ = writeln!(
                text,
                "Not read: {} files of other forces, months or kinds.",
                HumanCount(more)
            );
        }
    }
    let months: Vec<_> = counts.months().collect();
    for force in counts.forces() {
        let missing: Vec<_> = counts.missing(*force).collect();
        let rows: u64 = months.iter().filter_map(|month| counts.rows_of(*force, *month)).sum();
        let _ = writeln!(
            text,
            "{force} ({}): {} of {}, {}, {}.",
            force.area(),
            months.len() - missing.len(),
            some(months.len() as u64, "month"),
            ranges(&months),
            some(rows, "row"),
        );
        if !missing.is_empty() {
            let _ = writeln!(
                text,
                "  missing, and not written as 0: {}; download them, or say in awaited.toml why not",
                ranges(&missing)
            );
        }
        tell_months(&mut text, counts, *force);
        tell_repeats(&mut text, &counts.repeats(*force));
        for category in Category::all() {
            let none: Vec<_> = months
                .iter()
                .copied()
                .filter(|month| counts.count(*force, *month, category) == Some(0))
                .collect();
            if !none.is_empty() {
                let _ = writeln!(text, "  no row of {category}, written as 0: {}", ranges(&none));
            }
        }
    }
    text
}

/// What was written, and what to do next.
fn tell_written(
    text: &mut String,
    counts: &StreetCounts,
    out: &Path,
    is_filed: bool,
) -> Result<(), Failure> {
    let _ = writeln!(
        text,
        "Wrote {}: {} of {} series.",
        out.display(),
        some((counts.files() * Category::all().count()) as u64, "line"),
        Category::all().count()
    );
    if !is_filed {
        text.push_str(
            "\nNext: the same command with --file FOLDER --received DAY files the months in a quarter, as a\n\
             delivery of police.uk, under the series that the rows of its plan read. Or put the file in the\n\
             folder `returns` of a quarter and this among the `resources` of its datapackage.json.\n\
             `reference` keeps the figures beside the paper; without it, each series must be one that a row\n\
             of the plan reads (`panel priorities` lists them).\n\n",
        );
        let _ = writeln!(text, "{}", serde_json::to_string_pretty(&resource(counts, out))?);
    }
    Ok(())
}

/// The rows of each month, a line a year, and the months that are far from their neighbours.
fn tell_months(text: &mut String, counts: &StreetCounts, force: Force) {
    let rows: Vec<_> =
        counts.months().filter_map(|month| Some((month, counts.rows_of(force, month)?))).collect();
    for year in rows.chunk_by(|(one, _), (next, _)| one.year() == next.year()) {
        let months: Vec<_> = year
            .iter()
            .map(|(month, rows)| format!("{} {}", &month.iso()[5..], HumanCount(*rows)))
            .collect();
        let _ = writeln!(text, "  rows of {}: {}", year[0].0.year(), months.join(" · "));
    }
    for UnusualMonth { month, rows, usual } in counts.unusual(force) {
        let than = if rows < usual { "below" } else { "above" };
        let _ = writeln!(
            text,
            "  warning: {month} has {}, far {than} the {} of the months around it; download its file again",
            some(rows, "row"),
            HumanCount(usual)
        );
    }
}

/// How many rows have the crime ID of another: each was counted.
fn tell_repeats(text: &mut String, repeats: &Repeats) {
    for (month, rows) in &repeats.within {
        let _ = writeln!(
            text,
            "  warning: in {month} {} the crime ID of an earlier row, and {} counted; look whether the file holds its rows twice",
            if *rows == 1 {
                "1 row repeats".to_owned()
            } else {
                format!("{} rows repeat", HumanCount(*rows))
            },
            if *rows == 1 { "is" } else { "are" },
        );
    }
    let _ = match repeats.across {
        Some(0) => Ok(()),
        Some(1) => {
            writeln!(text, "  1 crime ID is in the files of two months, and counted in both")
        }
        Some(more) => writeln!(
            text,
            "  {} times a crime ID of one month is in a later month again, and counted in each",
            HumanCount(more)
        ),
        None => writeln!(
            text,
            "  there are too many crime IDs to look whether months share some: import fewer files at once"
        ),
    };
}

/// The description of the file as a resource of a Frictionless data package.
fn resource(counts: &StreetCounts, out: &Path) -> Value {
    let file = out.file_name().unwrap_or_default().to_string_lossy();
    let stem = out.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let name: String = stem
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .collect();
    let months: Vec<_> = counts.months().collect();
    let forces: Vec<_> = counts.forces().iter().map(|force| force.name()).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": name,
        "title": format!("Street-level crime by month and category, {}, {}", ranges(&months), forces.join(", ")),
        "description": "Rows of the street-level files of police.uk counted by month and category. \
                        Anti-social behaviour incidents are not crimes. A month without a line was not \
                        to hand.",
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true
        },
        "schema": {
            "fields": [
                { "name": "series", "type": "string" },
                { "name": "area", "type": "string" },
                { "name": "month", "type": "yearmonth" },
                { "name": "count", "type": "integer", "constraints": { "minimum": 0 } },
                { "name": "status", "type": "string" },
                { "name": "note", "type": "string" }
            ],
            "missingValues": [""],
            "primaryKey": ["series", "area", "month"]
        },
        "sources": [{ "title": "police.uk street-level crime" }],
        "licenses": [{
            "name": "OGL-UK-3.0",
            "title": "Open Government Licence v3.0",
            "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
        }],
        "panel": {
            "return": ReturnKind::MonthlyCounts.name(),
            "received": null,
            "from": "police.uk",
            "approved_by": null,
            "reference": true
        }
    })
}

/// `July 2014 to September 2014, November 2014`, of months in order.
fn ranges(months: &[Month]) -> String {
    let runs = months.chunk_by(|one, next| one.plus(1) == *next);
    let written: Vec<_> = runs
        .filter_map(|run| match (run.first()?, run.last()?) {
            (first, last) if first == last => Some(first.to_string()),
            (first, last) => Some(format!("{first} to {last}")),
        })
        .collect();
    written.join(", ")
}

fn some(count: u64, one: &str) -> String {
    format!("{} {one}{}", HumanCount(count), if count == 1 { "" } else { "s" })
}
