//! The exhibits as files beside the paper.

use std::path::{Path, PathBuf};

use panel_companions::{EXHIBITS, pictures};
use panel_report::{Composition, Typesetting};

use crate::failure::Failure;

/// Each picture with its path under `out`.
pub(crate) fn files(
    composition: &Composition,
    typesetting: &Typesetting,
    out: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let folder = out.join(EXHIBITS);
    let drawn = pictures(composition, typesetting.pictures()?)?;
    Ok(drawn.into_iter().map(|file| (folder.join(file.name), file.bytes)).collect())
}

/// Takes away the pictures of an earlier paper that this one has not: they would pass for its own.
pub(crate) fn clear_others(out: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let folder = out.join(EXHIBITS);
    let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(()) };
    for entry in entries.flatten() {
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_picture = matches!(ending, Some("svg" | "png"));
        if is_picture && files.iter().all(|(written, _)| *written != path) {
            std::fs::remove_file(&path).map_err(|why| Failure::Write { path, why })?;
        }
    }
    Ok(())
}
