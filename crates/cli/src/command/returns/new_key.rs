//! `panel returns new-key`: a key file of random bytes, made where no other command would find it.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use super::key_file::repository;
use crate::failure::Failure;
use crate::output;

/// How many bytes a key file has.
const BYTES: usize = 32;

/// Makes the key file `path`, which is not there yet.
pub(crate) fn run(path: &Path) -> Result<(), Failure> {
    let shown = path.display();
    let failed = |why| Failure::Write { path: path.to_owned(), why };
    let Some(name) = path.file_name() else {
        return Err(Failure::Usage(format!("{shown} is not the name of a file: give one")));
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().map_err(failed)?;
    let path = folder.join(name);
    if let Some(repository) = repository(&path) {
        return Err(Failure::Usage(format!(
            "{shown} lies in the git repository {}, with which a key file would be copied: give a path outside every repository",
            repository.display()
        )));
    }
    if let Some(quarter) = path.ancestors().skip(1).find(|one| one.join("panel.toml").exists()) {
        return Err(Failure::Usage(format!(
            "{shown} lies in the quarter {}, where a key file would be beside its keys: give a path outside it",
            quarter.display()
        )));
    }
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)
        .map_err(|error| failed(std::io::Error::other(error.to_string())))?;
    let mut file = match create(&path) {
        Ok(file) => file,
        Err(why) if why.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::Usage(format!(
                "{shown} is there already, and a key file is never replaced: give another name"
            )));
        }
        Err(why) => return Err(failed(why)),
    };
    let written = file.write_all(&bytes).and_then(|()| file.sync_all());
    if let Err(why) = written {
        // A part of a key file would be taken for one.
        let _ = std::fs::remove_file(&path);
        return Err(failed(why));
    }
    // That its name lasts is more than every system can say.
    let _ = File::open(&folder).and_then(|folder| folder.sync_all());
    output::print(&format!(
        "Made: {shown}, with {BYTES} random bytes that only you can read\n\
         Next: give it with --key-file to `panel returns receive`, for every table and every quarter\n\
         Keep: a copy of it where only those can read it who receive returns. Whoever has it and a list\n  \
         of numbers can find each person in the records. Without it, no later record of a person can be\n  \
         joined to an earlier one.\n"
    ))
}

/// Creates a file that only its owner can read, and that was not there.
fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}
