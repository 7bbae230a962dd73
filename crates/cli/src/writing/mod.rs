//! Writing files: nothing half-written, nothing of the user's replaced, nothing lost between two
//! commands.
//!
//! What is written falls into three kinds, each in a file of its own: changes to the files of a
//! quarter ([`journal`]), the set of files in a folder of outputs ([`outputs`]), and single files.
//! A lock on the quarter ([`lock`]) keeps one command from reading what another is writing.

pub(crate) mod journal;
pub(crate) mod lock;
mod manifest;
mod new_folder;
pub(crate) mod outputs;
mod paths;
mod places;
mod staged;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;

pub(crate) use new_folder::make_folder;
pub(crate) use paths::check_name;

/// What begins the name of everything that this program leaves where it is stopped half-way.
const STRAY: &str = ".panel-";

/// The failure to write `path`.
fn unwritten(path: &Path) -> impl Fn(std::io::Error) -> Failure + Copy + '_ {
    move |why| Failure::Write { path: path.to_owned(), why }
}

/// Writes one file whole. A file of other content that is there already is the user's, and is left
/// as it is.
///
/// # Errors
/// [`Failure::Occupied`] where there is another file, and [`Failure::Write`].
pub(crate) fn write_new_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    check_name(path)?;
    if holds(path, bytes) {
        return Ok(());
    }
    if path.symlink_metadata().is_ok() {
        return Err(Failure::Occupied(vec![path.to_owned()]));
    }
    persist(path, bytes)
}

/// Writes one file whole in the place of an earlier one of ours, as `is_ours` knows it by its bytes.
///
/// # Errors
/// [`Failure::Occupied`] where there is a file that is not ours, and [`Failure::Write`].
pub(crate) fn rewrite_file(
    path: &Path,
    bytes: &[u8],
    is_ours: impl Fn(&[u8]) -> bool,
) -> Result<(), Failure> {
    check_name(path)?;
    let replaceable = match path.symlink_metadata() {
        Err(_) => true,
        Ok(about) => about.is_file() && read(path).is_some_and(|there| is_ours(&there)),
    };
    if !replaceable {
        return Err(Failure::Occupied(vec![path.to_owned()]));
    }
    persist(path, bytes)
}

/// Writes a file that only its owner can read, where nothing is yet.
///
/// # Errors
/// [`Failure::Occupied`] where something is, and [`Failure::Write`].
pub(crate) fn create_private_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    check_name(path)?;
    let failed = unwritten(path);
    // What is temporary is private unless told otherwise.
    let mut file =
        tempfile::Builder::new().prefix(STRAY).tempfile_in(parent(path)).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist_noclobber(path).map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::Occupied(vec![path.to_owned()]),
        _ => failed(error.error),
    })?;
    sync_folder(parent(path));
    Ok(())
}

/// Writes under a temporary name, makes sure that it lasts, and renames.
fn persist(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = unwritten(path);
    let folder = parent(path);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut file = temporary_in(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    sync_folder(folder);
    Ok(())
}

/// Whether the folder, if it is there, may be changed: two folders can exchange their names although
/// neither may be.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn may_write(folder: &Path) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    Ok(rustix::fs::access(folder, rustix::fs::Access::WRITE_OK)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn may_write(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Whether two paths are on one file system, so that a file can change its name from one to the other.
#[cfg(unix)]
fn is_on_same_device(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (one.metadata(), other.metadata()) {
        (Ok(one), Ok(other)) => one.dev() == other.dev(),
        _ => true,
    }
}

#[cfg(not(unix))]
fn is_on_same_device(_one: &Path, _other: &Path) -> bool {
    true
}

/// The folder that a file is in.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."))
}

/// Whether `path` is a plain file that holds just `bytes`.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let is_as_long = |about: std::fs::Metadata| {
        about.is_file() && usize::try_from(about.len()).is_ok_and(|length| length == bytes.len())
    };
    path.symlink_metadata().is_ok_and(is_as_long) && read(path).is_some_and(|there| there == bytes)
}

#[expect(clippy::disallowed_methods, reason = "compared, and not read: nothing is made of it")]
fn read(path: &Path) -> Option<Vec<u8>> {
    std::fs::read(path).ok()
}

/// Makes the names in a folder last. A file system that cannot do so has its own ways.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// A temporary file that others may read, as they may read a paper.
fn temporary_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o644));
    }
    builder.prefix(STRAY).tempfile_in(folder)
}

/// A path and what is to be written there.
pub(crate) type Written = (PathBuf, Vec<u8>);
