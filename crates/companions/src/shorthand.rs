//! The shorthand of official statistics, for what is no number and for how a number stands.

use panel_core::{Figure, Status, WITHHELD};
use serde::Serialize;
use strum::{EnumCount, VariantArray};

/// What stands for a number that is not there, or says how one stands, as the Government Analysis
/// Function writes it.
///
/// ```
/// use panel_companions::Shorthand;
///
/// assert_eq!(Shorthand::Confidential.mark(), "[c]");
/// assert!(Shorthand::NotAvailable.meaning().contains("never a zero"));
/// // Provisional says how a number stands; the number is there.
/// assert!(!Shorthand::Provisional.is_instead_of_a_number());
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, EnumCount, VariantArray,
)]
pub enum Shorthand {
    /// Not received, or not computed.
    #[serde(rename = "x")]
    NotAvailable,
    /// The row has no such figure, or it is no number.
    #[serde(rename = "z")]
    NotApplicable,
    /// Withheld by the policy of disclosure.
    #[serde(rename = "c")]
    Confidential,
    /// It may still change.
    #[serde(rename = "p")]
    Provisional,
    /// Corrected since it was first given.
    #[serde(rename = "r")]
    Revised,
}

impl Shorthand {
    /// All of them, in the order in which they are explained.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// As printed.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::NotAvailable => "[x]",
            Self::NotApplicable => "[z]",
            Self::Confidential => WITHHELD,
            Self::Provisional => "[p]",
            Self::Revised => "[r]",
        }
    }

    /// The mark without its brackets.
    #[must_use]
    pub fn letter(self) -> &'static str {
        self.mark().trim_matches(['[', ']'])
    }

    /// What it means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::NotAvailable => "not available: not received or not computed, never a zero",
            Self::NotApplicable => {
                "not applicable: the row has no such figure, or it is not a number"
            }
            Self::Confidential => {
                "confidential: withheld by the disclosure policy, since a small count could tell who is meant"
            }
            Self::Provisional => "provisional: may still change",
            Self::Revised => "revised since it was first given",
        }
    }

    /// Whether it stands where a number would.
    #[must_use]
    pub fn is_instead_of_a_number(self) -> bool {
        matches!(self, Self::NotAvailable | Self::NotApplicable | Self::Confidential)
    }

    /// How a figure stands, where it is shown.
    pub(crate) fn of_status(status: Status) -> Option<Self> {
        match status {
            Status::Provisional => Some(Self::Provisional),
            Status::Revised => Some(Self::Revised),
            _ => None,
        }
    }

    /// What stands for a figure that is not shown.
    pub(crate) fn instead_of(figure: &Figure) -> Option<Self> {
        if figure.is_withheld() {
            return Some(Self::Confidential);
        }
        match figure.value() {
            None => Some(Self::NotAvailable),
            Some(value) => value.number().is_none().then_some(Self::NotApplicable),
        }
    }
}
