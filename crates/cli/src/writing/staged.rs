//! A folder in which files wait until all of them are there: beside the one that they are for, hidden,
//! and of one command alone.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};

use super::lock::{self, Access};
use super::{STRAY, is_on_same_device, parent, unwritten};
use crate::failure::Failure;

/// The folder, empty when it is claimed and gone when it is dropped.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
    is_within: bool,
    /// Whether it has taken its place: what has its name afterwards is another command's.
    is_placed: Cell<bool>,
    _lock: File,
}

impl Staging {
    /// Claims the folder in which files wait for `place`, and clears what a killed command left in it.
    /// Waits for a command that has it.
    ///
    /// # Errors
    /// [`Failure::Busy`] and [`Failure::Write`].
    pub(super) fn claim(place: &Path) -> std::result::Result<Self, Failure> {
        let mut path = beside(place, "new");
        // From another file system no file could take its place.
        if place.is_dir() && !is_on_same_device(parent(place), place) {
            path = place.join(format!("{STRAY}new"));
        }
        loop {
            match fs::create_dir(&path) {
                // Somebody may write in a folder and not beside it.
                Err(why)
                    if may_only_write_within(&why)
                        && place.is_dir()
                        && !is_within(&path, place) =>
                {
                    path = place.join(format!("{STRAY}new"));
                    continue;
                }
                Err(why) if why.kind() != ErrorKind::AlreadyExists => {
                    return Err(unwritten(&path)(why));
                }
                _ => {}
            }
            let failed = unwritten(&path);
            // Whoever had it may have taken it away in between.
            let file = match lock::open(&path) {
                Ok(file) => file,
                Err(why) if why.kind() == ErrorKind::NotFound => continue,
                Err(why) => return Err(failed(why)),
            };
            lock::wait_for(&file, place, Access::Write)?;
            if !is_at(&file, &path) {
                continue;
            }
            clear(&path).map_err(failed)?;
            remove(&beside(place, "old")).map_err(failed)?;
            let is_within = is_within(&path, place);
            return Ok(Self { path, is_within, is_placed: Cell::new(false), _lock: file });
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it can take the place of `folder` without a difference that anybody would notice: it is
    /// beside it, has the same owner, and this command was not started in it.
    pub(super) fn is_like(&self, folder: &Path) -> bool {
        let is_here = Path::new(".").canonicalize().is_ok_and(|here| here.starts_with(folder));
        !self.is_within && !is_here && have_same_owner(&self.path, folder)
    }

    /// Puts the folder in the place of `place`, in one step. What was there is taken away, after a look
    /// at what may have come into it meanwhile.
    pub(super) fn take_place(&self, place: &Path, rescue: impl FnOnce(&Path)) -> Result<()> {
        if place.symlink_metadata().is_err() {
            fs::rename(&self.path, place)?;
            self.is_placed.set(true);
            return Ok(());
        }
        // Nobody may claim what was there while it has the name of what waits.
        let old = lock::open(place)?;
        old.lock()?;
        exchange(&self.path, place)?;
        self.is_placed.set(true);
        let gone = beside(place, "old");
        // What cannot be taken away now is cleared by whoever claims the place next.
        if fs::rename(&self.path, &gone).is_ok() {
            rescue(&gone);
            let _ = remove(&gone);
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be taken away now is cleared by whoever claims it next.
        if !self.is_placed.get() {
            let _ = remove(&self.path);
        }
    }
}

/// `.panel-NAME-what` beside `place`.
fn beside(place: &Path, what: &str) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    parent(place).join(format!("{STRAY}{name}-{what}"))
}

/// Whether two folders belong to the same user and group; one that is not there belongs to whoever makes it.
#[cfg(unix)]
fn have_same_owner(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (one.metadata(), other.metadata()) {
        (Ok(one), Ok(other)) => (one.uid(), one.gid()) == (other.uid(), other.gid()),
        _ => true,
    }
}

#[cfg(not(unix))]
fn have_same_owner(_one: &Path, _other: &Path) -> bool {
    true
}

fn may_only_write_within(why: &std::io::Error) -> bool {
    matches!(why.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

fn is_within(path: &Path, place: &Path) -> bool {
    path.parent() == Some(place)
}

/// Whether the folder that was locked is still the one of this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.is_dir()
}

/// Two folders change their names at once.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_one: &Path, _other: &Path) -> Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Takes away what is in a folder; links are taken away themselves, and not followed.
fn clear(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let gone = if path.symlink_metadata()?.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        ignore_missing(gone)?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    ignore_missing(fs::remove_dir_all(folder))
}

fn ignore_missing(result: Result<()>) -> Result<()> {
    match result {
        Err(why) if why.kind() != ErrorKind::NotFound => Err(why),
        _ => Ok(()),
    }
}
