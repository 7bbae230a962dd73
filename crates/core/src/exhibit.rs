//! What an exhibit draws: data in the units of the row, so that a page can show the evidence without
//! knowing a statistic.

use serde::Serialize;

use crate::Finite;

/// The data of one exhibit.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Exhibit {
    /// Months in their order, with the lines of note ③.
    ControlChart {
        /// Each month and its count.
        months: Vec<Point>,
        /// How many of the last months are the recent ones.
        recent: usize,
        /// How many months before them they are compared with.
        earlier: usize,
        /// The lines around the mean of the earlier months.
        lines: Lines,
    },
    /// The members of a comparison group, by their rates.
    GroupBars {
        /// Each member and its rate.
        members: Vec<Point>,
        /// Which of them is the force.
        own: usize,
        /// The months that the rates are of.
        period: String,
        /// The lines around the mean of the group.
        lines: Lines,
    },
}

/// A name and a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// The name: a month, or the code of an area.
    pub name: String,
    /// The value.
    pub value: Finite,
}

/// A mean and the control lines around it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Lines {
    /// The mean.
    pub mean: Finite,
    /// The lower line.
    pub low: Finite,
    /// The upper line.
    pub high: Finite,
}
