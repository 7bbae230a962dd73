//! What a control chart says of its latest month: the icon beside the colour.

use serde::Serialize;
use strum::{EnumCount, VariantArray};

/// What the chart of individual values says of the latest month, by the rules of *Making Data Count*.
/// It stands beside the colour and never instead of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, EnumCount, VariantArray)]
#[serde(rename_all = "snake_case")]
pub enum Variation {
    /// Special cause, and for the better.
    Improvement,
    /// Special cause, and for the worse.
    Concern,
    /// Special cause, high, where neither way is better.
    High,
    /// Special cause, low, where neither way is better.
    Low,
    /// Nothing beyond what the months always vary by.
    CommonCause,
}

impl Variation {
    /// Every variation.
    pub const ALL: [Self; Self::COUNT] = match Self::VARIANTS.first_chunk() {
        Some(all) => *all,
        None => panic!("every variant is in the list"),
    };

    /// What a reader is told.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Improvement => "special cause, improvement",
            Self::Concern => "special cause, concern",
            Self::High => "special cause, high",
            Self::Low => "special cause, low",
            Self::CommonCause => "common cause",
        }
    }
}
