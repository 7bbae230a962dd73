//! What the system says of a file, in plain English and with what to do about it.

use std::error::Error;
use std::io::{self, ErrorKind};

use thiserror::Error;

/// Why the system did not do what it was asked, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{what}")]
pub struct InWords {
    /// What is wrong.
    pub what: String,
    /// What the user can do, as one imperative.
    pub remedy: &'static str,
}

/// An error of the system in plain English: never as the system has it, whose words name no remedy.
///
/// ```
/// use std::io::{Error, ErrorKind};
///
/// use panel_files::in_words;
///
/// let full = in_words(&Error::from(ErrorKind::StorageFull));
/// assert_eq!((&*full.what, full.remedy), ("the disk is full", "free some space there"));
/// ```
#[must_use]
pub fn in_words(error: &io::Error) -> InWords {
    let known = by_number(error).or_else(|| by_kind(error.kind()));
    if let Some((what, remedy)) = known {
        return InWords { what: what.to_owned(), remedy };
    }
    // A library may have wrapped what the system said.
    let mut behind = error.get_ref().map(|inner| inner as &(dyn Error + 'static));
    while let Some(inner) = behind {
        if let Some(of_system) = inner.downcast_ref::<io::Error>() {
            return in_words(of_system);
        }
        behind = inner.source();
    }
    // What a library says of it is of its own workings, such as a stream that is corrupt.
    if matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput) {
        let what = "what is in the file is damaged".to_owned();
        return InWords { what, remedy: "make or fetch it again" };
    }
    let what = match error.raw_os_error() {
        Some(number) => format!("the system reports its error {number}"),
        None => own_words(error),
    };
    InWords { what, remedy: ASK }
}

const ASK: &str = "ask whoever looks after this computer";
const PERMISSIONS: &str = "ask its owner for the permission, or use another folder";

/// What a library says of itself, unless it only repeats the system.
fn own_words(error: &io::Error) -> String {
    let said = error.to_string();
    let repeats = said.is_empty() || said.contains("os error") || error.get_ref().is_none();
    if repeats { "the system did not do it, and does not say why".to_owned() } else { said }
}

/// What has a number on Unix and no kind of its own.
#[cfg(unix)]
fn by_number(error: &io::Error) -> Option<(&'static str, &'static str)> {
    Some(match error.raw_os_error()? {
        libc::EIO => ("the disk or the drive has a fault", "check it, or use another"),
        libc::EMFILE | libc::ENFILE => {
            ("too many files are open at once", "close other programs and try again")
        }
        libc::ELOOP => ("links lead round in a circle", "correct the links"),
        libc::ENODEV | libc::ENXIO => {
            ("the drive or device is not there", "connect it and try again")
        }
        _ => return None,
    })
}

#[cfg(not(unix))]
fn by_number(_error: &io::Error) -> Option<(&'static str, &'static str)> {
    None
}

/// What is to be said of each kind; nothing of those that say nothing.
fn by_kind(kind: ErrorKind) -> Option<(&'static str, &'static str)> {
    use ErrorKind as Kind;
    Some(match kind {
        Kind::NotFound => ("there is no such file or folder", "correct the path"),
        Kind::PermissionDenied => ("you do not have the permission", PERMISSIONS),
        Kind::AlreadyExists => ("something of that name is there already", "give another name"),
        Kind::NotADirectory => ("a file is where a folder should be", "name a folder"),
        Kind::IsADirectory => ("a folder is where a file should be", "name a file"),
        Kind::DirectoryNotEmpty => ("the folder is not empty", "look at what is in it"),
        Kind::ReadOnlyFilesystem => ("the drive can only be read", "use a folder on another drive"),
        Kind::StorageFull => ("the disk is full", "free some space there"),
        Kind::QuotaExceeded => ("your share of the disk is full", "free some space there"),
        Kind::FileTooLarge => ("the file is larger than the drive allows", "use another drive"),
        Kind::InvalidFilename => {
            ("the system does not allow that name", "give one that is shorter and plain")
        }
        Kind::CrossesDevices => (
            "the folder is on another drive than the one around it",
            "use a folder that is on one drive",
        ),
        Kind::TooManyLinks => ("the file has too many names", "make a copy of it"),
        Kind::ResourceBusy | Kind::ExecutableFileBusy | Kind::Deadlock => {
            ("another program is using it", "close that program and try again")
        }
        Kind::StaleNetworkFileHandle
        | Kind::NetworkDown
        | Kind::NetworkUnreachable
        | Kind::HostUnreachable
        | Kind::NotConnected
        | Kind::ConnectionReset
        | Kind::ConnectionAborted
        | Kind::ConnectionRefused => {
            ("the network drive cannot be reached", "connect it and try again")
        }
        Kind::AddrInUse | Kind::AddrNotAvailable => ("the address cannot be used", ASK),
        Kind::BrokenPipe => ("whoever was reading has stopped", "let it read to the end"),
        Kind::TimedOut => ("the drive did not answer in time", "try again"),
        Kind::WouldBlock | Kind::Interrupted => ("the system was interrupted", "try again"),
        Kind::UnexpectedEof => ("the file ends too soon", "make or fetch it again"),
        Kind::WriteZero => ("the drive takes no more", "free some space there"),
        Kind::OutOfMemory => ("there is not enough memory", "close other programs and try again"),
        Kind::Unsupported => ("the drive does not allow this", "use a folder on another drive"),
        Kind::NotSeekable => ("this cannot be read from the middle", "save it as a file first"),
        Kind::ArgumentListTooLong => ("the command is too long", "name fewer files"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [ErrorKind; 39] = [
        ErrorKind::NotFound,
        ErrorKind::PermissionDenied,
        ErrorKind::ConnectionRefused,
        ErrorKind::ConnectionReset,
        ErrorKind::HostUnreachable,
        ErrorKind::NetworkUnreachable,
        ErrorKind::ConnectionAborted,
        ErrorKind::NotConnected,
        ErrorKind::AddrInUse,
        ErrorKind::AddrNotAvailable,
        ErrorKind::NetworkDown,
        ErrorKind::BrokenPipe,
        ErrorKind::AlreadyExists,
        ErrorKind::WouldBlock,
        ErrorKind::NotADirectory,
        ErrorKind::IsADirectory,
        ErrorKind::DirectoryNotEmpty,
        ErrorKind::ReadOnlyFilesystem,
        ErrorKind::StaleNetworkFileHandle,
        ErrorKind::InvalidInput,
        ErrorKind::InvalidData,
        ErrorKind::TimedOut,
        ErrorKind::WriteZero,
        ErrorKind::StorageFull,
        ErrorKind::NotSeekable,
        ErrorKind::QuotaExceeded,
        ErrorKind::FileTooLarge,
        ErrorKind::ResourceBusy,
        ErrorKind::ExecutableFileBusy,
        ErrorKind::Deadlock,
        ErrorKind::CrossesDevices,
        ErrorKind::TooManyLinks,
        ErrorKind::InvalidFilename,
        ErrorKind::ArgumentListTooLong,
        ErrorKind::Interrupted,
        ErrorKind::Unsupported,
        ErrorKind::UnexpectedEof,
        ErrorKind::OutOfMemory,
        ErrorKind::Other,
    ];

    /// Every error that can be told: of each kind plain, as the system gives it and wrapped; and every
    /// number of the system.
    fn every_error() -> Vec<io::Error> {
        let wrapped = |kind| {
            let inner = io::Error::from_raw_os_error(13);
            [
                io::Error::from(kind),
                io::Error::new(kind, "Permission denied (os error 13)"),
                io::Error::new(kind, inner),
            ]
        };
        let numbered = (1..200).map(io::Error::from_raw_os_error);
        KINDS.into_iter().flat_map(wrapped).chain(numbered).collect()
    }

    #[test]
    fn nothing_is_told_as_the_system_has_it() {
        for error in every_error() {
            let InWords { what, remedy } = in_words(&error);
            assert!(!what.to_lowercase().contains("os error"), "{error:?}: {what}");
            assert!(!what.contains("(error"), "{error:?}: {what}");
            assert!(what.starts_with(|letter: char| letter.is_lowercase()), "{error:?}: {what}");
            assert!(!what.ends_with('.') && what.split_whitespace().count() <= 25, "{what}");
            assert!(remedy.split_whitespace().count() >= 2, "{error:?}: {remedy}");
        }
    }

    #[test]
    fn what_happens_to_people_has_words_of_its_own() {
        let often = [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::IsADirectory,
            ErrorKind::NotADirectory,
            ErrorKind::StorageFull,
            ErrorKind::QuotaExceeded,
            ErrorKind::ReadOnlyFilesystem,
            ErrorKind::InvalidFilename,
            ErrorKind::CrossesDevices,
        ];
        let mut said: Vec<_> = often.map(|kind| in_words(&kind.into()).what).to_vec();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), often.len());
    }

    #[test]
    fn what_a_library_says_of_itself_is_kept() {
        let own = io::Error::other("its list cannot be read");
        assert_eq!(in_words(&own).what, "its list cannot be read");
        let wrapped = io::Error::other(io::Error::from(ErrorKind::StorageFull));
        assert_eq!(in_words(&wrapped).what, "the disk is full");
    }

    #[cfg(unix)]
    #[test]
    fn what_the_system_refuses_is_told() {
        let there = tempfile::tempdir().expect("a folder");
        let missing = std::fs::File::open(there.path().join("none/here")).expect_err("not there");
        assert_eq!(in_words(&missing).what, "there is no such file or folder");
        let long = std::fs::File::open(there.path().join("x".repeat(300))).expect_err("too long");
        assert_eq!(in_words(&long).what, "the system does not allow that name");
    }
}
