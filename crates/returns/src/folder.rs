//! Reading text files, and what can be wrong with them before anything is parsed.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use panel_core::{Fault, SourceText, code};
use panel_files::{InWords, Refused, in_words};

/// A table of a million records, each with where it stood in what was sent, has some hundred megabytes.
pub(crate) const LONGEST_TABLE: u64 = 160 * MEGABYTE;

/// No configuration and no description of tables is anywhere near this long.
const LONGEST_SETTINGS: u64 = 8 * MEGABYTE;

/// No commentary of a section is anywhere near this long.
const LONGEST_COMMENTARY: u64 = MEGABYTE;

pub(crate) const MEGABYTE: u64 = 1024 * 1024;

/// The most bytes that a file of this name may have.
fn most_bytes(name: &str) -> u64 {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("toml" | "json") => LONGEST_SETTINGS,
        Some("md") => LONGEST_COMMENTARY,
        _ => LONGEST_TABLE,
    }
}

/// What a folder of a quarter has at least one of; other folders have a folder `returns` as well.
const PARTS: [&str; 3] = ["panel.toml", "returns/datapackage.json", NARRATIVE];

/// Why a folder is not that of a quarter, where it is not.
#[must_use]
pub fn find_no_quarter(folder: &Path) -> Option<Fault> {
    let fault = |code, message: String, remedy: &str| {
        Some(Fault::of_file(code, &folder.display().to_string(), message, remedy))
    };
    let another = "name the folder of a quarter, such as reports/2014-15-q2";
    match folder.metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return fault(code!("folder::missing"), "there is no such folder".to_owned(), another);
        }
        Err(error) => {
            let InWords { what, remedy } = in_words(&error);
            return fault(
                code!("folder::unreadable"),
                format!("it cannot be read: {what}"),
                remedy,
            );
        }
        Ok(about) if !about.is_dir() => {
            return fault(code!("folder::missing"), "this is not a folder".to_owned(), another);
        }
        Ok(_) => {}
    }
    let is_there = |part: &&str| folder.join(part).symlink_metadata();
    let missing = |part| is_there(part).is_err_and(|error| error.kind() == ErrorKind::NotFound);
    if !PARTS.iter().all(missing) {
        return None;
    }
    let message = "this is not the folder of a quarter: it has no panel.toml".to_owned();
    match first_quarter_in(folder) {
        Some(within) => {
            let remedy = format!("name a quarter in it, such as {}", within.display());
            fault(code!("folder::no_quarter"), message, &remedy)
        }
        None => fault(code!("folder::no_quarter"), message, another),
    }
}

/// The first folder of a quarter in this one, by name.
fn first_quarter_in(folder: &Path) -> Option<PathBuf> {
    let entries = folder.read_dir().ok()?.flatten();
    let folders = entries.map(|entry| entry.path());
    folders.filter(|path| path.join(PARTS[0]).is_file()).min()
}

/// Reads `name` in `folder` as UTF-8, without a byte order mark. `None` where that failed, with the
/// fault noted.
pub(crate) fn text(folder: &Path, name: &str, faults: &mut Vec<Fault>) -> Option<SourceText> {
    text_as(folder, &folder.join(name), name, faults)
}

/// The same, for a path in `folder` that faults call `name`.
pub(crate) fn text_as(
    folder: &Path,
    path: &Path,
    name: &str,
    faults: &mut Vec<Fault>,
) -> Option<SourceText> {
    let opened = panel_files::open_within(folder, path);
    match read(opened, name, most_bytes(name)).and_then(|bytes| decode(name, &bytes)) {
        Ok(source) => Some(source),
        Err(found) => {
            faults.push(*found);
            None
        }
    }
}

/// The bytes of a file that somebody has named, which faults call `name`.
///
/// # Errors
/// A fault where there is no such file, it is no plain file, or it is too long or unreadable.
pub fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, Box<Fault>> {
    read(panel_files::open(path), name, most_bytes(name))
}

/// The same, of no more than `most` bytes.
///
/// # Errors
/// A fault where there is no such file, it is no plain file, or it is too long or unreadable.
pub fn bytes_up_to(path: &Path, name: &str, most: u64) -> Result<Vec<u8>, Box<Fault>> {
    read(panel_files::open(path), name, most)
}

/// The bytes of a file in `folder`, which faults call `name`: not those that a link out of it leads to.
///
/// # Errors
/// A fault where there is no such file, it is no plain file, or it is too long or unreadable.
pub fn bytes_within(folder: &Path, path: &Path, name: &str) -> Result<Vec<u8>, Box<Fault>> {
    read(panel_files::open_within(folder, path), name, most_bytes(name))
}

