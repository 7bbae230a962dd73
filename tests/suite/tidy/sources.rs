//! The files of the workspace, as text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::quarters::root;

/// A file of the repository.
pub(crate) struct File {
    /// Its path from the root, with slashes.
    pub(crate) path: String,
    /// What it holds; empty where it is no text.
    pub(crate) text: String,
}

impl File {
    /// Whether it is a test, belongs to one or is an example, and so no part of the product.
    pub(crate) fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || self.path.contains("/examples/")
            || self.path.contains("/benches/")
            || self.path.ends_with("/tests.rs")
    }

    /// Its lines of code, with their numbers: comments are left out.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// The files under these folders of the root, by path: what is built or written out is left out.
pub(crate) fn files(folders: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    for folder in folders {
        collect(&root().join(folder), folder, &mut found);
    }
    found.sort_by(|one, next| one.path.cmp(&next.path));
    found
}

/// The Rust files under these folders.
pub(crate) fn rust(folders: &[&str]) -> Vec<File> {
    let mut files = files(folders);
    files.retain(|file| Path::new(&file.path).extension().is_some_and(|ending| ending == "rs"));
    assert!(!files.is_empty(), "there is no Rust under {folders:?}");
    files
}

fn collect(folder: &Path, path: &str, found: &mut Vec<File>) {
    let Ok(entries) = folder.read_dir() else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let inner = format!("{path}/{name}");
        if name.starts_with('.') || ["out", "target", "node_modules"].contains(&&*name) {
            continue;
        }
        if entry.path().is_dir() {
            collect(&entry.path(), &inner, found);
        } else {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            found.push(File { path: inner, text });
        }
    }
}

/// The dependencies of a package by section, such as `dev-dependencies`.
pub(crate) struct Manifest {
    /// Its folder, such as `crates/core`.
    pub(crate) folder: String,
    dependencies: BTreeMap<String, Vec<String>>,
}

impl Manifest {
    /// What it needs to be built.
    pub(crate) fn needs(&self) -> &[String] {
        self.dependencies.get("dependencies").map_or(&[], Vec::as_slice)
    }

    /// What its tests need besides.
    pub(crate) fn needs_for_tests(&self) -> &[String] {
        self.dependencies.get("dev-dependencies").map_or(&[], Vec::as_slice)
    }

    /// Both.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        self.dependencies.values().flatten()
    }
}

/// The manifest of the package in `folder`.
pub(crate) fn manifest(folder: &str) -> Manifest {
    let text = fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let dependencies = table
        .iter()
        .filter(|(name, _)| name.ends_with("dependencies"))
        .map(|(name, list)| (name.clone(), list.as_table().unwrap().keys().cloned().collect()))
        .collect();
    assert!(!table.contains_key("target"), "{folder}: dependencies by target are not looked at");
    Manifest { folder: folder.to_owned(), dependencies }
}

/// The manifests of the packages in the folders under `folder`.
pub(crate) fn manifests(folder: &str) -> Vec<Manifest> {
    let mut names: Vec<_> = root()
        .join(folder)
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| format!("{folder}/{}", entry.file_name().to_str().unwrap()))
        .collect();
    names.sort();
    names.iter().map(|name| manifest(name)).collect()
}

/// Fails with every place where a rule is broken.
#[track_caller]
pub(crate) fn assert_none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

/// The places in the code of `files` that hold one of `words`.
pub(crate) fn holding(files: &[File], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        for (number, line) in file.code() {
            if let Some(word) = words.iter().find(|word| begins(line, word)) {
                found.push(format!("{}:{number}: {word}", file.path));
            }
        }
    }
    found
}

/// Whether a name in `line` begins with `word`, which may be a path or a call.
pub(crate) fn begins(line: &str, word: &str) -> bool {
    let within = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word)
        .any(|(at, _)| !word.starts_with(within) || !line[..at].ends_with(within))
}
