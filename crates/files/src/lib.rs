//! Opens files that others have put there: plain files alone, read no further than allowed.
//!
//! A pipe or a device would hold a reader up for good, a link may lead to what nobody meant to send, and a
//! file may be longer than it says. So a file is looked at before it is opened, since opening a pipe waits for
//! whoever writes to it; then what was opened is looked at, since it may be another by then; and whoever
//! reads stops at the limit, whatever length was reported. What the system says of it all is put into plain
//! English here as well.

mod in_words;

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use thiserror::Error;

pub use in_words::{InWords, in_words};

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
    #[error("it cannot be read: {}", in_words(.0))]
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

/// Opens a pipe that was handed to this process by the path of its number, as a shell does for `<(…)`. Nothing
/// where the path names anything else: a named pipe would be waited for until somebody writes to it.
///
/// # Errors
/// [`Refused::Unreadable`].
#[must_use]
pub fn open_handed_pipe(path: &Path) -> Option<Result<File, Refused>> {
    let is_handed = ["/dev/fd", "/proc/self/fd"].iter().any(|place| path.starts_with(place));
    let is_pipe = || fs::metadata(path).is_ok_and(|about| kind(about.file_type()) == PIPE);
    (is_handed && is_pipe()).then(|| Ok(File::open(path)?))
}

/// Reads what comes to its end, and no further than `most` bytes.
///
/// # Errors
/// [`Refused::TooLong`] and [`Refused::Unreadable`].
pub fn read_stream(stream: impl io::Read, most: u64) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(Refused::TooLong(most)) } else { Ok(bytes) }
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

const PIPE: &str = "a pipe (fifo)";

/// What it is, where it is not a plain file.
fn kind(what: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if what.is_fifo() {
            return PIPE;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_read_to_the_limit_and_refused_beyond() {
        assert_eq!(read_stream(&b"1234"[..], 4).expect("four bytes"), b"1234");
        assert!(matches!(read_stream(&b"12345"[..], 4), Err(Refused::TooLong(4))));
        // Whoever sends without an end is not listened to for ever.
        assert!(matches!(read_stream(io::repeat(b' '), 4), Err(Refused::TooLong(4))));
    }

    #[test]
    fn only_a_pipe_that_was_handed_over_is_opened() {
        for other in ["src/lib.rs", "/dev/null", "/dev/fd/no-number", "/dev/fd"] {
            assert!(open_handed_pipe(Path::new(other)).is_none(), "{other}");
        }
    }
}
