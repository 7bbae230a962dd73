//! The files of a folder of outputs: a whole set takes the place of the one before it, and whatever
//! else is in the folder is left alone.
//!
//! The new folder is made beside the old one and takes its place in one step, so that a command which
//! is stopped leaves the old set or the new one. Where others have files in it, the new ones take their
//! places by a journal, and whoever uses the folder next ends what was interrupted.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::journal;
use super::lock::Access;
use super::manifest::{self, Manifest};
use super::paths::output_folder;
use super::places::choose_name_aside;
use super::staged::Staging;
use super::{STRAY, Written, holds, parent, unwritten};
use crate::failure::Failure;
use crate::terminal;

pub(crate) use super::manifest::FileSet;
pub(crate) use super::paths::Sources;

/// More files of somebody else than this are not carried over: it is not a folder for outputs.
const MOST_OTHERS: usize = 1_000;

/// How a set takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replacing {
    /// The whole folder in one step.
    AtOnce,
    /// One file after the other, the last one last, in the folder as it is: viewers that watch a file
    /// see it change. A journal ends it where it is interrupted.
    InPlace,
}

/// A folder of outputs that no other command writes to.
#[derive(Debug)]
pub(crate) struct Outputs {
    /// The folder as the user named it.
    named: PathBuf,
    /// Its full path.
    folder: PathBuf,
    /// Nothing as long as not even the folder that it would be in is there.
    staging: Option<Staging>,
}

impl Outputs {
    /// Claims a folder of outputs, before what they are made of is read.
    ///
    /// # Errors
    /// [`Failure::Usage`] where it cannot be one, and [`Failure::Busy`].
    pub(crate) fn claim(folder: &Path, sources: &Sources<'_>) -> Result<Self, Failure> {
        let full = output_folder(folder, sources)?;
        let staging = match claim_staging(&full) {
            Ok(staging) => Some(staging),
            // What is at fault in what is read comes before that nothing can be written.
            Err(Failure::Write { .. }) => None,
            Err(failure) => return Err(failure),
        };
        Ok(Self { named: folder.to_owned(), folder: full, staging })
    }

    /// Refuses the folder where what was read since shows that it cannot be one.
    ///
    /// # Errors
    /// [`Failure::Usage`].
    pub(crate) fn keep_clear_of(&self, sources: &Sources<'_>) -> Result<(), Failure> {
        output_folder(&self.named, sources).map(drop)
    }

    /// Puts `files` in the place of the set that an earlier run wrote, and takes away what that had
    /// more.
    ///
    /// # Errors
    /// [`Failure::Occupied`] where a file that is not ours is in the way, and [`Failure::Write`]; then
    /// the folder is as it was.
    pub(crate) fn replace(
        &mut self,
        set: FileSet,
        files: &[Written],
        replacing: Replacing,
    ) -> Result<(), Failure> {
        let change = Change::find(&self.named, &self.folder, set, files)?;
        if change.is_none_needed() {
            return Ok(());
        }
        super::may_write(&self.folder).map_err(unwritten(&self.folder))?;
        if self.staging.is_none() {
            let above = parent(&self.folder);
            fs::create_dir_all(above).map_err(unwritten(above))?;
            self.staging = Some(claim_staging(&self.folder)?);
        }
        let Some(staging) = &self.staging else { return Ok(()) };
        if replacing == Replacing::AtOnce
            && change.is_of_ours_alone()
            && staging.is_like(&self.folder)
        {
            change.fill(staging.path())?;
            match staging.take_place(&self.folder, |gone| change.rescue(gone)) {
                Ok(()) => {
                    change.tell_kept(&self.named);
                    return Ok(());
                }
                // Not every file system can exchange two folders.
                Err(_) if self.folder.is_dir() => {}
                Err(why) => return Err(Failure::Write { path: self.folder.clone(), why }),
            }
        }
        change.fill_in_place()?;
        change.tell_kept(&self.named);
        Ok(())
    }
}

/// Claims the folder in which files wait for `folder`, of which nothing is half changed then.
fn claim_staging(folder: &Path) -> Result<Staging, Failure> {
    let staging = Staging::claim(folder)?;
    // What a command left half-way is ended before it counts as what is there.
    drop(journal::enter(folder, Access::Write)?);
    Ok(staging)
}

/// What is where a file is to be.
enum State {
    Free,
    /// What an earlier run wrote.
    Ours,
    /// The same bytes.
    Same,
    /// Something of the user's at this path.
    Occupied(PathBuf),
}

