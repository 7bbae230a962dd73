//! Finding the street files of some forces in files, folders and archives.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use panel_core::{Fault, FaultCode, Month, code};
use panel_files::{InWords, Refused, in_words};
use walkdir::WalkDir;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Force, Rejection, Request, category};

/// Endings of the files that data.police.uk gives beside the street files.
const OTHER_KINDS: [&str; 2] = ["-outcomes.csv", "-stop-and-search.csv"];

const NAMED: &str = "YYYY-MM-FORCE-street.csv, as in 2014-07-leicestershire-street.csv";

/// Where a street file is.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    File(PathBuf),
    /// An entry of an archive.
    Entry {
        archive: PathBuf,
        index: usize,
    },
}

/// A street file that was found and not read yet.
#[derive(Debug, Clone)]
pub(crate) struct StreetFile {
    pub(crate) force: Force,
    pub(crate) month: Month,
    /// Its path, as faults show it.
    pub(crate) path: String,
    pub(crate) place: Place,
}

/// What was found.
pub(crate) struct Found {
    /// In the order of forces and months.
    pub(crate) files: Vec<StreetFile>,
    /// How many files are of other forces, months or kinds.
    pub(crate) passed_over: u64,
    pub(crate) rejection: Rejection,
}

/// Finds the street files that `request` asks for.
pub(crate) fn find(request: &Request<'_>) -> Found {
    let mut search = Search { request, files: Vec::new(), passed_over: 0, faults: Vec::new() };
    for path in request.paths {
        search.path(path);
    }
    search.files.sort_by(|one, other| {
        (one.force, one.month, &one.path).cmp(&(other.force, other.month, &other.path))
    });
    search.twice();
    search.none();
    search.faults.sort_by(|one, other| one.place.source.path.cmp(&other.place.source.path));
    Found {
        files: search.files,
        passed_over: search.passed_over,
        rejection: search
            .faults
            .into_iter()
            .map(Rejection::of)
            .fold(Rejection::none(), Rejection::and),
    }
}

/// The archive at `path`.
pub(crate) fn archive(path: &Path) -> Result<ZipArchive<BufReader<File>>, ZipError> {
    ZipArchive::new(BufReader::new(opened(path)?))
}

/// The plain file at `path`.
pub(crate) fn opened(path: &Path) -> io::Result<File> {
    panel_files::open(path).map_err(|refused| match refused {
        Refused::Unreadable(error) => error,
        other => io::Error::other(other),
    })
}

struct Search<'a> {
    request: &'a Request<'a>,
    files: Vec<StreetFile>,
    passed_over: u64,
    faults: Vec<Fault>,
}

