//! `panel new quarter`: a folder for the next quarter, with what is known already.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use panel_core::{Fault, Plan, Quarter as QuarterName, Row, SourceText, Terms, code};
use panel_partner_returns::{Carried, Carrying};
use panel_returns::Submission;
use panel_scaffold::{Existing, Following, Missing, NewQuarter, Prompt, Refusal};

use crate::day::read_day;
use crate::failure::Failure;
use crate::writing::{self, journal, lock::Access};
use crate::{output, quarter, terminal};
use panel_quarter::JudgedQuarter;

const CONFIGURATION: &str = "panel.toml";
/// What a quarter may have of its own, and the next one as well.
const OWN: [&str; 2] = ["plan.toml", "partnerships.csv"];
const RETURNS: &str = "returns";
const PACKAGE: &str = "returns/datapackage.json";

/// What is asked of `panel new quarter`.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// The quarter, such as 2014-15-q3
    quarter: QuarterName,
    /// The folder of the quarter that it follows
    #[arg(long, value_name = "FOLDER")]
    from: PathBuf,
    /// The day on which the panel meets, such as 2015-03-18
    #[arg(long, value_name = "DAY", value_parser = read_day)]
    meeting: Date,
    /// The folder to make [default: beside the one that it follows]
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

/// Does it.
pub(super) fn run(asked: &Asked) -> Result<(), Failure> {
    let from = &asked.from;
    let plan = quarter::plan()?;
    let _lock = journal::enter(from, Access::Read)?;
    let JudgedQuarter { submission, commentary, texts, rows, .. } = quarter::figures(from)?;
    // A folder such as `.` has no name that another could stand for.
    let named = from.file_name().map_or_else(|| from.canonicalize(), |_| Ok(from.clone()));
    let beside = || named.unwrap_or_default().with_file_name(asked.quarter.id());
    let to = asked.to.clone().unwrap_or_else(beside);
    writing::check_name(&to)?;
    if let Some(part) = PARTS.iter().find(|part| is_within(&to, &from.join(part))) {
        let (to, part) = (to.display(), from.join(part));
        let message = format!(
            "{to} lies in {}, which holds files of {last}",
            part.display(),
            last = from.display()
        );
        return Err(Failure::Usage(format!("{message}; name another folder with --to")));
    }
    let ends = submission.terms.plan_ends;
    if ends < asked.quarter.first_month() {
        return Err(Failure::Usage(format!(
            "the plan ends with {ends}, before {} begins; put the plan that is in force into plan.toml",
            asked.quarter
        )));
    }
    let ended = asked.quarter.last_month().last_day();
    if asked.meeting.year() - ended.year() > panel_returns::MOST_YEARS_TO_MEETING {
        return Err(Failure::Usage(format!(
            "--meeting {} is years after {}; correct the year",
            asked.meeting, asked.quarter
        )));
    }
    let previous = way(&to, from);
    let new = NewQuarter {
        quarter: asked.quarter,
        last: submission.terms.quarter,
        meeting: asked.meeting,
        force: &submission.terms.force.name,
        partners: &submission.partners,
        awaited: submission.returns.all_awaited(),
        previous: previous.as_deref(),
    };
    let mut refusals = new.refusals();
    if !refusals.is_empty() {
        refusals.extend(to.exists().then(|| Refusal::Taken(to.clone())));
        return Err(Failure::Scaffold(refusals));
    }
    let refused = |refusal| Failure::Scaffold(vec![refusal]);
    let last = Existing { path: CONFIGURATION.into(), text: text(from, CONFIGURATION)? };
    let configuration = new.configuration(&last).map_err(refused)?;
    let terms = Terms { quarter: asked.quarter, ..submission.terms.clone() };
    let carried = carried(&text(from, PACKAGE)?, &texts, &plan, &submission, &terms)?;
    let following = Following {
        plan: &plan,
        partners: &submission.partners,
        rows: &rows,
        last: &submission.returns,
        carried: &carried.returns,
        terms: &terms,
    };
    let missing = following.missing();
    let awaited = new.awaited(&missing).map_err(refused)?;
    let mut files: Vec<(PathBuf, Vec<u8>)> = [configuration, awaited]
        .into_iter()
        .chain(new.narrative(&prompts(&plan, &rows, &commentary)))
        .map(|written| (written.path, written.text.into_bytes()))
        .collect();
    for own in OWN.into_iter().filter(|own| from.join(own).is_file()) {
        files.push((own.into(), text(from, own)?.into_bytes()));
    }
    if let Some(logo) = &submission.details.look.logo {
        files.push((PathBuf::from(&logo.name), logo.bytes.clone()));
    }
    files.push((PACKAGE.into(), carried.package.into_bytes()));
    for table in carried.emptied {
        let header = NewQuarter::emptied(&text(&from.join(RETURNS), &table)?);
        files.push((Path::new(RETURNS).join(&table), header.into_bytes()));
    }
    for (table, text) in carried.tables {
        files.push((Path::new(RETURNS).join(table), text.into_bytes()));
    }
    writing::make_folder(&to, &files).map_err(|failure| match failure {
        Failure::Occupied(_) => refused(Refusal::Taken(to.clone())),
        other => other,
    })?;
    let last_month = submission.terms.quarter.last_month();
    if asked.quarter.first_month() > last_month.plus(1) {
        terminal::note(&format!(
            "{} does not follow {} at once; make the quarter between them first if it has a paper",
            asked.quarter, submission.terms.quarter
        ));
    }
    output::report(&describe_quarter(
        &to,
        files.len(),
        carried.figures,
        submission.terms.quarter,
        &missing,
    ))
}

