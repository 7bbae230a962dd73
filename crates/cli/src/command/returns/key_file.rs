//! The key file of `panel returns receive`: read, and refused where others could find or guess it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use panel_core::{Fault, code};
use panel_partner_returns::{PersonKeys, WeakKeyFile};

use crate::failure::Failure;
use crate::faults;

/// How a better one is made.
const ANOTHER: &str = "make one with `panel returns new-key FILE`";
/// Where it is kept.
const ELSEWHERE: &str = "move it to a folder outside every repository and quarter, where only those can read it who receive returns";

/// What makes keys of numbers: the content of the key file.
pub(super) fn read(quarter: &Path, path: &Path) -> Result<PersonKeys, Failure> {
    let name = path.to_string_lossy();
    let fault = |code, message: String, remedy: &str| Fault::of_file(code, &name, message, remedy);
    let bytes = panel_returns::bytes(path, &name);
    let bytes = bytes.map_err(|fault| Failure::Rejected(vec![*fault]))?;
    let mut found = Vec::new();
    let place = path.canonicalize();
    if let (Ok(quarter), Ok(path)) = (quarter.canonicalize(), &place)
        && path.starts_with(quarter)
    {
        let message =
            "the key file lies in the folder of the quarter, beside the keys that it made";
        found.push(fault(code!("receive::key_file_inside"), message.to_owned(), ELSEWHERE));
    } else if let Ok(path) = &place
        && let Some(repository) = repository(path)
    {
        let code = code!("receive::key_file_in_repository");
        let message = "the key file lies in a git repository, with which it would be copied";
        let lies = fault(code, message.to_owned(), ELSEWHERE);
        // What git ignores is not committed; where git cannot be asked it is not known.
        let is_committed = is_ignored(&repository, path) == Some(false);
        found.push(if is_committed { lies } else { lies.as_warning() });
    }
    if let Some(mode) = mode(path).filter(|mode| mode & 0o077 != 0) {
        let message =
            format!("people other than its owner can read or change the key file (mode {mode:o})");
        let remedy = format!("run `chmod 600 {name}`");
        // It makes the same keys: who receives returns on a shared computer may have no other way.
        found.push(fault(code!("receive::key_file_open"), message, &remedy).as_warning());
    }
    let keys = PersonKeys::of(&bytes);
    if let Err(weak) = &keys {
        let code = match weak {
            WeakKeyFile::Short(_) => code!("receive::key_file_short"),
            WeakKeyFile::Alike(_) | WeakKeyFile::Text => code!("receive::key_file_weak"),
        };
        found.push(fault(code, weak.to_string(), ANOTHER));
    }
    match keys {
        Ok(keys) if found.iter().all(|one| one.severity == panel_core::Severity::Warning) => {
            faults::show(&found);
            Ok(keys)
        }
        _ => Err(Failure::Rejected(found)),
    }
}

/// The git repository that holds this path, which is absolute and need not be there.
pub(super) fn repository(path: &Path) -> Option<PathBuf> {
    let mut folders = path.ancestors().skip(1);
    folders.find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

/// Whether git ignores the file; nothing where it cannot be asked.
fn is_ignored(repository: &Path, path: &Path) -> Option<bool> {
    let mut git = Command::new("git");
    git.args(["check-ignore", "--quiet", "--"]).arg(path).current_dir(repository);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(name);
    }
    let asked = git.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    match asked.ok()?.code()? {
        0 => Some(true),
        1 => Some(false),
        _ => None,
    }
}

/// Who may do what with the file, where the system says so.
#[cfg(unix)]
fn mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    let about = path.metadata().ok()?;
    Some(about.permissions().mode() & 0o777)
}

#[cfg(not(unix))]
fn mode(_: &Path) -> Option<u32> {
    None
}
