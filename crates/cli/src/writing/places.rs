//! Where the files of a journal belong: in the folder that is changed, and not behind a link that leads
//! out of it.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{parent, unwritten};
use crate::failure::Failure;
use crate::terminal;

/// The path from `folder` of the file that `path` leads to: a link that stays in the folder is written
/// through, as it is read through.
///
/// # Errors
/// [`Failure::Linked`] where a link leads out of the folder or nowhere, and [`Failure::Write`].
pub(super) fn follow_links(folder: &Path, path: &Path) -> Result<PathBuf, Failure> {
    let full = folder.join(path);
    let failed = unwritten(&full);
    let linked = |why| Failure::Linked { path: full.clone(), why };
    let is_link = |path: &Path| path.symlink_metadata().is_ok_and(|about| about.is_symlink());
    let mut above = full.ancestors().take_while(|above| *above != folder);
    if !above.any(is_link) {
        return Ok(path.to_owned());
    }
    // What is not there yet is to be made below what is.
    let there = full.ancestors().find(|above| above.symlink_metadata().is_ok()).unwrap_or(folder);
    let Ok(real) = there.canonicalize() else {
        return Err(linked("it is a link that leads nowhere"));
    };
    let real = real.join(full.strip_prefix(there).unwrap_or(Path::new("")));
    let folder = folder.canonicalize().map_err(failed)?;
    match real.strip_prefix(&folder) {
        Ok(within) => Ok(within.to_owned()),
        Err(_) => Err(linked("a link leads out of the folder that it is in")),
    }
}

/// Whether a file of the journal can take this place: it lies in the folder, not behind a link, where this
/// user may write, and on the same file system.
pub(super) fn can_be_placed(folder: &Path, place: &Path) -> io::Result<()> {
    if place.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut nearest = folder.to_owned();
    for part in parent(place).strip_prefix(folder).unwrap_or(Path::new("")).components() {
        let next = nearest.join(part);
        match next.symlink_metadata() {
            Ok(about) if about.is_dir() => nearest = next,
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(_) => break,
        }
    }
    super::may_write(&nearest)?;
    if super::is_on_same_device(folder, &nearest) {
        Ok(())
    } else {
        Err(io::ErrorKind::CrossesDevices.into())
    }
}

/// What somebody has written since the journal began is theirs: it is kept beside the new file.
pub(super) fn keep_edited(place: &Path, known: &[Option<String>]) -> io::Result<()> {
    let there = hash_of(place);
    if place.symlink_metadata().is_err() || there.is_some() && known.contains(&there) {
        return Ok(());
    }
    let aside = choose_name_aside(place);
    fs::rename(place, &aside)?;
    terminal::note(&format!(
        "{} was changed after the command was interrupted: your file is kept as {}",
        place.display(),
        aside.display()
    ));
    Ok(())
}

/// A name beside a file that nothing has yet, for what somebody wrote into it.
pub(super) fn choose_name_aside(place: &Path) -> PathBuf {
    let named = |number: usize| {
        let mut name = place.file_name().unwrap_or_default().to_owned();
        name.push(".edited");
        if number > 1 {
            name.push(format!("-{number}"));
        }
        place.with_file_name(name)
    };
    let mut number = 1;
    while named(number).symlink_metadata().is_ok() {
        number += 1;
    }
    named(number)
}

/// The hash of a plain file; nothing of anything else.
pub(super) fn hash_of(file: &Path) -> Option<String> {
    let is_file = file.symlink_metadata().is_ok_and(|about| about.is_file());
    is_file.then(|| super::read(file)).flatten().map(|bytes| super::manifest::hash(&bytes))
}

/// Whether a path leads nowhere but into the folder that it is from.
pub(super) fn is_within(place: &Path) -> bool {
    place.file_name().is_some()
        && place.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Writes a file that lasts, with the permissions and attributes of the one that it takes the place of.
pub(super) fn write_synced(path: &Path, bytes: &[u8], before: Option<&Path>) -> io::Result<()> {
    use std::io::Write as _;
    let mut file = File::create_new(path)?;
    if let Some(before) = before
        && let Ok(about) = before.symlink_metadata()
        && about.is_file()
    {
        file.set_permissions(about.permissions())?;
        keep_attributes(before, &file);
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives a new file the extended attributes of the one before it, such as who else may read it; those that
/// the system gives itself are left to it.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn keep_attributes(before: &Path, new: &File) {
    use rustix::fs::{
        XattrFlags, fsetxattr, lgetxattr, lgetxattr_query, llistxattr, llistxattr_query,
    };
    let listed = || {
        let mut names = vec![0; llistxattr_query(before)?];
        let length = llistxattr(before, &mut names[..])?;
        names.truncate(length);
        rustix::io::Result::Ok(names)
    };
    let Ok(names) = listed() else { return };
    for name in names.split(|byte| *byte == 0) {
        let of_system = [&b"security."[..], b"trusted."].iter().any(|one| name.starts_with(one));
        if name.is_empty() || of_system {
            continue;
        }
        let kept = || {
            let mut value = vec![0; lgetxattr_query(before, name)?];
            let length = lgetxattr(before, name, &mut value[..])?;
            fsetxattr(new, name, &value[..length.min(value.len())], XattrFlags::empty())
        };
        // A drive that takes none of them takes the file all the same.
        let _ = kept();
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn keep_attributes(_before: &Path, _new: &File) {}
