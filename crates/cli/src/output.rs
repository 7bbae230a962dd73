//! Printing, and writing files so that nothing is ever half-written.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use panel_core::{readable_table, shortened};
use tempfile::NamedTempFile;

use crate::failure::Failure;

/// No text that is printed has more bytes than this.
const MOST: usize = 900_000;

/// Prints text to standard output: what of it a terminal would obey is escaped, and what goes on and on is
/// cut.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let text = readable_table(text);
    if text.len() <= MOST {
        return print_data(&text);
    }
    let kept = &text[..text.floor_char_boundary(MOST)];
    print_data(&format!("{kept}…\n({} more bytes are not shown)\n", text.len() - kept.len()))
}

/// Prints to standard output what another program reads, as it is.
pub(crate) fn print_data(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Print)
}

/// Prints `value` as indented JSON.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    print_data(&format!("{}\n", serde_json::to_string_pretty(value)?))
}

/// What is told at once has no more letters than this.
const LONGEST_NOTE: usize = 20_000;

/// Tells the user something on standard error; that it cannot be told is no failure of its own.
pub(crate) fn note(text: &str) {
    drawn(&readable_table(&shortened(text, LONGEST_NOTE)));
}

/// The same for what was made for a terminal, and holds nothing as it was handed in.
pub(crate) fn drawn(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Writes `bytes` under a temporary name and renames it, so that an earlier file stays as it was
/// until the new one is whole.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    keep(path, temporary(path, bytes)?)
}

/// The same for files that belong together: each is written under a temporary name, and each name
/// found free to be taken, before the first is renamed, in their order. What stands there already
/// is left alone.
pub(crate) fn write_all_whole(files: &[(PathBuf, impl AsRef<[u8]>)]) -> Result<(), Failure> {
    let written: Result<Vec<_>, Failure> = files
        .iter()
        .filter(|(path, bytes)| !stands(path, bytes.as_ref()))
        .map(|(path, bytes)| Ok((path, temporary(path, bytes.as_ref())?)))
        .collect();
    let written = written?;
    if let Some((path, _)) = files.iter().find(|(path, _)| path.is_dir()) {
        let why = std::io::Error::from(std::io::ErrorKind::IsADirectory);
        return Err(Failure::Write { path: path.clone(), why });
    }
    written.into_iter().try_for_each(|(path, file)| keep(path, file))
}

#[expect(clippy::disallowed_methods, reason = "compared, and not read: nothing is made of it")]
fn stands(path: &Path, bytes: &[u8]) -> bool {
    std::fs::read(path).is_ok_and(|there| there == bytes)
}

/// A temporary file beside `path` that holds `bytes`.
fn temporary(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, Failure> {
    let failed = |why| Failure::Write { path: path.to_owned(), why };
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut file = readable().tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    Ok(file)
}

fn keep(path: &Path, file: NamedTempFile) -> Result<(), Failure> {
    let failed = |why| Failure::Write { path: path.to_owned(), why };
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Temporary files are private by default; a paper is for others to read.
fn readable() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o644));
    }
    builder.prefix(".panel-paper-");
    builder
}
