//! A new folder with all of its files, or none.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::staged::Staging;
use super::{Written, check_name, holds, parent, sync_folder, unwritten};
use crate::failure::Failure;

/// Makes the folder with these files, by their paths from it. One that is there and holds just them was
/// made by a command that was stopped before it said so.
///
/// # Errors
/// [`Failure::Occupied`] where another folder is there, and [`Failure::Write`]; then nothing was made.
pub(crate) fn make_folder(folder: &Path, files: &[Written]) -> Result<(), Failure> {
    check_name(folder)?;
    for (path, _) in files {
        check_name(&folder.join(path))?;
    }
    let above = parent(folder);
    fs::create_dir_all(above).map_err(unwritten(above))?;
    let staging = Staging::claim(folder)?;
    if folder.symlink_metadata().is_ok() {
        let is_made = files.iter().all(|(path, bytes)| holds(&folder.join(path), bytes));
        return if is_made { Ok(()) } else { Err(Failure::Occupied(vec![folder.to_owned()])) };
    }
    for (path, bytes) in files {
        let to = staging.path().join(path);
        let failed = unwritten(&to);
        fs::create_dir_all(parent(&to)).map_err(failed)?;
        let mut file = fs::File::create_new(&to).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    }
    let mut folders: Vec<_> = files.iter().flat_map(|(path, _)| path.ancestors().skip(1)).collect();
    folders.sort();
    folders.dedup();
    for path in folders {
        sync_folder(&staging.path().join(path));
    }
    staging.take_place(folder, |_| ()).map_err(unwritten(folder))?;
    sync_folder(above);
    Ok(())
}
