//! One lock a folder: whoever writes has it alone, whoever reads shares it with other readers.
//!
//! The lock belongs to the operating system, which takes it back from a command that was killed.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::STRAY;
use crate::failure::Failure;
use crate::terminal;

/// What a command does in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// It reads: others may read as well.
    Read,
    /// It writes: nobody else may read or write.
    Write,
}

/// How often a lock that another has is tried again.
const PAUSE: Duration = Duration::from_millis(20);

/// How often it is tried before the command gives up: ten minutes.
const TRIES: u32 = 30_000;

/// A lock, held until it is dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    /// Nothing where the folder cannot be locked and is only read.
    _file: Option<File>,
}

impl FolderLock {
    /// Waits for the lock on `folder` and takes it. A folder that is not there needs none.
    ///
    /// # Errors
    /// [`Failure::Busy`] where another command has it for ten minutes, and [`Failure::Write`].
    pub(crate) fn acquire(folder: &Path, access: Access) -> Result<Self, Failure> {
        if !folder.is_dir() {
            return Ok(Self { _file: None });
        }
        let file = match (open(folder), access) {
            (Ok(file), _) => file,
            // Who may not write where a lock needs a file of its own can read all the same.
            (Err(_), Access::Read) => return Ok(Self { _file: None }),
            (Err(why), Access::Write) => {
                return Err(Failure::Write { path: folder.to_owned(), why });
            }
        };
        match wait_for(&file, folder, access) {
            // Nor is a file system without locks a reason not to read.
            Err(Failure::Write { .. }) if access == Access::Read => Ok(Self { _file: None }),
            waited => waited.map(|()| Self { _file: Some(file) }),
        }
    }
}

/// What is locked: on Unix the folder itself, so that no file is left in it.
#[cfg(unix)]
pub(super) fn open(folder: &Path) -> std::io::Result<File> {
    let file = File::open(folder)?;
    // Some file systems, such as those on a network, lock only files that are open for writing.
    match file.try_lock_shared() {
        Ok(()) => file.unlock().map(|()| file),
        Err(TryLockError::WouldBlock) => Ok(file),
        Err(TryLockError::Error(_)) => open_lock_file(folder),
    }
}

#[cfg(not(unix))]
pub(super) fn open(folder: &Path) -> std::io::Result<File> {
    open_lock_file(folder)
}

fn open_lock_file(folder: &Path) -> std::io::Result<File> {
    let path = folder.join(format!("{STRAY}lock"));
    File::options().create(true).truncate(false).read(true).write(true).open(path)
}

/// Waits until the lock is free, and says so where that takes a while.
pub(super) fn wait_for(file: &File, folder: &Path, access: Access) -> Result<(), Failure> {
    for tried in 0..TRIES {
        let locked = match access {
            Access::Read => file.try_lock_shared(),
            Access::Write => file.try_lock(),
        };
        match locked {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(why)) => {
                return Err(Failure::Write { path: folder.to_owned(), why });
            }
        }
        if tried == 10 {
            terminal::note(&format!(
                "another panel command is at work in {}: waiting for it to end",
                folder.display()
            ));
        }
        thread::sleep(PAUSE);
    }
    Err(Failure::Busy(folder.to_owned()))
}
