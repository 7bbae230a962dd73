//! Why a row changed, as far as its evidence tells.

use std::collections::BTreeSet;
use std::fmt;

use panel_core::{
    Caution, Exhibit, Figure, Finding, Input, Marker, Row, Source, Subject, WITHHELD,
};
use serde::Serialize;

use crate::awaited::{awaited, figures};
use crate::figures::{Figures, new_data, restated_of};
use crate::setting::{concerns, is_recording};
use crate::{ChangedSetting, Given, Judged, Restated};

/// A figure that the old report had and the new one awaits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Which figure of the row, such as `latest`.
    pub figure: &'static str,
    /// Why it is awaited.
    pub why: String,
}

/// A month at which recording changed and from which the new report begins anew.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Rebased {
    /// The first month or quarter recorded anew.
    pub from: String,
    /// What changed.
    pub why: String,
}

/// Why a row changed. More than one may hold, and none is claimed that the evidence does not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// The row stands in the new report alone.
    NewRow,
    /// The row stands in the old report alone.
    GoneRow,
    /// The row reads figures that no row of the old report read.
    NewData {
        /// The figures, oldest months first, and of the same months the force's own last.
        figures: Vec<Given>,
    },
    /// What was received for the old report is awaited in the new one.
    NoLongerReceived {
        /// The figures.
        figures: Vec<Missing>,
    },
    /// Figures of months that the old report had are others now.
    RestatedPast {
        /// The figures.
        figures: Vec<Restated>,
    },
    /// A figure of the same months stands otherwise than it did, such as final for provisional.
    StatusChanged {
        /// Which figure of the row, such as `latest`.
        figure: &'static str,
        /// How it stood.
        old: &'static str,
        /// How it stands.
        new: &'static str,
    },
    /// Settings that the row is judged by differ.
    ChangedSetting {
        /// The settings.
        settings: Vec<ChangedSetting>,
    },
    /// The new report marks a change of recording that the old one did not.
    Rebase {
        /// The changes.
        changes: Vec<Rebased>,
    },
    /// Nothing of these: the figures and settings are the same, and the rule reads other months.
    AnotherPeriod,
    /// Nothing of these, and figures are withheld.
    Withheld,
    /// Nothing of these: the evidence does not tell.
    NotTold,
}

/// The causes, in the order in which they are declared.
pub(crate) fn causes(
    (before, now): (&Row, &Row),
    (old, new): (Judged<'_>, Judged<'_>),
    settings: &[ChangedSetting],
    read: (&Figures<'_>, &Figures<'_>),
) -> Vec<Cause> {
    let mut causes = Vec::new();
    let fresh = new_data(now, read.0, &new.terms.force.area);
    if !fresh.is_empty() {
        causes.push(Cause::NewData { figures: fresh });
    }
    let missing = no_longer_received(before, now);
    if !missing.is_empty() {
        causes.push(Cause::NoLongerReceived { figures: missing });
    }
    let restated = restated_of((before, now), read);
    if !restated.is_empty() {
        causes.push(Cause::RestatedPast { figures: restated });
    }
    causes.extend(changed_status(before, now));
    // Of a row that was not judged, or is not, no setting tells why.
    let awaited = [before, now].iter().any(|row| matches!(row.finding, Finding::Awaited { .. }));
    let concerning =
        settings.iter().filter(|one| !awaited && (concerns(one, before) || concerns(one, now)));
    let changes = rebased((before, now), (old, new));
    // What the rebase says is not said twice.
    let told = |one: &&ChangedSetting| !changes.is_empty() && is_recording(one);
    let concerning: Vec<_> = concerning.filter(|one| !told(one)).cloned().collect();
    if !concerning.is_empty() {
        causes.push(Cause::ChangedSetting { settings: concerning });
    }
    if !changes.is_empty() {
        causes.push(Cause::Rebase { changes });
    }
    if causes.is_empty() {
        causes.push(without_a_cause(before, now));
    }
    causes
}

/// What is said where nothing else holds.
fn without_a_cause(before: &Row, now: &Row) -> Cause {
    let (earlier, later) = (&before.finding.evidence().inputs, &now.finding.evidence().inputs);
    if earlier.iter().chain(later).any(|input| input.value == WITHHELD) {
        return Cause::Withheld;
    }
    let another = subjects(earlier) != subjects(later);
    if another { Cause::AnotherPeriod } else { Cause::NotTold }
}

/// What the inputs are of, each once and in order.
fn subjects(inputs: &[Input]) -> BTreeSet<&Subject> {
    inputs.iter().map(|input| &input.subject).collect()
}

fn no_longer_received(before: &Row, now: &Row) -> Vec<Missing> {
    let now_awaited = figures(now).filter_map(|(name, figure)| match figure {
        Figure::Awaited(awaited) => Some((name, awaited)),
        Figure::Known { .. } | Figure::Withheld { .. } => None,
    });
    now_awaited
        .filter(|(name, _)| {
            figures(before).any(|(known, _)| known == *name) && awaited(before, name).is_none()
        })
        .map(|(figure, awaited)| Missing { figure, why: awaited.why.clone() })
        .collect()
}

