//! Built papers, where `panel paper` has left them.

use std::fs;
use std::path::{Path, PathBuf};

use panel_companions::FINDINGS;
use panel_core::{Fault, code};
use panel_review::{BuiltPaper, Papers, quarter_of};

use crate::failure::Failure;
use crate::writing::journal;
use crate::writing::lock::Access;

/// The papers in `folder`: its own, that of the quarter it is of, or those of the folders in it.
pub(super) fn papers(folder: &Path) -> Result<Papers, Failure> {
    let mut places: Vec<_> = place(folder)?.into_iter().collect();
    if places.is_empty()
        && let Ok(entries) = fs::read_dir(folder)
    {
        // What is hidden was left by a command that was stopped.
        let shown = |entry: &fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
        let found = entries.flatten().filter(shown).map(|entry| place(&entry.path()));
        places = found.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        places.sort();
    }
    if places.is_empty() {
        return Err(Failure::Rejected(vec![none(folder)]));
    }
    let papers: Result<Vec<_>, _> =
        places.iter().map(|place| paper(place, &place.display().to_string())).collect();
    Ok(Papers { name: folder.display().to_string(), papers: papers? })
}

/// Where the paper of a folder is: in it, or in its `out`.
fn place(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    for place in [folder.to_owned(), folder.join("out")] {
        // What a command left half-way is ended before it is looked at.
        drop(journal::enter(&place, Access::Read)?);
        if place.join(FINDINGS).is_file() {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// The paper in the folder `place`, which the user is to know as `called`.
pub(super) fn paper(place: &Path, called: &str) -> Result<BuiltPaper, Failure> {
    let _lock = journal::enter(place, Access::Read)?;
    let read = |name: &str| {
        panel_returns::bytes(&place.join(name), &format!("{called}/{name}"))
            .map_err(|fault| Failure::Rejected(vec![*fault]))
    };
    let findings = read(FINDINGS)?;
    let quarter = quarter_of(called, &findings)?;
    let pdf = read(&format!("panel-paper-{quarter}.pdf"))?;
    Ok(BuiltPaper::new(called, &findings, pdf)?)
}

fn none(folder: &Path) -> Fault {
    let path = folder.display().to_string();
    let message = format!(
        "this folder holds no built paper: it has no {FINDINGS}, and neither has a folder in it"
    );
    Fault::of_file(
        code!("review::no_paper"),
        &path,
        message,
        "make them with `panel paper FOLDER…`",
    )
}
