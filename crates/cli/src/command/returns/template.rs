//! `panel returns template`: the workbook that each partner fills in.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use panel_core::{Fault, code, spoken_date};
use panel_partner_returns::{Asked, not_counted, owed};

use crate::failure::Failure;
use crate::writing::outputs::{FileSet, Outputs, Replacing, Sources};
use crate::{output, quarter};

/// Writes a workbook a partner of the quarter in `folder` to `out`, or to its folder `out`.
pub(crate) fn run(folder: &Path, out: Option<&Path>) -> Result<(), Failure> {
    let plan = quarter::plan()?;
    if let Some(fault) = panel_returns::find_no_quarter(folder) {
        return Err(Failure::Rejected(vec![fault]));
    }
    let out = out.map_or_else(|| folder.join("out"), Path::to_owned);
    let mut outputs =
        Outputs::claim(&out, &Sources { quarters: vec![folder], ..Sources::default() })?;
    let submission = quarter::submission(&plan, folder)?;
    if submission.partners.is_empty() {
        return Err(Failure::Rejected(vec![Fault::of_file(
            code!("partners::none"),
            "plan.toml",
            "no partner returns anything",
            "add [[partners]], each with its `name` and the series that it `returns`",
        )]));
    }
    let tallies = plan.tallies();
    let series = not_counted(&plan.returned_series(), &submission.partners, &tallies);
    let (mut files, mut told) = (Vec::new(), String::new());
    for partner in &submission.partners {
        if partner.published {
            let _ =
                writeln!(told, "{} publishes its figures: nobody is asked for them.", partner.name);
            continue;
        }
        let asked = Asked {
            partner,
            terms: &submission.terms,
            details: &submission.details,
            areas: &submission.areas,
            series: &series,
            tallies: &tallies,
            record_tables: &plan.record_tables(),
            returns: &submission.returns,
        };
        let Some(workbook) = asked.template()? else {
            let _ = writeln!(told, "Nothing is awaited from {}.", partner.name);
            continue;
        };
        let name = format!("return-{}-{}.xlsx", submission.terms.quarter.id(), partner.slug());
        let path = PathBuf::from(name);
        let figures = owed(partner, &series, &submission.returns, &submission.terms).len();
        let due = partner.deadline.map_or_else(
            || "no day is set".to_owned(),
            |date| format!("due on {}", spoken_date(date)),
        );
        let plural = if figures == 1 { "" } else { "s" };
        let records: Vec<_> = asked.records().iter().map(|table| table.title).collect();
        let what = match (figures, records.is_empty()) {
            (0, false) => format!("records of {}", records.join(", ")),
            (_, true) => format!("{figures} figure{plural}"),
            (_, false) => format!("{figures} figure{plural}, records of {}", records.join(", ")),
        };
        let _ = writeln!(told, "{}\n  {what}, {due}", out.join(&path).display());
        files.push((path, workbook));
    }
    outputs.replace(FileSet::Templates, &files, Replacing::AtOnce)?;
    output::report(&told)
}
