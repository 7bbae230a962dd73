//! Reading text files, and what can be wrong with them before anything is parsed.

use std::path::Path;

use panel_core::{Fault, SourceText};

/// No return, configuration or commentary is anywhere near this long.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Reads `name` in `folder` as UTF-8, without a byte order mark. `None` where that failed, with the
/// fault noted.
pub(crate) fn text(folder: &Path, name: &str, faults: &mut Vec<Fault>) -> Option<SourceText> {
    text_as(&folder.join(name), name, faults)
}

/// The same, for a path that faults call `name`.
pub(crate) fn text_as(path: &Path, name: &str, faults: &mut Vec<Fault>) -> Option<SourceText> {
    match bytes(path, name).and_then(|bytes| decode(name, &bytes)) {
        Ok(source) => Some(source),
        Err(found) => {
            faults.push(*found);
            None
        }
    }
}

/// The bytes of a file that faults call `name`.
///
/// # Errors
/// A fault where there is no such file, or it is too long or unreadable.
#[expect(clippy::disallowed_methods, reason = "this crate is the one reader of files")]
pub fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, Box<Fault>> {
    let fault = |code, message: String, remedy: &str| {
        Err(Box::new(Fault::of_file(code, name, message, remedy)))
    };
    match std::fs::metadata(path) {
        Err(_) => fault(
            "file::missing",
            "there is no such file".to_owned(),
            "put the file there, or correct the name",
        ),
        Ok(about) if !about.is_file() => {
            fault("file::not_a_file", "this is not a file".to_owned(), "put a file there")
        }
        Ok(about) if about.len() > LONGEST => fault(
            "file::too_long",
            format!("the file has {} bytes, more than 64 MiB", about.len()),
            "is this the right file?",
        ),
        Ok(_) => std::fs::read(path).or_else(|error| {
            let message = format!("the file cannot be read: {error}");
            fault("file::unreadable", message, "check its permissions")
        }),
    }
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
/// assert_eq!(&*text.text, "series,area\n", "the byte order mark is no part of it");
///
/// let fault = decode("returns/counts.csv", b"series\n\xA3").err().ok_or("it is text")?;
/// assert_eq!(fault.code, "file::not_utf8");
/// assert!(fault.message.contains("line 2"));
/// # Ok::<(), &str>(())
/// ```
pub fn decode(name: &str, bytes: &[u8]) -> Result<SourceText, Box<Fault>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(SourceText::new(name, text)),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            Err(Box::new(Fault::of_file(
                "file::not_utf8",
                name,
                format!(
                    "the file is not UTF-8 text: byte {} (line {line}) is no character",
                    error.valid_up_to() + 1
                ),
                "save it as UTF-8; if it is a spreadsheet, export the sheet as CSV (UTF-8)",
            )))
        }
    }
}

/// Every Markdown file of `narrative`, by name.
pub(crate) fn commentary(folder: &Path, faults: &mut Vec<Fault>) -> Vec<SourceText> {
    let Ok(entries) = folder.join("narrative").read_dir() else {
        faults.push(Fault::of_file(
            "commentary::missing",
            "narrative",
            "there is no folder of commentary",
            "make the folder, with one Markdown file a section",
        ));
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        // What is hidden was left by an editor or a file system.
        .filter(|name| !name.starts_with('.'))
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "md"))
        .collect();
    names.sort();
    names.iter().filter_map(|name| text(folder, &format!("narrative/{name}"), faults)).collect()
}
