//! What a return is made of: the one declaration behind the reader's checks, the Table Schema of
//! `datapackage.json`, the template that a partner fills in and the reference page.

use crate::{ReturnKind, Status};

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The name of a series.
    Series,
    /// The GSS code of an area.
    Area,
    /// Months from and to, a month, a quarter or a financial year.
    Period,
    /// One month.
    Month,
    /// A whole number, no less than this.
    Whole {
        /// The least that it can be.
        least: u32,
    },
    /// A number with decimals, written with a point.
    Decimal,
    /// A percentage, from 0 to 100.
    Percentage,
    /// One of these names.
    OneOf(&'static [&'static str]),
    /// One of the statuses that the kind of return allows.
    Status,
    /// Words on one line.
    Words,
    /// The key of a person, family or event: never a name or a number of a register.
    Key,
    /// One day.
    Day,
    /// A day and its time.
    Moment,
    /// Days with a space between each two.
    Days,
    /// `yes` or `no`.
    YesNo,
    /// The GSS code of a community safety partnership, or of a local authority in one.
    Partnership,
}

/// Names of series: small letters, digits and hyphens between slashes.
const SERIES_PATTERN: &str = "[a-z0-9-]+(/[a-z0-9-]+)+";
/// Codes of areas from the Government Statistical Service, and made-up ones that begin with X.
const AREA_PATTERN: &str = "[EKNSWX][0-9]{8}";
/// One month.
const MONTH_PATTERN: &str = r"\d{4}-(0[1-9]|1[0-2])";
/// Every form of a period.
const PERIOD_PATTERN: &str = r"\d{4}-(0[1-9]|1[0-2])|\d{4}-(0[1-9]|1[0-2])/\d{4}-(0[1-9]|1[0-2])|\d{4}/\d{2}|\d{4}-\d{2} Q[1-4]";

/// Keys as they are filed: letters and digits that say nothing of whom they stand for.
const KEY_PATTERN: &str = "[0-9a-f]{16}";
/// One day.
const DAY_PATTERN: &str = r"\d{4}-\d{2}-\d{2}";
/// A day and its time.
const MOMENT_PATTERN: &str = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}";
/// Days with a space between each two.
const DAYS_PATTERN: &str = r"\d{4}-\d{2}-\d{2}( \d{4}-\d{2}-\d{2})*";

impl Holds {
    /// What a cell must match, where a pattern says it.
    #[must_use]
    pub fn pattern(self) -> Option<&'static str> {
        match self {
            Self::Series => Some(SERIES_PATTERN),
            Self::Area | Self::Partnership => Some(AREA_PATTERN),
            Self::Period => Some(PERIOD_PATTERN),
            Self::Month => Some(MONTH_PATTERN),
            Self::Key => Some(KEY_PATTERN),
            Self::Day => Some(DAY_PATTERN),
            Self::Moment => Some(MOMENT_PATTERN),
            Self::Days => Some(DAYS_PATTERN),
            _ => None,
        }
    }

    /// Whether its cells are numbers; all others are text, so that a code keeps its zeros.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Whole { .. } | Self::Decimal | Self::Percentage)
    }
}

/// Whether a cell of a column may be empty, and whether the column may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Every row has it.
    Required,
    /// A cell may be empty.
    Optional,
    /// The column stands only in tables that `panel returns receive` filed.
    Filed,
}

/// One column of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its head in the CSV.
    pub name: &'static str,
    /// Its title for readers.
    pub title: &'static str,
    /// What its cells mean.
    pub description: &'static str,
    /// What its cells hold.
    pub holds: Holds,
    /// What its numbers count or measure; empty for text.
    pub unit: &'static str,
    /// Whether a cell may be empty.
    pub presence: Presence,
    /// Whether it says what the row is about; the others say what is known of it.
    pub names_the_row: bool,
    /// Whether its cells are left out of what is filed, because nothing reads them.
    pub is_dropped: bool,
}

const fn column(name: &'static str, title: &'static str, holds: Holds) -> Column {
    Column::new(name, title, holds)
}