impl Search<'_> {
    /// A path that the user names.
    fn path(&mut self, path: &Path) {
        match std::fs::metadata(path) {
            Ok(about) if !about.is_dir() && !about.is_file() => self.special(path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.fault(
                    code!("file::missing"),
                    path,
                    "there is no such file or folder",
                    "correct the path",
                );
            }
            Err(error) => self.unreadable(path, &in_words(&error)),
            Ok(about) if about.is_dir() => self.folder(path),
            Ok(_) if is_archive(path) => self.archive(path),
            Ok(_) => {
                let name = last_part(&path.to_string_lossy()).to_owned();
                let known = Named::new(&name).is_some()
                    || OTHER_KINDS.iter().any(|ending| name.ends_with(ending))
                    || self.is_misnamed(&name);
                if known {
                    self.file(&name, shown(path), || Place::File(path.to_owned()));
                } else {
                    self.fault(
                        code!("street::file_name"),
                        path,
                        "this is neither a folder, nor a .zip, nor named as a street file",
                        &format!("name a street file {NAMED}"),
                    );
                }
            }
        }
    }

    fn folder(&mut self, folder: &Path) {
        // Links are followed; that one leads back to where it is is an error of its own.
        let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    self.unreadable(&path, &explain_walk(&error));
                    continue;
                }
            };
            let (path, kind) = (entry.path(), entry.file_type());
            if entry.path_is_symlink()
                && entry.depth() > 0
                && panel_files::within(folder, path).is_err()
            {
                let message = "this is a link that leads out of its folder";
                self.fault(code!("file::leads_out"), path, message, "put what it leads to there");
                if kind.is_dir() {
                    entries.skip_current_dir();
                }
            } else if kind.is_dir() {
            } else if !kind.is_file() {
                self.special(path);
            } else if is_archive(path) {
                self.archive(path);
            } else {
                let name = entry.file_name().to_string_lossy().into_owned();
                self.file(&name, shown(path), || Place::File(path.to_owned()));
            }
        }
    }

    fn archive(&mut self, path: &Path) {
        let archive = match archive(path) {
            Ok(archive) => archive,
            Err(error) => {
                let message = format!("the archive cannot be opened: {}", explain_archive(&error));
                self.fault(code!("archive::damaged"), path, &message, "download it again");
                return;
            }
        };
        if archive.has_duplicate_names() {
            let message = "two files in the archive have the same name";
            self.fault(code!("archive::same_name"), path, message, "download it again");
            return;
        }
        for index in 0..archive.len() {
            let Some(Ok(name)) = archive.name_for_index(index) else { continue };
            if name.ends_with('/') {
                continue;
            }
            let entry = || Place::Entry { archive: path.to_owned(), index };
            self.file(last_part(&name), format!("{}/{name}", shown(path)), entry);
        }
    }

    /// A file called `name`.
    fn file(&mut self, name: &str, path: String, place: impl FnOnce() -> Place) {
        let Some(named) = Named::new(name) else {
            if self.is_misnamed(name) {
                self.faults.push(Fault::of_file(
                    code!("street::file_name"),
                    &path,
                    "this looks like a street file and is not named as one, so its force and month \
                     are not sure",
                    format!("name it {NAMED}, or take it away"),
                ));
            } else {
                self.passed_over += 1;
            }
            return;
        };
        let force = self.request.forces.iter().find(|force| force.id() == named.id);
        let Some(force) = force.filter(|_| self.request.asks_for(named.month)) else {
            self.passed_over += 1;
            return;
        };
        if !category::in_use(named.month) {
            self.faults.push(Fault::of_file(
                code!("street::former_month"),
                &path,
                "months before May 2013 have other categories, so their counts would not compare",
                "take the file away, or begin with --from 2013-05",
            ));
        }
        let (force, month) = (*force, named.month);
        self.files.push(StreetFile { force, month, path, place: place() });
    }

    /// Whether `name` looks like a street file of the forces, such as a second download of it.
    fn is_misnamed(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let names = |force: &Force| name.contains(&format!("{}-street", force.id()));
        !name.starts_with('.') && self.request.forces.iter().any(names)
    }

    /// A month of a force that two files hold: neither is surely the right one.
    fn twice(&mut self) {
        for pair in self.files.windows(2) {
            let [one, other] = pair else { continue };
            if (one.force, one.month) == (other.force, other.month) {
                let message = format!("{} for {} is also in {}", one.force, one.month, one.path);
                let remedy = "name one of the two: a later download may hold revisions";
                self.faults.push(Fault::of_file(
                    code!("street::twice"),
                    &other.path,
                    message,
                    remedy,
                ));
            }
        }
    }

    /// A force without any file; not where something could not be looked into, which may hold it.
    fn none(&mut self) {
        let unread =
            |fault: &Fault| ["file::", "archive::"].iter().any(|kind| fault.code.starts_with(kind));
        if self.faults.iter().any(unread) {
            return;
        }
        for force in self.request.forces {
            if self.files.iter().any(|file| file.force == *force) {
                continue;
            }
            let paths: Vec<_> = self.request.paths.iter().map(|path| shown(path)).collect();
            let months = match (self.request.from, self.request.to) {
                (None, None) => String::new(),
                (Some(from), None) => format!(" from {from}"),
                (None, Some(to)) => format!(" up to {to}"),
                (Some(from), Some(to)) => format!(" from {from} to {to}"),
            };
            self.faults.push(Fault::of_file(
                code!("street::no_file"),
                &paths.join(", "),
                format!("no street file of {force} (`{}`) is here{months}", force.id()),
                format!("its files are called YYYY-MM-{}-street.csv", force.id()),
            ));
        }
    }

    fn fault(&mut self, code: FaultCode, path: &Path, message: &str, remedy: &str) {
        self.faults.push(Fault::of_file(code, &shown(path), message, remedy));
    }

    /// What is no plain file: a pipe would hold the reader up, and a device has no end.
    fn special(&mut self, path: &Path) {
        let why = panel_files::open(path).err().map(|refused| refused.to_string());
        let message = why.unwrap_or_else(|| "this is not a plain file".to_owned());
        self.fault(
            code!("file::not_a_file"),
            path,
            &message,
            "take it away, or name the file itself",
        );
    }

    fn unreadable(&mut self, path: &Path, why: &InWords) {
        let message = format!("it cannot be read: {why}");
        self.fault(code!("file::unreadable"), path, &message, why.remedy);
    }
}

/// What stopped the way through a folder.
fn explain_walk(error: &walkdir::Error) -> InWords {
    error.io_error().map_or_else(
        // The only other reason that it has.
        || InWords {
            what: "a link leads back to a folder that it is in".to_owned(),
            remedy: "take the link away",
        },
        in_words,
    )
}

/// What stopped the reading of an archive.
pub(crate) fn explain_archive(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => in_words(error).what,
        ZipError::UnsupportedArchive(_) => "it is packed in a way that is not read".to_owned(),
        _ => "it is cut off, or is not a zip archive".to_owned(),
    }
}

/// A path as faults show it.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The name at the end of a path, whichever way its slashes lean.
fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn is_archive(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// What the name of a street file says.
#[derive(Debug, PartialEq, Eq)]
struct Named<'a> {
    month: Month,
    id: &'a str,
}

impl<'a> Named<'a> {
    fn new(name: &'a str) -> Option<Self> {
        let stem = name.strip_suffix("-street.csv")?;
        let (month, id) = (stem.get(..7)?, stem.get(7..)?.strip_prefix('-')?);
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        if id.is_empty() || !id.bytes().all(letters) {
            return None;
        }
        Some(Self { month: month.parse().ok()?, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_street_file_is_known_by_its_whole_name() {
        let named =
            Named::new("2014-07-avon-and-somerset-street.csv").expect("a name of police.uk");
        assert_eq!((named.month.iso().as_str(), named.id), ("2014-07", "avon-and-somerset"));
        for name in [
            "",
            "-street.csv",
            "2014-07-street.csv",
            "2014-07--street.csv/",
            "2014-13-kent-street.csv",
            "2014-7-kent-street.csv",
            "2014-07-kent-street.CSV",
            "2014-07-kent-street (1).csv",
            "2014-07-kent (1)-street.csv",
            "2014-07-kent-outcomes.csv",
            "._2014-07-kent-street.csv",
            "é014-07-kent-street.csv",
        ] {
            assert_eq!(Named::new(name), None, "{name}");
        }
    }
}
