//! `panel paper`: the main job.

use std::path::Path;
use std::time::Instant;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{faults, output, pictures, quarter};

/// Writes the paper of the quarter in `folder`, and what stands beside it, to `out` or to its folder
/// `out`: all of it, or nothing.
pub(crate) fn run(folder: &Path, out: Option<&Path>) -> Result<(), Failure> {
    let begun = now();
    let progress = Progress::begin("Reading returns and commentary");
    let quarter = quarter::load(folder)?;
    progress.stage("Making the data, the workbook and the summary");
    let companions = panel_companions::of(&quarter.composition, &quarter.rows)?;
    progress.stage("Laying out the pages");
    let attachments = panel_companions::attachments(&companions);
    let typesetting = quarter.composition.typeset(attachments)?;
    progress.stage("Making the PDF");
    let pdf = typesetting.pdf()?;
    progress.stage("Checking accessibility");
    let name = panel_companions::paper_name(&quarter.composition);
    let record = quarter.composition.accessibility(&name, &pdf)?;
    progress.stage("Writing the files");
    let out = out.map_or_else(|| folder.join("out"), Path::to_owned);
    let path = out.join(&name);
    let mut beside: Vec<_> = companions.iter().map(|companion| companion.name).collect();
    beside.extend(["exhibits/", "accessibility.json"]);
    let mut files: Vec<_> =
        companions.iter().map(|one| (out.join(one.name), one.bytes.clone())).collect();
    files.extend(pictures::files(&quarter.composition, &typesetting, &out)?);
    files.push((out.join(&record.name), record.bytes));
    files.push((path.clone(), pdf));
    output::write_all_whole(&files)?;
    pictures::clear_others(&out, &files)?;
    drop(progress);
    faults::show(&quarter.warnings);
    let tally: Vec<_> = quarter
        .composition
        .summary
        .tally
        .iter()
        .map(|one| format!("{} {}", one.rows, one.word.to_lowercase()))
        .collect();
    output::print(&format!(
        "{}\nbeside it {}\n{} pages · {} · {:.1} s\n",
        path.display(),
        beside.join(", "),
        typesetting.pages(),
        tally.join(", "),
        begun.elapsed().as_secs_f64()
    ))
}

#[expect(clippy::disallowed_methods, reason = "tells the user how long it took; no paper has it")]
fn now() -> Instant {
    Instant::now()
}