impl Column {
    /// A column of which every row has a cell, with its head and its title.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str, holds: Holds) -> Self {
        let (description, unit, presence) = ("", "", Presence::Required);
        let (names_the_row, is_dropped) = (false, false);
        Self { name, title, description, holds, unit, presence, names_the_row, is_dropped }
    }

    /// The same, with what its cells mean.
    #[must_use]
    pub const fn said(self, description: &'static str) -> Self {
        Self { description, ..self }
    }

    /// The same, with what its numbers count or measure.
    #[must_use]
    pub const fn of(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }

    /// The same, with cells that may be empty.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { presence: Presence::Optional, ..self }
    }

    /// The same, as a part of what names the row: no two rows have the same.
    #[must_use]
    pub const fn key(self) -> Self {
        Self { names_the_row: true, ..self }
    }

    /// The same, with cells that may be written and are not filed: nothing reads them.
    #[must_use]
    pub const fn dropped(self) -> Self {
        Self { presence: Presence::Optional, is_dropped: true, ..self }
    }

    /// Whether the cells say when: the period, the month, or the month at whose end a value stood.
    #[must_use]
    pub fn is_period(&self) -> bool {
        matches!(self.holds, Holds::Period | Holds::Month)
    }

    /// Whether it holds the figure itself, or a part of it.
    #[must_use]
    pub fn is_figure(&self) -> bool {
        !self.names_the_row && !matches!(self.name, "status" | "note" | "source")
    }

    /// Whether what is in it says by itself that somebody gave a figure. Units are there before.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.is_figure() && self.name != "unit"
    }
}

const SERIES: Column = column("series", "Series", Holds::Series)
    .said("The identifier that a row of the dashboard asks for.")
    .key();
const AREA: Column = column("area", "Area", Holds::Area)
    .said("Code of the area from the Government Statistical Service.")
    .key();
const PERIOD: Column = column("period", "Period", Holds::Period)
    .said("A month (2014-09), a financial year (2012/13), a quarter of one (2014-15 Q2), or a range of months, both ends included (2013-10/2014-09).")
    .key();
const MONTH: Column = column("month", "Month", Holds::Month).said("One month (2014-09).").key();
const AS_AT: Column =
    column("as_at", "As at", Holds::Month).said("The month at whose end the value held.").key();
const COUNT: Column = column("count", "Count", Holds::Whole { least: 0 })
    .said("A whole number of events or people in the period.")
    .of("events or people");
const STATUS: Column = column("status", "Status", Holds::Status).said("The state of the figure.");
const NOTE: Column = column("note", "Note", Holds::Words)
    .said("A short sentence printed as a numbered note under the dashboard table; blank where there is none.")
    .optional();
const SOURCE: Column = Column {
    presence: Presence::Filed,
    ..column("source", "Source", Holds::Words)
        .said("Where the row was in what the partner sent: the file, the first digits of its SHA-256, the sheet and the cells.")
};

/// Where a filed row stood; the last column of a table that `panel returns receive` filed.
pub const SOURCE_COLUMN: &Column = &SOURCE;

