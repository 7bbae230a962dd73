//! What an earlier run wrote into a folder of outputs: each file with its hash, so that no file of
//! anybody else's is replaced or taken away.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;

/// The name of the manifest in the folder that it is of.
pub(super) const NAME: &str = ".panel-manifest.json";

/// The files that one kind of command writes together: a later run replaces all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileSet {
    /// The paper and what is beside it.
    Paper,
    /// A draft of it.
    Draft,
    /// The workbooks that partners fill in.
    Templates,
}

/// Hashes by path, with slashes. While files take their places one by one, one may have two.
type Hashes = BTreeMap<String, BTreeSet<String>>;

/// The manifest of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    sets: BTreeMap<FileSet, Hashes>,
}

impl Manifest {
    /// The manifest in `folder`; an empty one where there is none that can be read.
    pub(super) fn read(folder: &Path) -> Self {
        let path = folder.join(NAME);
        let is_file = path.symlink_metadata().is_ok_and(|about| about.is_file());
        let bytes = is_file.then(|| super::read(&path)).flatten();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, Failure> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text.into_bytes())
    }

    /// Whether the file at `path`, which holds `bytes`, is as a run wrote it.
    pub(super) fn lists(&self, path: &str, bytes: &[u8]) -> bool {
        let mut hashes = self.sets.values().filter_map(|set| set.get(path)).peekable();
        hashes.peek().is_some() && {
            let hash = hash(bytes);
            hashes.any(|known| known.contains(&hash))
        }
    }

    /// The paths of a set.
    pub(super) fn paths(&self, set: FileSet) -> impl Iterator<Item = &str> {
        self.sets.get(&set).into_iter().flat_map(|hashes| hashes.keys().map(String::as_str))
    }

    /// Whether any run wrote a file of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.sets.values().any(|set| set.contains_key(path))
    }

    /// The same with these files as the whole of a set. A path belongs to the set that wrote it last.
    pub(super) fn with_set(&self, set: FileSet, files: &Hashes) -> Self {
        let mut sets = self.sets.clone();
        for hashes in sets.values_mut() {
            hashes.retain(|path, _| !files.contains_key(path));
        }
        sets.insert(set, files.clone());
        sets.retain(|_, hashes| !hashes.is_empty());
        Self { sets }
    }
}

/// Each file's path and hash.
pub(super) fn hashes<'a>(files: impl Iterator<Item = (String, &'a [u8])>) -> Hashes {
    files.map(|(path, bytes)| (path, BTreeSet::from([hash(bytes)]))).collect()
}

/// The SHA-256 of what a file holds, in hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
