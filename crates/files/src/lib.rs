//! Opens files that others have put there: plain files alone, read no further than allowed.
//!
//! A pipe or a device would hold a reader up for good, a link may lead to what nobody meant to send, and a
//! file may be longer than it says. So a file is looked at before it is opened, since opening a pipe waits for
//! whoever writes to it; then what was opened is looked at, since it may be another by then; and whoever
//! reads stops at the limit, whatever length was reported.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use thiserror::Error;

/// Why a file is not read.
#[derive(Debug, Error)]
pub enum Refused {
    /// There is nothing of that name.
    #[error("there is no such file")]
    Missing,
    /// It is another kind of thing: what it is.
    #[error("this is {0}, and not a plain file")]
    Special(&'static str),
    /// It is a link out of the folder that it should lie in, or lies behind one.
    #[error("this is a link that leads out of its folder")]
    LeadsOut,
    /// It has more bytes than are allowed: how many those are.
    #[error("the file has more than {0} bytes")]
    TooLong(u64),
    /// The system does not let it be read.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Unreadable(error),
        }
    }
}

/// Opens a plain file that somebody has named, or the one that a link of that name leads to.
///
/// # Errors
/// [`Refused`] where there is none.
///
/// ```
/// use std::path::Path;
///
/// use panel_files::{Refused, open};
///
/// assert!(matches!(open(Path::new("src")), Err(Refused::Special("a folder"))));
/// assert!(matches!(open(Path::new("no/such/file")), Err(Refused::Missing)));
/// ```
pub fn open(path: &Path) -> Result<File, Refused> {
    opened(path, 0)
}

/// Opens a plain file that lies in `folder` or below it, and not behind a link that leads out of it.
///
/// # Errors
/// [`Refused`] where there is none.
pub fn open_within(folder: &Path, path: &Path) -> Result<File, Refused> {
    let real = within(folder, path)?;
    // It has no link in it; if its last part has become one since, it is not opened.
    opened(&real, LINKS_REFUSED)
}

/// The path without links, where it leads to something in `folder` or below it.
///
/// # Errors
/// [`Refused`] where it does not.
pub fn within(folder: &Path, path: &Path) -> Result<std::path::PathBuf, Refused> {
    let (folder, real) = (folder.canonicalize()?, path.canonicalize()?);
    if real.starts_with(&folder) { Ok(real) } else { Err(Refused::LeadsOut) }
}

/// Reads a file to its end, and no further than `most` bytes.
///
/// # Errors
/// [`Refused`] where it has more, cannot be read, or is none that keeps its bytes.
pub fn read(file: &File, most: u64) -> Result<Vec<u8>, Refused> {
    let reported = file.metadata()?.len();
    if reported > most {
        return Err(Refused::TooLong(most));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(reported).unwrap_or_default());
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(Refused::TooLong(most));
    }
    // What the system makes up as it is read has no length.
    if reported == 0 && !bytes.is_empty() {
        return Err(Refused::Special("a file that the system makes up"));
    }
    Ok(bytes)
}

fn opened(path: &Path, flags: i32) -> Result<File, Refused> {
    plain(&fs::metadata(path)?)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(NEVER_WAITING | flags);
    }
    #[cfg(not(unix))]
    let _ = flags;
    let file = options.open(path)?;
    plain(&file.metadata()?)?;
    Ok(file)
}

#[cfg(unix)]
const NEVER_WAITING: i32 = libc::O_NONBLOCK | libc::O_NOCTTY;
#[cfg(unix)]
const LINKS_REFUSED: i32 = libc::O_NOFOLLOW;
#[cfg(not(unix))]
const LINKS_REFUSED: i32 = 0;

fn plain(about: &Metadata) -> Result<(), Refused> {
    if about.is_file() { Ok(()) } else { Err(Refused::Special(kind(about.file_type()))) }
}

/// What it is, where it is not a plain file.
fn kind(what: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if what.is_fifo() {
            return "a pipe (fifo)";
        }
        if what.is_socket() {
            return "a socket";
        }
        if what.is_block_device() || what.is_char_device() {
            return "a device";
        }
    }
    if what.is_dir() { "a folder" } else { "something else" }
}
