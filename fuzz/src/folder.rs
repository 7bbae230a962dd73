//! Files for the readers that read a folder.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A folder of this process, among what is built.
///
/// # Panics
/// Where it cannot be made.
#[must_use]
pub fn folder(name: &str) -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    let folder = built.join(name).join(std::process::id().to_string());
    fs::create_dir_all(&folder).expect("a folder for files");
    folder
}

/// Writes a file. It is not emptied first: some file systems wait for the disk where one is.
///
/// # Panics
/// Where it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a folder for a file");
    }
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let mut file = file.expect("a file to write");
    file.write_all(bytes).expect("a file to write");
    file.set_len(bytes.len() as u64).expect("a file to write");
}
