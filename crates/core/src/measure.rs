//! The trait that every row of the dashboard implements.

use thiserror::Error;

use crate::{
    Collation, Direction, Figure, Finding, MilestoneStatus, Month, Period, ReturnKind, ReturnTable,
    Returns, Series, Source, Supply, Tally, Terms, Unit,
};

/// Why a row could not be judged: a fault in the returns, never in the row.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MeasureError {
    /// A figure is missing and `awaited.toml` does not say why.
    #[error("{series} has no {} return{}, and nothing says why", kind.name(), when(*period))]
    Unexplained {
        /// The series.
        series: &'static str,
        /// The kind of return.
        kind: ReturnKind,
        /// The period, where one is needed.
        period: Option<Period>,
    },
    /// A figure has another unit than the row can use.
    #[error("{series} at {source_line} is in {found:?}, not in {wanted:?}")]
    WrongUnit {
        /// The series.
        series: &'static str,
        /// The unit found.
        found: Unit,
        /// The unit that the row needs.
        wanted: Unit,
        /// Where it was read.
        source_line: Source,
    },
    /// A figure cannot be what it says it is.
    #[error("{series} is {found} at {source_line}: {why}")]
    CannotBe {
        /// The series.
        series: &'static str,
        /// The figure.
        found: String,
        /// Why it cannot be.
        why: &'static str,
        /// Where it was read.
        source_line: Source,
    },
    /// The parts of a total do not make it.
    #[error("the parts make {parts}, but {series} is {total}")]
    PartsDoNotMakeTotal {
        /// The series of the total.
        series: &'static str,
        /// The sum of the parts.
        parts: String,
        /// The total.
        total: String,
        /// Where the total was read.
        source_line: Source,
    },
    /// A milestone's date is past, and it is said to be neither done nor late.
    #[error("{series} is {} at {source_line}, but was due by the end of {due}", status.name())]
    Overdue {
        /// The series of the milestone.
        series: &'static str,
        /// How it is said to stand.
        status: MilestoneStatus,
        /// The month by whose end it was due.
        due: Month,
        /// Where it was read.
        source_line: Source,
    },
}

fn when(period: Option<Period>) -> String {
    period.map_or_else(String::new, |period| format!(" for {}", period.iso()))
}

/// A return that a row reads, so that `panel check` can name what has not arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The series.
    pub series: Series,
    /// The kind of return.
    pub kind: ReturnKind,
}

/// What a plan asks to be returned: figures, or the records that they are counted from.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The returns that its rows read.
    pub needs: Vec<Need>,
    /// How some of them are counted from records.
    pub tallies: Vec<&'static Tally>,
    /// How an appendix is collated from others.
    pub collation: Option<&'static Collation>,
}

impl Asked {
    /// Figures alone, and no records.
    #[must_use]
    pub fn figures(needs: Vec<Need>) -> Self {
        Self { needs, ..Self::default() }
    }

    /// Everything that can be returned: figures of every kind, and the records that tallies read.
    #[must_use]
    pub fn tables(&self) -> Vec<ReturnTable> {
        let kinds = ReturnKind::ALL.into_iter().map(ReturnTable::Figures);
        let counted = self.tallies.iter().flat_map(|tally| tally.tables).copied();
        let records = counted.chain(self.collation.map(|collation| collation.table));
        let mut tables: Vec<_> = kinds.chain(records.map(ReturnTable::Records)).collect();
        tables.sort_unstable();
        tables.dedup();
        tables
    }

    /// The table with this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<ReturnTable> {
        self.tables().into_iter().find(|table| table.name() == name)
    }
}

/// The columns that a row fills in its widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Columns {
    /// Baseline year, latest twelve months and the change between them.
    BaselineAndLatest {
        /// Whether the row has a projection for the plan's last year.
        projection: bool,
    },
    /// The latest figure alone.
    Latest,
    /// The year to date, the same months of the year before, and the change.
    YearToDate,
    /// Words, under this head.
    Words {
        /// The head, such as “Progress”.
        head: &'static str,
    },
}

/// Judges one row of a priority's dashboard widget. Pure: same returns, same finding.
pub trait Measure: Sync {
    /// The row's name within its priority, such as `satisfaction`: lower case and underscores.
    fn id(&self) -> &'static str;

    /// The row's label as the panel reads it, such as “Satisfaction with service”.
    fn label(&self) -> &'static str;

    /// The columns it fills.
    fn columns(&self) -> Columns;

    /// The returns it reads.
    fn needs(&self) -> Vec<Need>;

    /// Which way is better, by the series that it reads first: its own.
    fn better(&self) -> Direction {
        self.needs().first().map_or(Direction::Neither, |need| need.series.better())
    }

    /// Judges the row under the plan's terms. What was not received is awaited: never an error, a
    /// zero or a NaN.
    ///
    /// # Errors
    /// [`MeasureError`] where the returns contradict themselves, or something is missing without an
    /// explanation.
    fn assess(&self, returns: &Returns, terms: &Terms) -> Result<Finding, MeasureError>;
}

impl Supply<'_> {
    /// The figure to print: known, or awaited.
    ///
    /// # Errors
    /// [`MeasureError::Unexplained`] where nothing says why it is missing.
    pub fn figure(
        self,
        kind: ReturnKind,
        series: Series,
        period: Option<Period>,
    ) -> Result<Figure, MeasureError> {
        match self {
            Self::Received(observation) => Ok(Figure::received(observation)),
            Self::Awaited(awaiting) => Ok(Figure::Awaited(awaiting.into())),
            Self::Unexplained => {
                Err(MeasureError::Unexplained { series: series.id(), kind, period })
            }
        }
    }
}
