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
