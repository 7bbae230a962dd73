//! Why a scaffold cannot be made; each says what to do instead.

use std::path::PathBuf;

use panel_core::read_toml_error;
use thiserror::Error;

use crate::Kind;

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The number stands in the plan.
    #[error(
        "strategic priority {number} is there already: {title}; the next free number is {next}"
    )]
    NumberTaken {
        /// The number asked for.
        number: u8,
        /// The title of the priority that has it.
        title: String,
        /// The number that is free.
        next: u8,
    },
    /// The number would leave a hole in the plan.
    #[error(
        "strategic priority {number} would leave a hole in the plan; the next free number is {next}"
    )]
    NumberLeavesAHole {
        /// The number asked for.
        number: u8,
        /// The number that is free.
        next: u8,
    },
    /// The slug cannot be the name of a package.
    #[error(
        "`{0}` cannot name a plugin; write small letters and digits with single hyphens between them, such as cyber-crime"
    )]
    Slug(String),
    /// The title cannot be printed as a heading.
    #[error(
        "the title `{0}` is not a line of text; write what the priority is to achieve, without a full stop at its end"
    )]
    Title(String),
    /// No row is asked for.
    #[error("a priority has at least one row; ask for one, such as --row offences:lower")]
    NoRows,
    /// What is asked for is not written as KIND:WAY or KIND:WAY:LABEL.
    #[error(
        "the row `{0}` is not written as KIND:WAY or KIND:WAY:LABEL, such as offences:lower or year-to-date:higher:Referrals made"
    )]
    Row(String),
    /// There is no such kind.
    #[error("`{0}` is not a kind of row; the kinds are {kinds}", kinds = kinds())]
    Kind(String),
    /// The direction is none.
    #[error("`{0}` does not say which way is better; write lower, higher or neither")]
    Way(String),
    /// A row of this kind needs a label.
    #[error("a row of the kind {kind} has a label of its own; write it after the way, such as {kind}:lower:Referrals made", kind = .0.name())]
    LabelMissing(Kind),
    /// A row of this kind has its label already.
    #[error("a row of the kind {kind} has its own label; leave `{label}` out", kind = kind.name())]
    LabelUnwanted {
        /// The kind.
        kind: Kind,
        /// The label given.
        label: String,
    },
    /// The label has no letters, or is no line of text.
    #[error("`{0}` cannot label a row; write some words, without a full stop at their end")]
    Label(String),
    /// Two rows would have one name.
    #[error("two rows would be called `{0}`; ask for each once, or give them other labels")]
    RowTwice(String),
    /// Two rows read one series and disagree on which way is better.
    #[error(
        "two rows read the series `{0}` and disagree on which way is better; say the same of both"
    )]
    WaysDisagree(String),
    /// The quarter is not after the one it follows.
    #[error("{new} is not after {last}, which it is to follow; name a later quarter")]
    NotLater {
        /// The quarter asked for.
        new: panel_core::Quarter,
        /// The one it is to follow.
        last: panel_core::Quarter,
    },
    /// The meeting is before the quarter ends.
    #[error("the meeting on {meeting} is not after {new}; name the day on which the panel meets")]
    MeetingTooEarly {
        /// The quarter asked for.
        new: panel_core::Quarter,
        /// The day named.
        meeting: String,
    },
    /// Something is in the way.
    #[error("{} is there already; move it away, or choose another name", .0.display())]
    Taken(PathBuf),
    /// A template of ours is at fault.
    #[error("a template of the program is at fault, not what you asked: {0}")]
    Template(String),
    /// A file does not look as it should, so that it cannot be changed safely.
    #[error("{} cannot be changed safely: {why}", path.display())]
    NotSafe {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and what to do.
        why: String,
    },
}

impl Refusal {
    /// Whether what was asked is at fault, rather than what is there.
    #[must_use]
    pub fn is_of_usage(&self) -> bool {
        !matches!(self, Self::Taken(_) | Self::Template(_) | Self::NotSafe { .. })
    }
}

/// What is wrong with a file that cannot be changed since it cannot be read.
pub(crate) fn say_slip(error: &toml_edit::TomlError) -> String {
    let what = read_toml_error(error.message()).what;
    format!("it cannot be read: {what}; `panel check` shows where")
}

fn kinds() -> String {
    Kind::ALL.map(Kind::name).join(", ")
}