impl State {
    /// What is at `path` in `folder` where `bytes` are to be.
    fn find(folder: &Path, path: &Path, bytes: &[u8], before: &Manifest) -> Self {
        for above in path.ancestors().skip(1).filter(|above| *above != Path::new("")) {
            match folder.join(above).symlink_metadata() {
                Ok(about) if !about.is_dir() => return Self::Occupied(above.to_owned()),
                _ => {}
            }
        }
        let full = folder.join(path);
        match full.symlink_metadata() {
            Err(_) => Self::Free,
            Ok(about) if !about.is_file() => Self::Occupied(path.to_owned()),
            Ok(_) if holds(&full, bytes) => Self::Same,
            Ok(_) => match super::read(&full) {
                Some(there) if before.lists(&slashed(path), &there) => Self::Ours,
                _ => Self::Occupied(path.to_owned()),
            },
        }
    }
}

/// What is in a folder already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    File,
    Folder,
    /// A link, or what else there may be: it is neither followed nor opened.
    Other,
}

/// What is to be done to a folder of outputs.
struct Change<'a> {
    folder: &'a Path,
    files: &'a [Written],
    there: BTreeMap<PathBuf, Entry>,
    /// How many files in it no run of ours wrote.
    others: usize,
    /// New files that are there as they are to be.
    unchanged: BTreeSet<&'a Path>,
    /// What an earlier run wrote, and this one does not.
    removed: BTreeSet<PathBuf>,
    /// The same, which somebody has changed since.
    kept: Vec<PathBuf>,
    before: Manifest,
    after: Manifest,
}

impl<'a> Change<'a> {
    /// What is to be done to the folder as it is.
    fn find(
        named: &Path,
        folder: &'a Path,
        set: FileSet,
        files: &'a [Written],
    ) -> Result<Self, Failure> {
        let before = Manifest::read(folder);
        let there = entries(folder)?;
        let mut occupied = Vec::new();
        if there.get(Path::new(manifest::NAME)).is_some_and(|entry| *entry != Entry::File) {
            occupied.push(named.join(manifest::NAME));
        }
        let mut unchanged = BTreeSet::new();
        for (path, bytes) in files {
            match State::find(folder, path, bytes, &before) {
                State::Free | State::Ours => {}
                State::Same => {
                    unchanged.insert(path.as_path());
                }
                State::Occupied(by) => occupied.push(named.join(by)),
            }
        }
        if !occupied.is_empty() {
            occupied.sort();
            occupied.dedup();
            return Err(Failure::Occupied(occupied));
        }
        let (mut removed, mut kept) = (BTreeSet::new(), Vec::new());
        for path in before.paths(set).map(PathBuf::from) {
            let full = folder.join(&path);
            if files.iter().any(|(new, _)| *new == path) || !there.contains_key(&path) {
                continue;
            }
            let is_file = there.get(&path) == Some(&Entry::File);
            let as_written = is_file.then(|| super::read(&full)).flatten();
            if as_written.is_some_and(|bytes| before.lists(&slashed(&path), &bytes)) {
                removed.insert(path);
            } else {
                kept.push(path);
            }
        }
        let is_other = |(path, entry): &(&PathBuf, &Entry)| {
            **entry != Entry::Folder
                && !before.has(&slashed(path))
                && !path.ends_with(manifest::NAME)
        };
        let others = there.iter().filter(is_other).count();
        if others > MOST_OTHERS {
            return Err(Failure::Usage(format!(
                "{} holds more than {MOST_OTHERS} other files: name a folder for outputs alone with --out",
                named.display()
            )));
        }
        let hashes =
            manifest::hashes(files.iter().map(|(path, bytes)| (slashed(path), bytes.as_slice())));
        let after = before.with_set(set, &hashes);
        Ok(Self { folder, files, there, others, unchanged, removed, kept, before, after })
    }

    fn is_none_needed(&self) -> bool {
        self.unchanged.len() == self.files.len()
            && self.removed.is_empty()
            && self.before == self.after
    }

    /// Whether nothing in the folder is anybody else's: only then is it exchanged for another, since whoever
    /// writes into it meanwhile would write into the one that goes.
    fn is_of_ours_alone(&self) -> bool {
        self.others == 0
    }