const COUNTS: &[Column] = &[SERIES, AREA, PERIOD, COUNT, STATUS, NOTE];
const MONTHLY_COUNTS: &[Column] = &[SERIES, AREA, MONTH, COUNT, STATUS, NOTE];
const SURVEYS: &[Column] = &[
    SERIES,
    AREA,
    PERIOD,
    column("positive", "Positive answers", Holds::Whole { least: 0 })
        .said("People who answered so: satisfied, confident, aware or taking up support. Blank where it was not published.")
        .of("people")
        .optional(),
    column("surveyed", "People surveyed", Holds::Whole { least: 1 })
        .said("People who answered the question. Blank where it was not published.")
        .of("people")
        .optional(),
    column("published_percent", "Published percentage", Holds::Percentage)
        .said("The percentage as printed, to the decimal place printed.")
        .of("per cent")
        .optional(),
    STATUS,
    NOTE,
];
const POSITIONS: &[Column] = &[
    SERIES,
    AREA,
    AS_AT,
    column("place", "Place", Holds::Whole { least: 1 })
        .said("Place in the comparison group, 1 being the best. The series is the one whose figure is ranked.")
        .of("place"),
    column("group_size", "Size of the group", Holds::Whole { least: 1 })
        .said("How many forces are ranked. Blank: not published.")
        .of("forces")
        .optional(),
    STATUS,
    NOTE,
];
const MONEY: &[Column] = &[
    SERIES,
    AREA,
    AS_AT,
    column("million_pounds", "Millions of pounds", Holds::Decimal)
        .said("Amount in millions of pounds sterling, to the decimal place printed.")
        .of("millions of pounds"),
    STATUS,
    NOTE,
];
const WORDS: &[Column] = &[
    SERIES,
    AREA,
    AS_AT,
    column("assessment", "Assessment", Holds::Words)
        .said("The assessment or the progress made, in a few words."),
    STATUS,
    NOTE,
];
/// What a figure can be measured in.
pub const FIGURE_UNITS: &[&str] = &["count", "percent", "points", "million_pounds", "stars"];
const FIGURES: &[Column] = &[
    SERIES,
    AREA,
    PERIOD,
    column("value", "Value", Holds::Decimal).said("The figure as printed.").of("see unit"),
    column("unit", "Unit", Holds::OneOf(FIGURE_UNITS)).said("What the value is measured in."),
    STATUS,
    NOTE,
];

impl ReturnKind {
    /// Its columns, in their order. A filed table has [`SOURCE_COLUMN`] after them.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Counts => COUNTS,
            Self::MonthlyCounts => MONTHLY_COUNTS,
            Self::Surveys => SURVEYS,
            Self::Positions => POSITIONS,
            Self::Money => MONEY,
            Self::Words => WORDS,
            Self::Figures => FIGURES,
        }
    }

    /// The heads of its columns.
    #[must_use]
    pub fn column_names(self) -> Vec<&'static str> {
        self.columns().iter().map(|column| column.name).collect()
    }

    /// The statuses that its rows can have.
    #[must_use]
    pub fn statuses(self) -> &'static [Status] {
        match self {
            Self::Counts => &[
                Status::Final,
                Status::Provisional,
                Status::Revised,
                Status::Annualised,
                Status::Partial,
                Status::Proxy,
                Status::DefinitionDiffers,
            ],
            Self::Surveys => &[
                Status::Final,
                Status::Provisional,
                Status::Revised,
                Status::Partial,
                Status::Proxy,
                Status::DefinitionDiffers,
                Status::Impossible,
            ],
            Self::MonthlyCounts | Self::Positions => {
                &[Status::Final, Status::Provisional, Status::Revised, Status::Proxy]
            }
            Self::Words => {
                &[Status::Final, Status::Provisional, Status::Revised, Status::DefinitionDiffers]
            }
            Self::Money | Self::Figures => &[Status::Final, Status::Provisional, Status::Revised],
        }
    }

    /// What a column means in this kind of return: for the status, each that it can be.
    #[must_use]
    pub fn describe(self, column: &Column) -> String {
        if column.holds != Holds::Status {
            return column.description.to_owned();
        }
        let each = self.statuses().iter().map(|one| format!("{}: {}", one.name(), one.meaning()));
        format!("{}.", each.collect::<Vec<_>>().join("; "))
    }

    /// What it is called, which is also the name of its sheet in a template.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Counts => "Counts",
            Self::MonthlyCounts => "Monthly counts",
            Self::Surveys => "Surveys",
            Self::Positions => "Positions",
            Self::Money => "Money",
            Self::Words => "Words",
            Self::Figures => "Figures",
        }
    }

    /// What it holds, in a sentence.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Counts => "Events or people counted over a period.",
            Self::MonthlyCounts => "Events or people counted in each single month.",
            Self::Surveys => "People who answered so, of the people asked.",
            Self::Positions => "The place in the comparison group.",
            Self::Money => "Amounts of money at the end of a month.",
            Self::Words => "An assessment or the progress made, in words.",
            Self::Figures => "Other figures, which the commentary quotes.",
        }
    }
}
