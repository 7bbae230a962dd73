//! A series of figures and which way is better.

use serde::Serialize;

use crate::Scale;

/// Which way a series should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Fewer is better: offences.
    Lower,
    /// More is better: satisfaction, and reports of hidden crimes.
    Higher,
    /// Neither way is better; a change is shown and never coloured.
    Neither,
}

/// A series and which way is better. No constructor lacks a direction: three priorities *want* more
/// reports.
///
/// ```
/// use panel_core::{Direction, Series};
/// const OFFENCES: Series = Series::lower_is_better("offences/all-crime");
/// assert_eq!(OFFENCES.better(), Direction::Lower);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Series {
    id: &'static str,
    better: Direction,
    of: SeriesArea,
    scale: Scale,
}

/// A series is the same whether or not it is said what its figures are measured in: a row may say it of a
/// series that another declares.
impl PartialEq for Series {
    fn eq(&self, other: &Self) -> bool {
        (self.id, self.better, self.of) == (other.id, other.better, other.of)
    }
}

impl Eq for Series {}

/// The area that the rows of a plan read a series of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesArea {
    /// That of the force.
    Force,
    /// England and Wales, to set the force's figure beside.
    EnglandAndWales,
}

impl SeriesArea {
    /// Its code from the Government Statistical Service, where the force's is `force`.
    #[must_use]
    pub fn code(self, force: &str) -> &str {
        match self {
            Self::Force => force,
            Self::EnglandAndWales => "K04000001",
        }
    }
}

impl Series {
    const fn new(id: &'static str, better: Direction) -> Self {
        Self { id, better, of: SeriesArea::Force, scale: Scale::Any }
    }

    /// A series that should fall.
    #[must_use]
    pub const fn lower_is_better(id: &'static str) -> Self {
        Self::new(id, Direction::Lower)
    }

    /// A series that should rise.
    #[must_use]
    pub const fn higher_is_better(id: &'static str) -> Self {
        Self::new(id, Direction::Higher)
    }

    /// A series that gives context: neither way is better.
    #[must_use]
    pub const fn neither_is_better(id: &'static str) -> Self {
        Self::new(id, Direction::Neither)
    }

    /// The same series, of England and Wales: who returns it is asked for the figure of that area.
    ///
    /// ```
    /// use panel_core::Series;
    /// const FALL: Series = Series::neither_is_better("offences/fall").of_england_and_wales();
    /// assert_eq!(FALL.area().code("E23000021"), "K04000001");
    /// ```
    #[must_use]
    pub const fn of_england_and_wales(self) -> Self {
        Self { of: SeriesArea::EnglandAndWales, ..self }
    }

    /// The same series, with what its figures are measured in.
    ///
    /// ```
    /// use panel_core::{Scale, Series};
    /// const STARS: Series = Series::higher_is_better("feedback/stars").measured_in(Scale::Stars);
    /// assert_eq!(STARS.scale(), Scale::Stars);
    /// ```
    #[must_use]
    pub const fn measured_in(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// What its figures are measured in.
    #[must_use]
    pub const fn scale(self) -> Scale {
        self.scale
    }

    /// The area that it is read of.
    #[must_use]
    pub const fn area(self) -> SeriesArea {
        self.of
    }

    /// Its name in the returns, such as `offences/domestic-burglary`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// Which way is better.
    #[must_use]
    pub const fn better(self) -> Direction {
        self.better
    }
}
