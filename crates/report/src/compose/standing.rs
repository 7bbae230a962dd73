//! How a row stands: as a look and as a word.

use panel_core::{Assessment, Finding};

use crate::view::Standing;

/// The state of a row that was not received.
const AWAITED: &str = "awaited";

/// How a finding stands.
pub(crate) fn standing(finding: &Finding) -> Standing {
    standing_of(finding.assessment(), finding.state())
}

/// The same of a colour and a state, such as `awaited`.
pub(crate) fn standing_of(assessment: Option<Assessment>, state: &str) -> Standing {
    match assessment {
        Some(Assessment::Green) => Standing::Green,
        Some(Assessment::Amber) => Standing::Amber,
        Some(Assessment::Red) => Standing::Red,
        None if state == AWAITED => Standing::Awaited,
        None => Standing::NotAssessed,
    }
}

/// The word for it.
pub(crate) fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Green => Assessment::Green.word(),
        Standing::Amber => Assessment::Amber.word(),
        Standing::Red => Assessment::Red.word(),
        Standing::NotAssessed => "Not assessed",
        Standing::Awaited => "Awaited",
        Standing::NotJudged => "Not judged",
    }
}
