//! What a draft shows and a paper does not: what is still wrong with it.

use serde::Serialize;

/// That this is a draft, and what keeps it from being the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// The word behind the text of every page.
    pub watermark: String,
    /// `What is still wrong`, or where nothing is, `What to look at`.
    pub title: String,
    /// How much there is of it, and where it is told.
    pub introduction: Vec<String>,
    /// What belongs to no section: faults of returns, of explanations and of configuration.
    pub faults: Vec<StillWrong>,
}

/// One thing that is still wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StillWrong {
    /// `Fault`, `To look at` or `No commentary yet`.
    pub kind: String,
    /// File, line and column, as far as there are any.
    pub place: String,
    /// What is wrong.
    pub says: String,
    /// What to do about it, in lines.
    pub remedy: Vec<String>,
}
