//! What the paper says besides findings: who reports to whom, when, and the standing tables.

use jiff::civil::Date;

use crate::{Area, Look};

/// The particulars of one paper, from `panel.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperDetails {
    /// The body that reports, such as a Police and Crime Commissioner.
    pub body: String,
    /// Its office.
    pub office: String,
    /// The panel that it reports to.
    pub panel: String,
    /// The letter that the clerk gives the paper; empty until then.
    pub marked: String,
    /// What every page is to say, such as that this is an illustration; empty for a paper that is
    /// put to a panel.
    pub notice: String,
    /// Whose report it is, by role.
    pub report_of: String,
    /// The day of the meeting.
    pub date: Date,
    /// Who wrote it, by role.
    pub author: String,
    /// What a reader should know about the comparison group; may be empty.
    pub comparison_note: String,
    /// What it looks like.
    pub look: Look,
    /// What areas are called.
    pub areas: Vec<Area>,
    /// The implications: heading and text.
    pub implications: Vec<(String, String)>,
    /// The background papers.
    pub background_papers: Vec<String>,
    /// Whom to ask: role and body.
    pub contacts: Vec<(String, String)>,
}
