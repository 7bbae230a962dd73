//! The built `panel`, and copies of a quarter for it to work on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::quarters::root;

/// The quarter that the command line is tested on.
pub(crate) const QUARTER: &str = "2014-15-q2";

/// The program, built as the suite was built. It belongs to another package, so that cargo does not
/// say where it is.
pub(crate) fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let suite = std::env::current_exe().unwrap();
        let folder = suite.parent().and_then(Path::parent).unwrap();
        let profile = match folder.file_name().unwrap().to_str().unwrap() {
            "debug" => "dev",
            other => other,
        };
        let built = process::Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "panel-cli", "--profile", profile])
            .arg("--manifest-path")
            .arg(root().join("Cargo.toml"))
            .arg("--target-dir")
            .arg(folder.parent().unwrap())
            .status()
            .unwrap();
        assert!(built.success(), "panel-cli does not build");
        folder.join("panel").with_extension(std::env::consts::EXE_EXTENSION)
    })
}

/// `panel` with these arguments.
pub(crate) fn panel(arguments: &[&str]) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(binary());
    command.args(arguments);
    command
}

/// A quarter with its plan in a folder of its own, so that nothing is written into the repository.
pub(crate) struct Copied {
    kept: TempDir,
}

impl Copied {
    /// A copy of the quarter of the first paper, without its outputs.
    pub(crate) fn quarter() -> Self {
        let kept = tempfile::tempdir().unwrap();
        let reports = root().join("reports");
        fs::copy(reports.join("plan.toml"), kept.path().join("plan.toml")).unwrap();
        copy_folder(&reports.join(QUARTER), &kept.path().join(QUARTER));
        Self { kept }
    }

    /// The quarter's folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.kept.path().join(QUARTER)
    }

    /// The path of `name` in the quarter's folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// What `name` holds.
    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes `name`, and the folders that lead to it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Removes the file `name`.
    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    /// Runs `panel COMMAND FOLDER ARGUMENTS…`.
    pub(crate) fn panel(&self, command: &str, arguments: &[&str]) -> assert_cmd::Command {
        let mut panel = panel(&[command]);
        panel.arg(self.folder()).args(arguments);
        panel
    }

    /// Every file of the copy with its bytes.
    pub(crate) fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        contents(self.kept.path())
    }
}

/// Every file under `folder` with its bytes, but for the list of what was written there.
pub(crate) fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = all_contents(folder);
    found.retain(|path, _| !path.ends_with(".panel-manifest.json"));
    found
}

/// Every file under `folder` with its bytes.
pub(crate) fn all_contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                found.insert(path, bytes);
            }
        }
    }
    found
}

/// Copies a folder without its outputs.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let entry = entry.unwrap();
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == "out" {
            continue;
        }
        if source.is_dir() {
            copy_folder(&source, &target);
        } else {
            fs::copy(&source, &target).unwrap();
        }
    }
}
