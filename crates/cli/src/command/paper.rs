//! `panel paper`: the main job.

use std::path::Path;
use std::time::Instant;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{faults, output, quarter};

/// Writes the paper of the quarter in `folder` to `out`, or to its folder `out`.
pub(crate) fn run(folder: &Path, out: Option<&Path>) -> Result<(), Failure> {
    let begun = now();
    let progress = Progress::begin("Reading returns and commentary");
    let quarter = quarter::load(folder)?;
    progress.stage("Laying out the pages");
    let typesetting = quarter.composition.typeset()?;
    progress.stage("Writing the PDF");
    let pdf = typesetting.pdf()?;
    let name = format!("panel-paper-{}.pdf", quarter.terms.quarter.id());
    progress.stage("Checking accessibility");
    let record = quarter.composition.accessibility(&name, &pdf)?;
    let out = out.map_or_else(|| folder.join("out"), Path::to_owned);
    let path = out.join(name);
    output::write_all_whole(&[(path.clone(), pdf), (out.join(record.name), record.bytes)])?;
    drop(progress);
    faults::show(&quarter.warnings);
    let tally: Vec<_> = quarter
        .composition
        .paper
        .dashboard
        .tally
        .iter()
        .map(|one| format!("{} {}", one.rows, one.word.to_lowercase()))
        .collect();
    output::print(&format!(
        "{}\n{} pages · {} · {:.1} s\n",
        path.display(),
        typesetting.pages(),
        tally.join(", "),
        begun.elapsed().as_secs_f64()
    ))
}

#[expect(clippy::disallowed_methods, reason = "tells the user how long it took; no paper has it")]
fn now() -> Instant {
    Instant::now()
}
