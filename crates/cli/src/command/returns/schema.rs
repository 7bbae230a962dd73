//! `panel returns schema`: the schemas in `datapackage.json`, as the returns are declared.

use std::path::Path;

use panel_core::{Fault, code};

use crate::failure::Failure;
use crate::writing::journal;
use crate::writing::lock::Access;
use crate::{output, quarter};

const NAME: &str = "returns/datapackage.json";

/// Brings the schemas of the quarter in `folder` into line.
pub(crate) fn run(folder: &Path) -> Result<(), Failure> {
    let plan = quarter::plan()?;
    let _lock = journal::enter(folder, Access::Write)?;
    // A schema at fault is what this is to mend: only the configuration must be right.
    let reading = panel_returns::read(folder, &plan.asked());
    let Some(submission) = &reading.submission else {
        return Err(Failure::Rejected(reading.faults));
    };
    let rejected = |fault| Failure::Rejected(vec![fault]);
    let path = folder.join(NAME);
    let text = panel_returns::bytes_within(folder, &path, NAME)
        .and_then(|bytes| panel_returns::decode(NAME, &bytes))
        .map_err(|fault| rejected(*fault))?;
    let tables = plan.asked().tables();
    let (written, changed) = panel_partner_returns::with_schemas(
        &text.text,
        &tables,
        &submission.areas,
    )
    .map_err(|error| {
        let remedy = "see what `panel check` says of it";
        rejected(Fault::of_file(code!("datapackage::unreadable"), NAME, error.to_string(), remedy))
    })?;
    if changed.is_empty() {
        return output::print("Every schema is as declared.\n");
    }
    journal::change_files(folder, &[(NAME.into(), written.into_bytes())])?;
    output::report(&format!("{}: wrote the schema of {}\n", path.display(), changed.join(", ")))
}
