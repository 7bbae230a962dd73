//! The papers of a git revision, made by the program of that revision: a change of a priority shows as
//! well as one of a figure.
//!
//! Revisions are checked out one after the other to one place under Cargo's target folder, with an
//! index of their own: neither the working tree nor git's list of worktrees is touched, and what two
//! revisions share is built once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use panel_review::Papers;

use super::built;
use crate::command::new::workspace::quarter_folders;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::terminal;

/// A revision of the repository that the user is in.
pub(super) struct Revision {
    /// As the user named it.
    name: String,
    /// The commit.
    commit: String,
}

impl Revision {
    /// The revision of this name, where there is one.
    pub(super) fn named(name: &str) -> Option<Self> {
        // What begins with a dash would be an option.
        let commit = format!("{name}^{{commit}}");
        let commit =
            git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).ok()?;
        Some(Self { name: name.to_owned(), commit })
    }

    /// Its name with its commit.
    fn called(&self) -> String {
        let short: String = self.commit.chars().take(10).collect();
        if self.commit.starts_with(&self.name) { short } else { format!("{} ({short})", self.name) }
    }
}

/// The papers of a revision.
pub(super) fn papers(revision: &Revision) -> Result<Papers, Failure> {
    let root = root()?;
    let place = target_folder(&root)?.join("review");
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |why| Failure::Write { path, why }
    };
    let tree = place.join("tree");
    fs::create_dir_all(&tree).map_err(failed(&tree))?;
    // Two at once would check out over each other.
    let lock = place.join("lock");
    let held = File::create(&lock).map_err(failed(&lock))?;
    if held.try_lock().is_err() {
        terminal::note("waiting for another review to end");
        held.lock().map_err(failed(&lock))?;
    }
    let mut git = Command::new("git");
    git.args(["read-tree", "--reset", "-u", &revision.commit])
        .current_dir(&root)
        .env("GIT_INDEX_FILE", place.join("index"))
        .env("GIT_WORK_TREE", &tree);
    ran(&mut git, "git read-tree")?;
    let called = revision.called();
    made(&tree, Some(&place.join("target")), &called)
}

/// The papers of the working tree, as it is.
pub(super) fn working_tree() -> Result<Papers, Failure> {
    made(&root()?, None, "working tree")
}

/// Builds the program in `tree` and makes the papers of its quarters.
fn made(tree: &Path, target: Option<&Path>, called: &str) -> Result<Papers, Failure> {
    terminal::note(&format!("building the program of {called}"));
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--locked", "--package", "panel-cli"]).current_dir(tree);
    if let Some(target) = target {
        cargo.env("CARGO_TARGET_DIR", target);
    }
    ran(&mut cargo, &format!("building the program of {called}"))?;
    let target = target.map_or_else(|| target_folder(tree), |target| Ok(target.to_owned()))?;
    let program = target.join("debug/panel").with_extension(std::env::consts::EXE_EXTENSION);
    let kept = tempfile::tempdir()
        .map_err(|why| Failure::Write { path: PathBuf::from("a temporary folder"), why })?;
    let mut papers = Vec::new();
    for (number, folder) in quarter_folders(tree).iter().enumerate() {
        let shown = folder.display();
        let progress = Progress::begin("Making the papers");
        let out = kept.path().join(number.to_string());
        let paper = Command::new(&program)
            .arg("paper")
            .arg(folder)
            .arg("--out")
            .arg(&out)
            .current_dir(tree)
            .output();
        drop(progress);
        let paper = paper.map_err(|error| Failure::unstarted("panel", &error))?;
        if !paper.status.success() {
            terminal::note(String::from_utf8_lossy(&paper.stderr).trim_end());
            return Err(Failure::Cargo(format!("the paper of {shown} in {called}")));
        }
        papers.push(built::paper(&out, &shown.to_string())?);
    }
    Ok(Papers { name: called.to_owned(), papers })
}

/// The root of the repository that the user is in.
fn root() -> Result<PathBuf, Failure> {
    git(&["rev-parse", "--show-toplevel"]).map(PathBuf::from).map_err(|failure| match failure {
        Failure::Cargo(asked) if asked.starts_with("git rev-parse --show-toplevel (") => {
            Failure::Cargo(asked)
        }
        _ => Failure::Usage(
            "this folder is in no git repository, so it has no revisions; name two folders of built papers"
                .to_owned(),
        ),
    })
}

/// Where Cargo builds what is in `tree`.
fn target_folder(tree: &Path) -> Result<PathBuf, Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(tree);
    let told = ran(cargo.stdout(Stdio::piped()), "cargo metadata")?;
    let told: serde_json::Value = serde_json::from_str(&told)?;
    match told["target_directory"].as_str() {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => Err(Failure::Cargo("cargo metadata".to_owned())),
    }
}

/// What git answers, without its line end.
fn git(arguments: &[&str]) -> Result<String, Failure> {
    let mut git = Command::new("git");
    git.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
    ran(&mut git, &format!("git {}", arguments.join(" "))).map(|told| told.trim().to_owned())
}

/// Runs a program to its end and gives what it printed, if that was asked for.
fn ran(command: &mut Command, what: &str) -> Result<String, Failure> {
    let failed = |error: std::io::Error| Failure::unstarted(what, &error);
    let done = command.spawn().and_then(std::process::Child::wait_with_output).map_err(failed)?;
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(Failure::Cargo(what.to_owned()))
    }
}