/// Folders of a quarter that hold its own files alone.
const PARTS: [&str; 3] = ["returns", "narrative", "out"];

/// Whether one folder is another or lies in it; neither need be there yet.
fn is_within(inner: &Path, folder: &Path) -> bool {
    let real = |path: &Path| {
        let path = std::path::absolute(path).ok()?;
        let there = path.ancestors().find(|path| path.exists())?;
        Some(there.canonicalize().ok()?.join(path.strip_prefix(there).ok()?))
    };
    matches!((real(inner), real(folder)), (Some(inner), Some(folder)) if inner.starts_with(&folder))
}

/// The way from the folder `from`, which need not be there yet, to the folder `to`, with slashes; none
/// where no such way can be told, as between two drives.
fn way(from: &Path, to: &Path) -> Option<String> {
    let there = std::path::absolute(from).ok()?;
    let known = there.ancestors().find(|folder| folder.exists())?;
    let from = known.canonicalize().ok()?.join(there.strip_prefix(known).ok()?);
    let to = to.canonicalize().ok()?;
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other);
    let shared = shared.count();
    if shared == 0 {
        return None;
    }
    let up = from.components().skip(shared).map(|_| Some(".."));
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<_>> = up.chain(down).collect();
    parts.map(|parts| parts.join("/"))
}

/// What the next quarter knows from the last one.
fn carried(
    package: &str,
    texts: &[SourceText],
    plan: &Plan,
    submission: &Submission,
    terms: &Terms,
) -> Result<Carried, Failure> {
    let series = plan.all_series();
    let carrying = Carrying {
        last: submission.terms.quarter,
        package,
        texts,
        terms,
        areas: &submission.areas,
        series: &series,
    };
    let title = format!("Returns for {}, {}", terms.quarter, terms.force.name);
    carrying.carry(&terms.quarter.id(), &title).map_err(|error| {
        let remedy = "see what `panel check` says of it";
        let code = code!("datapackage::unreadable");
        Failure::Rejected(vec![Fault::of_file(code, PACKAGE, error.to_string(), remedy)])
    })
}

fn describe_quarter(
    to: &Path,
    files: usize,
    carried: usize,
    last: QuarterName,
    missing: &[Missing],
) -> String {
    let to = to.display();
    let mut series: Vec<_> = missing.iter().map(|one| (one.kind, one.series)).collect();
    series.sort_unstable();
    series.dedup();
    let series = series.len();
    format!(
        "{to}: {files} files. {carried} figures carry over from {last}; {series} series are awaited.\n\
         Next:\n  \
         write [[deadlines]] in {to}/panel.toml    says by when each partner returns its figures\n  \
         panel returns template {to}    writes what each partner fills in\n  \
         panel check {to}    asks for the commentary of each section; its file holds the facts of the last quarter\n  \
         panel paper {to} --draft    shows it as it is\n"
    )
}

/// Each section with what its rows and its commentary said.
fn prompts(plan: &Plan, rows: &[Row], commentary: &[SourceText]) -> Vec<Prompt> {
    let prompt = |(file, owners): (String, Vec<String>)| {
        let said = commentary.iter().find(|source| *source.path == *file);
        let said = said.map(|source| source.text.to_string()).unwrap_or_default();
        let own = rows.iter().filter(|row| owners.contains(&row.id.owner));
        Prompt::of(file.into(), own, said)
    };
    panel_report::section_files(plan).into_iter().map(prompt).collect()
}

fn text(folder: &Path, name: &str) -> Result<String, Failure> {
    let read = panel_returns::bytes_within(folder, &folder.join(name), name)
        .and_then(|bytes| panel_returns::decode(name, &bytes));
    let source = read.map_err(|fault| Failure::Rejected(vec![*fault]))?;
    Ok(source.text.to_string())
}
