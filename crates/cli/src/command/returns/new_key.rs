//! `panel returns new-key`: a key file of random bytes, made where no other command would find it.

use std::path::Path;

use super::key_file::repository;
use crate::failure::Failure;
use crate::{output, writing};

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
    getrandom::fill(&mut bytes).map_err(|error| {
        failed(match error.raw_os_error() {
            Some(number) => std::io::Error::from_raw_os_error(number),
            None => std::io::Error::other("the system gives no random bytes"),
        })
    })?;
    writing::create_private_file(&path, &bytes).map_err(|failure| match failure {
        Failure::Occupied(_) => Failure::Usage(format!(
            "{shown} is there already, and a key file is never replaced: give another name"
        )),
        other => other,
    })?;
    output::report(&format!(
        "Made: {shown}, with {BYTES} random bytes that only you can read\n\
         Next: give it with --key-file to `panel returns receive`, for every table and every quarter\n\
         Keep: a copy of it where only those can read it who receive returns. Whoever has it and a list\n  \
         of numbers can find each person in the records. Without it, no later record of a person can be\n  \
         joined to an earlier one.\n"
    ))
}
