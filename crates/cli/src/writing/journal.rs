//! Changes to several files of a folder: all of them, or none, whenever the command is stopped.
//!
//! The new files are written to a folder of their own. One rename of that folder makes the change
//! certain; then each file takes its place. A command that finds such a folder ends what another began.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::lock::{Access, FolderLock};
use super::places::{can_be_placed, follow_links, hash_of, is_within, keep_edited, write_synced};
use super::{STRAY, Written, holds, parent, sync_folder, unwritten};
use crate::failure::Failure;
use crate::terminal;

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
    /// What goes, with the hash of what is there.
    #[serde(default)]
    removed: BTreeMap<PathBuf, String>,
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
    // Who may only read cannot end it, and must not read what is half changed.
    let refused = |failure| match failure {
        Failure::Write { why, .. } if is_forbidden(&why) => {
            Failure::Interrupted { folder: folder.to_owned(), why }
        }
        other => other,
    };
    super::may_write(folder).map_err(unwritten(folder)).map_err(refused)?;
    let _lock = FolderLock::acquire(folder, Access::Write).map_err(refused)?;
    // Another may have ended it meanwhile, or was not interrupted at all.
    if !is_left(folder, CERTAIN) {
        return Ok(());
    }
    carry_out(folder).map_err(refused)?;
    terminal::note(&format!("{}: ended what an interrupted command had begun", folder.display()));
    Ok(())
}

