//! What a new priority begins with: its plugin, its lines in the roster, and in each quarter what is
//! awaited and a first sentence of commentary. And a new quarter: what is missing awaited, and the facts of
//! the last one before whoever writes the commentary.
//!
//! Nothing here touches a file: the texts that are to change come in, those that are to be written go
//! out. Either every file is as it should be or there are reasons why not, all of them at once.

mod awaited;
mod kind;
mod missing;
mod partners;
mod plugin;
mod priority;
mod quarter;
mod refusal;
mod roster;
mod row;

use std::path::PathBuf;

pub use kind::Kind;
pub use missing::{Following, Missing};
pub use priority::{NewPriority, Scaffold};
pub use quarter::{NewQuarter, Prompt};
pub use refusal::Refusal;
pub use row::AskedRow;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path from the root of the workspace.
    pub path: PathBuf,
    /// What it holds.
    pub text: String,
}

/// A text of the workspace that a new priority may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    /// Its path from the root of the workspace.
    pub path: PathBuf,
    /// What it holds; of a file that is not there, nothing.
    pub text: String,
}

/// A quarter, as far as a new priority changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterFolder {
    /// Its folder from the root of the workspace.
    pub folder: PathBuf,
    /// Its `awaited.toml`.
    pub awaited: Existing,
    /// The name of its force, which returns what no partner is named for.
    pub force: String,
    /// Whether it is of a force that does not exist, which its commentary says.
    pub fictional: bool,
    /// The place of its plan in [`Workspace::plans`].
    pub plan: usize,
}

/// The texts of the workspace that a new priority may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// `crates/plan/Cargo.toml`.
    pub manifest: Existing,
    /// `crates/plan/src/lib.rs`.
    pub code: Existing,
    /// Every `plan.toml`.
    pub plans: Vec<Existing>,
    /// Every quarter.
    pub quarters: Vec<QuarterFolder>,
    /// The files and folders that are there among those that a new priority makes.
    pub taken: Vec<PathBuf>,
}