fn read(opened: Result<File, Refused>, name: &str, most: u64) -> Result<Vec<u8>, Box<Fault>> {
    opened.and_then(|file| panel_files::read(&file, most)).map_err(|refused| {
        let (code, message, remedy) = match refused {
            Refused::TooLong(_) => {
                let message = format!("the file has more than {} MiB", most / MEGABYTE);
                (code!("file::too_long"), message, "is this the right file?")
            }
            Refused::Unreadable(error) => {
                let InWords { what, remedy } = in_words(&error);
                (code!("file::unreadable"), format!("the file cannot be read: {what}"), remedy)
            }
            other => {
                let (code, remedy) = match other {
                    Refused::Missing => {
                        (code!("file::missing"), "put the file there, or correct the name")
                    }
                    Refused::LeadsOut => (code!("file::leads_out"), "put the file itself there"),
                    _ => (code!("file::not_a_file"), "put a plain file there"),
                };
                (code, other.to_string(), remedy)
            }
        };
        Box::new(Fault::of_file(code, name, message, remedy))
    })
}

/// Bytes to text.
///
/// # Errors
/// A fault where they are not UTF-8.
///
/// ```
/// use panel_returns::decode;
///
/// let text = decode("returns/counts.csv", b"\xEF\xBB\xBFseries,area\n").map_err(|_| "no text")?;
/// assert_eq!(&*text.text, "series,area\n", "the byte order mark is not part of it");
///
/// let fault = decode("returns/counts.csv", b"series\n\xA3").err().ok_or("it is text")?;
/// assert_eq!(fault.code, "file::not_utf8");
/// assert!(fault.message.contains("line 2"));
/// # Ok::<(), &str>(())
/// ```
pub fn decode(name: &str, bytes: &[u8]) -> Result<SourceText, Box<Fault>> {
    decode_text(name, bytes).map(|text| SourceText::new(name, text))
}

/// The same, without a copy of the text.
///
/// # Errors
/// A fault where they are not UTF-8.
pub fn decode_text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Box<Fault>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if is_utf16(bytes) {
        return Err(Box::new(Fault::of_file(
            code!("file::utf16"),
            name,
            "the file is UTF-16, which a spreadsheet calls Unicode text",
            "save it as UTF-8; a table, as CSV (UTF-8)",
        )));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            Err(Box::new(Fault::of_file(
                code!("file::not_utf8"),
                name,
                format!(
                    "the file is not UTF-8 text: byte {} (line {line}) is not a character",
                    error.valid_up_to() + 1
                ),
                "save it as UTF-8; if it is a spreadsheet, export the sheet as CSV (UTF-8)",
            )))
        }
    }
}

/// Whether bytes are text of two bytes a letter: it says so itself, or every second byte of its beginning is
/// nought.
fn is_utf16(bytes: &[u8]) -> bool {
    let begins = &bytes[..bytes.len().min(64) & !1];
    let nought = |first: usize| begins.iter().skip(first).step_by(2).all(|byte| *byte == 0);
    let other = |first: usize| begins.iter().skip(first).step_by(2).all(|byte| *byte != 0);
    bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || begins.len() >= 4 && (nought(0) && other(1) || nought(1) && other(0))
}

/// The folder of commentary, from that of the quarter.
const NARRATIVE: &str = "narrative";

/// How files end in which other programs keep what was written.
const WRITTEN: [&str; 6] = ["doc", "docx", "odt", "pdf", "rtf", "txt"];

/// Whether a fault is in what was written of a quarter, and not in its returns or its configuration.
#[must_use]
pub fn is_of_commentary(fault: &Fault) -> bool {
    Path::new(&*fault.place.source.path).starts_with(NARRATIVE)
}

/// Every Markdown file of `narrative`, by name.
pub(crate) fn commentary(folder: &Path, faults: &mut Vec<Fault>) -> Vec<SourceText> {
    let missing = |message: &str, remedy: &str, faults: &mut Vec<Fault>| {
        faults.push(Fault::of_file(code!("commentary::missing"), NARRATIVE, message, remedy));
        Vec::new()
    };
    let Ok(entries) = folder.join(NARRATIVE).read_dir() else {
        let remedy = "make the folder, with one Markdown file a section";
        return missing("there is no folder of commentary", remedy, faults);
    };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    // What is hidden was left by an editor or a file system.
    let names = names.filter(|name| !name.starts_with('.') && !name.starts_with('~'));
    let ending = |name: &str| {
        let ending = Path::new(name).extension()?.to_str()?;
        Some(ending.to_lowercase())
    };
    let (mut names, others): (Vec<_>, Vec<_>) =
        names.partition(|name| ending(name).as_deref() == Some("md"));
    for name in others {
        // Somebody wrote it, and it would be missing in the paper.
        let is_note = name.to_lowercase().starts_with("readme");
        if ending(&name).is_some_and(|ending| !is_note && WRITTEN.contains(&ending.as_str())) {
            faults.push(Fault::of_file(
                code!("commentary::not_markdown"),
                &format!("{NARRATIVE}/{name}"),
                "this is not Markdown, so it is not read",
                "put its text into the Markdown file of its section, and take it away",
            ));
        }
    }
    if names.is_empty() {
        let remedy = "write one Markdown file a section; `panel priorities` lists the sections";
        return missing("the folder of commentary holds none", remedy, faults);
    }
    names.sort();
    names.iter().filter_map(|name| text(folder, &format!("{NARRATIVE}/{name}"), faults)).collect()
}