    /// What somebody wrote into the folder that goes, after it was looked at, comes into the new one.
    fn rescue(&self, gone: &Path) {
        let Ok(left) = entries(gone) else { return };
        for (path, entry) in left {
            let (old, new) = (gone.join(&path), self.folder.join(&path));
            let as_written =
                || super::read(&old).is_some_and(|one| self.before.lists(&slashed(&path), &one));
            if entry != Entry::File || path.ends_with(manifest::NAME) || as_written() {
                continue;
            }
            let place = if new.symlink_metadata().is_ok() {
                if super::holds(&new, &super::read(&old).unwrap_or_default()) {
                    continue;
                }
                choose_name_aside(&new)
            } else {
                new
            };
            let moved = fs::create_dir_all(parent(&place)).and_then(|()| fs::rename(&old, &place));
            if moved.is_ok() {
                terminal::note(&format!("kept {}, which was written meanwhile", place.display()));
            }
        }
    }

    /// Fills `staging` with the new set and with everything else that is there.
    fn fill(&self, staging: &Path) -> Result<(), Failure> {
        let written: BTreeSet<_> = self.files.iter().map(|(path, _)| path.as_path()).collect();
        for (path, entry) in &self.there {
            let replaced =
                written.contains(path.as_path()) && !self.unchanged.contains(path.as_path());
            if replaced || self.removed.contains(path) || path == Path::new(manifest::NAME) {
                continue;
            }
            let (from, to) = (self.folder.join(path), staging.join(path));
            carry_over(&from, &to, *entry).map_err(unwritten(&from))?;
        }
        for (path, bytes) in self.files {
            if !self.unchanged.contains(path.as_path()) {
                self.write(path, bytes, &staging.join(path))?;
            }
        }
        let list = self.after.to_bytes()?;
        self.write(Path::new(manifest::NAME), &list, &staging.join(manifest::NAME))?;
        match fs::metadata(self.folder) {
            Ok(about) => fs::set_permissions(staging, about.permissions()),
            Err(_) => Ok(()),
        }
        .map_err(unwritten(staging))
    }

    /// The same one file after the other, so that whoever comes next can end it: the list of them first,
    /// the paper last.
    fn fill_in_place(&self) -> Result<(), Failure> {
        fs::create_dir_all(self.folder).map_err(unwritten(self.folder))?;
        let _lock = journal::enter(self.folder, Access::Write)?;
        let list = (PathBuf::from(manifest::NAME), self.after.to_bytes()?);
        let files: Vec<_> = std::iter::once(&list).chain(self.files).cloned().collect();
        journal::replace_files(self.folder, &files, &self.removed)
    }

    /// Writes a file with the permissions of the one that it takes the place of.
    fn write(&self, path: &Path, bytes: &[u8], to: &Path) -> Result<(), Failure> {
        let failed = unwritten(to);
        fs::create_dir_all(parent(to)).map_err(failed)?;
        let mut file = fs::File::create_new(to).map_err(failed)?;
        if let Ok(about) = self.folder.join(path).symlink_metadata() {
            file.set_permissions(about.permissions()).map_err(failed)?;
        }
        std::io::Write::write_all(&mut file, bytes).map_err(failed)
    }

    fn tell_kept(&self, named: &Path) {
        for path in &self.kept {
            terminal::note(&format!(
                "{} was changed since panel wrote it: it is left as it is",
                named.join(path).display()
            ));
        }
    }
}

/// The same entry in another folder: a file is the same file there.
fn carry_over(from: &Path, to: &Path, entry: Entry) -> std::io::Result<()> {
    match entry {
        Entry::Folder => {
            fs::create_dir_all(to)?;
            fs::set_permissions(to, fs::metadata(from)?.permissions())
        }
        Entry::File => fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop)),
        Entry::Other => fs::hard_link(from, to),
    }
}

/// Everything in a folder, by its path from it; no link is followed.
fn entries(folder: &Path) -> Result<BTreeMap<PathBuf, Entry>, Failure> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(within) = waiting.pop() {
        let path = folder.join(&within);
        if path.symlink_metadata().is_err() {
            continue;
        }
        let is_root = within.as_os_str().is_empty();
        let failed = unwritten(&path);
        for entry in fs::read_dir(&path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if is_root && is_passing(&entry.file_name()) {
                continue;
            }
            let kind = entry.file_type().map_err(failed)?;
            let path = within.join(entry.file_name());
            let kind = if kind.is_dir() {
                waiting.push(path.clone());
                Entry::Folder
            } else if kind.is_file() {
                Entry::File
            } else {
                Entry::Other
            };
            found.insert(path, kind);
            // Nothing is gained by knowing them all.
            if found.len() > 3 * MOST_OTHERS {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

/// Whether a name in a folder of outputs is that of what commands have there while they write.
fn is_passing(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let passing = ["new", "lock"].iter().any(|one| name.strip_prefix(STRAY) == Some(one));
    passing || journal::is_journal(&name)
}

/// A path with slashes, as the manifest has it on every system.
fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
