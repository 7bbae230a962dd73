//! How a figure stands.

use strum::{EnumCount, VariantArray};

/// How a figure stands, as the return says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumCount, VariantArray)]
pub enum Status {
    /// As received.
    Final,
    /// As known so far; it may still change.
    Provisional,
    /// Corrected since it was first given; the note says why.
    Revised,
    /// Scaled to twelve months from the shorter period it gives; never tested as a count.
    Annualised,
    /// Of some of the months asked for; shown, never tested.
    Partial,
    /// Of another thing that stands in for the one asked for; the note says what.
    Proxy,
    /// Gathered by different definitions, as the note says; shown, never tested.
    DefinitionDiffers,
    /// Published, although no whole number of people gives it; shown, never tested.
    Impossible,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// Its name in the returns.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::Provisional => "provisional",
            Self::Revised => "revised",
            Self::Annualised => "annualised",
            Self::Partial => "partial",
            Self::Proxy => "proxy",
            Self::DefinitionDiffers => "definition_differs",
            Self::Impossible => "impossible",
        }
    }

    /// What it says, for those who fill in a return.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Final => "as given",
            Self::Provisional => "as known so far, and may still change",
            Self::Revised => "corrected since it was first given, with the reason in the note",
            Self::Annualised => "scaled up to a year and never tested as a count",
            Self::Partial => "of some of the months asked for, as the note says, and never tested",
            Self::Proxy => "of another thing used in its place, as the note says",
            Self::DefinitionDiffers => {
                "gathered by definitions that differ, as the note says, and never tested"
            }
            Self::Impossible => "printed as published although no count of people can give it",
        }
    }

    /// The mark under the figure in the paper; none for a figure as received.
    #[must_use]
    pub fn mark(self) -> Option<&'static str> {
        match self {
            // The row's reason says that a published share is impossible.
            Self::Final | Self::Impossible => None,
            Self::Provisional => Some("provisional"),
            Self::Revised => Some("revised"),
            Self::Annualised => Some("annualised"),
            Self::Partial => Some("part of the period"),
            Self::Proxy => Some("proxy"),
            Self::DefinitionDiffers => Some("definitions differ"),
        }
    }

    /// Whether a figure so marked must have a note that says why.
    #[must_use]
    pub fn wants_note(self) -> bool {
        matches!(self, Self::Revised | Self::Partial | Self::Proxy | Self::DefinitionDiffers)
    }

    /// Whether it is a count or share of just the months it names, and may be tested as such.
    #[must_use]
    pub fn is_as_counted(self) -> bool {
        matches!(self, Self::Final | Self::Provisional | Self::Revised | Self::Proxy)
    }
}
