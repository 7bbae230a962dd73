//! What can go wrong with a calculation, and what to do about it.

use thiserror::Error;

use crate::fault::Fault;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CalculatorError {
    /// A name that no method has.
    #[error("there is no method `{name}`{}", suggestion(*nearest))]
    UnknownMethod {
        /// The name given.
        name: String,
        /// The nearest name there is.
        nearest: Option<&'static str>,
    },

    /// A text that is no JSON.
    #[error("line {line}, column {column}: {why}: give one JSON object, such as the example")]
    Syntax {
        /// The line, from 1; 0 for an empty text.
        line: usize,
        /// The column, from 1; 0 before the first.
        column: usize,
        /// What is wrong there.
        why: String,
    },

    /// A field for which there is no answer.
    #[error("`{field}`: {why}")]
    Field {
        /// The field, such as `counts[3]` or `second.trials`; `.` for the input as a whole.
        field: String,
        /// What is wrong with it, and what to give instead.
        why: String,
    },

    /// An answer too large for a number.
    #[error(
        "`{place}` of the answer is too large for a number: give smaller figures, or other units"
    )]
    NotANumber {
        /// Where in the output it stands.
        place: String,
    },

    /// An answer that JSON cannot hold. No method of the list has one.
    #[error("the answer cannot be written as JSON: {0}")]
    Unwritable(String),
}

fn suggestion(nearest: Option<&'static str>) -> String {
    match nearest {
        Some(name) => format!("; is `{name}` meant?"),
        None => String::new(),
    }
}

impl From<Fault> for CalculatorError {
    fn from(Fault { field, why }: Fault) -> Self {
        Self::Field { field, why }
    }
}