fn changed_status<'a>(before: &'a Row, now: &'a Row) -> impl Iterator<Item = Cause> {
    figures(now).filter_map(|(figure, later)| {
        let (_, earlier) = figures(before).find(|(known, _)| *known == figure)?;
        match (earlier, later) {
            (
                Figure::Known { status: old, period: months, .. },
                Figure::Known { status: new, period, .. },
            ) if old != new && months == period => {
                Some(Cause::StatusChanged { figure, old: old.name(), new: new.name() })
            }
            _ => None,
        }
    })
}

/// The changes of recording that the new report marks: in its chart, or by its caution.
fn rebased((before, now): (&Row, &Row), (old, new): (Judged<'_>, Judged<'_>)) -> Vec<Rebased> {
    let earlier = markers(before);
    let fresh = |marker: &&Marker| {
        !earlier.iter().any(|known| known.period == marker.period && known.why == marker.why)
    };
    let mut found: Vec<_> = markers(now)
        .iter()
        .filter(fresh)
        .map(|marker| Rebased { from: marker.period.to_string(), why: marker.why.clone() })
        .collect();
    let cautioned =
        |row: &Row| row.finding.evidence().cautions.contains(&Caution::RecordingChanged);
    if cautioned(now) {
        let inputs = &now.finding.evidence().inputs;
        for change in &new.terms.recording_changes {
            // A caution that stood before is of this change only where the change is a new one.
            let is_new = !old.terms.recording_changes.contains(change);
            let read = inputs.iter().any(|input| *input.subject.series == *change.series);
            let said = found.iter().any(|known: &Rebased| known.why == change.why);
            if read && !said && (is_new || !cautioned(before)) {
                found.push(Rebased { from: change.from.to_string(), why: change.why.clone() });
            }
        }
    }
    found
}

fn markers(row: &Row) -> &[Marker] {
    match row.finding.evidence().exhibit() {
        Some(Exhibit::ControlChart(chart)) => &chart.changes,
        _ => &[],
    }
}

/// More restated figures than this are counted where the sentence is to be brief.
const MOST_TOLD: usize = 2;

/// As a sentence without its full stop.
impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.said(true))
    }
}

impl Cause {
    /// The same for a reader who does not look into the folders: no files and lines, and of many
    /// figures their number.
    #[must_use]
    pub fn brief(&self) -> String {
        self.said(false)
    }

    fn said(&self, whole: bool) -> String {
        let from = |source: &Source| if whole { format!(" ({source})") } else { String::new() };
        match self {
            Self::NewRow => "the row is new".to_owned(),
            Self::GoneRow => "the row is gone".to_owned(),
            Self::NewData { figures } => {
                let last = figures.last().map_or_else(String::new, |last| {
                    format!("{} for {}{}", last.value, last.period, from(&last.source))
                });
                match figures.len() {
                    1 => format!("new data: {last}"),
                    more => format!("new data: {more} figures, the last of them {last}"),
                }
            }
            Self::NoLongerReceived { figures } => {
                // Why, stands with what is newly awaited.
                let names: Vec<_> = figures.iter().map(|one| one.figure).collect();
                format!("no longer received: {}", names.join(", "))
            }
            Self::RestatedPast { figures } if !whole && figures.len() > MOST_TOLD => {
                format!("restated past: {} figures", figures.len())
            }
            Self::RestatedPast { figures } => {
                let said = figures.iter().map(|one| {
                    let (old, new) = (from(&one.old_source), from(&one.new_source));
                    format!("{} before{old}, {} now{new} for {}", one.old, one.new, one.period)
                });
                format!("restated past: {}", clauses(said))
            }
            Self::StatusChanged { figure, old, new } => {
                format!("the {figure} figure was {old} before and is {new} now")
            }
            Self::ChangedSetting { settings } => {
                let said = settings
                    .iter()
                    .map(|one| format!("{} was {} and is {}", one.name, one.old, one.new));
                format!("changed setting: {}", clauses(said))
            }
            Self::Rebase { changes } => {
                let said = changes.iter().map(|one| format!("from {}: {}", one.from, one.why));
                format!("rebase: recording changed {}", clauses(said))
            }
            Self::AnotherPeriod => {
                "the same data and settings; the rule reads another period".to_owned()
            }
            Self::Withheld => {
                "figures are withheld, so that nobody can see what changed it".to_owned()
            }
            Self::NotTold => {
                "the same figures and settings; the evidence does not show what changed it"
                    .to_owned()
            }
        }
    }
}

fn clauses(said: impl Iterator<Item = String>) -> String {
    let said: Vec<_> = said.map(|one| one.trim_end_matches('.').to_owned()).collect();
    said.join("; ")
}
