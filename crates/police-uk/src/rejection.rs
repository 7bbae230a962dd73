//! Everything that is wrong with the files, as far as anybody would read it.

use panel_core::Fault;
use thiserror::Error;

/// As many faults are shown.
const SHOWN: usize = 100;

/// Why nothing was counted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{} in {}", counted(self.all(), "fault"), counted(self.files, "file"))]
pub struct Rejection {
    /// The first faults, in the order of the files.
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub more: u64,
    /// How many files are at fault.
    pub files: u64,
    /// Whether every file was read to its end; if not, there may be more faults yet.
    pub read_to_the_end: bool,
}

impl Rejection {
    pub(crate) fn none() -> Self {
        Self { faults: Vec::new(), more: 0, files: 0, read_to_the_end: true }
    }

    pub(crate) fn of(fault: Fault) -> Self {
        Self { faults: vec![fault], more: 0, files: 1, read_to_the_end: true }
    }

    pub(crate) fn is_none(&self) -> bool {
        self.faults.is_empty()
    }

    /// These faults, and after them others.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.faults.extend(other.faults);
        let hidden = self.faults.len().saturating_sub(SHOWN);
        self.faults.truncate(SHOWN);
        Self {
            faults: self.faults,
            more: self.more + other.more + hidden as u64,
            files: self.files + other.files,
            read_to_the_end: self.read_to_the_end && other.read_to_the_end,
        }
    }

    /// How many faults were found.
    fn all(&self) -> u64 {
        self.faults.len() as u64 + self.more
    }
}

fn counted(count: u64, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
