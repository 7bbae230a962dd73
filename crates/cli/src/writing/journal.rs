//! Changes to several files of a folder: all of them, or none, whenever the command is stopped.
//!
//! The new files are written to a folder of their own. One rename of that folder makes the change
//! certain; then each file takes its place. A command that finds such a folder ends what another began.

use std::fs;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::lock::{Access, FolderLock};
use super::{STRAY, Written, holds, parent, sync_folder, unwritten};
use crate::failure::Failure;
use crate::output;

/// The parts of the names of a journal: being written, certain, and carried out.
const BEGUN: &str = "journal-begun";
const CERTAIN: &str = "journal";
const DONE: &str = "journal-done";

/// The list of what takes which place, within the folder of a journal.
const LIST: &str = "list.json";

/// What a journal is about to do.
#[derive(Debug, Serialize, Deserialize)]
struct List {
    /// The command that wrote it, as it can be told from another.
    command: String,
    /// Where each file of the journal belongs, from the folder that is changed: the first is `0`.
    places: Vec<PathBuf>,
    /// The hash of what each takes the place of; nothing where nothing was there.
    #[serde(default)]
    before: Vec<Option<String>>,
}

/// What an interrupted command left, and what became of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Recovered {
    /// Nothing that needs to be known.
    Nothing,
    /// The same command had made its changes, and may not have told of them.
    SameCommand,
}

/// The lock on a folder, with whatever an interrupted command left there brought to its end.
///
/// # Errors
/// As for [`FolderLock::acquire`], and where what was left cannot be ended.
pub(crate) fn enter(folder: &Path, access: Access) -> Result<FolderLock, Failure> {
    // A command that changed several quarters has its journal in a folder above them.
    if let Ok(full) = folder.canonicalize() {
        for above in full.ancestors().skip(1).filter(|above| is_left(above, CERTAIN)) {
            end_interrupted(above)?;
        }
    }
    loop {
        if is_left(folder, CERTAIN) {
            end_interrupted(folder)?;
        }
        let lock = FolderLock::acquire(folder, access)?;
        // Between the two another command may have been interrupted.
        if is_left(folder, CERTAIN) {
            continue;
        }
        if access == Access::Write {
            clear_strays(folder)?;
        }
        return Ok(lock);
    }
}

/// Ends what a command that was interrupted in `folder` had begun.
fn end_interrupted(folder: &Path) -> Result<(), Failure> {
    let _lock = FolderLock::acquire(folder, Access::Write)?;
    // Another may have ended it meanwhile, or was not interrupted at all.
    if !is_left(folder, CERTAIN) {
        return Ok(());
    }
    carry_out(folder)?;
    output::note(&format!("{}: ended what an interrupted command had begun", folder.display()));
    Ok(())
}

/// Replaces files of `folder`, by their paths from it, all or none. The caller has its lock.
///
/// # Errors
/// [`Failure::Write`]; then no file has changed.
pub(crate) fn change_files(folder: &Path, files: &[Written]) -> Result<(), Failure> {
    commit(folder, files, "")?;
    carry_out(folder)?;
    forget(folder)
}

/// The same for a command that goes on afterwards: what it did is remembered until [`forget`], so that
/// the same command can be run again where it is stopped in between.
///
/// # Errors
/// As for [`change_files`].
pub(crate) fn change_files_for(
    folder: &Path,
    files: &[Written],
    command: &str,
) -> Result<(), Failure> {
    commit(folder, files, command)?;
    carry_out(folder)
}

/// Whether this very command was stopped after its changes.
pub(crate) fn recovered(folder: &Path, command: &str) -> Recovered {
    match read_list(&stray(folder, DONE)) {
        Some(list) if list.command == command => Recovered::SameCommand,
        _ => Recovered::Nothing,
    }
}

/// Forgets what was done.
///
/// # Errors
/// [`Failure::Write`].
pub(crate) fn forget(folder: &Path) -> Result<(), Failure> {
    remove(&stray(folder, DONE))
}

fn stray(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{STRAY}{name}"))
}

fn is_left(folder: &Path, name: &str) -> bool {
    stray(folder, name).is_dir()
}

/// Writes the journal, and makes it certain.
fn commit(folder: &Path, files: &[Written], command: &str) -> Result<(), Failure> {
    let changed: Vec<_> =
        files.iter().filter(|(path, bytes)| !holds(&folder.join(path), bytes)).collect();
    if changed.is_empty() && command.is_empty() {
        return Ok(());
    }
    for (path, _) in &changed {
        let path = folder.join(path);
        can_be_placed(folder, &path).map_err(unwritten(&path))?;
    }
    let begun = stray(folder, BEGUN);
    remove(&begun)?;
    let written = write(folder, &begun, &changed, command);
    if written.is_err() {
        let _ = remove(&begun);
    }
    written?;
    let certain = stray(folder, CERTAIN);
    fs::rename(&begun, &certain).map_err(unwritten(&certain))?;
    sync_folder(folder);
    Ok(())
}

