//! Where a row stands in each of two reports, and the rows that stand otherwise than they did.

use std::fmt;

use panel_core::{Assessment, Finding, Reason, Row, RowId};
use serde::{Serialize, Serializer};

use crate::cause::causes;
use crate::figures::Figures;
use crate::{Cause, ChangedSetting, Judged, same};

/// A row by its name and its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowName {
    /// `sp12.offences`.
    pub id: RowId,
    /// The label as the panel reads it.
    pub label: &'static str,
}

impl RowName {
    /// The name of a row.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        Self { id: row.id.clone(), label: row.label }
    }
}

/// `SP12 Number of offences`; a figure of an item that is no priority has its label alone.
impl fmt::Display for RowName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.id.owner.strip_prefix("sp");
        match code.filter(|code| code.starts_with(|letter: char| letter.is_ascii_digit())) {
            Some(code) => write!(formatter, "SP{} {}", code.to_uppercase(), self.label),
            None => formatter.write_str(self.label),
        }
    }
}

/// Where a row stands in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// `assessed`, `reported` or `awaited`.
    pub state: &'static str,
    /// The colour, where a test gave one.
    pub assessment: Option<Assessment>,
    /// Why.
    pub reason: Reason,
    /// The reason as a sentence; of an awaited row, why it was not received.
    pub because: String,
}

impl Standing {
    fn of(row: &Row) -> Self {
        let reason = row.finding.reason();
        let because = match &row.finding {
            Finding::Awaited { awaited, .. } => awaited.why.clone(),
            Finding::Assessed { .. } | Finding::Reported { .. } => reason.sentence().to_owned(),
        };
        let (state, assessment) = (row.finding.state(), row.finding.assessment());
        Self { state, assessment, reason, because }
    }

    /// The colour in a word, or the state of a row without one.
    #[must_use]
    pub fn word(&self) -> String {
        self.assessment.map_or_else(|| self.state.to_owned(), |one| one.word().to_lowercase())
    }

    fn differs(&self, other: &Self) -> bool {
        (self.state, self.assessment) != (other.state, other.assessment)
    }
}

/// A row that changed colour or state, appeared or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowChange {
    /// The row.
    #[serde(flatten)]
    pub row: RowName,
    /// Where it stood; `None` where the row is new.
    pub old: Option<Standing>,
    /// Where it stands; `None` where the row is gone.
    pub new: Option<Standing>,
    /// The change in plain English.
    pub sentence: String,
    /// Why it changed; never empty.
    #[serde(serialize_with = "with_sentences")]
    pub causes: Vec<Cause>,
}

impl RowChange {
    /// Whether no more is known of the row than that it is awaited, which what is awaited says.
    #[must_use]
    pub fn is_awaited_now(&self) -> bool {
        self.new.as_ref().is_some_and(|now| now.state == "awaited")
    }

    /// The two colours, where both reports judged the row and the colours differ.
    #[must_use]
    pub fn colours(&self) -> Option<(Assessment, Assessment)> {
        let (old, new) = (self.old.as_ref()?.assessment?, self.new.as_ref()?.assessment?);
        (old != new).then_some((old, new))
    }
}

/// A cause with its sentence, as JSON has it.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    cause: &'a Cause,
    sentence: String,
}

fn with_sentences<S: Serializer>(causes: &[Cause], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(causes.iter().map(|cause| Told { cause, sentence: cause.to_string() }))
}

/// The rows of the dashboard that stand otherwise than they did: in the order of the new report,
/// then those that went.
pub(crate) fn changed(
    old: Judged<'_>,
    new: Judged<'_>,
    settings: &[ChangedSetting],
    read: (&Figures<'_>, &Figures<'_>),
) -> Vec<RowChange> {
    let shown = |row: &&Row| row.on_dashboard;
    let mut changes = Vec::new();
    for now in new.rows.iter().filter(shown) {
        match same(now, old.rows).filter(shown) {
            None => changes.push(change(now, None, Some(now), vec![Cause::NewRow])),
            Some(before) if Standing::of(before).differs(&Standing::of(now)) => {
                let causes = causes((before, now), (old, new), settings, read);
                changes.push(change(now, Some(before), Some(now), causes));
            }
            Some(_) => {}
        }
    }
    for before in old.rows.iter().filter(shown) {
        if !same(before, new.rows).is_some_and(|now| now.on_dashboard) {
            changes.push(change(before, Some(before), None, vec![Cause::GoneRow]));
        }
    }
    changes
}

fn change(row: &Row, old: Option<&Row>, new: Option<&Row>, causes: Vec<Cause>) -> RowChange {
    let (row, old, new) = (RowName::of(row), old.map(Standing::of), new.map(Standing::of));
    let before = match &old {
        Some(standing) => format!("{} before", standing.word()),
        None => "not in the old report".to_owned(),
    };
    let sentence = match &new {
        Some(now) => {
            format!("{row}: {before}, {} now, because: {}", now.word(), now.because)
        }
        None => format!("{row}: {before}, not in the new report."),
    };
    RowChange { row, old, new, sentence, causes }
}
