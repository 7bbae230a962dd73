//! `panel audit-sample`: the cases to audit, drawn so that anyone can draw them again.

use std::path::{Path, PathBuf};

use clap::Args;
use panel_core::{Plan, Severity};
use panel_measures::{AuditSample, audit_sample, audited_crime_type};

use crate::failure::Failure;
use crate::writing::journal;
use crate::writing::lock::Access;
use crate::{output, quarter, writing};

/// What is drawn.
#[derive(Args)]
pub(crate) struct Draw {
    /// The folder of the quarter
    folder: PathBuf,
    /// The priority whose cases are audited, such as sp6
    #[arg(long, value_name = "PRIORITY")]
    of: String,
    /// Within how many percentage points the share handled well is to be known, in each stratum
    #[arg(long, value_name = "POINTS")]
    precision: f64,
    /// Words fixed before anybody saw the answers; the same words draw the same cases
    #[arg(long)]
    seed: String,
    /// The file to write; one that is there is left alone, since it may hold findings
    #[arg(long)]
    out: PathBuf,
}

/// Draws the sample and writes it.
pub(crate) fn run(asked: &Draw) -> Result<(), Failure> {
    if asked.seed.trim().is_empty() {
        return Err(Failure::Usage("--seed wants some words, such as 2025-26-q2".to_owned()));
    }
    writing::check_name(&asked.out)?;
    let plan = quarter::plan()?;
    let crime_type = crime_type(&plan, &asked.of)?;
    let _lock = journal::enter(&asked.folder, Access::Read)?;
    let (reading, records) = panel_returns::read_with_records(&asked.folder, &plan.asked());
    // A case that could not be read could never be drawn.
    if reading.faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(Failure::Rejected(reading.faults));
    }
    let Some(submission) = &reading.submission else {
        return Err(Failure::Rejected(reading.faults));
    };
    let period = submission.terms.latest();
    let sample = audit_sample(&records, crime_type, period, asked.precision, &asked.seed)
        .map_err(|why| Failure::Usage(why.to_string()))?;
    if asked.out.exists() {
        let message = format!(
            "{} is there already, and may hold findings: name another file",
            asked.out.display()
        );
        return Err(Failure::Usage(message));
    }
    writing::write_new_file(&asked.out, sample.to_string().as_bytes())?;
    output::report(&describe_sample(&sample, &asked.out))
}

/// The type of crime that the audit of the priority is of.
fn crime_type(plan: &Plan, of: &str) -> Result<&'static str, Failure> {
    let audited = || {
        plan.priorities().iter().filter_map(|one| Some((one.code.id(), audited_crime_type(one)?)))
    };
    audited().find(|(id, _)| id == of).map(|(_, crime_type)| crime_type).ok_or_else(|| {
        let ids: Vec<_> = audited().map(|(id, _)| id).collect();
        Failure::Usage(format!(
            "`{of}` has no audit of outcomes; --of is one of {}",
            ids.join(", ")
        ))
    })
}

fn describe_sample(sample: &AuditSample, out: &Path) -> String {
    let strata = sample
        .strata
        .iter()
        .map(|stratum| format!("  {}: {} of {}\n", stratum.name, stratum.cases.len(), stratum.of));
    format!(
        "{}: {}, interviews of {}\n{}Fill in its last columns, put it among the returns and list it in datapackage.json as `outcome_audit`.\n",
        out.display(),
        sample.crime_type,
        sample.period,
        strata.collect::<String>(),
    )
}