fn is_forbidden(why: &std::io::Error) -> bool {
    matches!(why.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// Replaces files of `folder`, by their paths from it, all or none. The caller has its lock.
///
/// # Errors
/// [`Failure::Linked`], [`Failure::LongName`] and [`Failure::Write`]; then no file has changed.
pub(crate) fn change_files(folder: &Path, files: &[Written]) -> Result<(), Failure> {
    replace_files(folder, files, &BTreeSet::new())
}

/// The same, and takes away those that are to go.
///
/// # Errors
/// As for [`change_files`].
pub(super) fn replace_files(
    folder: &Path,
    files: &[Written],
    removed: &BTreeSet<PathBuf>,
) -> Result<(), Failure> {
    commit(folder, files, removed, "")?;
    carry_out(folder)?;
    forget(folder, "")
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
    commit(folder, files, &BTreeSet::new(), command)?;
    carry_out(folder)
}

/// Whether this very command was stopped after its changes.
pub(crate) fn recovered(folder: &Path, command: &str) -> Recovered {
    if is_left(folder, &name_done(command)) { Recovered::SameCommand } else { Recovered::Nothing }
}

/// Forgets what was done: what is taken away last is the folder, whose name is all that is remembered.
///
/// # Errors
/// [`Failure::Write`].
pub(crate) fn forget(folder: &Path, command: &str) -> Result<(), Failure> {
    remove(&stray(folder, &name_done(command)))
}

/// The name of what a command has done, which tells it from every other command.
fn name_done(command: &str) -> String {
    if command.is_empty() {
        return DONE.to_owned();
    }
    let hash = super::manifest::hash(command.as_bytes());
    format!("{DONE}-{}", hash.get(..16).unwrap_or(&hash))
}

/// Whether a name in a folder is that of a journal.
pub(super) fn is_journal(name: &str) -> bool {
    name.strip_prefix(STRAY).is_some_and(|name| name.starts_with(CERTAIN))
}

fn stray(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{STRAY}{name}"))
}

fn is_left(folder: &Path, name: &str) -> bool {
    stray(folder, name).is_dir()
}

/// Writes the journal, and makes it certain.
pub(super) fn commit(
    folder: &Path,
    files: &[Written],
    removed: &BTreeSet<PathBuf>,
    command: &str,
) -> Result<(), Failure> {
    let mut changed: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut order = Vec::new();
    for (index, (path, bytes)) in files.iter().enumerate() {
        super::check_name(&folder.join(path))?;
        let place = follow_links(folder, path)?;
        if let Some(other) = changed.insert(place.clone(), index)
            && files[other].1 != *bytes
        {
            let why = "by a link it is the same file as another that is to be changed";
            return Err(Failure::Linked { path: folder.join(path), why });
        }
        if !holds(&folder.join(&place), bytes) {
            order.push((place, bytes.as_slice()));
        }
    }
    if order.is_empty() && removed.is_empty() && command.is_empty() {
        return Ok(());
    }
    for place in order.iter().map(|(place, _)| place).chain(removed) {
        let place = folder.join(place);
        can_be_placed(folder, &place).map_err(unwritten(&place))?;
    }
    let begun = stray(folder, BEGUN);
    remove(&begun)?;
    let written = write(folder, &begun, &order, removed, command);
    if written.is_err() {
        let _ = remove(&begun);
    }
    written?;
    let certain = stray(folder, CERTAIN);
    fs::rename(&begun, &certain).map_err(unwritten(&certain))?;
    sync_folder(folder);
    Ok(())
}

fn write(
    folder: &Path,
    begun: &Path,
    files: &[(PathBuf, &[u8])],
    removed: &BTreeSet<PathBuf>,
    command: &str,
) -> Result<(), Failure> {
    fs::create_dir(begun).map_err(unwritten(begun))?;
    for (index, (path, bytes)) in files.iter().enumerate() {
        let place = folder.join(path);
        write_synced(&begun.join(index.to_string()), bytes, Some(&place))
            .map_err(unwritten(&place))?;
    }
    let places: Vec<_> = files.iter().map(|(path, _)| path.clone()).collect();
    let before = places.iter().map(|path| hash_of(&folder.join(path))).collect();
    let hashed = |path: &PathBuf| Some((path.clone(), hash_of(&folder.join(path))?));
    let removed = removed.iter().filter_map(hashed).collect();
    let list = List { command: command.to_owned(), places, before, removed };
    let list = serde_json::to_vec(&list)?;
    write_synced(&begun.join(LIST), &list, None).map_err(unwritten(begun))?;
    sync_folder(begun);
    Ok(())
}

fn read_list(journal: &Path) -> Option<List> {
    let list: List = serde_json::from_slice(&super::read(&journal.join(LIST))?).ok()?;
    list.places.iter().chain(list.removed.keys()).all(|place| is_within(place)).then_some(list)
}

/// Puts every file of a journal that is certain in its place. What is in its place already is left.
fn carry_out(folder: &Path) -> Result<(), Failure> {
    let certain = stray(folder, CERTAIN);
    if !certain.is_dir() {
        return Ok(());
    }
    let Some(list) = read_list(&certain) else {
        let why = std::io::Error::other("its list cannot be read: look at what is in it");
        return Err(Failure::Write { path: certain, why });
    };
    let mut changed = BTreeSet::new();
    for (index, place) in list.places.iter().enumerate() {
        let from = certain.join(index.to_string());
        let place = folder.join(place);
        if from.is_file() {
            let failed = unwritten(&place);
            can_be_placed(folder, &place).map_err(failed)?;
            let known = [list.before.get(index).cloned().flatten(), hash_of(&from)];
            keep_edited(&place, &known).map_err(failed)?;
            fs::create_dir_all(parent(&place)).map_err(failed)?;
            fs::rename(&from, &place).map_err(failed)?;
        }
        changed.insert(parent(&place).to_owned());
    }
    for (place, hash) in &list.removed {
        let place = folder.join(place);
        let failed = unwritten(&place);
        // What somebody has written there since is theirs.
        if hash_of(&place).as_ref() == Some(hash) {
            can_be_placed(folder, &place).map_err(failed)?;
            fs::remove_file(&place).map_err(failed)?;
        }
        changed.insert(parent(&place).to_owned());
    }
    // Before it counts as done.
    for place in &changed {
        sync_folder(place);
    }
    for earlier in find_done(folder) {
        remove(&earlier)?;
    }
    let done = stray(folder, &name_done(&list.command));
    fs::rename(&certain, &done).map_err(unwritten(&done))?;
    sync_folder(folder);
    Ok(())
}

/// What earlier commands had done, and were stopped before they forgot it.
fn find_done(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let beginning = format!("{STRAY}{DONE}");
    let is_done = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(&beginning);
    let names = entries.flatten().map(|entry| entry.file_name());
    names.filter(|name| is_done(name)).map(|name| folder.join(name)).collect()
}

/// What was begun and is not certain counts for nothing, and what was done needs no memory where no
/// command goes on after it.
fn clear_strays(folder: &Path) -> Result<(), Failure> {
    remove(&stray(folder, BEGUN))?;
    remove(&stray(folder, DONE))
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(why) if why.kind() != ErrorKind::NotFound => {
            Err(Failure::Write { path: folder.to_owned(), why })
        }
        _ => Ok(()),
    }
}
