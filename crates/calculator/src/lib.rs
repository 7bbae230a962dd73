//! The statistics of `panel-stats` as a calculator: a JSON object in, a JSON object out.
//!
//! [`methods`] lists what there is; each [`Calculation`] carries its summary, its source, an
//! example and the JSON Schemas of its input and its output. [`run`] reads an input, calculates
//! and gives the output. There is nothing here but reading and showing: every figure comes from
//! `panel-stats`, and no file, clock or environment is read.
//!
//! * **An input is strict.** Unknown fields, arrays in place of objects and numbers out of range
//!   are refused, and the error names the field.
//! * **An output has no null.** A figure that does not apply is left out; an answer that is no
//!   figure is a variant with a `kind` of its own.
//! * **Second minus first** where two are compared, as in `panel-stats`.
//!
//! | subject | file |
//! |---|---|
//! | what a method is, and how one is run without knowing its types | `method` |
//! | reading an input, and showing an output | `json`, `whole` |
//! | what can go wrong, and the field it concerns | `error`, `fault` |
//! | what several inputs share | `input` |
//! | what several outputs share | `output` |
//! | the words that stand for the choices of `panel-stats` | `words` |
//! | the methods, by subject | the other files |

mod attributes;
mod chart;
mod counts;
mod difference;
mod dispersion;
mod effective;
mod error;
mod fault;
mod funnel;
mod group;
mod individuals;
mod input;
mod json;
mod many;
mod means;
mod method;
mod normal;
mod output;
mod overdispersion;
mod population;
mod proportion;
mod rates;
mod sequential;
mod trend;
mod whole;
mod whole_number;
mod words;

pub use error::CalculatorError;
pub use method::{Calculation, Schemas};

use serde_json::Value;

/// Every method, subject by subject, in the order in which they are listed.
const SUBJECTS: &[&[&dyn Calculation]] = &[
    proportion::METHODS,
    difference::METHODS,
    effective::METHODS,
    population::METHODS,
    whole_number::METHODS,
    rates::METHODS,
    counts::METHODS,
    dispersion::METHODS,
    individuals::METHODS,
    attributes::METHODS,
    sequential::METHODS,
    means::METHODS,
    group::METHODS,
    funnel::METHODS,
    overdispersion::METHODS,
    many::METHODS,
    normal::METHODS,
    trend::METHODS,
];

/// An answer below this likeness (Jaro–Winkler, 0 to 1) is no suggestion.
const LIKE: f64 = 0.7;

/// Every method, subject by subject. Names are unique.
pub fn methods() -> impl Iterator<Item = &'static dyn Calculation> {
    SUBJECTS.iter().copied().flatten().copied()
}

/// The method of this name.
///
/// # Errors
///
/// [`CalculatorError::UnknownMethod`], with the nearest name if one is near.
pub fn method(name: &str) -> Result<&'static dyn Calculation, CalculatorError> {
    methods().find(|method| method.name() == name).ok_or_else(|| CalculatorError::UnknownMethod {
        name: name.to_owned(),
        nearest: nearest(name),
    })
}

/// The output of the method `name` for `input`, the text of a JSON object.
///
/// # Errors
///
/// [`CalculatorError::UnknownMethod`]; those of [`Calculation::run`].
///
/// ```
/// let found = panel_calculator::run("wilson", r#"{"successes": 29, "trials": 32}"#)?;
/// assert_eq!(format!("{:.3}", found["interval"]["low"].as_f64().unwrap_or_default()), "0.758");
///
/// let error = panel_calculator::run("wilson", r#"{"successes": 33, "trials": 32}"#).unwrap_err();
/// assert!(error.to_string().starts_with("`successes`: 33 of 32 is more than all"));
/// # Ok::<(), panel_calculator::CalculatorError>(())
/// ```
pub fn run(name: &str, input: &str) -> Result<Value, CalculatorError> {
    method(name)?.run(input)
}

/// The name most like `name`, if one is like it.
fn nearest(name: &str) -> Option<&'static str> {
    let wanted = name.to_lowercase().replace('_', "-");
    methods()
        .map(|method| (method.name(), strsim::jaro_winkler(&wanted, method.name())))
        .filter(|(_, likeness)| *likeness >= LIKE)
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(name, _)| name)
}
