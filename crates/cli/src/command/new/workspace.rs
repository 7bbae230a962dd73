//! Reads what a new priority may change.

use std::fs;
use std::path::{Path, PathBuf};

use panel_core::{Slip, read_toml_error};
use panel_scaffold::{Existing, NewPriority, QuarterFolder, Refusal, Workspace};

use crate::failure::Failure;

/// Where quarters are, from the root of the workspace.
const QUARTERS: [&str; 2] = ["reports", "tests/fixtures"];

/// The texts of the workspace at `root` that `asked` may change.
pub(super) fn read(root: &Path, asked: &NewPriority) -> Result<Workspace, Failure> {
    let manifest = needed(root, "crates/plan/Cargo.toml")?;
    let code = needed(root, "crates/plan/src/lib.rs")?;
    let mut plans: Vec<Existing> = Vec::new();
    let mut quarters = Vec::new();
    for folder in with_earlier(root) {
        let panel = needed(root, folder.join("panel.toml"))?;
        let own = folder.join("plan.toml");
        let above = folder.parent().unwrap_or(Path::new("")).join("plan.toml");
        let path = if root.join(&own).is_file() { own } else { above };
        let known = plans.iter().position(|plan| plan.path == path);
        let plan = known.unwrap_or(plans.len());
        if known.is_none() {
            plans.push(needed(root, path)?);
        }
        let awaited = optional(root, folder.join("awaited.toml"))?;
        let (force, fictional) = force(&panel)?;
        quarters.push(QuarterFolder { folder, awaited, force, fictional, plan });
    }
    let folders: Vec<_> = quarters.iter().map(|quarter| &*quarter.folder).collect();
    let mut taken = asked.new_paths(&folders);
    taken.retain(|path| root.join(path).exists());
    Ok(Workspace { manifest, code, plans, quarters, taken })
}

/// Every folder of a quarter, in order.
pub(crate) fn quarter_folders(root: &Path) -> Vec<PathBuf> {
    QUARTERS.iter().flat_map(|place| folders_in(root, Path::new(place))).collect()
}

/// The same, and after each the quarters before it that stand in its own folder: what is compared
/// with must be without a fault as well.
pub(crate) fn with_earlier(root: &Path) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for folder in quarter_folders(root) {
        let earlier = folders_in(root, &folder);
        folders.push(folder);
        folders.extend(earlier);
    }
    folders
}

/// The folders of quarters in `place`, in order.
fn folders_in(root: &Path, place: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root.join(place)) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .flatten()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| place.join(entry.file_name()))
        .filter(|folder| root.join(folder).join("panel.toml").is_file())
        .collect();
    found.sort();
    found
}

/// The name of the force of a quarter, and whether it is fictional.
fn force(panel: &Existing) -> Result<(String, bool), Failure> {
    let table: toml::Table = panel.text.parse().map_err(|error: toml::de::Error| {
        let Slip { what, .. } = read_toml_error(error.message());
        refused(&panel.path, format!("it cannot be read: {what}; `panel check` shows where"))
    })?;
    let of_force = |key| table.get("force").and_then(|force| force.get(key));
    if let (Some(toml::Value::String(name)), Some(toml::Value::Boolean(fictional))) =
        (of_force("name"), of_force("fictional"))
    {
        Ok((name.clone(), *fictional))
    } else {
        let why = "its [force] has no `name` or does not say whether it is `fictional`";
        Err(refused(&panel.path, why.to_owned()))
    }
}

fn needed(root: &Path, path: impl AsRef<Path>) -> Result<Existing, Failure> {
    let path = path.as_ref();
    let name = path.display().to_string();
    let read = panel_returns::bytes(&root.join(path), &name)
        .and_then(|bytes| panel_returns::decode(&name, &bytes));
    match read {
        Ok(source) => Ok(Existing { path: path.to_owned(), text: source.text.to_string() }),
        Err(fault) => {
            let why = "run this in a clone of the repository, or name it with --workspace";
            Err(refused(path, format!("{}; {why}", fault.message)))
        }
    }
}

/// The same of a file that need not be there.
fn optional(root: &Path, path: PathBuf) -> Result<Existing, Failure> {
    if root.join(&path).is_file() {
        needed(root, path)
    } else {
        Ok(Existing { path, text: String::new() })
    }
}

fn refused(path: &Path, why: String) -> Failure {
    Failure::Scaffold(vec![Refusal::NotSafe { path: path.to_owned(), why }])
}
