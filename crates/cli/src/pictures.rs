//! The exhibits as files beside the paper.

use std::path::{Path, PathBuf};

use panel_companions::{EXHIBITS, pictures};
use panel_report::{Composition, Typesetting};

use crate::failure::Failure;

/// Each picture with its path among the files of a paper.
pub(crate) fn files(
    composition: &Composition,
    typesetting: &Typesetting,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let drawn = pictures(composition, typesetting.pictures()?)?;
    Ok(drawn.into_iter().map(|file| (Path::new(EXHIBITS).join(file.name), file.bytes)).collect())
}

/// Takes away the pictures of an earlier paper in `out` that are not among `files`: they would pass
/// for those of this one.
pub(crate) fn clear_others(out: &Path, files: &[(PathBuf, &[u8])]) -> Result<(), Failure> {
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
