//! A milestone as its owner returned it.

use std::fmt;

use serde::Serialize;

use crate::exhibit::as_printed;
use crate::{MilestoneStatus, Month};

/// How a milestone stands, whose it is, when it is due and what shows it.
///
/// ```
/// use panel_core::{MilestoneStatus, ReturnedMilestone};
/// let training = ReturnedMilestone {
///     progress: "Two of three courses held".to_owned(),
///     status: MilestoneStatus::OnTrack,
///     owner: "Head of Training".to_owned(),
///     due: "2025-12".parse()?,
///     evidence: None,
/// };
/// assert_eq!(
///     training.to_string(),
///     "On track: Two of three courses held. Due December 2025. Owner: Head of Training."
/// );
/// # Ok::<(), panel_core::PeriodError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReturnedMilestone {
    /// What was done.
    pub progress: String,
    /// How it stands.
    pub status: MilestoneStatus,
    /// The role that answers for it, never a person.
    pub owner: String,
    /// The month by whose end it is to be done.
    #[serde(serialize_with = "as_printed")]
    pub due: Month,
    /// What shows that it stands so, where anything was named.
    pub evidence: Option<String>,
}

impl ReturnedMilestone {
    /// Whether at the end of that month its date is past, and it is said to be neither done nor late.
    /// One that is due in that very month is not yet overdue.
    #[must_use]
    pub fn is_overdue_at(&self, month: Month) -> bool {
        let open = matches!(self.status, MilestoneStatus::OnTrack | MilestoneStatus::NotStarted);
        open && self.due < month
    }

    /// How it stands and what was done: `On track: Two of three courses held.`
    #[must_use]
    pub fn standing(&self) -> String {
        format!("{}: {}", self.status.head(), ended(&self.progress))
    }

    /// Its date, whose it is and what shows it: `Due December 2025. Owner: Head of Training.`
    #[must_use]
    pub fn grounds(&self) -> String {
        let evidence = self.evidence.as_ref();
        let evidence = evidence.map(|told| format!(" Evidence: {}", ended(told)));
        format!("Due {}. Owner: {}{}", self.due, ended(&self.owner), evidence.unwrap_or_default())
    }
}

impl fmt::Display for ReturnedMilestone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.standing(), self.grounds())
    }
}

/// With the stop that a sentence ends with.
fn ended(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{text}{stop}")
}