fn write(folder: &Path, begun: &Path, files: &[&Written], command: &str) -> Result<(), Failure> {
    fs::create_dir(begun).map_err(unwritten(begun))?;
    for (index, (path, bytes)) in files.iter().enumerate() {
        let place = folder.join(path);
        let mode = fs::symlink_metadata(&place).ok().filter(fs::Metadata::is_file);
        let mode = mode.map(|about| about.permissions());
        write_synced(&begun.join(index.to_string()), bytes, mode).map_err(unwritten(&place))?;
    }
    let places: Vec<_> = files.iter().map(|(path, _)| path.clone()).collect();
    let before = places.iter().map(|path| hash_of(&folder.join(path))).collect();
    let list = serde_json::to_vec(&List { command: command.to_owned(), places, before })?;
    write_synced(&begun.join(LIST), &list, None).map_err(unwritten(begun))?;
    sync_folder(begun);
    Ok(())
}

/// Writes a file that lasts, with the permissions of the one that it takes the place of.
fn write_synced(path: &Path, bytes: &[u8], mode: Option<fs::Permissions>) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut file = fs::File::create_new(path)?;
    if let Some(mode) = mode {
        file.set_permissions(mode)?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

fn read_list(journal: &Path) -> Option<List> {
    serde_json::from_slice(&super::read(&journal.join(LIST))?).ok()
}

/// Puts every file of a journal that is certain in its place. What is in its place already is left.
fn carry_out(folder: &Path) -> Result<(), Failure> {
    let certain = stray(folder, CERTAIN);
    if !certain.is_dir() {
        return Ok(());
    }
    let list = read_list(&certain).filter(|list| list.places.iter().all(|place| is_within(place)));
    let Some(list) = list else {
        let why = std::io::Error::other("its list cannot be read: look at what is in it");
        return Err(Failure::Write { path: certain, why });
    };
    for (index, place) in list.places.iter().enumerate() {
        let from = certain.join(index.to_string());
        let place = folder.join(place);
        if !from.is_file() {
            continue;
        }
        let failed = unwritten(&place);
        can_be_placed(folder, &place).map_err(failed)?;
        let known = [list.before.get(index).cloned().flatten(), hash_of(&from)];
        keep_edited(&place, &known).map_err(failed)?;
        fs::create_dir_all(parent(&place)).map_err(failed)?;
        fs::rename(&from, &place).map_err(failed)?;
        sync_folder(parent(&place));
    }
    let done = stray(folder, DONE);
    remove(&done)?;
    fs::rename(&certain, &done).map_err(unwritten(&done))?;
    sync_folder(folder);
    Ok(())
}

/// Whether a file of the journal can take this place: it lies in the folder, not behind a link, where this
/// user may write, and on the same file system.
fn can_be_placed(folder: &Path, place: &Path) -> std::io::Result<()> {
    if place.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    let mut nearest = folder.to_owned();
    for part in parent(place).strip_prefix(folder).unwrap_or(Path::new("")).components() {
        let next = nearest.join(part);
        match next.symlink_metadata() {
            Ok(about) if about.is_dir() => nearest = next,
            Ok(_) => return Err(std::io::ErrorKind::NotADirectory.into()),
            Err(_) => break,
        }
    }
    super::may_write(&nearest)?;
    if super::is_on_same_device(folder, &nearest) {
        Ok(())
    } else {
        Err(std::io::ErrorKind::CrossesDevices.into())
    }
}

/// What somebody has written since the journal began is theirs: it is kept beside the new file.
fn keep_edited(place: &Path, known: &[Option<String>]) -> std::io::Result<()> {
    let there = hash_of(place);
    if there.is_none() || known.contains(&there) {
        return Ok(());
    }
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(".edited");
    let aside = place.with_file_name(name);
    fs::rename(place, &aside)?;
    output::note(&format!(
        "{} was changed after the command was interrupted: your file is kept as {}",
        place.display(),
        aside.display()
    ));
    Ok(())
}

fn hash_of(file: &Path) -> Option<String> {
    let is_file = file.symlink_metadata().is_ok_and(|about| about.is_file());
    is_file.then(|| super::read(file)).flatten().map(|bytes| super::manifest::hash(&bytes))
}

/// Whether a path leads nowhere but into the folder that it is from.
fn is_within(place: &Path) -> bool {
    place.file_name().is_some()
        && place.components().all(|part| matches!(part, Component::Normal(_)))
}

/// What was begun and is not certain counts for nothing.
fn clear_strays(folder: &Path) -> Result<(), Failure> {
    remove(&stray(folder, BEGUN))?;
    let done = stray(folder, DONE);
    match read_list(&done) {
        Some(list) if !list.command.is_empty() => Ok(()),
        _ => remove(&done),
    }
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::Write { path: folder.to_owned(), why })
        }
        _ => Ok(()),
    }
}
