//! What is known of figures beside each other, so that none gives a withheld one away.

use crate::Series;

/// The people or records that a relation speaks of, by the figure that tells their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// Those that a count counts.
    Count(Series),
    /// Those of a share that are so.
    Yes(Series),
    /// Those of a share that are not so.
    No(Series),
    /// All that a share is of.
    All(Series),
}

impl Term {
    /// The series of the figure.
    #[must_use]
    pub const fn series(self) -> Series {
        match self {
            Self::Count(series) | Self::Yes(series) | Self::No(series) | Self::All(series) => {
                series
            }
        }
    }
}

/// What is known of figures of one area and of the same months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureRelation {
    /// `total` is the sum of `parts`, or the same where there is one.
    Sum {
        /// The total.
        total: Term,
        /// Its parts.
        parts: &'static [Term],
    },
    /// The share `total` is that of `parts` put together: who is so, who is not, and all. Each part says
    /// more by itself, so that `total` is withheld before another part is.
    Shares {
        /// The share of all.
        total: Series,
        /// The shares of its parts.
        parts: &'static [Series],
    },
    /// `figure` was computed from others, as an average is, and tells of each of them.
    Computed {
        /// The figure.
        figure: Series,
        /// The figures that it was computed from.
        from: &'static [Series],
    },
}
